package e2e

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// After every death the machine's clock is an hour ahead, an hour behind, or right: no reminder comes twice, no day is decided on
// or trained twice, none is passed over, and the member's day goes on.
func TestTheClockJumpsAtAnyMoment(t *testing.T) {
	kills, seed := max(number(t, killsVariable, usualKills)/4, 1), uint64(number(t, seedVariable, int(rand.Uint32())))
	t.Logf("%d kills, %s=%d", kills, seedVariable, seed)
	playUndisturbed(t)
	random := rand.New(rand.NewPCG(seed, 3))
	sum, left := map[time.Duration]int{}, kills
	for week := 1; left > 0; week++ {
		left -= jumpyWeek(t, random, left, sum)
		if t.Failed() {
			t.Fatalf("in week %d; %s=%d", week, seedVariable, seed)
		}
	}
	t.Logf("%d kills, after which the clock was wrong: %v", kills, sum)
}

func jumpyWeek(t *testing.T, random *rand.Rand, most int, sum map[time.Duration]int) (killed int) {
	t.Helper()
	calls, planned := 4*undisturbed.calls/killsPerWeek, 0
	p := begin(t, monday, func(p *program) {
		if planned++; planned <= most {
			dieAtCall(p, 1+random.IntN(calls), time.Duration(random.Int64N(int64(aroundACall))))
		}
	})
	p.server.AllowUnanswered()
	m := newMember(t, p)
	m.killed = func() {
		killed++
		p.jump = []time.Duration{-time.Hour, 0, time.Hour}[random.IntN(3)]
		sum[p.jump]++
	}
	m.user.Send("/start")
	m.live(weekEnd)
	p.doom = nil
	p.kill()
	<-p.ended
	r := read(t, p.db)
	days := map[string]map[string]int{} // by date: how often each thing happened
	for _, f := range r.facts {
		date, rest, _ := strings.Cut(f, " ")
		if days[date] == nil {
			days[date] = map[string]int{}
		}
		days[date][happened(rest)]++
	}
	for day := range 8 {
		date := monday.AddDate(0, 0, day).Format(time.DateOnly)
		for what, n := range days[date] {
			if n > 1 && what != "" {
				t.Errorf("%s: %d times %s", date, n, what)
			}
		}
		for _, slot := range []string{"morning", "evening"} {
			if got := days[date]; day > 0 && day < 7 && got["reminder "+slot]+got["round "+slot] == 0 {
				t.Errorf("%s: no %s: %v", date, slot, got)
			}
		}
	}
	if t.Failed() {
		t.Logf("the journal:\n%s", strings.Join(r.facts, "\n"))
	}
	return killed
}

// happened names what a line of the journal is about, "" for what may happen more than once in a day.
func happened(line string) string {
	kind, data, _ := strings.Cut(line, " ")
	slot := "morning"
	if strings.Contains(data, `"slot":"evening"`) {
		slot = "evening"
	}
	switch {
	case kind == "decision":
		return kind
	case kind == "round", kind == "session":
		return kind + " " + slot
	case kind == "prompt" && strings.Contains(data, `"kind":"reminder"`):
		return "reminder " + slot
	}
	return ""
}
