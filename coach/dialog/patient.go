package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// A patient's page, as their physiotherapist sees it: the week in words, charts, the report, and what can be set.

// patient is whose page is open; nil when the access has ended meanwhile.
func (t *turn) patient() *coach.Patient {
	if t.m.Practice == nil {
		return nil
	}
	p := t.m.Practice.Patient(t.m.Practice.Open)
	if p == nil || p.Member == nil {
		return nil
	}
	return p
}

// of is a turn that looks at somebody else's course: it words, and is never said or kept.
func (t *turn) of(m *coach.Member) *turn {
	c := m.Clone()
	return &turn{Coach: t.Coach, now: t.now, m: &c, ev: t.ev, out: &Turn{}, lex: t.lex}
}

func (t *turn) openPatient(account string) {
	n, err := strconv.ParseInt(account, 10, 64)
	p := t.m.Practice.Patient(n)
	if err != nil || p == nil || p.Member == nil {
		t.again("")
		return
	}
	t.m.Practice.Open = n
	t.ask("patient")
}

// withPatient asks a scene of the open page, or goes back to the list where there is none any more.
func withPatient(scene func(*turn, coach.Patient) Message) func(*turn) Message {
	return func(t *turn) Message {
		p := t.patient()
		if p == nil {
			if t.m.Practice == nil {
				t.idle()
				return Message{}
			}
			t.openCaseload()
			return Message{}
		}
		return scene(t, *p)
	}
}

// forPatient does the same for answers.
func forPatient(answer func(*turn, coach.Patient, string)) func(*turn, string) {
	return func(t *turn, v string) {
		p := t.patient()
		switch {
		case t.m.Practice == nil:
			t.idle()
		case p == nil:
			t.openCaseload()
		default:
			answer(t, *p, v)
		}
	}
}

func scenePatient(t *turn, p coach.Patient) Message {
	if a := t.m.Practice.Patient(p.Account); p.Attention(t.dateOf(p.Member)) == coach.AttendThirty {
		a.Thirty = true
	}
	if !t.brief {
		t.seen(p, coach.SeenPage)
	}
	return Message{
		Phrase: phrase("patient.head", "name", p.Name, "state", t.attention(p), "course", t.coursePhrase(p)),
		Buttons: append(grid(2, chartButtons("")),
			row(button("patient.report", "report"), button("patient.limits", "limits")),
			row(button("patient.message", "message"), button("patient.visa_g", "visa_g")),
			row(button("patient.list", "list"), button("patient.leave", "leave")),
		),
	}
}

func answerPatient(t *turn, p coach.Patient, v string) {
	switch {
	case slices.Contains(charts, PaperKind(v)):
		t.showChart(p, v)
	case v == "report":
		t.ask("patient_report")
	case v == "limits":
		t.ask("limits")
	case v == "message":
		if !t.m.Practice.MaySend(t.today()) {
			t.under(phrase("patient.enough_messages", "n", coach.MostMessages), "patient")
			return
		}
		t.ask("patient_message")
	case v == "visa_g":
		t.ask("patient_visa_g")
	case v == "leave":
		t.ask("patient_leave")
	case v == "list":
		t.openCaseload()
	default:
		t.again("")
	}
}

// showChart sends a chart of the patient's course, and below it the page again.
func (t *turn) showChart(p coach.Patient, kind string) {
	for _, side := range t.chartSides(p, PaperKind(kind)) {
		paper := Paper{Kind: PaperKind(kind), Days: usualSpan, Side: side, Dark: t.m.Weekly.Dark, Date: t.dateOf(p.Member), Of: p.Account}
		if paper.Kind == PaperTraining || paper.Days > paper.Date.Since(p.Member.Programme.Start) {
			paper.Days = 0
		}
		t.bury()
		t.out.Say = append(t.out.Say, Message{Paper: &paper, Lane: coach.LaneReply})
	}
	t.seen(p, kind)
	t.ask("patient_more")
}

