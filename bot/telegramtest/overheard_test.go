package telegramtest

import (
	"slices"
	"testing"
)

// What was said in a chat, by either side, is found in another text, in any line of it; what is too short to mean anything is not.
func TestOverheard(t *testing.T) {
	b := newBot(t, Options{})
	member := b.s.User(7, "member", "en")
	member.Send("my hip hurts a lot")
	member.Send("seven")
	member.Send("no pain")
	b.must("sendMessage", "chat_id", 7, "text", "Hello.\nThe plan for today is short.")
	for log, want := range map[string][]string{
		"level=INFO msg=seven, no pain, hello":           nil,
		`level=INFO said="My hip hurts a lot" member=7`:  {"my hip hurts a lot"},
		"a line\nthe plan for today is short. and so on": {"The plan for today is short."},
	} {
		if got := b.s.Overheard(log); !slices.Equal(got, want) {
			t.Errorf("in %q %q was overheard, want %q", log, got, want)
		}
	}
}
