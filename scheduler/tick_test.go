package scheduler

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

// book is a Book whose leases end after 30 s, as the real one's.
type book struct {
	mu    sync.Mutex
	rows  []coach.Due
	ready []time.Time
	asked []int // how many were given, call by call
	err   error
}

func (b *book) add(member, chat int64, kind coach.AppointmentKind, at time.Time) {
	b.rows = append(b.rows, coach.Due{Member: member, Chat: chat, Appointment: coach.Appointment{Kind: kind, At: at}})
	b.ready = append(b.ready, at)
}

func (b *book) DueNow(_ context.Context, now time.Time, limit int) ([]coach.Due, error) {
	return b.give(false, now, limit)
}

func (b *book) DueSpread(_ context.Context, now time.Time, limit int) ([]coach.Due, error) {
	return b.give(true, now, limit)
}

func (b *book) give(spread bool, now time.Time, limit int) ([]coach.Due, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	var due []coach.Due
	for i := range b.rows {
		if b.rows[i].Spread == spread && len(due) < limit && !b.ready[i].After(now) {
			b.ready[i] = now.Add(30 * time.Second)
			due = append(due, b.rows[i])
		}
	}
	if !spread {
		b.asked = append(b.asked, len(due))
	}
	return due, b.err
}

func (b *book) used(due coach.Due) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for i := range b.rows {
		if b.rows[i] == due {
			b.rows, b.ready = slices.Delete(b.rows, i, i+1), slices.Delete(b.ready, i, i+1)
			return
		}
	}
}

func quiet() *slog.Logger { return slog.New(slog.DiscardHandler) }

// A due appointment becomes an event that names its source, so that the turn can take it out of the book.
func TestADueAppointmentBecomesAnEvent(t *testing.T) {
	b := &book{}
	b.add(3, 30, dialog.DueMorning, noon)
	b.add(4, 40, dialog.DueEvening, noon.Add(time.Second)) // not yet
	calls := 0
	s := Scheduler{Book: b, Log: quiet(), Handle: func(_ context.Context, chat int64, src coach.Source, ev dialog.Event) error {
		calls++
		want := dialog.Event{Kind: dialog.Arrived, Due: b.rows[0].Appointment}
		if chat != 30 || src.Update != 0 || src.Due == nil || *src.Due != b.rows[0] || ev != want {
			t.Errorf("chat %d, source %+v, event %+v", chat, src, ev)
		}
		return nil
	}}
	if err := s.Tick(t.Context(), noon); err != nil || calls != 1 {
		t.Errorf("%d calls, error %v", calls, err)
	}
}

