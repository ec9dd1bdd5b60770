package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/coach"
)

// Whatever comes back, a call ends with a typed error that tells whether the message may exist, and never with the token.
func TestBadAnswers(t *testing.T) {
	for _, c := range []struct {
		name    string
		answer  func(w http.ResponseWriter)
		code    int
		verdict bot.Verdict
		after   time.Duration
	}{
		{"a proxy's page", func(w http.ResponseWriter) {
			w.WriteHeader(502)
			fmt.Fprint(w, "<html>Bad Gateway "+testToken+"</html>")
		}, 502, bot.Retry, 0},
		{"502 as JSON", func(w http.ResponseWriter) { fail(w, 502, "Bad Gateway", "") }, 502, bot.Retry, 0},
		{"a header that is none", func(w http.ResponseWriter) { raw(w, "HTTP/1.1 200 OK\r\nWHISPER my hip hurts\r\n\r\n") }, 0, bot.Unknown, 0},
		{"an answer that is none", func(w http.ResponseWriter) { raw(w, "WHISPER my hip hurts\r\n\r\n") }, 0, bot.Unknown, 0},
		{"a length that is none", func(w http.ResponseWriter) { raw(w, "HTTP/1.1 200 OK\r\nContent-Length: WHISPER\r\n\r\n") }, 0, bot.Unknown, 0},
		{"an encoding that is none", func(w http.ResponseWriter) { raw(w, "HTTP/1.1 200 OK\r\nTransfer-Encoding: WHISPER\r\n\r\n") }, 0, bot.Unknown, 0},
		{"no without a why", func(w http.ResponseWriter) { fmt.Fprint(w, `{"ok":false}`) }, 200, bot.Retry, 0},
		{"markup that quotes", func(w http.ResponseWriter) {
			fail(w, 400, `Bad Request: can't parse entities: Unsupported start tag \"WHISPER\"`, "")
		}, 400, bot.Plain, 0},
		{"an empty body", func(http.ResponseWriter) {}, 0, bot.Unknown, 0},
		{"JSON cut in the middle", func(w http.ResponseWriter) { fmt.Fprint(w, `{"ok":true,"resu`) }, 0, bot.Unknown, 0},
		{"JSON that is no envelope", func(w http.ResponseWriter) { fmt.Fprint(w, `{"result":{}}`) }, 0, bot.Unknown, 0},
		{"a body shorter than announced", func(w http.ResponseWriter) {
			w.Header().Set("Content-Length", "500")
			fmt.Fprint(w, `{"ok":true`)
		}, 0, bot.Unknown, 0},
		{"a body without end", func(w http.ResponseWriter) {
			page := strings.Repeat("x", 1<<20)
			for range 9 {
				fmt.Fprint(w, page)
			}
		}, 0, bot.Unknown, 0},
		{"a redirect", func(w http.ResponseWriter) {
			w.Header().Set("Location", "/elsewhere/"+testToken)
			w.WriteHeader(302)
		}, 0, bot.Unknown, 0},
		{"a flood wait", func(w http.ResponseWriter) {
			fail(w, 429, "Too Many Requests: retry after 86400", `{"retry_after":86400}`)
		}, 429, bot.Wait, 24 * time.Hour},
		{"a flood wait in the header only", func(w http.ResponseWriter) {
			w.Header().Set("Retry-After", "17")
			fail(w, 429, "Too Many Requests", "")
		}, 429, bot.Wait, 17 * time.Second},
		{"an error without a code", func(w http.ResponseWriter) {
			w.WriteHeader(403)
			fmt.Fprint(w, `{"ok":false,"description":"Forbidden: bot was blocked by the user"}`)
		}, 403, bot.Gone, 0},
		{"a description that quotes the token", func(w http.ResponseWriter) {
			fail(w, 400, "Bad Request: "+testToken, "")
		}, 400, bot.Content, 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			client, _ := serve(t, func(w http.ResponseWriter, _ *http.Request, _ string, _ int) { c.answer(w) })
			err := client.call(t.Context(), "sendMessage", nil, nil)
			var e *APIError
			if !errors.As(err, &e) {
				t.Fatalf("got %v, want an APIError", err)
			}
			if e.Code != c.code || e.Method != "sendMessage" {
				t.Errorf("got %+v, want code %d", e, c.code)
			}
			if got := judge(err); got.Verdict != c.verdict || got.After != c.after {
				t.Errorf("got %+v, want %s %v", got, c.verdict, c.after)
			}
			said := fmt.Sprintf("%v %+v %s", err, e, judge(err))
			if secret(said) || strings.Contains(said, "WHISPER") {
				t.Errorf("the error gives the token away, or what members write: %s", said)
			}
		})
	}
}

