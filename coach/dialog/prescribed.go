package dialog

import (
	"slices"

	"medius/coach"
)

// What a physiotherapist has prescribed, on the member's side: shown first, then in force.

// showPrescription lets the member read what was prescribed. What lowers the load takes effect tomorrow, or at once when the
// member agrees, and never when the member does not want it; what raises it only by the member's yes.
func (t *turn) showPrescription(seat *coach.Seat, rx *coach.Prescription) {
	if rx == nil || t.m.Prescribed.Check(*rx, t.today()) != nil {
		return // it was made from what has changed since
	}
	p := rx.Plain()
	t.dropPending(func(old coach.Prescription) bool {
		return old.Seat == seat.Number && old.Kind == p.Kind && old.What == p.What
	})
	p.Seat, p.Number = seat.Number, 1
	for _, old := range t.m.Pending {
		p.Number = max(p.Number, old.Number+1)
	}
	when := phrase("rx.by_yes")
	if t.m.Prescribed.Lowers(p) {
		p.From, when = t.today().Add(1), phrase("rx.tomorrow")
		t.keep(DuePrescribed, t.dayStart(p.From), 0)
	}
	p.Asked = t.besideAsk(Message{
		Phrase:  phrase("rx.show", "label", seat.Label, "what", prescriptionPhrase(p), "when", when),
		Buttons: [][]Button{row(button("rx.agree", "yes")), row(button("rx.decline", "no"))},
	})
	t.m.Pending = append(slices.Clip(t.m.Pending), p)
	t.notePrescription(p, "shown")
}

// notePrescription writes down what became of a prescription.
func (t *turn) notePrescription(rx coach.Prescription, what string) {
	t.note("prescription", "seat", rx.Seat, "kind", string(rx.Kind), "rung", rx.Rung, "reps", rx.Reps, "exercise", rx.What, "until", string(rx.Until),
		"what", what)
}

// dropPending takes prescriptions back that have not been answered.
func (t *turn) dropPending(which func(coach.Prescription) bool) {
	var kept []coach.Prescription
	for _, rx := range t.m.Pending {
		if !which(rx) {
			kept = append(kept, rx)
		}
	}
	t.m.Pending = kept
	if !slices.ContainsFunc(kept, func(rx coach.Prescription) bool { return rx.From != "" }) {
		t.drop(DuePrescribed)
	}
}

func (t *turn) answerPrescription(rx coach.Prescription) bool {
	if t.ev.Choice != "yes" && t.ev.Choice != "no" {
		return false
	}
	t.besideCounts()
	t.dropPending(func(p coach.Prescription) bool { return p.Number == rx.Number })
	seat := t.m.Seat(rx.Seat)
	if t.ev.Choice == "no" {
		t.notePrescription(rx, "declined")
		t.report(seat, rx, "declined")
		t.say("rx.declined", "label", seat.Label)
		return true
	}
	t.report(seat, rx, "accepted")
	t.putInForce(rx)
	return true
}

// report tells the physiotherapist what became of a prescription.
func (t *turn) report(seat *coach.Seat, rx coach.Prescription, what string) {
	if seat != nil && seat.State == coach.SeatGranted {
		t.tellSeat(seat, coach.Errand{Kind: coach.ErrandAnswered, What: what, Prescription: &rx})
	}
}

// putInForce does what was agreed to, and says what follows.
func (t *turn) putInForce(rx coach.Prescription) {
	t.notePrescription(rx, "in_force")
	switch {
	case rx.Kind == coach.PrescribePause:
		if !t.breakFrom(rx) {
			t.say("rx.no_break")
			return
		}
		t.pauseBegun()
		return
	case rx.Kind == coach.PrescribeRange:
		t.openRange(rx)
		return
	}
	t.prescribe(rx)
	if t.m.Session != nil {
		t.say("rx.after_session")
		return
	}
	t.say("rx.in_force")
}

// breakFrom begins a break that a physiotherapist wished for. One that is going on is made longer by it, never shorter.
// It says nothing: by itself it begins at 4 in the morning.
func (t *turn) breakFrom(rx coach.Prescription) (begun bool) {
	if t.m.Stage != coach.StageActive || rx.Until <= t.today() {
		return false
	}
	until := rx.Until
	if now := t.m.Pause; now != nil && (now.Until == "" || now.Until > until) {
		until = now.Until
	}
	t.beginPause(until)
	t.m.Pause.Wished, t.m.Pause.Seat = rx.Until, rx.Seat
	return true
}

// openRange leads to the screen that everybody reads before the hip drop goes below level, and to what stands in the way.
func (t *turn) openRange(rx coach.Prescription) {
	t.m.Prescribe(rx, t.today())
	if t.m.Stage != coach.StageActive || t.m.Lock != nil || len(t.m.Courses) == 0 {
		t.say("rx.in_force")
		return
	}
	t.say("rx.range_open")
	if t.m.Pause != nil || t.m.Session != nil || t.ranged().Range.Full() || t.rangeBarred(t.openDay()) != "" {
		t.showRange()
		return
	}
	t.detour("range")
	t.readRange(coach.RangePhysiotherapist)
}

// prescribe puts limits in force; today's plan is made again within them.
func (t *turn) prescribe(rx coach.Prescription) {
	t.m.Prescribe(rx, t.today())
	t.m.EndFullRanges(t.today())
	if t.m.Stage == coach.StageActive && t.m.Session == nil && t.m.Lock == nil && t.m.Pause == nil {
		t.settle()
	}
}

// prescribedDue is the morning on which what was shown takes effect, without another word.
func (t *turn) prescribedDue() {
	for _, rx := range slices.Clone(t.m.Pending) {
		if rx.From == "" || rx.From > t.today() {
			continue
		}
		t.m.Pending = slices.DeleteFunc(slices.Clone(t.m.Pending), func(p coach.Prescription) bool { return p.Number == rx.Number })
		t.report(t.m.Seat(rx.Seat), rx, "in_force")
		t.notePrescription(rx, "in_force")
		if rx.Kind == coach.PrescribePause {
			t.breakFrom(rx)
		} else {
			t.prescribe(rx)
		}
	}
	t.remindPrescribed()
}

// remindPrescribed promises the morning on which what waits takes effect.
func (t *turn) remindPrescribed() {
	for _, rx := range t.m.Pending {
		if rx.From != "" {
			at := t.dayStart(rx.From)
			if at.Before(t.now) { // it has been waiting
				at = t.now
			}
			t.keep(DuePrescribed, at, 0)
		}
	}
}

// The member may lift what is in force. Nothing jumps then: the rules lead up step by step.
func sceneLimitsLift(t *turn) Message {
	return Message{Phrase: phrase("limits.lift_ask"), Buttons: [][]Button{row(button("limits.lift_no", "no")), row(button("limits.lift_yes", "yes"))}}
}

func answerLimitsLift(t *turn, v string) {
	if v != "yes" {
		t.under(phrase("limits.stay"), "access")
		return
	}
	t.m.Prescribed = coach.Prescribed{}
	t.note("prescription", "what", "lifted")
	t.tellSeats(coach.Errand{Kind: coach.ErrandAnswered, What: "lifted"})
	t.under(phrase("limits.lifted"), "access")
}
