package dialog

import (
	"encoding/json"
	"time"

	"medius/coach"
)

// snapshot is what the latest answer may have changed.
type snapshot struct {
	Scene     string          `json:"scene"`
	Answer    string          `json:"answer,omitempty"`
	Then      string          `json:"then,omitempty"`
	Session   *coach.Session  `json:"session,omitempty"`
	Courses   []coach.Course  `json:"courses"`
	Programme coach.Programme `json:"programme"`
	Running   coach.Running   `json:"running,omitzero"`
	Day       coach.Day       `json:"day"`
	// Before is the snapshot of the answer before this one: somebody who takes back a score may have meant the button that led to it.
	Before json.RawMessage `json:"before,omitempty"`
}

// remember keeps how things stood before the answer at hand, for two steps back.
func (t *turn) remember() {
	s := snapshot{
		Scene: t.m.Place.Scene, Answer: t.given, Then: t.m.Place.Then, Session: t.m.Session, Courses: t.m.Courses, Programme: t.m.Programme, Running: t.m.Running,
		Day: *t.openDay(),
	}
	if t.m.Session != nil {
		if day, _ := t.sessionRound(); day != nil {
			s.Day = *day
		}
	}
	if before, ok := t.lastAnswer(); ok {
		before.Before = nil
		if raw, err := json.Marshal(before); err == nil {
			s.Before = raw
		}
	}
	if raw, err := json.Marshal(s); err == nil {
		t.m.Place.Undo = raw
	}
}

// lastAnswer is how things stood before the latest answer, where that can still be taken back.
func (t *turn) lastAnswer() (s snapshot, ok bool) {
	ok = len(t.m.Place.Undo) > 0 && json.Unmarshal(t.m.Place.Undo, &s) == nil && t.undoable(s)
	return s, ok
}

// undoButtons is the button that takes back, where there is something to take back.
func (t *turn) undoButtons() []Button {
	if _, ok := t.lastAnswer(); !ok {
		return nil
	}
	return row(button("undo.button", "undo"))
}

// withUndo puts it below the other rows.
func (t *turn) withUndo(rows ...[]Button) [][]Button {
	if undo := t.undoButtons(); undo != nil {
		rows = append(rows, undo)
	}
	return rows
}

// undoSoon is how long the score that ended a session can be taken back.
const undoSoon = 15 * time.Minute

// undoable: only an answer of the latest day can be taken back, and none across a lock, a pause or an ended session, since
// what was decided then would go with it; but the score that has just ended a session can. Where that is one that brings the questions about danger, it
// stays, unless it was said to be no score.
func (t *turn) undoable(s snapshot) bool {
	last := s.Session != nil && t.m.Session == nil && (s.Scene == "after" || t.meantCount && t.endedBy(s)) && t.now.Sub(s.Session.Touched) <= undoSoon
	return s.Day.Date == t.m.Programme.LastOpened && t.m.Lock == nil && t.m.Pause == nil &&
		(last || (s.Session == nil) == (t.m.Session == nil))
}

// endedBy: this score of a set ended its session, and nothing has been asked since but what follows from it.
func (t *turn) endedBy(s snapshot) bool {
	p := t.m.Place
	return s.Scene == "pain" && t.m.Session == nil && (p.Scene == "" || p.Scene == "screening" && p.Reason == "acute" && p.Then == "session_over")
}

// undo takes the latest answer back and asks its question again.
func (t *turn) undo() {
	s, ok := t.lastAnswer()
	if !ok && t.endedBy(s) {
		t.tell("undo.stays")
		return
	}
	if !ok {
		t.m.Place.Undo = nil
		t.tell("undo.nothing")
		return
	}
	t.goBack(s)
	t.note("undo", "scene", s.Scene)
	if s.Session != nil && s.Scene == "holding" {
		s.Scene = "set"
	}
	t.under(phrase("undo.done"), s.Scene)
}

// goBack lets everything be as it was before an answer.
func (t *turn) goBack(s snapshot) {
	if t.endedBy(s) { // its questions go with it
		t.m.Place.Queue = nil
		t.paid(coach.AcuteScreening()...)
	}
	t.m.Session, t.m.Courses, t.m.Programme, t.m.Place.Then = s.Session, s.Courses, s.Programme, s.Then
	t.m.Running = s.Running
	if day := t.m.Day(s.Day.Date); day != nil {
		*day = s.Day
	}
	t.m.Place.Undo = s.Before
	t.drop(DueRest, DueHold)
	t.touch()
}
