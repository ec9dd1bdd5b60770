package dialog

import (
	"slices"

	"medius/coach"
)

// Errands from other accounts. Whatever is asked of a member by somebody else comes through here, and is done only for who
// has a seat in the member's own document.

// told handles an errand. One that nobody may send is answered with what is so: there is no access.
func (t *turn) told(e coach.Errand) {
	switch e.Kind {
	case coach.ErrandBar, coach.ErrandUnbar:
		t.barring(e)
	case coach.ErrandNews:
		t.news(e)
	case coach.ErrandNewsOver:
		t.newsOver(e)
	case coach.ErrandBarred:
		t.heardOf(e)
	case coach.ErrandKnock:
		t.knocked(e)
	case coach.ErrandGranted:
		t.granted(e)
	case coach.ErrandGone:
		if e.Seat == 0 { // seats have numbers
			t.heardOf(e)
			return
		}
		t.parted(e)
	case coach.ErrandOver:
		t.parted(e)
	case coach.ErrandFlag, coach.ErrandAnswered:
		t.fromPatient(e)
	default:
		t.fromSeat(e)
	}
}

// fromSeat is what a physiotherapist asks of a member.
func (t *turn) fromSeat(e coach.Errand) {
	seat := t.m.SeatOf(e.From)
	if seat == nil {
		t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandOver, To: e.From, Seat: e.Seat, Why: coach.EndedRevoked})
		return
	}
	switch e.Kind {
	case coach.ErrandSeen:
		seat.Look(t.today(), e.What)
		t.note("access", "seat", seat.Number, "what", e.What)
	case coach.ErrandPrescribe:
		t.showPrescription(seat, e.Prescription)
	case coach.ErrandMessage:
		t.note("message", "seat", seat.Number)
		t.unasked(phrase("seat.message", "label", seat.Label, "text", e.Text))
	case coach.ErrandVisaG:
		t.note("visa_g", "seat", seat.Number, "score", e.Score)
		t.unasked(phrase("seat.visa_g", "label", seat.Label, "score", e.Score))
	case coach.ErrandLeave:
		label := seat.Label
		t.closeSeat(seat, coach.EndedLeft)
		t.unasked(phrase("seat.left", "label", label))
	}
}

// unasked says something that the member has not asked for: it does not overtake anything, wakes nobody, and repeats no
// question. To who cannot be reached it is not said.
func (t *turn) unasked(p Phrase) {
	if t.m.Away || t.m.Barred {
		return
	}
	t.saying(p, nil)
	msg := &t.out.Say[len(t.out.Say)-1]
	msg.Lane, msg.Silent = coach.LaneReminder, t.atNight()
}

// besideAsk asks something whose buttons stay good beside whatever else is asked. It gives the question's number.
func (t *turn) besideAsk(msg Message) int {
	msg.Lane, msg.Silent = coach.LaneReminder, t.atNight()
	t.number(&msg)
	t.bury()
	t.out.Say = append(t.out.Say, msg)
	return msg.Question
}

// knocked: somebody has opened an invitation. The member has the last word.
func (t *turn) knocked(e coach.Errand) {
	seat := t.m.Knock(e, t.instant())
	if seat == nil {
		t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandOver, To: e.From, Seat: e.Seat, Why: coach.EndedExpired})
		return
	}
	t.note("seat", "seat", seat.Number, "what", string(coach.SeatKnocking))
	seat.Asked = t.besideAsk(Message{
		Phrase:  phrase("seat.knock", "label", seat.Label),
		Buttons: [][]Button{row(button("seat.let_in", "in", "label", seat.Label)), row(button("seat.refuse", "out", "label", seat.Label))},
	})
}

// besideTapped takes a tap on one of the questions that stay good beside others: who knocks, and what is prescribed.
func (t *turn) besideTapped() bool {
	if t.ev.Question <= 0 {
		return false
	}
	for i := range t.m.Seats {
		if s := &t.m.Seats[i]; s.Asked == t.ev.Question && s.State == coach.SeatKnocking {
			return t.answerKnock(s)
		}
	}
	i := slices.IndexFunc(t.m.Pending, func(rx coach.Prescription) bool { return rx.Asked == t.ev.Question })
	return i >= 0 && t.answerPrescription(t.m.Pending[i])
}

// beside notes that a tap beside the open question counted.
func (t *turn) besideCounts() {
	t.m.Place.Tapped, t.out.Chosen, t.onPrompt = t.ev.Message, true, true
	t.touch()
}

func (t *turn) answerKnock(s *coach.Seat) bool {
	var done Phrase
	switch t.ev.Choice {
	case "in":
		done = t.letIn(s)
	case "out":
		done = t.endSeat(s)
	default:
		return false
	}
	t.besideCounts()
	t.saying(done, nil)
	return true
}

// parted: the other side is gone, or has ended it.
func (t *turn) parted(e coach.Errand) {
	for i := range t.m.Seats {
		s := &t.m.Seats[i]
		if s.Account == e.From && s.Number == e.Seat && s.State != coach.SeatOver && e.Kind == coach.ErrandGone {
			label := s.Label
			t.closeSeat(s, coach.EndedLeft)
			t.unasked(phrase("seat.left", "label", label))
			return
		}
	}
	t.lostPatient(e)
}
