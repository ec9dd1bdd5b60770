package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"medius/bot"
	"medius/bot/telegramtest"
	"medius/coach"
)

// printer is a press of small papers. It remembers for whom it was asked for what.
type printer struct {
	mu      sync.Mutex
	printed []string
	trouble error
	takes   time.Duration
	caption string
}

func (p *printer) Print(ctx context.Context, member int64, o bot.OutPaper) (bot.File, error) {
	p.mu.Lock()
	p.printed = append(p.printed, fmt.Sprintf("%d %s %d %s %v %s %s", member, o.Kind, o.Days, o.Side, o.Dark, o.Date, o.Language))
	p.mu.Unlock()
	select {
	case <-time.After(p.takes):
	case <-ctx.Done():
		return bot.File{}, ctx.Err()
	}
	file := bot.File{Kind: bot.Photo, Name: "chart.png", Width: 480, Height: 480, Caption: p.caption}
	data := paint(bot.Photo, int(member%200))
	if o.Kind == "report" {
		file = bot.File{Kind: bot.Document, Name: "report.pdf"}
		data = []byte("%PDF-1.4 a report")
	}
	file.Data = func(context.Context) ([]byte, error) { return data, nil }
	return file, p.trouble
}

// asked is what was printed so far.
func (p *printer) asked() []string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Clone(p.printed)
}

// pressing runs a house with a press in it.
func pressing(t *testing.T, test func(h *house, p *printer)) {
	t.Helper()
	show(t, telegramtest.Options{}, func(h *house, _ *wall) {
		p := &printer{caption: "chart: 5 < 6 mornings"}
		h.client.Press = p
		test(h, p)
	})
}

// paperFor is a letter with a paper; the member of a chat has its number times ten.
func paperFor(chat int64, key string) coach.Letter {
	return coach.Letter{Chat: chat, Member: 10 * chat, Lane: coach.LaneReply, Key: key}
}

func chart(kind string) *bot.OutPaper {
	return &bot.OutPaper{Kind: kind, Days: 14, Side: "left", Dark: true, Date: "2026-03-02", Language: "de", Missing: "sorry"}
}

// A chart arrives as a photo with the words of its letter, or with its own, which are no markup. It is made for the member
// whose chat it is, and made anew every time: no file id of it is kept.
func TestAChartArrives(t *testing.T) {
	show(t, telegramtest.Options{}, func(h *house, w *wall) {
		p := &printer{caption: "chart: 5 < 6 mornings"}
		h.client.Press = p
		a, b := h.srv.User(7, "a", "en"), h.srv.User(8, "b", "en")
		keys := [][]bot.OutButton{{{Text: "Go", Data: "1:go"}}}
		h.put(paperFor(7, ""), bot.Outgoing{Kind: bot.OutSend, Paper: chart("pain"), Buttons: keys})
		h.put(paperFor(7, ""), bot.Outgoing{Kind: bot.OutSend, Text: "<b>words</b>", Paper: chart("pain")})
		h.put(paperFor(8, ""), bot.Outgoing{Kind: bot.OutSend, Paper: chart("pain")})
		h.expect(a, "photo chart: 5 < 6 mornings [Go]", "photo words")
		h.expect(b, "photo chart: 5 < 6 mornings")
		if got := a.Messages()[1].CaptionHTML; got != "<b>words</b>" {
			t.Errorf("the words are %q", got)
		}
		if own := h.srv.File(a.Messages()[0].Photo.ID); bytes.Equal(own, h.srv.File(b.Messages()[0].Photo.ID)) {
			t.Error("two members got the same chart")
		}
		want := "70 pain 14 left true 2026-03-02 de,70 pain 14 left true 2026-03-02 de,80 pain 14 left true 2026-03-02 de"
		if got := strings.Join(p.asked(), ","); got != want {
			t.Errorf("printed %s\nwant %s", got, want)
		}
		if w.kept != 0 || len(w.ids) != 0 {
			t.Errorf("%d file ids were kept", w.kept)
		}
		h.calls(map[string]int{"sendPhoto": 3, "sendMessage": 0})
	})
}

// A report arrives as a document with its name and its bytes.
func TestAReportArrives(t *testing.T) {
	pressing(t, func(h *house, _ *printer) {
		a := h.srv.User(7, "a", "en")
		h.put(paperFor(7, ""), bot.Outgoing{Kind: bot.OutSend, Text: "your report", Paper: chart("report")})
		h.expect(a, "document your report")
		d := a.Messages()[0].Document
		if d.Name != "report.pdf" || d.MIME != "application/pdf" || string(h.srv.File(d.ID)) != "%PDF-1.4 a report" {
			t.Errorf("the document is %+v", d)
		}
	})
}

// A message with a paper may get other words and lose its buttons, or give way to a picture, like any other with a caption.
func TestAPaperIsReworded(t *testing.T) {
	pressing(t, func(h *house, _ *printer) {
		a := h.srv.User(7, "a", "en")
		h.put(paperFor(7, "paper7"), bot.Outgoing{Kind: bot.OutSend, Text: "c", Paper: chart("dose"), Buttons: [][]bot.OutButton{{{Text: "Go", Data: "1:go"}}}})
		on := coach.Letter{Chat: 7, Lane: coach.LaneReply, Target: "paper7"}
		part := on
		part.Part = true
		h.put(part, bot.Outgoing{Kind: bot.OutChoose})
		h.expect(a, "photo c")
		h.put(on, bot.Outgoing{Kind: bot.OutEdit, Text: "d"})
		h.expect(a, "photo d")
		h.put(on, bot.Outgoing{Kind: bot.OutEdit, Text: "e", Picture: moving("clam", "left")})
		h.expect(a, "animation e")
		h.put(on, bot.Outgoing{Kind: bot.OutDelete})
		h.expect(a)
		h.calls(map[string]int{"editMessageText": 0})
	})
}

