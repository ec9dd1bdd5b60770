package storage

import (
	"encoding/json"
	"fmt"
	"reflect"
	"testing"

	"medius/coach"
)

// loadedApart: a field that is no part of the member's own document.
func loadedApart(t reflect.Type) bool {
	return t == reflect.TypeFor[*coach.Member]() || t == reflect.TypeFor[*coach.Invitation]()
}

// fillIn sets everything in v that can be set to something that is not zero.
func fillIn(v reflect.Value) {
	switch x := v.Addr().Interface().(type) {
	case *json.RawMessage:
		*x = json.RawMessage(`{"a":1}`)
		return
	case interface{ UnmarshalText([]byte) error }: // time.Time
		if err := x.UnmarshalText([]byte(`2026-03-02T12:00:00Z`)); err == nil {
			return
		}
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("ü<&>" + v.Type().Name())
	case reflect.Bool:
		v.SetBool(true)
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		v.SetInt(7)
	case reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		v.SetUint(7)
	case reflect.Float32, reflect.Float64:
		v.SetFloat(0.5)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillIn(v.Elem())
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fillIn(v.Index(0))
		fillIn(v.Index(1))
	case reflect.Array:
		for i := range v.Len() {
			fillIn(v.Index(i))
		}
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fillIn(key)
		fillIn(value)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && !loadedApart(f.Type) {
				fillIn(v.Field(i))
			}
		}
	case reflect.Interface:
		v.Set(reflect.ValueOf("any"))
	default:
		panic(fmt.Sprintf("%s: no rule for %s", v.Type(), v.Kind()))
	}
}

// fullMember has everything set that is saved with a member.
func fullMember() (m coach.Member) {
	fillIn(reflect.ValueOf(&m).Elem())
	m.ID, m.Chat, m.Door, m.Overview = 0, 0, coach.Door{}, nil
	m.Days[0].Date, m.Days[1].Date = "2026-03-01", "2026-03-02"
	return m
}

// A member with every field set comes back equal, days and all.
func TestAMemberComesBackWithEveryField(t *testing.T) {
	db, want := open(t), fullMember()
	enter(t, db, 9, coach.Entry{Member: want})
	got, ok, err := db.Member(t.Context(), 9)
	must(t, err)
	equal(t, "saved", ok, true)
	want.ID, want.Chat = got.ID, 9
	if !reflect.DeepEqual(got, want) {
		a, _ := json.Marshal(got)
		b, _ := json.Marshal(want)
		t.Errorf("got  %s\nwant %s\ngot days  %+v\nwant days %+v", a, b, got.Days, want.Days)
	}
	equal(t, "zero id", got.ID > 0, true)
}

// A fact comes back as it was: whole numbers as int, others as float64, nested ones too.
func TestAFactComesBackAsItWas(t *testing.T) {
	db := open(t)
	m := join(t, db, 9)
	want := []coach.Fact{
		{At: noon, Date: "2026-03-02", Kind: "set", Side: coach.Left, Data: map[string]any{
			"n": 3, "x": 0.5, "big": 1 << 30, "ok": true, "code": "R_OK", "none": nil,
			"list": []any{1, 2.5, "a", []any{4}}, "map": map[string]any{"n": 1},
		}},
		{Kind: "bare"},
	}
	enter(t, db, 9, coach.Entry{Facts: want[:1]})
	enter(t, db, 9, coach.Entry{Facts: want[1:]})
	got, err := db.Facts(t.Context(), m.ID)
	must(t, err)
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got %+v, want %+v", got, want)
	}
}

// A member has the latest days, oldest first; the older ones are kept.
func TestTheLatestDaysAreLoaded(t *testing.T) {
	db := open(t)
	m := coach.Member{Language: "en"}
	first := coach.Date("2026-02-20")
	for i := range coach.DaysLoaded + 5 {
		m.Days = append(m.Days, coach.Day{Date: first.Add(i)})
	}
	enter(t, db, 9, coach.Entry{Member: m})
	got, _, err := db.Member(t.Context(), 9)
	must(t, err)
	equal(t, "days", len(got.Days), coach.DaysLoaded)
	equal(t, "first", got.Days[0].Date, first.Add(5))
	equal(t, "last", got.Days[coach.DaysLoaded-1].Date, first.Add(coach.DaysLoaded+4))
	equal(t, "kept", count(t, db, `SELECT COUNT(*) FROM days`), coach.DaysLoaded+5)
}

// Only the days that changed are written again.
func TestOnlyChangedDaysAreWritten(t *testing.T) {
	db, ctx := open(t), t.Context()
	enter(t, db, 9, coach.Entry{Member: coach.Member{Days: []coach.Day{{Date: "2026-03-01"}, {Date: "2026-03-02"}}}})
	must(t, db.writer.Exec(`CREATE TABLE written (date TEXT)`).Error)
	for _, event := range []string{"INSERT", "UPDATE"} {
		must(t, db.writer.Exec(`CREATE TRIGGER written_`+event+` AFTER `+event+` ON days
			BEGIN INSERT INTO written VALUES (new.date); END`).Error)
	}
	must(t, db.Turn(ctx, 9, coach.Source{}, func(m coach.Member) (coach.Entry, error) {
		fillIn(reflect.ValueOf(&m.Days[1]).Elem())
		m.Days[1].Date = "2026-03-02"
		m.Days = append(m.Days, coach.Day{Date: "2026-03-03"})
		return coach.Entry{Member: m}, nil
	}))
	var written []string
	must(t, db.reader.Raw(`SELECT date FROM written ORDER BY date`).Find(&written).Error)
	equal(t, "written", fmt.Sprint(written), "[2026-03-02 2026-03-03]")
}

// Two chats are two members, whatever they say.
func TestAChatIsAMember(t *testing.T) {
	db := open(t)
	a, b := join(t, db, 9), join(t, db, -9)
	if a.ID == b.ID {
		t.Errorf("both have id %d", a.ID)
	}
	_, ok, err := db.Member(t.Context(), 10)
	must(t, err)
	equal(t, "a chat without member", ok, false)
}
