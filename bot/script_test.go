package bot_test

import (
	"slices"
	"strconv"
	"strings"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
)

// answers are a scripted member's, by name.
type answers map[string]string

// scripted reads "side=left usual=3" over defaults.
func (s *stage) scripted(rest string, defaults answers) answers {
	s.t.Helper()
	a := answers{}
	for k, v := range defaults {
		a[k] = v
	}
	for _, f := range strings.Fields(rest) {
		k, v, ok := strings.Cut(f, "=")
		if _, known := a[k]; !ok || !known {
			s.t.Fatalf("no such answer: %q", f)
		}
		a[k] = v
	}
	return a
}

// onboard plays the first conversation by typing. It gives what was said last where that is to be seen.
func (s *stage) onboard(rest string) []shown {
	s.t.Helper()
	a := s.scripted(rest, answers{
		"side": "left", "usual": "2", "stand": "1", "woken": "no", "unsteady": "no", "zone": "Europe/Berlin",
		"morning": "07:00", "evening": "19:00", "days": "every day", "named": "doctor", "tips": "no", "weekly": "no",
		"questions": "no",
	})
	s.types("/start")
	for range 60 {
		switch scene := s.scene(); scene {
		case "hello", "health", "adult", "zone_confirm":
			s.types("yes")
		case "screening", "pregnant", "history":
			s.types("no")
		case "named", "unsteady", "usual", "woken", "zone", "morning", "evening", "days":
			s.types(strings.ReplaceAll(a[scene], "_", " "))
		case "sides":
			s.types(a["side"])
		case "where":
			s.types("outside of the hip")
		case "stand":
			s.types(a["stand"])
		case "begin":
			s.only(a)
			got := s.types("later")
			if a["questions"] == "yes" {
				return got
			}
			return nil
		default:
			s.t.Fatalf("onboarding stands in %q", scene)
		}
	}
	s.t.Fatal("onboarding does not end")
	return nil
}

// only keeps away what a conversation is not about.
func (s *stage) only(a answers) {
	s.t.Helper()
	s.change(func(m *coach.Member) {
		m.Tips.Off, m.Weekly.Off = a["tips"] == "no", a["weekly"] == "no"
		m.Outcomes.Off = a["questions"] == "no"
	})
}

// trained: weeks have passed in which the member trained on so many days and was there until now.
func (s *stage) trained(rest string) {
	s.t.Helper()
	n, err := strconv.Atoi(rest)
	if err != nil {
		s.t.Fatal(err)
	}
	s.change(func(m *coach.Member) {
		m.Programme.TrainingDays, m.Programme.LastSeen, m.Silence = n, coach.DateOf(s.now.In(s.zone)), coach.Silence{}
	})
}

// change alters the member behind the conversation's back.
func (s *stage) change(f func(*coach.Member)) {
	s.t.Helper()
	err := s.db.Turn(s.t.Context(), s.chat, coach.Source{}, func(m coach.Member) (coach.Entry, error) {
		f(&m)
		return coach.Entry{Member: m}, nil
	})
	if err != nil {
		s.t.Fatal(err)
	}
}

// round plays one session: whatever is asked is answered. The plan and the last message are shown.
func (s *stage) round(out *strings.Builder, rest string) {
	s.t.Helper()
	a := s.scripted(rest, answers{"morning": "2", "night": "1", "painkiller": "no", "now": "1", "pain": "1", "after": "1", "effort": "1", "light": "double_leg_bridge"})
	got := s.types("/go")
	for range 120 {
		scene := s.scene()
		var text string
		switch scene {
		case "morning_pain":
			text = a["morning"]
		case "night", "effort", "light":
			got = s.choose(a[scene])
			continue
		case "painkiller", "now", "pain", "after":
			text = a[scene]
		case "plan":
			s.write(out, got)
			text = s.label("plan.begin")
		case "set":
			got = s.choose("done")
			continue
		case "rest":
			text = s.label("rest.skip")
		case "screening":
			text = "no"
		case "":
			s.write(out, slices.DeleteFunc(got, func(m shown) bool { return m.edited || m.removed }))
			return
		default:
			s.write(out, got)
			return
		}
		got = s.types(text)
	}
	s.t.Fatalf("the session does not end: it stands in %q", s.scene())
}

func (s *stage) types(text string) []shown {
	s.t.Helper()
	return s.event(dialog.Event{Kind: dialog.Said, Text: text, Language: "en"})
}

// label is what stands on a button, in the member's language.
func (s *stage) label(key string) string {
	return bot.PlainText(library, s.last.Language, dialog.Phrase{Key: key})
}

// choose taps the open question's button of that value.
func (s *stage) choose(value string) []shown {
	s.t.Helper()
	s.now = s.now.Add(aMoment)
	return s.event(dialog.Event{Kind: dialog.Tapped, Question: s.last.Place.Open, Choice: value, Message: s.sent, Label: value})
}

func (s *stage) scene() string { return s.last.Place.Scene }

// setState puts every side on another rung and step, as if weeks had passed.
func (s *stage) setState(rest string) {
	s.t.Helper()
	a := s.scripted(rest, answers{"rung": "4", "step": "8", "points": "0", "trial": "no", "trained": "0"})
	number := func(name string) int {
		n, err := strconv.Atoi(a[name])
		if err != nil {
			s.t.Fatal(err)
		}
		return n
	}
	s.change(func(m *coach.Member) {
		for i := range m.Courses {
			c := &m.Courses[i]
			c.State = coach.Start(number("rung"), c.State.UsualMorningPain)
			c.State.Step, c.State.Points, c.State.Trial = number("step"), number("points"), a["trial"] == "yes"
			c.State.PeakStep7d, c.State.WeekStartStep = c.State.Step, c.State.Step
		}
		m.Programme.TrainingDays += number("trained")
		for i := range m.Days {
			if d := &m.Days[i]; d.Date == m.Programme.LastOpened && !d.Decided() {
				m.Settle(d.Date, coach.Auto)
			}
		}
	})
}
