package e2e

import (
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"medius/storage"
)

// The week is played again and again while the program is killed (kill -9) at random moments, until it has been killed
// 20 times, or as often as MEDIUS_E2E_KILLS says (CI: as often; docs/reliability.md has a long run). MEDIUS_E2E_SEED repeats the moments
// of an earlier run as far as the machine is as fast as it was then.
const (
	killsVariable = "MEDIUS_E2E_KILLS"
	seedVariable  = "MEDIUS_E2E_SEED"
	usualKills    = 20
	killsPerWeek  = 20 // about so many
)

// aroundACall is longer than it takes to note that a message was sent, and to begin with the next.
const aroundACall = 8 * time.Millisecond

// dieAtCall kills a process a moment after Telegram has carried out its so many-th call, the first moment of which is the worst:
// the message is there, and the program does not know it.
func dieAtCall(p *program, calls int, after time.Duration) {
	cmd := p.cmd
	p.fate = func() { time.AfterFunc(after, func() { _ = cmd.Process.Kill() }) } // it may be gone, at the end of the test
	p.calls.Store(int64(calls))
}

// dieAtWork kills a process some time after it has started, however long that takes on this machine.
func dieAtWork(p *program, after time.Duration) {
	cmd, log, ended := p.cmd, p.log, p.ended
	go func() {
		look := time.NewTicker(time.Millisecond)
		defer look.Stop()
		for !controlled.MatchString(log.String()) {
			select {
			case <-look.C:
			case <-ended:
				return
			}
		}
		time.Sleep(after)
		_ = cmd.Process.Kill() // it may be gone, at the end of the test
	}()
}

// Killed at any moment, the program loses no update that was confirmed, applies none twice, and the session goes on: at
// every death the journal is a beginning of the undisturbed one, and at the end of the week everything is the same, down
// to what was asked and answered.
func TestKilledAtAnyMoment(t *testing.T) {
	kills, seed := number(t, killsVariable, usualKills), uint64(number(t, seedVariable, int(rand.Uint32())))
	t.Logf("%d kills, %s=%d", kills, seedVariable, seed)
	playUndisturbed(t)
	random := rand.New(rand.NewPCG(seed, 0))
	left := kills
	for week := 1; left > 0; week++ {
		left -= killWeek(t, random, left)
		if t.Failed() {
			t.Fatalf("in week %d; %s=%d", week, seedVariable, seed)
		}
	}
}

func number(t *testing.T, variable string, usual int) int {
	t.Helper()
	said := os.Getenv(variable)
	if said == "" {
		return usual
	}
	n, err := strconv.Atoi(said)
	if err != nil || n < 0 {
		t.Fatalf("%s=%q is no number", variable, said)
	}
	return n
}

// killWeek plays one week with at most so many kills and gives how many there were.
func killWeek(t *testing.T, random *rand.Rand, most int) (killed int) {
	t.Helper()
	folder := t.TempDir()
	return killWeekOn(t, folder, filepath.Join(folder, "medius.db"), random, most)
}

// killWeekOn is killWeek with a database that may be elsewhere.
func killWeekOn(t *testing.T, folder, db string, random *rand.Rand, most int) (killed int) {
	t.Helper()
	gap, calls, planned := 2*undisturbed.took/killsPerWeek, 2*undisturbed.calls/killsPerWeek, 0
	p := beginWith(t, folder, db, monday, func(p *program) {
		planned++
		switch how := random.IntN(5); {
		case planned > most:
		case (planned == 1 || how == 0) && storage.OnServer(db):
			dieAtWork(p, 0)
		case planned == 1 || how == 0:
			dieEarly(t, p, random)
		case how == 1:
			dieAtWork(p, time.Duration(random.Int64N(int64(gap))))
		default:
			dieAtCall(p, 1+random.IntN(calls), time.Duration(random.Int64N(int64(aroundACall))))
		}
	})
	// A tap whose answer was on its way when the program died is not answered again: its turn is what counts.
	p.server.AllowUnanswered()
	m := newMember(t, p)
	places := map[int]bool{}
	m.killed = func() {
		killed++
		facts := read(t, p.db).facts
		sameBeginning(t, facts)
		places[len(facts)] = true
	}
	m.user.Send("/start")
	m.live(weekEnd)
	endsUndisturbed(t, p, m)
	// A message is repeated when its program died between Telegram's yes and the note of it, and at no other time.
	more := m.heard() - undisturbed.heard
	if more > killed {
		t.Errorf("%d messages more than in the undisturbed week, and only %d kills", more, killed)
	}
	t.Logf("a week with %d kills at %d places of its journal of %d lines: nothing lost, nothing applied twice, %d messages more than without",
		killed, len(places), len(undisturbed.facts), more)
	return killed
}

// sameBeginning wants a journal to be a beginning of the undisturbed one.
func sameBeginning(t *testing.T, facts []string) {
	t.Helper()
	same(t, "journal at a death", facts, undisturbed.facts[:min(len(facts), len(undisturbed.facts))])
}

// same wants two lists of lines to be equal and shows where they part.
func same(t *testing.T, what string, got, want []string) {
	t.Helper()
	if slices.Equal(got, want) {
		return
	}
	at := 0
	for at < len(got) && at < len(want) && got[at] == want[at] {
		at++
	}
	show := func(lines []string) string {
		return strings.Join(lines[min(len(lines), max(0, at-2)):min(len(lines), at+4)], "\n    ")
	}
	t.Errorf("%s: line %d of %d and %d:\n got:\n    %s\n want:\n    %s", what, at+1, len(got), len(want), show(got), show(want))
}

// endsUndisturbed ends the program, and wants its member to be where one is whom nothing has disturbed.
func endsUndisturbed(t *testing.T, p *program, m *member) {
	t.Helper()
	p.doom = nil
	p.kill()
	<-p.ended
	r := read(t, p.db)
	same(t, "journal", r.facts, undisturbed.facts)
	same(t, "answers", m.said, undisturbed.said)
	if r.member != undisturbed.member {
		t.Errorf("the member stands elsewhere:\n%s\n%s", r.member, undisturbed.member)
	}
}
