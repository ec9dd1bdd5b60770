package main

import (
	"context"
	"path/filepath"
	"time"

	"medius/coach"
	"medius/scheduler"
)

// noBackups tells that the schedule is switched off. In the environment an empty value is no value, so there is a word.
func noBackups(schedule string) bool { return schedule == "" || schedule == "off" }

// rota is when backups are made.
type rota struct {
	rule   coach.Schedule // nil: never
	zone   *time.Location
	since  time.Time // this process looks after them
	tried  time.Time // by this process
	latest time.Time // that is known; zero: none
}

// due tells whether a backup has to be made now: the moment after the latest one has come, or there is none at all. What was
// missed while medius was stopped is made up for once. One that failed is tried again at the next moment.
func (r rota) due(now, latest time.Time) bool {
	switch {
	case r.rule == nil:
		return false
	case r.tried.After(latest) && !r.tried.After(now): // not by another clock
		latest = r.tried
	}
	if latest.IsZero() {
		return true
	}
	next, ok := coach.NextOccurrence(latest, r.rule, r.zone)
	return ok && !next.At.After(now)
}

// late is for how long there should have been another backup; of the very first one, since this process began.
func (r rota) late(now time.Time) time.Duration {
	due := r.since
	if r.rule == nil {
		return 0
	}
	if !r.latest.IsZero() {
		next, ok := coach.NextOccurrence(r.latest, r.rule, r.zone)
		if !ok {
			return 0
		}
		due = next.At
	}
	return max(now.Sub(due), 0)
}

// rota reads the schedule; it was checked with the rest of the configuration.
func (c Config) rota() (r rota, err error) {
	if noBackups(c.Backup.Schedule) {
		return r, nil
	}
	if r.zone, err = time.LoadLocation(c.Zone); err != nil { // "" is UTC
		return r, err
	}
	r.rule, err = scheduler.Parse(c.Backup.Schedule)
	return r, err
}

// backUp makes a scheduled backup when it is due, and puts on the board how it stands about them.
func (h *house) backUp(ctx context.Context) error {
	now := h.Now()
	if h.rota.since.IsZero() {
		h.rota.since = now
	}
	err := h.backUpWhenDue(ctx, now)
	h.board.BackedUp(h.rota.latest, h.rota.late(now), err)
	return err
}

// backUpWhenDue makes one when it is due, and deletes those that are too many.
func (h *house) backUpWhenDue(ctx context.Context, now time.Time) error {
	kept, err := h.db.Backups()
	if err != nil {
		return err
	}
	h.rota.latest = time.Time{}
	for _, k := range kept {
		if !k.Made.After(now) { // of another clock
			h.rota.latest = k.Made
		}
	}
	if !h.rota.due(now, h.rota.latest) {
		return nil
	}
	h.rota.tried = now
	if err := h.db.EnsureOrigin(ctx); err != nil {
		return err
	}
	made, err := h.db.Backup(ctx, "")
	if err != nil {
		return err
	}
	h.rota.latest = made.Made
	h.Log.InfoContext(ctx, "backup", "file", filepath.Base(made.Path), "bytes", made.Bytes, "schema", made.Schema)
	return h.db.Prune(ctx, h.Backup.Keep)
}
