package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"medius/bot"
	"medius/bot/telegramtest"
	"medius/coach"
	"medius/coach/dialog"
	"medius/storage"
)

// crowd are the members of a load test: all of them are one who has answered the first questions a day ago.
type crowd struct {
	world
	folder string
	first  int64 // chat of the first one; those who write come first, those who are reminded next
}

func (c crowd) database() string { return filepath.Join(c.folder, "medius.db") }

// lead is how long medius has to start and to warm up before the reminders are due.
const lead = 3 * time.Second

// fill makes the database, and says when the reminders are due. They are written last, so that they are due soon.
func (c crowd) fill(ctx context.Context, plan *loadtestCmd) (due time.Time, err error) {
	model, err := c.model(ctx)
	if err != nil {
		return due, fmt.Errorf("the first member: %w", err)
	}
	db, err := storage.Open(ctx, storage.Options{DSN: c.database(), Now: c.Now, Rules: coach.RulesVersion})
	if err != nil {
		return due, explainStorage(err)
	}
	reminded := c.first + int64(plan.Chats)
	for _, some := range []struct {
		first int64
		n     int
	}{{c.first, plan.Chats}, {reminded + int64(plan.Reminders), plan.Members - plan.Chats - plan.Reminders}} {
		if err := db.Crowd(ctx, some.first, some.n, promised(model, c.Now().AddDate(0, 0, 1))); err != nil {
			return due, errors.Join(err, db.Close())
		}
	}
	due = c.Now().Add(lead).Truncate(time.Millisecond)
	return due, errors.Join(db.Crowd(ctx, reminded, plan.Reminders, promised(model, due)), db.Close())
}

// promised gives the history with nothing to come but the morning's reminder.
func promised(h storage.History, at time.Time) storage.History {
	zone, err := time.LoadLocation(h.Member.Zone)
	if err != nil {
		zone = time.UTC // it was understood when it was said
	}
	h.Appointments = []coach.Appointment{{
		Kind: dialog.DueMorning, At: at, Until: at.Add(usefulFor), Slot: at.In(zone).Format(time.DateOnly) + " " + string(coach.Morning),
		Spread: true,
	}}
	return h
}

// model is a member who has just answered everything, a day ago: the conversation is played, with a database of its own. The
// pictures that the first reminder asks for are drawn: a coach has them after its first day, and they are not what is measured.
func (c crowd) model(ctx context.Context) (storage.History, error) {
	yesterday := &clock{real: func() time.Time { return c.Now().AddDate(0, 0, -1) }}
	server := telegramtest.New(telegramtest.Options{Quiet: true})
	conf := defaults()
	conf.Access = coach.AccessOpen
	conf.Telegram.Endpoint, conf.Backup.Schedule, conf.Figures.Cache = nowhere, "off", filepath.Join(c.folder, picturesFolder)
	h, err := build(ctx, plot{
		Config: conf, Database: filepath.Join(c.folder, "model", "medius.db"), Token: Secret(server.Token()), Through: server.Transport(),
		Now: yesterday.Now, Real: c.Now, Log: newLog(conf, veil{to: c.Err}), Menus: forgetful{}, Limits: bot.Limits{},
	})
	if err != nil {
		return storage.History{}, err
	}
	history, err := h.introduce(ctx, c.first)
	if err == nil {
		yesterday.set(c.Now())
		err = h.draw(ctx, c.first, promised(history, c.Now()).Appointments[0])
	}
	return history, errors.Join(err, h.Close())
}

// draw has the pictures drawn that are wanted after a reminder.
func (h *house) draw(ctx context.Context, chat int64, reminder coach.Appointment) (err error) {
	h.bot.Ahead = func(all []bot.OutPicture) {
		for _, o := range all {
			_, draw, trouble := h.gallery.Picture(lookOf(o))
			if trouble == nil {
				_, trouble = draw(ctx)
			}
			err = errors.Join(err, trouble)
		}
	}
	handled := h.bot.Handle(ctx, chat, coach.Source{}, dialog.Event{Kind: dialog.Arrived, Due: reminder})
	return errors.Join(handled, err)
}

// firstReplies are what somebody types at each question of the first conversation who is well and may begin.
var firstReplies = map[string]string{
	"hello": "yes", "health": "yes", "adult": "yes", "zone_confirm": "yes", "screening": "no", "pregnant": "no", "history": "no",
	"named": "doctor", "where": "outside of the hip", "unsteady": "no", "sides": "left", "usual": "2", "woken": "no", "stand": "1",
	"zone": "Europe/Berlin", "morning": "07:00", "evening": "19:00", "days": "every day", "begin": "later", "survey": "no",
}

// mostFirstReplies is more than the first conversation has questions.
const mostFirstReplies = 60

// introduce plays the first conversation in a chat and gives what is known of the member then.
func (h *house) introduce(ctx context.Context, chat int64) (storage.History, error) {
	words := "/start"
	for range mostFirstReplies {
		if err := h.bot.Handle(ctx, chat, coach.Source{}, dialog.Event{Kind: dialog.Said, Text: words, Language: "en"}); err != nil {
			return storage.History{}, err
		}
		m, _, err := h.db.Member(ctx, chat)
		if err != nil {
			return storage.History{}, err
		}
		if m.Stage == coach.StageActive && m.Place.Scene == "" {
			history, _, err := h.db.HistoryOf(ctx, chat)
			return history, err
		}
		said, ok := firstReplies[m.Place.Scene]
		if !ok {
			return storage.History{}, fmt.Errorf("no reply to %q", m.Place.Scene)
		}
		words = said
	}
	return storage.History{}, errors.New("the first conversation does not end")
}
