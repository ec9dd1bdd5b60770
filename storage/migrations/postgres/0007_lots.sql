-- +goose Up

-- lot orders appointments of the same moment that may come one after the other (coach.Lot); 0: its moment is kept. Those
-- have an index of their own, so that they are found at once behind any number of reminders that wait.
ALTER TABLE appointments ADD COLUMN lot BIGINT NOT NULL DEFAULT 0;
UPDATE appointments SET lot = 1 + (member_id % 2147483647 * 1640531527 + at / 86400000 % 2147483647 * 1327217884) % 2147483647
WHERE kind IN ('morning', 'evening', 'nudge', 'weekly', 'digest', 'calm', 'outing', 'lock', 'unfinished', 'retention');
DROP INDEX appointments_ready;
CREATE INDEX appointments_exact ON appointments (ready_at) WHERE lot = 0;
CREATE INDEX appointments_spread ON appointments (ready_at, lot) WHERE lot > 0;

-- +goose Down

DROP INDEX appointments_spread;
DROP INDEX appointments_exact;
CREATE INDEX appointments_ready ON appointments (ready_at);
ALTER TABLE appointments DROP COLUMN lot;
