package dialog

import (
	"slices"

	"medius/coach"
)

// What is said to somebody who writes more than can be answered, and what is answered all the same.

// Urgent tells whether an event must be answered, however much came before: words that may mean danger in any language there
// is, the ways to stop, and who leaves.
func (c *Coach) Urgent(ev Event) bool {
	switch ev.Kind {
	case Tapped: // "Stop, it hurts" of a session, and a yes to a question about danger
		return slices.Contains([]string{"hurts", "stop", "yes"}, ev.Choice)
	case Said:
		return c.urgentWords(ev.Text)
	case Blocked, Unblocked:
		return true
	}
	return false
}

func (c *Coach) urgentWords(text string) bool {
	ways := []string{"hurts", "stop", "wrong", "delete"}
	if name, _, slash := commandOf(text); slash && slices.Contains(ways, name) {
		return true
	}
	return slices.ContainsFunc(c.Languages, func(language string) bool {
		lex := c.Words(language)
		if len(lex.Flags(text)) > 0 {
			return true
		}
		name, ok := lex.Command(text)
		return ok && slices.Contains(ways, name)
	})
}

// flooded tells a member, once, that what comes now is not read. Strangers and groups have heard their sentence.
func (t *turn) flooded() {
	if t.m.Stage != coach.StageNew && !t.m.Barred && !t.m.Away {
		t.hushReplies() // what is not said yet has been overtaken
		t.saying(phrase("flood"), nil)
		t.askAgain()
	}
}
