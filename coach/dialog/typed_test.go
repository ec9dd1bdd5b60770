package dialog_test

import (
	"testing"

	"medius/bot"
	"medius/coach/dialog"
)

// The keyboard of a question that was answered by typing shows the answer as it was understood; one that was not taken is not ticked.
func TestTypedAnswersAreShownAsUnderstood(t *testing.T) {
	w := coached(t, "2")
	for _, c := range []struct{ say, tap, want string }{
		{say: "/settings", tap: "times"},
		{say: "half past six", want: "06:30"},
		{say: "half past nine in the morning"}, // too soon after the morning
		{say: "quarter to seven", want: "18:45"},
		{say: "/settings", tap: "days"},
		{say: "not sunday", want: "Mon, Tue, Wed, Thu, Fri, Sat"},
		{say: "/settings", tap: "days"},
		{say: "mondays to fridays", want: "Monday to Friday"},
		{say: "/settings", tap: "zone"},
		{say: "Londn", want: "Europe/London · 17:00"},
		{say: "yes", want: "Yes"},
		{say: "/pause"},
		{say: "until friday", want: "Fri 6 March"},
	} {
		turn := w.say(c.say)
		got := ""
		if turn.Closed != nil {
			got = bot.PlainText(library, "en", turn.Closed.Label)
		}
		if got != c.want {
			t.Errorf("%q: the keyboard shows %q, want %q", c.say, got, c.want)
		}
		if c.tap != "" {
			w.tap(c.tap)
		}
	}
}

// The effort is understood with what people put around it; never with a "not".
func TestTheEffortIsReadAmongOtherWords(t *testing.T) {
	for text, want := range map[string]string{
		"quite easy I think": "after", "very hard today": "after", "not easy": "effort", "so far from easy": "effort", "3 more": "after",
	} {
		w := coached(t, "2")
		w.session(dialog.DueEvening, "effort")
		if w.say(text); w.member.Place.Scene != want {
			t.Errorf("%q leads to %s, want %s", text, w.member.Place.Scene, want)
		}
	}
}
