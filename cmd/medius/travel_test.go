package main

import (
	"context"
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"medius/bot/telegramtest/chatpage"
	"medius/coach"
)

var monday = time.Date(2026, 3, 2, 17, 0, 0, 0, time.UTC)

// promises is an agenda of moments; what is done is noted with the time at which it was.
type promises struct {
	mu      sync.Mutex
	due     []time.Time
	letters []time.Time
	did     []time.Time
	leased  time.Time // due, and somebody who died has it until then
	stuck   bool      // an update that nobody works on
	each    func()    // at every appointment
}

func earliest(list []time.Time) (time.Time, bool) {
	if len(list) == 0 {
		return time.Time{}, false
	}
	return slices.MinFunc(list, time.Time.Compare), true
}

func (p *promises) NextDue(context.Context) (time.Time, bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.due
	if !p.leased.IsZero() {
		all = append(slices.Clone(all), p.leased)
	}
	at, ok := earliest(all)
	return at, ok, nil
}

func (p *promises) NextLetter(context.Context) (time.Time, bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	at, ok := earliest(p.letters)
	return at, ok, nil
}

func (p *promises) Pending(context.Context, int64, int) ([]coach.Inbound, error) {
	if p.stuck {
		return []coach.Inbound{{}}, nil
	}
	return nil, nil
}

func (p *promises) Idle(_ context.Context, now time.Time) (bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	waiting := func(at time.Time) bool { return !at.After(now) }
	return !p.stuck && p.leased.IsZero() && !slices.ContainsFunc(p.due, waiting) && !slices.ContainsFunc(p.letters, waiting), nil
}

func (p *promises) tick(_ context.Context, now time.Time) error {
	p.mu.Lock()
	var ready []time.Time
	take := func(at time.Time) bool {
		if at.After(now) {
			return false
		}
		ready = append(ready, at)
		return true
	}
	p.due = slices.DeleteFunc(p.due, take)
	p.letters = slices.DeleteFunc(p.letters, take)
	if !p.leased.IsZero() && take(p.leased) {
		p.leased = time.Time{}
	}
	for range ready {
		p.did = append(p.did, now)
	}
	p.mu.Unlock()
	for range ready {
		if p.each != nil {
			p.each()
		}
	}
	return nil
}

// machine is a travel whose real time stands still, so that every moment is exact.
func machine(p *promises) *travel {
	t := &travel{clock: &clock{real: func() time.Time { return monday }}, Agenda: p, Tick: p.tick, Wake: func() {}}
	return t
}

// Going on plays through: each thing is done at its own moment, also what came up on the way, and letters that wait.
func TestAdvancePlaysThrough(t *testing.T) {
	p := &promises{due: []time.Time{monday.Add(14 * time.Hour), monday.Add(2 * time.Hour)}, letters: []time.Time{monday.Add(3 * time.Hour)}}
	again := true
	p.each = func() {
		if again {
			again = false
			p.due = append(p.due, monday.Add(2*time.Hour+75*time.Minute)) // a nudge after the reminder
		}
	}
	m := machine(p)
	now, err := m.Advance(t.Context(), "12h")
	if err != nil || !now.Equal(monday.Add(12*time.Hour)) {
		t.Fatalf("it is %s, error %v", now, err)
	}
	want := []time.Time{monday.Add(2 * time.Hour), monday.Add(3 * time.Hour), monday.Add(2*time.Hour + 75*time.Minute)}
	if !slices.EqualFunc(p.did, want, time.Time.Equal) {
		t.Errorf("done at %v, want %v", p.did, want)
	}
	now, err = m.Advance(t.Context(), "next")
	if err != nil || !now.Equal(monday.Add(14*time.Hour)) || len(p.did) != 4 {
		t.Errorf("next: it is %s, done %v, error %v", now, p.did, err)
	}
	if _, err = m.Advance(t.Context(), "next"); !errors.Is(err, chatpage.ErrNothingDue) {
		t.Errorf("after the last one: %v", err)
	}
}

// The demo goes on to the next word of the coach: past a moment without one, and not only to what is being said already.
func TestTheNextWordIsANewOne(t *testing.T) {
	p := &promises{letters: []time.Time{monday}, due: []time.Time{monday.Add(time.Hour), monday.Add(14 * time.Hour), monday.Add(20 * time.Hour)}}
	done, words := 0, 0
	p.each = func() {
		if done++; done != 2 { // the second is the silent one
			words++
		}
	}
	now, err := nextWord{machine(p), func() int { return words }}.Advance(t.Context(), "next")
	if err != nil || !now.Equal(monday.Add(14*time.Hour)) {
		t.Errorf("it is %s, error %v", now, err)
	}
}

// A jump is a machine that slept: everything comes late, at once.
func TestAJumpIsASleep(t *testing.T) {
	p := &promises{due: []time.Time{monday.Add(time.Hour), monday.Add(2 * time.Hour)}}
	m := machine(p)
	var kept time.Time
	m.Moved = func(_ context.Context, now time.Time) error { kept = now; return nil }
	now, err := m.Jump(t.Context(), "2026-03-03T05:00:00+01:00")
	want := time.Date(2026, 3, 3, 4, 0, 0, 0, time.UTC)
	if err != nil || !now.Equal(want) || !kept.Equal(want) {
		t.Fatalf("it is %s, kept %s, error %v", now, kept, err)
	}
	if !slices.EqualFunc(p.did, []time.Time{want, want}, time.Time.Equal) {
		t.Errorf("done at %v", p.did)
	}
}

// What a process that was killed had in hand is given free after half a minute; going on does not wait for that in real
// time.
func TestALeaseOfTheDeadDoesNotHoldUp(t *testing.T) {
	p := &promises{leased: monday.Add(30 * time.Second)}
	m := machine(p)
	real := time.Now()
	m.real = func() time.Time { return monday.Add(time.Since(real)) }
	now, err := m.Advance(t.Context(), "1h")
	if err != nil || now.Before(monday.Add(time.Hour)) {
		t.Fatalf("it is %s, error %v", now, err)
	}
	if len(p.did) != 1 || p.did[0].Before(monday.Add(30*time.Second)) || p.did[0].After(monday.Add(40*time.Second)) {
		t.Errorf("done at %v", p.did)
	}
}

// The time goes forward only, what cannot be read is refused, and rest that never comes is an error.
func TestWhereTheClockCannotGo(t *testing.T) {
	m := machine(&promises{})
	for by, want := range map[string]error{
		"-1s": errPast, "2026-03-02T16:59:59Z": errPast, "": errWhen, "tomorrow": errWhen, "1d": errWhen, "2026-03-03": errWhen,
	} {
		if _, err := m.Advance(t.Context(), by); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", by, err, want)
		}
	}
	m = machine(&promises{stuck: true})
	ctx, cancel := context.WithTimeout(t.Context(), 20*time.Millisecond)
	defer cancel()
	if err := m.Idle(ctx); !errors.Is(err, errStuck) || !strings.Contains(err.Error(), "deadline") {
		t.Errorf("stuck: %v", err)
	}
	calm := false
	m = machine(&promises{})
	m.Calm = func() bool { was := calm; calm = true; return was }
	if err := m.Idle(t.Context()); err != nil || !calm {
		t.Errorf("not asked whether all is calm: %v", err)
	}
}
