-- +goose Up

-- Done updates are found from the oldest one on, by their arrival.
DROP INDEX inbox_done;

-- What has arrived is not kept any more.
UPDATE outbox SET body = NULL WHERE state = 'sent' AND body IS NOT NULL;

-- +goose Down

CREATE INDEX inbox_done ON inbox (done_at) WHERE done_at > 0;
