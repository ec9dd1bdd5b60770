package dialog_test

import (
	"encoding/json"
	"fmt"
	"html"
	"slices"
	"strings"
	"time"
	"unicode/utf16"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
)

// checkTurn holds a turn against everything the conversation promises.
func (w *world) checkTurn(ev dialog.Event, turn dialog.Turn) {
	// What comes of blocking somebody is told in the same transaction, by whoever is blocked.
	handed := slices.ContainsFunc(turn.Errands, func(e coach.Errand) bool { return e.Kind == coach.ErrandBar || e.Kind == coach.ErrandUnbar })
	if (ev.Kind == dialog.Said || ev.Kind == dialog.Tapped) && len(turn.Say) == 0 && turn.Toast == nil && !handed {
		w.fail("silent%s", w.story())
	}
	most := 6
	if strings.HasPrefix(ev.Text, "/why") { // a line for each of the last decisions
		most = 16
	}
	if len(turn.Say) > most {
		w.fail("%d messages in one turn%s", len(turn.Say), w.story())
	}
	place := turn.Member.Place
	if place.Scene != "" && !slices.Contains(dialog.SceneNames(), place.Scene) {
		w.fail("scene %q is not in the script%s", place.Scene, w.story())
	}
	if !turn.Erase && turn.Member.Stage != coach.StageNew && place.Question < w.member.Place.Question {
		w.fail("question numbers fell from %d to %d%s", w.member.Place.Question, place.Question, w.story())
	}
	for _, a := range append(slices.Clone(w.member.Outcomes.Activities), turn.Member.Outcomes.Activities...) {
		w.own[a.Text] = true
	}
	w.checkMessages(turn)
	w.checkPromises(turn)
	w.checkKept(turn)
	w.checkPlan(turn.Member)
	w.checkOthers(ev, turn)
}

// checkMessages: every phrase can be said, and what is said fits into Telegram's limits.
func (w *world) checkMessages(turn dialog.Turn) {
	last := w.member.Place.Question
	for _, m := range turn.Say {
		w.checkPaper(turn.Language, m)
		if m.Panel != nil {
			if len(m.Buttons) > 0 {
				w.fail("%s has a panel and buttons%s", m.Phrase.Key, w.story())
			}
			for _, row := range m.Panel.Rows {
				for _, p := range row {
					w.renders(p, 64)
				}
			}
			if m.Panel.Location != nil {
				w.renders(*m.Panel.Location, 64)
			}
		}
		if m.Edits != "" && !w.names[m.Edits] {
			w.fail("%s edits %q, which was never said%s", m.Phrase.Key, m.Edits, w.story())
		}
		if len(m.Buttons) > 0 {
			if m.Question <= last || m.Question > turn.Member.Place.Question && !turn.Erase {
				w.fail("%s: question %d after %d, now at %d%s", m.Phrase.Key, m.Question, last, turn.Member.Place.Question, w.story())
			}
			last = m.Question
		}
		w.checkButtons(m)
	}
	if turn.Toast != nil {
		w.renders(*turn.Toast, 200)
	}
}

// checkPaper: a chart may bring its own words; the words beside any paper fit below it. What is shown is of a side that is
// sore, and ends today.
func (w *world) checkPaper(language string, m dialog.Message) {
	p := m.Paper
	switch {
	case p == nil:
		w.renders(m.Phrase, 4096)
		return
	case m.Picture != nil || m.Edits != "" || m.Panel != nil:
		w.fail("a paper beside something else: %+v%s", m, w.story())
	case m.Phrase.Key != "":
		w.rendersIn(language, m.Phrase, bot.LongestCaption)
	case !slices.Contains([]dialog.PaperKind{dialog.PaperPain, dialog.PaperDose, dialog.PaperWeeks, dialog.PaperTraining}, p.Kind):
		w.fail("the paper %s comes without a word%s", p.Kind, w.story())
	}
	ofSide := p.Kind == dialog.PaperPain || p.Kind == dialog.PaperDose
	if ofSide != (p.Side != "") || ofSide && w.subject(p.Of).Course(p.Side) == nil || p.Days < 0 || p.Date == "" {
		w.fail("a strange paper: %+v%s", *p, w.story())
	}
}

func (w *world) checkButtons(m dialog.Message) {
	seen, total := map[string]bool{}, 0
	for _, row := range m.Buttons {
		if len(row) == 0 || len(row) > 8 {
			w.fail("%s: %d buttons in a row%s", m.Phrase.Key, len(row), w.story())
		}
		w.checkWidth(m, row)
		for _, b := range row {
			total++
			w.renders(b.Label, 64)
			data := fmt.Sprintf("%d:%s", m.Question, b.Value)
			// Two towns may lie in the same zone; everything else that says something else must mean something else.
			if len(data) > 64 || b.Value == "" || seen[b.Value] && !strings.HasPrefix(b.Value, "place:") {
				w.fail("%s: button data %q%s", m.Phrase.Key, data, w.story())
			}
			seen[b.Value] = true
		}
	}
	if total > 100 {
		w.fail("%s: %d buttons%s", m.Phrase.Key, total, w.story())
	}
}

