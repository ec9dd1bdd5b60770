package chatpage

import (
	"errors"
	"log/slog"
	"strings"
	"testing"
)

// What a member does reaches the chat; what cannot be done is refused in words.
func TestActs(t *testing.T) {
	tests := []struct {
		name, path, body string
		err              error // what the chat says
		status           int
		did              string
	}{
		{"a text", "1001/send", `{"text":" hello "}`, nil, 200, "send hello"},
		{"an empty text", "1001/send", `{"text":" \n "}`, nil, 400, ""},
		{"the longest text", "1001/send", `{"text":"` + strings.Repeat("ü", 4096) + `"}`, nil, 200, "send " + strings.Repeat("ü", 4096)},
		{"a text that is too long", "1001/send", `{"text":"` + strings.Repeat("ü", 4097) + `"}`, nil, 400, ""},
		{"a tap", "1001/tap", `{"message":3,"data":"a"}`, nil, 200, "tap a"},
		{"a tap on a button that has gone", "1001/tap", `{"message":3,"data":"a"}`, errNoButton, 409, ""},
		{"a place", "1001/location", `{"lat":0,"lon":-180}`, nil, 200, "location"},
		{"half a place", "1001/location", `{"lat":1}`, nil, 400, ""},
		{"a place beyond the pole", "1001/location", `{"lat":91,"lon":0}`, nil, 400, ""},
		{"a sticker", "1001/media", `{"kind":"sticker"}`, nil, 200, "media sticker"},
		{"a kind that is none", "1001/media", `{"kind":"dream"}`, errKind, 400, ""},
		{"blocking", "1001/block", `{}`, nil, 200, "block"},
		{"unblocking", "1001/unblock", `{}`, nil, 200, "unblock"},
		{"writing while blocked", "1001/send", `{"text":"x"}`, errBlocked, 409, ""},
		{"nobody's chat", "77/send", `{"text":"x"}`, nil, 404, ""},
		{"a chat that is no number", "x/send", `{"text":"x"}`, nil, 404, ""},
		{"trouble behind the page", "1001/send", `{"text":"x"}`, errors.New("secret detail"), 500, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h, r, _ := testPage(t)
			r.err = test.err
			w := ask(h, "POST", "/api/chats/"+test.path, test.body)
			if w.Code != test.status {
				t.Fatalf("got %d, want %d: %s", w.Code, test.status, w.Body)
			}
			if w.Code != 200 {
				if words := complaint(t, w); strings.Contains(words, "secret detail") {
					t.Errorf("an inner error reached the person: %q", words)
				}
			}
			if got := strings.Join(r.acts(), ";"); got != test.did {
				t.Errorf("did %q, want %q", got, test.did)
			}
		})
	}
}

// The log says what went wrong and never what was written.
func TestTheLogKeepsWordsToItself(t *testing.T) {
	var log strings.Builder
	r := newRoom()
	r.Join(1001, "member", "en")
	r.err = errors.New("trouble")
	h := newPage(r, newWatch(), Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	ask(h, "POST", "/api/chats/1001/send", `{"text":"my private words"}`)
	if !strings.Contains(log.String(), "trouble") || strings.Contains(log.String(), "private") {
		t.Errorf("log: %s", log.String())
	}
}
