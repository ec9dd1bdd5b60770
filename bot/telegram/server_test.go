package telegram

import (
	"bytes"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
)

const testToken = "4242:TEST-token-that-must-never-be-seen"

// call is one request a server got.
type seenCall struct {
	method string
	params url.Values
}

// server answers calls by a function and remembers them.
type server struct {
	*httptest.Server
	mu    sync.Mutex
	calls []seenCall
	log   syncBuffer
}

// syncBuffer is a log several goroutines may write.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (b *syncBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.Write(p)
}

func (b *syncBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.b.String()
}

// serve starts a server whose n-th call (from 1) is answered by answer, and a client that speaks with it. At the end
// the log must not contain the token.
func serve(t *testing.T, answer func(w http.ResponseWriter, r *http.Request, method string, n int)) (*Client, *server) {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if err := r.ParseForm(); err != nil {
			t.Error(err)
		}
		_, method, _ := strings.Cut(r.URL.Path, testToken+"/")
		s.mu.Lock()
		s.calls = append(s.calls, seenCall{method, r.PostForm})
		n := len(s.calls)
		s.mu.Unlock()
		answer(w, r, method, n)
	}))
	t.Cleanup(s.Close)
	t.Cleanup(func() {
		if secret(s.log.String()) {
			t.Error("the log contains the token")
		}
	})
	log := slog.New(slog.NewTextHandler(&s.log, &slog.HandlerOptions{Level: slog.LevelDebug}))
	c, err := Dial(testToken, s.URL, nil, log)
	if err != nil {
		t.Fatal(err)
	}
	return c, s
}

func (s *server) seen() []seenCall {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]seenCall(nil), s.calls...)
}

// secret says whether a text gives the token away.
func secret(text string) bool {
	return strings.Contains(text, testToken) || strings.Contains(text, "never-be-seen")
}

func ok(w http.ResponseWriter, result string) {
	fmt.Fprintf(w, `{"ok":true,"result":%s}`, result)
}

// raw answers with these bytes and no others.
func raw(w http.ResponseWriter, answer string) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		panic(err)
	}
	defer conn.Close()
	_, _ = io.WriteString(conn, answer) // whoever asked may be gone
}

func fail(w http.ResponseWriter, code int, text, parameters string) {
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(code)
	if parameters != "" {
		parameters = `,"parameters":` + parameters
	}
	fmt.Fprintf(w, `{"ok":false,"error_code":%d,"description":%q%s}`, code, text, parameters)
}

// reset ends the connection without an answer.
func reset(t *testing.T, w http.ResponseWriter) {
	t.Helper()
	conn, _, err := w.(http.Hijacker).Hijack()
	if err != nil {
		t.Error(err)
		return
	}
	conn.Close()
}

// drain reads a body, so that a test may close its connection.
func drain(r io.Reader) { _, _ = io.Copy(io.Discard, r) }
