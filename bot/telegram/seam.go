package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptrace"
	"net/textproto"
	"net/url"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"medius/bot"
)

// APIError is a call that did not succeed.
type APIError struct {
	Method     string
	Code       int    // the server's error code or HTTP status; 0 when no answer could be read
	Text       string // the server's description, or what went wrong on the way; never the token
	RetryAfter time.Duration
	MigrateTo  int64 // the chat's new id
	// Written says that the request left completely, so that without a code it may have been carried out.
	Written bool
	// Foreign says that what answered was no Bot API server, but a proxy, or the page of a network that wants a login first.
	Foreign bool

	cause error
}

// Error is the method with the code and the text.
func (e *APIError) Error() string {
	if e.Code == 0 {
		return e.Method + ": " + e.Text
	}
	return fmt.Sprintf("%s: %d %s", e.Method, e.Code, e.Text)
}

// Unwrap gives context.Canceled or context.DeadlineExceeded when that ended the call. Other causes are kept as text
// only: what they hold is not known.
func (e *APIError) Unwrap() error { return e.cause }

// largestAnswer is far above the largest batch of updates, 100 of at most 64 KiB each.
const largestAnswer = 8 << 20

// A connection on which nothing has come for a while is asked whether it is still one.
const (
	pingAfter  = 15 * time.Second
	pingWithin = 10 * time.Second
)

// transport has a limit for every phase of a request; the answer to a long poll begins within 50 s.
func transport() *http.Transport {
	dialer := &net.Dialer{Timeout: 10 * time.Second, KeepAlive: 30 * time.Second}
	return &http.Transport{
		Proxy:                 http.ProxyFromEnvironment,
		DialContext:           dialer.DialContext,
		TLSHandshakeTimeout:   10 * time.Second,
		ResponseHeaderTimeout: 75 * time.Second,
		IdleConnTimeout:       90 * time.Second,
		MaxIdleConnsPerHost:   64,
		ForceAttemptHTTP2:     true,
		// A path that swallows what is sent ends no connection of HTTP/2 by itself, and all calls share one.
		HTTP2: &http.HTTP2Config{SendPingTimeout: pingAfter, PingTimeout: pingWithin},
	}
}

// seam is the way of one call to the wire, and the HTTP client the library gets for it. The library knows no context, so this is
// the one place where one lives in a struct.
type seam struct {
	ctx    context.Context // tells seen and wrote
	wire   http.RoundTripper
	method string
	token  string
	date   string          // of the latest answer, as the server wrote it
	result json.RawMessage // of the latest answer

	seen, wrote atomic.Bool // the transport tells what it does; it has written the whole request
}

// seam prepares a call.
func (c *Client) seam(ctx context.Context, method string) *seam {
	s := &seam{wire: c.wire, method: method, token: c.api.Token}
	s.ctx = httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{
		GetConn:      func(string) { s.seen.Store(true) },
		WroteRequest: func(info httptrace.WroteRequestInfo) { s.wrote.Store(info.Err == nil) },
	})
	return s
}

// allIsWell is all of an answer that the library gets to read.
const allIsWell = `{"ok":true}`

// Do carries out what the library asks for.
func (s *seam) Do(req *http.Request) (*http.Response, error) {
	req = req.WithContext(s.ctx)
	s.guard(req)
	resp, err := s.send(req)
	if err != nil {
		return nil, err
	}
	resp.Body = io.NopCloser(strings.NewReader(allIsWell))
	return resp, nil
}

// guard has the last look taken where the request is written, which may be long after it was made. A form that may not leave is
// emptied when its headers are written and not yet sent: then none of it is. An upload is cut.
func (s *seam) guard(req *http.Request) {
	may := bot.LastLook(s.ctx)
	if may == nil || req.Body == nil {
		return
	}
	ctx, stop := context.WithCancel(s.ctx) // ended, lest the transport try it on another connection
	if req.GetBody == nil {
		req.Body = guarded{req.Body, may, stop}
		*req = *req.WithContext(ctx)
		return
	}
	var form *strings.Reader
	again := req.GetBody
	req.GetBody = func() (io.ReadCloser, error) {
		body, err := again()
		if err != nil {
			return nil, err
		}
		text, err := io.ReadAll(body)
		form = strings.NewReader(string(text)) // of a body that is all there the transport waits to see more than the headers
		return io.NopCloser(form), err
	}
	req.Body, _ = req.GetBody() // out of memory, which does not fail
	*req = *req.WithContext(httptrace.WithClientTrace(ctx, &httptrace.ClientTrace{WroteHeaders: func() {
		if !may() {
			stop()
			form.Reset("")
		}
	}}))
}

