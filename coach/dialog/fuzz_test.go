package dialog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"medius/coach"
	"medius/coach/dialog"
)

// texts are what members type: answers, commands as words, words of warning, and anything else.
var texts = []string{
	"yes", "no", "3", "3/10", "about 4", "four", "3-4", "no pain", "10", "11", "0", "7:30", "19:00", "half past seven", "quarter to",
	"berlin", "New York", "Springfield", "Europe/Berlin", "mon wed fri", "every day", "weekends", "left", "both", "back", "stop", "done", "can I swim?", "how should I sleep, and sit?", "what about the moon?",
	"fewer", "it hurts", "undo", "skip", "help", "later", "ok", "until friday", "two weeks", "for 3 days", "until 2026-03-20",
	"I fell on the stairs", "my leg is numb", "fever and 7", "I want to die", "groin hurts 4", "operation", "", " ", "?", "ß", "/", "//", "/x",
	"Something is wrong", "I have read this and agree", "Start", "None", "Physiotherapist", "not sure", "5 but sharp",
	"my hip is 7 right now", "my left hip is a 4", "it's 7", "done, 3", "it hurts, 5", "2 but sharp", "7/10", "i think i overdid it", "it hurts, 9", "sorry, I meant 5", "I only did 8",
	"actually I took ibuprofen", "hold on, the phone rings", "how many more", "quit", "lost my balance", "i'm sick", "wrong side", "which side", "thanks", "change the evening to 20:00", "at 8",
	strings.Repeat("🦵", 2048), strings.Repeat("a", 4096), "\u202eabc", "{dose}", "{{.x}}", "<b>7</b>", "%d %s", "';--", "null", "-1", "1e9", "٣",
}

var zones = []string{"Europe/Berlin", "America/New_York", "Pacific/Apia", "Asia/Kathmandu", "Antarctica/Troll", "UTC", "", "Local", "No/Where"}

var media = []string{"sticker", "voice", "photo", "poll", "video", "group", "contact", ""}

// play draws one event and lets it happen: mostly what a member does, sometimes what nobody should.
func (w *world) play(t *rapid.T) {
	n := rapid.IntRange(0, 99).Draw(t, "what")
	switch {
	case n < 5:
		w.wander(t)
	case n < 8:
		w.errand(t)
	case n < 9:
		w.followLink(t)
	case n < 45:
		w.tapOpen(t)
	case n < 55:
		w.tapAny(t)
	case n < 70:
		w.step(dialog.Event{Kind: dialog.Said, Text: w.text(t), Language: rapid.SampledFrom([]string{"en", "de", "pt-br", ""}).Draw(t, "tag")})
	case n < 85:
		w.wait(t)
	case n < 89:
		w.anyMoment(t)
	case n < 91:
		w.step(dialog.Event{Kind: dialog.Located, Zone: rapid.SampledFrom(zones).Draw(t, "zone")})
	case n < 94:
		w.step(dialog.Event{Kind: dialog.Sent, Media: rapid.SampledFrom(media).Draw(t, "media")})
	case n < 95:
		w.step(dialog.Event{Kind: rapid.SampledFrom([]dialog.EventKind{dialog.Blocked, dialog.Unblocked, dialog.Flooded}).Draw(t, "reach")})
	default:
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 3*24*3600).Draw(t, "seconds")) * time.Second)
	}
}

func (w *world) text(t *rapid.T) string {
	switch rapid.IntRange(0, 9).Draw(t, "text") {
	case 0, 1, 2:
		return "/" + rapid.SampledFrom(dialog.CommandNames()).Draw(t, "command")
	case 3:
		return rapid.SampledFrom(texts).Draw(t, "words") + " " + marker
	case 4:
		return marker + " " + rapid.StringN(0, 40, 160).Draw(t, "garbage")
	}
	return rapid.SampledFrom(texts).Draw(t, "words")
}

// tapOpen taps a button of the latest message, most often a harmless one: long ways must be found too.
func (w *world) tapOpen(t *rapid.T) {
	b := w.open()
	if b == nil {
		w.say("/start")
		return
	}
	value := rapid.SampledFrom(b.values).Draw(t, "value")
	if slices.Contains(b.values, "0") && len(b.values) > 10 && rapid.IntRange(0, 3).Draw(t, "calm") > 0 {
		value = rapid.SampledFrom([]string{"0", "1", "2", "3"}).Draw(t, "score")
	}
	w.step(dialog.Event{Kind: dialog.Tapped, Question: b.question, Choice: value, Message: b.message, Callback: "c"})
}

