package main

import (
	"bytes"
	"context"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/storage"
	"medius/watch"
)

// When a backup is due: the first at once, then by the schedule on the owner's wall clock; what was missed is made up for
// once, and what failed waits for the next moment.
func TestWhenABackupIsDue(t *testing.T) {
	at := func(text string) time.Time {
		if text == "" {
			return time.Time{}
		}
		when, err := time.Parse("2006-01-02 15:04", text)
		if err != nil {
			t.Fatal(err)
		}
		return when
	}
	for _, c := range []struct {
		name, schedule, zone, latest, tried, now string
		want                                     bool
		late                                     time.Duration
	}{
		{"there is none yet", "0 3 * * *", "", "", "", "2026-03-02 12:00", true, time.Minute},
		{"none is wanted", "off", "", "", "", "2026-03-02 12:00", false, 0},
		{"today's is made", "0 3 * * *", "", "2026-03-02 03:00", "", "2026-03-03 02:59", false, 0},
		{"the next one", "0 3 * * *", "", "2026-03-02 03:00", "", "2026-03-03 03:00", true, 0},
		{"in Berlin it is four already", "0 4 * * *", "Europe/Berlin", "2026-03-02 03:00", "", "2026-03-03 03:00", true, 0},
		{"in Berlin it is three only", "0 5 * * *", "Europe/Berlin", "2026-03-02 04:00", "", "2026-03-03 03:00", false, 0},
		{"three in the night does not exist that day", "30 2 * * *", "Europe/Berlin", "2026-03-28 01:30", "", "2026-03-29 01:30", true, 0},
		{"it was off for a week", "0 3 * * *", "", "2026-03-02 03:00", "", "2026-03-09 12:00", true, (6*24 + 9) * time.Hour},
		{"one by hand will do", "0 3 * * *", "", "2026-03-09 11:00", "", "2026-03-09 12:00", false, 0},
		{"it went wrong just now", "0 3 * * *", "", "2026-03-02 03:00", "2026-03-03 03:00", "2026-03-03 03:01", false, time.Minute},
		{"it went wrong yesterday", "0 3 * * *", "", "2026-03-02 03:00", "2026-03-03 03:00", "2026-03-04 03:00", true, 24 * time.Hour},
		{"it went wrong a year ahead of now", "0 3 * * *", "", "2026-03-02 03:00", "2027-03-02 03:00", "2026-03-03 03:00", true, 0},
		{"it went wrong, and there is none", "0 3 * * *", "", "", "2026-03-03 03:00", "2026-03-03 03:01", false, time.Minute},
	} {
		conf := Config{Zone: c.zone}
		conf.Backup.Schedule = c.schedule
		r, err := conf.rota()
		if err != nil {
			t.Fatal(err)
		}
		r.tried, r.latest = at(c.tried), at(c.latest)
		if got := r.due(at(c.now), at(c.latest)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
		r.since = at(c.now).Add(-time.Minute)
		if got := r.late(at(c.now)); got != c.late {
			t.Errorf("%s: late by %s", c.name, got)
		}
	}
}

// A backup that goes wrong is counted, and its lateness grows until there is one.
func TestABackupThatIsLateIsTold(t *testing.T) {
	now := &clock{real: func() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }}
	conf := defaults()
	conf.Telegram.Endpoint = nowhere
	h, err := build(t.Context(), plot{
		Config: conf, Database: filepath.Join(t.TempDir(), "medius.db"), Token: testToken, Now: now.Now, Real: now.Now,
		Log: slog.New(slog.DiscardHandler), Menus: forgetful{},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	gone, stop := context.WithCancel(t.Context())
	stop()
	for _, c := range []struct {
		by    time.Duration
		ctx   context.Context
		wants []string
	}{
		{0, gone, []string{"last_success_timestamp_seconds 0", "late_seconds 0", "failures_total 1"}},
		{2 * time.Hour, gone, []string{"last_success_timestamp_seconds 0", "late_seconds 7200", "failures_total 1"}}, // it waits for the next moment
		{13 * time.Hour, t.Context(), []string{"last_success_timestamp_seconds 1.7725068e+09", "late_seconds 0", "failures_total 1"}},
		{25 * time.Hour, gone, []string{"last_success_timestamp_seconds 1.7725068e+09", "late_seconds 3600", "failures_total 2"}},
	} {
		now.set(now.Now().Add(c.by))
		err := h.backUp(c.ctx)
		w := httptest.NewRecorder()
		watch.Routes(h.board, nil, nil).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, "/metrics", nil))
		for _, want := range c.wants {
			if !strings.Contains(w.Body.String(), "\nmedius_backup_"+want+"\n") {
				t.Errorf("after %s (%v): no %q in\n%s", c.by, err, want, w.Body)
			}
		}
	}
}

// A month of medius run: a backup every night, seven are kept, each of which can be put back; the log names no member.
func TestScheduledBackups(t *testing.T) {
	folder := t.TempDir()
	now := &clock{real: func() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }}
	conf := defaults()
	conf.Telegram.Endpoint = nowhere
	var log bytes.Buffer
	h, err := build(t.Context(), plot{
		Config: conf, Database: filepath.Join(folder, "medius.db"), Token: testToken, Now: now.Now,
		Log: slog.New(slog.NewTextHandler(&log, nil)), Menus: forgetful{},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer h.Close()
	lived(t, h.db, 4711)
	for range 30 * 24 * 2 {
		if err := h.backUp(t.Context()); err != nil {
			t.Fatal(err)
		}
		now.set(now.Now().Add(30 * time.Minute))
	}
	kept, err := h.db.Backups()
	if err != nil || len(kept) != 7 {
		t.Fatalf("%d backups are kept: %v", len(kept), err)
	}
	for i, k := range kept {
		if want := time.Date(2026, 3, 26+i, 3, 0, 0, 0, time.UTC); i > 0 && !k.Made.Equal(want) && !k.Made.Equal(want.AddDate(0, 0, -1)) {
			t.Errorf("backup %d is of %s", i, k.Made)
		}
		if _, err := storage.Examine(t.Context(), k.Path, nil); err != nil {
			t.Error(err)
		}
		if filepath.Dir(k.Path) != filepath.Join(folder, "backups") {
			t.Errorf("it lies in %s", k.Path)
		}
	}
	if n := strings.Count(log.String(), "msg=backup "); n != 31 {
		t.Errorf("the log names %d backups:\n%s", n, &log)
	}
	if strings.Contains(log.String(), "4711") {
		t.Errorf("the log names a member:\n%s", &log)
	}
	h.Backup.Schedule = "off"
	now.set(now.Now().AddDate(0, 0, 40))
	if err := h.db.Sweep(t.Context(), now.Now()); err != nil {
		t.Fatal(err)
	}
	if left, err := os.ReadDir(filepath.Join(folder, "backups")); err != nil || len(left) > 0 {
		t.Errorf("%d backups are kept for 40 days: %v", len(left), err)
	}
}
