package coach

import "slices"

// Tip is one short piece of advice; its words are content.
type Tip struct {
	ID     string
	First  bool // one of the fourteen of the first two weeks
	Themes []Theme
	// Missed: it speaks of a day that was left out, which nobody mentions the next day.
	Missed bool
}

// Tips is what a member has been told of them.
type Tips struct {
	Told []TipTold `json:"told,omitempty"` // oldest first
	Off  bool      `json:"off,omitempty"`  // the member wants none
}

// TipTold is a tip that was sent.
type TipTold struct {
	ID string `json:"id"`
	On Date   `json:"on"`
}

// Theme is what a tip is about, and what a member's answers ask for.
type Theme string

// The themes.
const (
	ThemeNight   Theme = "night"
	ThemeMorning Theme = "morning"
	ThemeSitting Theme = "sitting"
	ThemeStairs  Theme = "stairs"
	ThemeWalking Theme = "walking"
	ThemeFlare   Theme = "flare"
	ThemeRhythm  Theme = "rhythm"
	ThemeRunning Theme = "running"
)

// Themes lists them all, in the order in which they are looked at: what hurts comes before what could go better.
func Themes() []Theme {
	return []Theme{ThemeNight, ThemeFlare, ThemeMorning, ThemeSitting, ThemeStairs, ThemeWalking, ThemeRhythm, ThemeRunning}
}

const (
	// tipDays is how long after the start there is a tip every day.
	tipDays = 14
	// tipEvery is the days between two tips after that.
	tipEvery = 7
)

// TipDay is what decides whether a tip is due.
type TipDay struct {
	Date         Date
	Start        Date // the day after it is the first with a tip
	TextOfItsOwn bool // a red flag was raised today: its text stands alone
	MissedBefore bool // a session of yesterday was missed
	Themes       []Theme
}

// NextTip chooses the tip of a day, ok false when none is due: one a day in the first fourteen days, then one a week, none
// twice, at most one a date. What the member's answers ask for comes first, then the order of the list; in the first
// fourteen days only the marked ones are chosen, while there are any. Days on which nothing was sent are not made up for.
func NextTip(tips []Tip, told []TipTold, day TipDay) (tip Tip, ok bool) {
	if !tipDue(told, day) {
		return Tip{}, false
	}
	left := slices.DeleteFunc(slices.Clone(tips), func(t Tip) bool {
		return t.Missed && day.MissedBefore || slices.ContainsFunc(told, func(have TipTold) bool { return have.ID == t.ID })
	})
	if first := slices.DeleteFunc(slices.Clone(left), func(t Tip) bool { return !t.First }); day.early() && len(first) > 0 {
		left = first
	}
	for _, theme := range Themes() {
		if !slices.Contains(day.Themes, theme) {
			continue
		}
		if i := slices.IndexFunc(left, func(t Tip) bool { return slices.Contains(t.Themes, theme) }); i >= 0 {
			return left[i], true
		}
	}
	if len(left) == 0 {
		return Tip{}, false
	}
	return left[0], true
}

func (d TipDay) early() bool { return d.Date.Since(d.Start) <= tipDays }

func tipDue(told []TipTold, day TipDay) bool {
	if day.TextOfItsOwn || day.Start == "" || day.Date <= day.Start {
		return false
	}
	last := Date("")
	for _, t := range told {
		last = max(last, t.On)
	}
	switch {
	case last == "":
		return true
	case day.early():
		return day.Date > last
	}
	return day.Date.Since(last) >= tipEvery
}

// TipDay reads a day from the diary. runs tells that the member is on the way back to running.
func (m *Member) TipDay(o Outcomes, today Date, runs bool) TipDay {
	d := TipDay{Date: today, Start: m.Programme.Start, Themes: m.themes(o, today, runs)}
	if day := m.Day(today); day != nil {
		d.TextOfItsOwn = day.RedFlag
	}
	if day := m.Day(today.Add(-1)); day != nil {
		d.MissedBefore = slices.ContainsFunc(day.Rounds, func(r Round) bool { return r.Outcome == Missed || r.Outcome == "" })
	}
	return d
}

// hardAt is the score of a fixed situation (10 as before) up to which it asks for a tip.
const hardAt = 5

// lookBack is how many days of answers a tip looks at.
const lookBack = 3

// themes lists what the latest answers ask for.
func (m *Member) themes(o Outcomes, today Date, runs bool) []Theme {
	asks := map[Theme]bool{ThemeFlare: m.InFlare(), ThemeRhythm: m.lowAdherence(today), ThemeRunning: runs}
	for i := range m.Days {
		d := &m.Days[i]
		if d.Date > today || d.Date <= today.Add(-lookBack) {
			continue
		}
		if n := d.CheckIn.Night; n != nil && *n >= 2 {
			asks[ThemeNight] = true
		}
		for _, c := range m.Courses {
			if n, ok := d.CheckIn.Morning[c.Side]; ok && n > c.State.UsualMorningPain {
				asks[ThemeMorning] = true
			}
		}
	}
	for at, theme := range map[Situation]Theme{LyingOnSide: ThemeNight, Rising: ThemeSitting, Stairs: ThemeStairs} {
		then, now := o.Situation(at)
		if now == nil {
			now = then
		}
		if now != nil && *now <= hardAt {
			asks[theme] = true
		}
	}
	var out []Theme
	for _, theme := range Themes() {
		if asks[theme] {
			out = append(out, theme)
		}
	}
	return out
}
