package bot

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
	"testing/synctest"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// tray is an inbox in memory; a row is dead at the third failure.
type tray struct {
	mu    sync.Mutex
	rows  []coach.Inbound
	tries map[int64]int
	whys  []string
	bad   int // so many calls of Pending fail
	last  int64
}

func (y *tray) Pending(_ context.Context, after int64, limit int) ([]coach.Inbound, error) {
	y.mu.Lock()
	defer y.mu.Unlock()
	if y.bad > 0 {
		y.bad--
		return nil, errors.New("disk")
	}
	return since(y.rows, after, limit), nil
}

// since gives the rows that arrived after one.
func since(rows []coach.Inbound, after int64, limit int) []coach.Inbound {
	rows = slices.DeleteFunc(slices.Clone(rows), func(in coach.Inbound) bool { return in.Arrival <= after })
	return rows[:min(limit, len(rows))]
}

func (y *tray) Done(_ context.Context, update int64) error {
	y.mu.Lock()
	defer y.mu.Unlock()
	y.rows = slices.DeleteFunc(y.rows, func(in coach.Inbound) bool { return in.Update == update })
	return nil
}

func (y *tray) SetAside(ctx context.Context, update int64, why string) (bool, error) {
	y.mu.Lock()
	y.tries[update]++
	y.whys = append(y.whys, why)
	dead := y.tries[update] == 3
	y.mu.Unlock()
	if dead {
		return true, y.Done(ctx, update)
	}
	return false, nil
}

func (y *tray) left() int {
	y.mu.Lock()
	defer y.mu.Unlock()
	return len(y.rows)
}

// desktop is a worker inside a bubble of time. Updates are "<chat> <words>".
type desktop struct {
	*tray
	worker *Worker
	mu     sync.Mutex
	seen   []string
	log    bytes.Buffer
	stop   func() error
}

func (d *desktop) add(chat int64, words string) {
	d.tray.mu.Lock()
	id := int64(len(d.rows) + 1 + 100*len(d.whys))
	d.tray.last++
	d.rows = append(d.rows, coach.Inbound{Arrival: d.tray.last, Update: id, Chat: chat, Raw: []byte(words)})
	d.tray.mu.Unlock()
	d.worker.Wake()
}

func (d *desktop) note(s string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.seen = append(d.seen, s)
}

func (d *desktop) notes() []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	return slices.Clone(d.seen)
}

// reads runs a worker whose rows are handled by handle, after which they are done.
func reads(t *testing.T, handle func(d *desktop, ctx context.Context, chat int64, words string) error, test func(*desktop)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		d := &desktop{tray: &tray{tries: map[int64]int{}}}
		d.worker = &Worker{
			Inbox: d.tray,
			Log:   slog.New(slog.NewTextHandler(&d.log, nil)),
			Translate: func(in coach.Inbound) (dialog.Event, bool, error) {
				switch words := string(in.Raw); words {
				case "nothing":
					return dialog.Event{}, false, nil
				case "garbled":
					return dialog.Event{}, false, errors.New("garbled")
				default:
					return dialog.Event{Kind: dialog.Said, Text: words}, true, nil
				}
			},
			Handle: func(ctx context.Context, chat int64, src coach.Source, ev dialog.Event) error {
				if err := handle(d, ctx, chat, ev.Text); err != nil {
					return err
				}
				d.note(fmt.Sprint(chat, " ", ev.Text))
				return d.Done(ctx, src.Update)
			},
		}
		ctx, cancel := context.WithCancel(t.Context())
		done := make(chan error, 1)
		go func() { done <- d.worker.Run(ctx) }()
		d.stop = sync.OnceValue(func() error { cancel(); return <-done })
		defer d.stop()
		test(d)
	})
}

func pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// Rows of one chat are handled in order, one at a time; other chats go on meanwhile.
func TestRowsOfAChatKeepTheirOrder(t *testing.T) {
	inHand := map[int64]int{}
	handle := func(d *desktop, _ context.Context, chat int64, words string) error {
		d.mu.Lock()
		inHand[chat]++
		if inHand[chat] > 1 {
			t.Errorf("two rows of chat %d in hand", chat)
		}
		d.mu.Unlock()
		if words == "slow" {
			time.Sleep(time.Minute)
		}
		d.mu.Lock()
		inHand[chat]--
		d.mu.Unlock()
		return nil
	}
	reads(t, handle, func(d *desktop) {
		d.add(1, "slow")
		d.add(1, "second")
		d.add(2, "other")
		d.add(1, "third")
		pass(time.Second)
		if got := d.notes(); !slices.Equal(got, []string{"2 other"}) {
			t.Errorf("handled %q while chat 1 is busy", got)
		}
		pass(2 * time.Minute)
		if got := d.notes(); !slices.Equal(got, []string{"2 other", "1 slow", "1 second", "1 third"}) {
			t.Errorf("handled %q", got)
		}
	})
}

