package bot_test

import (
	"context"
	"fmt"
	"log/slog"
	"slices"
	"sync"
	"testing"
	"time"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
)

// heap is an inbox in memory.
type heap struct {
	mu    sync.Mutex
	rows  []coach.Inbound
	empty chan struct{}
}

func (h *heap) Pending(_ context.Context, after int64, limit int) ([]coach.Inbound, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	rows := slices.DeleteFunc(slices.Clone(h.rows), func(in coach.Inbound) bool { return in.Arrival <= after })
	return rows[:min(limit, len(rows))], nil
}

func (h *heap) Done(_ context.Context, update int64) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	for i, row := range h.rows {
		if row.Update == update {
			h.rows = append(h.rows[:i:i], h.rows[i+1:]...)
			break
		}
	}
	if len(h.rows) == 0 {
		close(h.empty)
	}
	return nil
}

func (*heap) SetAside(context.Context, int64, string) (bool, error) { return true, nil }

// A flood from one chat is told of once and dropped; words of danger and "Stop, it hurts" in the middle of it are answered, and
// nothing of anybody else is touched.
func TestAFloodDrownsNobodyElse(t *testing.T) {
	inbox := &heap{empty: make(chan struct{})}
	events := map[int64]dialog.Event{}
	add := func(chat int64, ev dialog.Event) {
		n := int64(len(events) + 1)
		events[n] = ev
		inbox.rows = append(inbox.rows, coach.Inbound{Arrival: n, Update: n, Chat: chat})
	}
	for i := range 500 {
		add(1, dialog.Event{Kind: dialog.Said, Text: fmt.Sprint(i)})
		if i%100 == 50 {
			add(2, dialog.Event{Kind: dialog.Said, Text: "hello"})
		}
		switch i {
		case 300:
			add(1, dialog.Event{Kind: dialog.Said, Text: "numb between the legs"})
		case 301:
			add(1, dialog.Event{Kind: dialog.Said, Text: "Es ist taub zwischen den Beinen"})
		case 302:
			add(1, dialog.Event{Kind: dialog.Tapped, Choice: "hurts"})
		}
	}
	for i := range 200 { // of another one, written over the night in which the coach was away
		add(3, dialog.Event{Kind: dialog.Said, Text: "good night", When: time.Unix(1772400000-int64(200-i)*120, 0)})
	}
	var mu sync.Mutex
	got := map[string]int{}
	var over, held int
	w := &bot.Worker{
		Inbox: inbox, Log: slog.New(slog.DiscardHandler),
		Translate: func(in coach.Inbound) (dialog.Event, bool, error) { return events[in.Update], true, nil },
		Handle: func(ctx context.Context, chat int64, src coach.Source, ev dialog.Event) error {
			mu.Lock()
			key := fmt.Sprintf("%d %s", chat, ev.Kind)
			if events[src.Update].Text == "numb between the legs" || events[src.Update].Text == "Es ist taub zwischen den Beinen" {
				key = "danger"
			}
			got[key]++
			mu.Unlock()
			return inbox.Done(ctx, src.Update)
		},
		Gate: &bot.Floodgate{
			PerMinute: 60, Now: func() time.Time { return time.Unix(1772400000, 0) }, Urgent: theCoach(coach.Auto).Urgent,
			Over: func(context.Context, int64) { mu.Lock(); over++; mu.Unlock() }, Held: func() { mu.Lock(); held++; mu.Unlock() },
		},
	}
	ctx, stop := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- w.Run(ctx) }()
	select {
	case <-inbox.empty:
	case <-time.After(20 * time.Second):
		t.Error("it does not get through")
	}
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	want := map[string]int{"1 said": 60, "1 flooded": 1, "2 said": 5, "3 said": 200, "danger": 2, "1 tapped": 1}
	if fmt.Sprint(got) != fmt.Sprint(want) || over != 1 || held != 439 {
		t.Errorf("got %v, over %d, held %d; want %v, 1, 439", got, over, held, want)
	}
}
