package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// command is something a member can ask for at any time: with a slash, or as a bare word.
type command struct {
	name string
	menu bool // shown in Telegram's command menu
	run  func(*turn)
	// afterOwed: questions about danger that are open come first. What loads is behind them anyway.
	afterOwed bool
	// any: also for who has not finished the first questions, or is not being coached.
	any bool
	// practice: for physiotherapists, whom a member has invited.
	practice bool
	// owner: the owner's alone; for everybody else there is no such command.
	owner bool
}

// commands lists them in the order of the menu.
var commands = []command{
	{name: "plan", menu: true, run: (*turn).showPlan, afterOwed: true},
	{name: "go", menu: true, run: func(t *turn) { t.m.Place.Then = ""; t.beginSession("") }},
	{name: "why", menu: true, run: (*turn).showWhy},
	{name: "progress", menu: true, run: func(t *turn) { t.detour("progress") }},
	{name: "swap", menu: true, run: (*turn).swap},
	{name: "exercises", menu: true, run: (*turn).browse},
	{name: "exercise", run: (*turn).browse},
	{name: "run", run: (*turn).showRun},
	{name: "range", run: (*turn).showRange},
	{name: "travel", run: func(t *turn) { t.detour("travel") }},
	{name: "maintain", run: (*turn).showUpkeep},
	{name: "holiday", run: (*turn).openPause},
	{name: "finish", run: func(t *turn) { t.detour("ending") }},
	{name: "ask", menu: true, run: (*turn).askAbout},
	{name: "tips", run: (*turn).openTips},
	{name: "sources", run: (*turn).openSources, any: true},
	{name: "skip", menu: true, run: (*turn).skipNow, afterOwed: true},
	{name: "wrong", menu: true, run: (*turn).somethingWrong, any: true},
	{name: "settings", menu: true, run: (*turn).openSettings},
	{name: "pause", menu: true, run: (*turn).openPause},
	{name: "resume", menu: true, run: (*turn).resume},
	{name: "undo", run: (*turn).undo},
	{name: "week", run: (*turn).showWeek},
	{name: "report", run: func(t *turn) { t.detour("report") }},
	{name: "note", run: (*turn).openNote},
	{name: "export", run: func(t *turn) { t.detour("export") }, any: true},
	{name: "access", menu: true, run: func(t *turn) { t.detour("access") }},
	{name: "invite", run: (*turn).invite},
	{name: "patients", run: (*turn).openCaseload, practice: true},
	{name: "owner", run: (*turn).openOwner, any: true, owner: true},
	{name: "help", menu: true, run: (*turn).help, any: true},
	{name: "about", menu: true, run: (*turn).about, any: true},
	{name: "privacy", menu: true, run: func(t *turn) {
		t.tell("privacy", "owner", t.ownerName(), "contact", t.contact())
	}, any: true},
	{name: "language", run: func(t *turn) { t.detour("language") }, any: true},
	{name: "start", run: (*turn).start, any: true},
	{name: "stop", menu: true, run: (*turn).stop, any: true},
	{name: "delete", menu: true, run: func(t *turn) { t.detour("delete") }, any: true},
	{name: "back", run: (*turn).back, any: true},
}

// Menu lists the commands of the menu, in order.
func Menu() []string {
	var names []string
	for _, c := range commands {
		if c.menu {
			names = append(names, c.name)
		}
	}
	return names
}

// CommandNames lists all commands, those outside the menu too.
func CommandNames() []string {
	var names []string
	for _, c := range commands {
		names = append(names, c.name)
	}
	return names
}

// whileLocked are the commands that a red flag leaves: what looks back, and the settings.
var whileLocked = []string{"why", "progress", "week", "report", "settings", "access", "invite"}

// command runs a command by name. A locked member gets to what helps: unlocking, reading, leaving.
func (t *turn) command(name string) {
	for _, c := range commands {
		if c.name != name || c.owner && !t.owner() {
			continue
		}
		switch {
		case c.practice && t.m.Practice == nil:
			t.tell("practice.none")
		case c.any, c.practice:
			t.touch()
			c.run(t)
		case t.m.Lock != nil && !slices.Contains(whileLocked, name):
			t.ask("locked")
		case t.m.Stage == coach.StageOnboarding:
			t.say("start.finish_first")
			t.resumeOnboarding()
		case t.m.Stage == coach.StageStopped && name == "report" && t.m.Programme.Start != "": // the end is when it is handed over
			c.run(t)
		case t.m.Stage != coach.StageActive:
			t.lost()
		case c.afterOwed && t.askOwed(""):
		default:
			t.touch()
			c.run(t)
		}
		return
	}
	t.tell("lost.command")
}

// tell says something in between and asks the open question again.
func (t *turn) tell(key string, pairs ...any) {
	t.say(key, pairs...)
	t.askAgain()
}

