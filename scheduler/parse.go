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

var fieldNames = [...]string{"minute", "hour", "day of month", "month", "day of week"}

// placed names the field that cron refuses, which cron itself leaves to be guessed; what is wrong with the whole stays as it is.
func placed(expr string, err error) error {
	fields := strings.Fields(expr)
	if len(fields) != len(fieldNames) {
		return err
	}
	for i, name := range fieldNames {
		alone := []string{"*", "*", "*", "*", "*"}
		alone[i] = fields[i]
		if _, err := parser.Parse(strings.Join(alone, " ")); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return err
}
