package coach

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// way follows one sore side day by day, the way the days do: new week, peak, usual morning pain, decision.
type way struct {
	day      int
	state    State
	held     []Held
	mornings []int
	last     Decision
}

func begin(rung, usual int) *way {
	s := Start(rung, usual)
	return &way{state: s, held: []Held{{0, s.Rung, s.Step}}, last: Decision{Action: ActionHold, State: s, Reason: ReasonStart}}
}

// next makes the decision of the next day from what was answered since.
func (w *way) next(a Answers) Decision {
	w.day++
	if a.Morning != nil && !a.Painkiller {
		w.mornings = append(w.mornings, *a.Morning)
	}
	w.mornings = w.mornings[max(0, len(w.mornings)-7):]
	before := NewDay(w.state, CrossesWeek(w.day-1, w.day), w.held, w.mornings)
	w.last = mustDecide(before, a)
	w.state = w.last.State
	w.held = append(w.held, Held{w.day, w.state.Rung, w.state.Step})
	return w.last
}

// plan says what is due, the way the table of courses does.
func (w *way) plan() string {
	if w.last.Action == ActionRest || w.last.Action == ActionStop {
		return "rest"
	}
	d := DoseAt(DoseReps, w.state.Step)
	trial := ""
	if w.state.Trial {
		trial = "trial "
	}
	return fmt.Sprintf("%srung %d %d×%d", trial, w.state.Rung, d.Sets, d.Count)
}

func calmDay(score int) Answers {
	return Answers{During: Rated(score), After: Rated(score), Morning: Rated(score), Night: Rated(0), Effort: Rated(1),
		Completion: CompletionFull}
}

// The four courses that the rules promise, day by day.
func TestCoursesOverWeeks(t *testing.T) {
	for _, c := range []struct {
		name    string
		rung    int
		answers func(*way) Answers // what is reported on the morning of the next day
		plans   map[int]string
	}{
		{
			name: "always calm, easy at 3×30", rung: 1,
			answers: func(w *way) Answers {
				a := calmDay(1)
				if w.state.Step == TopStep {
					a.Effort = Rated(0)
				}
				return a
			},
			plans: map[int]string{
				0: "rung 1 3×10", 7: "rung 1 3×12", 14: "rung 1 3×15", 21: "rung 1 3×18", 28: "rung 1 3×21", 35: "rung 1 3×24",
				42: "rung 1 3×27", 46: "rung 1 3×29", 47: "rung 1 3×30", 48: "rung 1 3×30", 49: "trial rung 2 3×5", 50: "rung 2 3×10",
				56: "rung 2 3×12",
			},
		},
		{
			name: "always felt but settled", rung: 1,
			answers: func(*way) Answers {
				a := calmDay(3)
				a.During, a.Morning = Rated(4), Rated(2)
				return a
			},
			plans: map[int]string{
				7: "rung 1 3×11", 14: "rung 1 3×13", 21: "rung 1 3×15", 28: "rung 1 3×17", 42: "rung 1 3×20", 56: "rung 1 3×24",
				70: "rung 1 3×27", 84: "rung 1 3×30",
			},
		},
		{
			name: "calm, one red day reported on day 10", rung: 1,
			answers: func(w *way) Answers {
				a := calmDay(1)
				if w.day+1 == 10 {
					a.During = Rated(6)
				}
				return a
			},
			plans: map[int]string{
				9: "rung 1 3×13", 10: "rung 1 3×8", 11: "rung 1 3×8", 12: "rung 1 3×8", 13: "rung 1 3×8", 14: "rung 1 3×9",
				18: "rung 1 3×11", 21: "rung 1 3×11", 22: "rung 1 3×12", 23: "rung 1 3×12", 24: "rung 1 3×13",
			},
		},
		{
			name: "rung 2, calm, 8 reported on day 10, 4 the next morning", rung: 2,
			answers: func(w *way) Answers {
				a := calmDay(1)
				if w.day+1 == 10 {
					a.During = Rated(8)
				}
				if w.state.Flare { // only the morning is asked
					a = Answers{Morning: Rated(1), Night: Rated(0), Completion: CompletionNone}
					if w.day+1 == 11 {
						a.Morning = Rated(4)
					}
				}
				return a
			},
			plans: map[int]string{
				9: "rung 2 3×13", 10: "rest", 11: "rest", 12: "rest", 13: "rung 1 3×8", 14: "rung 1 3×8", 15: "rung 1 3×8",
				16: "rung 1 3×8", 17: "rung 1 3×9", 24: "rung 1 3×12",
			},
		},
	} {
		t.Run(c.name, func(t *testing.T) {
			w := begin(c.rung, 2)
			for {
				if want, ok := c.plans[w.day]; ok && w.plan() != want {
					t.Errorf("day %d: %s (%s), want %s", w.day, w.plan(), w.last.Reason, want)
				}
				if w.day == 84 {
					break
				}
				w.next(c.answers(w))
			}
		})
	}
}

