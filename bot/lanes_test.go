package bot

import (
	"maps"
	"slices"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"medius/coach"
)

// A chat is forgotten as soon as nothing is left to remember of it, and no sooner.
func TestChatsAreForgotten(t *testing.T) {
	now := time.Date(2026, 3, 2, 7, 0, 0, 0, time.UTC)
	ls := newLanes(Limits{PerChat: rate.Every(time.Hour), Burst: 3, EditEvery: time.Hour, EditsPerMinute: 15})
	remembered := func(want ...int64) {
		t.Helper()
		ls.sweep(now)
		if got := slices.Sorted(maps.Keys(ls.chats)); !slices.Equal(got, want) {
			t.Errorf("remembered are %v, want %v", got, want)
		}
	}
	const quiet, written, edited, failing, muted, flying, doubtful = 1, 2, 3, 4, 5, 6, 7
	ls.chat(quiet)
	ls.chat(written).count()
	ls.turn(coach.Letter{Chat: edited, Lane: coach.LaneTimer}, OutEdit)
	ls.chat(failing).fails = 1
	ls.chat(muted).mute = now.Add(time.Minute)
	ls.chat(flying).flying = true
	ls.chat(doubtful).doubt = []int64{9}
	remembered(written, edited, failing, muted, flying, doubtful)
	ls.chat(written).send.SetLimit(rate.Every(time.Nanosecond)) // full again in no time
	now = now.Add(2 * time.Minute)
	remembered(edited, failing, flying, doubtful)
	if got := ls.inHand(); !slices.Equal(got, []int64{flying}) {
		t.Errorf("long in hand are %v", got)
	}
	for range longQuiet {
		ls.sweep(now)
	}
	remembered(flying)
}
