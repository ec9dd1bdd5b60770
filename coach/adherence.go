package coach

// Adherence counts how the sessions of a period ended. Planned are those that were to be done: rest ordered by the coach,
// a pause and what was never sent are not among them (docs/outcomes.md).
type Adherence struct {
	From, To Date // both included
	Planned  int
	Kept     int // done, partly done, or stopped because it hurt: stopping was the right thing

	Done    int // at least 90 %, light sessions among them
	Partly  int // 50 to below 90 %
	Started int // above 0, below 50 %
	Stopped int // for pain
	Skipped int
	Missed  int
	Rested  int // by the coach; shown as done
	Paused  int
	NotSent int
	Light   int // of those done
}

// Adhered counts the sessions of the days from from to to. A session that is still open counts nowhere yet.
func Adhered(days []Day, from, to Date) Adherence {
	a := Adherence{From: from, To: to}
	for i := range days {
		if d := &days[i]; d.Date >= from && d.Date <= to {
			for _, r := range d.Rounds {
				a.add(r)
			}
		}
	}
	return a
}

func (a *Adherence) add(r Round) {
	if r.Outcome.Planned() {
		a.Planned++
	}
	if r.Outcome.Kept() {
		a.Kept++
	}
	if r.Light && r.Outcome == Done {
		a.Light++
	}
	switch r.Outcome {
	case Done:
		a.Done++
	case Partly:
		a.Partly++
	case Begun:
		a.Started++
	case Hurt:
		a.Stopped++
	case Skipped:
		a.Skipped++
	case Missed:
		a.Missed++
	case Rested:
		a.Rested++
	case Paused:
		a.Paused++
	case NotSent:
		a.NotSent++
	}
}

// fewestPlanned is the number of planned sessions below which a share would say more about chance than about a week.
const fewestPlanned = 4

// Percent is the share of the planned sessions that were kept, rounded to whole percent; ok is false below four planned
// ones, and then no figure is shown.
func (a Adherence) Percent() (percent int, ok bool) {
	if a.Planned < fewestPlanned {
		return 0, false
	}
	return (200*a.Kept + a.Planned) / (2 * a.Planned), true
}

// Low: fewer than half of the planned sessions were kept. Once a week it makes an offer, never a reproach.
func (a Adherence) Low() bool { return a.Planned >= fewestPlanned && a.Kept*2 < a.Planned }

// Counters are the figures that only rise.
type Counters struct {
	TrainingDays int // local dates with a loading session done or partly done
	Sessions     int // kept, light ones among them
	Weeks        int // whole weeks since the start, pauses included
}

// TrainingGoal is the number of training days before the programme is judged: the article's 20 to 30 sessions, taken as
// days, because at two a day they would be over long before any trial saw a change.
const TrainingGoal = 30

// Count gives the figures that only rise. days are all days of the diary; today is the member's date.
func Count(p Programme, days []Day, today Date) Counters {
	c := Counters{TrainingDays: p.TrainingDays}
	if p.Start != "" {
		c.Weeks = max(0, today.Since(p.Start)) / 7
	}
	for i := range days {
		for _, r := range days[i].Rounds {
			if r.Outcome.Kept() {
				c.Sessions++
			}
		}
	}
	return c
}
