-- +goose Up

-- All instants are unix milliseconds in UTC, 0 for "none"; dates are 'YYYY-MM-DD' on the member's calendar.

-- 'medi': marks the file as a database of medius, so that the database of another program is never migrated.
PRAGMA application_id = 1835361385;

CREATE TABLE settings (
    name  TEXT NOT NULL PRIMARY KEY,
    value TEXT NOT NULL
);

-- Updates as they came. arrival keeps the order, because update ids may restart lower. A done row keeps its id only.
CREATE TABLE inbox (
    arrival     INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id   BIGINT  NOT NULL UNIQUE,
    chat_id     BIGINT  NOT NULL,
    raw         BLOB,
    received_at BIGINT  NOT NULL,
    tries       INTEGER NOT NULL DEFAULT 0,
    done_at     BIGINT  NOT NULL DEFAULT 0
);
CREATE INDEX inbox_pending ON inbox (arrival) WHERE done_at = 0;
CREATE INDEX inbox_chat ON inbox (chat_id) WHERE done_at = 0;
CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at > 0;

-- Updates that went wrong three times. A table of its own: a restarted update id finds room in the inbox.
CREATE TABLE dead (
    id          INTEGER PRIMARY KEY AUTOINCREMENT,
    update_id   BIGINT  NOT NULL,
    chat_id     BIGINT  NOT NULL,
    raw         BLOB,
    why         TEXT    NOT NULL,
    received_at BIGINT  NOT NULL,
    died_at     BIGINT  NOT NULL
);
CREATE INDEX dead_chat ON dead (chat_id) WHERE raw IS NOT NULL;
CREATE INDEX dead_died ON dead (died_at) WHERE raw IS NOT NULL;

-- Member ids are never given twice (AUTOINCREMENT): a forgotten member's id stays empty.
CREATE TABLE members (
    id      INTEGER PRIMARY KEY AUTOINCREMENT,
    chat_id BIGINT  NOT NULL UNIQUE,
    doc     TEXT    NOT NULL
);

CREATE TABLE days (
    member_id BIGINT NOT NULL REFERENCES members (id),
    date      TEXT   NOT NULL,
    doc       TEXT   NOT NULL,
    PRIMARY KEY (member_id, date)
);

CREATE TABLE facts (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    member_id BIGINT NOT NULL REFERENCES members (id),
    at        BIGINT NOT NULL,
    date      TEXT   NOT NULL,
    kind      TEXT   NOT NULL,
    side      TEXT   NOT NULL,
    data      TEXT   NOT NULL
);
CREATE INDEX facts_member ON facts (member_id, id);

-- ready_at is the instant from which a row may be claimed: at, or the end of the lease of who claimed it last.
CREATE TABLE appointments (
    member_id BIGINT NOT NULL REFERENCES members (id),
    kind      TEXT   NOT NULL,
    at        BIGINT NOT NULL,
    until     BIGINT NOT NULL,
    slot      TEXT   NOT NULL,
    ready_at  BIGINT NOT NULL,
    PRIMARY KEY (member_id, kind)
);
CREATE INDEX appointments_ready ON appointments (ready_at);

-- state: waiting, sending, sent, failed, expired, ambiguous, replaced, off (called off).
-- settled_at is 0 while a letter is waiting or sending. The member of a letter is the member of its chat.
CREATE TABLE outbox (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    key        TEXT    NOT NULL UNIQUE,
    chat_id    BIGINT  NOT NULL,
    lane       INTEGER NOT NULL,
    target     TEXT    NOT NULL,
    not_before BIGINT  NOT NULL,
    expires_at BIGINT  NOT NULL,
    attempts   INTEGER NOT NULL DEFAULT 0,
    repeatable BOOLEAN NOT NULL,
    state      TEXT    NOT NULL DEFAULT 'waiting',
    lease_end  BIGINT  NOT NULL DEFAULT 0,
    message_id BIGINT  NOT NULL DEFAULT 0,
    why        TEXT    NOT NULL DEFAULT '',
    settled_at BIGINT  NOT NULL DEFAULT 0,
    body       BLOB
);
CREATE INDEX outbox_chat ON outbox (chat_id);
CREATE INDEX outbox_open ON outbox (chat_id, id) WHERE settled_at = 0;
CREATE INDEX outbox_turn ON outbox (lane, id, not_before) WHERE state = 'waiting';
CREATE INDEX outbox_ready ON outbox (not_before) WHERE state = 'waiting';
CREATE INDEX outbox_expiry ON outbox (expires_at) WHERE state = 'waiting' AND expires_at > 0;
CREATE INDEX outbox_sending ON outbox (lease_end) WHERE state = 'sending';
CREATE INDEX outbox_settled ON outbox (settled_at) WHERE settled_at > 0;
CREATE INDEX outbox_body ON outbox (settled_at) WHERE settled_at > 0 AND body IS NOT NULL;

-- What stays after a member was forgotten: that it happened, and by which rules. Nothing about whom.
CREATE TABLE erasures (
    id        INTEGER PRIMARY KEY AUTOINCREMENT,
    erased_at BIGINT NOT NULL,
    rules     TEXT   NOT NULL
);

-- +goose Down

DROP TABLE erasures;
DROP TABLE outbox;
DROP TABLE appointments;
DROP TABLE facts;
DROP TABLE days;
DROP TABLE members;
DROP TABLE dead;
DROP TABLE inbox;
DROP TABLE settings;
PRAGMA application_id = 0;
