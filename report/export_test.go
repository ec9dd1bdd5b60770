package report

import (
	"bytes"
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"medius/coach"
)

// fill gives every field a value of its own, so that one that gets lost is seen.
func fill(v reflect.Value, n *int) {
	*n++
	switch v.Kind() {
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), n)
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			v.Set(reflect.ValueOf(time.Date(2026, 3, 1, 6, *n%60, *n%50, 0, time.UTC)))
			return
		}
		for i := range v.NumField() {
			if v.Type().Field(i).Tag.Get("json") != "-" {
				fill(v.Field(i), n)
			}
		}
	case reflect.Slice:
		if v.Type() == reflect.TypeFor[json.RawMessage]() {
			v.Set(reflect.ValueOf(json.RawMessage(`{"a":[1,2]}`)))
			return
		}
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), n)
		fill(v.Index(1), n)
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, n)
		fill(value, n)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.String:
		v.SetString("text <&> \" ü \u2028 " + time.Duration(*n).String())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int64:
		v.SetInt(int64(*n))
	case reflect.Uint8:
		v.SetUint(uint64(*n % 200))
	}
}

func full(t *testing.T) Record {
	t.Helper()
	var r Record
	n := 0
	fill(reflect.ValueOf(&r.Member).Elem(), &n)
	fill(reflect.ValueOf(&r.Days).Elem(), &n)
	r.Days[0].Date, r.Days[1].Date = "2026-03-02", "2026-03-03"
	for i := range r.Member.Courses {
		r.Member.Courses[i].State = coach.Start(3, 2)
	}
	r.Facts = []coach.Fact{
		{At: time.Date(2026, 3, 2, 6, 0, 0, 123e6, time.UTC), Date: "2026-03-02", Kind: "morning", Side: coach.Left, Data: map[string]any{"score": 3}},
		{At: time.Date(2026, 3, 2, 6, 1, 0, 0, time.UTC), Kind: "zone", Data: map[string]any{"zone": "Europe/Berlin", "x": 1.5, "l": []any{1, "a", map[string]any{"b": 2}}}},
		{At: time.Date(2026, 3, 2, 6, 2, 0, 0, time.UTC), Kind: "resume"},
	}
	noon := time.Date(2026, 3, 3, 12, 0, 0, 5e6, time.UTC)
	r.Appointments = []coach.Appointment{{Kind: "lock", At: noon}, {Kind: "evening", At: noon, Until: noon.Add(time.Hour), Slot: "2026-03-03 evening"}}
	return r
}

// A member with every field set comes back as it was, and is written again to the last byte.
func TestTheExportLosesNothing(t *testing.T) {
	all := lives()
	all["every field"], all["nobody yet"] = full(t), Record{}
	for name, r := range all {
		r.Member.Days = nil
		first, err := EncodeJSON(r)
		if err != nil {
			t.Fatal(err)
		}
		if !json.Valid(first) {
			t.Fatalf("%s: no JSON", name)
		}
		back, err := DecodeJSON(first)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		second, err := EncodeJSON(back)
		if err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: written again it is another file (%v)", name, err)
		}
		if name == "every field" {
			if r.Member = r.Member.WithoutAccess(); !reflect.DeepEqual(back, r) {
				t.Errorf("%s: not what was written, but for the access of others:\n%s", name, first)
			}
		}
	}
}

// What would be lost is refused, and what is no export.
func TestForeignExportsAreRefused(t *testing.T) {
	good, err := EncodeJSON(steady(3))
	if err != nil {
		t.Fatal(err)
	}
	change := func(old, new string) string {
		if !strings.Contains(string(good), old) {
			t.Fatalf("nothing to change: %s", old)
		}
		return strings.Replace(string(good), old, new, 1)
	}
	for name, text := range map[string]string{
		"nothing": "", "no JSON": "Hello", "another format": change(`"format":"medius"`, `"format":"other"`),
		"a later version":                 change(`"version":1`, `"version":2`),
		"a field too many":                change(`"member":{`, `"member":{"shoe_size":43,`),
		"something after the end":         string(good) + "{}",
		"a day twice":                     change(`"date":"2026-03-03"`, `"date":"2026-03-02"`),
		"a day without a date":            change(`"date":"2026-03-03"`, `"date":"soon"`),
		"a rung too high":                 change(`"state":{"rung":2`, `"state":{"rung":9`),
		"an appointment without a moment": change(`"appointments":[`, `"appointments":[{"kind":"lock","at":""}`),
		"two appointments of a kind":      change(`"appointments":[`, `"appointments":[{"kind":"lock","at":"2026-03-03T12:00:00.000Z"},{"kind":"lock","at":"2026-03-04T12:00:00.000Z"}`),
		"a moment that is none":           strings.Replace(change(`"facts":[`, `"facts":[{"at":"noon","kind":"stop"},`), "},]", "}]", 1),
	} {
		if _, err := DecodeJSON([]byte(text)); err == nil {
			t.Errorf("%s: taken", name)
		}
	}
	if _, err := DecodeJSON([]byte(`{"format":"medius","version":2}`)); !errors.Is(err, ErrExport) {
		t.Errorf("a later version: %v", err)
	}
}

// Every table comes back as it was written, every row as wide as its headings.
func TestTablesComeBack(t *testing.T) {
	r := answered(flaring(84))
	r.Member.Outcomes.Activities[0].Text = "=1+1, \"quoted\"\r\nsecond line"
	tables, err := Tables(r)
	if err != nil {
		t.Fatal(err)
	}
	for _, table := range tables {
		if len(table.Rows) == 0 {
			t.Errorf("%s is empty", table.Name)
		}
		for i, row := range table.Rows {
			if len(row) != len(table.Columns) {
				t.Errorf("%s, row %d: %d cells for %d columns", table.Name, i+1, len(row), len(table.Columns))
			}
		}
		first, err := EncodeCSV(table)
		if err != nil {
			t.Fatal(err)
		}
		back, err := DecodeCSV(table.Name, first)
		if err != nil || !reflect.DeepEqual(back, table) {
			t.Errorf("%s: %v, got another table", table.Name, err)
		}
		if second, err := EncodeCSV(back); err != nil || !bytes.Equal(first, second) {
			t.Errorf("%s: written again it is another file (%v)", table.Name, err)
		}
		if table.Name == "outcomes" && !strings.Contains(string(first), `"'=1+1, ""quoted""`) {
			t.Errorf("a spreadsheet would calculate: %s", first[:300])
		}
	}
	if len(tables[0].Rows) != len(r.Days) || len(tables[1].Rows) < 2*len(r.Days)-2 {
		t.Errorf("%d days and %d sessions of %d days", len(tables[0].Rows), len(tables[1].Rows), len(r.Days))
	}
	for _, broken := range []string{"", "a,b\n1\n", "a,\"b\n"} {
		if _, err := DecodeCSV("x", []byte(broken)); err == nil {
			t.Errorf("taken: %q", broken)
		}
	}
}
