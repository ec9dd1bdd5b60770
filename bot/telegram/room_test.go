package telegram_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/bot/telegramtest"
	"medius/coach"
	"medius/coach/dialog"
)

// house is the whole way there and back: test server, poller, worker, sender. Handle decides what is answered.
type house struct {
	*testing.T
	*memory
	srv    *telegramtest.Server
	client *telegram.Client
	sender *bot.Sender
	mu     sync.Mutex
	gone   []int64
	events []dialog.Event
	log    bytes.Buffer
}

// live runs a house inside a bubble of time. At the end the bot must have kept the protocol and its token to itself.
func live(t *testing.T, opt telegramtest.Options, handle func(h *house, chat int64, ev dialog.Event), test func(h *house)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		opt.Now, opt.Fast = time.Now, true
		h := &house{T: t, memory: &memory{seen: map[int64]bool{}}, srv: telegramtest.New(opt)}
		log := slog.New(slog.NewTextHandler(&h.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
		client, err := telegram.Dial(h.srv.Token(), "", h.srv.Transport(), log)
		if err != nil {
			t.Fatal(err)
		}
		h.client = client
		h.sender = &bot.Sender{Store: h.memory, Transport: client, Log: log, Now: time.Now, Limits: bot.PoliteLimits(),
			Gone: func(_ context.Context, chat int64) { h.gone = append(h.gone, chat) }}
		worker := &bot.Worker{Inbox: h.memory, Log: log,
			Translate: telegram.Translator{Username: "medius_bot", ZoneAt: func(_, _ float64) string { return "Europe/Berlin" }}.Translate,
			Handle: func(ctx context.Context, chat int64, src coach.Source, ev dialog.Event) error {
				h.mu.Lock()
				h.events = append(h.events, ev)
				h.mu.Unlock()
				handle(h, chat, ev)
				h.sender.Wake()
				return h.Done(ctx, src.Update)
			}}
		h.wake = worker.Wake
		ctx, cancel := context.WithCancel(t.Context())
		var running sync.WaitGroup
		for _, part := range []func(context.Context) error{h.sender.Run, worker.Run,
			func(ctx context.Context) error { return client.Poll(ctx, h.memory) }} {
			running.Go(func() {
				if err := part(ctx); err != nil {
					t.Error(err)
				}
			})
		}
		test(h)
		cancel()
		running.Wait()
		for _, breach := range h.srv.Breaches() {
			t.Errorf("breach: %s", breach)
		}
		if strings.Contains(h.log.String(), "loopback-server") {
			t.Error("the log contains the token")
		}
	})
}

func (h *house) pass(d time.Duration) {
	time.Sleep(d)
	synctest.Wait()
}

// fromBot are the texts of the bot in a chat.
func fromBot(u *telegramtest.User) []string {
	var texts []string
	for _, m := range u.Messages() {
		if m.FromBot {
			texts = append(texts, m.Text)
		}
	}
	return texts
}

// echo answers every text with itself.
func echo(h *house, chat int64, ev dialog.Event) {
	if ev.Kind == dialog.Said {
		h.post(coach.Letter{Chat: chat, Lane: coach.LaneReply, Repeat: true}, bot.Outgoing{Kind: bot.OutSend, Text: ev.Text})
	}
}

// Every text gets its answer, once and in order, through everything that can happen on the way.
func TestAnswersSurviveFaults(t *testing.T) {
	for name, fault := range map[string]telegramtest.Fault{
		"an HTML page":       {Kind: telegramtest.FaultHTML502, Times: 2},
		"a JSON 502":         {Kind: telegramtest.FaultJSON502, Times: 2},
		"a flood wait":       {Kind: telegramtest.Fault429, RetryAfter: 44},
		"a reset connection": {Kind: telegramtest.FaultResetBefore},
		"an empty answer":    {Kind: telegramtest.FaultEmpty},
		"another poller":     {Kind: telegramtest.Fault409, Method: "getUpdates", Times: 2},
		"a slow answer":      {Kind: telegramtest.FaultSlow, Delay: 20 * time.Second},
		"a cut answer":       {Kind: telegramtest.FaultCutJSON, Method: "getUpdates", Times: 2},
		"a reset afterwards": {Kind: telegramtest.FaultResetAfter, Method: "getUpdates", Times: 2},
	} {
		for _, method := range []string{"getUpdates", "sendMessage"} {
			if fault.Method != "" && fault.Method != method {
				continue
			}
			t.Run(name+" at "+method, func(t *testing.T) {
				live(t, telegramtest.Options{}, echo, func(h *house) {
					a, b := h.srv.User(7, "a", "en"), h.srv.User(8, "b", "en")
					h.pass(time.Minute)
					fault.Method = method
					h.srv.Fail(fault)
					for i := range 3 {
						a.Send(fmt.Sprint("a", i))
						b.Send(fmt.Sprint("b", i))
					}
					h.pass(5 * time.Minute)
					if got := fromBot(a); !slices.Equal(got, []string{"a0", "a1", "a2"}) {
						t.Errorf("a was told %q", got)
					}
					if got := fromBot(b); !slices.Equal(got, []string{"b0", "b1", "b2"}) {
						t.Errorf("b was told %q", got)
					}
				})
			})
		}
	}
}

