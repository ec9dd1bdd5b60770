package dialog

import (
	"strconv"

	"medius/coach"
)

// Another episode: somebody comes back after months. The safety questions have been asked; then which hip it is and how a
// usual morning is now, since what was true then need not be true today. The gap table says where the plan begins.

func sceneEpisode(t *turn) Message {
	return Message{Phrase: phrase("road.episode.ask", "side", sidesPhrase(t.m.SoreSides())), Buttons: [][]Button{
		row(button("road.episode.same", "same")), row(button("road.episode.changed", "changed")),
	}}
}

func answerEpisode(t *turn, v string) {
	t.note("episode", "same", v == "same")
	t.m.Road.Episode = t.today()
	if v == "changed" {
		t.m.Place.Draft = map[string]string{"settings": "episode"}
		t.ask("sides")
		return
	}
	t.sameEpisode()
}

// sameEpisode asks the usual morning of every sore side anew.
func (t *turn) sameEpisode() {
	t.m.Place.Draft = map[string]string{"usual_side": string(t.m.Courses[0].Side)}
	t.ask("episode_usual")
}

func sceneEpisodeUsual(t *turn) Message {
	side := t.askedUsual()
	c := t.m.Course(side)
	if c == nil { // the sides were changed while the question was open
		c = &t.m.Courses[0]
	}
	return Message{Phrase: phrase("road.episode.usual", "hip", t.hip(c.Side), "usual", c.State.UsualMorningPain), Buttons: keypad()}
}

func answerEpisodeUsual(t *turn, v string) {
	n, err := strconv.Atoi(v)
	side := t.askedUsual()
	if err != nil || n < 0 || n > 10 || t.m.Course(side) == nil {
		t.again("")
		return
	}
	t.setUsual(side, n)
	if n >= 6 {
		t.routine(coach.RoutineUsualHigh, "usual.high")
	}
	if len(t.m.Courses) == 2 && side == t.m.Courses[0].Side {
		t.setDraft("usual_side", string(t.m.Courses[1].Side))
		t.ask("episode_usual")
		return
	}
	t.goOn()
}

// goOn leads from the questions of another episode to the session that was asked for.
func (t *turn) goOn() {
	t.m.Place.Draft, t.m.Place.Return = nil, ""
	t.beginSession(t.m.Place.PromptSlot)
}

// breakPhrase says how the plan begins after a pause until a date, by the gap that has grown by then; ok is false when it
// goes on as it stands.
func (t *turn) breakPhrase(until coach.Date) (_ Phrase, ok bool) {
	p := t.probe()
	p.m.OpenDay(until, nil)
	if len(p.m.Courses) == 0 || p.m.InFlare() {
		return Phrase{}, false
	}
	c, gap := &p.m.Courses[0], p.m.Gap(until)
	from := c.State
	if c.GapBase != nil { // an earlier break has not been followed by a session yet
		from = *c.GapBase
	}
	back := coach.Comeback(gap, from)
	if !back.Plan().Less(coach.Plan{Action: coach.ActionHold, Rung: c.State.Rung, Step: c.State.Step}) {
		return Phrase{}, false
	}
	switch {
	case gap >= coach.LongGap:
		return phrase("road.back.long"), true
	case back.Action == coach.ActionRungDown:
		return phrase("road.back.easier"), true
	case back.Action == coach.ActionBack2:
		return phrase("road.back.half"), true
	}
	return phrase("road.back.little"), true
}

// backPrompt is the first reminder after a break.
func (t *turn) backPrompt() Phrase {
	t.m.Road.Back = false
	if _, lower := t.breakPhrase(t.today()); lower {
		return phrase("road.back.prompt_lower")
	}
	return phrase("road.back.prompt")
}
