package report

import (
	"slices"
	"time"

	"medius/coach"
)

// start is a Monday.
const start coach.Date = "2026-03-02"

// mood is what one day brings on one side.
type mood struct {
	morning, during, after int // scores
	night, effort          int
	tenths                 int // how much of the plan is done
	silent, killer, skip   bool
	pause, stopped         bool
}

// calm is an ordinary good day.
var calm = mood{morning: 1, during: 2, after: 1, effort: 1, tenths: 10}

// life is a member who lives by the real rules, and keeps everything that was written.
type life struct {
	m     coach.Member
	days  map[coach.Date]coach.Day
	facts []coach.Fact
}

// lived gives the record of some days of a life, by what each of them brings on each side.
func lived(courses []coach.Course, days int, brings func(day int, side coach.Side) mood) Record {
	l := &life{days: map[coach.Date]coach.Day{}}
	l.m.Language, l.m.Zone, l.m.Stage = "en", "Europe/Berlin", coach.StageActive
	l.m.Intake.NamedBy = "physiotherapist"
	l.m.Programme.Start, l.m.Courses = start, courses
	for n := range days {
		l.live(n, brings)
	}
	r := Record{Member: l.m, Facts: l.facts}
	for _, d := range l.days {
		r.Days = append(r.Days, d)
	}
	slices.SortFunc(r.Days, func(a, b coach.Day) int { return a.Date.Since(b.Date) })
	return r
}

func (l *life) live(n int, brings func(int, coach.Side) mood) {
	today := start.Add(n)
	one := brings(n, l.m.Courses[0].Side)
	l.rest(one.pause, today)
	day := l.m.OpenDay(today, []coach.Slot{coach.Morning, coach.Evening})
	if one.pause {
		day.CloseOpen(coach.Paused)
	}
	if !one.silent && !one.pause {
		if n > 0 {
			l.morning(day, n, brings)
		}
		l.m.Settle(today, coach.Auto)
		day = l.m.Day(today)
		if len(day.Tasks) == 0 && !day.Off {
			day.CloseOpen(coach.Rested)
		}
		for i := range day.Rounds {
			l.train(day, &day.Rounds[i], n, brings)
		}
	}
	for _, d := range l.m.Days {
		l.days[d.Date] = d
	}
}

// rest begins or ends the member's own break.
func (l *life) rest(paused bool, today coach.Date) {
	if paused && l.m.Pause == nil {
		l.m.Pause = &coach.Pause{Since: today}
		l.note(today, "pause", "", map[string]any{"until": ""})
	}
	if !paused && l.m.Pause != nil {
		l.m.Programme.PausedDays += today.Since(l.m.Pause.Since)
		l.m.Pause = nil
		l.note(today, "resume", "", nil)
	}
}

func (l *life) morning(day *coach.Day, n int, brings func(int, coach.Side) mood) {
	day.CheckIn.Morning = map[coach.Side]int{}
	for _, c := range l.m.Courses {
		b := brings(n, c.Side)
		day.CheckIn.Morning[c.Side] = b.morning
		day.CheckIn.Night, day.CheckIn.Painkiller = coach.Rated(b.night), &b.killer
		l.note(day.Date, "morning", c.Side, map[string]any{"score": b.morning})
	}
	day.CheckIn.Done = true
}

func (l *life) train(day *coach.Day, r *coach.Round, n int, brings func(int, coach.Side) mood) {
	if r.Outcome != "" || !r.Light && len(day.Tasks) == 0 {
		return
	}
	r.Began = clock(day.Date, r.Slot)
	for _, c := range l.m.Courses {
		b := brings(n, c.Side)
		if b.skip && r.Slot == coach.Evening {
			r.Outcome, r.Began = coach.Skipped, time.Time{}
			l.note(day.Date, "skip_reason", "", map[string]any{"reason": "no_time"})
			return
		}
		planned := plannedFor(day, c.Side)
		if planned == 0 && !r.Light {
			continue
		}
		m := r.Mark(c.Side)
		m.During, m.After = coach.Rated(b.during), coach.Rated(b.after)
		if !r.Light {
			m.Done = planned * b.tenths / 10
			m.Pain = map[string]int{exerciseFor(day, c.Side): b.during}
			r.Effort = coach.Rated(b.effort)
			r.Stopped = b.stopped
		}
	}
	l.m.CloseRound(day, r, true, r.Began.Add(20*time.Minute))
	if r.Slot == coach.Morning && day.EveningCancelled() {
		day.CancelEvening()
	}
}

