package main

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"medius/storage"
)

// remindEvery is how often the log says that the database server is still away, and oneEvent how long whoever finds that out at the
// same moment is not heard.
const (
	remindEvery = time.Minute
	oneEvent    = 10 * time.Second
)

// outage is a log that does not tell of a server that is away by every loop that needs it, but once when it goes and then as a reminder;
// storage itself tells when it is back.
type outage struct {
	slog.Handler
	told *lastTold
}

// lastTold is when the log has last told of the server that is away.
type lastTold struct {
	mu sync.Mutex
	at time.Time // zero: it is there
}

func patientLog(log *slog.Logger) *slog.Logger { return slog.New(outage{log.Handler(), &lastTold{}}) }

// Handle writes a line, unless it is of a server whose absence has been told.
func (o outage) Handle(ctx context.Context, line slog.Record) error {
	switch {
	case line.Message == storage.InReach:
		o.told.forget()
	case line.Level >= slog.LevelWarn && away(line):
		wait := remindEvery
		if line.Message == storage.OutOfReach { // it may be gone again
			wait = oneEvent
		}
		if !o.told.due(line.Time, wait) {
			return nil
		}
		line = renamed(line)
	}
	return o.Handler.Handle(ctx, line)
}

// away tells whether a line is of a server that does not answer, or does not let medius in any more.
func away(line slog.Record) (found bool) {
	line.Attrs(func(a slog.Attr) bool {
		err, ok := a.Value.Any().(error)
		found = ok && storage.Away(err)
		return !found
	})
	return found
}

// renamed says what is the matter before who was kept from what.
func renamed(line slog.Record) slog.Record {
	if line.Message == storage.OutOfReach {
		return line
	}
	told := slog.NewRecord(line.Time, line.Level, storage.OutOfReach, line.PC)
	told.AddAttrs(slog.String("meanwhile", line.Message))
	line.Attrs(func(a slog.Attr) bool { told.AddAttrs(a); return true })
	return told
}

func (t *lastTold) forget() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.at = time.Time{}
}

// due tells whether it is time to tell, and notes that it was told.
func (t *lastTold) due(now time.Time, wait time.Duration) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.at.IsZero() && now.Sub(t.at) < wait {
		return false
	}
	t.at = now
	return true
}

// WithAttrs is that of a slog.Handler.
func (o outage) WithAttrs(attrs []slog.Attr) slog.Handler {
	return outage{o.Handler.WithAttrs(attrs), o.told}
}

// WithGroup is that of a slog.Handler.
func (o outage) WithGroup(name string) slog.Handler { return outage{o.Handler.WithGroup(name), o.told} }
