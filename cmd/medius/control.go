package main

import (
	"context"
	"encoding/json"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"time"

	"medius/bot/telegramtest/chatpage"
)

// control serves the clock over HTTP, on loopback only:
//
//	GET  /now      {"now": "2026-03-29T05:00:00Z", "next": "2026-03-29T17:00:00Z", "letter": "2026-03-29T05:00:03Z"}: the next appointment,
//	               and the moment of a letter that was put off, if any
//	POST /advance  {"by": "8h"} or {"to": "2026-03-29T07:00:00Z"} or {"to": "next"}, and "jump": true to go there at once
//	GET  /idle     200 when inbox, due appointments and outbox are empty, 503 when that takes too long
//
// What Telegram still keeps for the next poll is not in the inbox yet: who sent it must wait until it has been fetched.
// Every answer has "now"; one that is an error has "error".
type control struct{ *travel }

const (
	longestMove = 5 * time.Minute  // of real time, however far it goes
	longestWait = 10 * time.Second // for rest
)

func (c control) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /now", c.look)
	mux.HandleFunc("POST /advance", c.advance)
	mux.HandleFunc("GET /idle", func(w http.ResponseWriter, r *http.Request) {
		ctx, cancel := context.WithTimeout(r.Context(), longestWait)
		defer cancel()
		c.answer(w, c.Idle(ctx))
	})
	return own(mux)
}

func (c control) look(w http.ResponseWriter, r *http.Request) {
	var more []string
	next, ok, err := c.Agenda.NextDue(r.Context())
	if ok {
		more = append(more, "next", next.Format(time.RFC3339Nano))
	}
	if err == nil {
		next, ok, err = c.Agenda.NextLetter(r.Context())
		if ok && next.After(c.Now()) {
			more = append(more, "letter", next.Format(time.RFC3339Nano))
		}
	}
	c.answer(w, err, more...)
}

func (c control) advance(w http.ResponseWriter, r *http.Request) {
	var ask struct {
		By, To string
		Jump   bool
	}
	in := json.NewDecoder(http.MaxBytesReader(w, r.Body, 4096))
	in.DisallowUnknownFields()
	if in.Decode(&ask) != nil || (ask.By == "") == (ask.To == "") {
		c.answer(w, errWhen)
		return
	}
	ctx, cancel := context.WithTimeout(r.Context(), longestMove)
	defer cancel()
	move := c.Advance
	if ask.Jump {
		move = c.Jump
	}
	_, err := move(ctx, ask.By+ask.To)
	c.answer(w, err)
}

// answer says what time it is and what went wrong; more are names, each with its value.
func (c control) answer(w http.ResponseWriter, err error, more ...string) {
	status := http.StatusOK
	said := map[string]string{"now": c.Now().Format(time.RFC3339Nano)}
	for pair := range slices.Chunk(more, 2) {
		said[pair[0]] = pair[1]
	}
	switch {
	case errors.Is(err, errWhen), errors.Is(err, errPast):
		status = http.StatusBadRequest
	case errors.Is(err, chatpage.ErrNothingDue):
		status = http.StatusConflict
	case errors.Is(err, errStuck):
		status = http.StatusServiceUnavailable
	case err != nil:
		status = http.StatusInternalServerError
	}
	if err != nil {
		said["error"] = err.Error()
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(said) // the other side went away
}

// own turns away what a web site made a browser send.
func own(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if host, _, err := net.SplitHostPort(r.Host); err != nil || !isLoopback(host) || r.Header.Get("Origin") != "" {
			http.Error(w, "this address is for programs on this machine", http.StatusForbidden)
			return
		}
		next.ServeHTTP(w, r)
	})
}

// isLoopback tells whether a host is this machine and nothing else.
func isLoopback(host string) bool {
	addr, err := netip.ParseAddr(host)
	return host == "localhost" || err == nil && addr.IsLoopback()
}

// loopbackAddress tells whether an address to listen on is reachable from this machine only.
func loopbackAddress(addr string) bool {
	host, _, err := net.SplitHostPort(addr)
	return err == nil && isLoopback(host)
}

// loopbackURL tells whether an address to call is on this machine.
func loopbackURL(address string) bool {
	u, err := url.Parse(address)
	return err == nil && isLoopback(u.Hostname())
}
