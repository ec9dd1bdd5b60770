package scheduler

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"strings"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// The metronome asks every second, chores run by their own rule, and neither dies of an error or a panic.
func TestTheMetronomeTicksEverySecond(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		b := &book{}
		b.add(1, 10, dialog.DueMorning, time.Now().Add(10*time.Second))
		var log bytes.Buffer
		var handled, chores atomic.Int64
		s := Scheduler{Book: b, Now: time.Now, Log: slog.New(slog.NewTextHandler(&log, nil))}
		s.Handle = func(_ context.Context, _ int64, src coach.Source, _ dialog.Event) error {
			handled.Add(1)
			b.used(*src.Due)
			return nil
		}
		s.Chores = []Chore{{Name: "sweep", Spec: "0 * * * * *", Do: func(context.Context) error {
			if chores.Add(1) == 1 {
				panic("some value")
			}
			return errors.New("nothing to sweep with")
		}}}
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error)
		go func() { ended <- s.Run(ctx) }()
		time.Sleep(5*time.Minute + 500*time.Millisecond)
		synctest.Wait()
		cancel()
		if err := <-ended; err != nil {
			t.Fatal(err)
		}
		if n := len(b.asked); n != 300 {
			t.Errorf("asked %d times in 300 s", n)
		}
		if handled.Load() != 1 || chores.Load() != 5 {
			t.Errorf("%d appointments, %d chores", handled.Load(), chores.Load())
		}
		if !strings.Contains(log.String(), "nothing to sweep with") || strings.Contains(log.String(), "some value") {
			t.Errorf("the log:\n%s", &log)
		}
		time.Sleep(time.Minute)
		if n := len(b.asked); n != 300 {
			t.Errorf("asked %d times, some of them after the stop", n)
		}
	})
}

// A tick that takes long is not overtaken by the next one, and a stop waits for it, but not for ever.
func TestSlowTicksAndStops(t *testing.T) {
	for _, c := range []struct {
		name   string
		takes  time.Duration
		waited time.Duration
	}{
		{"a slow one is waited for", 3 * time.Second, 2500 * time.Millisecond},
		{"a stuck one is left", time.Hour, stopGrace},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := &book{}
				b.add(1, 10, dialog.DueMorning, time.Now())
				var inside, worst atomic.Int64
				s := Scheduler{Book: b, Now: time.Now, Log: quiet()}
				s.Handle = func(_ context.Context, _ int64, src coach.Source, _ dialog.Event) error {
					worst.Store(max(worst.Load(), inside.Add(1)))
					time.Sleep(c.takes)
					b.used(*src.Due)
					inside.Add(-1)
					return nil
				}
				ctx, cancel := context.WithCancel(t.Context())
				ended := make(chan error)
				go func() { ended <- s.Run(ctx) }()
				time.Sleep(1500 * time.Millisecond) // half a second into the first tick
				cancel()
				from := time.Now()
				if err := <-ended; err != nil {
					t.Fatal(err)
				}
				if waited := time.Since(from); waited != c.waited {
					t.Errorf("the stop took %s, want %s", waited, c.waited)
				}
				time.Sleep(2 * time.Hour)
				if worst.Load() != 1 {
					t.Errorf("%d ticks at once", worst.Load())
				}
			})
		})
	}
}

// A chore with a bad rule is found before anything runs.
func TestAChoreWithABadRule(t *testing.T) {
	s := Scheduler{Book: &book{}, Now: time.Now, Log: quiet(), Chores: []Chore{{Name: "sweep", Spec: "hourly"}}}
	if err := s.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "chore sweep") {
		t.Errorf("error %v", err)
	}
}
