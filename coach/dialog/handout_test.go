package dialog_test

import (
	"slices"
	"testing"

	"medius/coach"
	"medius/coach/dialog"
)

// A report covers what was chosen, and one tap sends it again.
func TestAReportIsSentAgainOnOneTap(t *testing.T) {
	w := coached(t, "4")
	w.tap("later")
	w.now = w.now.AddDate(0, 0, 40)
	today := coach.DateOf(w.now)
	w.say("/report")
	if slices.Contains(w.open().values, "90") {
		t.Error("90 days are offered after 40")
	}
	want := dialog.Paper{Kind: dialog.PaperReport, Days: 30, Date: today}
	for _, tap := range []string{"30", "again", "again"} {
		if got := w.paper(w.tap(tap)); got != want {
			t.Errorf("%s: %+v, want %+v", tap, got, want)
		}
	}
	if w.tap("close"); w.member.Place.Scene != "" {
		t.Errorf("afterwards in %q", w.member.Place.Scene)
	}
}

// A session is not lost over a document: it goes on where it was.
func TestADocumentDoesNotEndASession(t *testing.T) {
	for _, c := range []struct{ command, tap string }{{"/report", "0"}, {"/export", "send"}} {
		w := coached(t, "4")
		w.session(dialog.DueEvening, "set")
		w.say(c.command)
		turn := w.tap(c.tap)
		if w.paper(turn).Days != 0 || turn.Member.Place.Scene != "set" {
			t.Errorf("%s leads to %q%s", c.command, turn.Member.Place.Scene, w.story())
		}
	}
}

// Whoever has left, is locked or was turned away has a right to what is kept of them; of a stranger nothing is.
func TestEverybodyMayTakeTheirDataAway(t *testing.T) {
	export := func(w *world) dialog.PaperKind {
		w.say("/export")
		return w.paper(w.tap("send")).Kind
	}
	w := coached(t, "4")
	w.say("/stop")
	if export(w) != dialog.PaperExport {
		t.Error("not after /stop")
	}
	w = coached(t, "4")
	w.say("I fell on the stairs")
	w.tap("yes")
	if export(w) != dialog.PaperExport || w.member.Lock == nil {
		t.Error("not under a lock")
	}
	w = newWorld(t, coach.Auto)
	w.say("/start")
	w.tap("yes")
	w.tap("yes")
	if export(w) != dialog.PaperExport || w.member.Place.Scene != "screening" {
		t.Errorf("in the first questions: now at %q", w.member.Place.Scene)
	}
	w = newWorld(t, coach.Auto)
	if turn := w.say("/export"); len(turn.Say) != 1 || turn.Say[0].Phrase.Key != "lost.start" {
		t.Errorf("a stranger is told %v", keys(turn))
	}
}
