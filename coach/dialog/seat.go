package dialog

import (
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"medius/coach"
)

// The member's side of a physiotherapist's seat: who is invited, who has access, and how it is taken back.

// invite makes an invitation. What physiotherapists call the member is asked first, once.
func (t *turn) invite() {
	switch {
	case t.m.OpenSeats() >= coach.MostSeats && !t.m.Inviting():
		t.detour("access")
		t.headed(phrase("seat.full", "n", coach.MostSeats))
	case t.m.SeatName == "":
		t.detour("seat_name")
	default:
		t.sendInvitation()
	}
}

func sceneSeatName(*turn) Message {
	return Message{Phrase: phrase("seat.name"), Buttons: [][]Button{row(button("seat.number", "number")), row(button("seat.not_now", "no"))}}
}

// mostLettersInName is how long a name may be, in letters, so that it fits a button.
const mostLettersInName = 40

// address is what messengers make a link of: nobody is to be led anywhere by a name.
var address = regexp.MustCompile(`[/@<>]|\pL\.\pL`)

// readName takes a name as it is typed, in one line.
func readName(t *turn, text string) (string, bool) {
	name := strings.TrimRight(oneLine(text), ".,;:! ") // a name stands in the middle of sentences
	_, order := t.lex.Command(text)
	if order || isQuestion(text) || len([]rune(name)) > mostLettersInName || !strings.ContainsFunc(name, unicode.IsLetter) || address.MatchString(name) {
		return "", false
	}
	return "name:" + name, true
}

func answerSeatName(t *turn, v string) {
	name, typed := strings.CutPrefix(v, "name:")
	switch {
	case v == "no":
		t.say("seat.not_invited")
		t.comeHome()
		return
	case v == "number":
		t.m.SeatName = t.Say(t.m.Language, phrase("seat.numbered", "number", strconv.FormatInt(t.m.ID, 10)))
	case typed:
		t.m.SeatName = name
	default:
		t.again("seat.name_unclear")
		return
	}
	t.sendInvitation()
}

// sendInvitation gives the link in a message of its own, so that it can be passed on as it is.
func (t *turn) sendInvitation() {
	made := t.instant()
	code := coach.InvitationCode(t.Settings.Secret, t.m.ID, t.m.NextSeat(), made)
	seat := t.m.Invite(code, made)
	t.note("seat", "seat", seat.Number, "what", string(coach.SeatInvited))
	until := t.momentPhrase(seat.Until)
	t.say("seat.invited", "until", until)
	t.say("seat.link", "link", "https://t.me/"+t.Settings.Username+"?start="+code, "until", until)
	t.comeHome()
}

// sceneAccess lists who has access. One tap takes it back.
func sceneAccess(t *turn) Message {
	var lines []Phrase
	var rows [][]Button
	looked := false
	for _, s := range t.m.Seats {
		n := strconv.Itoa(s.Number)
		looked = looked || len(s.Visits) > 0
		switch s.State {
		case coach.SeatInvited:
			if !t.now.Before(s.Until) {
				continue
			}
			lines = append(lines, phrase("seat.line.invited", "until", t.momentPhrase(s.Until)))
			rows = append(rows, row(button("seat.withdraw", "end:"+n)))
		case coach.SeatKnocking:
			lines = append(lines, phrase("seat.line.knocking", "label", s.Label))
			rows = append(rows, row(button("seat.let_in", "in:"+n, "label", s.Label)), row(button("seat.refuse", "end:"+n, "label", s.Label)))
		case coach.SeatGranted:
			lines = append(lines, phrase("seat.line.granted", "label", s.Label, "since", t.datePhraseOf(s.Granted)))
			rows = append(rows, row(button("seat.revoke", "end:"+n, "label", s.Label)))
		}
	}
	body := phrase("seat.nobody")
	if len(lines) > 0 {
		body = joined("list.lines", "a", "b", lines)
	}
	if limits := limitLines(t.m.Prescribed); len(limits) > 0 {
		body = phrase("under", "head", body, "body", phrase("limits.in_force", "limits", joined("list.lines", "a", "b", limits)))
		rows = append(rows, row(button("limits.lift", "lift")))
	}
	if t.m.OpenSeats() < coach.MostSeats {
		rows = append(rows, row(button("seat.invite", "invite")))
	}
	if looked {
		rows = append(rows, row(button("seat.record", "record")))
	}
	return Message{Phrase: phrase("seat.head", "body", body), Buttons: append(rows, row(button("seat.close", "close")))}
}

