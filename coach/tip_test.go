package coach

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
)

// someTips are fourteen first ones and six later; night is in the third, running in the last.
func someTips() []Tip {
	var tips []Tip
	for i := range 20 {
		tips = append(tips, Tip{ID: fmt.Sprintf("t%02d", i), First: i < 14})
	}
	tips[2].Themes, tips[5].Themes, tips[19].Themes = []Theme{ThemeNight}, []Theme{ThemeNight}, []Theme{ThemeRunning}
	tips[15].Missed = true
	return tips
}

func send(told []TipTold, d TipDay) ([]TipTold, string) {
	t, ok := NextTip(someTips(), told, d)
	if !ok {
		return told, ""
	}
	return append(told, TipTold{ID: t.ID, On: d.Date}), t.ID
}

// Two weeks of one a day in their order, then one a week.
func TestTipsComeDailyThenWeekly(t *testing.T) {
	var told []TipTold
	got := map[int]string{}
	for n := range 40 {
		var id string
		if told, id = send(told, TipDay{Date: Date("2026-03-01").Add(n), Start: "2026-03-01"}); id != "" {
			got[n] = id
		}
	}
	want := map[int]string{21: "t14", 28: "t15", 35: "t16"}
	for n := range 14 {
		want[n+1] = fmt.Sprintf("t%02d", n)
	}
	for n := range 40 {
		if got[n] != want[n] {
			t.Errorf("day %d: %q, want %q", n, got[n], want[n])
		}
	}
}

// A bad night brings the tip about sleeping forward, each of them once; the rest keep their order.
func TestABadNightBringsTheTipAboutSleeping(t *testing.T) {
	var told []TipTold
	var ids []string
	for n := range 4 {
		var id string
		told, id = send(told, TipDay{Date: Date("2026-03-02").Add(n), Start: "2026-03-01", Themes: []Theme{ThemeNight, ThemeRunning}})
		ids = append(ids, id)
	}
	if !slices.Equal(ids, []string{"t02", "t05", "t00", "t01"}) {
		t.Errorf("%v", ids)
	}
	later := TipDay{Date: "2026-05-01", Start: "2026-03-01", Themes: []Theme{ThemeRunning}}
	if _, id := send(told, later); id != "t19" {
		t.Errorf("on the way back to running: %s", id)
	}
}

// Never twice, never two on a date, never beside a red flag, never about a missed day on the day after it.
func TestTipsAreNeverANuisance(t *testing.T) {
	r := rand.New(rand.NewPCG(9, 10))
	for range 300 {
		var told []TipTold
		for n := range 250 {
			d := TipDay{Date: Date("2026-03-01").Add(n - 2), Start: "2026-03-01", TextOfItsOwn: r.IntN(9) == 0, MissedBefore: r.IntN(3) == 0}
			for _, theme := range Themes() {
				if r.IntN(4) == 0 {
					d.Themes = append(d.Themes, theme)
				}
			}
			for range 2 {
				before := len(told)
				var id string
				told, id = send(told, d)
				if id == "" {
					continue
				}
				if d.TextOfItsOwn || n < 3 || id == "t15" && d.MissedBefore {
					t.Fatalf("%s on %+v", id, d)
				}
				if before > 0 && d.Date.Since(told[before-1].On) < 1 {
					t.Fatal("two on a date")
				}
				if slices.ContainsFunc(told[:before], func(have TipTold) bool { return have.ID == id }) {
					t.Fatalf("%s twice", id)
				}
			}
		}
		if len(told) != len(someTips()) {
			t.Fatalf("%d of %d tips in 250 days", len(told), len(someTips()))
		}
	}
}

// What a member reports, as themes: the worst of three days, the flare, the hard situations.
func TestThemesFollowTheAnswers(t *testing.T) {
	m := aWeek()
	if got := m.TipDay(Outcomes{}, "2026-03-15", false); len(got.Themes) != 0 || !got.MissedBefore || got.Start != "2026-03-01" {
		t.Errorf("%+v", got)
	}
	m.Days[12].CheckIn.Night = Rated(3)
	m.Days[12].CheckIn.Morning[Left] = 3
	m.Courses[0].State.Flare = true
	o := Outcomes{}.Note(Survey{Date: "2026-03-08", Situations: map[Situation]int{Rising: 5, Stairs: 6}})
	want := []Theme{ThemeNight, ThemeFlare, ThemeMorning, ThemeSitting, ThemeRunning}
	if got := m.TipDay(o, "2026-03-15", true).Themes; !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
	m.Days[12].CheckIn = CheckIn{}
	m.Days[10].CheckIn.Night = Rated(3) // three days ago
	if got := m.TipDay(Outcomes{}, "2026-03-15", false).Themes; !slices.Equal(got, []Theme{ThemeFlare}) {
		t.Errorf("a night that is over: %v", got)
	}
}
