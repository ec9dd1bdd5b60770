-- +goose Up

-- Invitations that can still be opened, by the hash of their code. They stand in the member's document; here they are found.
CREATE TABLE invitations (
    code      TEXT    NOT NULL PRIMARY KEY,
    member_id BIGINT  NOT NULL REFERENCES members (id),
    seat      INTEGER NOT NULL,
    until     BIGINT  NOT NULL
);
CREATE INDEX invitations_member ON invitations (member_id);

-- +goose Down

DROP TABLE invitations;
