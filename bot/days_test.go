package bot_test

import (
	"fmt"
	"strconv"
	"strings"

	"medius/coach"
)

// days lets a diligent member go through some days: the sessions of both slots, whatever is asked. Of each day one line is
// shown: what was decided, what was done.
func (s *stage) days(out *strings.Builder, rest string) {
	s.t.Helper()
	count, rest, _ := strings.Cut(rest, " ")
	n, err := strconv.Atoi(count)
	if err != nil {
		s.t.Fatalf("days %q", count)
	}
	for range n {
		var unseen strings.Builder
		s.wait(&unseen, "until 07:00")
		s.round(&unseen, rest)
		s.wait(&unseen, "until 19:00")
		if day := s.today(); day != nil && day.Round(coach.Evening) != nil && day.Round(coach.Evening).Outcome == "" {
			s.round(&unseen, rest)
		}
		fmt.Fprintf(out, "= %s %s\n", s.now.In(s.zone).Format("Mon 2006-01-02"), s.dayLine())
	}
}

// today is the diary's entry of the day at hand.
func (s *stage) today() *coach.Day {
	return s.last.Day(coach.DateOf(s.now.In(s.zone)))
}

func (s *stage) dayLine() string {
	day := s.today()
	if day == nil {
		return "nothing"
	}
	var words []string
	for _, v := range day.Verdicts {
		words = append(words, string(v.Reason))
	}
	for _, task := range day.Tasks {
		words = append(words, fmt.Sprintf("%s step %d", task.Exercise, task.Step))
	}
	for _, r := range day.Rounds {
		what := string(r.Outcome)
		if r.Light {
			what = "light " + what
		}
		words = append(words, what)
	}
	return strings.Join(words, ", ")
}