// longestWord is what a button of a row of so many holds on a phone 390 points wide: a longer word would be broken in its middle.
var longestWord = map[int]int{2: 16, 3: 9, 4: 6}

// checkWidth: no word on a button is broken in its middle, in no language.
func (w *world) checkWidth(m dialog.Message, row []dialog.Button) {
	most, narrow := longestWord[len(row)]
	if !narrow {
		return
	}
	for _, b := range row {
		for _, lang := range library.Languages() {
			label := bot.PlainText(library, lang, b.Label)
			if strings.HasSuffix(label, " s") {
				w.fail("%s: in %q the seconds may stand on a line of their own%s", m.Phrase.Key, label, w.story())
			}
			for _, word := range strings.Split(label, " ") {
				if n := len([]rune(word)); n > most {
					w.fail("%s: %q has %d letters, %d of a row of %d can be read%s", m.Phrase.Key, word, n, most, len(row), w.story())
				}
			}
		}
	}
}

func (w *world) renders(p dialog.Phrase, most int) { w.rendersIn("en", p, most) }

func (w *world) rendersIn(lang string, p dialog.Phrase, most int) {
	text, err := bot.Render(library, lang, p)
	if err != nil {
		w.fail("%s: %v%s", p.Key, err, w.story())
	}
	plain := bot.PlainText(library, lang, p)
	if n := len(utf16.Encode([]rune(plain))); n == 0 || n > most {
		w.fail("%s has %d characters%s", p.Key, n, w.story())
	}
	for own := range w.own { // what the member has typed may look like anything
		text = strings.ReplaceAll(text, html.EscapeString(own), "")
	}
	if strings.Contains(text, "{") || strings.Contains(text, "<no value>") || strings.Contains(text, "%!") {
		w.fail("%s has an unfilled blank: %s%s", p.Key, text, w.story())
	}
}

// tidy takes over what a turn does with older messages.
func (w *world) tidy(turn dialog.Turn) {
	for _, m := range turn.Say {
		switch {
		case m.Picture == nil:
		case m.Edits == "":
			w.cards[m.Name] = &m
		case w.cards[m.Edits] == nil:
			w.fail("%s changes %q, which is gone%s", m.Phrase.Key, m.Edits, w.story())
		default:
			w.cards[m.Edits] = &m
		}
		if len(m.Buttons) == 0 && m.Edits != "" {
			if last := w.pictures[m.Edits]; m.Picture == nil || last == nil || atRest(*last) != *m.Picture {
				w.fail("%s ends the card %+v with the picture %+v%s", m.Phrase.Key, last, m.Picture, w.story())
			}
			delete(w.cards, m.Edits)
		}
	}
	for _, m := range turn.Say {
		if m.Picture != nil {
			w.pictures[m.Name+m.Edits] = m.Picture
		}
	}
	for _, name := range append(slices.Clone(turn.Remove), turn.Strip...) {
		if !w.names[name] && !strings.HasPrefix(name, "slot:") {
			w.fail("%q is taken away, which was never said%s", name, w.story())
		}
		delete(w.cards, name)
	}
}

// atRest is a picture as it stands where nobody is to move any more.
func atRest(p dialog.Picture) dialog.Picture {
	if p.View == dialog.Moving {
		p.View, p.Number = dialog.Step, 1
	}
	return p
}

// checkCards: there is at most one message with a picture and buttons; it shows what the session is at, for the side it is
// at, and never a side that is not sore.
func (w *world) checkCards(turn dialog.Turn) {
	if len(w.cards) > 1 {
		w.fail("%d cards%s", len(w.cards), w.story())
	}
	for _, m := range turn.Say {
		if m.Picture == nil {
			continue
		}
		for _, lang := range library.Languages() {
			w.rendersIn(lang, m.Phrase, bot.LongestCaption)
		}
		w.checkSide(turn.Member, m)
	}
}

