package telegram_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/bot/telegramtest"
	"medius/coach"
)

// show runs a house with pictures on its wall. Nobody answers: the test posts the letters.
func show(t *testing.T, opt telegramtest.Options, test func(h *house, w *wall)) {
	t.Helper()
	live(t, opt, echo, func(h *house) {
		w := newWall()
		h.client.Gallery, h.client.Files = w, w
		h.pass(time.Second)
		test(h, w)
	})
}

// put posts a letter and lets it arrive.
func (h *house) put(l coach.Letter, out bot.Outgoing) *posted {
	h.Helper()
	p := h.post(l, out)
	h.sender.Wake()
	h.pass(5 * time.Second)
	if got := h.state(p); got != "sent" {
		h.Errorf("%s %q is %q", out.Kind, out.Text, got)
	}
	return p
}

// chat shows what the bot has left in a chat: the kind of each message, its words and its buttons.
func inChat(u *telegramtest.User) string {
	var lines []string
	for _, m := range u.Messages() {
		if !m.FromBot {
			continue
		}
		line := m.Kind + " " + m.Text + m.Caption
		for _, row := range m.Buttons {
			for _, b := range row {
				line += " [" + b.Text + "]"
			}
		}
		lines = append(lines, line)
	}
	return strings.Join(lines, "\n")
}

func (h *house) expect(u *telegramtest.User, want ...string) {
	h.Helper()
	if got := inChat(u); got != strings.Join(want, "\n") {
		h.Errorf("the chat shows\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}

// calls checks how often methods were called.
func (h *house) calls(want map[string]int) {
	h.Helper()
	for method, n := range want {
		if got := h.srv.Calls(method); got != n {
			h.Errorf("%d calls of %s, want %d", got, method, n)
		}
	}
}

// A picture is made and uploaded once, however many members see it at once and later.
func TestAPictureIsUploadedOnce(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, w *wall) {
		w.slow(time.Second)
		var letters []*posted
		for id := range int64(20) {
			h.srv.User(100+id, "member", "en")
			letters = append(letters, h.post(card(100+id), bot.Outgoing{Kind: bot.OutSend, Text: "c", Picture: moving("clam", "left")}))
		}
		h.sender.Wake()
		h.pass(time.Minute)
		for _, p := range letters {
			if h.state(p) != "sent" || p.shows != "clam-moving-0-left" {
				t.Errorf("letter %d is %q and shows %q", p.ID, h.state(p), p.shows)
			}
		}
		if w.draws() != 1 || w.kept != 1 {
			t.Errorf("made %d times, noted %d times, want once", w.draws(), w.kept)
		}
		a := h.srv.User(7, "a", "en")
		h.put(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "<b>c</b>", Picture: moving("clam", "left"), Buttons: [][]bot.OutButton{{{Text: "Go", Data: "1:go"}}}})
		h.expect(a, "animation c [Go]")
		m := a.Messages()[0]
		if m.CaptionHTML != "<b>c</b>" || m.Animation.Width != 480 {
			t.Errorf("the message is %+v", m)
		}
		h.put(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "d", Picture: step("clam", 1)})
		h.expect(a, "animation c [Go]", "photo d")
		if w.draws() != 2 {
			t.Errorf("made %d times, want 2", w.draws())
		}
	})
}

// An id that is refused is forgotten and the file uploaded again, in new messages and in edits; the new id is kept.
func TestARefusedIDIsUploadedAgain(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, w *wall) {
		a := h.srv.User(7, "a", "en")
		h.put(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "a", Picture: moving("clam", "left")})
		w.spoil()
		h.put(coach.Letter{Chat: 7, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutSend, Text: "b", Picture: moving("clam", "left")})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "c", Picture: step("clam", 1)})
		w.spoil()
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "d", Picture: moving("clam", "left")})
		h.expect(a, "animation d", "animation b")
		if w.draws() != 4 || w.kept != 4 {
			t.Errorf("made %d times, noted %d times, want 4", w.draws(), w.kept)
		}
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "e", Picture: step("clam", 2)})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "f", Picture: moving("clam", "left")})
		if w.draws() != 5 {
			t.Errorf("made %d times, want 5", w.draws())
		}
	})
}

// Ids belong to one bot: with another token the file is uploaded again.
func TestAnotherBotUploadsAgain(t *testing.T) {
	w := newWall()
	for i, token := range []string{"4242:TEST-token-of-the-loopback-server", "4243:TEST-token-of-the-loopback-server"} {
		show(t, telegramtest.Options{Token: token}, func(h *house, _ *wall) {
			h.client.Gallery, h.client.Files = w, w
			a := h.srv.User(7, "a", "en")
			for range 2 {
				h.put(coach.Letter{Chat: 7, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutSend, Text: "a", Picture: moving("clam", "left")})
			}
			h.expect(a, "animation a", "animation a")
			if w.draws() != i+1 {
				t.Errorf("made %d times by %d bots", w.draws(), i+1)
			}
		})
	}
}

