package main

import (
	"bytes"
	"errors"
	"net/http"
	"strings"
	"testing"
	"time"

	"medius/bot/telegramtest"
)

// openTraffic is a load test's traffic with one member who writes and one who is reminded, in chats 1 and 2.
func openTraffic() (p *traffic, writes *asker) {
	p = newTraffic(&loadtestCmd{Members: 2, Chats: 1, Ahead: 1, Taps: 1, Reminders: 1, Bulk: 30}, time.Now)
	p.open(1)
	p.began = time.Now()
	p.ended = p.began.Add(time.Second)
	return p, p.people[0]
}

// sent tells that a message has come.
func sent(chat int64) telegramtest.Answer {
	return telegramtest.Answer{Method: "sendMessage", Chat: chat, Status: http.StatusOK}
}

// What does not come is lost, what comes twice is doubled, both end the verb with exit status 1, and what was refused is
// counted and is no answer.
func TestALoadTestCountsWhatIsLostAndDoubled(t *testing.T) {
	for _, c := range []struct {
		name                   string
		answers                []telegramtest.Answer
		lost, doubled, refused int
	}{
		{"all is well", []telegramtest.Answer{sent(1), sent(2)}, 0, 0, 0},
		{"no answer", []telegramtest.Answer{sent(2)}, 1, 0, 0},
		{"no reminder", []telegramtest.Answer{sent(1)}, 1, 0, 0},
		{"two answers", []telegramtest.Answer{sent(1), sent(1), sent(2)}, 0, 1, 0},
		{"two reminders", []telegramtest.Answer{sent(1), sent(2), sent(2)}, 0, 1, 0},
		{"refused and sent again", []telegramtest.Answer{sent(1), {Method: "sendMessage", Chat: 2, Status: http.StatusTooManyRequests}, sent(2)}, 0, 0, 1},
		{"refused for good", []telegramtest.Answer{sent(1), {Method: "sendMessage", Chat: 2, Status: http.StatusTooManyRequests}}, 1, 0, 1},
		{"an answer to somebody else", []telegramtest.Answer{sent(1), sent(2), sent(3)}, 0, 0, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			p, writes := openTraffic()
			writes.commands = 1
			for _, a := range c.answers {
				p.answered(a)
			}
			r := p.result(p.began)
			if r.Lost != c.lost || r.Doubled != c.doubled || r.Refused != c.refused {
				t.Errorf("got %d lost, %d doubled, %d refused; want %d, %d, %d", r.Lost, r.Doubled, r.Refused, c.lost, c.doubled, c.refused)
			}
			err := r.verdict()
			var bad *trouble
			if (err != nil) != (c.lost+c.doubled > 0) || err != nil && (!errors.As(err, &bad) || bad.status != statusFailed) {
				t.Errorf("verdict %v", err)
			}
		})
	}
}

// A reminder that the coach has dropped is not lost; where the measuring ends early, neither is one that is still to come.
func TestALoadTestTellsDroppedFromLost(t *testing.T) {
	for _, c := range []struct {
		within             time.Duration
		dropped            int64
		lost, gone, toCome int
	}{{0, 0, 1, 0, 0}, {0, 1, 0, 1, 0}, {0, 5, 0, 1, 0}, {time.Minute, 0, 0, 0, 1}, {time.Minute, 1, 0, 1, 0}} {
		p, _ := openTraffic()
		p.plan.Within, p.dropped = c.within, func() int64 { return c.dropped }
		r := p.result(p.began)
		if r.Lost != c.lost || r.Dropped != c.gone || r.ToCome != c.toCome {
			t.Errorf("%+v: %d lost, %d dropped, %d to come", c, r.Lost, r.Dropped, r.ToCome)
		}
		if p.answered(sent(2)); p.result(p.began).Lost+p.result(p.began).Dropped+p.result(p.began).ToCome != 0 {
			t.Errorf("%+v: after it has come %+v", c, p.result(p.began))
		}
	}
}

// A tap is answered by the end of its progress bar, and by nothing else.
func TestALoadTestCountsTaps(t *testing.T) {
	p, writes := openTraffic()
	writes.taps, p.byTap["7"] = 1, writes
	p.answered(sent(2))
	p.answered(telegramtest.Answer{Method: "answerCallbackQuery", Callback: "8", Status: http.StatusOK})
	if r := p.result(p.began); r.Lost != 1 {
		t.Errorf("%d lost before the answer", r.Lost)
	}
	p.answered(telegramtest.Answer{Method: "answerCallbackQuery", Callback: "7", Status: http.StatusOK})
	if r := p.result(p.began); r.Lost != 0 || r.Doubled != 0 || r.Answered != 1 {
		t.Errorf("%+v", r)
	}
}

// A quantile is the smallest length of time that so many do not exceed.
func TestQuantiles(t *testing.T) {
	var all []time.Duration
	for n := range 200 {
		all = append(all, time.Duration(200-n)*time.Second)
	}
	if got, want := quantilesOf(all), (quantiles{100, 190, 198, 200}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got, want := quantilesOf([]time.Duration{time.Second}), (quantiles{1, 1, 1, 1}); got != want {
		t.Errorf("got %v, want %v", got, want)
	}
	if got := quantilesOf(nil); got != (quantiles{}) {
		t.Errorf("got %v of nothing", got)
	}
}

// Nothing but this machine may be written to, whatever the pretend Telegram says its address is.
func TestALoadTestStaysOnThisMachine(t *testing.T) {
	var out bytes.Buffer
	c := loadtestCmd{}
	w := world{Out: &out, Now: time.Now, Env: func(string) (string, bool) { return "", false }}
	_, err := c.hire(t.Context(), w, t.TempDir(), telegramtest.New(telegramtest.Options{})) // it listens nowhere
	if err == nil || !strings.Contains(err.Error(), "only a pretend Telegram on this machine") {
		t.Errorf("got %v", err)
	}
}
