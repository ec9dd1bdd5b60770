package main

import (
	"context"
	"time"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
	"medius/content"
	"medius/storage"
	"medius/watch"
)

// What the rooms do is watched from between them: the wires of this file count and time what passes through, so that no
// room needs to know that it is looked at.

// overheard is the database as the loops use it: each of them asks it for work in every round, and is heard by that.
type overheard struct {
	*storage.DB
	heart *watch.Heart
}

func (o overheard) Pending(ctx context.Context, after int64, limit int) ([]coach.Inbound, error) {
	rows, err := o.DB.Pending(ctx, after, limit)
	o.heart.Beat(loopWorker, lookEvery, err == nil)
	return rows, err
}

func (o overheard) Claim(ctx context.Context, now time.Time, last coach.Lane, busy []int64, limit int) ([]coach.Letter, error) {
	letters, err := o.DB.Claim(ctx, now, last, busy, limit)
	o.heart.Beat(loopSender, lookEvery, err == nil) // what fails here is asked again, and nothing else is
	return letters, err
}

func (o overheard) NextLetter(ctx context.Context) (time.Time, bool, error) {
	at, ok, err := o.DB.NextLetter(ctx)
	o.heart.Beat(loopSender, lookEvery, err == nil)
	return at, ok, err
}

func (o overheard) DueNow(ctx context.Context, now time.Time, limit int) ([]coach.Due, error) {
	due, err := o.DB.DueNow(ctx, now, limit)
	o.heart.Beat(loopScheduler, lookEvery, err == nil)
	return due, err
}

func (o overheard) DueSpread(ctx context.Context, now time.Time, limit int) ([]coach.Due, error) {
	due, err := o.DB.DueSpread(ctx, now, limit)
	o.heart.Beat(loopScheduler, lookEvery, err == nil)
	return due, err
}

// polled is told how each poll went.
func (h *house) polled(refusal *bot.Refusal, within time.Duration) {
	result := delivered
	if refusal != nil {
		result = refusal.Verdict.String()
	}
	h.board.Polled(result)
	h.heart.Beat(loopPoll, within, refusal == nil)
}

// handle is the door to the conversation, with a clock beside it.
func (h *house) handle(ctx context.Context, chat int64, src coach.Source, ev dialog.Event) error {
	began, now := h.Real(), h.Now()
	if ev.Kind == dialog.Unblocked {
		h.returns.note(chat, now)
	}
	err := h.bot.Handle(ctx, chat, src, ev)
	took := h.Real().Sub(began)
	if src.Due != nil {
		h.heart.Beat(loopScheduler, lookEvery, err == nil) // many may be due at once
		until := src.Due.Until
		h.board.Due(now.Sub(src.Due.At), took, !until.IsZero() && now.After(until))
		return err
	}
	h.board.Update(string(ev.Kind), took, err)
	return err
}

// opened counts the updates that never become an event.
func (h *house) opened(
	translate func(coach.Inbound) (dialog.Event, bool, error),
) func(coach.Inbound) (dialog.Event, bool, error) {
	return func(in coach.Inbound) (dialog.Event, bool, error) {
		ev, ok, err := translate(in)
		switch {
		case err != nil:
			h.board.Unopened()
		case !ok:
			h.board.Ignored()
		}
		return ev, ok, err
	}
}

// timed counts the letters on their way out.
type timed struct {
	bot.Transport
	board *watch.Board
	now   func() time.Time // the clock the letters are dated by
}

func (t timed) Send(ctx context.Context, l coach.Letter, out bot.Outgoing) (coach.Delivered, error) {
	now, err := t.Transport.Send(ctx, l, out)
	result, flood := delivered, false
	if err != nil {
		verdict := bot.Judge(err).Verdict
		result, flood = verdict.String(), verdict == bot.Wait
	}
	t.board.Sent(l.Lane.String(), result, flood)
	if err == nil && !l.Due.IsZero() {
		t.board.Arrived(l.Lane.String(), t.now().Sub(l.Due))
	}
	return now, err
}

// drawn counts the pictures that have to be drawn.
func (h *house) drawn(find func(content.Look) (content.Drawing, error)) func(content.Look) (content.Drawing, error) {
	return func(look content.Look) (content.Drawing, error) {
		d, err := find(look)
		if err != nil {
			return d, err
		}
		draw := d.Draw
		d.Draw = func() ([]byte, error) {
			began := h.Real()
			data, err := draw()
			h.board.Drawn(h.Real().Sub(began))
			return data, err
		}
		return d, nil
	}
}
