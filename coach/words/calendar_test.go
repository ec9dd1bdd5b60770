package words_test

import (
	"testing"
	"time"

	"medius/coach"
)

// Weekdays are chosen by name, by group, by range and by what is left out. S M T W T F S, lower case is not chosen.
func TestWeekdays(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"every day", "SMTWTFS"},
		{"everyday", "SMTWTFS"},
		{"all", "SMTWTFS"},
		{"mon wed fri", ".M.W.F."},
		{"Mon, Wed and Fri", ".M.W.F."},
		{"mon/wed/fri", ".M.W.F."},
		{"mwf", ".M.W.F."},
		{"Mondays & Thursdays", ".M..T.."},
		{"Mon-Fri", ".MTWTF."},
		{"mon.-fri.", ".MTWTF."},
		{"monday to friday", ".MTWTF."},
		{"from monday through friday", ".MTWTF."},
		{"Fri - Mon", "SM...FS"},
		{"mon-wed, sat", ".MTW..S"},
		{"weekdays", ".MTWTF."},
		{"weekdays and saturday", ".MTWTFS"},
		{"weekdays but not friday", ".MTWT.."},
		{"weekend", "S.....S"},
		{"not sunday", ".MTWTFS"},
		{"no sundays", ".MTWTFS"},
		{"all but sunday", ".MTWTFS"},
		{"every day except sunday and monday", "..TWTFS"},
		{"every day but sunday", ".MTWTFS"},
		{"not on weekends", ".MTWTF."},
		{"wendsday", "...W..."},
		{"wednseday", "...W..."},
		{"thrusday", "....T.."},
		{"only saturday please", "......S"},
		{"we", "...W..."},

		{"", ""},
		{"every other day", ""},
		{"3 days a week", ""},
		{"sometimes", ""},
		{"munday", ""}, // between sunday and monday
		{"every day except every day", ""},
		{"not", ""},
		{"no", ""},
		{"all but", ""},
		{"someday", ""},
		{"tomorrow", ""},
		{"monday at 7", ""},
	} {
		days, ok := lexicon(t).Weekdays(c.text)
		got := ""
		for d, on := range days {
			if on {
				got += "SMTWTFS"[d : d+1]
			} else {
				got += "."
			}
		}
		if !ok {
			got = ""
		}
		if got != c.want {
			t.Errorf("Weekdays(%q) is %q, want %q", c.text, got, c.want)
		}
	}
}

// A length of time has a unit.
func TestDuration(t *testing.T) {
	for _, c := range []struct {
		text string
		want time.Duration
	}{
		{"15 min", 15 * time.Minute},
		{"15min", 15 * time.Minute},
		{"15m", 15 * time.Minute},
		{"in 15 minutes please", 15 * time.Minute},
		{"fifteen minutes", 15 * time.Minute},
		{"in 2 hours", 2 * time.Hour},
		{"two hours", 2 * time.Hour},
		{"an hour", time.Hour},
		{"a minute", time.Minute},
		{"half an hour", 30 * time.Minute},
		{"quarter of an hour", 15 * time.Minute},
		{"three quarters of an hour", 45 * time.Minute},
		{"1h30", 90 * time.Minute},
		{"1 h 30 min", 90 * time.Minute},
		{"1 hour and 30 minutes", 90 * time.Minute},
		{"an hour and a half", 90 * time.Minute},
		{"one and a half hours", 90 * time.Minute},
		{"1.5 hours", 90 * time.Minute},
		{"1,5 h", 90 * time.Minute},
		{"1½ hours", 90 * time.Minute},
		{"11⁄2 hours", 90 * time.Minute}, // what NFKC makes of it
		{"0.25 hours", 15 * time.Minute},
		{"90 minutes", 90 * time.Minute},
		{"45 sec", 45 * time.Second},
		{"30s", 30 * time.Second},
		{"remind me in 10 minutes", 10 * time.Minute},
		{"24 hours", 24 * time.Hour},

		{"", 0},
		{"15", 0},
		{"later", 0},
		{"0 minutes", 0},
		{"25 hours", 0},
		{"-5 minutes", 0},
		{"5 or 10 minutes", 0},
		{"2 hours 3 hours", 0},
		{"5 minutes 2 hours", 0},
		{"3 days", 0},
		{"15 reps", 0},
		{"99999999999999 minutes", 0},
		{"not 5 minutes", 0},
	} {
		got, ok := lexicon(t).Duration(c.text)
		if ok != (c.want > 0) || ok && got != c.want {
			t.Errorf("Duration(%q) is %v %v, want %v", c.text, got, ok, c.want)
		}
	}
}