func (w *world) checkSide(after coach.Member, m dialog.Message) {
	sore := append(after.SoreSides(), "")
	for _, side := range w.member.SoreSides() { // the last word about what was done before the sides were changed
		if len(m.Buttons) == 0 {
			sore = append(sore, side)
		}
	}
	if !slices.Contains(sore, m.Picture.Side) {
		w.fail("%s shows the side %q of %v%s", m.Phrase.Key, m.Picture.Side, after.SoreSides(), w.story())
	}
	if c := after.Course(m.Picture.Side); m.Picture.Full && len(m.Buttons) > 0 && (c == nil || !c.Range.Full()) {
		w.fail("%s shows the full range, which is not open%s", m.Phrase.Key, w.story())
	}
	if after.NoPictures && len(m.Buttons) > 0 {
		w.fail("%s has a picture, which was not wanted%s", m.Phrase.Key, w.story())
	}
	s := after.Session
	if s != nil && m.Question == after.Place.Open && after.Place.Scene == s.Scene && len(s.Rate) > 0 && m.Picture.Side != "" && m.Picture.Side != s.Rate[0] {
		w.fail("%s asks about %s and shows %s%s", m.Phrase.Key, s.Rate[0], m.Picture.Side, w.story())
	}
	if s == nil || s.Current() == nil || after.Place.Scene != s.Scene || m.Question != after.Place.Open {
		return
	}
	set, view := s.Current(), dialog.Moving
	if s.Scene == "rest" { // nobody is to move yet
		view = dialog.Step
	}
	if m.Picture.Exercise != set.Exercise || set.Side != "" && m.Picture.Side != set.Side || m.Picture.View != view {
		w.fail("%s shows %+v beside the set %+v%s", m.Phrase.Key, *m.Picture, *set, w.story())
	}
}

// checkPromises: nothing is promised for a moment that has passed.
func (w *world) checkPromises(turn dialog.Turn) {
	for _, a := range turn.Keep {
		if a.At.Before(w.now.Add(-time.Second)) {
			w.fail("%s is promised for %s, now is %s%s", a.Kind, a.At, w.now, w.story())
		}
		if !a.Until.IsZero() && a.Until.Before(a.At) || !slices.Contains(dialog.DueKinds(), a.Kind) {
			w.fail("a strange promise: %+v%s", a, w.story())
		}
	}
}

// checkKept: a member's words are kept nowhere, neither in the journal nor with the member.
func (w *world) checkKept(turn dialog.Turn) {
	for _, f := range turn.Facts {
		raw, err := json.Marshal(f)
		if err != nil || strings.Contains(strings.ToLower(string(raw)), marker) || f.Kind == "" || f.At.IsZero() {
			w.fail("fact %s (%v)%s", raw, err, w.story())
		}
	}
	if w.closely() {
		if s := saved(wordless(turn.Member)); strings.Contains(strings.ToLower(s), marker) {
			w.fail("words are kept: %s%s", s, w.story())
		}
	}
}

// wordless is a member without the own activities, the notes and the names of people, the only words that are kept.
func wordless(m coach.Member) coach.Member {
	m = m.Clone()
	for i := range m.Outcomes.Activities {
		m.Outcomes.Activities[i].Text = ""
	}
	delete(m.Place.Draft, "news") // the owner's own announcement, until it is confirmed
	m.SeatName = ""               // names are chosen to be kept, and it is said where they are typed
	for i := range m.Notes {
		m.Notes[i].Text = ""
	}
	for i := range m.Seats {
		m.Seats[i].Label = ""
	}
	if m.Practice != nil {
		m.Practice.Label = ""
		for i := range m.Practice.Patients {
			m.Practice.Patients[i].Name = ""
		}
	}
	return m
}

// checkPlan: whatever happens, the states stay in their ranges, and a day holds two sessions at most, none above the
// state's dose.
func (w *world) checkPlan(m coach.Member) {
	highest := coach.Plan{}
	for _, c := range m.Courses {
		if err := c.State.Check(); err != nil {
			w.fail("%s: %v%s", c.Side, err, w.story())
		}
		if p := (coach.Plan{Action: coach.ActionHold, Rung: c.State.Rung, Step: c.State.Step}); highest.Less(p) {
			highest = p
		}
		if c.State.Rung > m.RungLimit() {
			w.fail("%s: rung %d beyond the limit %d%s", c.Side, c.State.Rung, m.RungLimit(), w.story())
		}
	}
	for _, d := range m.Days {
		if len(d.Rounds) > 2 {
			w.fail("%s: %d sessions%s", d.Date, len(d.Rounds), w.story())
		}
		for _, v := range d.Verdicts {
			if v.Refused {
				w.fail("%s: refused %+v%s", d.Date, v, w.story())
			}
		}
	}
	if r := m.Running; r.Stage < 0 || r.Stage > coach.LastStage || r.Active() && m.Lock != nil {
		w.fail("running: %+v%s", r, w.story())
	}
	for _, c := range m.Courses {
		if !c.Range.Full() {
			continue
		}
		if len(m.Courses) > 1 || m.Lock != nil || c.State.Flare || c.ExerciseID() != coach.FullRangeExercise {
			w.fail("%s: the full range is open: %+v%s", c.Side, c, w.story())
		}
		for _, d := range m.Days {
			if v := d.Verdict(c.Side); v != nil && d.Date >= c.Range.Opened && (v.Level == coach.L3 || v.Level == coach.L4 || v.Level == coach.LFlag) {
				w.fail("%s: the full range of %s is open after %s on %s%s", c.Side, c.Range.Opened, v.Level, d.Date, w.story())
			}
		}
	}
	if m.Session != nil && m.Lock != nil {
		w.fail("a session under a lock%s", w.story())
	}
}
