package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// What a member takes out of the chat: a report to show to somebody, and everything that is kept. Both come to the member
// and to nobody else. A file that may have arrived is not sent again by itself, so there is a button for it.

func sceneReport(t *turn) Message {
	return Message{Phrase: phrase("handout.report"), Buttons: append(grid(2, reportSpans(t.daysSoFar())), row(button("handout.no", "no")))}
}

// reportSpans are the times a report can tell of, after so many days.
func reportSpans(daysSoFar int) []Button {
	var spans []Button
	for _, days := range []int{14, 30, 90} {
		if days < daysSoFar {
			spans = append(spans, button("handout.days", strconv.Itoa(days), "n", days))
		}
	}
	return append(spans, button("handout.start", "0"))
}

func answerReport(t *turn, v string) {
	switch {
	case v == "no":
		t.keepToMyself()
	case slices.Contains([]string{"0", "14", "30", "90"}, v):
		t.hand(string(PaperReport) + ":" + v)
	default:
		t.again("")
	}
}

func sceneExport(*turn) Message {
	return Message{Phrase: phrase("handout.export"), Buttons: [][]Button{row(button("handout.send", "send"), button("handout.no", "no"))}}
}

func readExport(t *turn, text string) (string, bool) {
	yes, ok := t.lex.Agrees(text)
	if yes {
		return "send", ok
	}
	return "no", ok
}

func answerExport(t *turn, v string) {
	switch v {
	case "no":
		t.keepToMyself()
	case "send":
		t.hand(string(PaperExport))
	default:
		t.again("")
	}
}

func (t *turn) keepToMyself() {
	t.say("handout.not_now")
	t.comeHome()
}

// hand sends a document, and offers to send it again where nothing else is going on.
func (t *turn) hand(what string) {
	kind, days, _ := strings.Cut(what, ":")
	p := Paper{Kind: PaperKind(kind), Days: atoi(days), Date: t.today()}
	t.note("handout", "what", kind, "days", p.Days)
	t.bury()
	t.out.Say = append(t.out.Say, Message{Phrase: t.handed(p), Paper: &p, Lane: coach.LaneReply})
	if t.m.Session != nil || t.m.Place.Return != "" {
		t.comeHome()
		return
	}
	t.setDraft("paper", what)
	t.ask("handed")
}

// handed is what stands below a document.
func (t *turn) handed(p Paper) Phrase {
	switch {
	case p.Kind == PaperExport:
		return phrase("handout.is.export")
	case p.Days == 0:
		return phrase("handout.is.report_all")
	}
	return phrase("handout.is.report", "n", p.Days)
}

func sceneHanded(*turn) Message {
	return Message{Phrase: phrase("handout.again"), Buttons: [][]Button{row(button("handout.send_again", "again"), button("handout.close", "close"))}}
}

func answerHanded(t *turn, v string) {
	if v == "again" && t.draft("paper") != "" {
		t.hand(t.draft("paper"))
		return
	}
	t.say("handout.closed")
	t.comeHome()
}
