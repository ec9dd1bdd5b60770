-- +goose Up

-- The owner's announcements. body is what the owner wrote, empty once it is over. state: running, stopped, done. It is for the members
-- up to one, and has been offered to those up to after; what became of its letters is counted when it is over.
CREATE TABLE broadcasts (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id BIGINT  NOT NULL,
    body    TEXT    NOT NULL,
    state   TEXT    NOT NULL,
    made_at BIGINT  NOT NULL,
    upto    BIGINT  NOT NULL,
    after   BIGINT  NOT NULL DEFAULT 0,
    sent    INTEGER NOT NULL DEFAULT 0,
    failed  INTEGER NOT NULL DEFAULT 0
);

-- +goose Down

DROP TABLE broadcasts;
