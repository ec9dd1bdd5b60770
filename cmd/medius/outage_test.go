package main

import (
	"bytes"
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"medius/storage"
)

// A server that is away is told once when it goes, once a minute while it stays away and once when it is back, whichever loops need it
// meanwhile. Everything else is written as ever.
func TestAServerThatIsAwayIsToldOnce(t *testing.T) {
	var out bytes.Buffer
	log := patientLog(slog.New(slog.NewTextHandler(&out, nil)))
	start := time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)
	say := func(after time.Duration, level slog.Level, message string, err error) {
		line := slog.NewRecord(start.Add(after), level, message, 0)
		if err != nil {
			line.AddAttrs(slog.Any("err", err))
		}
		if err := log.With("loop", 1).Handler().Handle(context.Background(), line); err != nil {
			t.Fatal(err)
		}
	}
	gone, refused := fmt.Errorf("letters: %w", storage.ErrUnreachable), fmt.Errorf("letters: %w", storage.ErrRefused)
	for second := range 130 {
		at := time.Duration(second) * time.Second
		say(at, slog.LevelError, "claim letters", gone)
		if second == 0 { // storage itself
			say(at, slog.LevelWarn, storage.OutOfReach, gone)
		}
		say(at, slog.LevelError, "tick", refused)
	}
	say(130*time.Second, slog.LevelError, "tick", errors.New("odd"))
	say(131*time.Second, slog.LevelInfo, storage.InReach, nil)
	say(132*time.Second, slog.LevelWarn, storage.OutOfReach, gone)
	lines := strings.Split(strings.TrimSpace(out.String()), "\n")
	told := func(message string) int { return strings.Count(out.String(), `msg="`+message+`"`) }
	if told(storage.InReach) != 1 || strings.Count(out.String(), "err=odd") != 1 || strings.Contains(out.String(), `msg="claim letters"`) {
		t.Errorf("written is\n%s", &out)
	}
	if n := told(storage.OutOfReach); n != 4 { // at once, after one minute and two, and again
		t.Errorf("told %d times\n%s", n, &out)
	}
	if first := lines[0]; !strings.Contains(first, storage.OutOfReach) || !strings.Contains(first, `meanwhile="claim letters"`) {
		t.Errorf("the first line is %s", first)
	}
	if last := lines[len(lines)-1]; !strings.Contains(last, "12:02:12") {
		t.Errorf("that it is gone again is not told: %s", last)
	}
}

// While the server is away for seconds, in which every loop asks for it again and again, the log has a line about it, and one when it is
// back; whoever asks whether medius is ready reads the reason once, on one line. A password that was changed is such an absence.
func TestTheLogOfAnOutageIsShort(t *testing.T) {
	w, s := served(t)
	w.env["MEDIUS_WATCH_LISTEN"], w.env["MEDIUS_LOG_LEVEL"] = "127.0.0.1:0", "info"
	p := w.runs()
	url := p.hears(`msg=watch url=(\S+)`)
	greets(t, w.server.User(7, "member", "en"))
	admin, err := sql.Open("pgx", s.Address("postgres"))
	w.must(err)
	defer admin.Close()
	password := func(word string) {
		const end = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'guarded'`
		for _, statement := range []string{
			`ALTER ROLE guarded PASSWORD '` + word + `'`, end, `SELECT pg_sleep(0.5)`, end, // one may just be coming in by the old one
		} {
			_, err := admin.ExecContext(t.Context(), statement)
			w.must(err)
		}
	}
	for i, c := range []struct {
		says       string
		leave, end func()
	}{
		{"server does not answer", func() { s.Stop(t) }, func() { s.Resume(t) }},
		{"does not let medius in", func() { password("another") }, func() { password(secretPart) }},
	} {
		before := len(p.said.String())
		c.leave()
		p.hears(`(?s)` + strings.Repeat(storage.OutOfReach+`.*`, i+1))
		<-time.After(4 * time.Second)
		ready := get(t, url+"/readyz")
		c.end()
		p.hears(`(?s)` + strings.Repeat(storage.InReach+`.*`, i+1))
		said := p.said.String()[before:]
		var told []string
		for line := range strings.Lines(said) {
			loud := strings.Contains(line, "level=ERROR") || strings.Contains(line, "level=WARN")
			if loud && !strings.Contains(line, "another instance may poll") { // which follows from it, and is told once
				told = append(told, line)
			}
		}
		if len(told) != 1 || strings.Contains(said, "SQL executed") || strings.Contains(strings.Join(told, ""), `\n`) {
			t.Errorf("%s: %d lines:\n%s", c.says, len(told), strings.Join(told, ""))
		}
		if strings.Count(ready, c.says) != 1 || strings.Contains(ready, `\n`) || strings.Contains(ready, `\t`) {
			t.Errorf("ready: %s", ready)
		}
	}
}
