package dialog

import "medius/coach"

// The sore sides: how they are changed later, and their names.

// changeSides asks about the sides that are sore now; a second sore side asks the ninth screening question again.
func (t *turn) changeSides(v string) {
	again := t.draft("settings") == "episode"
	if v == sidesValue(t.m.SoreSides()) && again {
		t.sameEpisode()
		return
	}
	if v == sidesValue(t.m.SoreSides()) {
		t.m.Place.Draft = nil
		t.say("sides.same")
		t.ask("settings")
		return
	}
	for _, c := range t.m.Courses {
		if c.State.Flare && v != "both" && v != string(c.Side) {
			t.say("sides.flare") // dropped and added again, a side would begin afresh and its rest be cut short
			t.ask("settings")
			return
		}
	}
	t.m.Intake.Sides = v
	if v == "both" {
		t.ask("both_stiff")
		return
	}
	t.askNewSide()
}

func answerBothStiff(t *turn, v string) {
	t.note("screening", "question", 9, "yes", v == "yes")
	if v == "yes" {
		t.raise(coach.UrgentBone)
		return
	}
	t.askNewSide()
}

// askNewSide asks the usual pain and the stand of the sides that are sore now, as in the first conversation.
func (t *turn) askNewSide() {
	t.m.Intake.Usual, t.m.Intake.Stand = nil, nil
	t.ask("usual")
}

// sidesAnswered goes from the usual pain to the stand, and then takes the sides into use: a side that was sore before
// keeps its place, a new one gets its starting rung.
func (t *turn) sidesAnswered() {
	in := &t.m.Intake
	sides := t.intakeSides()
	switch {
	case len(in.Usual) < len(sides):
		t.ask("usual")
		return
	case len(in.Stand) < len(sides):
		t.ask("stand")
		return
	}
	if t.m.Session != nil {
		t.closeSession(false)
	}
	t.m.Place.Undo = nil
	var courses []coach.Course
	for i, side := range sides {
		courses = append(courses, newCourse(t.m, side, in.Usual[i], in.Stand[i]))
	}
	before := t.m.SoreSides()
	t.m.ChangeSides(t.openDay(), courses)
	t.newSide(before)
	t.noteStart()
	again := t.draft("settings") == "episode"
	t.m.Place.Draft = nil
	t.say("sides.changed", "side", sidesPhrase(sides))
	if again {
		t.goOn()
		return
	}
	t.ask("settings")
}

func sidesValue(sides []coach.Side) string {
	if len(sides) == 2 {
		return "both"
	}
	if len(sides) == 1 {
		return string(sides[0])
	}
	return ""
}

func sidesPhrase(sides []coach.Side) Phrase {
	if len(sides) == 2 {
		return phrase("side.both_short")
	}
	if len(sides) == 0 {
		return phrase("list.none")
	}
	return sideName(sides[0])
}

func sideName(s coach.Side) Phrase { return phrase("side." + string(s)) }

// hip names a hip: "your hip", or with both sides sore "your left hip".
func (t *turn) hip(side coach.Side) Phrase {
	if len(t.m.Courses) < 2 || side == "" {
		return phrase("hip.yours")
	}
	return phrase("hip." + string(side))
}
