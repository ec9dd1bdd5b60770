package coach

import (
	"fmt"
	"reflect"
	"testing"
	"time"
)

// A clone shares no slice, no map and no structure with its original, but for what is only looked at.
func TestACloneSharesNothing(t *testing.T) {
	var m Member
	fill(reflect.ValueOf(&m).Elem(), 0)
	m.Invited, m.Overview = nil, nil
	c := m.Clone()
	shared(t, "Member", reflect.ValueOf(m), reflect.ValueOf(c))
}

// fill gives every slice and map of v two elements, and every pointer something to point at.
func fill(v reflect.Value, depth int) {
	if v.Type() == reflect.TypeFor[time.Time]() || depth > 12 {
		return
	}
	switch v.Kind() {
	case reflect.String:
		v.SetString("x")
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fill(v.Elem(), depth+1)
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0), depth+1)
		fill(v.Index(1), depth+1)
	case reflect.Map:
		key, value := reflect.New(v.Type().Key()).Elem(), reflect.New(v.Type().Elem()).Elem()
		fill(key, depth+1)
		fill(value, depth+1)
		v.Set(reflect.MakeMap(v.Type()))
		v.SetMapIndex(key, value)
	case reflect.Struct:
		for i := range v.NumField() {
			if f := v.Type().Field(i); f.IsExported() && f.Type != reflect.TypeFor[*Member]() {
				fill(v.Field(i), depth+1)
			}
		}
	}
}

// shared names what a and b have in common.
func shared(t *testing.T, name string, a, b reflect.Value) {
	t.Helper()
	switch a.Kind() {
	case reflect.Pointer:
		if a.IsNil() {
			return
		}
		if a.Elem().Kind() == reflect.Struct && a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", name)
			return
		}
		shared(t, name, a.Elem(), b.Elem())
	case reflect.Slice:
		if a.Len() > 0 && a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", name)
			return
		}
		for i := range a.Len() {
			shared(t, fmt.Sprintf("%s[%d]", name, i), a.Index(i), b.Index(i))
		}
	case reflect.Map:
		if a.Len() > 0 && a.Pointer() == b.Pointer() {
			t.Errorf("%s is shared", name)
			return
		}
		for _, key := range a.MapKeys() {
			shared(t, fmt.Sprintf("%s[%v]", name, key), a.MapIndex(key), b.MapIndex(key))
		}
	case reflect.Struct:
		for i := range a.NumField() {
			if f := a.Type().Field(i); f.IsExported() {
				shared(t, name+"."+f.Name, a.Field(i), b.Field(i))
			}
		}
	}
}