func answerAccess(t *turn, v string) {
	what, number, _ := strings.Cut(v, ":")
	seat := t.m.Seat(atoi(number))
	switch {
	case v == "close":
		t.say("seat.closed")
		t.comeHome()
	case v == "invite":
		t.invite()
	case v == "record":
		t.ask("access_record")
	case v == "lift":
		t.ask("limits_lift")
	case what == "end" && seat != nil && seat.State != coach.SeatOver:
		t.under(t.endSeat(seat), "access")
	case what == "in" && seat != nil && seat.State == coach.SeatKnocking:
		t.under(t.letIn(seat), "access")
	default:
		t.again("")
	}
}

// letIn grants a seat to who has knocked.
func (t *turn) letIn(s *coach.Seat) Phrase {
	s.State, s.Granted, s.Asked = coach.SeatGranted, t.instant(), 0
	t.note("seat", "seat", s.Number, "what", string(coach.SeatGranted))
	t.tellSeat(s, coach.Errand{Kind: coach.ErrandGranted, Label: t.m.SeatName, Zone: t.m.Zone})
	return phrase("seat.granted", "label", s.Label)
}

// endSeat takes an access back, or never gives it. Whoever sat there learns that it is over, not why.
func (t *turn) endSeat(s *coach.Seat) Phrase {
	why, done := coach.EndedRevoked, phrase("seat.revoked", "label", s.Label)
	switch s.State {
	case coach.SeatInvited:
		why, done = coach.EndedWithdrawn, phrase("seat.withdrawn")
	case coach.SeatKnocking:
		why, done = coach.EndedDeclined, phrase("seat.declined", "label", s.Label)
	}
	t.tellSeat(s, coach.Errand{Kind: coach.ErrandOver, Why: why})
	t.closeSeat(s, why)
	return done
}

// closeSeat ends a seat and what it has asked for and the member has not answered. Limits in force stay: they were for the
// hip's sake, and the member may lift them.
func (t *turn) closeSeat(s *coach.Seat, why coach.SeatEnding) {
	t.note("seat", "seat", s.Number, "what", string(why))
	s.End(why, t.instant())
	t.dropPending(func(rx coach.Prescription) bool { return rx.Seat == s.Number })
}

// tellSeat sends an errand to who sits, or knocks, there.
func (t *turn) tellSeat(s *coach.Seat, e coach.Errand) {
	if s.Account == 0 {
		return
	}
	e.To, e.Seat = s.Account, s.Number
	t.out.Errands = append(t.out.Errands, e)
}

// tellSeats sends an errand to everybody with access.
func (t *turn) tellSeats(e coach.Errand) {
	for i := range t.m.Seats {
		if s := &t.m.Seats[i]; s.State == coach.SeatGranted {
			t.tellSeat(s, e)
		}
	}
}

// partWays tells everybody on the other side that the account is erased.
func (t *turn) partWays() {
	for i := range t.m.Seats {
		if s := &t.m.Seats[i]; s.State == coach.SeatGranted || s.State == coach.SeatKnocking {
			t.tellSeat(s, coach.Errand{Kind: coach.ErrandOver, Why: coach.EndedRevoked})
		}
	}
	if t.m.Practice != nil {
		for _, p := range t.m.Practice.Patients {
			t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandLeave, To: p.Account, Seat: p.Seat})
		}
	}
}

// sceneAccessRecord tells who looked at what, the latest days first.
func sceneAccessRecord(t *turn) Message {
	var lines []Phrase
	for _, v := range t.m.VisitDays(mostVisitLines) {
		var what []Phrase
		for _, seen := range v.Seen {
			one := phrase("seen." + seen.What)
			if seen.Times > 1 {
				one = phrase("seen.times", "what", one, "times", seen.Times)
			}
			what = append(what, one)
		}
		lines = append(lines, phrase("seat.visit", "date", datePhrase(v.Date), "label", v.Label, "what", list(what)))
	}
	body := phrase("seat.no_visits")
	if len(lines) > 0 {
		body = phrase("seat.visits", "lines", joined("list.lines", "a", "b", lines))
	}
	return Message{Phrase: body, Buttons: [][]Button{row(button("back.button", "back"))}}
}

func answerAccessRecord(t *turn, _ string) { t.ask("access") }

// mostVisitLines fit one screen.
const mostVisitLines = 14

// momentPhrase is a moment as the member's clock shows it.
func (t *turn) momentPhrase(at time.Time) Phrase {
	local := at.In(t.zone())
	return phrase("next.at", "day", t.dayPhrase(coach.DateOf(local)), "time", local.Format("15:04"))
}

// datePhraseOf is the date of a moment on the member's calendar.
func (t *turn) datePhraseOf(at time.Time) Phrase { return datePhrase(coach.DateOf(at.In(t.zone()))) }
