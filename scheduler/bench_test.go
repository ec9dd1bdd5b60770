package scheduler

import (
	"context"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// crowd is a Book of very many members without a database behind it: what the tick itself costs. Package storage
// measures the same with its tables.
type crowd struct{ due []coach.Due }

func (c *crowd) DueNow(_ context.Context, _ time.Time, limit int) ([]coach.Due, error) {
	n := min(limit, len(c.due))
	first := c.due[:n]
	c.due = c.due[n:]
	return first, nil
}

func (c *crowd) DueSpread(context.Context, time.Time, int) ([]coach.Due, error) { return nil, nil }

func benchmarkTick(b *testing.B, members int64) {
	all := make([]coach.Due, members)
	for i := range all {
		all[i] = coach.Due{Member: int64(i), Chat: int64(i), Appointment: coach.Appointment{Kind: dialog.DueMorning, At: noon}}
	}
	book := &crowd{}
	s := Scheduler{Book: book, Log: quiet()}
	s.Handle = func(context.Context, int64, coach.Source, dialog.Event) error { return nil }
	for b.Loop() {
		book.due = all
		if err := s.Tick(b.Context(), noon); err != nil {
			b.Fatal(err)
		}
	}
}

// The tick of nearly every second.
func BenchmarkTickNothing(b *testing.B) { benchmarkTick(b, 0) }

// One claimed batch.
func BenchmarkTick500(b *testing.B) { benchmarkTick(b, 500) }

// Everybody at seven o'clock.
func BenchmarkTick100000(b *testing.B) { benchmarkTick(b, 100_000) }
