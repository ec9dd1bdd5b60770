package dialog_test

import (
	"slices"
	"testing"

	"medius/coach/dialog"
)

// With the reminder, with the plan and with the question which exercise instead, the pictures that may follow are named;
// the first of them is the one that follows.
func TestPicturesAreNamedAhead(t *testing.T) {
	w := coached(t, "4")
	reminder := w.arrive(dialog.DueEvening)
	if len(reminder.Ahead) != 3 {
		t.Fatalf("with the reminder: %+v%s", reminder.Ahead, w.story())
	}
	w.tap("start")
	plan := w.tap("1")
	first := w.tap("begin")
	shown := first.Say[len(first.Say)-1].Picture
	if shown == nil || reminder.Ahead[0] != *shown || !slices.Equal(plan.Ahead, reminder.Ahead) || len(first.Ahead) > 0 {
		t.Errorf("shown %+v, with the reminder %+v, with the plan %+v, then %+v", shown, reminder.Ahead, plan.Ahead, first.Ahead)
	}
	w.tap("done")
	rest := w.tap("1")
	if still := rest.Say[len(rest.Say)-1].Picture; still == nil || reminder.Ahead[1] != *still {
		t.Errorf("the rest shows %+v, named was %+v", still, reminder.Ahead)
	}
	swap := w.say("/swap")
	if len(swap.Ahead) == 0 || swap.Ahead[0].Exercise != "clam" || swap.Ahead[0].View != dialog.Moving {
		t.Errorf("with the swap: %+v", swap.Ahead)
	}
	w.member.NoPictures = true
	if turn := w.say("/plan"); len(turn.Ahead) > 0 {
		t.Errorf("without pictures: %+v", turn.Ahead)
	}
}