// A day in the future, counted from Wednesday, 4 March 2026.
func TestUntil(t *testing.T) {
	const today coach.Date = "2026-03-04"
	for _, c := range []struct {
		text string
		want coach.Date
	}{
		{"until friday", "2026-03-06"},
		{"fri", "2026-03-06"},
		{"until next friday", "2026-03-06"},
		{"wednesday", "2026-03-11"},
		{"tuesday", "2026-03-10"},
		{"tomorrow", "2026-03-05"},
		{"the day after tomorrow", "2026-03-06"},
		{"3 days", "2026-03-07"},
		{"for three days", "2026-03-07"},
		{"a day", "2026-03-05"},
		{"2 weeks", "2026-03-18"},
		{"a week", "2026-03-11"},
		{"next week", "2026-03-11"},
		{"a fortnight", "2026-03-18"},
		{"a month", "2026-04-04"},
		{"12 months", "2027-03-04"},
		{"24 December", "2026-12-24"},
		{"24th of December", "2026-12-24"},
		{"December 24th", "2026-12-24"},
		{"Dec. 24, 2027", "2027-12-24"},
		{"24 dec 2027", "2027-12-24"},
		{"4 March", "2027-03-04"},
		{"5 march", "2026-03-05"},
		{"29 February", "2028-02-29"},
		{"2026-12-24", "2026-12-24"},
		{"24.12.", "2026-12-24"},
		{"24.12.2027", "2027-12-24"},
		{"24/12", "2026-12-24"},
		{"12/24", "2026-12-24"},
		{"24/12/26", "2026-12-24"},
		{"4/4", "2026-04-04"},
		{"until the 24th", "2026-03-24"},
		{"the 3rd", "2026-04-03"},
		{"friday, 6 march", "2026-03-06"},
		{"pause for 2 weeks please", "2026-03-18"},

		{"", ""},
		{"3", ""},
		{"today", ""},
		{"yesterday", ""},
		{"0 days", ""},
		{"2026-03-04", ""},
		{"2025-12-24", ""},
		{"2026-02-30", ""},
		{"31 June", ""},
		{"3/4", ""}, // March or April: speakers disagree
		{"13/13", ""},
		{"24:12", ""},
		{"friday or saturday", ""},
		{"friday, 7 march", ""}, // not the same day
		{"100 months", "2034-07-04"},
		{"900 weeks", ""},
		{"99999999999 days", ""},
		{"2 hours", ""},
		{"forever", ""},
		{"until I am better", ""},
	} {
		got, ok := lexicon(t).Until(c.text, today)
		if ok != (c.want != "") || got != c.want {
			t.Errorf("Until(%q) is %q %v, want %q", c.text, got, ok, c.want)
		}
	}
}

// Without a today there is no tomorrow.
func TestUntilNeedsToday(t *testing.T) {
	for _, today := range []coach.Date{"", "soon", "2026-02-30"} {
		if got, ok := lexicon(t).Until("3 days", today); ok {
			t.Errorf("3 days from %q is %q", today, got)
		}
	}
}

// A month later is never the month after it: the last day of a short month is taken.
func TestAMonthFromTheLastDayIsTheLastDay(t *testing.T) {
	for _, c := range []struct{ today, want coach.Date }{
		{"2026-01-31", "2026-02-28"}, {"2028-01-31", "2028-02-29"}, {"2026-12-31", "2027-01-31"},
	} {
		if got, _ := lexicon(t).Until("a month", c.today); got != c.want {
			t.Errorf("a month from %s is %s, want %s", c.today, got, c.want)
		}
	}
}

// A day that is over is known as one; what is none, or is to come, is not.
func TestOver(t *testing.T) {
	for text, want := range map[string]bool{
		"2026-03-01": true, "until 2026-03-04": true, "1.3.2026": true, "2026-03-05": false, "until friday": false, "soon": false, "": false, "2026-02-30": false,
	} {
		if got := lexicon(t).Over(text, "2026-03-04"); got != want {
			t.Errorf("%q is over: %t, want %t", text, got, want)
		}
	}
}
