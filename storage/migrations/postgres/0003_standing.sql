-- +goose Up

-- Where a member stands (coach.Standing), beside the document so that members can be counted from an index.
ALTER TABLE members ADD COLUMN standing TEXT NOT NULL DEFAULT '';
UPDATE members SET standing = CASE
    WHEN doc ->> 'away' = 'true' THEN 'away'
    WHEN doc ->> 'stage' IN ('stopped', 'turned_away') THEN 'stopped'
    WHEN COALESCE(doc ->> 'stage', '') <> 'active' THEN 'beginning'
    WHEN doc ->> 'pause' IS NOT NULL THEN 'paused'
    ELSE 'active'
END;
CREATE INDEX members_standing ON members (standing);

-- When a letter was to leave at first. not_before moves with every try that is put off; how late a letter is, counts from
-- here. 0: written before this was noted.
ALTER TABLE outbox ADD COLUMN due_at BIGINT NOT NULL DEFAULT 0;

-- +goose Down

ALTER TABLE outbox DROP COLUMN due_at;
DROP INDEX members_standing;
ALTER TABLE members DROP COLUMN standing;
