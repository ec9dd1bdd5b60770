package main

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"
)

// clockwork is the clock of a process that serves it.
type clockwork struct {
	t   *testing.T
	url string
}

// ask calls the time control and gives the time and the status.
func (c clockwork) ask(method, path, body string) (now time.Time, status int) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	var said struct {
		Now   time.Time
		Error string
	}
	if err := json.Unmarshal(raw, &said); err != nil || said.Now.IsZero() || (said.Error == "") != (resp.StatusCode == 200) {
		c.t.Fatalf("%s %s: %d %s", method, path, resp.StatusCode, raw)
	}
	return said.Now, resp.StatusCode
}

// A test can hold the clock of a running medius: look at it, move it, wait for rest.
func TestTheClockOfARunningMedius(t *testing.T) {
	server := pretend(t)
	p := start(t, coached(t, server), "run", "--time-control", "127.0.0.1:0", "--time-start", "2026-03-02T17:00:00Z")
	c := clockwork{t, p.hears(`time control: (http://127\.0\.0\.1:\d+)`)}
	p.hears("medius is running")
	begin := time.Date(2026, 3, 2, 17, 0, 0, 0, time.UTC)
	near := func(what string, got time.Time, want time.Time) {
		t.Helper()
		if got.Before(want) || got.After(want.Add(10*time.Second)) {
			t.Errorf("%s: it is %s, want %s or a little later", what, got, want)
		}
	}
	now, _ := c.ask("GET", "/now", "")
	near("at the start", now, begin)
	member := server.User(7, "member", "en")
	hello := greets(t, member)
	now, status := c.ask("GET", "/idle", "")
	if near("idle", now, begin); status != 200 {
		t.Errorf("idle: status %d", status)
	}
	now, _ = c.ask("POST", "/advance", `{"by":"8h"}`)
	near("after 8 h", now, begin.Add(8*time.Hour))
	now, _ = c.ask("POST", "/advance", `{"to":"2026-03-03T06:00:00+01:00","jump":true}`)
	near("after a jump", now, time.Date(2026, 3, 3, 5, 0, 0, 0, time.UTC))
	for _, bad := range []struct {
		body string
		want int
	}{
		{`{"to":"next"}`, 409}, {`{"to":"2020-01-01T00:00:00Z"}`, 400}, {`{"by":"-1h"}`, 400}, {`{"by":"soon"}`, 400}, {`{}`, 400},
		{`{"by":"1h","to":"next"}`, 400}, {`{"bye":"1h"}`, 400}, {``, 400},
	} {
		if _, status := c.ask("POST", "/advance", bad.body); status != bad.want {
			t.Errorf("advance %s: status %d, want %d", bad.body, status, bad.want)
		}
	}
	if len(hello.Buttons) == 0 {
		t.Error("the greeting has no buttons")
	}
	p.signal(syscall.SIGTERM)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// A web page cannot make a browser move the clock.
func TestTheClockIsForPrograms(t *testing.T) {
	server := pretend(t)
	p := start(t, coached(t, server), "run", "--time-control", "127.0.0.1:0")
	url := p.hears(`time control: (http://127\.0\.0\.1:\d+)`)
	for _, c := range []struct {
		name, host, origin string
		want               int
	}{
		{"a program", "", "", 200}, {"a page", "", "http://example.org", 403}, {"a name that points here", "example.org:80", "", 403},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/now", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = c.host
		if c.origin != "" {
			req.Header.Set("Origin", c.origin)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != c.want {
			t.Errorf("%s: status %d, want %d", c.name, resp.StatusCode, c.want)
		}
	}
}
