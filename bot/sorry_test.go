package bot_test

import (
	"strings"
	"testing"
)

// A member whose update was given up hears that something went wrong; nothing else of them changes.
func TestSorry(t *testing.T) {
	s := newStage(t)
	if err := s.bot.Sorry(t.Context(), chat); err != nil || len(s.letters()) != 0 {
		t.Errorf("somebody who is no member yet was written to (%v)", err)
	}
	s.onboard("")
	before := s.last
	s.letters()
	if err := s.bot.Sorry(t.Context(), chat); err != nil {
		t.Fatal(err)
	}
	got := s.letters()
	if len(got) != 1 || !strings.Contains(got[0].text, "Something went wrong") {
		t.Errorf("got %v, want one word of regret", got)
	}
	if s.last.Place.Question != before.Place.Question || s.last.Place.Scene != before.Place.Scene {
		t.Error("the conversation has moved")
	}
}
