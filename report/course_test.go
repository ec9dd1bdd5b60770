package report

import (
	"slices"
	"testing"

	"medius/coach"
)

// Days without a score are a break from three in a row on, and in a pause from the first.
func TestBreaks(t *testing.T) {
	r := lived([]coach.Course{sore(coach.Left, 2, 2)}, 20, func(n int, _ coach.Side) mood {
		b := calm
		b.silent = n == 3 || n == 4 || n >= 8 && n <= 10
		b.pause = n == 15
		return b
	})
	c := r.follow(coach.Left, r.Everything(r.last()))
	var got []int
	for i, away := range c.away() {
		if away {
			got = append(got, i)
		}
	}
	if want := []int{8, 9, 10, 15}; !slices.Equal(got, want) {
		t.Errorf("breaks on days %v, want %v", got, want)
	}
}

// What is followed is what the diary says: the scores, the usual morning, the flare's days, the dose of each day.
func TestACourseIsWhatTheDiarySays(t *testing.T) {
	for name, r := range lives() {
		w := r.Everything(r.last())
		for _, side := range r.sides(w) {
			c := r.follow(side, w)
			for _, d := range r.Days {
				at := d.Date.Since(w.From)
				score, said := d.CheckIn.Morning[side]
				if got := c.score[inMorning][at]; said != (got != nil) || said && *got != score {
					t.Fatalf("%s, %s: morning %v, want %d", name, d.Date, got, score)
				}
				if v := d.Verdict(side); v != nil && (c.usual[at] != v.State.UsualMorningPain || c.flare[at] != v.State.Flare) {
					t.Errorf("%s, %s: usual %d, flare %t, want %+v", name, d.Date, c.usual[at], c.flare[at], v.State)
				}
				for _, task := range d.Tasks {
					if slices.Contains(task.Sides, side) && (c.task[at].Step != task.Step || c.task[at].Exercise != task.Exercise) {
						t.Errorf("%s, %s: %+v, want %+v", name, d.Date, c.task[at], task)
					}
				}
			}
		}
	}
}

// With both hips sore and one in a flare, the other one's line stops where it had nothing to do.
func TestTheOtherSideRestsToo(t *testing.T) {
	r := both(twelveWeeks)
	c := r.follow(coach.Right, r.Everything(r.last()))
	if count(c.flare) != 0 || count(c.idle) == 0 {
		t.Errorf("%d days of a flare and %d without a task", count(c.flare), count(c.idle))
	}
	for i, idle := range c.idle {
		if d := r.Days[i]; idle && len(d.Tasks) != 0 {
			t.Errorf("%s: tasks %+v", d.Date, d.Tasks)
		}
	}
}

// A part of the time looks at its own days only, and carries over what was in force before.
func TestAPartOfTheTime(t *testing.T) {
	r := steady(twelveWeeks)
	whole, part := r.follow(coach.Right, r.Everything(r.last())), r.follow(coach.Right, Last(14, r.last()))
	if len(part.task) != 14 || !part.task[0].known {
		t.Fatalf("%+v", part.task)
	}
	for i := range part.task {
		w := whole.task[twelveWeeks-14+i]
		if part.task[i].Step != w.Step || part.usual[i] != whole.usual[twelveWeeks-14+i] {
			t.Errorf("day %d: %+v, want %+v", i, part.task[i], w)
		}
	}
}

// A span does not begin before the programme, nor end before it begins.
func TestSpans(t *testing.T) {
	r := steady(10)
	for _, test := range []struct {
		name string
		give Window
		want int
	}{
		{"seven days", Last(7, r.last()), 7},
		{"more than there is", Last(90, r.last()), 10},
		{"everything", r.Everything(r.last()), 10},
		{"no days", Last(0, r.last()), 1},
		{"before the start", Window{From: "2025-01-01", To: "2025-02-01"}, 1},
		{"backwards", Window{From: "2026-03-08", To: "2026-03-04"}, 1},
	} {
		if got := r.since(test.give).Days(); got != test.want {
			t.Errorf("%s: %d days, want %d", test.name, got, test.want)
		}
	}
	if got := (Record{}).since(Window{}).Days(); got != 0 {
		t.Errorf("nothing has %d days", got)
	}
}