// leaks says whether an error, or one inside it, gives the token away.
func leaks(err error) bool {
	for ; err != nil; err = errors.Unwrap(err) {
		if secret(err.Error()) {
			return true
		}
	}
	return false
}

// A connection that breaks after the request was written leaves the message in doubt; one that was never made does not.
func TestBrokenConnections(t *testing.T) {
	client, _ := serve(t, func(w http.ResponseWriter, r *http.Request, _ string, _ int) {
		drain(r.Body)
		reset(t, w)
	})
	err := client.call(t.Context(), "sendMessage", nil, nil)
	if got := judge(err); got.Verdict != bot.Unknown || !got.Network || leaks(err) {
		t.Errorf("reset after the request: %+v, %v", got, err)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := "http://" + listener.Addr().String()
	listener.Close()
	client, err = Dial(testToken, nobody, nil, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	err = client.call(t.Context(), "sendMessage", nil, nil)
	if got := judge(err); got.Verdict != bot.Retry || !got.Network || leaks(err) {
		t.Errorf("no connection: %+v, %v", got, err)
	}
}

// A call ends with its context, and says so.
func TestCallsEndWithTheirContext(t *testing.T) {
	gone := make(chan struct{})
	client, _ := serve(t, func(_ http.ResponseWriter, r *http.Request, _ string, _ int) {
		drain(r.Body)
		<-r.Context().Done()
		close(gone)
	})
	ctx, cancel := context.WithTimeout(t.Context(), 50*time.Millisecond)
	defer cancel()
	err := client.call(ctx, "getUpdates", nil, nil)
	if !errors.Is(err, context.DeadlineExceeded) || leaks(err) {
		t.Errorf("got %v", err)
	}
	if got := judge(err).Verdict; got != bot.Unknown {
		t.Errorf("judged %s, want unknown: the request was written", got)
	}
	<-gone
}

// A transport that says nothing about its writing may have written.
func TestSilentTransport(t *testing.T) {
	client, err := Dial(testToken, "http://nowhere.invalid", broken{}, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	err = client.call(t.Context(), "sendMessage", nil, nil)
	if leaks(err) {
		t.Errorf("the token shows: %v", err)
	}
	_, err = client.Send(t.Context(), coach.Letter{Chat: 1}, bot.Outgoing{Kind: bot.OutSend, Text: "x"})
	if got := bot.Judge(err); got.Verdict != bot.Unknown || leaks(err) {
		t.Errorf("got %+v", got)
	}
}

type broken struct{}

func (broken) RoundTrip(r *http.Request) (*http.Response, error) {
	return nil, fmt.Errorf("no way to %s", r.URL)
}

// A token or an endpoint of the wrong shape is refused at the start, without being quoted.
func TestDialChecksItsWords(t *testing.T) {
	for _, token := range []string{"", "4242", "4242:short", "04242:" + strings.Repeat("a", 35), testToken + "\n",
		testToken + "/x", "4242:" + strings.Repeat("a", 80), "4242:aaaaaaaaaaaaaaaaaaaa%aaaaaaaaaaaaaa"} {
		if _, err := Dial(token, "", nil, nil); err == nil {
			t.Errorf("token %q was accepted", token)
		} else if token != "" && strings.Contains(err.Error(), token) {
			t.Errorf("%v quotes the token", err)
		}
	}
	for _, endpoint := range []string{"127.0.0.1:8081", "ftp://host", "http://", "http://host/%s", "http://h?a=b", ":"} {
		if _, err := Dial(testToken, endpoint, nil, nil); err == nil || secret(err.Error()) {
			t.Errorf("endpoint %q: %v", endpoint, err)
		}
	}
	for _, endpoint := range []string{"", "http://127.0.0.1:8081", "http://127.0.0.1:8081/", "https://host/under"} {
		if _, err := Dial(testToken, endpoint, nil, nil); err != nil {
			t.Errorf("endpoint %q: %v", endpoint, err)
		}
	}
}
