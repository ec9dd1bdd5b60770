package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/storage"
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
	}{
		{"there is none yet", "0 3 * * *", "", "", "", "2026-03-02 12:00", true},
		{"none is wanted", "off", "", "", "", "2026-03-02 12:00", false},
		{"today's is made", "0 3 * * *", "", "2026-03-02 03:00", "", "2026-03-03 02:59", false},
		{"the next one", "0 3 * * *", "", "2026-03-02 03:00", "", "2026-03-03 03:00", true},
		{"in Berlin it is four already", "0 4 * * *", "Europe/Berlin", "2026-03-02 03:00", "", "2026-03-03 03:00", true},
		{"in Berlin it is three only", "0 5 * * *", "Europe/Berlin", "2026-03-02 04:00", "", "2026-03-03 03:00", false},
		{"three in the night does not exist that day", "30 2 * * *", "Europe/Berlin", "2026-03-28 01:30", "", "2026-03-29 01:30", true},
		{"it was off for a week", "0 3 * * *", "", "2026-03-02 03:00", "", "2026-03-09 12:00", true},
		{"one by hand will do", "0 3 * * *", "", "2026-03-09 11:00", "", "2026-03-09 12:00", false},
		{"it went wrong just now", "0 3 * * *", "", "2026-03-02 03:00", "2026-03-03 03:00", "2026-03-03 03:01", false},
		{"it went wrong yesterday", "0 3 * * *", "", "2026-03-02 03:00", "2026-03-03 03:00", "2026-03-04 03:00", true},
		{"it went wrong, and there is none", "0 3 * * *", "", "", "2026-03-03 03:00", "2026-03-03 03:01", false},
	} {
		conf := Config{Zone: c.zone}
		conf.Backup.Schedule = c.schedule
		r, err := conf.rota()
		if err != nil {
			t.Fatal(err)
		}
		r.tried = at(c.tried)
		if got := r.due(at(c.now), at(c.latest)); got != c.want {
			t.Errorf("%s: %v", c.name, got)
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