// wander opens one of the places beside the day, and presses a few things there.
func (w *world) wander(t *rapid.T) {
	if w.member.Practice != nil && rapid.Bool().Draw(t, "at work") {
		w.say("/patients")
		for range rapid.IntRange(1, 12).Draw(t, "things") {
			w.tapOpen(t)
		}
		return
	}
	w.say(rapid.SampledFrom([]string{"/settings", "/settings", "/settings", "/swap", "/progress", "/progress", "/report", "/export", "/week", "/exercises", "/exercises", "/exercise clam", "/exercise brige", "/run", "/run", "/range", "/range", "/exercise hip drop", "/travel", "/maintain", "/holiday", "/finish", "/tips", "/ask", "/ask may I swim or sit", "/sources", "/pause", "/wrong", "/delete", "/language", "/access", "/access", "/invite", "/patients", "/patients", "/owner", "/owner"}).Draw(t, "place"))
	for range rapid.IntRange(1, 8).Draw(t, "things") {
		w.tapOpen(t)
	}
}

// tapAny taps an old message, twice, or with data no button ever had.
func (w *world) tapAny(t *rapid.T) {
	if len(w.boards) == 0 {
		w.step(dialog.Event{Kind: dialog.Tapped, Question: 1, Choice: marker, Message: 1})
		return
	}
	b := w.boards[rapid.IntRange(max(0, len(w.boards)-6), len(w.boards)-1).Draw(t, "board")]
	ev := dialog.Event{Kind: dialog.Tapped, Question: b.question, Choice: rapid.SampledFrom(b.values).Draw(t, "value"), Message: b.message}
	switch rapid.IntRange(0, 4).Draw(t, "how") {
	case 0:
		w.step(ev)
	case 1:
		ev.Question = rapid.IntRange(-2, w.member.Place.Question+2).Draw(t, "question")
	case 2:
		ev.Question = w.member.Place.Open
		ev.Choice = rapid.SampledFrom([]string{
			"", marker, "-1", "99", "0", "yes", "no", "undo", "back", "stop", "done", "hurts", "place:", "place:Europe/Berlin", "place:" + marker,
			"until:" + marker, "until:9999-99-99", "toggle:" + marker, "toggle:1", "left", "both", "accept", "harder", "rest", "less", "same",
			"begin", "now", "seen", "mistake", "really", "open", "365", strings.Repeat("9", 60), "hip_drop", "single_leg_balance", "level", "full", "read", "test", "physiotherapist", "en", "de", "none", "07:00",
		}).Draw(t, "forged")
	case 3:
		ev.Message = 0
	}
	w.step(ev)
}

// wait lets the next promised moment come: in time, late, or twice.
func (w *world) wait(t *rapid.T) {
	kind, ok := w.next()
	if !ok {
		w.now = w.now.Add(time.Duration(rapid.IntRange(1, 600).Draw(t, "minutes")) * time.Minute)
		return
	}
	if at := w.due[kind].At; at.After(w.now) {
		w.now = at
	}
	switch rapid.IntRange(0, 5).Draw(t, "late") {
	case 0:
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 100).Draw(t, "minutes")) * time.Minute)
	case 1:
		w.now = w.now.Add(time.Duration(rapid.IntRange(0, 20).Draw(t, "days")) * 24 * time.Hour)
	}
	w.arrive(kind)
	if rapid.IntRange(0, 9).Draw(t, "twice") == 0 {
		w.step(dialog.Event{Kind: dialog.Arrived, Due: w.past[len(w.past)-1]})
	}
}

// anyMoment delivers a moment of any kind, promised or not, early or late.
func (w *world) anyMoment(t *rapid.T) {
	a := coach.Appointment{
		Kind: rapid.SampledFrom(append(dialog.DueKinds(), "unknown")).Draw(t, "kind"),
		At:   w.now.Add(time.Duration(rapid.IntRange(-3000, 3000).Draw(t, "off")) * time.Minute),
	}
	if rapid.Bool().Draw(t, "until") {
		a.Until = a.At.Add(30 * time.Minute)
	}
	w.step(dialog.Event{Kind: dialog.Arrived, Due: a})
}