// askAgain repeats the open question after something else was said; an offer is not pressed twice.
func (t *turn) askAgain() {
	if s, ok := scenes[t.m.Place.Scene]; ok && !s.offer {
		t.brief = true
		t.ask(t.m.Place.Scene)
		t.brief = false
	}
}

// detour asks a scene apart; afterwards comeHome goes back to where the member was.
func (t *turn) detour(scene string) {
	if t.m.Stage == coach.StageNew {
		if scene == "delete" {
			t.say("delete.nothing")
			return
		}
		t.lost()
		return
	}
	t.setOut()
	if t.m.Stage == coach.StageActive {
		t.m.Place.Draft = nil // a setting that was half changed is left as it was
	}
	t.ask(scene)
}

// setOut remembers the scene that a detour leaves.
func (t *turn) setOut() {
	if s := t.m.Place.Scene; s != "" && !scenes[s].aside {
		t.m.Place.Return = s
	}
}

// comeHome goes back to the scene a detour left, or home.
func (t *turn) comeHome() {
	scene := t.m.Place.Return
	t.m.Place.Return = ""
	if looking(scene) && t.m.Place.Look.Exercise == "" {
		scene = "" // what was looked at has been left meanwhile
	}
	switch {
	case scene == "" || t.m.Session != nil || scenes[scene].session:
		t.home()
	case t.m.Stage == coach.StageActive && shared(scene):
		t.m.Place.Draft = nil
		t.ask("settings")
	default:
		t.ask(scene)
	}
}

// shared: a question of the first conversation that the settings ask too; coming back to one of them, only the settings
// know what it was for.
func shared(scene string) bool {
	return slices.Index(onboarding, scene) >= slices.Index(onboarding, "sides") && scene != "begin" || strings.HasPrefix(scene, "zone_")
}

func (t *turn) help() {
	key := "help.member"
	switch {
	case t.m.Stage == coach.StagePractice:
		key = "help.practice"
	case t.m.Stage != coach.StageActive:
		key = "help.new"
	}
	t.tell(key)
}

// about tells who the coach is, and to whoever is known here their number, by which the owner may be asked for something.
func (t *turn) about() {
	text := phrase("about", "version", t.Settings.Version, "rules", coach.RulesVersion, "contact", t.contact())
	if t.m.ID != 0 {
		text = phrase("under", "head", text, "body", phrase("about_number", "n", strconv.FormatInt(t.m.ID, 10)))
	}
	t.saying(text, nil)
	t.askAgain()
}

func (t *turn) openSettings() { t.detour("settings") }

func (t *turn) openPause() {
	if t.m.Pause != nil {
		t.ask("paused")
		return
	}
	if until, ok := t.pauseIn(t.argument); ok {
		t.pause(until)
		return
	}
	t.detour("pause")
}

// namesDay: a text says when something ends, be that over or far away.
func (t *turn) namesDay(text string) bool {
	_, ok := t.lex.Until(text, t.today())
	return ok || t.lex.Over(text, t.today())
}

// pauseIn reads until when, out of what was typed with the command. A very long break is asked about.
func (t *turn) pauseIn(text string) (coach.Date, bool) {
	until, ok := t.lex.Until(text, t.today())
	return until, ok && until > t.today() && until.Since(t.today()) < longBreak
}

