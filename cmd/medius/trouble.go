package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
)

// The exit statuses: statusFailed for what went wrong on the way, statusRefused for what the owner has to put right.
const (
	statusFailed  = 1
	statusRefused = 2
)

// trouble is an error made for the owner: what happened in one line, and what to do about it.
type trouble struct {
	err    error
	hint   string
	status int
}

func (t *trouble) Error() string { return t.err.Error() }
func (t *trouble) Unwrap() error { return t.err }

// refuse is trouble that the owner has to put right before anything can work.
func refuse(hint, format string, args ...any) error {
	return &trouble{err: fmt.Errorf(format, args...), hint: hint, status: statusRefused}
}

// fail is trouble with the machine or the network.
func fail(hint, format string, args ...any) error {
	return &trouble{err: fmt.Errorf(format, args...), hint: hint, status: statusFailed}
}

// logged is an error whose words stand in the log.
type logged struct{ error }

func (l logged) Unwrap() error { return l.error }

// hintOf is what to do about an error, "" when nobody knows.
func hintOf(err error) string {
	if t, ok := errors.AsType[*trouble](err); ok {
		return t.hint
	}
	return ""
}

// linesOf are the faults an error tells of, a line for each. A driver puts each of its attempts on a line that begins with a tab:
// they go onto one line, and one that was like another is told once.
func linesOf(err error) (lines []string) {
	var tried []string
	for line := range strings.SplitSeq(strings.TrimRight(err.Error(), "\n"), "\n") {
		attempt, more := strings.CutPrefix(line, "\t")
		switch {
		case !more || len(lines) == 0:
			lines, tried = append(lines, strings.TrimSpace(line)), nil
		case !slices.Contains(tried, attempt):
			lines[len(lines)-1] += " " + attempt
			tried = append(tried, attempt)
		}
	}
	return lines
}

// complain prints an error with its hint and gives the exit status.
func complain(errs io.Writer, err error) int {
	if err == nil {
		return 0
	}
	status := statusFailed
	if t, ok := errors.AsType[*trouble](err); ok {
		status = t.status
	}
	if _, ok := errors.AsType[logged](err); ok {
		return status
	}
	for _, line := range linesOf(err) {
		fmt.Fprintln(errs, line)
	}
	if hint := hintOf(err); hint != "" {
		fmt.Fprintln(errs, "hint:", hint)
	}
	return status
}
