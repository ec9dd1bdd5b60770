package dialog_test

import (
	"slices"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// asks lets the house ask about the data of a member, as it does once a day.
func (w *world) asks() dialog.Turn {
	return w.step(dialog.Event{Kind: dialog.Arrived, Due: coach.Appointment{Kind: dialog.DueRetention, At: w.now}})
}

// Somebody silent is told once after eleven months, by day, and erased after twelve with a last word; until then the house
// asks every day and says nothing.
func TestASilentYearEndsInErasure(t *testing.T) {
	w := coached(t, "2")
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	w.now = time.Date(2027, 2, 1, 12, 0, 0, 0, berlin)
	if turn := w.asks(); len(turn.Say)+len(turn.Keep)+len(turn.Facts) > 0 {
		t.Errorf("a day too early: %v", keys(turn))
	}
	w.now = time.Date(2027, 2, 2, 3, 40, 0, 0, berlin)
	turn := w.asks()
	if len(turn.Say) > 0 || len(turn.Keep) != 1 || !turn.Keep[0].At.Equal(time.Date(2027, 2, 2, 9, 0, 0, 0, berlin)) {
		t.Fatalf("at night: %v, kept %v", keys(turn), turn.Keep)
	}
	turn = w.arrive(dialog.DueRetention)
	if got := keys(turn); !slices.Contains(got, "retention.notice") || turn.Erase || turn.Say[0].Lane != coach.LaneReminder {
		t.Fatalf("in the morning: %v", got)
	}
	if f := turn.Facts; len(f) != 1 || f[0].Kind != "retention" || f[0].Data["until"] != "2027-03-02" {
		t.Errorf("the journal says %v", f)
	}
	w.now = time.Date(2027, 3, 1, 12, 0, 0, 0, berlin)
	if turn := w.asks(); len(turn.Say) > 0 || turn.Erase {
		t.Errorf("told again, or erased too early: %v", keys(turn))
	}
	w.now = time.Date(2027, 3, 2, 12, 0, 0, 0, berlin)
	turn = w.asks()
	if got := keys(turn); !turn.Erase || !slices.Contains(got, "retention.erased") || turn.Member.Stage != coach.StageNew {
		t.Errorf("after a year: %v, erased %v", got, turn.Erase)
	}
	if turn.Say[0].Panel == nil || !turn.Say[0].Panel.Remove {
		t.Error("a button is left under the input field")
	}
}

// One word is enough to keep everything: then the year begins anew.
func TestAWordKeepsTheData(t *testing.T) {
	w := coached(t, "2")
	w.say("/stop")
	w.now = time.Date(2027, 2, 2, 12, 0, 0, 0, time.UTC)
	if got := keys(w.asks()); !slices.Contains(got, "retention.notice") {
		t.Fatalf("somebody who has stopped is told %v", got)
	}
	if got := keys(w.say("hm")); !slices.Contains(got, "retention.kept") {
		t.Errorf("to a word: %v", got)
	}
	if got := keys(w.say("hm")); slices.Contains(got, "retention.kept") {
		t.Errorf("to the next one: %v", got)
	}
	w.now = time.Date(2027, 12, 31, 12, 0, 0, 0, time.UTC)
	if turn := w.asks(); turn.Erase || len(turn.Say) > 0 {
		t.Errorf("ten months later: %v, erased %v", keys(turn), turn.Erase)
	}
	w.now = time.Date(2028, 1, 2, 12, 0, 0, 0, time.UTC)
	if got := keys(w.asks()); !slices.Contains(got, "retention.notice") {
		t.Errorf("eleven months after the word: %v", got)
	}
}

// Who has blocked the bot is not written to, at no hour; after a year everything goes.
func TestABlockedYearEndsWithoutAWord(t *testing.T) {
	w := coached(t, "2")
	w.step(dialog.Event{Kind: dialog.Blocked})
	w.now = time.Date(2027, 2, 20, 3, 0, 0, 0, time.UTC)
	if turn := w.asks(); turn.Erase || len(turn.Say)+len(turn.Keep) > 0 {
		t.Errorf("after eleven months: %v", keys(turn))
	}
	w.now = time.Date(2027, 3, 2, 3, 0, 0, 0, time.UTC)
	if turn := w.asks(); !turn.Erase || len(turn.Say) > 0 {
		t.Errorf("after twelve: %v, erased %v", keys(turn), turn.Erase)
	}
}
