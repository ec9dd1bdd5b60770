-- +goose Up

-- The letters of a chat are found by their keys, which begin with it ("c17:..."); an index of their own was one more to write for
-- each answer. What has another key (the letters of an announcement) has one.
DROP INDEX outbox_chat;
CREATE INDEX outbox_stray ON outbox (chat_id)
    WHERE substr(key, 1, length(CAST(chat_id AS TEXT)) + 2) <> 'c' || CAST(chat_id AS TEXT) || ':';

-- Who is blocked is counted apart (coach.StandingBarred).
UPDATE members SET standing = 'barred' WHERE json_extract(doc, '$.barred');

-- +goose Down

UPDATE members SET standing = 'stopped' WHERE standing = 'barred';
DROP INDEX outbox_stray;
CREATE INDEX outbox_chat ON outbox (chat_id);