// An id that is not noted, because the disk is full or the process ends, is lost without harm.
func TestAnIDThatIsNotNoted(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, w *wall) {
		w.full = true
		a := h.srv.User(7, "a", "en")
		for range 2 {
			h.put(coach.Letter{Chat: 7, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutSend, Text: "a", Picture: moving("clam", "left")})
		}
		h.expect(a, "animation a", "animation a")
		if w.draws() != 2 {
			t.Errorf("made %d times, want 2", w.draws())
		}
	})
}

// The picture of a message stays while it is the same, and is exchanged when it is not; words, buttons and picture of one
// message are always those of its newest letter.
func TestACardIsEdited(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, w *wall) {
		a := h.srv.User(7, "a", "en")
		buttons := func(text string) [][]bot.OutButton { return [][]bot.OutButton{{{Text: text, Data: "1:x"}}} }
		h.put(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "set 1", Picture: moving("clam", "left"), Buttons: buttons("Done")})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "pain?", Picture: moving("clam", "left"), Buttons: buttons("0")})
		h.expect(a, "animation pain? [0]")
		h.calls(map[string]int{"editMessageCaption": 1, "editMessageMedia": 0})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "set 2", Picture: moving("clam", "right"), Buttons: buttons("Done")})
		h.expect(a, "animation set 2 [Done]")
		h.calls(map[string]int{"editMessageCaption": 1, "editMessageMedia": 1})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "set 2", Picture: moving("clam", "right"), Buttons: buttons("Done")})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "step", Picture: step("clam", 1), Buttons: buttons("Next")})
		h.expect(a, "photo step [Next]")
		h.put(coach.Letter{Chat: 7, Target: "card7", Lane: coach.LaneTimer, Part: true}, bot.Outgoing{Kind: bot.OutChoose})
		h.expect(a, "photo step")
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "only words"})
		h.expect(a, "photo only words")
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "step again", Picture: step("clam", 1)})
		h.expect(a, "photo step again")
		h.calls(map[string]int{"editMessageCaption": 4, "editMessageMedia": 2, "editMessageText": 0, "sendMessage": 0})
		if w.draws() != 3 {
			t.Errorf("made %d times, want 3", w.draws())
		}
	})
}

// A card that was deleted comes back as a new message with its picture, and from then on that one is edited.
func TestALostCardComesBack(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, _ *wall) {
		a := h.srv.User(7, "a", "en")
		first := h.put(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "1", Picture: moving("clam", "left")})
		h.put(coach.Letter{Chat: 7, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutDelete, Message: first.message})
		h.expect(a)
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "2", Picture: moving("clam", "left")})
		h.expect(a, "animation 2")
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "3", Picture: step("clam", 1)})
		h.expect(a, "photo 3")
		h.put(coach.Letter{Chat: 7, Lane: coach.LaneReply, Target: "card7"}, bot.Outgoing{Kind: bot.OutDelete})
		h.expect(a)
	})
}

// Words never wait for a picture: when it cannot be made, takes too long, is refused, or has too many words for a
// caption, they go out alone, with their buttons.
func TestWordsDoNotWaitForAPicture(t *testing.T) {
	for name, c := range map[string]struct {
		picture *bot.OutPicture
		text    string
		trouble func(h *house, w *wall)
	}{
		"unknown exercise": {picture: moving("unknown", "")},
		"cannot be drawn":  {trouble: func(_ *house, w *wall) { w.draw = func(context.Context, string) error { return errors.New("knee") } }},
		"takes a minute":   {trouble: func(_ *house, w *wall) { w.slow(time.Minute) }},
		"is refused": {trouble: func(h *house, _ *wall) {
			h.srv.Fail(telegramtest.Fault{Method: "sendAnimation", Kind: telegramtest.FaultCode, Code: 400, Description: "Bad Request: PHOTO_INVALID_DIMENSIONS"})
		}},
		"is too large": {trouble: func(h *house, _ *wall) {
			h.srv.Fail(telegramtest.Fault{Method: "sendAnimation", Kind: telegramtest.FaultCode, Code: 413, Description: "Request Entity Too Large"})
		}},
		"caption too long": {text: strings.Repeat("w", 1025)},
		"no gallery":       {trouble: func(h *house, _ *wall) { h.client.Gallery = nil }},
	} {
		t.Run(name, func(t *testing.T) {
			show(t, telegramtest.Options{}, func(h *house, w *wall) {
				a := h.srv.User(7, "a", "en")
				if c.trouble != nil {
					c.trouble(h, w)
				}
				if c.picture == nil {
					c.picture = moving("clam", "left")
				}
				if c.text == "" {
					c.text = "words"
				}
				p := h.post(card(7), bot.Outgoing{Kind: bot.OutSend, Text: c.text, Picture: c.picture, Buttons: [][]bot.OutButton{{{Text: "Go", Data: "1:go"}}}})
				h.sender.Wake()
				h.pass(30 * time.Second)
				h.expect(a, "text "+c.text+" [Go]")
				if h.state(p) != "sent" || p.shows != "" {
					t.Errorf("the letter is %q and shows %q", h.state(p), p.shows)
				}
				if n := strings.Count(h.log.String(), "picture left out"); n != 1 {
					t.Errorf("%d lines in the log, want 1", n)
				}
				h.pass(time.Minute) // the slow picture is there
			})
		})
	}
}

