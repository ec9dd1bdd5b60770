-- +goose Up

-- Pictures that were uploaded: what a bot calls a file of that hash and kind. Nothing about members.
CREATE TABLE files (
    bot_id    TEXT   NOT NULL,
    hash      TEXT   NOT NULL,
    kind      TEXT   NOT NULL,
    file_id   TEXT   NOT NULL,
    stored_at BIGINT NOT NULL,
    PRIMARY KEY (bot_id, hash, kind)
);

-- shows is the hash of the picture that the message of a letter shows; '' when it shows none, or when a letter that may
-- change it is on its way. part: the letter changes only a part of its target.
ALTER TABLE outbox ADD COLUMN shows TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN part BOOLEAN NOT NULL DEFAULT FALSE;

-- +goose Down

ALTER TABLE outbox DROP COLUMN part;
ALTER TABLE outbox DROP COLUMN shows;
DROP TABLE files;
