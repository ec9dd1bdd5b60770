package dialog_test

import (
	"strings"
	"testing"

	"medius/coach"
)

// A name may be anything one is called by; an address, an order or nothing at all is no name.
func TestNames(t *testing.T) {
	for _, c := range []struct {
		typed, name string
	}{
		{"Practice by the park", "Practice by the park"}, {"  M.  ", "M"}, {"Praxis für Ältere & Co.", "Praxis für Ältere & Co"}, {"Zentrum 5", "Zentrum 5"},
		{"two\nlines", "two lines"}, {"李医生", "李医生"},
		{"", ""}, {"...", ""}, {"12345", ""}, {"🙂", ""}, {"stop", ""}, {"/patients", ""}, {"https://example.org", ""}, {"example.org", ""}, {"@somebody", ""},
		{"<b>x</b>", ""}, {strings.Repeat("a", 41), ""},
	} {
		w := newWorld(t, coach.Auto)
		w.member.Invited = &coach.Invitation{Member: 2, Seat: 1}
		w.say("/start abcdefghijklmnopqrstuv")
		w.tap("yes")
		w.say(c.typed)
		got := ""
		if w.member.Practice != nil {
			got = w.member.Practice.Label
		}
		if got != c.name {
			t.Errorf("%q becomes %q, want %q", c.typed, got, c.name)
		}
	}
}
