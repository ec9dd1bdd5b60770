package coach

import "slices"

// answers are what the rules see: what was entered, and in the first days of a member who began sore a little more.
func (m *Member) answers(d *Day, c *Course) Answers {
	a := m.entered(d, c)
	if c.cautious(d) {
		a = Cautious(a)
	}
	return a
}

// entered gathers what was reported about one side since its decision before d's (adaptation 2 and 9.3): the sessions
// from that decision's date on, and the mornings after it.
func (m *Member) entered(d *Day, c *Course) Answers {
	since := m.since(d, c)
	a := Answers{}
	done, planned := 0, 0
	for i := range m.Days {
		day := &m.Days[i]
		if day.Date < since || day.Date > d.Date {
			continue
		}
		a.RedFlag = a.RedFlag || day.RedFlag
		if day.Date > since {
			a.addMorning(day, c.Side)
		}
		if day.Date == d.Date {
			continue
		}
		a.During = worse(a.During, day.Run)
		for j := range day.Rounds {
			r := &day.Rounds[j]
			a.addRound(r, c.Side)
			if !r.Light && r.Outcome.Planned() {
				planned += day.planned(c.Side)
				done += r.done(c.Side)
			}
		}
	}
	a.Completion = CompletionNone
	if planned > 0 {
		a.Completion = Completed(done, planned)
	}
	if _, ok := d.CheckIn.Morning[c.Side]; ok {
		a.Trend = TrendOf(m.mornings(d.Date, 7, c.Side, true), m.mornings(d.Date.Add(-7), 7, c.Side, true))
	}
	a.LowAdherence = m.lowAdherence(d.Date)
	return a
}

// since is the date of a side's decision before d's; before the first one, its start.
func (m *Member) since(d *Day, c *Course) Date {
	if b := d.before(c.Side); b != nil {
		c = b
	}
	if c.Decided == "" {
		return max(m.Programme.Start, c.Began)
	}
	return c.Decided
}

func (a *Answers) addMorning(day *Day, side Side) {
	if n, ok := day.CheckIn.Morning[side]; ok {
		a.Morning = worse(a.Morning, &n)
	}
	a.Night = worse(a.Night, day.CheckIn.Night)
	a.Painkiller = a.Painkiller || day.CheckIn.Painkiller != nil && *day.CheckIn.Painkiller
}

// addRound takes over one session's scores. A score of 6 or more at "pain right now" counts as pain after the last
// session; effort counts from loading sessions only.
func (a *Answers) addRound(r *Round, side Side) {
	if !r.Light {
		a.Effort = worse(a.Effort, r.Effort)
	}
	a.StoppedForPain = a.StoppedForPain || r.stopped(side)
	for _, mark := range r.Marks {
		if mark.Side != side {
			continue
		}
		a.During = worse(a.During, mark.During)
		a.After = worse(a.After, mark.After)
		if mark.Now != nil && TooSore(*mark.Now) {
			a.After = worse(a.After, mark.Now)
		}
	}
}

// stopped: "stop, it hurts" was pressed for a side; where it is not known for which, for both.
func (r *Round) stopped(side Side) bool {
	known := false
	for _, mark := range r.Marks {
		if known = known || mark.Stopped; mark.Stopped && mark.Side == side {
			return true
		}
	}
	return r.Stopped && !known
}

// planned is the amount of the main exercise one session of this day asks of a side.
func (d *Day) planned(side Side) int {
	for _, t := range d.Tasks {
		for _, s := range t.Sides {
			if s == side {
				return t.Dose().Total()
			}
		}
	}
	return 0
}

// shortened is the amount of the two-minute version.
func (d *Day) shortened(side Side) int {
	for _, t := range Shortened(d.Tasks) {
		if slices.Contains(t.Sides, side) {
			return t.Dose().Total()
		}
	}
	return 0
}

func (r *Round) done(side Side) int {
	for _, mark := range r.Marks {
		if mark.Side == side {
			return mark.Done
		}
	}
	return 0
}

// mornings lists the morning scores of the days up to and including last, oldest first; withPainkiller false leaves out
// mornings after a painkiller, which say too little.
func (m *Member) mornings(last Date, days int, side Side, withPainkiller bool) []int {
	var out []int
	for i := range m.Days {
		d := &m.Days[i]
		if d.Date > last || d.Date <= last.Add(-days) {
			continue
		}
		masked := d.CheckIn.Painkiller != nil && *d.CheckIn.Painkiller
		if n, ok := d.CheckIn.Morning[side]; ok && (withPainkiller || !masked) {
			out = append(out, n)
		}
	}
	return out
}

// lowAdherence: fewer than half of the sessions planned in the last seven days count as done; never while fewer than
// four were planned. Rest ordered by the coach and paused days are not planned.
func (m *Member) lowAdherence(today Date) bool {
	planned, kept := 0, 0
	for i := range m.Days {
		d := &m.Days[i]
		if d.Date >= today || d.Date < today.Add(-7) {
			continue
		}
		for _, r := range d.Rounds {
			if r.Outcome.Planned() {
				planned++
			}
			if r.Outcome.Kept() {
				kept++
			}
		}
	}
	return planned >= 4 && kept*2 < planned
}

// MorningTrend is how much this week's mornings differ from last week's on one side, in halves of a point; ok is false
// when there are too few of them.
func (m *Member) MorningTrend(date Date, side Side) (halves int, ok bool) {
	return MorningShift(m.mornings(date, 7, side, true), m.mornings(date.Add(-7), 7, side, true))
}
