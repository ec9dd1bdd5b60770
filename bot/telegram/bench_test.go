package telegram

import (
	"io"
	"log/slog"
	"net/http"
	"strings"
	"testing"

	"medius/bot"
	"medius/coach"
)

// prompt answers every call at once, as the Bot API answers a text.
type prompt string

func (p prompt) RoundTrip(r *http.Request) (*http.Response, error) {
	if _, err := io.Copy(io.Discard, r.Body); err != nil {
		return nil, err
	}
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		ContentLength: int64(len(p)), Body: io.NopCloser(strings.NewReader(string(p))),
	}, nil
}

// What a letter costs on its way into a request and out of the answer, the wire apart.
func BenchmarkSend(b *testing.B) {
	const answer = `{"ok":true,"result":{"message_id":4711,"from":{"id":4242,"is_bot":true,"first_name":"medius","username":"medius_test_bot"},` +
		`"chat":{"id":9000,"type":"private","first_name":"member"},"date":1700000000,"text":"`
	words := strings.Repeat("A sentence that says something. ", 20)
	client, err := Dial(testToken, "http://127.0.0.1:1", prompt(answer+words+`"}}`), slog.New(slog.DiscardHandler))
	if err != nil {
		b.Fatal(err)
	}
	out := bot.Outgoing{Kind: bot.OutSend, Text: words}
	for b.Loop() {
		if now, err := client.Send(b.Context(), coach.Letter{Chat: 9000}, out); err != nil || now.Message != 4711 {
			b.Fatal(now, err)
		}
	}
}

// What an update costs from the poll to the event.
func BenchmarkTranslate(b *testing.B) {
	raw := []byte(`{"update_id":70001,"message":{"message_id":4710,"from":{"id":9000,"is_bot":false,"first_name":"member","language_code":"en"},` +
		`"chat":{"id":9000,"type":"private","first_name":"member"},"date":1700000000,"text":"/about",` +
		`"entities":[{"type":"bot_command","offset":0,"length":6}]}}`)
	for b.Loop() {
		in, ok := peek(raw)
		if _, said, err := (Translator{}).Translate(in); !ok || !said || err != nil {
			b.Fatal(ok, said, err)
		}
	}
}
