package dialog

import (
	"time"

	"medius/coach"
)

// Thirty seconds on the sore leg (M6), with a timer.

// standUseful is how late the end of the time may be told; after that nobody knows how long the member has stood.
const standUseful = time.Minute

func wordThirty(_ *turn, side string) Message {
	return Message{
		Phrase:  phrase("thirty.ask", "side", sideName(coach.Side(side)), "seconds", coach.LongestStand),
		Buttons: [][]Button{row(button("thirty.start", "start"))},
	}
}

func answerThirty(t *turn, v string) {
	switch {
	case v == "start":
		t.m.Place.Asking.Since = t.instant()
		t.keep(DueStand, t.now.Add(coach.LongestStand*time.Second), standUseful)
		t.ask("standing")
	case !t.beside(v):
		t.again("")
	}
}

func sceneStanding(t *turn) Message {
	since := t.m.Place.Asking.Since
	if since.IsZero() || t.now.Sub(since) > coach.LongestStand*time.Second+standUseful {
		t.standLost()
		return Message{}
	}
	return Message{Phrase: phrase("thirty.now"), Buttons: [][]Button{row(button("thirty.down", "done"), button("set.hurts", "hurts"))}}
}

// standLost: nobody knows how long it was, so it is offered again.
func (t *turn) standLost() {
	t.m.Place.Asking.Since = time.Time{}
	t.drop(DueStand)
	t.nextQuestion()
}

func answerStanding(t *turn, v string) {
	since := t.m.Place.Asking.Since
	if kind, _ := t.question(); v != "done" && v != "hurts" || since.IsZero() || kind != "stand" {
		t.again("")
		return
	}
	t.drop(DueStand)
	t.stood(int(t.now.Sub(since) / time.Second))
}

// standDue: the whole time has passed.
func (t *turn) standDue(late bool) {
	if t.m.Place.Scene != "standing" || t.m.Place.Asking.Since.IsZero() || t.m.Lock != nil {
		t.m.Place.Asking.Since = time.Time{}
		return
	}
	if late {
		t.m.Place.Asking.Since = time.Time{}
		t.under(phrase("thirty.lost"), "thirty")
		return
	}
	t.stood(coach.LongestStand)
}

// stood asks about the pain in it.
func (t *turn) stood(seconds int) {
	asking := &t.m.Place.Asking
	asking.Since, asking.Stood = time.Time{}, min(max(0, seconds), coach.LongestStand)
	head := phrase("thirty.seconds", "n", asking.Stood)
	if asking.Stood == coach.LongestStand {
		head = phrase("thirty.over", "n", asking.Stood)
	}
	t.under(head, "stand_pain")
}

func wordStandPain(_ *turn, _ string) Message {
	return Message{Phrase: phrase("thirty.pain"), Buttons: keypad()}
}

func answerStandPain(t *turn, v string) {
	if t.beside(v) {
		return
	}
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	_, about := t.question()
	side, seconds := coach.Side(about), t.m.Place.Asking.Stood
	t.noted(coach.Survey{Stands: map[coach.Side]coach.Stand{side: {Seconds: seconds, Pain: n}}})
	t.note("outcome", "what", "stand", "side", side, "seconds", seconds, "score", n)
	t.passedWith(n)
}
