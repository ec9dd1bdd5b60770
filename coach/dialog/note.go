package dialog

import (
	"strings"
	"unicode"

	"medius/coach"
)

// A remark for the report, in the member's own words: what no score says. Warning words in it come first, as everywhere;
// it decides nothing, and stands in the report and the export only.

// openNote takes what stands after the command to be looked at before it is kept, or asks for it.
func (t *turn) openNote() {
	if _, _, slash := commandOf(t.ev.Text); slash && noteworthy(oneLine(t.argument)) {
		t.detour("note_keep")
		return
	}
	t.detour("note")
}

// noteworthy: there is something to read, and not too much of it.
func noteworthy(text string) bool {
	return strings.ContainsFunc(text, unicode.IsLetter) && len([]rune(text)) <= coach.LongestNote
}

func sceneNote(t *turn) Message {
	buttons := [][]Button{row(button("note.leave", "leave"))}
	if n := len(t.m.Notes); n > 0 {
		buttons = append([][]Button{row(button("note.drop", "drop"))}, buttons...)
		return Message{Phrase: phrase("note.ask_again", "text", t.m.Notes[n-1].Text, "date", datePhrase(t.m.Notes[n-1].Date)), Buttons: buttons}
	}
	return Message{Phrase: phrase("note.ask"), Buttons: buttons}
}

// readNote takes whatever is typed, unless it is an order or a plain no.
func readNote(t *turn, text string) (string, bool) {
	if _, order := t.lex.Command(text); order {
		return "", false
	}
	if yes, ok := t.lex.YesNo(text); ok && !yes && len(strings.Fields(text)) <= 2 {
		return "leave", true
	}
	if text = oneLine(text); !noteworthy(text) {
		t.again("note.unclear")
		return "", true
	}
	t.keepNote(text)
	return "", true
}

func answerNote(t *turn, v string) {
	n := len(t.m.Notes)
	switch {
	case v == "leave":
		t.say("note.left")
	case v == "drop" && n > 0:
		t.m.Notes = t.m.Notes[:n-1]
		t.note("note", "what", "dropped")
		t.say("note.dropped")
	default:
		t.again("")
		return
	}
	t.comeHome()
}

// sceneNoteKeep shows what would be kept before it is.
func sceneNoteKeep(t *turn) Message {
	if t.draft("note") == "" {
		t.setDraft("note", oneLine(t.argument))
	}
	return Message{Phrase: phrase("note.keep_ask", "text", t.draft("note")), Buttons: [][]Button{
		row(button("note.keep", "yes"), button("note.leave", "no")),
	}}
}

func answerNoteKeep(t *turn, v string) {
	if v == "yes" && t.draft("note") != "" {
		t.keepNote(t.draft("note"))
		return
	}
	t.m.Place.Draft = nil
	t.say("note.left")
	t.comeHome()
}

func (t *turn) keepNote(text string) {
	notes, ok := coach.WithNote(t.m.Notes, coach.Note{Date: t.today(), Text: text})
	t.m.Place.Draft = nil
	if !ok {
		t.say("note.full", "n", coach.MostNotes)
		t.comeHome()
		return
	}
	t.agreedOwnWords()
	t.m.Notes = notes
	t.note("note", "what", "kept")
	t.say("note.kept")
	t.comeHome()
}
