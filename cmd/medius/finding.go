package main

import (
	"fmt"
	"io"
	"slices"
)

// grade is how bad a finding is.
type grade int

const (
	ok grade = iota
	warning
	wrong
)

func (g grade) String() string { return [...]string{"ok", "warning", "wrong"}[g] }

// finding is one thing that was looked at.
type finding struct {
	grade  grade
	about  string // one or two words
	says   string
	remedy string // what to do; "" when nothing has to be done
}

// findings are what the doctor has to say, in order.
type findings []finding

func (f *findings) well(about, format string, args ...any) {
	*f = append(*f, finding{ok, about, fmt.Sprintf(format, args...), ""})
}

func (f *findings) warn(about, remedy, format string, args ...any) {
	*f = append(*f, finding{warning, about, fmt.Sprintf(format, args...), remedy})
}

func (f *findings) bad(about, remedy, format string, args ...any) {
	*f = append(*f, finding{wrong, about, fmt.Sprintf(format, args...), remedy})
}

// fault puts an error of another verb down, with its hint as the remedy, unless that was done before.
func (f *findings) fault(about string, err error) {
	for _, line := range linesOf(err) {
		if one := (finding{wrong, about, line, hintOf(err)}); !slices.Contains(*f, one) {
			*f = append(*f, one)
		}
	}
}

// count gives the number of findings of a grade.
func (f findings) count(g grade) (n int) {
	for _, one := range f {
		if one.grade == g {
			n++
		}
	}
	return n
}

// print writes a line for each, and a line for what to do.
func (f findings) print(to io.Writer) {
	for _, one := range f {
		fmt.Fprintf(to, "%-8s %-14s %s\n", one.grade, one.about, one.says)
		if one.remedy != "" {
			fmt.Fprintf(to, "%-8s %-14s -> %s\n", "", "", one.remedy)
		}
	}
}

// verdict makes the exit status: 0 when all is well, 1 with warnings, 2 when something is wrong.
func (f findings) verdict() error {
	warnings := many(f.count(warning), "warning", "warnings")
	switch {
	case f.count(wrong) > 0:
		return refuse("", "%s wrong, %s", many(f.count(wrong), "thing is", "things are"), warnings)
	case f.count(warning) > 0:
		return fail("", "nothing is wrong, %s", warnings)
	}
	return nil
}
