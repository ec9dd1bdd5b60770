package dialog

import (
	"slices"
	"strings"

	"medius/coach"
)

// The questionnaires: offered in a quiet hour, asked one question after the other, each of which may be left out. What is
// answered is kept at once; who goes away in the middle loses nothing.

// offerBlock offers a questionnaire. It counts as asked whatever becomes of it.
func (t *turn) offerBlock(block coach.Block, lane coach.Lane) {
	t.m.Outcomes = t.m.Outcomes.Ask(block, t.m.Moment(t.today()))
	t.m.Place.Asking = coach.Asking{Block: block}
	t.note("questions", "block", string(block), "outcome", "asked")
	if block == coach.BlockChange || block == coach.BlockStand { // it is short enough to be asked at once
		t.m.Place.Asking.Left = t.questionsOf(block)
		t.under(phrase("outcome.offer."+string(block)), t.nextScene())
	} else {
		t.ask("survey")
	}
	msg := &t.out.Say[len(t.out.Say)-1]
	if msg.Lane = lane; lane == coach.LaneReminder {
		msg.Expires = calmUseful
	}
}

// offerFirst offers the baseline on the day of the start, where it belongs.
func (t *turn) offerFirst() bool {
	if !t.m.Outcomes.FirstDue(t.m.Moment(t.today())) {
		return false
	}
	t.offerBlock(coach.BlockFirst, coach.LaneReply)
	return true
}

func sceneSurvey(t *turn) Message {
	return Message{
		Phrase:  phrase("outcome.offer." + string(t.m.Place.Asking.Block)),
		Buttons: [][]Button{row(button("outcome.begin", "yes")), row(button("outcome.not_now", "no"))},
	}
}

func answerSurvey(t *turn, v string) {
	if v != "yes" {
		t.surveyOver()
		return
	}
	asking := &t.m.Place.Asking
	asking.Left, asking.Past = t.questionsOf(asking.Block), nil
	t.nextQuestion()
}

// questionsOf lists the questions of a block.
func (t *turn) questionsOf(block coach.Block) []string {
	var all []string
	switch block {
	case coach.BlockChange:
		return []string{"change"}
	case coach.BlockStand:
		for _, side := range t.m.SoreSides() {
			all = append(all, "stand:"+string(side))
		}
		return all
	}
	all = []string{"pain"}
	for _, a := range t.m.Outcomes.InUse() {
		all = append(all, "activity:"+a.ID)
	}
	if block == coach.BlockFirst && len(t.m.Outcomes.InUse()) < coach.MostActivities {
		all = append(all, "name")
	}
	for _, at := range coach.Situations() {
		all = append(all, "situation:"+string(at))
	}
	return all
}

// question is the one at hand: its kind and what it is about; "" when there is none.
func (t *turn) question() (kind, about string) {
	if left := t.m.Place.Asking.Left; len(left) > 0 {
		kind, about, _ = strings.Cut(left[0], ":")
	}
	return kind, about
}

// nextScene is the place in which the question at hand is asked; "" when there is none.
func (t *turn) nextScene() string {
	kind, _ := t.question()
	return map[string]string{
		"pain": "seven_days", "name": "name_activity", "activity": "activity", "situation": "situation", "change": "change",
		"stand": "thirty", "replace": "replace",
	}[kind]
}

// nextQuestion asks the question at hand, or ends the questionnaire.
func (t *turn) nextQuestion() {
	if scene := t.nextScene(); scene != "" {
		t.ask(scene)
		return
	}
	t.surveyOver()
}

// passed: the question at hand is done with, by an answer or without one.
func (t *turn) passed() {
	asking := &t.m.Place.Asking
	asking.Past = append(slices.Clip(asking.Past), asking.Left[0])
	asking.Left = asking.Left[1:]
	t.nextQuestion()
}

// noted keeps an answer; from then on the questionnaire counts as answered.
func (t *turn) noted(s coach.Survey) {
	t.m.Place.Asking.Answered = true
	s.Date, s.First = t.today(), t.m.Place.Asking.Block == coach.BlockFirst
	t.m.Outcomes = t.m.Outcomes.Note(s).Answer(t.m.Place.Asking.Block)
}

// surveyOver ends a questionnaire; after the question about the change as a whole a review may be due.
func (t *turn) surveyOver() {
	asked := t.m.Place.Asking
	if asked.Block == coach.BlockRange {
		t.rangeTested()
		return
	}
	t.idle()
	t.m.Place.Asking = coach.Asking{}
	switch {
	case !asked.Answered:
		t.note("questions", "block", string(asked.Block), "outcome", "put_off")
		t.say("outcome.put_off")
	case asked.Block == coach.BlockChange && t.review():
	case asked.Block == coach.BlockFirst:
		t.say("outcome.thanks_first")
	default:
		t.say("outcome.thanks")
	}
}

// surveyScene words a question. Where none is at hand any more, the questionnaire is over.
func surveyScene(kind string, word func(t *turn, about string) Message) func(*turn) Message {
	return func(t *turn) Message {
		have, about := t.question()
		if have != kind { // it was answered meanwhile
			t.nextQuestion()
			return Message{}
		}
		msg := word(t, about)
		last := row(button("outcome.skip", "skip"), button("outcome.stop", "stop"))
		if len(t.m.Place.Asking.Past) > 0 {
			last = append(last, button("back.button", "back"))
		}
		msg.Buttons = append(msg.Buttons, last)
		return msg
	}
}

// beside serves the buttons that every question has; false for an answer.
func (t *turn) beside(v string) bool {
	asking := &t.m.Place.Asking
	switch {
	case len(asking.Left) == 0:
		t.surveyOver()
	case v == "skip":
		t.passed()
	case v == "stop":
		asking.Left = nil
		t.surveyOver()
	case v == "back" && len(asking.Past) > 0:
		last := len(asking.Past) - 1
		asking.Left = append([]string{asking.Past[last]}, asking.Left...)
		asking.Past = asking.Past[:last]
		t.nextQuestion()
	default:
		return false
	}
	return true
}
