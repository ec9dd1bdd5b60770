package e2e

import (
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// The week is played again and again while the program is killed (kill -9) at random moments, until it has been killed
// 20 times, or as often as MEDIUS_E2E_KILLS says (CI: 60; docs/benchmarks.md: 200). MEDIUS_E2E_SEED repeats the moments
// of an earlier run as far as the machine is as fast as it was then.
const (
	killsVariable = "MEDIUS_E2E_KILLS"
	seedVariable  = "MEDIUS_E2E_SEED"
	usualKills    = 20
	killsPerWeek  = 20 // about so many
	starting      = 200 * time.Millisecond
)

// Killed at any moment, the program loses no update that was confirmed, applies none twice, and the session goes on: at
// every death the journal is a beginning of the undisturbed one, and at the end of the week everything is the same, down
// to what was asked and answered.
func TestKilledAtAnyMoment(t *testing.T) {
	kills, seed := number(t, killsVariable, usualKills), uint64(number(t, seedVariable, int(rand.Uint32())))
	t.Logf("%d kills, %s=%d", kills, seedVariable, seed)
	playUndisturbed(t)
	random := rand.New(rand.NewPCG(seed, 0))
	for week := 1; kills > 0; week++ {
		kills -= killWeek(t, random, kills)
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
	gap, planned := 2*undisturbed.took/killsPerWeek, 0
	p := begin(t, monday, func(cmd *exec.Cmd) {
		if planned++; planned > most {
			return
		}
		after := time.Duration(random.Int64N(int64(gap)))
		if random.IntN(5) > 0 { // one in five is killed while it starts, or soon after
			after += starting
		}
		// The timer may find the process gone, at the end of the test.
		time.AfterFunc(after, func() { _ = cmd.Process.Kill() })
	})
	// A tap whose answer was on its way when the program died is not answered again: its turn is what counts.
	p.server.AllowUnanswered()
	m := newMember(t, p)
	m.killed = func() {
		killed++
		sameBeginning(t, read(t, p.db).facts)
	}
	m.user.Send("/start")
	m.live(weekEnd)
	p.doom = nil
	p.kill()
	<-p.ended
	r := read(t, p.db)
	same(t, "journal", r.facts, undisturbed.facts)
	same(t, "answers", m.said, undisturbed.said)
	if r.member != undisturbed.member {
		t.Errorf("the member stands elsewhere:\n%s\n%s", r.member, undisturbed.member)
	}
	t.Logf("a week with %d kills", killed)
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
