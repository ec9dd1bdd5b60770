package dialog

import (
	"strconv"
	"strings"
	"unicode"

	"medius/coach"
	"medius/coach/words"
)

// What a typed text means as an answer to the open question.

// understood tries a text as an answer to the open question: as a value, or as the label of a button.
func (t *turn) understood(text string) bool {
	s := scenes[t.m.Place.Scene]
	if s.back != "" && t.meansBack(text) {
		t.stepBack(s)
		return true
	}
	buttons := s.ask(t.probe()).Buttons
	if s.read != nil {
		if value, ok := s.read(t, text); ok {
			if value != "" {
				t.closed(s, buttons, value)
				t.given = value
				s.answer(t, value)
			}
			return true
		}
	}
	value, ok := t.chosen(text, buttons)
	if !ok { // "it hurts", "finished": words for a button that say it differently
		value, ok = t.lex.Command(text)
		if value == "quit" {
			value = map[bool]string{true: "stop", false: "back"}[t.atWork()]
		}
		value = synonym(value, buttons)
		ok = ok && hasValue(buttons, value)
	}
	if ok {
		t.closed(s, buttons, value)
		t.take(s, value)
	}
	return ok
}

// scored takes a score that was typed beside something looked at for the question that waits behind it.
func (t *turn) scored(text string) bool {
	s, behind := scenes[t.m.Place.Scene], t.m.Place.Return
	if t.m.Session != nil {
		behind = t.m.Session.Scene
	}
	if !s.aside || !s.offer || s.read != nil || !scenes[behind].score {
		return false
	}
	n, _, v := t.lex.Pain(text)
	if v != words.Understood {
		return false
	}
	t.stripShown()
	t.m.Place.Scene, t.m.Place.Return = behind, ""
	t.given = strconv.Itoa(n)
	scenes[behind].answer(t, t.given)
	return true
}

// closed lets the keyboard of a question that was answered by typing show the answer as it was understood, as a tap would.
func (t *turn) closed(s scene, buttons [][]Button, value string) {
	if len(buttons) == 0 || t.m.Place.Shown == 0 {
		return
	}
	c := &Closed{Name: questionName(t.m.Place.Shown), Label: phrase("noted")}
	if s.shows != nil {
		c.Label = s.shows(t, value)
	}
	c.Label = labelOf(buttons, value, c.Label)
	t.out.Closed = c
}

// labelOf is what stands on the button of a value, or else what is said of it otherwise.
func labelOf(buttons [][]Button, value string, otherwise Phrase) Phrase {
	for _, r := range buttons {
		for _, b := range r {
			if b.Value == value {
				return b.Label
			}
		}
	}
	return otherwise
}

// The answers that no button shows, in a word or two.

func clockShown(_ *turn, v string) Phrase { return phrase("clock", "time", v) }

func daysShown(_ *turn, v string) Phrase { return daysPhrase(v) }

func numberShown(_ *turn, v string) Phrase { return phrase("number", "value", atoi(v)) }

func dateShown(_ *turn, v string) Phrase {
	return datePhrase(coach.Date(strings.TrimPrefix(v, "until:")))
}

func placeShown(t *turn, v string) Phrase {
	zone := strings.TrimPrefix(v, "place:")
	return phrase("zone.place", "name", zone, "time", t.clockIn(zone))
}

// synonym gives the button that a command means where it is typed as an answer.
func synonym(command string, buttons [][]Button) string {
	means := map[string][]string{
		"undo": {"mistake", "back"}, "start": {"begin", "now", "timer"}, "go": {"begin", "start", "now"}, "resume": {"begin", "now"},
		"fewer": {"less"}, "enough": {"done", "close"}, "back": {"undo"}, "omit": {"skip"}, "tired": {"skip"},
	}
	values := means[command]
	if hasValue(buttons, "skip") && hasValue(buttons, "less") { // the rest, before the next set
		switch command {
		case "go", "start", "resume", "done":
			values = []string{"skip"}
		case "omit", "tired": // which is no word for the rest
			values = nil
		}
	}
	for _, value := range values {
		if !hasValue(buttons, command) && hasValue(buttons, value) {
			return value
		}
	}
	return command
}

func hasValue(buttons [][]Button, value string) bool {
	for _, r := range buttons {
		for _, b := range r {
			if b.Value == value {
				return true
			}
		}
	}
	return false
}

// take hands a button's value to its scene; "back" and "undo" are the same in all of them.
func (t *turn) take(s scene, value string) {
	switch {
	case value == "back" && s.back != "":
		t.stepBack(s)
	case value == "undo":
		t.undo()
	default:
		t.given = value
		s.answer(t, value)
	}
}

// probe is a copy of the turn to ask a question on without saying it.
func (t *turn) probe() *turn {
	m := t.m.Clone()
	return &turn{Coach: t.Coach, now: t.now, m: &m, ev: t.ev, out: &Turn{}, lex: t.lex}
}

// chosen finds the button whose label was typed.
func (t *turn) chosen(text string, buttons [][]Button) (string, bool) {
	if strings.ContainsFunc(text, unicode.IsDigit) && !numbered(buttons) {
		return "", false // the buttons carry no numbers, so nobody can mean one by its place
	}
	if t.atWork() && t.lex.Place(text) {
		return "", false // "last one" is of sets, not of buttons
	}
	var labels, values []string
	for _, r := range buttons {
		for _, b := range r {
			labels = append(labels, t.Say(t.m.Language, b.Label))
			values = append(values, b.Value)
		}
	}
	if i, ok := t.lex.Choose(text, labels); ok {
		return values[i], true
	}
	return "", false
}

// numbered: there is a button that shows a number.
func numbered(buttons [][]Button) bool {
	for _, r := range buttons {
		for _, b := range r {
			switch b.Label.Key {
			case "number", "clock", "rest_length.seconds", "pause.days", "zone.place", "progress.days", "handout.days", "prompt.snooze15", "rest.easy", "rest.hard", "owner.bar", "owner.unbar":
				return true
			}
		}
	}
	return false
}
