package dialog_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"pgregory.net/rapid"

	"medius/coach"
	"medius/coach/dialog"
)

// The other people around the member of a random conversation: patients who let this account in, physiotherapists, and
// strangers who were never let in by anybody.

// self is the account of the world's own member.
const self = 1

// patients are two members with a seat for self, one well and one in trouble, by their account.
var patients = sync.OnceValue(func() map[int64]*coach.Member {
	out := map[int64]*coach.Member{}
	for account, trouble := range map[int64]bool{2: false, 3: true} {
		m := &coach.Member{
			ID: account, Stage: coach.StageActive, Zone: "Europe/Berlin", Language: "en",
			Programme: coach.Programme{Start: "2026-02-01", TrainingDays: 31, LastSeen: "2026-03-01", LastOpened: "2026-03-01"},
			Courses:   []coach.Course{{Side: coach.Left, State: coach.Start(4, 2)}},
			Seats:     []coach.Seat{{Number: 1, State: coach.SeatGranted, Account: self, Label: "x"}},
		}
		if trouble {
			m.Courses = append(m.Courses, coach.Course{Side: coach.Right, State: coach.Start(2, 3)})
			m.Courses[0].State.Flare = true
			m.Prescribed = coach.Prescribed{Capped: true, Rung: 4, Reps: 12, Without: []string{"clam"}, Level: true}
			m.Lock = &coach.Lock{Flag: coach.EmergencyTrauma}
		}
		out[account] = m
	}
	return out
})

// seat makes the member a physiotherapist of both patients, and account 99 one of the member's own.
func (w *world) seat(only bool) {
	m := &w.member
	if only && m.Stage == coach.StageNew {
		m.Stage = coach.StagePractice
	}
	m.Consents = append(m.Consents, coach.Consent{Purpose: dialog.PracticeTerms, Version: dialog.PracticeVersion, Given: w.now})
	m.Practice = &coach.Practice{Label: "x", Patients: []coach.Patient{{Account: 2, Seat: 1, Name: "two"}, {Account: 3, Seat: 1, Name: "three"}}}
	m.Seats = append(m.Seats, coach.Seat{Number: m.NextSeat(), State: coach.SeatGranted, Account: 99, Label: "y", Granted: w.now})
	if m.Stage == coach.StageNew {
		m.Practice, m.Seats, m.Consents = nil, nil, nil // nothing is kept of somebody who has not begun
	}
}

// meet gives the member what storage loads beside its own document.
func (w *world) meet() {
	w.member.ID = self
	w.member.Overview = &coach.Overview{Members: map[coach.Standing]int{coach.StandingActive: 3}, Backup: w.now.Add(-time.Hour)}
	if p := w.member.Practice; p != nil {
		for i := range p.Patients {
			p.Patients[i].Member = patients()[p.Patients[i].Account]
		}
	}
}

// lets an errand from somebody arrive, most often one that nobody may send.
func (w *world) errand(t *rapid.T) {
	from := rapid.SampledFrom([]int64{0, self, 2, 3, 99, 99, 99, 99}).Draw(t, "from")
	e := coach.Errand{
		From: from, To: self, Seat: rapid.IntRange(0, 3).Draw(t, "seat"), Label: marker, Text: marker, Score: rapid.IntRange(-1, 101).Draw(t, "score"),
		What: rapid.SampledFrom([]string{coach.SeenList, coach.SeenPage, "pain"}).Draw(t, "what"), Zone: "Europe/Berlin",
		Kind: rapid.SampledFrom([]coach.ErrandKind{
			coach.ErrandKnock, coach.ErrandKnock, coach.ErrandSeen, coach.ErrandPrescribe, coach.ErrandPrescribe, coach.ErrandPrescribe, coach.ErrandPrescribe, coach.ErrandMessage, coach.ErrandVisaG,
			coach.ErrandLeave, coach.ErrandGranted, coach.ErrandGranted, coach.ErrandOver, coach.ErrandFlag, coach.ErrandAnswered, coach.ErrandGone,
			coach.ErrandBar, coach.ErrandUnbar, coach.ErrandBarred, coach.ErrandNews, coach.ErrandNewsOver,
		}).Draw(t, "errand"),
	}
	e.Claimed, e.Bar = rapid.IntRange(0, 3).Draw(t, "from the owner") == 0, coach.BarDone
	for _, s := range w.member.Seats {
		if s.Code != "" && rapid.Bool().Draw(t, "with the code") {
			e.Code, e.Seat = s.Code, s.Number
		}
	}
	switch e.Kind {
	case coach.ErrandFlag:
		e.What = string(coach.EmergencyTrauma)
	case coach.ErrandAnswered:
		e.What, e.Prescription = "accepted", &coach.Prescription{Kind: coach.PrescribeReps, Reps: 10}
	case coach.ErrandPrescribe:
		e.Prescription = &coach.Prescription{
			Kind: rapid.SampledFrom([]coach.PrescriptionKind{
				coach.PrescribeRung, coach.PrescribeReps, coach.PrescribeWithout, coach.PrescribeWith, coach.PrescribeRange, coach.PrescribeLevel, coach.PrescribePause, "dose",
			}).Draw(t, "prescription"),
			Rung: rapid.IntRange(-1, 8).Draw(t, "rung"), Reps: rapid.SampledFrom([]int{0, 5, 7, 10, 99}).Draw(t, "reps"),
			What:  rapid.SampledFrom([]string{"", "clam", "hip_drop", "double_leg_bridge", marker}).Draw(t, "exercise"),
			Until: coach.DateOf(w.now).Add(rapid.IntRange(-3, 80).Draw(t, "days")),
		}
	}
	boards := len(w.boards)
	w.step(dialog.Event{Kind: dialog.Told, Errand: e})
	if len(w.boards) > boards && rapid.Bool().Draw(t, "answered at once") {
		w.tapOpen(t)
	}
}