// An answer that arrived although the connection broke is repeated once when it must not get lost, and else never.
func TestAmbiguousAnswers(t *testing.T) {
	for _, kind := range []telegramtest.FaultKind{telegramtest.FaultResetAfter, telegramtest.FaultCutJSON} {
		live(t, telegramtest.Options{}, echo, func(h *house) {
			a, b := h.srv.User(7, "a", "en"), h.srv.User(8, "b", "en")
			h.pass(time.Second)
			for _, chat := range []int64{7, 8} {
				h.srv.Fail(telegramtest.Fault{Method: "sendMessage", Kind: kind, Chat: chat})
			}
			h.post(coach.Letter{Chat: 7, Lane: coach.LaneReply, Repeat: true}, bot.Outgoing{Kind: bot.OutSend, Text: "x"})
			h.post(coach.Letter{Chat: 8, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutSend, Text: "x"})
			h.sender.Wake()
			h.pass(time.Minute)
			if got := len(fromBot(a)); got != 2 {
				t.Errorf("the repeatable letter arrived %d times, want 2", got)
			}
			if got := len(fromBot(b)); got != 1 {
				t.Errorf("the other arrived %d times, want 1", got)
			}
		})
	}
}

// With a polite sender the published limits are never met, however much there is to say.
func TestPublishedLimitsAreNeverMet(t *testing.T) {
	live(t, telegramtest.Options{Limits: telegramtest.Published()}, echo, func(h *house) {
		for id := range int64(200) {
			h.srv.User(1000+id, "member", "en")
			h.post(coach.Letter{Chat: 1000 + id, Lane: coach.LaneReminder}, bot.Outgoing{Kind: bot.OutSend, Text: "due"})
		}
		talker := h.srv.User(7, "a", "en")
		for i := range 20 {
			talker.Send(fmt.Sprint(i))
		}
		h.pass(2 * time.Minute)
		for _, p := range h.letters {
			if got := h.state(p); got != "sent" {
				t.Errorf("letter %d is %q", p.ID, got)
			}
		}
		if strings.Contains(h.log.String(), "429") || strings.Contains(strings.Join(h.srv.Transcript(), "\n"), "retry after") {
			t.Error("a limit was met")
		}
	})
}

// A tap ends its progress bar, shrinks the keyboard to the chosen button, and names the button that was pressed.
func TestATap(t *testing.T) {
	buttons := [][]bot.OutButton{{{Text: "None", Data: "4:0"}, {Text: "Some", Data: "4:1"}}}
	handle := func(h *house, chat int64, ev dialog.Event) {
		if ev.Kind != dialog.Tapped {
			h.post(coach.Letter{Chat: chat, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutSend, Text: "Pain?", Buttons: buttons})
			return
		}
		h.post(coach.Letter{Chat: chat, Lane: coach.LaneAck}, bot.Outgoing{Kind: bot.OutAck, Callback: ev.Callback, Toast: "Noted."})
		h.post(coach.Letter{Chat: chat, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutChoose, Message: ev.Message,
			Buttons: [][]bot.OutButton{{{Text: ev.Label, Data: "4:" + ev.Choice}}}})
	}
	live(t, telegramtest.Options{}, handle, func(h *house) {
		a := h.srv.User(7, "a", "de")
		a.Send("/start")
		h.pass(time.Second)
		if _, found := a.TapLabel("Some"); !found {
			t.Fatal("there is no such button")
		}
		h.pass(time.Second)
		last := a.Messages()[len(a.Messages())-1]
		if len(last.Buttons) != 1 || len(last.Buttons[0]) != 1 || last.Buttons[0][0].Text != "Some" || len(last.Pending) != 0 {
			t.Errorf("the message is %+v", last)
		}
		if toasts := a.Toasts(); len(toasts) != 1 || toasts[0].Text != "Noted." {
			t.Errorf("toasts %+v", toasts)
		}
		if ev := h.events[1]; ev.Question != 4 || ev.Choice != "1" || ev.Label != "Some" || ev.Language != "de" {
			t.Errorf("event %+v", ev)
		}
	})
}

