package dialog

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"medius/coach"
)

// The member's own activities, in the member's own words: the only words of theirs that are kept, and they are told so
// where they type them.

// OwnWords is the consent to keep them, given by typing one under the text that says what becomes of it.
const (
	OwnWords        = "own_words"
	OwnWordsVersion = "1"
)

// longestActivity is how long an activity may be, in letters.
const longestActivity = 60

// instead marks the question for an activity that takes the place of another one.
const instead = "instead"

func wordNameActivity(t *turn, about string) Message {
	if about == instead {
		return Message{Phrase: phrase("activity.instead")}
	}
	if n := len(t.m.Outcomes.InUse()); n > 0 {
		return Message{
			Phrase:  phrase("activity.another", "n", n, "of", coach.MostActivities),
			Buttons: [][]Button{row(button("activity.enough", "done"))},
		}
	}
	return Message{Phrase: phrase("activity.name")}
}

// readActivity takes whatever is typed, unless it is an order, a question or a plain no.
func readActivity(t *turn, text string) (string, bool) {
	switch name, order := t.lex.Command(text); {
	case name == "enough":
		return "done", true
	case order || isQuestion(text):
		return "", false
	}
	if yes, ok := t.lex.YesNo(text); ok && !yes && len(strings.Fields(text)) <= 2 {
		return "done", true
	}
	text = oneLine(text)
	switch {
	case !strings.ContainsFunc(text, unicode.IsLetter):
		t.again("activity.unclear")
	case len([]rune(text)) > longestActivity:
		t.again("activity.too_long")
	case t.hasActivity(text):
		t.again("activity.have")
	default:
		t.nameActivity(text)
	}
	return "", true
}

// oneLine is a text without line breaks, control signs and marks that turn the direction of writing.
func oneLine(text string) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case !unicode.IsPrint(r):
			return -1
		}
		return r
	}, text)
	return strings.Join(strings.Fields(text), " ")
}

func (t *turn) hasActivity(text string) bool {
	return slices.ContainsFunc(t.m.Outcomes.InUse(), func(a coach.Activity) bool { return t.lex.Normal(a.Text) == t.lex.Normal(text) })
}

// nameActivity keeps an activity and asks about it.
func (t *turn) nameActivity(text string) {
	t.agreedOwnWords()
	o := &t.m.Outcomes
	id := fmt.Sprintf("a%d", len(o.Activities)+1)
	o.Activities = append(slices.Clip(o.Activities), coach.Activity{ID: id, Text: text})
	t.note("activity", "id", id, "what", "named")
	left := t.m.Place.Asking.Left
	if _, about := t.question(); about == instead || len(o.InUse()) == coach.MostActivities {
		left = left[1:]
	}
	t.m.Place.Asking.Left = append([]string{"activity:" + id}, left...)
	t.nextQuestion()
}

// agreedOwnWords notes the consent, once for each version of the text.
func (t *turn) agreedOwnWords() {
	if !slices.ContainsFunc(t.m.Consents, func(c coach.Consent) bool { return c.Purpose == OwnWords && c.Version == OwnWordsVersion }) {
		t.agreed(OwnWords, OwnWordsVersion)
	}
}

// answerNameActivity: no more of them.
func answerNameActivity(t *turn, v string) {
	if v == "done" {
		v = "skip"
	}
	if !t.beside(v) {
		t.again("activity.unclear")
	}
}

func wordActivity(t *turn, id string) Message {
	rows := keypad()
	if t.justNamed(id) {
		rows = append(rows, row(button("activity.other_words", "other")))
	}
	return Message{Phrase: phrase("activity.ask", "activity", t.activityText(id)), Buttons: rows}
}

// activityText is what the member called an activity.
func (t *turn) activityText(id string) string {
	for _, a := range t.m.Outcomes.Activities {
		if a.ID == id {
			return a.Text
		}
	}
	return ""
}

// justNamed: it is the latest one and was never rated, so it can still be put in other words.
func (t *turn) justNamed(id string) bool {
	all := t.m.Outcomes.Activities
	rated := slices.ContainsFunc(t.m.Outcomes.Surveys, func(s coach.Survey) bool { _, said := s.Activities[id]; return said })
	return len(all) > 0 && all[len(all)-1].ID == id && !rated
}

func answerActivity(t *turn, v string) {
	_, id := t.question()
	if v == "other" && t.justNamed(id) {
		t.m.Outcomes.Activities = t.m.Outcomes.Activities[:len(t.m.Outcomes.Activities)-1]
		t.note("activity", "id", id, "what", "dropped")
		left := t.m.Place.Asking.Left[1:]
		switch {
		case t.m.Place.Asking.Block != coach.BlockFirst: // only a replacement is named there
			left = append([]string{"name:" + instead}, left...)
		case !slices.Contains(left, "name"):
			left = append([]string{"name"}, left...)
		}
		t.m.Place.Asking.Left = left
		t.nextQuestion()
		return
	}
	if t.beside(v) {
		return
	}
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	t.noted(coach.Survey{Activities: map[string]int{id: n}})
	t.note("outcome", "what", "activity", "id", id, "score", n)
	if t.m.Outcomes.Replaceable(id) && !t.kept(id) {
		t.m.Place.Asking.Left = slices.Insert(slices.Clone(t.m.Place.Asking.Left), 1, "replace:"+id)
	}
	t.passed()
}

func (t *turn) kept(id string) bool {
	return slices.ContainsFunc(t.m.Outcomes.Activities, func(a coach.Activity) bool { return a.ID == id && a.Kept })
}

// wordReplace offers another activity in the place of one that has been back for two weeks.
func wordReplace(t *turn, id string) Message {
	return Message{
		Phrase:  phrase("activity.replace", "activity", t.activityText(id)),
		Buttons: [][]Button{row(button("activity.take_another", "yes"), button("activity.keep", "no"))},
	}
}

func answerReplace(t *turn, v string) {
	if t.beside(v) {
		return
	}
	_, id := t.question()
	o := &t.m.Outcomes
	o.Activities = slices.Clone(o.Activities)
	i := slices.IndexFunc(o.Activities, func(a coach.Activity) bool { return a.ID == id })
	if i < 0 {
		t.passed()
		return
	}
	if v != "yes" {
		o.Activities[i].Kept = true
		t.note("activity", "id", id, "what", "kept")
		t.passed()
		return
	}
	o.Activities[i].Until = t.today()
	t.note("activity", "id", id, "what", "replaced")
	t.m.Place.Asking.Left = slices.Insert(slices.Clone(t.m.Place.Asking.Left), 1, "name:"+instead)
	t.passed()
}