// sensible is what a member who wants to get on presses, by scene; the first that is offered.
var sensible = map[string][]string{
	"begin": {"now"}, "morning_pain": {"1", "0", "2"}, "night": {"0", "1"}, "painkiller": {"no"}, "plan": {"begin"}, "now": {"1", "0"},
	"set": {"done"}, "pain": {"1", "2"}, "rest": {"skip"}, "effort": {"0", "1"}, "after": {"0", "1"}, "screening": {"no"}, "word": {"no"},
	"locked": {"seen"}, "unlock": {"yes"}, "unlock_who": {"doctor"}, "paused": {"yes"}, "pause": {"no"}, "pause_sure": {"yes", "no"}, "delete": {"no"}, "delete_sure": {"no"},
	"settings": {"close"}, "progress": {"close"}, "chart": {"close"}, "weekly": {"words", "time"}, "weekly_time": {"18:00", "usual"}, "note": {"leave", "drop"}, "note_keep": {"yes", "no"}, "report": {"0", "no"}, "export": {"send", "no"}, "handed": {"close"}, "library": {"leave"}, "exercise": {"leave"}, "how": {"leave", "exercise"}, "wrong_way": {"leave", "exercise"}, "count": {"4", "3"}, "hello": {"yes"}, "health": {"yes"}, "swap": {"keep"}, "both_stiff": {"no"},
	"run": {"done", "rate", "close"}, "run_walk": {"yes"}, "run_trial": {"1", "0"}, "run_begin": {"yes"}, "run_pain": {"1", "0"}, "run_stop": {"no"},
	"range": {"read", "test", "physiotherapist", "close"}, "range_screen": {"yes"},
	"light": {"double_leg_bridge"}, "travel": {"keep", "follow"}, "upkeep": {"no", "1,4"}, "episode": {"same"}, "episode_usual": {"1", "2"}, "ending": {"no"},
	"survey": {"yes"}, "seven_days": {"3", "4"}, "name_activity": {"done", "skip"}, "activity": {"4", "10"}, "replace": {"no"},
	"seat_name": {"number"}, "access": {"close"}, "access_record": {"back"}, "limits_lift": {"no"}, "practice_terms": {"yes"}, "practice_start": {"patients"},
	"patients": {"close"}, "patient": {"list"}, "patient_more": {"list"}, "patient_report": {"0"}, "patient_leave": {"no"}, "limits": {"back"},
	"limits_rung": {"4"}, "limits_reps": {"10"}, "limits_without": {"clam"}, "limits_with": {"clam"}, "limits_pause": {"7"}, "limits_sure": {"yes", "back"},
	"owner": {"members", "news", "invite", "silence", "close"}, "owner_news_sure": {"send", "anew"}, "owner_number": {"12"}, "owner_member": {"bar", "unbar"},
	"situation": {"5"}, "change": {"1"}, "thirty": {"start"}, "standing": {"done"}, "stand_pain": {"2"}, "unasked": {"back"},
}

// typed is how some values are said in words.
var typed = map[string]string{
	"yes": "yes", "no": "nope", "physiotherapist": "my physio", "left": "the left one", "right": "right", "both": "both hips", "outside": "outside",
	"07:00": "7", "19:00": "7 pm", "*": "every day", "1": "one", "2": "2/10", "4": "about 4", "0": "no pain", "done": "done", "begin": "start",
}

// getOn does what a diligent member does: the open question, else the next moment.
func (w *world) getOn(t *rapid.T) {
	b, scene := w.open(), w.member.Place.Scene
	if b == nil || scene == "" && b.question != w.member.Place.Prompt {
		w.promised(t)
		return
	}
	if b.question == w.member.Place.Prompt {
		w.tap("start")
		return
	}
	if scene == "holding" && b.question == w.member.Place.Open {
		w.promised(t)
		return
	}
	value := rapid.SampledFrom(b.values).Draw(t, "value")
	for _, v := range sensible[scene] {
		if slices.Contains(b.values, v) && rapid.IntRange(0, 30).Draw(t, "sensible") > 0 {
			value = v
			break
		}
	}
	if text, ok := typed[value]; ok && rapid.IntRange(0, 3).Draw(t, "typed") == 0 {
		w.say(text)
		return
	}
	w.step(dialog.Event{Kind: dialog.Tapped, Question: b.question, Choice: value, Message: b.message, Callback: "c"})
}

// promised lets the next moment come when it is due.
func (w *world) promised(t *rapid.T) {
	if kind, ok := w.next(); ok {
		w.arrive(kind)
		return
	}
	w.say("/" + rapid.SampledFrom([]string{"start", "go", "plan", "resume"}).Draw(t, "command"))
}

