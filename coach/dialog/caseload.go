package dialog

import (
	"strconv"
	"strings"
	"time"

	"medius/coach"
)

// The physiotherapist's list: who needs attention first. Every look is noted with the member.

// openCaseload shows the list. Members who are gone for good are taken off it.
func (t *turn) openCaseload() {
	for _, p := range t.m.Practice.Patients {
		if p.Member == nil {
			t.forgetPatient(p.Account)
		}
	}
	t.m.Practice.Open = 0
	t.setOut()
	t.ask("patients")
}

// dateOf is the date on a member's own calendar.
func (t *turn) dateOf(m *coach.Member) coach.Date {
	loc, err := t.zones.at(m.Zone)
	if err != nil {
		loc = time.UTC
	}
	return coach.DateOf(t.now.In(loc))
}

// caseloadPage is how many patients stand on one page of the list.
const caseloadPage = 8

func sceneCaseload(t *turn) Message {
	all := t.m.Practice.Caseload(t.dateOf)
	digest := row(button("caseload.digest."+onOff(!t.m.Practice.DigestOff), "digest"))
	if len(all) == 0 {
		return Message{Phrase: phrase("caseload.empty"), Buttons: [][]Button{digest, row(button("seat.close", "close"))}}
	}
	page := min(atoi(t.draft("page")), (len(all)-1)/caseloadPage)
	shown := all[page*caseloadPage : min(len(all), (page+1)*caseloadPage)]
	var lines []Phrase
	var rows [][]Button
	for _, p := range shown {
		lines = append(lines, phrase("caseload.line", "name", p.Name, "state", t.attention(p)))
		rows = append(rows, row(button("caseload.patient", "open:"+strconv.FormatInt(p.Account, 10), "name", p.Name)))
	}
	var turns []Button
	if page > 0 {
		turns = append(turns, button("caseload.earlier", "page:"+strconv.Itoa(page-1)))
	}
	if (page+1)*caseloadPage < len(all) {
		turns = append(turns, button("caseload.later", "page:"+strconv.Itoa(page+1)))
	}
	if len(turns) > 0 {
		rows = append(rows, turns)
	}
	if !t.brief { // it stands above
		t.seenAll(shown, coach.SeenList)
	}
	return Message{
		Phrase:  phrase("caseload.head", "n", len(all), "lines", joined("list.lines", "a", "b", lines)),
		Buttons: append(rows, digest, row(button("seat.close", "close"))),
	}
}

// attention says why somebody should be looked at.
func (t *turn) attention(p coach.Patient) Phrase {
	today := t.dateOf(p.Member)
	switch a := p.Attention(today); a {
	case coach.AttendFlag:
		return phrase("attend.red_flag", "since", t.datePhraseOf(p.Member.Lock.Since))
	case coach.AttendSilent:
		return phrase("attend.silent", "n", today.Since(p.Member.Programme.LastSeen))
	case coach.AttendNone:
		switch {
		case p.Member.Stage == coach.StageStopped:
			return phrase("attend.stopped")
		case p.Member.Pause != nil:
			return phrase("attend.paused")
		}
		return phrase("attend.none")
	default:
		return phrase("attend." + string(a))
	}
}

// seen lets a patient's record tell that something was looked at.
func (t *turn) seen(p coach.Patient, what string) {
	t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandSeen, To: p.Account, Seat: p.Seat, What: what})
}

func (t *turn) seenAll(patients []coach.Patient, what string) {
	for _, p := range patients {
		t.seen(p, what)
	}
}

func answerCaseload(t *turn, v string) {
	what, value, _ := strings.Cut(v, ":")
	switch {
	case v == "close":
		t.say("caseload.closed")
		t.comeHome()
	case v == "digest":
		t.m.Practice.DigestOff = !t.m.Practice.DigestOff
		t.note("setting", "digest", !t.m.Practice.DigestOff)
		t.remindDigest()
		t.brief = true
		t.ask("patients")
		t.brief = false
	case what == "page":
		t.setDraft("page", value)
		t.ask("patients")
	case what == "open":
		t.openPatient(value)
	default:
		t.again("")
	}
}

// The morning's list: sent on the physiotherapist's clock, only when something stands out that was not told the day before,
// and never twice a day.
const (
	digestAt     = 7*time.Hour + 30*time.Minute
	digestUseful = 4 * time.Hour
	digestRepeat = 7 // days after which what has not changed is told again
)

func (t *turn) remindDigest() {
	if p := t.m.Practice; p == nil || p.DigestOff || len(p.Patients) == 0 || t.m.Barred {
		t.drop(DueDigest)
		return
	}
	for _, date := range []coach.Date{t.today(), t.today().Add(1)} {
		if at := t.clockOn(date, digestAt); at.After(t.now) {
			t.keep(DueDigest, at, digestUseful)
			return
		}
	}
}

func (t *turn) digestDue(late bool) {
	t.remindDigest()
	p := t.m.Practice
	if p == nil || p.DigestOff || t.m.Away || late || p.ToldOn == t.today() {
		return
	}
	var lines []Phrase
	var named []coach.Patient
	var told strings.Builder
	for _, one := range p.Caseload(t.dateOf) {
		a := one.Attention(t.dateOf(one.Member))
		if a == coach.AttendNone {
			continue
		}
		named = append(named, one)
		lines = append(lines, phrase("caseload.line", "name", one.Name, "state", t.attention(one)))
		told.WriteString(strconv.FormatInt(one.Account, 10) + " " + string(a) + "\n")
	}
	if len(lines) == 0 {
		p.Told = ""
		return
	}
	if told.String() == p.Told && t.today().Since(p.ToldOn) < digestRepeat {
		return
	}
	p.Told, p.ToldOn = told.String(), t.today()
	t.seenAll(named, coach.SeenDigest)
	t.unasked(phrase("caseload.morning", "lines", joined("list.lines", "a", "b", lines[:min(len(lines), mostDigestLines)])))
}

// mostDigestLines keeps the morning's list on one screen; /patients has all.
const mostDigestLines = 20

// urgent is said at once, and with a sound at any hour.
func (t *turn) urgent(p Phrase) {
	if !t.m.Away {
		t.saying(p, nil)
	}
}

// fromPatient is what a patient's coach tells: a red flag at once, and what became of a prescription.
func (t *turn) fromPatient(e coach.Errand) {
	if t.m.Practice == nil {
		return
	}
	p := t.m.Practice.Patient(e.From)
	if p == nil || p.Seat != e.Seat {
		return
	}
	switch {
	case e.Kind == coach.ErrandFlag:
		t.seen(*p, coach.SeenFlag)
		t.urgent(phrase("practice.flag", "name", p.Name, "sign", phrase("report.flag."+strings.ToLower(e.What))))
	case e.Prescription != nil:
		t.unasked(phrase("practice.answered."+e.What, "name", p.Name, "what", prescriptionPhrase(*e.Prescription)))
	default: // all limits at once
		t.unasked(phrase("practice.answered.lifted", "name", p.Name))
	}
}
