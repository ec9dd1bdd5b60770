package dialog

import (
	"slices"
	"strconv"
	"strings"
)

// A question about danger that is asked again stands in the chat more than once. Each copy is the same question, and whoever answers the
// upper one has answered it; a yes must not get lost because it stood there.

// danger is the question about danger that is open, "" when none is.
func (t *turn) danger() string {
	p := &t.m.Place
	switch {
	case p.Scene == "word":
		return "word" + strconv.Itoa(t.wordAsked())
	case p.Scene == "screening" && len(p.Queue) > 0:
		return "screening" + strconv.Itoa(p.Queue[0])
	}
	return ""
}

// noteCopy notes the number under which the open question has just been asked.
func (t *turn) noteCopy() {
	danger, copies := t.danger(), strings.Fields(t.draft("copies"))
	switch {
	case danger == "":
		delete(t.m.Place.Draft, "copies")
		return
	case len(copies) == 0 || copies[0] != danger:
		copies = []string{danger}
	}
	t.setDraft("copies", strings.Join(append(copies, strconv.Itoa(t.m.Place.Open)), " "))
}

// copied says whether the open question was asked under this number, too.
func (t *turn) copied(question int) bool {
	copies := strings.Fields(t.draft("copies"))
	return len(copies) > 0 && copies[0] == t.danger() && slices.Contains(copies[1:], strconv.Itoa(question))
}