// Within a chat the order of the book is kept and nothing overlaps; chats work side by side, but not all at once.
func TestChatsInParallelEachInOrder(t *testing.T) {
	const chats, each, workers = 40, 12, 3
	b := &book{}
	for i := range each {
		for chat := range int64(chats) {
			b.add(chat, chat, coach.AppointmentKind(fmt.Sprint(i)), noon)
		}
	}
	var mu sync.Mutex
	got, busy, most := map[int64][]string{}, map[int64]bool{}, 0
	meet, once := make(chan struct{}), sync.Once{}
	s := Scheduler{Book: b, Log: quiet(), Workers: workers}
	s.Handle = func(_ context.Context, chat int64, _ coach.Source, ev dialog.Event) error {
		mu.Lock()
		if busy[chat] {
			t.Errorf("chat %d has two at once", chat)
		}
		busy[chat] = true
		got[chat] = append(got[chat], string(ev.Due.Kind))
		now := len(busy)
		most = max(most, now)
		mu.Unlock()
		if now == workers {
			once.Do(func() { close(meet) })
		}
		if chat < workers {
			<-meet // the first ones wait until all workers are at work
		}
		mu.Lock()
		delete(busy, chat)
		mu.Unlock()
		return nil
	}
	if err := s.Tick(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	if most != workers {
		t.Errorf("%d chats at once, want %d", most, workers)
	}
	for chat, kinds := range got {
		if strings.Join(kinds, " ") != "0 1 2 3 4 5 6 7 8 9 10 11" {
			t.Errorf("chat %d: %v", chat, kinds)
		}
	}
	if len(got) != chats {
		t.Errorf("%d chats", len(got))
	}
}

// A burst is taken in batches of 500, until the book has no more.
func TestABurstIsTakenInBatches(t *testing.T) {
	b := &book{}
	for i := range int64(1100) {
		b.add(i, i, dialog.DueMorning, noon)
	}
	s := Scheduler{Book: b, Log: quiet(), Handle: func(context.Context, int64, coach.Source, dialog.Event) error { return nil }}
	if err := s.Tick(t.Context(), noon); err != nil {
		t.Fatal(err)
	}
	if fmt.Sprint(b.asked) != "[500 500 100]" {
		t.Errorf("batches %v", b.asked)
	}
}

// What fails, or panics, is logged by member and kind without a word of it, stops nobody else, and comes again when its
// lease is over.
func TestOneFailureStopsNobodyAndIsTriedAgain(t *testing.T) {
	b := &book{}
	for chat := range int64(5) {
		b.add(chat, 100+chat, dialog.DueMorning, noon)
	}
	var log bytes.Buffer
	var mu sync.Mutex
	var done []int64
	broken := true
	s := Scheduler{Book: b, Log: slog.New(slog.NewTextHandler(&log, nil))}
	s.Handle = func(_ context.Context, chat int64, src coach.Source, _ dialog.Event) error {
		mu.Lock()
		defer mu.Unlock()
		switch {
		case broken && chat == 101:
			return errors.New("disk trouble")
		case broken && chat == 103:
			panic("my hip hurts")
		}
		b.used(*src.Due)
		done = append(done, chat)
		return nil
	}
	if err := s.Tick(t.Context(), noon); err != nil || len(done) != 3 {
		t.Fatalf("done %v, error %v", done, err)
	}
	for _, says := range []string{"member=1 kind=morning", "disk trouble", "member=3 kind=morning", "panic: string"} {
		if !strings.Contains(log.String(), says) {
			t.Errorf("the log does not say %q:\n%s", says, &log)
		}
	}
	if strings.Contains(log.String(), "hip") {
		t.Errorf("the log has a member's words:\n%s", &log)
	}
	broken = false
	for _, later := range []time.Duration{29 * time.Second, 30 * time.Second} {
		if err := s.Tick(t.Context(), noon.Add(later)); err != nil {
			t.Fatal(err)
		}
		if want := map[time.Duration]int{29 * time.Second: 3, 30 * time.Second: 5}[later]; len(done) != want {
			t.Errorf("after %s done %v, want %d", later, done, want)
		}
	}
}

// After a stop nothing new is begun, and what was begun is finished under a context that is still on.
func TestAStopFinishesWhatIsInHand(t *testing.T) {
	b := &book{}
	for i := range int64(3) {
		b.add(i, 7, dialog.DueMorning, noon)
	}
	ctx, cancel := context.WithCancel(t.Context())
	calls := 0
	s := Scheduler{Book: b, Log: quiet(), Handle: func(ctx context.Context, _ int64, _ coach.Source, _ dialog.Event) error {
		calls++
		cancel()
		return ctx.Err()
	}}
	if err := s.Tick(ctx, noon); calls != 1 || err != nil {
		t.Errorf("%d calls, error %v", calls, err)
	}
	if err := s.Tick(ctx, noon); !errors.Is(err, context.Canceled) || calls != 1 {
		t.Errorf("a tick after the stop: %d calls, error %v", calls, err)
	}
}

// A book that cannot be read is the tick's error.
func TestABookThatCannotBeRead(t *testing.T) {
	b := &book{err: errors.New("no disk")}
	s := Scheduler{Book: b, Log: quiet()}
	if err := s.Tick(t.Context(), noon); err == nil || !strings.Contains(err.Error(), "no disk") {
		t.Errorf("error %v", err)
	}
}

// Of reminders as many are handed over as there is room for, and all of them in the end; what must be on time waits for no room.
func TestRemindersAreHandedOverAsThereIsRoom(t *testing.T) {
	b := &book{}
	for i := range int64(1000) {
		b.rows = append(b.rows, coach.Due{Member: i, Chat: i, Appointment: coach.Appointment{Kind: dialog.DueMorning, At: noon, Spread: true}})
		b.ready = append(b.ready, noon)
	}
	b.add(5000, 5000, dialog.DueRest, noon)
	room, rests, reminders := 0, 0, 0
	s := Scheduler{Book: b, Log: quiet(), Workers: 1, Room: func(context.Context) (int, error) { return room, nil }}
	s.Handle = func(_ context.Context, _ int64, src coach.Source, _ dialog.Event) error {
		if src.Due.Spread {
			room, reminders = room-1, reminders+1
		} else {
			rests++
		}
		b.used(*src.Due)
		return nil
	}
	for i, want := range []struct{ room, reminders int }{{0, 0}, {120, 120}, {120, 240}, {700, 940}, {700, 1000}} {
		room = want.room
		if err := s.Tick(t.Context(), noon.Add(time.Duration(i)*time.Second)); err != nil {
			t.Fatal(err)
		}
		if reminders != want.reminders || rests != 1 {
			t.Errorf("tick %d: %d reminders, want %d; %d rests", i, reminders, want.reminders, rests)
		}
	}
	s.Room = func(context.Context) (int, error) { return 0, errors.New("no disk") }
	if err := s.Tick(t.Context(), noon); err == nil || !strings.Contains(err.Error(), "no disk") {
		t.Errorf("error %v", err)
	}
}
