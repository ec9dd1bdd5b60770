package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"time"

	"medius/coach"
)

// The export is one JSON document. It holds a member whole, so that another instance can go on where this one stopped, and
// it is written so that the same member always gives the same bytes. docs/export.md describes every field.
const (
	exportFormat  = "medius"
	exportVersion = 1
)

// ErrExport is returned for what is no export, or one of a version that is not known here.
var ErrExport = errors.New("not an export of a version that can be read")

// exportHead stands before the rows.
type exportHead struct {
	Format  string `json:"format"`
	Version int    `json:"version"`
	Rules   string `json:"rules"` // coach.RulesVersion of the instance that wrote it
}

// factLine is a line of the journal as it is written: At in UTC, to the millisecond, as it is kept.
type factLine struct {
	At   string         `json:"at"`
	Date coach.Date     `json:"date,omitempty"`
	Kind string         `json:"kind"`
	Side coach.Side     `json:"side,omitempty"`
	Data map[string]any `json:"data,omitempty"`
}

const factTime = "2006-01-02T15:04:05.000Z"

// EncodeJSON writes everything about a member: one line for the member, one for every day and every line of the journal.
// The chat and the member's number are left out; they belong to the instance.
func EncodeJSON(r Record) ([]byte, error) {
	r.Member.Days = nil
	var out bytes.Buffer
	head, err := json.Marshal(exportHead{exportFormat, exportVersion, coach.RulesVersion})
	if err != nil {
		return nil, err
	}
	out.Write(head[:len(head)-1])
	for _, part := range []struct {
		name  string
		value any
	}{{"member", r.Member}, {"outcomes", r.Outcomes}, {"running", r.Running}} {
		if err := writePart(&out, part.name, part.value); err != nil {
			return nil, err
		}
	}
	if err := writeRows(&out, "days", r.sorted()); err != nil {
		return nil, err
	}
	facts := make([]factLine, len(r.Facts))
	for i, f := range r.Facts {
		facts[i] = factLine{f.At.UTC().Format(factTime), f.Date, f.Kind, f.Side, f.Data}
	}
	if err := writeRows(&out, "facts", facts); err != nil {
		return nil, err
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

func writePart(out *bytes.Buffer, name string, value any) error {
	raw, err := json.Marshal(value)
	if err != nil {
		return fmt.Errorf("export %s: %w", name, err)
	}
	fmt.Fprintf(out, ",\n%q:%s", name, raw)
	return nil
}

// writeRows writes a list, one row a line.
func writeRows[T any](out *bytes.Buffer, name string, rows []T) error {
	fmt.Fprintf(out, ",\n%q:[", name)
	for i, row := range rows {
		raw, err := json.Marshal(row)
		if err != nil {
			return fmt.Errorf("export %s %d: %w", name, i+1, err)
		}
		if i > 0 {
			out.WriteByte(',')
		}
		out.WriteByte('\n')
		out.Write(raw)
	}
	out.WriteByte(']')
	return nil
}

// DecodeJSON reads an export back: encoded again it gives the same bytes. A field that is not known here would be lost, so
// it is refused, with ErrExport for another format or version.
func DecodeJSON(data []byte) (Record, error) {
	var head exportHead
	if err := json.Unmarshal(data, &head); err != nil || head.Format != exportFormat || head.Version != exportVersion {
		return Record{}, fmt.Errorf("format %q, version %d: %w", head.Format, head.Version, ErrExport)
	}
	var in struct {
		exportHead
		Member   coach.Member   `json:"member"`
		Outcomes coach.Outcomes `json:"outcomes"`
		Running  coach.Running  `json:"running"`
		Days     []coach.Day    `json:"days"`
		Facts    []factLine     `json:"facts"`
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	decoder.UseNumber()
	if err := decoder.Decode(&in); err != nil {
		return Record{}, fmt.Errorf("export: %w", err)
	}
	if _, err := decoder.Token(); !errors.Is(err, io.EOF) {
		return Record{}, fmt.Errorf("export: something follows its end: %w", ErrExport)
	}
	r := Record{Member: in.Member, Days: in.Days, Outcomes: in.Outcomes, Running: in.Running}
	for i, line := range in.Facts {
		f, err := line.fact()
		if err != nil {
			return Record{}, fmt.Errorf("export: fact %d: %w", i+1, err)
		}
		r.Facts = append(r.Facts, f)
	}
	return r, r.check()
}

func (l factLine) fact() (coach.Fact, error) {
	at, err := time.Parse(factTime, l.At)
	if err != nil {
		return coach.Fact{}, err
	}
	for key, value := range l.Data {
		l.Data[key] = figure(value)
	}
	return coach.Fact{At: at, Date: l.Date, Kind: l.Kind, Side: l.Side, Data: l.Data}, nil
}

// figure gives numbers back as the journal has them: whole ones as int, all others as float64.
func figure(value any) any {
	switch v := value.(type) {
	case json.Number:
		if n, err := v.Int64(); err == nil && int64(int(n)) == n {
			return int(n)
		}
		n, _ := v.Float64()
		return n
	case []any:
		for i := range v {
			v[i] = figure(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = figure(v[key])
		}
	}
	return value
}

// check refuses what storage could not keep: days without a date or twice the same, and states out of their ranges.
func (r Record) check() error {
	seen := map[coach.Date]bool{}
	for i, d := range r.Days {
		if calendar(d.Date).IsZero() || seen[d.Date] {
			return fmt.Errorf("export: day %d: the date %q is missing, wrong or there twice", i+1, d.Date)
		}
		seen[d.Date] = true
	}
	for _, c := range r.Member.Courses {
		if err := c.State.Check(); err != nil {
			return fmt.Errorf("export: %s side: %w", c.Side, err)
		}
	}
	return nil
}
