package dialog

import (
	"slices"

	"medius/coach"
)

// The library: all exercises with their pictures, the member's own first. Looking changes nothing.

// The pages of the list.
const (
	pageOwn     = "own"     // the rungs the member is on
	pageGentler = "gentler" // the rungs below
	pageHarder  = "harder"  // the rungs above
	pageApart   = "apart"   // what is not part of the programme
	pageFound   = "found"   // what a typed name may mean
)

// browse opens the list, or the exercise that was named with the command.
func (t *turn) browse() {
	if s := t.m.Place.Scene; s != "" && !scenes[s].aside {
		t.m.Place.Return = s
	}
	t.m.Place.Draft = nil
	t.m.Place.Look = coach.Look{Page: pageOwn}
	switch {
	case t.argument == "":
		t.ask("library")
	case !t.find(t.argument):
		t.under(phrase("library.unknown"), "library")
	}
}

func sceneLibrary(t *turn) Message {
	look := t.m.Place.Look
	var rows [][]Button
	ids := t.onPage(look)
	for _, id := range ids {
		rows = append(rows, row(Button{Label: exerciseName(id), Value: id}))
	}
	var pages []Button
	for _, page := range []string{pageOwn, pageGentler, pageHarder, pageApart} {
		if page != look.Page && len(t.onPage(coach.Look{Page: page})) > 0 {
			pages = append(pages, button("library.page."+page, page))
		}
	}
	rows = append(append(rows, grid(2, pages)...), row(t.leaveButton()))
	msg := Message{Phrase: phrase("library." + look.Page), Buttons: rows}
	if look.Page == pageOwn && t.m.InFlare() {
		msg.Phrase = phrase("under", "head", msg.Phrase, "body", phrase("library.resting"))
	}
	if len(ids) > 0 {
		msg.Picture = t.picture(ids[0], Moving, 0, t.lookSide(ids[0]))
	}
	return msg
}

// onPage lists the exercises of a page, the member's own first, then rung by rung.
func (t *turn) onPage(look coach.Look) []string {
	if look.Page == pageFound {
		return look.Found
	}
	var ids []string
	for _, c := range t.m.Courses {
		if look.Page == pageOwn && !slices.Contains(ids, c.ExerciseID()) {
			ids = append(ids, c.ExerciseID())
		}
	}
	for _, e := range coach.Exercises() {
		if t.pageOf(e) == look.Page && !slices.Contains(ids, e.ID) {
			ids = append(ids, e.ID)
		}
	}
	if look.Page == pageGentler { // the nearest one first
		slices.Reverse(ids)
	}
	return ids
}

// pageOf is the page of an exercise; "" while it is not shown: what is apart from the programme rests with a flare.
func (t *turn) pageOf(e coach.Exercise) string {
	lowest := coach.MaxRung
	for _, c := range t.m.Courses {
		if c.State.Rung == e.Rung {
			return pageOwn
		}
		lowest = min(lowest, c.State.Rung)
	}
	switch {
	case e.Role == coach.Optional && t.m.InFlare():
		return ""
	case e.Role == coach.Optional:
		return pageApart
	case e.Rung < lowest:
		return pageGentler
	}
	return pageHarder
}

func answerLibrary(t *turn, v string) {
	look := &t.m.Place.Look
	switch {
	case v == "leave":
		t.leaveLibrary()
	case slices.Contains([]string{pageOwn, pageGentler, pageHarder, pageApart}, v):
		look.Page = v
		t.ask("library")
	case t.visible(v):
		t.turnTo(v)
	default:
		t.again("")
	}
}

// turnTo shows an exercise; the list behind it is open at its page.
func (t *turn) turnTo(id string) {
	e, _ := coach.ExerciseByID(id)
	look := &t.m.Place.Look
	look.Exercise, look.Page, look.Found, look.Session, look.Full = id, t.pageOf(e), nil, false, false
	t.ask("exercise")
}

