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

// ErrExport is returned for an export of another program, or of a version that is not known here.
var ErrExport = errors.New("not an export of a version that can be read")

// errForeign is for what says nothing of a format, or is no JSON to its end.
var errForeign = errors.New("not an export of medius, or not a whole one")

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

// promiseLine is an appointment as it is written.
type promiseLine struct {
	Kind  coach.AppointmentKind `json:"kind"`
	At    string                `json:"at"`
	Until string                `json:"until,omitempty"`
	Slot  string                `json:"slot,omitempty"`
	// Spread says that the moment may come later where many are due at once.
	Spread bool `json:"spread,omitempty"`
}

const factTime = "2006-01-02T15:04:05.000Z"

// EncodeJSON writes everything about a member: one line for the member, one for every day, every line of the journal and
// every appointment. The chat and the member's number are left out; they belong to the instance.
func EncodeJSON(r Record) ([]byte, error) {
	r.Member.Days = nil
	r.Member = r.Member.WithoutAccess()
	var out bytes.Buffer
	head, err := json.Marshal(exportHead{exportFormat, exportVersion, coach.RulesVersion})
	if err != nil {
		return nil, err
	}
	out.Write(head[:len(head)-1])
	member, err := json.Marshal(r.Member)
	if err != nil {
		return nil, fmt.Errorf("export member: %w", err)
	}
	fmt.Fprintf(&out, ",\n\"member\":%s", member)
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
	promises := make([]promiseLine, len(r.Appointments))
	for i, a := range r.Appointments {
		promises[i] = promiseLine{Kind: a.Kind, At: moment(a.At), Until: moment(a.Until), Slot: a.Slot, Spread: a.Spread}
	}
	if err := writeRows(&out, "appointments", promises); err != nil {
		return nil, err
	}
	out.WriteString("}\n")
	return out.Bytes(), nil
}

// moment writes an instant, "" for none.
func moment(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(factTime)
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
// it is refused, with [ErrExport] for another format or version.
func DecodeJSON(data []byte) (Record, error) {
	var head exportHead
	err := json.Unmarshal(data, &head)
	if head == (exportHead{}) {
		return Record{}, errForeign
	}
	if err != nil || head.Format != exportFormat || head.Version != exportVersion {
		return Record{}, fmt.Errorf("format %q, version %d: %w", head.Format, head.Version, ErrExport)
	}
	var in struct {
		exportHead
		Member       coach.Member  `json:"member"`
		Days         []coach.Day   `json:"days"`
		Facts        []factLine    `json:"facts"`
		Appointments []promiseLine `json:"appointments"`
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
	r := Record{Member: in.Member.WithoutAccess(), Days: in.Days} // a forged file opens no door either
	for i, line := range in.Facts {
		f, err := line.fact()
		if err != nil {
			return Record{}, fmt.Errorf("export: fact %d: %w", i+1, err)
		}
		r.Facts = append(r.Facts, f)
	}
	for i, line := range in.Appointments {
		a, err := line.appointment()
		if err != nil {
			return Record{}, fmt.Errorf("export: appointment %d: %w", i+1, err)
		}
		r.Appointments = append(r.Appointments, a)
	}
	return r, r.check()
}

func (l factLine) fact() (coach.Fact, error) {
	at, err := parseMoment(l.At)
	if err != nil {
		return coach.Fact{}, err
	}
	for key, value := range l.Data {
		l.Data[key] = figure(value)
	}
	return coach.Fact{At: at, Date: l.Date, Kind: l.Kind, Side: l.Side, Data: l.Data}, nil
}

func (l promiseLine) appointment() (coach.Appointment, error) {
	a := coach.Appointment{Kind: l.Kind, Slot: l.Slot, Spread: l.Spread}
	at, err := parseMoment(l.At)
	if err != nil || l.Kind == "" {
		return a, errors.Join(err, errors.New("a kind and a moment are needed"))
	}
	a.At = at
	if l.Until != "" {
		a.Until, err = parseMoment(l.Until)
	}
	return a, err
}

// parseMoment reads a moment. What stands in its place may be a member's words, so the error does not repeat it.
func parseMoment(text string) (time.Time, error) {
	at, err := time.Parse(factTime, text)
	if err != nil {
		return at, errors.New("a moment such as " + factTime + " is wanted")
	}
	return at, nil
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

// check refuses what storage could not keep: days without a date or twice the same, two appointments of a kind, and states
// out of their ranges.
func (r Record) check() error {
	seen := map[coach.Date]bool{}
	for i, d := range r.Days {
		if calendar(d.Date).IsZero() || seen[d.Date] {
			return fmt.Errorf("export: day %d: the date is missing, wrong or there twice", i+1)
		}
		seen[d.Date] = true
	}
	kinds := map[coach.AppointmentKind]bool{}
	for _, a := range r.Appointments {
		if kinds[a.Kind] {
			return fmt.Errorf("export: two appointments %q", a.Kind)
		}
		kinds[a.Kind] = true
	}
	for _, c := range r.Member.Courses {
		if err := c.State.Check(); err != nil {
			return fmt.Errorf("export: %s side: %w", c.Side, err)
		}
	}
	return nil
}
