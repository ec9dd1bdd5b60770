package bot_test

import (
	"slices"
	"testing"

	"medius/bot"
)

// Whoever draws ahead hears of the pictures that the plan leads to, in the member's language, before the first is shown.
func TestPicturesAreToldAhead(t *testing.T) {
	s := newStage(t)
	var told []bot.OutPicture
	s.bot.Ahead = func(all []bot.OutPicture) { told = append(told, all...) }
	s.onboard("")
	s.types("/go")
	s.choose("1")
	if len(told) == 0 || told[0].Language != "en" || told[0].View != "moving" {
		t.Fatalf("told of %+v", told)
	}
	got := s.choose("begin")
	shown := got[len(got)-1].picture
	if shown == nil || !slices.Contains(told, *shown) {
		t.Errorf("shown is %+v, told was %+v", shown, told)
	}
}