// A block is a state: the sender says so once per letter, the update says so once, and unblocking is told.
func TestBlocking(t *testing.T) {
	live(t, telegramtest.Options{}, echo, func(h *house) {
		a := h.srv.User(7, "a", "en")
		a.Send("hello")
		h.pass(time.Second)
		a.Block()
		p := h.post(coach.Letter{Chat: 7, Lane: coach.LaneReminder, Repeat: true}, bot.Outgoing{Kind: bot.OutSend, Text: "due"})
		never := h.post(coach.Letter{Chat: 99, Lane: coach.LaneReminder}, bot.Outgoing{Kind: bot.OutSend, Text: "due"})
		h.srv.Stranger(99, "stranger", "en")
		h.sender.Wake()
		h.pass(time.Second)
		a.Unblock()
		h.pass(time.Second)
		if h.state(p) != "failed gone" || h.state(never) != "failed gone" {
			t.Errorf("letters are %q and %q", h.state(p), h.state(never))
		}
		slices.Sort(h.gone)
		if !slices.Equal(h.gone, []int64{7, 99}) {
			t.Errorf("gone: %v", h.gone)
		}
		var kinds []dialog.EventKind
		for _, ev := range h.events {
			kinds = append(kinds, ev.Kind)
		}
		if want := []dialog.EventKind{dialog.Said, dialog.Blocked, dialog.Unblocked}; !slices.Equal(kinds, want) {
			t.Errorf("events %v, want %v", kinds, want)
		}
	})
}

// Edits: a changed one changes, an unchanged one is no failure, one whose message is gone is sent anew, and markup that
// cannot be read arrives as plain words.
func TestEdits(t *testing.T) {
	live(t, telegramtest.Options{}, echo, func(h *house) {
		a := h.srv.User(7, "a", "en")
		send := func(l coach.Letter, out bot.Outgoing) *posted {
			l.Chat, l.Lane = 7, coach.LaneReply
			p := h.post(l, out)
			h.sender.Wake()
			h.pass(10 * time.Second)
			if got := h.state(p); got != "sent" {
				t.Errorf("%s %q is %q", out.Kind, out.Text, got)
			}
			return p
		}
		expect := func(want ...string) {
			t.Helper()
			if got := fromBot(a); !slices.Equal(got, want) {
				t.Errorf("the chat shows %q, want %q", got, want)
			}
		}
		first := send(coach.Letter{Key: "rest"}, bot.Outgoing{Kind: bot.OutSend, Text: "30 s"})
		send(coach.Letter{Target: "rest"}, bot.Outgoing{Kind: bot.OutEdit, Text: "20 s"})
		expect("20 s")
		send(coach.Letter{Target: "rest"}, bot.Outgoing{Kind: bot.OutEdit, Text: "20 s"})
		expect("20 s")
		lost := first.message
		send(coach.Letter{}, bot.Outgoing{Kind: bot.OutDelete, Message: lost})
		send(coach.Letter{}, bot.Outgoing{Kind: bot.OutDelete, Message: lost})
		expect()
		again := send(coach.Letter{Target: "rest"}, bot.Outgoing{Kind: bot.OutEdit, Text: "10 s"})
		expect("10 s")
		if again.message == 0 || again.message == lost || first.message != again.message {
			t.Errorf("the new message is noted as %d and %d", again.message, first.message)
		}
		h.srv.ExpectBreach("can't parse entities")
		send(coach.Letter{}, bot.Outgoing{Kind: bot.OutSend, Text: "a &lt; <b>b"})
		expect("10 s", "a < b")
	})
}

// What is no text arrives as what it is: a place as its zone only, a sticker by its name, and a group as a group.
func TestOtherThingsThatArrive(t *testing.T) {
	live(t, telegramtest.Options{}, echo, func(h *house) {
		a := h.srv.User(7, "a", "en")
		written := time.Now().UTC().Truncate(time.Second)
		first := a.Send("hello")
		a.SendLocation(52.5, 13.4)
		a.SendRaw("sticker", map[string]any{"emoji": "x", "type": "regular"})
		a.Edit(first, "hello again")
		h.srv.InjectRaw(`{"message":{"message_id":"what","chat":{"id":7,"type":"private"}}}`)
		a.Send("still there?")
		h.pass(time.Minute)
		want := []dialog.Event{{Kind: dialog.Said, Text: "hello"}, {Kind: dialog.Located, Zone: "Europe/Berlin"},
			{Kind: dialog.Sent, Media: "sticker"}, {Kind: dialog.Said, Text: "still there?"}}
		for i := range want {
			want[i].Language, want[i].When = "en", written
		}
		want = slices.Insert(want, 3, dialog.Event{Kind: dialog.Sent, Media: "edit", Text: "hello again", Language: "en"})
		if fmt.Sprint(h.events) != fmt.Sprint(want) {
			t.Errorf("events\n%+v, want\n%+v", h.events, want)
		}
	})
}

// Updates that come twice, and ids that restart lower, are each handled once.
func TestRepeatsAndRestarts(t *testing.T) {
	live(t, telegramtest.Options{}, echo, func(h *house) {
		a := h.srv.User(7, "a", "en")
		a.Send("one")
		h.pass(time.Second)
		h.srv.Redeliver(h.srv.LastUpdate())
		a.Send("two")
		h.pass(time.Second)
		h.srv.RestartIDs(50)
		a.Send("three")
		h.pass(2 * time.Minute)
		a.Send("four")
		h.pass(time.Minute)
		if got := fromBot(a); !slices.Equal(got, []string{"one", "two", "three", "four"}) {
			t.Errorf("answered %q", got)
		}
	})
}