// No update is given up because of the store: what fails with it is done when that has passed.
func TestWhatPassesGivesNothingUp(t *testing.T) {
	full := errors.New("the disk is full")
	fails := 10
	handle := func(_ *desktop, _ context.Context, _ int64, words string) error {
		if words == "hello" && fails > 0 {
			fails--
			return fmt.Errorf("handle: %w", full)
		}
		return nil
	}
	reads(t, handle, func(d *desktop) {
		d.worker.Passing = func(err error) bool { return errors.Is(err, full) }
		d.add(1, "hello")
		d.add(1, "again")
		pass(10 * time.Minute)
		if got := d.notes(); !slices.Equal(got, []string{"1 hello", "1 again"}) || len(d.whys) > 0 {
			t.Errorf("handled %q, set aside as %q", got, d.whys)
		}
	})
}

// A row that fails, or panics, is tried again before the rows behind it, until it is dead; it is logged by its id only.
func TestFailingRows(t *testing.T) {
	for _, c := range []struct{ words, why string }{{"fail", "handle"}, {"panic", "panic"}, {"garbled", "translate"},
		{"index", "panic"}} {
		t.Run(c.words, func(t *testing.T) {
			handle := func(_ *desktop, _ context.Context, _ int64, words string) error {
				switch words {
				case "fail":
					return errors.New("no")
				case "panic":
					panic("my secret words")
				case "index":
					return []error{}[len(words)]
				}
				return nil
			}
			reads(t, handle, func(d *desktop) {
				d.add(1, c.words)
				d.add(1, "behind")
				d.add(2, "elsewhere")
				pass(1500 * time.Millisecond)
				if got := d.notes(); !slices.Equal(got, []string{"2 elsewhere"}) {
					t.Errorf("handled %q while the row is tried", got)
				}
				pass(10 * time.Second)
				if got := d.notes(); !slices.Equal(got, []string{"2 elsewhere", "1 behind"}) {
					t.Errorf("handled %q in the end", got)
				}
				if want := []string{c.why, c.why, c.why}; !slices.Equal(d.whys, want) {
					t.Errorf("set aside as %q, want %q", d.whys, want)
				}
				if d.worker.Dead() != 1 {
					t.Errorf("%d dead, want 1", d.worker.Dead())
				}
				if err := d.stop(); err != nil {
					t.Error(err)
				}
				if log := d.log.String(); strings.Contains(log, "secret") || !strings.Contains(log, "update=1") {
					t.Errorf("log: %s", log)
				}
			})
		})
	}
}

// A chat whose first row fails, with more rows behind it than one look shows, does not hide the other chats.
func TestAFailingChatHidesNobody(t *testing.T) {
	handle := func(_ *desktop, _ context.Context, chat int64, words string) error {
		if chat == 1 && words == "0" {
			return errors.New("no")
		}
		return nil
	}
	reads(t, handle, func(d *desktop) {
		for i := range 3 * pageOfInbox {
			d.add(1, fmt.Sprint(i))
		}
		d.add(2, "hello")
		pass(100 * time.Millisecond)
		if got := d.notes(); !slices.Equal(got, []string{"2 hello"}) {
			t.Errorf("handled %q", got)
		}
		pass(time.Minute)
		if n := d.left(); n != 0 {
			t.Errorf("%d rows left", n)
		}
	})
}

// What means nothing is done without a turn.
func TestNothingToDo(t *testing.T) {
	reads(t, func(*desktop, context.Context, int64, string) error { return nil }, func(d *desktop) {
		d.add(1, "nothing")
		pass(time.Second)
		if d.left() != 0 || len(d.notes()) != 0 {
			t.Errorf("%d rows left, handled %q", d.left(), d.notes())
		}
	})
}

// An inbox that cannot be read is looked at again, without being woken.
func TestUnreadableInbox(t *testing.T) {
	reads(t, func(*desktop, context.Context, int64, string) error { return nil }, func(d *desktop) {
		pass(time.Second)
		d.tray.mu.Lock()
		d.bad = 3
		d.tray.mu.Unlock()
		d.add(1, "hello")
		pass(5 * time.Second)
		if d.left() != 0 {
			t.Error("the row was never handled")
		}
	})
}