// visible: there is such an exercise, and it may be shown now.
func (t *turn) visible(id string) bool {
	e, ok := coach.ExerciseByID(id)
	return ok && t.pageOf(e) != ""
}

func sceneExercise(t *turn) Message {
	id := t.m.Place.Look.Exercise
	e, _ := coach.ExerciseByID(id)
	of := func(what string) Phrase { return phrase("exercise." + id + "." + what) }
	body := phrase("library.exercise", "exercise", exerciseName(id), "purpose", of("purpose"), "dose", t.doseForm(e),
		"equipment", of("equipment"), "easier", of("easier"), "harder", of("harder"), "origin", of("origin"))
	if e.Role == coach.Optional {
		body = phrase("under", "head", phrase("library.apart_warning"), "body", body)
	}
	body = t.rangeLine(id, body)
	sheet := t.sheet(id)
	var look []Button
	if sheet.Moves > 0 {
		look = append(look, button("how.button", "how"))
	}
	if sheet.Mistakes > 0 {
		look = append(look, button("how.mistakes", "mistakes"))
	}
	rows := [][]Button{row(button("library.back", "list"), t.leaveButton())}
	if more := t.rangeButtons(id); len(more) > 0 {
		rows = append([][]Button{more}, rows...)
	}
	if len(look) > 0 {
		rows = append([][]Button{look}, rows...)
	}
	return Message{Phrase: body, Buttons: rows, Picture: t.picture(id, Moving, 0, t.lookSide(id))}
}

// doseForm says how much of it is done: the member's own dose, or the kind of dose.
func (t *turn) doseForm(e coach.Exercise) Phrase {
	for _, c := range t.m.Courses {
		if c.ExerciseID() == e.ID {
			return phrase("library.own_dose", "dose", dosePhrase(c.Dose()))
		}
	}
	if e.Role == coach.Optional {
		return phrase("library.dose.fixed")
	}
	return phrase("library.dose." + string(e.Dose))
}

func answerExercise(t *turn, v string) {
	look := &t.m.Place.Look
	switch {
	case v == "how":
		look.Number = 1
		t.ask("how")
	case v == "mistakes":
		look.Number = 1
		t.ask("wrong_way")
	case v == "full" || v == "level":
		look.Full = v == "full"
		t.ask("exercise")
	case v == "range":
		t.lookAside()
	case v == "list":
		t.ask("library")
	case v == "leave":
		t.leaveLibrary()
	case t.visible(v):
		t.turnTo(v)
	default:
		t.again("")
	}
}

// lookSide is the side a picture is shown for: the one at hand in the session, else the sore one; "" where both hips do
// the same.
func (t *turn) lookSide(id string) coach.Side {
	if s := t.m.Session; s != nil && s.Current() != nil && s.Current().Exercise == id {
		return t.sideOf(s.Current())
	}
	if e, _ := coach.ExerciseByID(id); len(t.m.Courses) == 0 || len(t.m.Courses) == 2 && e.Symmetric {
		return ""
	}
	return t.m.Courses[0].Side
}

// leaveButton ends the look, and says where it leads.
func (t *turn) leaveButton() Button {
	if t.m.Session != nil {
		return button("how.session", "leave")
	}
	return button("library.close", "leave")
}

// leaveLibrary goes back to where the member was. Without a session the picture stays, without its buttons.
func (t *turn) leaveLibrary() {
	id := t.m.Place.Look.Exercise
	t.m.Place.Look = coach.Look{}
	if t.m.Session == nil {
		p := phrase("library.closed")
		if id != "" {
			p = phrase("library.seen", "exercise", exerciseName(id))
		}
		if t.m.Place.Card.Live() {
			t.layDown(p)
		} else {
			t.say("library.closed")
		}
	}
	t.comeHome()
}

// looking: the scenes of the library.
func looking(scene string) bool {
	return slices.Contains([]string{"library", "exercise", "how", "wrong_way"}, scene)
}
