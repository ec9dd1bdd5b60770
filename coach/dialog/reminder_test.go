package dialog_test

import (
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// A reminder is useful for half an hour from its moment on, however much of that passes before it is written.
func TestAReminderIsUsefulFromItsMomentOn(t *testing.T) {
	for _, c := range []struct{ late, useful time.Duration }{
		{0, 30 * time.Minute}, {12 * time.Minute, 18 * time.Minute}, {30 * time.Minute, time.Second}, {30*time.Minute + time.Second, 0},
	} {
		w := coached(t, "4")
		w.now = w.due[dialog.DueEvening].At.Add(c.late)
		turn := w.arrive(dialog.DueEvening)
		switch {
		case c.useful == 0 && len(turn.Say) > 0:
			t.Errorf("%s late: %v", c.late, keys(turn))
		case c.useful > 0 && (len(turn.Say) != 1 || turn.Say[0].Expires != c.useful):
			t.Errorf("%s late: %+v, want it to be useful for %s", c.late, turn.Say, c.useful)
		}
	}
}

// What belongs to what a member does is kept to the second; what the coach begins may come after others.
func TestOnlyWhatTheCoachBeginsIsSpread(t *testing.T) {
	w := coached(t, "4")
	w.arrive(dialog.DueEvening)
	w.session(dialog.DueMorning, "rest")
	for kind, want := range map[coach.AppointmentKind]bool{
		dialog.DueRest: false, dialog.DueLeft: false, dialog.DueMorning: true, dialog.DueEvening: true, dialog.DueWeekly: true,
	} {
		a, ok := w.due[kind]
		if !ok || a.Spread != want {
			t.Errorf("%s: %+v, want spread %v%s", kind, a, want, w.story())
		}
	}
}
