package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/bot/telegramtest"
	"medius/coach"
)

// drill is a coach in this process whose clock is in our hand, and one member.
type drill struct {
	*ward
	*telegramtest.User
	clock    *clock
	house    *house
	travel   *travel
	stop     func()
	answered int // the number of the latest question
}

// rehearse begins on a Monday evening in Berlin.
func rehearse(t *testing.T) *drill {
	folder := t.TempDir()
	d := &drill{clock: &clock{real: func() time.Time { return time.Now() }}}
	d.clock.set(monday)
	d.ward = &ward{t: t, database: filepath.Join(folder, "medius.db"), server: telegramtest.Start(t, telegramtest.Options{
		Token: testToken, Now: d.clock.Now, Fast: true,
	}), now: d.clock.Now}
	d.env = map[string]string{"MEDIUS_STORAGE_DSN": d.database, "HOME": folder}
	d.User = d.server.User(7, "member", "en")
	d.start()
	t.Cleanup(func() { d.stop() })
	return d
}

// start lets the coach go on where the database is.
func (d *drill) start() {
	d.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	conf := defaults()
	conf.Access, conf.Limits.UpdatesPerMinute = coach.AccessOpen, 0
	conf.Telegram.Endpoint = d.server.URL()
	h, err := build(ctx, plot{
		Config: conf, Database: d.database, Token: testToken, Limits: bot.Limits{}, Now: d.clock.Now, Real: time.Now,
		Log: slog.New(slog.NewTextHandler(d.t.Output(), &slog.HandlerOptions{Level: slog.LevelWarn})), Menus: forgetful{},
	})
	d.must(err)
	h.client.Gallery = nil // no picture has to be waited for
	ready, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- h.live(ctx, func(telegram.Identity) { close(ready) }) }()
	<-ready
	d.house, d.travel = h, h.travel(d.clock)
	d.travel.Calm = func() bool { return d.server.Pending() == 0 }
	d.stop = func() {
		cancel()
		if err := <-ended; err != nil {
			d.t.Error(err)
		}
		if err := h.Close(); err != nil {
			d.t.Error(err)
		}
		d.stop = func() {}
	}
	d.pass("0s")
}

func (d *drill) pass(by string) {
	d.t.Helper()
	_, err := d.travel.Advance(d.t.Context(), by)
	d.must(err)
}

// replies are what the member answers: the first label that the newest question has.
var replies = []string{
	"I have read this and agree", "Yes, you may keep them", "Physiotherapist", "Outside of the hip", "Left", "07:00", "19:00", "Every day",
	"Start now", "As usual, slept", "Skip rest", "Done", "Done, counted myself", "Fine: 2 to 4 left", "No", "Yes", "2", "Start",
}

// answers goes on until the newest question has these words.
func (d *drill) answers(until string) telegramtest.Message {
	d.t.Helper()
	for range 200 {
		d.pass("2s")
		number, msg := d.question()
		if number > d.answered && strings.Contains(msg.Text+msg.Caption, until) {
			return msg
		}
		if number <= d.answered {
			continue // a letter may have been put off on a slow machine
		}
		d.answered = number
		switch {
		case strings.Contains(msg.Text, "name of a town"):
			d.Send("Berlin")
		case strings.Contains(msg.Text, "18 or older?") || strings.Contains(msg.Text, "Is that your time?"):
			d.tapOn(msg, "Yes")
		default:
			d.tapOn(msg, replies...)
		}
	}
	d.t.Fatalf("%q does not come:\n%s", until, d.tail(6))
	return telegramtest.Message{}
}

// question is the newest one, with its number.
func (d *drill) question() (number int, found telegramtest.Message) {
	for _, msg := range d.Messages() {
		for _, row := range msg.Buttons {
			for _, b := range row {
				text, _, _ := strings.Cut(b.Data, ":")
				if n, err := strconv.Atoi(text); err == nil && n > number {
					number, found = n, msg
				}
			}
		}
	}
	return number, found
}

func (d *drill) tapOn(msg telegramtest.Message, labels ...string) {
	d.t.Helper()
	for _, label := range labels {
		for _, row := range msg.Buttons {
			for _, b := range row {
				if b.Text == label {
					d.Tap(msg.ID, b.Data)
					return
				}
			}
		}
	}
	d.t.Fatalf("no answer to %q %v", msg.Text+msg.Caption, msg.Buttons)
}

// tail is the end of the chat.
func (d *drill) tail(n int) string {
	var out strings.Builder
	all := d.Messages()
	for _, msg := range all[max(0, len(all)-n):] {
		fmt.Fprintf(&out, "%d %v %s\n   %v\n", msg.ID, msg.FromBot, msg.Text+msg.Caption, msg.Buttons)
	}
	return out.String()
}

// A backup from the middle of a session comes back five days later. Nothing old is sent: not the letter that waited, not the rest
// of the session, not the reminders of the days between. The next morning the plan is lower by the table of gaps, and a button
// from the time that is lost is not taken for a new one.
func TestAnOldBackupSaysNothingOld(t *testing.T) {
	d := rehearse(t)
	d.Send("/start")
	d.answers("set 2 of")
	body, err := bot.Outgoing{Kind: bot.OutSend, Text: "an old letter"}.Encode()
	d.must(err)
	d.must(d.house.db.Turn(t.Context(), d.ID(), coach.Source{}, func(m coach.Member) (coach.Entry, error) {
		letter := coach.Letter{Key: "old", NotBefore: d.clock.Now().Add(time.Minute), Body: body}
		return coach.Entry{Member: m, Letters: []coach.Letter{letter}}, nil
	}))
	backup := filepath.Join(t.TempDir(), "middle.backup")
	if status, said := d.types("backup", "--out", backup); status != 0 {
		t.Fatal(said)
	}
	d.pass("2m") // from here on time is lost
	lost := d.answers("Stop at pain 3 or more")
	d.answered, _ = d.question()
	d.pass("124h")
	before := len(d.Messages())
	d.stop()
	status, said := d.types("restore", backup, "--replace")
	if status != 0 || !strings.Contains(said, "it is older than 30 minutes, and it may have been sent and answered meanwhile: 1 letter.") {
		t.Fatalf("status %d: %s", status, said)
	}
	d.start()
	d.pass("10m")
	if news := d.Messages()[before:]; len(news) > 0 {
		t.Errorf("it says something old:\n%s", d.tail(len(news)))
	}
	d.tapOn(lost, "Done, counted myself")
	d.pass("1s")
	if said := d.tail(1); !strings.Contains(said, "1 set of 4 counts") {
		t.Errorf("the tap from the time that is lost counts:\n%s", said)
	}
	d.pass("12h")
	d.answered = 0
	plan := d.answers("Today: ")
	for _, words := range []string{"3×8", "after 6 days"} {
		if !strings.Contains(plan.Text, words) {
			t.Errorf("the plan does not say %q: %s", words, plan.Text)
		}
	}
}
