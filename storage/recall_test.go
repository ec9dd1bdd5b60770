package storage

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"medius/coach"
)

// spoil changes what a copy could share with its original: what maps and slices hold.
func spoil(v reflect.Value) {
	switch v.Kind() {
	case reflect.Slice:
		for i := range v.Len() {
			spoil(v.Index(i))
			v.Index(i).SetZero()
		}
	case reflect.Map:
		v.Clear()
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				spoil(v.Field(i))
			}
		}
	}
}

// What a turn does to the member it got, and does not save, is not there the next time.
func TestAMemberInMindIsNotChangedByATurn(t *testing.T) {
	db, full := open(t), fullMember()
	enter(t, db, 9, coach.Entry{Member: full})
	_, _, err := db.Member(t.Context(), 9)
	must(t, err)
	failed := errors.New("the turn failed")
	err = db.Turn(t.Context(), 9, coach.Source{}, func(m coach.Member) (coach.Entry, error) {
		spoil(reflect.ValueOf(&m).Elem())
		return coach.Entry{}, failed
	})
	equal(t, "the turn's error", errors.Is(err, failed), true)
	got, _, err := db.Member(t.Context(), 9)
	must(t, err)
	full.ID, full.Chat = got.ID, 9
	for i := range reflect.TypeFor[coach.Member]().NumField() {
		got, want := reflect.ValueOf(got).Field(i).Interface(), reflect.ValueOf(full).Field(i).Interface()
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s is\n%+v, want\n%+v", reflect.TypeFor[coach.Member]().Field(i).Name, got, want)
		}
	}
}

// What counts is what stands in the tables, whoever wrote it, and however many members were read in between.
func TestAMemberInMindIsNoOlderThanTheTables(t *testing.T) {
	db := open(t)
	for chat := range int64(3 * mostRecalled) {
		enter(t, db, chat+1, coach.Entry{Member: coach.Member{Language: "en", Days: []coach.Day{{Date: "2026-03-01"}, {Date: "2026-03-02"}}}})
	}
	for round := range 3 {
		must(t, db.writer.Exec(`UPDATE members SET doc = ?`, fmt.Sprintf(`{"language":"l%d"}`, round)).Error)
		must(t, db.writer.Exec(`UPDATE days SET doc = ? WHERE date = '2026-03-02'`, fmt.Sprintf(`{"date":"2026-03-02","number":%d}`, round)).Error)
		for chat := range int64(3 * mostRecalled) {
			m, ok, err := db.Member(t.Context(), chat+1)
			must(t, err)
			if !ok || m.Chat != chat+1 || m.Language != fmt.Sprintf("l%d", round) || len(m.Days) != 2 || m.Days[0].Number != 0 || m.Days[1].Number != round {
				t.Fatalf("round %d, chat %d: %+v", round, chat+1, m)
			}
		}
	}
	must(t, db.writer.Exec(`DELETE FROM days WHERE date = '2026-03-01'`).Error)
	m, _, err := db.Member(t.Context(), 1)
	must(t, err)
	equal(t, "days", len(m.Days), 1)
}

// Nothing of a member stays in mind who is forgotten.
func TestAForgottenMemberIsOutOfMind(t *testing.T) {
	db := open(t)
	m := join(t, db, 9)
	enter(t, db, 9, coach.Entry{Member: m, Erase: true})
	equal(t, "members in mind", len(db.recall.new)+len(db.recall.older), 0)
}
