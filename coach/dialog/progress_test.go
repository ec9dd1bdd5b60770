package dialog_test

import (
	"slices"
	"testing"

	"medius/coach"
	"medius/coach/dialog"
)

// paper is the one paper that a turn brings.
func (w *world) paper(turn dialog.Turn) dialog.Paper {
	var found []dialog.Paper
	for _, m := range turn.Say {
		if m.Paper != nil {
			found = append(found, *m.Paper)
		}
	}
	if len(found) != 1 {
		w.fail("%d papers%s", len(found), w.story())
		return dialog.Paper{}
	}
	return found[0]
}

// Each chart is one tap away from each other one, and keeps its span and its side.
func TestEveryChartIsOneTapAway(t *testing.T) {
	w := coached(t, "4")
	w.sideAdded()
	w.tap("close")
	w.now = w.now.AddDate(0, 0, 100)
	today, before := coach.DateOf(w.now), w.member.Place.Scene
	w.say("/progress")
	for _, c := range []struct {
		tap  string
		want dialog.Paper
	}{
		{"pain", dialog.Paper{Kind: dialog.PaperPain, Days: 30, Side: coach.Left, Date: today}},
		{"days:90", dialog.Paper{Kind: dialog.PaperPain, Days: 90, Side: coach.Left, Date: today}},
		{"right", dialog.Paper{Kind: dialog.PaperPain, Days: 90, Side: coach.Right, Date: today}},
		{"dose", dialog.Paper{Kind: dialog.PaperDose, Days: 90, Side: coach.Right, Date: today}},
		{"left", dialog.Paper{Kind: dialog.PaperDose, Days: 90, Side: coach.Left, Date: today}},
		{"days:0", dialog.Paper{Kind: dialog.PaperDose, Side: coach.Left, Date: today}},
		{"weeks", dialog.Paper{Kind: dialog.PaperWeeks, Date: today}},
		{"days:14", dialog.Paper{Kind: dialog.PaperWeeks, Days: 14, Date: today}},
		{"training", dialog.Paper{Kind: dialog.PaperTraining, Date: today}},
		{"pain", dialog.Paper{Kind: dialog.PaperPain, Days: 14, Side: coach.Left, Date: today}},
	} {
		if got := w.paper(w.tap(c.tap)); got != c.want {
			t.Errorf("%s: %+v, want %+v", c.tap, got, c.want)
		}
	}
	if turn := w.tap("close"); turn.Member.Place.Scene != before {
		t.Errorf("left in %q", turn.Member.Place.Scene)
	}
}

// A span that would show the same picture is not offered; before two weeks there is only one.
func TestOnlySpansThatDifferAreOffered(t *testing.T) {
	for days, want := range map[int][]string{
		0: nil, 13: nil, 14: {"days:14"}, 29: {"days:14"}, 30: {"days:14", "days:0"}, 90: {"days:14", "days:90", "days:0"},
	} {
		w := coached(t, "4")
		w.now = w.now.AddDate(0, 0, days)
		w.say("/progress")
		w.tap("pain")
		var got []string
		for _, v := range w.open().values {
			if len(v) > 5 && v[:5] == "days:" {
				got = append(got, v)
			}
		}
		if !slices.Equal(got, want) {
			t.Errorf("on day %d: %v, want %v", days, got, want)
		}
		w.tap("training")
		if slices.Contains(w.open().values, "days:0") || slices.Contains(w.open().values, "left") {
			t.Errorf("on day %d training days have a span or a side: %v", days, w.open().values)
		}
	}
}

// Looking at a curve changes nothing and holds nobody up: in a session the set is asked again afterwards, a word that is
// not understood does not bring the picture once more, and a red flag does not hide it.
func TestLookingBackIsADetour(t *testing.T) {
	w := coached(t, "4")
	w.session(dialog.DueEvening, "set")
	w.say("/progress")
	w.paper(w.tap("pain"))
	for _, m := range w.say("what?").Say {
		if m.Paper != nil {
			t.Error("the picture comes again")
		}
	}
	if turn := w.tap("close"); turn.Member.Place.Scene != "set" {
		t.Errorf("afterwards in %q%s", turn.Member.Place.Scene, w.story())
	}
	w.say("I fell on the stairs")
	w.tap("yes")
	w.say("/progress")
	if p := w.paper(w.tap("dose")); p.Kind != dialog.PaperDose {
		t.Errorf("under the lock: %+v", p)
	}
	if turn := w.tap("close"); turn.Member.Lock == nil {
		t.Error("the lock is gone")
	}
}

// The charts are light until the member says otherwise.
func TestChartsTurnDark(t *testing.T) {
	w := coached(t, "4")
	dark := func() bool {
		w.say("/progress")
		p := w.paper(w.tap("weeks"))
		w.tap("close")
		return p.Dark
	}
	if dark() {
		t.Error("dark at first")
	}
	for _, choice := range []string{"dark", "light"} {
		w.say("/settings")
		w.tap("charts")
		w.tap(choice)
		w.tap("close")
		if dark() != (choice == "dark") {
			t.Errorf("%s was chosen", choice)
		}
	}
}