// chartSides are the sides a chart is drawn for.
func (t *turn) chartSides(p coach.Patient, kind PaperKind) []coach.Side {
	if sides := p.Member.SoreSides(); len(sides) > 0 && (kind == PaperPain || kind == PaperDose) {
		return sides
	}
	return []coach.Side{""}
}

// scenePatientMore goes on from a chart without the whole page again.
func scenePatientMore(t *turn, p coach.Patient) Message {
	return Message{
		Phrase:  phrase("patient.more", "name", p.Name),
		Buttons: append(grid(2, chartButtons("")), row(button("patient.page", "page"), button("patient.list", "list"))),
	}
}

func answerPatientMore(t *turn, p coach.Patient, v string) {
	if v == "page" {
		t.ask("patient")
		return
	}
	answerPatient(t, p, v)
}

func scenePatientReport(t *turn, p coach.Patient) Message {
	return Message{
		Phrase:  phrase("patient.report_ask", "name", p.Name),
		Buttons: grid(2, reportSpans(t.dateOf(p.Member).Since(p.Member.Programme.Start)+1)),
	}
}

func answerPatientReport(t *turn, p coach.Patient, v string) {
	if !slices.Contains([]string{"0", "14", "30", "90"}, v) {
		t.again("")
		return
	}
	paper := Paper{Kind: PaperReport, Days: atoi(v), Date: t.dateOf(p.Member), Of: p.Account}
	t.bury()
	t.out.Say = append(t.out.Say, Message{Phrase: phrase("patient.report_is", "name", p.Name), Paper: &paper, Lane: coach.LaneReply})
	t.seen(p, coach.SeenReport)
	t.ask("patient_more")
}

func scenePatientMessage(_ *turn, p coach.Patient) Message {
	return Message{Phrase: phrase("patient.message_ask", "name", p.Name, "most", longestMessage)}
}

// longestMessage is how long a message may be, in letters.
const longestMessage = 500

// readPatientMessage takes whatever is typed, but no command.
func readPatientMessage(_ *turn, text string) (string, bool) {
	text = strings.TrimSpace(text)
	if n := len([]rune(text)); n == 0 || n > longestMessage || strings.HasPrefix(text, "/") {
		return "", false
	}
	return "text:" + text, true
}

func answerPatientMessage(t *turn, p coach.Patient, v string) {
	t.m.Practice.CountMessage(t.today())
	t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandMessage, To: p.Account, Seat: p.Seat, Text: v[len("text:"):]})
	t.under(phrase("patient.message_sent", "name", p.Name), "patient_more")
}

func scenePatientVisaG(_ *turn, p coach.Patient) Message {
	return Message{Phrase: phrase("patient.visa_g_ask", "name", p.Name)}
}

// mostVisaG is the best total of that questionnaire.
const mostVisaG = 100

func answerPatientVisaG(t *turn, p coach.Patient, v string) {
	n, err := strconv.Atoi(v)
	if err != nil || n < 0 || n > mostVisaG {
		t.again("patient.visa_g_unclear")
		return
	}
	t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandVisaG, To: p.Account, Seat: p.Seat, Score: n})
	t.under(phrase("patient.visa_g_kept", "name", p.Name, "score", n), "patient_more")
}

func scenePatientLeave(_ *turn, p coach.Patient) Message {
	return Message{Phrase: phrase("patient.leave_ask", "name", p.Name), Buttons: [][]Button{
		row(button("patient.leave_yes", "yes")), row(button("patient.leave_no", "no")),
	}}
}

func answerPatientLeave(t *turn, p coach.Patient, v string) {
	if v != "yes" {
		t.ask("patient")
		return
	}
	t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandLeave, To: p.Account, Seat: p.Seat})
	t.note("patient", "seat", p.Seat, "what", string(coach.EndedLeft))
	t.forgetPatient(p.Account)
	t.remindDigest()
	t.say("practice.over", "name", p.Name)
	t.openCaseload()
}
