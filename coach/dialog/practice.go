package dialog

import (
	"slices"
	"strconv"

	"medius/coach"
)

// How a physiotherapist comes in: by a member's invitation, after terms of her own.

// The terms for physiotherapists.
const (
	PracticeTerms   = "practice"
	PracticeVersion = "1"
)

// shortestCode tells a code of an invitation from other words after /start.
const shortestCode = 16

// InvitationIn gives the hash of the invitation code that an event carries, "" for none.
func InvitationIn(ev Event) string {
	if ev.Kind != Said {
		return ""
	}
	if name, code, ok := commandOf(ev.Text); ok && name == "start" && len(code) >= shortestCode && len(code) <= 64 {
		return coach.HashOfCode(code)
	}
	return ""
}

// invited goes on with the invitation that came with /start; false: what stood there is none.
func (t *turn) invited() bool {
	hash := InvitationIn(t.ev)
	if hash == "" {
		return false
	}
	inv := t.m.Invited
	switch {
	case inv == nil:
		t.say("practice.not_open")
		t.askAgain()
	case inv.Member == t.m.ID:
		t.say("practice.own")
		t.askAgain()
	case t.m.Stage == coach.StageOnboarding:
		t.say("practice.later")
		t.askAgain()
	case t.m.Practice != nil && t.m.Practice.Patient(inv.Member) != nil:
		t.say("practice.already", "name", t.m.Practice.Patient(inv.Member).Name)
		t.askAgain()
	default:
		t.beginPractice(hash, *inv)
	}
	return true
}

// beginPractice asks for the terms and a name, where they have not been given, and knocks.
func (t *turn) beginPractice(hash string, inv coach.Invitation) {
	if t.m.Stage == coach.StageNew {
		t.m.Stage = coach.StagePractice
	}
	t.setOut()
	t.m.Place.Draft = map[string]string{"invitation": hash, "inviter": strconv.FormatInt(inv.Member, 10), "seat": strconv.Itoa(inv.Seat)}
	switch {
	case !slices.ContainsFunc(t.m.Consents, func(c coach.Consent) bool { return c.Purpose == PracticeTerms && c.Version == PracticeVersion }):
		t.ask("practice_terms")
	case t.m.Practice == nil:
		t.ask("practice_name")
	default:
		t.knock()
	}
}

func scenePracticeTerms(t *turn) Message {
	return Message{
		Phrase:  phrase("practice.terms", "owner", t.ownerName(), "contact", t.contact()),
		Buttons: [][]Button{row(button("practice.agree", "yes")), row(button("hello.decline", "no"))},
	}
}

func answerPracticeTerms(t *turn, v string) {
	if v != "yes" {
		t.say("practice.declined")
		if t.m.Stage == coach.StagePractice && t.m.Practice == nil {
			t.out.Erase = true
			return
		}
		t.comeHome()
		return
	}
	t.agreed(PracticeTerms, PracticeVersion)
	if t.m.Practice == nil {
		t.ask("practice_name")
		return
	}
	t.knock()
}

func scenePracticeName(*turn) Message { return Message{Phrase: phrase("practice.name")} }

func answerPracticeName(t *turn, v string) {
	t.m.Practice = &coach.Practice{Label: v[len("name:"):]}
	t.knock()
}

// knock lets the member know that the invitation was opened.
func (t *turn) knock() {
	t.out.Errands = append(t.out.Errands, coach.Errand{
		Kind: coach.ErrandKnock, To: int64(atoi(t.draft("inviter"))), Seat: atoi(t.draft("seat")), Code: t.draft("invitation"),
		Label: t.m.Practice.Label,
	})
	t.m.Place.Draft = nil
	t.say("practice.knocked")
	t.comeHome()
}

// A physiotherapist who sends /start may want to be coached, too.
func scenePracticeStart(*turn) Message {
	return Message{Phrase: phrase("practice.start"), Buttons: [][]Button{
		row(button("practice.see_patients", "patients")), row(button("practice.be_coached", "coach")),
	}}
}

func answerPracticeStart(t *turn, v string) {
	if v == "coach" {
		t.beginQuestions()
		return
	}
	t.openCaseload()
}

// granted: a member has let the physiotherapist in.
func (t *turn) granted(e coach.Errand) {
	p := t.m.Practice
	if p == nil {
		t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandLeave, To: e.From, Seat: e.Seat})
		return
	}
	if t.m.Zone == "" {
		t.m.Zone = e.Zone // hers, most likely; only the morning's list goes by it
	}
	patient := coach.Patient{Account: e.From, Seat: e.Seat, Name: e.Label, Since: t.instant()}
	if old := p.Patient(e.From); old != nil {
		*old = patient
	} else {
		p.Patients = append(slices.Clip(p.Patients), patient)
	}
	t.note("patient", "seat", e.Seat, "what", string(coach.SeatGranted))
	t.remindDigest()
	t.unasked(phrase("practice.granted", "name", e.Label))
}

// lostPatient: a member has ended the access, or never gave it.
func (t *turn) lostPatient(e coach.Errand) {
	p := t.m.Practice
	if p == nil {
		return
	}
	patient := p.Patient(e.From)
	switch {
	case patient == nil && e.Why == coach.EndedDeclined:
		t.unasked(phrase("practice.refused"))
		return
	case patient == nil:
		t.unasked(phrase("practice.not_open"))
		return
	case patient.Seat != e.Seat:
		return
	}
	name := patient.Name
	t.forgetPatient(e.From)
	t.unasked(phrase("practice.over", "name", name))
}

// forgetPatient takes somebody off the list, and off the page that shows them.
func (t *turn) forgetPatient(account int64) {
	p := t.m.Practice
	p.Patients = slices.DeleteFunc(slices.Clone(p.Patients), func(o coach.Patient) bool { return o.Account == account })
	if p.Open == account {
		p.Open = 0
		if scenes[t.m.Place.Scene].patient {
			t.idle()
		}
	}
}