// A stop finishes what is in hand and takes up nothing new. What does not finish in ten seconds is cut off, which does
// not count as its failure.
func TestStopFinishesWhatIsInHand(t *testing.T) {
	handle := func(_ *desktop, ctx context.Context, _ int64, words string) error {
		if words == "hangs" {
			<-ctx.Done()
			return ctx.Err()
		}
		time.Sleep(5 * time.Second)
		return ctx.Err()
	}
	reads(t, handle, func(d *desktop) {
		d.add(1, "in hand")
		d.add(1, "waiting")
		d.add(2, "hangs")
		pass(time.Second)
		begin := time.Now()
		if err := d.stop(); err != nil {
			t.Error(err)
		}
		if took := time.Since(begin); took != handlerGrace {
			t.Errorf("stopping took %v", took)
		}
		if got := d.notes(); !slices.Equal(got, []string{"1 in hand"}) {
			t.Errorf("handled %q", got)
		}
		if len(d.whys) != 0 {
			t.Errorf("set aside: %q", d.whys)
		}
	})
}

// A row that is not at its turn is tried again soon, as often as it takes, before the later rows of its chat; nothing is held against
// it, and the gate has weighed it once.
func TestARowWaitsForItsTurn(t *testing.T) {
	tries, began := 0, time.Time{}
	handle := func(_ *desktop, _ context.Context, chat int64, words string) error {
		if chat == 1 && words == "early" {
			if tries++; tries < 10 {
				return fmt.Errorf("handle: %w", coach.ErrOutOfTurn)
			}
		}
		return nil
	}
	reads(t, handle, func(d *desktop) {
		began = time.Now()
		d.worker.Gate = &Floodgate{PerMinute: 3, Now: time.Now, Urgent: func(dialog.Event) bool { return false }}
		d.add(1, "early")
		d.add(1, "later")
		d.add(2, "other")
		pass(100 * time.Millisecond)
		if got := strings.Join(d.notes(), ", "); got != "2 other" {
			t.Errorf("handled: %s", got)
		}
		pass(5 * time.Second)
		if got := strings.Join(d.notes(), ", "); got != "2 other, 1 early, 1 later" {
			t.Errorf("handled: %s", got)
		}
		if len(d.whys) > 0 || d.log.Len() > 0 {
			t.Errorf("set aside for %v: %s", d.whys, &d.log)
		}
	})
	if tries != 10 || began.IsZero() {
		t.Errorf("%d tries", tries)
	}
}

// What is answered while it is accepted is weighed once, however often that is tried; a panic in it is an error, and an error is nobody's
// business but the worker's later.
func TestAnswersAtOnce(t *testing.T) {
	tries := 0
	handle := func(_ *desktop, _ context.Context, _ int64, words string) error {
		switch tries++; {
		case words == "panics":
			panic("away")
		case tries == 1:
			return errors.New("not now")
		}
		return nil
	}
	reads(t, handle, func(d *desktop) {
		d.worker.Gate = &Floodgate{PerMinute: 2, Now: time.Now, Urgent: func(dialog.Event) bool { return false }}
		answer := d.worker.AtOnce()
		ask := func(update int64, words string) error {
			return answer(t.Context(), coach.Inbound{Update: update, Chat: 1, Raw: []byte(words)})
		}
		if err := ask(1, "first"); err == nil || d.log.Len() > 0 || len(d.whys) > 0 {
			t.Errorf("got %v; set aside %v; log %s", err, d.whys, &d.log)
		}
		for range 5 {
			if err := ask(1, "first"); err != nil {
				t.Error(err)
			}
		}
		if err := ask(2, "panics"); !errors.Is(err, errPanic) {
			t.Errorf("got %v", err)
		}
		if err := ask(3, "nothing"); err != nil {
			t.Error(err)
		}
		if got := strings.Join(d.notes(), ", "); got != "1 first, 1 first, 1 first, 1 first, 1 first" {
			t.Errorf("handled: %s", got)
		}
	})
}

// What was another instance's is found when rows are read again, and goes where it belongs: before what came later.
func TestOlderRowsAreFoundLater(t *testing.T) {
	handle := func(_ *desktop, _ context.Context, _ int64, words string) error {
		if words == "slow" {
			time.Sleep(time.Second)
		}
		return nil
	}
	reads(t, handle, func(d *desktop) {
		d.last = 10
		d.add(1, "slow")
		d.add(1, "last")
		pass(0)
		d.tray.mu.Lock()
		older := []coach.Inbound{{Arrival: 2, Update: 50, Chat: 1, Raw: []byte("first")}, {Arrival: 3, Update: 51, Chat: 2, Raw: []byte("else")}}
		d.rows = append(older, d.rows...)
		d.tray.mu.Unlock()
		d.worker.Wake()
		pass(0)
		if got := strings.Join(d.notes(), ", "); got != "" {
			t.Errorf("handled: %s", got)
		}
		d.worker.Again()
		d.worker.Again()
		pass(0)
		pass(2 * time.Second)
		if got := strings.Join(d.notes(), ", "); got != "2 else, 1 slow, 1 first, 1 last" {
			t.Errorf("handled: %s", got)
		}
	})
}
