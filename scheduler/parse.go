package scheduler

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/robfig/cron/v3"

	"medius/coach"
)

// longest is far above any expression that means something.
const longest = 256

var parser = cron.NewParser(cron.Minute | cron.Hour | cron.Dom | cron.Month | cron.Dow)

// Parse reads a cron expression of five fields (minute, hour, day of month, month, day of week), to be read on a wall
// clock: the zone is the member's, so none may be named. Refused, besides what cron refuses, are descriptors such as
// @every, seconds, lists with a hole, and expressions that never come.
func Parse(expr string) (coach.Schedule, error) {
	switch {
	case strings.TrimSpace(expr) == "":
		return nil, errors.New("an empty cron expression")
	case len(expr) > longest:
		return nil, fmt.Errorf("a cron expression of %d characters", len(expr))
	case strings.Contains(expr, "TZ="): // cron's own parser panics when no blank follows
		return nil, fmt.Errorf("cron expression %q: the time zone is the member's and cannot be named", expr)
	case strings.Contains(expr, "@"):
		return nil, fmt.Errorf("cron expression %q: five fields are needed, such as \"0 7 * * *\"", expr)
	}
	for field := range strings.FieldsSeq(expr) {
		if strings.Contains(","+field+",", ",,") { // cron takes the hole for "never"
			return nil, fmt.Errorf("cron expression %q: %q has a hole", expr, field)
		}
	}
	s, err := parser.Parse(expr)
	if err != nil {
		return nil, fmt.Errorf("cron expression %q: %w", expr, placed(expr, err))
	}
	// Any year will do: cron looks five years ahead, so that a 29 February is found.
	if s.Next(time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)).IsZero() {
		return nil, fmt.Errorf("cron expression %q: such a day never comes", expr)
	}
	return s, nil
}

// fields are those of an expression, and what may stand in each.
var fields = [...]struct{ name, takes string }{
	{"minute", "0 to 59"},
	{"hour", "0 to 23"},
	{"day of month", "1 to 31"},
	{"month", "1 to 12, or JAN to DEC"},
	{"day of week", "0 to 6 from Sunday on, or SUN to SAT"},
}

// placed says what is wrong with an expression that cron refuses: cron itself leaves the field to be guessed, and speaks to programmers.
func placed(expr string, err error) error {
	written := strings.Fields(expr)
	if len(written) != len(fields) {
		return fmt.Errorf("five fields are needed (minute, hour, day of month, month, day of week), such as \"0 7 * * *\", and here are %d", len(written))
	}
	for i, f := range fields {
		alone := []string{"*", "*", "*", "*", "*"}
		alone[i] = written[i]
		if _, err := parser.Parse(strings.Join(alone, " ")); err != nil {
			return fmt.Errorf("the %s is %q: it takes %s; * for any, 1,3 for some, 1-5 for a stretch, */2 for every second", f.name, written[i], f.takes)
		}
	}
	return err
}
