package chatpage

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"time"
)

// ErrNothingDue is what a Clock gives (wrapped or plain) when it should go to the next promised moment and there is none.
var ErrNothingDue = errors.New("no promised moment to go to")

// ErrRealTime is what a Clock gives that cannot be moved.
var ErrRealTime = errors.New("the time is the real one")

const (
	leapLimit = 366 * 24 * time.Hour // the longest single leap
	leapWait  = 2 * time.Minute      // how long, in real time, a leap and its messages may take
)

func (p *page) clockView() clockView { return clockView{Now: p.clock.Now().UTC()} }

func (p *page) readClock(w http.ResponseWriter, _ *http.Request) {
	answer(w, http.StatusOK, p.clockView())
}

// moveClock moves the time and answers when the bot has said everything that became due.
func (p *page) moveClock(w http.ResponseWriter, r *http.Request) {
	var in struct{ By, To string }
	if !decode(w, r, &in) {
		return
	}
	by, complaint := leap(p.clock.Now(), in.By, in.To)
	if complaint != "" {
		refuse(w, http.StatusBadRequest, complaint)
		return
	}
	if !p.moving.TryLock() {
		refuse(w, http.StatusConflict, "The time is already moving.")
		return
	}
	defer p.moving.Unlock()
	switch err := p.leap(r.Context(), by); {
	case err == nil:
		answer(w, http.StatusOK, p.clockView())
	case errors.Is(err, ErrNothingDue):
		refuse(w, http.StatusConflict, "Nothing is planned yet. Talk to the bot first.")
	case errors.Is(err, ErrRealTime):
		refuse(w, http.StatusConflict, "The time is the real one here. medius run --time-control can move that of the coach.")
	default:
		p.opts.Log.ErrorContext(r.Context(), "chat page", "act", "clock", "err", err)
		refuse(w, http.StatusInternalServerError, "The time could not be moved. The program's log says more.")
	}
}

func (p *page) leap(ctx context.Context, by string) error {
	ctx, cancel := context.WithTimeout(ctx, leapWait)
	defer cancel()
	if _, err := p.clock.Advance(ctx, by); err != nil {
		return fmt.Errorf("advance by %s: %w", by, err)
	}
	if err := p.clock.Idle(ctx); err != nil {
		return fmt.Errorf("wait for the bot: %w", err)
	}
	return nil
}

// leap turns a request into the argument of Clock.Advance; when it cannot, complaint says why, for the person at the page.
func leap(now time.Time, by, to string) (arg, complaint string) {
	switch {
	case (by == "") == (to == ""):
		return "", "Say either by how long or to which moment."
	case by != "":
		d, err := time.ParseDuration(by)
		if err != nil || d <= 0 || d > leapLimit {
			return "", "Give a length such as 15m or 8h, a year at most."
		}
		return d.String(), ""
	case to == "next":
		return to, ""
	}
	t, err := time.Parse(time.RFC3339, to)
	if err != nil || !t.After(now) || t.After(now.Add(leapLimit)) {
		return "", "Give a moment after now, within a year."
	}
	return t.UTC().Format(time.RFC3339), ""
}