// bare runs a command that was typed as a plain word. "Stop" ends an open session; the coaching itself is ended by
// /stop only, since "enough" may mean anything.
func (t *turn) bare(name string) {
	switch {
	case name == "undo" && t.m.Stage == coach.StageOnboarding:
		t.back()
	case name == "counted":
		t.notPain()
	case name == "quit":
		t.command("back")
	case name == "ill":
		t.ill()
	case name == "other_hip":
		t.otherHip()
	case name == "side" && t.m.Session != nil && t.m.Lock == nil:
		t.tell("session.other_hip", "side", sidesPhrase(t.m.SoreSides()))
	case name == "buttons":
		t.tell("buttons.typed")
	case name == "alone" && t.m.Stage == coach.StageActive && t.m.Lock == nil && t.m.Pause == nil:
		t.tell("done_alone")
	case name == "side" && t.m.Stage == coach.StageActive && t.m.Session == nil && t.m.Lock == nil:
		t.setOut()
		t.m.Place.Draft = map[string]string{"settings": "side"}
		t.ask("sides")
	case name == "hurts" || name == "sharp" || name == "worse":
		t.hurts()
	case name == "when" && t.m.Stage == coach.StageActive && t.m.Pause == nil:
		t.tell("next.said", "next", t.nextReminder())
	case t.holding() && slices.Contains(haltWords, name):
		t.halt(name)
	case (name == "done" || name == "fewer") && t.m.Session != nil && t.m.Session.Scene == "set" && looking(t.m.Place.Scene):
		t.m.Place.Scene = "set" // they have done it with the steps in sight
		answerSet(t, name)
	case name == "tired" && t.m.Session != nil && t.m.Session.Current() != nil:
		t.bare("stop")
	case name == "skip" && t.exercising(), name == "omit" && t.m.Session != nil:
		t.tell("session.skip") // a set, or all of it?
	case name == "tired" || name == "omit":
		t.command("skip")
	case name == "resume" && t.m.Pause == nil && t.m.Place.Scene != "":
		t.lostHere()
	case name == "which" && t.exercising() && t.m.Session.Current() != nil:
		t.tell("session.which", "side", sidePhrase(t.m.Session.Current()))
	case name == "wobble" && t.exercising():
		t.tell("session.wobble")
	case (name == "pause" || name == "wait") && t.exercising():
		t.leaveRest()          // the clock of the rest waits, too
		t.tell("session.wait") // a breather, and no break of days
	case name == "pregnant":
		t.pregnant()
	case name == "remaining":
		t.sayRemaining()
	case name == "fewer" && !t.exercising() && (t.m.Place.Scene == "" || scenes[t.m.Place.Scene].aside):
		t.command("plan") // where less can be chosen
	case name == "done" || name == "fewer" || name == "wait" || name == "wobble" || name == "side" || name == "retime" || name == "which" || name == "later" || name == "enough" ||
		name == "timer" || name == "easy" || name == "hard" || name == "when" || name == "how" || name == "outside" || name == "alone":
		t.lostHere()
	case name == "start" && t.m.Stage == coach.StageActive:
		t.command("go") // a session is meant: whoever begins anew sends /start
	case name != "stop":
		t.command(name)
	case t.m.Session != nil && t.m.Session.Current() != nil:
		t.m.Session.Rate = slices.Clone(t.m.Session.Current().Sides)
		t.stopSession()
	default:
		t.stopWhat()
	}
}

// exercising: the open question is one of a session.
func (t *turn) exercising() bool { return t.m.Session != nil && t.m.Place.Scene == t.m.Session.Scene }

// pregnant ends the coaching of somebody who becomes pregnant later than at the question about it: this coach is for nobody who is.
func (t *turn) pregnant() {
	switch t.m.Stage {
	case coach.StageActive:
		t.endCoaching()
		t.m.Intake.Pregnant = flag("yes") // asked again before anything is taken up
		t.note("turned_away", "why", "pregnant")
		t.saying(phrase("pregnant.now"), noPanel())
	case coach.StageOnboarding:
		t.turnAway("turned_away.pregnant")
	default:
		t.lostHere()
	}
}

// lostHere repeats the open question kindly, or says what may be asked.
func (t *turn) lostHere() {
	if t.exercising() && t.lex.Elsewhere(t.ev.Text) && t.inPain(t.ev.Text) {
		t.hurtsElsewhere()
		return
	}
	if t.atWork() && t.inPain(t.ev.Text) && !isQuestion(t.ev.Text) {
		t.hurts() // rather one question too many than the next set
		return
	}
	if t.holding() && t.lex.Mentions("stop", t.ev.Text) {
		t.halt("stop")
		return
	}
	if _, why := t.lex.After("wait", t.ev.Text); why && t.exercising() && !t.inPain(t.ev.Text) {
		t.bare("wait")
		return
	}
	if t.exercising() && !t.holding() && t.lex.Polite(t.ev.Text) {
		t.tell("session.go_on")
		return
	}
	open, nothing := scenes[t.m.Place.Scene], t.m.Place.Scene == ""
	yes, answers := t.lex.YesNo(t.ev.Text)
	switch {
	case nothing && t.m.Stage == coach.StageActive && t.m.Pause == nil && t.orders("later"):
		t.say("plan.when_ready")
	case t.m.Stage == coach.StageActive && t.m.Pause == nil && (t.lex.Polite(t.ev.Text) && (nothing || open.offer) || nothing && answers && yes):
		t.say("lost.polite")
	case open.offer && t.m.Stage == coach.StageActive && t.inPain(t.ev.Text):
		t.again("lost.pain")
	case !nothing:
		t.again(open.again)
	default:
		t.lost()
	}
}

// orders: what was typed means a command.
func (t *turn) orders(command string) bool {
	name, ok := t.lex.Command(t.ev.Text)
	return ok && name == command
}

// showPlan shows today's plan and why, with what there is.
func (t *turn) showPlan() {
	if t.m.Pause != nil {
		t.ask("paused")
		return
	}
	day := t.settle()
	if t.m.Session != nil {
		t.say("plan.in_session", "used", tasksPhrase(day.Tasks))
		t.home()
		return
	}
	if t.needsCheckIn(day) {
		t.say("plan.before_check_in")
	}
	t.planTurn()
}
