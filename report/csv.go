package report

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"strconv"

	"medius/coach"
)

// Table is a file of comma-separated values: the same rows as in the JSON, for a spreadsheet. docs/export.md describes
// every column. What is missing is an empty cell; flags are "yes" or empty.
type Table struct {
	Name    string // of the file, without its ending
	Columns []string
	Rows    [][]string
}

// Tables gives a member's days, sessions, decisions, questionnaires, notes and journal.
func Tables(r Record) ([]Table, error) {
	journal, err := journalTable(r)
	if err != nil {
		return nil, err
	}
	return []Table{daysTable(r), sessionsTable(r), decisionsTable(r), outcomesTable(r), notesTable(r), journal}, nil
}

// EncodeCSV writes a table by RFC 4180, in UTF-8, with a line of headings.
func EncodeCSV(t Table) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	if err := w.WriteAll(append([][]string{t.Columns}, t.Rows...)); err != nil {
		return nil, fmt.Errorf("export %s: %w", t.Name, err)
	}
	return out.Bytes(), nil
}

// DecodeCSV reads a table back: encoded again it gives the same bytes. Every row has as many cells as there are headings.
func DecodeCSV(name string, data []byte) (Table, error) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return Table{}, fmt.Errorf("table %s: %w", name, err)
	}
	if len(rows) == 0 {
		return Table{}, fmt.Errorf("table %s: no headings: %w", name, ErrExport)
	}
	return Table{Name: name, Columns: rows[0], Rows: rows[1:]}, nil
}

func number(n *int) string {
	if n == nil {
		return ""
	}
	return strconv.Itoa(*n)
}

func yes(is bool) string {
	if is {
		return "yes"
	}
	return ""
}

// daysTable has a row for every date and sore side.
func daysTable(r Record) Table {
	t := Table{Name: "days", Columns: []string{
		"date", "programme_day", "side", "morning", "night", "painkiller", "usual_morning", "off", "red_flag",
		"exercise", "rung", "step", "sets", "count", "seconds", "flare",
	}}
	days := r.sorted()
	if len(days) == 0 {
		return t
	}
	w := Window{From: days[0].Date, To: days[len(days)-1].Date}
	for _, side := range r.sides(w) {
		c := r.follow(side, w)
		for _, d := range days {
			at := d.Date.Since(w.From)
			row := []string{string(d.Date), strconv.Itoa(d.Number), string(side), number(c.score[inMorning][at]), number(d.CheckIn.Night),
				painkiller(d), strconv.Itoa(c.usual[at]), yes(d.Off), yes(d.RedFlag)}
			t.Rows = append(t.Rows, append(row, planCells(c, at)...))
		}
	}
	return t
}

func painkiller(d coach.Day) string {
	if d.CheckIn.Painkiller == nil {
		return ""
	}
	if *d.CheckIn.Painkiller {
		return "yes"
	}
	return "no"
}

// planCells are the dose in force; empty before the first one, and without a dose at rest.
func planCells(c course, at int) []string {
	p := c.task[at]
	if !p.known {
		return []string{"", "", "", "", "", "", yes(c.flare[at])}
	}
	d := p.Dose()
	return []string{
		p.Exercise, strconv.Itoa(p.Rung), strconv.Itoa(p.Step), strconv.Itoa(d.Sets), strconv.Itoa(d.Count), strconv.Itoa(d.Seconds),
		yes(c.flare[at]),
	}
}

// sessionsTable has a row for every planned session and side that has scores; one without a side when none has.
func sessionsTable(r Record) Table {
	t := Table{Name: "sessions", Columns: []string{
		"date", "slot", "light", "outcome", "began", "ended", "effort", "stopped", "cut", "side", "now", "during", "after", "done", "full_range",
	}}
	for _, d := range r.sorted() {
		for _, round := range d.Rounds {
			head := []string{string(d.Date), string(round.Slot), yes(round.Light), string(round.Outcome), instant(round.Began),
				instant(round.Ended), number(round.Effort), yes(round.Stopped), yes(round.Cut)}
			if len(round.Marks) == 0 {
				t.Rows = append(t.Rows, append(head, "", "", "", "", "", ""))
			}
			for _, m := range round.Marks {
				t.Rows = append(t.Rows, append(head[:len(head):len(head)], string(m.Side), number(m.Now), number(m.During), number(m.After),
					strconv.Itoa(m.Done), yes(m.Full)))
			}
		}
	}
	return t
}

// decisionsTable has a row for every decision.
func decisionsTable(r Record) Table {
	t := Table{Name: "decisions", Columns: []string{
		"date", "side", "level", "cause", "action", "row", "reason", "rules", "rung_before", "step_before", "rung", "step", "points", "gap",
		"declined", "accepted",
	}}
	for _, d := range r.sorted() {
		for _, v := range d.Verdicts {
			t.Rows = append(t.Rows, []string{
				string(d.Date), string(v.Side), string(v.Level), string(v.Cause), string(v.Action), v.Row, string(v.Reason), v.Rules,
				strconv.Itoa(v.Rung0), strconv.Itoa(v.Step0), strconv.Itoa(v.State.Rung), strconv.Itoa(v.State.Step),
				strconv.Itoa(v.State.Points), strconv.Itoa(v.Gap), yes(d.Declined), yes(d.Accepted),
			})
		}
	}
	return t
}
