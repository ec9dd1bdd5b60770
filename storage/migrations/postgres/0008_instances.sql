-- +goose Up

-- The instances of medius that share this database, while they live: when each was last heard of, by the server's clock, which
-- of them polls, and until when what leaves in bulk has to wait because Telegram said so to this one.
CREATE TABLE instances (
    id              BIGINT  NOT NULL PRIMARY KEY,
    name            TEXT    NOT NULL,
    began_at        BIGINT  NOT NULL,
    beat_at         BIGINT  NOT NULL,
    leads           BOOLEAN NOT NULL DEFAULT FALSE,
    reminders_until BIGINT  NOT NULL DEFAULT 0,
    broadcast_until BIGINT  NOT NULL DEFAULT 0
);
CREATE UNIQUE INDEX instances_leader ON instances (leads) WHERE leads;

-- holder is the instance that has a letter on its way; 0: one that has the database alone.
ALTER TABLE outbox ADD COLUMN holder BIGINT NOT NULL DEFAULT 0;

-- +goose Down

ALTER TABLE outbox DROP COLUMN holder;
DROP TABLE instances;
