package dialog

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"medius/coach"
	"medius/coach/words"
)

// The first conversation, in the order of its questions. A question that does not apply is passed over.
var onboarding = []string{
	"hello", "health", "screening", "adult", "pregnant", "named", "unsteady", "where", "history",
	"sides", "usual", "woken", "stand", "zone", "morning", "evening", "days", "begin",
}

// start begins the first conversation, goes on with it, or says that all is in place.
func (t *turn) start() {
	switch t.m.Stage {
	case coach.StageActive:
		t.say("start.again")
		t.home()
	case coach.StageOnboarding:
		t.say("start.resume")
		t.resumeOnboarding()
	case coach.StageStopped:
		t.restart()
	default:
		t.m.Stage = coach.StageOnboarding
		t.ask("hello")
	}
}

// restart takes up an old programme after /stop: the consents stand, the gap rule decides the dose.
func (t *turn) restart() {
	if t.m.Programme.Start == "" {
		t.m.Stage = coach.StageOnboarding
		t.ask("hello")
		return
	}
	t.m.Stage = coach.StageActive
	t.endPause()
	t.remind()
	t.say("start.back")
	t.idle()
}

// resumeOnboarding asks the open question again.
func (t *turn) resumeOnboarding() {
	scene := t.m.Place.Scene
	if t.m.Place.Return != "" {
		scene, t.m.Place.Return = t.m.Place.Return, ""
	}
	if scene == "" {
		scene = "hello"
	}
	t.ask(scene)
}

// onward goes to the question after the one at hand.
func (t *turn) onward(from string) {
	if to := t.draft("settings"); to != "" {
		t.settingsDone()
		return
	}
	t.keep(DueUnfinished, t.now.Add(24*time.Hour), 12*time.Hour)
	i := slices.Index(onboarding, from)
	t.ask(onboarding[i+1])
}

func sceneHello(t *turn) Message {
	body := phrase("hello.terms")
	if t.brief {
		body = phrase("hello.once_more")
	}
	return Message{
		Phrase:  body,
		Buttons: [][]Button{row(button("hello.agree", "yes")), row(button("hello.decline", "no"))},
	}
}

func (t *turn) agreed(purpose, version string) {
	t.m.Consents = append(t.m.Consents, coach.Consent{Purpose: purpose, Version: version, Given: t.now.UTC().Truncate(time.Second)})
	t.note("consent", "purpose", purpose, "version", version)
}

func answerHello(t *turn, v string) {
	if v != "yes" {
		t.declined()
		return
	}
	t.agreed(SafetyTerms, SafetyVersion)
	if t.m.Stage == coach.StageActive {
		t.renew()
		return
	}
	t.onward("hello")
}

// outdated is the scene of the first consent whose text has changed since the member agreed; "" when all stand.
func (t *turn) outdated() string {
	for _, c := range []struct{ purpose, version, scene string }{
		{SafetyTerms, SafetyVersion, "hello"}, {HealthData, HealthVersion, "health"},
	} {
		given := slices.ContainsFunc(t.m.Consents, func(g coach.Consent) bool { return g.Purpose == c.purpose && g.Version == c.version })
		if !given {
			return c.scene
		}
	}
	return ""
}

// renew asks for the consents whose texts have changed, then goes on to the session.
func (t *turn) renew() {
	if scene := t.outdated(); scene != "" {
		t.under(phrase("renew.head"), scene)
		return
	}
	t.beginSession("")
}

// declined forgets a member who does not agree: nothing is kept of somebody who said no.
func (t *turn) declined() {
	if t.m.Stage == coach.StageActive {
		t.stop()
		t.out.Say = append(t.out.Say[:0], Message{Phrase: phrase("renew.declined"), Panel: &Panel{Remove: true}, Lane: coach.LaneReply})
		return
	}
	t.say("hello.declined")
	t.out.Erase = true
}

func sceneHealth(t *turn) Message {
	body := phrase("health.terms", "owner", t.Settings.Owner, "contact", t.Settings.Contact)
	if t.brief {
		body = phrase("health.once_more")
	}
	return Message{
		Phrase:  body,
		Buttons: [][]Button{row(button("health.agree", "yes")), row(button("hello.decline", "no"))},
	}
}

func answerHealth(t *turn, v string) {
	if v != "yes" {
		t.declined()
		return
	}
	t.agreed(HealthData, HealthVersion)
	if t.m.Stage == coach.StageActive {
		t.renew()
		return
	}
	t.out.Say = append(t.out.Say, Message{Phrase: phrase("health.thanks"), Panel: wrongPanel(), Lane: coach.LaneReply})
	t.screen(coach.FullScreening(), "onboarding")
}

// wrongPanel is the permanent button under the input field.
func wrongPanel() *Panel { return &Panel{Rows: [][]Phrase{{phrase("panel.wrong")}}} }

// yesNo builds a scene with two buttons.
func yesNo(key string) func(*turn) Message {
	return func(*turn) Message {
		return Message{Phrase: phrase(key), Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))}}
	}
}

func flag(v string) *bool {
	b := v == "yes"
	return &b
}

func answerAdult(t *turn, v string) {
	t.m.Intake.Adult = flag(v)
	if v != "yes" {
		t.turnAway("turned_away.young")
		return
	}
	t.onward("adult")
}

func answerPregnant(t *turn, v string) {
	t.m.Intake.Pregnant = flag(v)
	if v == "yes" {
		t.turnAway("turned_away.pregnant")
		return
	}
	t.onward("pregnant")
}

// turnAway ends the first conversation kindly: information, no loading. A button pressed by mistake can be taken back.
func (t *turn) turnAway(key string) {
	from := t.m.Place.Scene
	t.m.Stage = coach.StageTurnedAway
	t.note("turned_away", "why", strings.TrimPrefix(key, "turned_away."))
	t.drop(DueUnfinished)
	t.m.Place.Draft = map[string]string{"away": key, "from": from}
	t.ask("turned_away")
}

