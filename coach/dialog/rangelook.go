package dialog

import (
	"slices"

	"medius/coach"
)

// How the full range of the hip drop is shown: in a session that has it, and in the library where it is looked at.

// full: this side does the exercise below level.
func (t *turn) full(id string, side coach.Side) bool {
	c := t.m.Course(side)
	return id == coach.FullRangeExercise && c != nil && c.Range.Full()
}

// shownFull: a session shows what is to be done; the library shows it down to level, unless the open full range is looked at.
func (t *turn) shownFull(id string, side coach.Side) bool {
	look := t.m.Place.Look
	return t.full(id, side) && (!looking(t.m.Place.Scene) || look.Session || look.Full)
}

// words is the beginning of the texts about how an exercise is done on a side: its own, or those of its full range.
func (t *turn) words(id string, side coach.Side) string {
	if t.shownFull(id, side) {
		return "exercise." + id + ".full."
	}
	return "exercise." + id + "."
}

// shownName is an exercise's name, with its range where that is open.
func (t *turn) shownName(id string, side coach.Side) Phrase {
	if t.shownFull(id, side) {
		return phrase("range.name", "exercise", exerciseName(id))
	}
	return exerciseName(id)
}

// wrong lists the mistakes that are drawn, in the full range or short of it.
func (s Sheet) wrong(full bool) []int {
	return slices.DeleteFunc(slices.Clone(s.Wrong), func(n int) bool { return full && slices.Contains(s.NotFull, n) })
}

// drawnWrong lists the mistakes that are drawn, in the range that is looked at.
func (t *turn) drawnWrong(id string) []int { return t.sheet(id).wrong(t.shownFull(id, t.lookSide(id))) }

// mistaken is how many mistakes there are in the range that is looked at.
func (t *turn) mistaken(id string) int {
	if s := t.sheet(id); t.shownFull(id, t.lookSide(id)) {
		return s.Mistakes - len(s.NotFull)
	}
	return t.sheet(id).Mistakes
}

// rangeLine names the full range on the page of the exercise that has one.
func (t *turn) rangeLine(id string, body Phrase) Phrase {
	side := t.lookSide(id)
	switch {
	case t.sheet(id).FullMove == 0:
		return body
	case t.shownFull(id, side):
		return phrase("under", "head", body, "body", phrase("library.full_shown"))
	case t.full(id, side):
		return phrase("under", "head", body, "body", phrase("library.full_open"))
	}
	return phrase("under", "head", body, "body", phrase("library.full_closed"))
}

// rangeButtons lead to the full range: what it waits for; where it is open, also how it looks.
func (t *turn) rangeButtons(id string) []Button {
	side := t.lookSide(id)
	switch {
	case t.sheet(id).FullMove == 0:
		return nil
	case t.shownFull(id, side):
		return row(button("library.show_level", "level"), button("range.button", "range"))
	case t.full(id, side):
		return row(button("library.show_full", "full"), button("range.button", "range"))
	}
	return row(button("range.button", "range"))
}

// lookAside goes from the exercise's page to what is said of its full range.
func (t *turn) lookAside() {
	id := t.m.Place.Look.Exercise
	t.showRange()
	if t.m.Place.Scene == "range" && t.m.Session == nil {
		t.layDown(phrase("library.seen", "exercise", exerciseName(id)))
	}
}