// open an invitation of somebody, or one that is none.
func (w *world) followLink(t *rapid.T) {
	w.member.Invited = nil
	if n := rapid.Int64Range(0, 3).Draw(t, "inviter"); n > 0 {
		w.member.Invited = &coach.Invitation{Member: n, Seat: 1}
	}
	w.say("/start abcdefghijklmnopqrstuv")
	w.member.Invited = nil
}

// subject is whose course a paper is about.
func (w *world) subject(of int64) *coach.Member {
	if m := patients()[of]; m != nil {
		return m
	}
	return &w.member
}

// checkOthers: who is asked or shown something of somebody else, was let in by them.
func (w *world) checkOthers(ev dialog.Event, turn dialog.Turn) {
	letIn := func(account int64) bool {
		return w.member.Practice != nil && w.member.Practice.Patient(account) != nil && patients()[account] != nil
	}
	for _, e := range turn.Errands {
		asks := slices.Contains([]coach.ErrandKind{coach.ErrandSeen, coach.ErrandPrescribe, coach.ErrandMessage, coach.ErrandVisaG}, e.Kind)
		if e.From != 0 || e.To == 0 && ev.Errand.From != 0 || asks && !letIn(e.To) {
			w.fail("an errand nobody may send: %+v%s", e, w.story())
		}
		if e.Kind == coach.ErrandFlag || e.Kind == coach.ErrandGranted || e.Kind == coach.ErrandAnswered {
			if turn.Member.SeatOf(e.To) == nil {
				w.fail("%s told to account %d, which has no seat%s", e.Kind, e.To, w.story())
			}
		}
	}
	w.checkOwner(ev, turn)
	for _, m := range turn.Say {
		if m.Paper != nil && m.Paper.Of != 0 && !letIn(m.Paper.Of) {
			w.fail("a paper of account %d%s", m.Paper.Of, w.story())
		}
	}
	p := turn.Member.Prescribed
	for _, c := range turn.Member.Courses {
		if p.Bound(c.State) != c.State {
			w.fail("%s: %+v is above %+v%s", c.Side, c.State, p, w.story())
		}
	}
}

// checkOwner: only the owner does what is the owner's, and only the owner's word blocks anybody, who is no owner.
func (w *world) checkOwner(ev dialog.Event, turn dialog.Turn) {
	owner := w.member.Door.Owner
	for _, e := range turn.Errands {
		if (e.Kind == coach.ErrandBar || e.Kind == coach.ErrandUnbar) && !owner {
			w.fail("somebody blocks: %+v%s", e, w.story())
		}
	}
	if (len(turn.Passes) > 0 || turn.Announce != "" || turn.Silence) && !owner || strings.HasPrefix(turn.Member.Place.Scene, "owner") && !owner {
		w.fail("somebody does what is the owner's%s", w.story())
	}
	if turn.Member.Barred != w.member.Barred && !turn.Erase && (ev.Kind != dialog.Told || !ev.Errand.Claimed || owner) {
		w.fail("blocked by nobody%s", w.story())
	}
	if turn.Member.Barred && len(turn.Keep) > 0 {
		w.fail("a blocked member is promised %+v%s", turn.Keep, w.story())
	}
	if in := turn.Member.Stage; w.member.Stage == coach.StageNew && in == coach.StageOnboarding && w.coach.Settings.Access != coach.AccessOpen && !owner {
		w.fail("a stranger gets in%s", w.story())
	}
	for _, m := range turn.Say {
		if strings.HasPrefix(m.Phrase.Key, "owner.") && !owner {
			w.fail("somebody reads %s%s", m.Phrase.Key, w.story())
		}
	}
}

// A group has a number, as everything has that was written to. Nobody is blocked by it, and nothing is said there.
func TestAGroupIsNotBlocked(t *testing.T) {
	w := newWorld(t, coach.Auto)
	w.member = coach.Member{ID: 5, Chat: -500, Language: "en", Place: coach.Place{Greeted: true}}
	turn := w.step(dialog.Event{Kind: dialog.Told, Errand: coach.Errand{Kind: coach.ErrandBar, From: 1, To: 5, Chat: 1, Claimed: true}})
	if len(turn.Say) > 0 || turn.Member.Barred || len(turn.Errands) != 1 || turn.Errands[0].Kind != coach.ErrandGone {
		t.Errorf("said %v, blocked %t, told %v", turn.Say, turn.Member.Barred, turn.Errands)
	}
}

// What a physiotherapist has set before the programme begins holds from its first day, and is named as the reason for where it begins.
func TestALimitHoldsFromTheStart(t *testing.T) {
	w := almost(t, "2")
	w.member.Prescribed = coach.Prescribed{Capped: true}
	turn := w.tap("*")
	if rung := w.member.Courses[0].State.Rung; rung != 0 {
		t.Errorf("it begins on rung %d, and none above 0 is allowed", rung)
	}
	why := dialog.Phrase{}
	for _, m := range turn.Say {
		if p, ok := m.Phrase.Args["why"].(dialog.Phrase); ok {
			why = p
		}
	}
	if why.Key != "begin.why.prescribed" {
		t.Errorf("the reason is %q", why.Key)
	}
}