func sceneTurnedAway(t *turn) Message {
	return Message{Phrase: phrase(t.draft("away")), Buttons: [][]Button{row(button("locked.mistake", "mistake"))}}
}

func answerTurnedAway(t *turn, _ string) {
	from := t.draft("from")
	t.m.Stage, t.m.Place.Draft = coach.StageOnboarding, nil
	t.ask(from)
}

func sceneNamed(*turn) Message {
	return Message{Phrase: phrase("named.ask"), Buttons: [][]Button{
		row(button("named.physiotherapist", "physiotherapist"), button("named.doctor", "doctor")),
		row(button("named.nobody", "nobody")),
	}}
}

func answerNamed(t *turn, v string) {
	t.m.Intake.NamedBy = v
	if v == "nobody" {
		t.note("routine_flag", "flag", string(coach.RoutineNoName))
		t.turnAway("turned_away.no_name")
		return
	}
	t.onward("named")
}

func answerUnsteady(t *turn, v string) {
	t.m.Intake.Unsteady = flag(v)
	if v == "yes" {
		t.routine(coach.RoutineFalls, "unsteady.yes")
	}
	t.onward("unsteady")
}

// routine notes a flag that does not lock, with its text.
func (t *turn) routine(f coach.Flag, key string) {
	t.note("routine_flag", "flag", string(f))
	t.say(key)
}

func sceneWhere(*turn) Message {
	return Message{Phrase: phrase("where.ask"), Buttons: [][]Button{
		row(button("where.outside", "outside"), button("where.groin", "groin")),
		row(button("where.knee", "knee"), button("where.back", "spine")),
	}}
}

func answerWhere(t *turn, v string) {
	t.m.Intake.Where = v
	if v != "outside" {
		t.routine(coach.RoutineElsewhere, "where.elsewhere")
	}
	t.onward("where")
}

func answerHistory(t *turn, v string) {
	t.m.Intake.History = flag(v)
	if v == "yes" {
		t.routine(coach.RoutineHistory, "history.yes")
	}
	t.onward("history")
}

func sceneSides(*turn) Message {
	return Message{Phrase: phrase("sides.ask"), Buttons: [][]Button{
		row(button("sides.left", "left"), button("sides.right", "right")), row(button("sides.both", "both")),
	}}
}

func readSide(t *turn, text string) (string, bool) {
	left, right, ok := t.lex.Side(text)
	switch {
	case left && right:
		return "both", ok
	case left:
		return "left", ok
	}
	return "right", ok
}

func answerSides(t *turn, v string) {
	if t.draft("settings") != "" {
		t.changeSides(v)
		return
	}
	t.m.Intake.Sides = v
	t.m.Intake.Usual, t.m.Intake.Stand = nil, nil
	t.onward("sides")
}

// intakeSides lists the sore sides named so far.
func (t *turn) intakeSides() []coach.Side {
	if t.m.Intake.Sides == "both" {
		return []coach.Side{coach.Left, coach.Right}
	}
	return []coach.Side{coach.Side(t.m.Intake.Sides)}
}

// askedSide is the side a per-side question is about, given the answers so far.
func (t *turn) askedSide(answers int) coach.Side {
	sides := t.intakeSides()
	return sides[min(answers, len(sides)-1)]
}

func sceneUsual(t *turn) Message {
	if len(t.m.Intake.Usual) >= len(t.intakeSides()) {
		t.m.Intake.Usual = nil // back to this question: asked anew
	}
	side := t.askedSide(len(t.m.Intake.Usual))
	return Message{Phrase: phrase("usual.ask", "side", sideName(side)), Buttons: keypad()}
}

func answerUsual(t *turn, v string) {
	n, ok := score(v)
	if !ok {
		t.again("")
		return
	}
	t.m.Intake.Usual = append(t.m.Intake.Usual, n)
	if len(t.m.Intake.Usual) < len(t.intakeSides()) {
		t.ask("usual")
		return
	}
	if slices.Max(t.m.Intake.Usual) >= 6 {
		t.routine(coach.RoutineUsualHigh, "usual.high")
	}
	t.onward("usual")
}

func answerWoken(t *turn, v string) {
	t.m.Intake.WokenMost = flag(v)
	t.onward("woken")
}

// readStand takes a score, or a no: "I can't", "rather not".
func readStand(t *turn, text string) (string, bool) {
	if yes, ok := t.lex.YesNo(text); ok && !yes {
		if _, _, v := t.lex.Pain(text); v == words.Unclear {
			return "-1", true
		}
	}
	return readPain(t, text)
}

func sceneStand(t *turn) Message {
	if len(t.m.Intake.Stand) >= len(t.intakeSides()) {
		t.m.Intake.Stand = nil
	}
	side := t.askedSide(len(t.m.Intake.Stand))
	return Message{
		Phrase:  phrase("stand.ask", "side", sideName(side)),
		Buttons: keypad(row(button("stand.impossible", "-1"))),
	}
}

func answerStand(t *turn, v string) {
	n, ok := score(v)
	if v == "-1" {
		n, ok = -1, true
	}
	if !ok {
		t.again("")
		return
	}
	t.m.Intake.Stand = append(t.m.Intake.Stand, n)
	if len(t.m.Intake.Stand) < len(t.intakeSides()) {
		t.ask("stand")
		return
	}
	t.onward("stand")
}

// score reads a button's 0-10.
func score(v string) (int, bool) {
	n, err := strconv.Atoi(v)
	return n, err == nil && n >= 0 && n <= 10
}

func sideName(s coach.Side) Phrase { return phrase("side." + string(s)) }