func plannedFor(day *coach.Day, side coach.Side) int {
	for _, t := range day.Tasks {
		if slices.Contains(t.Sides, side) {
			return t.Dose().Total()
		}
	}
	return 0
}

func exerciseFor(day *coach.Day, side coach.Side) string {
	for _, t := range day.Tasks {
		if slices.Contains(t.Sides, side) {
			return t.Exercise
		}
	}
	return ""
}

func (l *life) note(d coach.Date, kind string, side coach.Side, data map[string]any) {
	l.facts = append(l.facts, coach.Fact{At: clock(d, coach.Morning), Date: d, Kind: kind, Side: side, Data: data})
}

func clock(d coach.Date, slot coach.Slot) time.Time {
	hours := 7
	if slot == coach.Evening {
		hours = 19
	}
	t := calendar(d)
	return time.Date(t.Year(), t.Month(), t.Day(), hours-1, 30, 0, 0, time.UTC)
}

func sore(side coach.Side, rung, usual int) coach.Course {
	return coach.Course{Side: side, State: coach.Start(rung, usual), Began: start}
}

const twelveWeeks = 84

// steady gets better without a hitch.
func steady(days int) Record {
	return lived([]coach.Course{sore(coach.Right, 2, 3)}, days, func(n int, _ coach.Side) mood {
		b := calm
		b.morning = max(0, 3-n/18) + n*7%5/4
		b.during = 1 + n*5%3
		if n%4 == 0 {
			b.effort = 0
		}
		if n > 30 {
			b.effort = 0
		}
		return b
	})
}

// flaring is thrown back twice, stops once, and takes a painkiller now and then.
func flaring(days int) Record {
	return lived([]coach.Course{sore(coach.Left, 3, 2)}, days, func(n int, _ coach.Side) mood {
		b := calm
		b.morning, b.during, b.after = 1+n*3%2, 2+n*5%3, 1+n*7%3
		switch {
		case n >= 15 && n <= 18:
			b.morning, b.during, b.night, b.killer = 6, 6, 2, n > 15
		case n == 40:
			b.during, b.after, b.tenths, b.stopped = 5, 5, 6, true
		case n >= 52 && n <= 54:
			b.morning, b.night, b.killer = 7, 3, true
		case n%11 == 0:
			b.killer, b.skip = true, true
		}
		return b
	})
}

// silent begins well, falls silent for four days, is away for ten, and is not heard of for three weeks.
func silent(days int) Record {
	return lived([]coach.Course{sore(coach.Right, 1, 3)}, days, func(n int, _ coach.Side) mood {
		b := calm
		b.morning = 2 + n%2
		b.silent = n >= 9 && n <= 12 || n >= 45 && n <= 66 || n%13 == 0 && n > 0
		b.pause = n >= 25 && n <= 34
		return b
	})
}

// stopped began sore, does well for two days, stops on the third because it hurts, and rests in a flare.
func stopped(days, pain int) Record {
	c := sore(coach.Left, 0, 4)
	c.Cautious = true
	return lived([]coach.Course{c}, days, func(n int, _ coach.Side) mood {
		b := calm
		b.morning = 2
		if n == 2 {
			b.during, b.after, b.tenths, b.stopped = pain, 5, 2, true
		}
		if n == 3 {
			b.morning, b.night = 5, 3
		}
		return b
	})
}

// both has two sore hips, the left one worse.
func both(days int) Record {
	return lived([]coach.Course{sore(coach.Left, 1, 4), sore(coach.Right, 3, 2)}, days, func(n int, side coach.Side) mood {
		b := calm
		b.morning, b.during = 1+n%2, 2
		if side == coach.Left {
			b.morning, b.during, b.after = 3+n%2, 3+n%3, 2+n%2
			if n > 34 {
				b.morning, b.during = 2+n%2, 2+n%3
			}
			if n == 33 || n == 34 {
				b.morning = 7
			}
		}
		return b
	})
}
