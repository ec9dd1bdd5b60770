package coach

import (
	"encoding/json"
	"fmt"
	"testing"
	"time"
)

// person is a member on paper: what the diary is told day by day, and what it plans.
type person struct {
	t      testing.TB
	m      Member
	policy Policy
	slots  []Slot
	day    *Day
}

const startDate Date = "2026-03-02"

// newPerson begins on day 0 with these courses, both slots every day.
func newPerson(t testing.TB, courses ...Course) *person {
	p := &person{t: t, policy: Auto, slots: []Slot{Morning, Evening}}
	p.m.Programme.Start, p.m.Courses = startDate, courses
	p.on(0)
	p.settle()
	return p
}

// sore is a course on day 0.
func sore(side Side, rung, usual int) Course { return Course{Side: side, State: Start(rung, usual)} }

// soreAt is a course further on.
func soreAt(side Side, rung, step, usual int) Course {
	c := sore(side, rung, usual)
	c.State.Step, c.State.WeekStartStep, c.State.PeakStep7d = step, step, step
	return c
}

// on opens the diary on a day, counted from the start.
func (p *person) on(n int) *person {
	p.day = p.m.OpenDay(startDate.Add(n), p.slots)
	return p
}

// morning answers the check-in of the day for all sides: pain, night, painkiller; then the day is decided.
func (p *person) morning(pain, night int, painkiller bool) *person {
	for _, c := range p.m.Courses {
		p.pain(c.Side, pain)
	}
	p.day.CheckIn.Night, p.day.CheckIn.Painkiller, p.day.CheckIn.Done = &night, &painkiller, true
	return p.settle()
}

// pain answers the morning's question for one side.
func (p *person) pain(side Side, pain int) *person {
	if p.day.CheckIn.Morning == nil {
		p.day.CheckIn.Morning = map[Side]int{}
	}
	p.day.CheckIn.Morning[side] = pain
	return p
}

func (p *person) settle() *person {
	p.m.Settle(p.day.Date, p.policy)
	p.day = p.m.Day(p.day.Date)
	return p
}

// felt is how a session was: pain in the sets and afterwards, effort, and how many of ten planned parts were done.
type felt struct{ during, after, effort, tenths int }

var fine = felt{during: 1, after: 1, effort: 1, tenths: 10}

// train does the session of a slot as it felt, on every side that has something to do.
func (p *person) train(slot Slot, f felt) *person {
	r := p.day.Round(slot)
	if r == nil || r.Outcome != "" && r.Outcome != Missed && r.Outcome != Skipped {
		p.t.Fatalf("%s: no open %s session: %+v", p.day.Date, slot, p.day.Rounds)
	}
	r.Began = p.at(slot)
	for _, c := range p.m.Courses {
		if planned := p.day.planned(c.Side); planned > 0 || r.Light {
			m := r.Mark(c.Side)
			m.During, m.After = Rated(f.during), Rated(f.after)
			if !r.Light {
				m.Done = planned * f.tenths / 10
			}
		}
	}
	if !r.Light {
		r.Effort = Rated(f.effort)
	}
	p.m.CloseRound(p.day, r, true, p.at(slot).Add(20*time.Minute))
	if slot == Morning && p.day.EveningCancelled() {
		p.day.CancelEvening()
	}
	return p
}

// at is half past seven in the morning or in the evening of the day.
func (p *person) at(slot Slot) time.Time {
	hours := 7 * time.Hour
	if slot == Evening {
		hours = 19 * time.Hour
	}
	return p.day.Date.time().Add(hours + 30*time.Minute)
}

// trainAll does all sessions that are open, as they felt.
func (p *person) trainAll(f felt) *person {
	for _, slot := range p.slots {
		if r := p.day.Round(slot); r != nil && r.Outcome == "" && (r.Light || len(p.day.Tasks) > 0) {
			p.train(slot, f)
		}
	}
	return p
}

// calm lives a number of days in a row, each with a calm morning and all sessions done as they felt.
func (p *person) calm(from, to int, f felt) *person {
	for n := from; n <= to; n++ {
		p.on(n)
		if n > 0 {
			p.morning(1, 0, false)
		}
		p.trainAll(f)
	}
	return p
}

// plan says what a side has to do today, "rest" for nothing.
func (p *person) plan(side Side) string {
	for _, task := range p.day.Tasks {
		for _, s := range task.Sides {
			if s != side {
				continue
			}
			d, trial := task.Dose(), ""
			if p.m.Course(side).State.Trial {
				trial = "trial "
			}
			if d.Seconds > 0 {
				return fmt.Sprintf("%srung %d %d×%ds", trial, task.Rung, d.Count, d.Seconds)
			}
			return fmt.Sprintf("%srung %d %d×%d", trial, task.Rung, d.Sets, d.Count)
		}
	}
	return "rest"
}

// want holds today's plan and reason of the first side against what is expected.
func (p *person) want(plan string, reason Reason) *person {
	p.t.Helper()
	return p.wantFor(p.m.Courses[0].Side, plan, reason)
}

func (p *person) wantFor(side Side, plan string, reason Reason) *person {
	p.t.Helper()
	got := ReasonStart
	if v := p.day.Verdict(side); v != nil {
		got = v.Reason
	}
	if p.plan(side) != plan || got != reason {
		p.t.Errorf("day %d, %s: %s (%s), want %s (%s)", p.day.Number, side, p.plan(side), got, plan, reason)
	}
	return p
}

// equal compares a fact of the diary.
func (p *person) equal(what string, got, want any) *person {
	p.t.Helper()
	if fmt.Sprint(got) != fmt.Sprint(want) {
		p.t.Errorf("day %d: %s is %v, want %v", p.day.Number, what, got, want)
	}
	return p
}

func (p *person) state() State { return p.m.Courses[0].State }

// saved is a member as it is written down.
func saved(m Member) string {
	all := struct {
		Member
		Days []Day
	}{m, m.Days}
	raw, err := json.Marshal(all)
	if err != nil {
		return err.Error()
	}
	return string(raw)
}
