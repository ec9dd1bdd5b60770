package chatpage

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"
)

// The page moves the time by a length, to the next moment, or to an instant, and never backwards.
func TestTravel(t *testing.T) {
	tests := []struct {
		name, body string
		status     int
		moved      string // what the clock was told
		now        string
	}{
		{"eight hours", `{"by":"8h"}`, 200, "8h0m0s", "2026-03-03T02:00:00Z"},
		{"to the next moment", `{"to":"next"}`, 200, "next", "2026-03-03T06:00:00Z"},
		{"to an instant", `{"to":"2026-03-05T08:00:00+02:00"}`, 200, "2026-03-05T06:00:00Z", "2026-03-05T06:00:00Z"},
		{"backwards", `{"by":"-1h"}`, 400, "", ""},
		{"to an instant that has passed", `{"to":"2026-03-02T17:59:00Z"}`, 400, "", ""},
		{"to now", `{"to":"2026-03-02T18:00:00Z"}`, 400, "", ""},
		{"further than a year", `{"by":"9000h"}`, 400, "", ""},
		{"by and to", `{"by":"1h","to":"next"}`, 400, "", ""},
		{"neither", `{}`, 400, "", ""},
		{"no length", `{"by":"soon"}`, 400, "", ""},
		{"no instant", `{"to":"tomorrow"}`, 400, "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h, _, clock := testPage(t)
			clock.next = time.Date(2026, 3, 3, 6, 0, 0, 0, time.UTC)
			w := ask(h, "POST", "/api/clock", test.body)
			if w.Code != test.status {
				t.Fatalf("got %d, want %d: %s", w.Code, test.status, w.Body)
			}
			if got := strings.Join(clock.moved, ";"); got != test.moved {
				t.Errorf("the clock was told %q, want %q", got, test.moved)
			}
			if w.Code != 200 {
				complaint(t, w)
				return
			}
			for _, got := range []string{w.Body.String(), ask(h, "GET", "/api/clock", "").Body.String()} {
				if strings.TrimSpace(got) != `{"now":"`+test.now+`"}` {
					t.Errorf("got %s, want %s", got, test.now)
				}
			}
		})
	}
}

// Without a promised moment there is nothing to go to, and the page says so.
func TestTravelToNothing(t *testing.T) {
	h, _, _ := testPage(t)
	if w := ask(h, "POST", "/api/clock", `{"to":"next"}`); w.Code != 409 || !strings.Contains(complaint(t, w), "Nothing is planned") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}

// The answer waits until the bot has come to rest; meanwhile nobody else moves the time.
func TestTravelWaitsForTheBot(t *testing.T) {
	h, _, clock := testPage(t)
	busy, rest := make(chan struct{}), make(chan struct{})
	clock.idle = func(ctx context.Context) error {
		close(busy)
		select {
		case <-rest:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	done := make(chan int)
	go func() { done <- ask(h, "POST", "/api/clock", `{"by":"1h"}`).Code }()
	<-busy
	select {
	case code := <-done:
		t.Fatalf("answered %d before the bot had come to rest", code)
	default:
	}
	if w := ask(h, "POST", "/api/clock", `{"by":"1h"}`); w.Code != 409 {
		t.Errorf("a second traveller: got %d", w.Code)
	}
	close(rest)
	if code := <-done; code != 200 {
		t.Errorf("got %d", code)
	}
}

// Trouble with the clock stays in the log.
func TestTravelInTrouble(t *testing.T) {
	h, _, clock := testPage(t)
	clock.idle = func(context.Context) error { return errors.New("secret detail") }
	if w := ask(h, "POST", "/api/clock", `{"by":"1h"}`); w.Code != 500 || strings.Contains(complaint(t, w), "secret") {
		t.Errorf("got %d %s", w.Code, w.Body)
	}
}
