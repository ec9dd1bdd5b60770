package coach

import (
	"slices"
	"testing"
)

// A silence begins with the first reminder without an answer. Four messages, then none.
func TestASilenceHasFourMessages(t *testing.T) {
	s, seen := Silence{}, Date("2026-03-01")
	var told, quiet []int
	for day := 1; day <= 60; day++ {
		today := seen.Add(day)
		if s.Quiet(today) {
			quiet = append(quiet, day)
		} else {
			s = s.Reminded(today, seen)
		}
		n, last := s.Due(today)
		if n > 0 {
			s.Told, told = n, append(told, day)
		}
		if last != (n == 4) {
			t.Errorf("day %d: message %d, last %t", day, n, last)
		}
	}
	if !slices.Equal(told, []int{3, 10, 17, 24}) || quiet[0] != 3 {
		t.Errorf("told on %v, quiet from %d", told, quiet[0])
	}
}

// A day with a word from the member is not silent, though a later reminder of it had no answer.
func TestADayWithAWordIsNotSilent(t *testing.T) {
	s := Silence{}.Reminded("2026-03-02", "2026-03-02")
	if s.Days("2026-03-02") != 0 || s.Days("2026-03-03") != 1 || s.Quiet("2026-03-04") || !s.Quiet("2026-03-05") {
		t.Errorf("%+v", s)
	}
}

// Whoever trains on two days a week has nothing to answer on the others.
func TestDaysWithoutAReminderAreNotSilent(t *testing.T) {
	s := Silence{}
	if s.Days("2026-03-09") != 0 || s.Quiet("2026-03-09") {
		t.Error("silent without a reminder")
	}
	s = s.Reminded("2026-03-09", "2026-03-02")
	if s.Days("2026-03-09") != 1 {
		t.Errorf("%d days after the first reminder", s.Days("2026-03-09"))
	}
}

// After a time without power the latest message stands for all before it.
func TestMessagesOfASilenceAreNotMadeUpFor(t *testing.T) {
	s := Silence{Since: "2026-03-02"}
	n, last := s.Due("2026-03-20")
	if n != 3 || last {
		t.Errorf("message %d, last %t", n, last)
	}
	s.Told = n
	if n, _ := s.Due("2026-03-21"); n != 0 {
		t.Errorf("message %d at once", n)
	}
}

// Less is offered once a week, below half of four sessions or more.
func TestLessIsOfferedOnceAWeek(t *testing.T) {
	m := &Member{}
	for i := range 7 {
		outcome := Missed
		if i%3 == 0 {
			outcome = Done
		}
		m.Days = append(m.Days, dayOf(Date("2026-03-02").Add(i), outcome))
	}
	for _, c := range []struct {
		last, today Date
		want        bool
	}{
		{"", "2026-03-09", true}, {"2026-03-09", "2026-03-09", true}, {"2026-03-08", "2026-03-09", false}, {"2026-03-03", "2026-03-09", false},
		{"2026-03-02", "2026-03-09", true}, {"", "2026-03-02", false},
	} {
		m.Weekly.Gentler = c.last
		if got := m.GentlerOffered(c.today); got != c.want {
			t.Errorf("offered on %q, on %s: %t", c.last, c.today, got)
		}
	}
}

// The two-minute version counts as kept when it was agreed on, and as nothing that the plan could grow from.
func TestTheShortVersionIsKeptAndEarnsNothing(t *testing.T) {
	for _, short := range []bool{true, false} {
		p := newPerson(t, soreAt(Left, 1, 8, 2))
		days, r := p.m.Programme.TrainingDays, &p.day.Rounds[0]
		r.Short = short
		r.Mark(Left).Done = 5
		p.m.CloseRound(p.day, r, true, p.m.LoadedAt())
		if want := map[bool]Outcome{true: Done, false: Begun}[short]; r.Outcome != want || p.m.Programme.TrainingDays != days {
			t.Errorf("short %t: %s, %d training days more", short, r.Outcome, p.m.Programme.TrainingDays-days)
		}
	}
}
