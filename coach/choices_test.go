package coach

import "testing"

func TestStartRung(t *testing.T) {
	for _, c := range []struct {
		name  string
		usual int
		woken bool
		stand StandCheck
		want  int
	}{
		{"nothing hurts", 0, false, StandCheck{}, 4},
		{"just below", 2, false, StandCheck{Pain: 2}, 4},
		{"usual 3", 3, false, StandCheck{}, 2},
		{"usual 5", 5, false, StandCheck{Pain: 5}, 2},
		{"standing hurts 3", 0, false, StandCheck{Pain: 3}, 2},
		{"standing hurts 5", 2, false, StandCheck{Pain: 5}, 2},
		{"usual 6", 6, false, StandCheck{}, 0},
		{"woken most nights", 0, true, StandCheck{}, 0},
		{"standing hurts 6", 0, false, StandCheck{Pain: 6}, 0},
		{"standing impossible", 0, false, StandCheck{Impossible: true}, 0},
	} {
		if got := StartRung(c.usual, c.woken, c.stand); got != c.want {
			t.Errorf("%s: rung %d, want %d", c.name, got, c.want)
		}
	}
}

func TestStartState(t *testing.T) {
	want := State{Rung: 2, Step: 8, UsualMorningPain: 3, WeekStartStep: 8, PeakStep7d: 8}
	if got := Start(2, 3); got != want || got.Check() != nil {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

func TestRungLimit(t *testing.T) {
	for _, c := range []struct {
		age65, fell, cleared bool
		want                 int
	}{
		{false, false, false, 7}, {true, false, false, 3}, {false, true, false, 3}, {true, true, false, 3},
		{true, false, true, 7}, {false, true, true, 7}, {false, false, true, 7},
	} {
		if got := RungLimit(c.age65, c.fell, c.cleared); got != c.want {
			t.Errorf("65 %v, fell %v, cleared %v: %d, want %d", c.age65, c.fell, c.cleared, got, c.want)
		}
	}
}

func easyWeek() []Past {
	week := make([]Past, 7)
	for i := range week {
		week[i] = Past{L0, Rated(0)}
	}
	return week
}

func TestHarderVersionIsOfferedAfterAnEasyWeek(t *testing.T) {
	ready := Start(3, 2)
	ready.Step = 13
	for _, c := range []struct {
		name  string
		state func(*State)
		past  func([]Past) []Past
		limit int
		want  bool
	}{
		{"all easy", nil, nil, 7, true},
		{"older days do not matter", nil, func(p []Past) []Past { return append([]Past{{L4, nil}}, p...) }, 7, true},
		{"step 12", func(s *State) { s.Step = 12 }, nil, 7, false},
		{"at the limit", nil, nil, 3, false},
		{"below the limit", nil, nil, 4, true},
		{"at the last rung", func(s *State) { s.Rung = 7 }, nil, 9, false},
		{"in a trial", func(s *State) { s.Trial = true }, nil, 7, false},
		{"in a flare", func(s *State) { s.Flare = true }, nil, 7, false},
		{"cooling off", func(s *State) { s.CoolOff = 1 }, nil, 7, false},
		{"six decisions", nil, func(p []Past) []Past { return p[1:] }, 7, false},
		{"one felt", nil, func(p []Past) []Past { p[6].Level = L1; return p }, 7, false},
		{"the first felt", nil, func(p []Past) []Past { p[0].Level = L1; return p }, 7, false},
		{"one not easy", nil, func(p []Past) []Past { p[3].Effort = Rated(1); return p }, 7, false},
		{"one not said", nil, func(p []Past) []Past { p[3].Effort = nil; return p }, 7, false},
	} {
		s, past := ready, easyWeek()
		if c.state != nil {
			c.state(&s)
		}
		if c.past != nil {
			past = c.past(past)
		}
		if got := HarderOffered(s, past, c.limit); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}

func TestHarderNowIsATrial(t *testing.T) {
	s := Start(3, 2)
	s.Step, s.Points, s.UpsThisWeek = 15, 3, 2
	want := s
	want.Rung, want.Step, want.Trial, want.Points = 4, TrialStep, true, 0
	d, err := HarderNow(s)
	if err != nil || d.State != want || d.Action != ActionRungUp || d.Reason != ReasonRungUpWish || d.Rules != RulesVersion {
		t.Errorf("got %s %s %+v (%v), want %+v", d.Action, d.Reason, d.State, err, want)
	}
	for name, edit := range map[string]func(*State){
		"last rung": func(s *State) { s.Rung = MaxRung }, "flare": func(s *State) { s.Flare = true },
		"trial": func(s *State) { s.Trial = true }, "out of range": func(s *State) { s.Step = 0 },
	} {
		bad := s
		edit(&bad)
		if _, err := HarderNow(bad); err == nil {
			t.Errorf("%s: allowed", name)
		}
	}
}

func TestSwap(t *testing.T) {
	s := Start(4, 2)
	s.Step, s.Points, s.Trial, s.CoolOff = 15, 3, true, 2
	for _, c := range []struct {
		name  string
		kind  SwapKind
		rung  int
		step  int
		trial bool
		want  int
	}{
		{"same rung: never above the start dose", SwapSame, 4, 15, true, 8},
		{"same rung, small dose stays", SwapSame, 4, 5, true, 5},
		{"lower rung", SwapLower, 2, 15, false, 8},
		{"lower rung from a small dose", SwapLower, 0, 5, false, 8},
		{"harder variant: a trial", SwapHarder, 4, 15, true, 3},
	} {
		before := s
		before.Step = c.step
		if c.kind == SwapHarder {
			before.Trial = false
		}
		want := before
		want.Rung, want.Step, want.Points, want.Trial = c.rung, c.want, 0, c.trial
		if got, err := Swap(before, c.kind, c.rung); err != nil || got != want {
			t.Errorf("%s: got %+v (%v), want %+v", c.name, got, err, want)
		}
	}
	for _, c := range []struct {
		name  string
		kind  SwapKind
		rung  int
		flare bool
	}{
		{"in a flare", SwapSame, 4, true},
		{"same, but another rung", SwapSame, 3, false},
		{"lower, but the same rung", SwapLower, 4, false},
		{"lower, but higher", SwapLower, 5, false},
		{"apart from the ladder", SwapLower, -1, false},
		{"harder on another rung", SwapHarder, 5, false},
		{"unknown", "", 4, false},
	} {
		before := s
		before.Flare = c.flare
		if got, err := Swap(before, c.kind, c.rung); err == nil || got != before {
			t.Errorf("%s: got %+v, %v", c.name, got, err)
		}
	}
}

func TestRestIsOffered(t *testing.T) {
	hard := func(es ...int) []Score {
		var out []Score
		for _, e := range es {
			if e < 0 {
				out = append(out, nil)
				continue
			}
			out = append(out, Rated(e))
		}
		return out
	}
	for _, c := range []struct {
		name    string
		days    int
		efforts []Score
		want    bool
	}{
		{"thirteen loading days", 13, nil, false},
		{"fourteen loading days", 14, nil, true},
		{"three hard days", 7, hard(2, 3, 2, 1, 0, -1, 1), false},
		{"four hard days", 7, hard(2, 3, 2, 1, 0, -1, 2), true},
		{"hard days of the week before", 7, hard(3, 3, 2, 2, 2, 1, 0, 1, 1), false},
	} {
		if got := RestOffer(c.days, c.efforts); got != c.want {
			t.Errorf("%s: %v", c.name, got)
		}
	}
}
