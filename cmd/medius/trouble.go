package main

import (
	"errors"
	"fmt"
	"io"
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

// hintOf is what to do about an error, "" when nobody knows.
func hintOf(err error) string {
	if t, ok := errors.AsType[*trouble](err); ok {
		return t.hint
	}
	return ""
}

// complain prints an error with its hint and gives the exit status.
func complain(errs io.Writer, err error) int {
	if err == nil {
		return 0
	}
	line := strings.ReplaceAll(strings.TrimRight(err.Error(), "\n"), "\n\t", " ")
	fmt.Fprintln(errs, line)
	t, ok := errors.AsType[*trouble](err)
	if !ok {
		return statusFailed
	}
	if t.hint != "" {
		fmt.Fprintln(errs, "hint:", t.hint)
	}
	return t.status
}
