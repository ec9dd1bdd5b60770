package report

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"time"

	"medius/coach"
)

// outcomesTable has a row for every answer of a questionnaire.
func outcomesTable(r Record) Table {
	t := Table{Name: "outcomes", Columns: []string{"date", "first", "measure", "item", "text", "value"}}
	texts := map[string]string{}
	for _, a := range r.Member.Outcomes.Activities {
		texts[a.ID] = cell(a.Text)
	}
	for _, s := range r.Member.Outcomes.Surveys {
		add := func(measure, item, text string, value int) {
			t.Rows = append(t.Rows, []string{string(s.Date), yes(s.First), measure, item, text, strconv.Itoa(value)})
		}
		if s.Pain != nil {
			add("M2", "", "", *s.Pain)
		}
		for _, id := range slices.Sorted(maps.Keys(s.Activities)) {
			add("M3", id, texts[id], s.Activities[id])
		}
		for _, at := range coach.Situations() {
			if n, ok := s.Situations[at]; ok {
				add("M4", string(at), "", n)
			}
		}
		if s.Change != nil {
			add("M5", "", "", *s.Change)
		}
		for _, side := range slices.Sorted(maps.Keys(s.Stands)) {
			add("M6_seconds", string(side), "", s.Stands[side].Seconds)
			add("M6_pain", string(side), "", s.Stands[side].Pain)
		}
	}
	return t
}

// notesTable has a row for every remark of the member's.
func notesTable(r Record) Table {
	t := Table{Name: "notes", Columns: []string{"date", "text"}}
	for _, n := range r.Member.Notes {
		t.Rows = append(t.Rows, []string{string(n.Date), cell(n.Text)})
	}
	return t
}

// cell makes a member's own words safe for a spreadsheet: one kind of line end, and an apostrophe before what would be read
// as a formula. The JSON holds them as they are.
func cell(text string) string {
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
	if strings.IndexAny(text, "=+-@\t") == 0 {
		return "'" + text
	}
	return text
}

// journalTable has a row for every line of the journal; what belongs to its kind stands in data, as JSON.
func journalTable(r Record) (Table, error) {
	t := Table{Name: "journal", Columns: []string{"at", "date", "kind", "side", "data"}}
	for i, f := range r.Facts {
		data := ""
		if len(f.Data) > 0 {
			raw, err := json.Marshal(f.Data)
			if err != nil {
				return Table{}, fmt.Errorf("journal, line %d: %w", i+1, err)
			}
			data = string(raw)
		}
		t.Rows = append(t.Rows, []string{instant(f.At), string(f.Date), f.Kind, string(f.Side), data})
	}
	return t, nil
}

// instant writes a moment in UTC; nothing for none.
func instant(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(factTime)
}
