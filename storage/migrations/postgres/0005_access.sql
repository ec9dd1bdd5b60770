-- +goose Up

-- Who has claimed the bot with the code from its log, by chat. It is the owner's role, not a member's course: it outlasts
-- the erasure of what the owner had as a member.
CREATE TABLE owners (
    chat_id BIGINT NOT NULL PRIMARY KEY,
    since   BIGINT NOT NULL
);

-- One-time codes that let somebody in, by their hash. kind: claim (the bot itself), member. until 0: as long as it stands here.
CREATE TABLE passes (
    code  TEXT   COLLATE "C" NOT NULL PRIMARY KEY,
    kind  TEXT   NOT NULL,
    until BIGINT NOT NULL
);

-- +goose Down

DROP TABLE passes;
DROP TABLE owners;