// settle brings a new member to where most of a conversation happens: coached, in one of many ways.
func (w *world) settle(t *rapid.T) {
	side := rapid.SampledFrom([]string{"left", "right", "both"}).Draw(t, "side")
	both := side == "both"
	score := func(name string) string { return fmt.Sprint(rapid.IntRange(0, 6).Draw(t, name)) }
	w.say("/start")
	answers := []string{"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "physiotherapist"}
	answers = append(answers, rapid.SampledFrom([]string{"yes", "no", "no"}).Draw(t, "unsteady"), "outside", "no", side, score("usual"))
	if both {
		answers = append(answers, score("usual"))
	}
	answers = append(answers, rapid.SampledFrom([]string{"yes", "no", "no"}).Draw(t, "woken"), score("stand"))
	if both {
		answers = append(answers, score("stand"))
	}
	inWords := rapid.Bool().Draw(t, "in words")
	give := func(v string) {
		if text, ok := typed[v]; ok && inWords && w.member.Place.Scene != "hello" && w.member.Place.Scene != "health" {
			w.say(text)
			return
		}
		w.tap(v)
	}
	for _, v := range answers {
		give(v)
	}
	w.say(rapid.SampledFrom([]string{"berlin", "Europe/London", "Asia/Tokyo", "America/Los_Angeles"}).Draw(t, "town"))
	if w.member.Place.Scene == "zone_list" {
		w.tap(w.open().values[0])
	}
	w.tap("yes")
	give("07:00")
	give("19:00")
	give("*")
	if rapid.IntRange(0, 2).Draw(t, "high") == 0 { // further up the ladder than a short play would come
		for i := range w.member.Courses {
			c := &w.member.Courses[i]
			c.State.Rung = rapid.IntRange(0, w.member.RungLimit()).Draw(t, "rung")
			c.State.Step = rapid.SampledFrom([]int{1, 3, 8, 12, 20, 28}).Draw(t, "step")
			c.State.WeekStartStep, c.State.PeakStep7d, c.State.Points = c.State.Step, c.State.Step, rapid.IntRange(0, 4).Draw(t, "points")
		}
		if rapid.Bool().Draw(t, "runs") {
			w.member.Running = coach.StartRunning(w.member.Programme.Start)
			w.member.Running.Stage = rapid.IntRange(0, coach.LastStage).Draw(t, "stage")
		}
	}
}

// TestStepKeepsItsPromises plays random conversations: Step never panics, is never silent, never leaves the script, never
// says what cannot be said or sent, promises nothing for the past, keeps no words, and does the same thing twice.
func TestStepKeepsItsPromises(t *testing.T) { rapid.Check(t, conversation) }

func FuzzStep(f *testing.F) { f.Fuzz(rapid.MakeFuzz(conversation)) }

func conversation(t *rapid.T) {
	policy := rapid.SampledFrom([]coach.Policy{coach.Auto, coach.Auto, coach.Suggest, coach.Off}).Draw(t, "policy")
	w := newWorld(nil, policy)
	w.fail = t.Fatalf
	defer func() {
		if r := recover(); r != nil {
			if fmt.Sprintf("%T", r) != "rapid.stopTest" {
				t.Logf("story:%s", w.story())
			}
			panic(r)
		}
	}()
	bare := rapid.SampledFrom([]string{"", "", "single_leg_balance", "clam", "side_lying_abduction", "hip_drop"}).Draw(t, "without a picture")
	w.coach.Sheet = func(id string) dialog.Sheet {
		s := sheetOf(id)
		s.Drawn = id != bare
		return s
	}
	w.coach.Settings.Access = rapid.SampledFrom([]coach.Access{coach.AccessOpen, coach.AccessOpen, coach.AccessInvite, coach.AccessPrivate}).Draw(t, "access")
	w.member.Door.Owner = rapid.IntRange(0, 2).Draw(t, "owner") == 0
	if w.coach.Settings.Access == coach.AccessOpen && rapid.IntRange(0, 3).Draw(t, "new") > 0 {
		w.settle(t)
	}
	if rapid.IntRange(0, 3).Draw(t, "seated") == 0 {
		w.seat(rapid.Bool().Draw(t, "only"))
	}
	events, diligence := rapid.IntRange(20, 120).Draw(t, "events"), rapid.SampledFrom([]int{0, 40, 80}).Draw(t, "diligence")
	if rapid.IntRange(0, 11).Draw(t, "weeks") == 0 { // now and then a few weeks of somebody who keeps at it
		events, diligence = 500, 97
	}
	for range events {
		if rapid.IntRange(0, 99).Draw(t, "now") < diligence {
			w.getOn(t)
		} else {
			w.play(t)
		}
	}
}
