package bot_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/storage"
	"medius/storage/postgrestest"
)

// onPostgres are the conversations that are held on a server, too: somebody's first week, two accounts that talk to each
// other, the owner and everybody, restarts, old buttons, the end.
var onPostgres = []string{
	"first_week", "physio_invite", "physio_revoked", "broadcast", "owner", "claimed", "restart_mid_set", "double_tap", "delete_me",
}

// The coach says the same, word by word, with its database on a server.
func TestTranscriptsOnPostgres(t *testing.T) {
	for _, name := range onPostgres {
		t.Run(name, func(t *testing.T) {
			want, err := os.ReadFile(filepath.Join("testdata/transcripts", name+".txt"))
			if err != nil {
				t.Fatal(err)
			}
			if got := play(t, string(want)); got != string(want) {
				t.Errorf("on a server another conversation:\n%s", firstDifference(got, string(want)))
			}
		})
	}
}

// A life that moves to a server, and from there into a file, goes on as if it had stayed.
func TestALifeMovesToPostgresAndBack(t *testing.T) {
	s := newStage(t)
	days := "days 84"
	if testing.Short() {
		days = "days 9"
	}
	for line := range strings.Lines("clock 2026-03-02 12:00 Europe/Berlin\nonboard side=left tips=yes weekly=yes\n" + days) {
		s.line(&strings.Builder{}, strings.TrimRight(line, "\n"))
	}
	_, want := exported(t, s.db, chat)
	if err := s.db.Close(); err != nil {
		t.Fatal(err)
	}
	stayed, server, back := s.path, postgrestest.Database(t), filepath.Join(t.TempDir(), "back.db")
	now := func() time.Time { return s.now }
	for _, way := range [][2]string{{stayed, server}, {server, back}} {
		if _, err := storage.Move(t.Context(), storage.Options{DSN: way[0], Now: now}, storage.Options{DSN: way[1], Now: now}); err != nil {
			t.Fatal(err)
		}
	}
	begin, said := s.now, map[string]string{}
	for _, place := range []string{stayed, server, back} {
		s.path, s.now = place, begin
		s.open()
		if _, got := exported(t, s.db, chat); string(got) != string(want) {
			t.Errorf("%s: something is lost:\n%.2000s\n%.2000s", storage.Veil(place), got, want)
		}
		var heard strings.Builder
		s.line(&heard, "wait until "+begin.In(s.zone).AddDate(0, 0, 1).Format(time.DateOnly)+" 20:30")
		said[place] = heard.String()
		if err := s.db.Close(); err != nil {
			t.Fatal(err)
		}
	}
	if len(said[stayed]) < 100 || said[server] != said[stayed] || said[back] != said[stayed] {
		t.Errorf("the coach goes on in three ways:\n%q", said)
	}
}
