package e2e

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"medius/coach"
	"medius/storage"
)

// A Monday evening in Berlin, and the evening a week later.
var (
	monday  = time.Date(2026, 3, 2, 17, 0, 0, 0, time.UTC)
	weekEnd = time.Date(2026, 3, 9, 20, 0, 0, 0, time.UTC)
)

// record is what must be the same after two weeks with the same answers: the journal without the seconds at which it was
// written, where the member stands, and what was answered.
type record struct {
	facts  []string
	member string
	said   []string
}

// read opens a copy of the database of a program that is dead, so that the next program finds what the dead one left and
// not what we made of it.
func read(t *testing.T, db string) record {
	t.Helper()
	if storage.OnServer(db) {
		return recordOf(t, db)
	}
	copied := filepath.Join(t.TempDir(), "medius.db")
	for _, part := range []string{"", "-wal"} {
		data, err := os.ReadFile(db + part)
		if os.IsNotExist(err) {
			continue
		}
		if err == nil {
			err = os.WriteFile(copied+part, data, 0o600)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return recordOf(t, copied)
}

// recordOf reads a database that nobody works on.
func recordOf(t *testing.T, db string) record {
	t.Helper()
	ctx := context.Background()
	book, err := storage.Open(ctx, storage.Options{DSN: db, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	var r record
	m, ok, err := book.Member(ctx, chat)
	if err != nil {
		t.Fatal(err)
	}
	if !ok {
		return r
	}
	facts, err := book.Facts(ctx, m.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range facts {
		r.facts = append(r.facts, line(t, f))
	}
	stand, err := json.Marshal([]any{m.Stage, m.Zone, m.Schedule, m.Intake, m.Programme, m.Courses})
	if err != nil {
		t.Fatal(err)
	}
	r.member = string(stand)
	return r
}

func line(t *testing.T, f coach.Fact) string {
	t.Helper()
	data, err := json.Marshal(f.Data) // sorts its keys
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%s %s %s %s", f.Date, f.Kind, f.Side, data)
}

// undisturbed is the week as it is when nothing goes wrong, played once, and how long that took.
var undisturbed struct {
	record
	took  time.Duration
	heard int // messages of the coach
	calls int // all that it asked of Telegram
}

func playUndisturbed(t *testing.T) {
	t.Helper()
	if undisturbed.took > 0 {
		return
	}
	began := time.Now()
	p := begin(t, monday, nil)
	m := newMember(t, p)
	m.user.Send("/start")
	m.live(weekEnd)
	took := time.Since(began)
	if err := p.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	<-p.ended
	if status := p.cmd.ProcessState.ExitCode(); status != 0 {
		t.Errorf("exit status %d:\n%s", status, p.log)
	}
	undisturbed.record, undisturbed.took = read(t, p.db), took
	undisturbed.said, undisturbed.heard, undisturbed.calls = m.said, m.heard(), p.server.Calls("*")
}

// The first week of a member who answers everything, played against the real program: sessions are done every day, every
// morning has a decision, and the protocol was kept.
func TestTheFirstWeek(t *testing.T) {
	playUndisturbed(t)
	days := map[string]map[string]int{}
	for _, f := range undisturbed.facts {
		date, rest, _ := strings.Cut(f, " ")
		kind, _, _ := strings.Cut(rest, " ")
		if days[date] == nil {
			days[date] = map[string]int{}
		}
		days[date][kind]++
	}
	for day := range 8 {
		date := string(coach.DateOf(monday.AddDate(0, 0, day)))
		sessions, decisions := 2, 1
		if day == 0 {
			sessions, decisions = 1, 0 // onboarded in the evening: day 0 is decided by nobody
		}
		if got := days[date]; got["decision"] != decisions || got["round"] != sessions || got["set"] != 3*sessions {
			t.Errorf("%s: %v", date, got)
		}
	}
	if t.Failed() {
		t.Logf("the journal:\n%s\nthe answers:\n%s", strings.Join(undisturbed.facts, "\n"), strings.Join(undisturbed.said, "\n"))
	}
}