// Words never wait for a paper: when it cannot be made or is refused they go out alone, with their buttons and a word
// about what is missing.
func TestWordsDoNotWaitForAPaper(t *testing.T) {
	for name, c := range map[string]struct {
		text, want string
		trouble    func(h *house, p *printer)
		strangers  bool // the chat has no member
	}{
		"cannot be drawn":    {text: "words", want: "words\n\nsorry", trouble: func(_ *house, p *printer) { p.trouble = errors.New("ink") }},
		"and has no words":   {want: "sorry", trouble: func(_ *house, p *printer) { p.trouble = errors.New("ink") }},
		"no press":           {text: "words", want: "words\n\nsorry", trouble: func(h *house, _ *printer) { h.client.Press = nil }},
		"nobody it is about": {text: "words", want: "words\n\nsorry", strangers: true},
		"is refused": {text: "words", want: "words\n\nsorry", trouble: func(h *house, _ *printer) {
			h.srv.Fail(telegramtest.Fault{Method: "sendPhoto", Kind: telegramtest.FaultCode, Code: 400, Description: "Bad Request: PHOTO_INVALID_DIMENSIONS"})
		}},
		"is too large": {text: "words", want: "words\n\nsorry", trouble: func(h *house, _ *printer) {
			h.srv.Fail(telegramtest.Fault{Method: "sendPhoto", Kind: telegramtest.FaultCode, Code: 413, Description: "Request Entity Too Large"})
		}},
		"caption too long": {text: strings.Repeat("w", 1025), want: strings.Repeat("w", 1025) + "\n\nsorry"},
	} {
		t.Run(name, func(t *testing.T) {
			pressing(t, func(h *house, p *printer) {
				a := h.srv.User(7, "a", "en")
				if c.trouble != nil {
					c.trouble(h, p)
				}
				l := paperFor(7, "")
				if c.strangers {
					l.Member = 0
				}
				h.put(l, bot.Outgoing{Kind: bot.OutSend, Text: c.text, Paper: chart("pain"), Buttons: [][]bot.OutButton{{{Text: "Go", Data: "1:go"}}}})
				h.expect(a, "text "+c.want+" [Go]")
				if n := strings.Count(h.log.String(), "paper left out"); n != 1 {
					t.Errorf("%d lines in the log, want 1", n)
				}
			})
		})
	}
}

// A chart whose own words are too many for a caption keeps the first of them.
func TestTooManyWordsOfAChart(t *testing.T) {
	pressing(t, func(h *house, p *printer) {
		p.caption = strings.Repeat("w", 2000)
		a := h.srv.User(7, "a", "en")
		h.put(paperFor(7, ""), bot.Outgoing{Kind: bot.OutSend, Paper: chart("pain")})
		h.expect(a, "photo "+strings.Repeat("w", 1023)+"…")
	})
}

// A document that may have arrived is not sent a second time by itself; a chart, which is small, is.
func TestAnAmbiguousPaper(t *testing.T) {
	pressing(t, func(h *house, _ *printer) {
		a, b := h.srv.User(7, "a", "en"), h.srv.User(8, "b", "en")
		h.srv.Fail(telegramtest.Fault{Method: "sendDocument", Kind: telegramtest.FaultResetAfter, Chat: 7})
		h.srv.Fail(telegramtest.Fault{Method: "sendPhoto", Kind: telegramtest.FaultResetAfter, Chat: 8})
		once := h.post(paperFor(7, ""), bot.Outgoing{Kind: bot.OutSend, Text: "report", Paper: chart("report")})
		l := paperFor(8, "")
		l.Repeat = true
		h.post(l, bot.Outgoing{Kind: bot.OutSend, Paper: chart("pain")})
		h.sender.Wake()
		h.pass(time.Minute)
		h.expect(a, "document report")
		if got := h.state(once); got != "failed ambiguous" {
			t.Errorf("the report is %q", got)
		}
		if got := len(b.Messages()); got != 2 {
			t.Errorf("the chart arrived %d times, want 2", got)
		}
	})
}

// Many papers on one evening are made two at a time, and hold up neither words nor pictures of other chats, however slow
// they are; every one of them arrives.
func TestPapersHoldUpNobodyElse(t *testing.T) {
	pressing(t, func(h *house, p *printer) {
		p.takes = 10 * time.Second
		var papers []*posted
		for id := range int64(12) {
			h.srv.User(100+id, "member", "en")
			papers = append(papers, h.post(paperFor(100+id, ""), bot.Outgoing{Kind: bot.OutSend, Paper: chart("pain")}))
		}
		a, b := h.srv.User(7, "a", "en"), h.srv.User(8, "b", "en")
		h.post(coach.Letter{Chat: 7, Lane: coach.LaneReply}, bot.Outgoing{Kind: bot.OutSend, Text: "hello"})
		h.post(card(8), bot.Outgoing{Kind: bot.OutSend, Text: "set", Picture: moving("clam", "left")})
		h.sender.Wake()
		h.pass(2 * time.Second)
		h.expect(a, "text hello")
		h.expect(b, "animation set")
		if got := len(p.asked()); got != 2 {
			t.Errorf("%d papers in the press, want 2", got)
		}
		h.pass(2 * time.Minute)
		for _, paper := range papers {
			if got := h.state(paper); got != "sent" || paper.shows == "" {
				t.Errorf("letter %d is %q and shows %q", paper.ID, got, paper.shows)
			}
		}
	})
}
