package coach

import (
	"maps"
	"slices"
)

// Summary is one week as data: what was done, how the hip answered, what comes next. It is a pure function of the days,
// the courses and the questionnaires, and fits one phone screen.
type Summary struct {
	From, To    Date // seven days, both included
	Dots        [7]Dot
	Adherence   Adherence
	TrainingDay int // n of TrainingGoal
	Sides       []SideWeek
	WorseNights int // worse than usual, or awake
	// Best and Worst are the exercises with the lowest and the highest median pain, nil unless they differ by 2 or more.
	Best, Worst *ExercisePain
	Activities  []ActivityWeek // answered this week
	Compared    Comparison     // Judged is JudgedNotYet before training day 20: no verdict word is said
	// Masked: a painkiller was taken on three days or more, so the scores may be lower than without.
	Masked bool
	Coming Coming
	Praise Praise
}

// SideWeek is a sore side's week.
type SideWeek struct {
	Side               Side
	ThisWeek, LastWeek Points // median of the morning scores
	Usual              int    // 0-10
	// The highest scores of the week, in the morning, in the sets and after them; a median alone hides a bad day.
	HighestMorning, HighestSets, HighestAfter Score
	From, To                                  *Task // the dose at the beginning and as it stands; nil where nothing was to be loaded
	// Last is the latest decision that changed the plan, where none did the latest one, nil where none was made; Decided is
	// the date it was made for.
	Last    *Verdict
	Decided Date
}

// ExercisePain is how much an exercise hurt.
type ExercisePain struct {
	Exercise string
	Median   Points
	Highest  int
}

// ActivityWeek is an own activity: as it was chosen, the time before, and now (0-10); Before is nil the second time.
type ActivityWeek struct {
	Activity
	First, Now int
	Before     *int
}

// maskedDays is on how many days of a week a painkiller makes the scores say too little.
const maskedDays = 3

// Summarise gives the week that ends with to. The member's days have to reach back a fortnight.
func Summarise(m *Member, o Outcomes, to Date) Summary {
	s := Summary{
		From: to.Add(-6), To: to, Dots: Dots(m.Days, m.Pause, to), TrainingDay: m.Programme.TrainingDays,
		Compared: o.Compare(m.Programme.TrainingDays),
	}
	s.Adherence = Adhered(m.Days, s.From, to)
	masked := 0
	for _, d := range m.week(to) {
		if n := d.CheckIn.Night; n != nil && *n >= 2 {
			s.WorseNights++
		}
		if p := d.CheckIn.Painkiller; p != nil && *p {
			masked++
		}
	}
	s.Masked = masked >= maskedDays
	for i := range m.Courses {
		s.Sides = append(s.Sides, m.sideWeek(&m.Courses[i], to))
	}
	s.Best, s.Worst = extremes(m.week(to))
	s.Activities = o.activityWeek(s.From, to)
	s.Coming = coming(m, o, to)
	s.Praise = praise(m, s)
	return s
}

// week lists the seven days that end with to, as far as the diary has them.
func (m *Member) week(to Date) []Day {
	var out []Day
	for _, d := range m.Days {
		if d.Date > to.Add(-7) && d.Date <= to {
			out = append(out, d)
		}
	}
	return out
}

func (m *Member) sideWeek(c *Course, to Date) SideWeek {
	w := SideWeek{
		Side: c.Side, Usual: c.State.UsualMorningPain,
		ThisWeek: MedianOf(m.mornings(to, 7, c.Side, true)...), LastWeek: MedianOf(m.mornings(to.Add(-7), 7, c.Side, true)...),
	}
	moved := false
	for _, d := range m.week(to) {
		w.addScores(&d)
		if t := taskOf(d.Tasks, c.Side); t != nil && w.From == nil {
			w.From = t
		}
		if v := d.Verdict(c.Side); v != nil && (v.Moved() || !moved) {
			last := *v
			w.Last, w.Decided, moved = &last, d.Date, moved || v.Moved()
		}
	}
	w.To = taskOf(m.tasks(), c.Side)
	return w
}

func (w *SideWeek) addScores(d *Day) {
	if n, ok := d.CheckIn.Morning[w.Side]; ok {
		w.HighestMorning = worse(w.HighestMorning, &n)
	}
	for _, r := range d.Rounds {
		for _, mark := range r.Marks {
			if mark.Side == w.Side {
				w.HighestSets, w.HighestAfter = worse(w.HighestSets, mark.During), worse(w.HighestAfter, mark.After)
			}
		}
	}
}

// Moved: the decision changed the plan.
func (v *Verdict) Moved() bool {
	return v.State.Rung != v.Rung0 || v.State.Step != v.Step0 || v.Reason == ReasonRestFlare || v.Reason == ReasonStopFlag
}

func taskOf(tasks []Task, side Side) *Task {
	for _, t := range tasks {
		if slices.Contains(t.Sides, side) {
			return &t
		}
	}
	return nil
}

// extremes gives the exercises that felt best and worst in these days, nil when they lie less than 2 apart.
func extremes(days []Day) (best, worst *ExercisePain) {
	all := painByExercise(days)
	if len(all) == 0 {
		return nil, nil
	}
	lowest, highest := &all[0], &all[len(all)-1]
	if !highest.Median.Minus(lowest.Median).AtLeast(2) {
		return nil, nil
	}
	return lowest, highest
}

// painByExercise lists the exercises that were rated, the calmest first.
func painByExercise(days []Day) []ExercisePain {
	scores := map[string][]int{}
	for _, d := range days {
		for _, r := range d.Rounds {
			for _, mark := range r.Marks {
				for id, n := range mark.Pain {
					scores[id] = append(scores[id], n)
				}
			}
		}
	}
	var all []ExercisePain
	for _, id := range slices.Sorted(maps.Keys(scores)) {
		all = append(all, ExercisePain{Exercise: id, Median: MedianOf(scores[id]...), Highest: slices.Max(scores[id])})
	}
	slices.SortStableFunc(all, func(a, b ExercisePain) int { return a.Median.Compare(b.Median) })
	return all
}

// activityWeek lists the activities answered within these dates; of several answers the latest counts.
func (o Outcomes) activityWeek(from, to Date) []ActivityWeek {
	var out []ActivityWeek
	for _, a := range o.Activities {
		var said []int
		var now *int
		for _, s := range o.Surveys {
			n, ok := s.Activities[a.ID]
			if !ok || s.Date > to {
				continue
			}
			said = append(said, n)
			if s.Date >= from {
				now = &n
			}
		}
		if now == nil || len(said) < 2 {
			continue
		}
		w := ActivityWeek{Activity: a, First: said[0], Now: *now}
		if len(said) > 2 {
			w.Before = &said[len(said)-2]
		}
		out = append(out, w)
	}
	return out
}