// course draws answers that hang together over time: mostly calm, sometimes a bad spell.
func course(r *rand.Rand) func(*way) Answers {
	sore, bad := r.IntN(6), 0
	return func(w *way) Answers {
		a := anyAnswers(r)
		a.RedFlag = false
		if bad == 0 && r.IntN(10+5*sore) == 0 {
			bad = 1 + r.IntN(3)
		}
		if bad > 0 {
			bad--
			return a
		}
		a = calmDay(r.IntN(3))
		if r.IntN(5) == 0 {
			a.During = Rated(3 + r.IntN(3))
		}
		if w.state.Step == TopStep || r.IntN(4) == 0 {
			a.Effort = Rated(0)
		}
		return a
	}
}

const courseDays = 84

// manyCourses follows more than 100,000 decisions along courses of 12 weeks.
func manyCourses(t *testing.T, watch func(t *testing.T, w *way, before State, a Answers) string) {
	t.Helper()
	r := rand.New(rand.NewPCG(20261122, 14))
	for range wantCases/courseDays + 1 {
		w, answers := begin(r.IntN(MaxRung+1), r.IntN(4)), course(r)
		if r.IntN(3) == 0 { // far up, so that the top of the ladder is met within 12 weeks
			w.state.Step, w.state.WeekStartStep, w.state.PeakStep7d = 26, 26, 26
			w.held[0].Step = 26
		}
		for range courseDays {
			before, a := w.state, answers(w)
			w.next(a)
			if broken := watch(t, w, before, a); broken != "" {
				t.Fatalf("day %d, %s: %s", w.day, broken, situation(before, a))
			}
		}
	}
}

// I4 over weeks: on one exercise at most 3 steps more in a programme week, and within the cap of the week's start.
func TestI4AtMostThreeIncreasesAWeek(t *testing.T) {
	type key struct{ week, rung int }
	ups, full, whose := map[key]int{}, 0, (*way)(nil)
	manyCourses(t, func(t *testing.T, w *way, before State, a Answers) string {
		if w != whose {
			ups, whose = map[key]int{}, w
		}
		if w.last.Row == "I13" {
			k := key{week(w.day), w.state.Rung}
			ups[k]++
			if ups[k] > 3 {
				return fmt.Sprintf("%d increases this week", ups[k])
			}
			if ups[k] == 3 {
				full++
			}
			if w.state.UpsThisWeek > WeekCap(w.state.WeekStartStep) {
				return "above the cap"
			}
		}
		return ""
	})
	if full == 0 {
		t.Error("no week was ever full")
	}
}

// I5: after a reduction no increase before the promised number of reported calm days has passed.
func TestI5CalmDaysPassBeforeAnIncrease(t *testing.T) {
	owed, calm, paid, whose := 0, 0, map[int]int{}, (*way)(nil)
	manyCourses(t, func(t *testing.T, w *way, before State, a Answers) string {
		if w != whose {
			owed, calm, whose = 0, 0, w
		}
		d := w.last
		if d.Level.Calm() && !before.Flare && !before.Trial && !d.Action.Increase() {
			calm++ // also a calm day that brings a small cut of its own
		}
		switch {
		case d.Action == ActionBack1:
			owed, calm = max(2, owed-calm), 0 // a small cut does not shorten what a larger one asked for
		case d.Action == ActionBack2 || d.Action == ActionRungDown:
			owed, calm = 3, 0
		case d.Action.Increase():
			if calm < owed {
				return fmt.Sprintf("%s after %d calm days, want %d", d.Row, calm, owed)
			}
			if calm == owed {
				paid[owed]++
			}
			owed, calm = 0, 0
		}
		return ""
	})
	if paid[2] == 0 || paid[3] == 0 {
		t.Errorf("increases right after the last calm day owed: %v", paid)
	}
}

// I5, the other half: the third calm day after a small cut can bring an increase, the fourth after a large one.
func TestI5IncreaseComesRightAfterTheCalmDays(t *testing.T) {
	for _, c := range []struct {
		name string
		cut  Answers
		want int
	}{
		{"BACK1", Answers{During: Rated(1), Morning: Rated(1), Effort: Rated(3), Completion: CompletionFull}, 3},
		{"BACK2", Answers{During: Rated(6), Morning: Rated(1), Effort: Rated(1), Completion: CompletionFull}, 4},
	} {
		s := Start(2, 2)
		s.Step = 20
		s = mustDecide(s, c.cut).State
		days, up := 0, false
		for !up {
			d := mustDecide(s, calmDay(1))
			s, up = d.State, d.Action == ActionUp
			days++
			if days > 10 {
				t.Fatalf("%s: no increase in sight", c.name)
			}
		}
		if days != c.want {
			t.Errorf("%s: increase on calm day %d, want %d", c.name, days, c.want)
		}
	}
}