// A message that had to do without its picture is edited like any other text, and gets the picture as soon as there is
// one.
func TestAPictureComesLater(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, w *wall) {
		a := h.srv.User(7, "a", "en")
		w.draw = func(context.Context, string) error { return errors.New("knee") }
		h.put(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "1", Picture: moving("clam", "left")})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "2", Picture: moving("clam", "left")})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "3"})
		h.expect(a, "text 3")
		w.draw = nil
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "4", Picture: moving("clam", "left")})
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "5", Picture: moving("clam", "left")})
		h.expect(a, "animation 5")
		h.calls(map[string]int{"sendMessage": 1, "editMessageMedia": 1, "editMessageCaption": 1})
	})
}

// Words never stand below the picture of another exercise or side: when theirs cannot be shown, the message with the old
// one goes and they get a message of their own.
func TestNoWordsBelowAnotherPicture(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, w *wall) {
		a := h.srv.User(7, "a", "en")
		h.put(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "left", Picture: moving("clam", "left")})
		w.draw = func(context.Context, string) error { return errors.New("knee") }
		h.srv.ExpectBreach("there is no text in the message to edit")
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "right", Picture: moving("clam", "right")})
		h.expect(a, "text right")
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "right?", Picture: moving("clam", "right")})
		h.expect(a, "text right?")
		h.put(onCard(7), bot.Outgoing{Kind: bot.OutEdit, Text: "left again", Picture: moving("clam", "left")})
		h.expect(a, "animation left again")
	})
}

// An upload, however slow, keeps its chat in order and holds up no other chat, and no answer to a tap.
func TestAnUploadHoldsUpNobodyElse(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, w *wall) {
		w.slow(15 * time.Second)
		a := h.srv.User(7, "a", "en")
		for id := range int64(12) {
			h.srv.User(100+id, "member", "en")
			h.post(card(100+id), bot.Outgoing{Kind: bot.OutSend, Text: "c", Picture: moving(fmt.Sprint("e", id), "left")})
		}
		h.post(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "picture", Picture: moving("clam", "left")})
		h.post(coach.Letter{Chat: 7, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutSend, Text: "then words"})
		b := h.srv.User(8, "b", "en")
		words := h.post(coach.Letter{Chat: 8, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutSend, Text: "hello"})
		ack := h.post(coach.Letter{Chat: 7, Lane: coach.LaneAck}, bot.Outgoing{Kind: bot.OutAck, Callback: "c"})
		h.sender.Wake()
		h.pass(2 * time.Second)
		h.expect(b, "text hello")
		h.expect(a)
		if h.state(words) != "sent" || h.state(ack) == "" {
			t.Errorf("the words are %q, the ack %q", h.state(words), h.state(ack))
		}
		h.pass(2 * time.Minute)
		if got := inChat(a); !slices.Contains([]string{"animation picture\ntext then words", "text picture\ntext then words"}, got) {
			t.Errorf("the chat shows\n%s", got)
		}
	})
}

// A message that is too old to be taken back loses its buttons at least.
func TestAnOldMessageLosesItsButtons(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, _ *wall) {
		a := h.srv.User(7, "a", "en")
		h.put(card(7), bot.Outgoing{Kind: bot.OutSend, Text: "1", Picture: moving("clam", "left"), Buttons: [][]bot.OutButton{{{Text: "Go", Data: "1:go"}}}})
		h.pass(49 * time.Hour)
		h.put(coach.Letter{Chat: 7, Lane: coach.LaneReply, Target: "card7"}, bot.Outgoing{Kind: bot.OutDelete})
		h.expect(a, "animation 1")
		h.put(coach.Letter{Chat: 7, Lane: coach.LaneReply, Target: "card7"}, bot.Outgoing{Kind: bot.OutDelete})
	})
}

var _ telegram.Files = (*wall)(nil)