// guarded is the body of an upload, of which nothing is written any more when it may not leave.
type guarded struct {
	io.ReadCloser
	may  func() bool
	stop context.CancelFunc
}

func (g guarded) Read(p []byte) (int, error) {
	if !g.may() {
		g.stop()
		return 0, errors.New("the letter may be another instance's by now")
	}
	return g.ReadCloser.Read(p)
}

// send carries a request out, and keeps the result; the body of the answer is read then. Whatever is not a success comes back as
// *APIError, so that the library's own reading of errors, which loses codes and prints addresses, is never reached.
func (s *seam) send(req *http.Request) (*http.Response, error) {
	resp, err := s.wire.RoundTrip(req)
	if err != nil {
		// A transport that does not trace may have written anything.
		return nil, s.broken(err, s.wrote.Load() || !s.seen.Load())
	}
	defer resp.Body.Close()
	s.date = resp.Header.Get("Date")
	body := answers.Get().(*bytes.Buffer)
	defer letGo(body)
	_, err = body.ReadFrom(io.LimitReader(resp.Body, largestAnswer+1))
	switch {
	case err != nil && resp.StatusCode < 400:
		return nil, s.broken(err, true)
	case body.Len() > largestAnswer:
		return nil, s.broken(errors.New("the answer is too large"), true)
	}
	if bad := s.open(resp, body.Bytes()); bad != nil {
		return nil, bad
	}
	return resp, nil
}

// answers is where answers are read. What is kept of one is a copy.
var answers = sync.Pool{New: func() any { return new(bytes.Buffer) }}

// usualAnswer is longer than most; the room for a longer one is not kept.
const usualAnswer = 64 << 10

func letGo(body *bytes.Buffer) {
	if body.Cap() <= usualAnswer {
		body.Reset()
		answers.Put(body)
	}
}

// broken makes an error of a call without an answer. *url.Error prints the address, and the token is part of that.
func (s *seam) broken(err error, written bool) *APIError {
	var addressed *url.Error
	for errors.As(err, &addressed) {
		err = addressed.Err
	}
	text := err.Error()
	if _, garbled := errors.AsType[textproto.ProtocolError](err); garbled { // it repeats the line, which may be what a member wrote
		text = "the header of the answer is malformed"
	}
	e := &APIError{Method: s.method, Text: s.discreet(text), Written: written}
	for _, end := range []error{context.Canceled, context.DeadlineExceeded} {
		if errors.Is(err, end) {
			e.cause = end
		}
	}
	return e
}

// quoted is what an error repeats of what it is about.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"?`)

// discreet takes out of an error what it may repeat: the token, and of a garbled answer what members have written.
func (s *seam) discreet(text string) string {
	return quoted.ReplaceAllString(strings.ReplaceAll(text, s.token, "(token)"), `"…"`)
}

// envelope is what every answer is wrapped in.
type envelope struct {
	OK          *bool           `json:"ok"`
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Result      json.RawMessage `json:"result"`
	Parameters  struct {
		RetryAfter int64 `json:"retry_after"`
		MigrateTo  int64 `json:"migrate_to_chat_id"`
	} `json:"parameters"`
}

// open reads the envelope and keeps the result; nil means success. A proxy's page of HTML is known by its status only.
func (s *seam) open(resp *http.Response, body []byte) *APIError {
	var e envelope
	if err := json.Unmarshal(body, &e); err != nil || e.OK == nil || *e.OK && e.Result == nil {
		bad := &APIError{Method: s.method, Text: fmt.Sprintf("status %d without a Bot API answer", resp.StatusCode),
			RetryAfter: retryAfter(resp, 0), Written: true, Foreign: true}
		if resp.StatusCode >= 400 {
			bad.Code = resp.StatusCode
		}
		return bad
	}
	if *e.OK {
		s.result = e.Result
		return nil
	}
	if e.Code == 0 {
		e.Code = resp.StatusCode
	}
	return &APIError{Method: s.method, Code: e.Code, Text: s.discreet(e.Description),
		RetryAfter: retryAfter(resp, e.Parameters.RetryAfter), MigrateTo: e.Parameters.MigrateTo, Written: true}
}

func retryAfter(resp *http.Response, seconds int64) time.Duration {
	if seconds == 0 {
		seconds, _ = strconv.ParseInt(resp.Header.Get("Retry-After"), 10, 64) // absent, or a date no Bot API sends
	}
	return time.Duration(min(max(seconds, 0), 30*24*3600)) * time.Second
}
