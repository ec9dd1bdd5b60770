package bot

import (
	"context"
	"log/slog"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// undone counts what was dropped.
type undone struct{ n int }

func (u *undone) Pending(context.Context, int64, int) ([]coach.Inbound, error) { return nil, nil }
func (u *undone) Done(context.Context, int64) error                            { u.n++; return nil }
func (u *undone) SetAside(context.Context, int64, string) (bool, error)        { return false, nil }

// What was written once is counted once, however often it could not be written down.
func TestWhatComesAgainIsNotCountedAgain(t *testing.T) {
	now := time.Unix(1772400000, 0)
	written, dropped := now, &undone{}
	answered := map[int64]bool{}
	w := &Worker{
		Log: slog.New(slog.DiscardHandler), Inbox: dropped,
		Translate: func(coach.Inbound) (dialog.Event, bool, error) {
			return dialog.Event{Kind: dialog.Said, Text: "7", When: written}, true, nil
		},
		Handle: func(_ context.Context, _ int64, src coach.Source, ev dialog.Event) error {
			answered[src.Update] = ev.Kind == dialog.Said
			return nil
		},
		Gate: &Floodgate{PerMinute: 60, Now: func() time.Time { return now }, Urgent: func(dialog.Event) bool { return false }},
	}
	for _, after := range []time.Duration{0, 1, 2, 4, 8, 16, 30, 30} { // the polls, of which no commit succeeds
		now = now.Add(after * time.Second)
		answer := w.AtOnce()
		for u := range int64(8) {
			if err := answer(t.Context(), coach.Inbound{Update: u + 1, Chat: 1}); err != nil {
				t.Fatal(err)
			}
		}
	}
	if dropped.n > 0 || len(answered) != 8 || !answered[8] {
		t.Errorf("dropped %d, answered %v", dropped.n, answered)
	}
}
