package dialog_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
)

// weeks are the summaries that a turn tells.
func weeks(turn dialog.Turn) []dialog.Message {
	var found []dialog.Message
	for _, m := range turn.Say {
		if strings.HasPrefix(m.Slot, "weekly:") {
			found = append(found, m)
		}
	}
	return found
}

// live lets everything happen that was promised up to a moment; answering, the member has a word for each reminder.
func (w *world) live(until time.Time, answering bool) (told []time.Time, said []string) {
	for {
		kind, ok := w.next()
		if !ok || w.due[kind].At.After(until) {
			w.now = until
			return told, said
		}
		turn := w.arrive(kind)
		for range weeks(turn) {
			told = append(told, w.now)
		}
		said = append(said, keys(turn)...)
		if answering && len(turn.Say) > 0 && turn.Say[0].Phrase.Key == "prompt.reminder" {
			w.say("/privacy")
		}
	}
}

// On every Sunday, once, in the evening of the member's own clock, after the session or before a late one.
func TestTheWeekIsToldOnSundayEvening(t *testing.T) {
	for _, zone := range []string{"America/Los_Angeles", "Asia/Kathmandu", "Pacific/Auckland"} {
		for evening, want := range map[string]string{
			"0 19 * * *": "21:00", "0 17 * * *": "19:00", "30 20 * * *": "19:30", "0 14 * * *": "18:00", "": "19:00", "0 19 * * 1-5": "19:00",
		} {
			w := coached(t, "4")
			loc, err := time.LoadLocation(zone)
			if err != nil {
				t.Fatal(err)
			}
			w.member.Zone, w.member.Schedule.Evening = zone, evening
			w.say("/week")
			w.step(dialog.Event{Kind: dialog.Blocked})
			w.step(dialog.Event{Kind: dialog.Unblocked}) // makes all promises anew
			told, _ := w.live(w.now.AddDate(0, 0, 21), true)
			var days []string
			for _, at := range told {
				local := at.In(loc)
				if local.Weekday() != time.Sunday || local.Format("15:04") != want {
					t.Errorf("%s, evening %q: told on %s, want %s", zone, evening, local.Format("Mon 15:04"), want)
				}
				days = append(days, string(coach.DateOf(local)))
			}
			if len(days) != 3 || len(slices.Compact(days)) != 3 {
				t.Errorf("%s, evening %q: told on %v", zone, evening, days)
			}
		}
	}
}

// sunday is a coached member on the first Sunday evening, one minute before the summary.
func sunday(t *testing.T) *world {
	w := coached(t, "4")
	w.live(time.Date(2026, 3, 8, 19, 59, 0, 0, time.UTC), true)
	return w
}

// A session or an open question is not disturbed: the summary waits half an hour, and then for Monday.
func TestTheSummaryWaitsForWhatIsGoingOn(t *testing.T) {
	for _, c := range []struct {
		name   string
		closed time.Duration // after the question was asked; 0: never
		want   string
	}{
		{"closed at once", time.Second, "08 20:00"}, // 21:00 in Berlin
		{"after a quarter of an hour", 15 * time.Minute, "08 20:30"},
		{"late in the evening", 70 * time.Minute, "09 20:00"},
		{"never: an old question holds nothing up", 0, "09 20:00"},
	} {
		w := sunday(t)
		w.say("/settings")
		if c.closed > 0 {
			if told, _ := w.live(w.now.Add(c.closed), false); len(told) > 0 {
				t.Errorf("%s: told at %s, beside a question", c.name, told)
			}
			w.tap("close")
		}
		told, _ := w.live(w.now.Add(30*time.Hour), false)
		if len(told) != 1 || told[0].Format("02 15:04") != c.want {
			t.Errorf("%s: told at %s, want %s", c.name, told, c.want)
		}
	}
}

// Nobody is written to who has asked for silence, is locked, or has just begun.
func TestTheSummaryIsNotForEverybody(t *testing.T) {
	for name, prepare := range map[string]func(*world){
		"off":    func(w *world) { w.say("/settings"); w.tap("weekly"); w.tap("off"); w.tap("close") },
		"paused": func(w *world) { w.say("/pause"); w.tap("3") },
		"until":  func(w *world) { w.say("/pause"); w.tap("open") },
		"locked": func(w *world) { w.say("I fell on the stairs"); w.tap("yes") },
		"over":   func(w *world) { w.say("/stop") },
		"away":   func(w *world) { w.step(dialog.Event{Kind: dialog.Blocked}) },
	} {
		w := sunday(t)
		prepare(w)
		if told, _ := w.live(w.now.Add(50*time.Hour), false); len(told) > 0 {
			t.Errorf("%s: told at %s%s", name, told, w.story())
		}
	}
	w := coached(t, "4")
	w.member.Programme.Start = "2026-03-06"
	w.now = time.Date(2026, 3, 8, 19, 0, 0, 0, time.UTC)
	w.arrive(dialog.DueEvening)
	if told, _ := w.live(w.now.Add(5*time.Hour), false); len(told) > 0 {
		t.Errorf("told on the third day")
	}
	w = coached(t, "4")
	if told, _ := w.live(w.now.AddDate(0, 0, 40), false); len(told) > 0 {
		t.Errorf("a member who never came back is told at %s", told)
	}
}

// The chart stands above the summary where there are scores and pictures are wanted; the words are the same without it.
func TestTheChartOfTheSummaryIsOptional(t *testing.T) {
	w := sunday(t)
	w.say("/go")
	w.until("plan")
	w.tap("later")
	with := w.say("/week").Say[0]
	if with.Paper == nil || with.Paper.Kind != dialog.PaperPain || with.Paper.Side != coach.Left || with.Paper.Date != "2026-03-08" {
		t.Errorf("%+v", with.Paper)
	}
	w.say("/settings")
	w.tap("weekly")
	w.tap("words")
	w.tap("close")
	without := w.say("/week").Say[0]
	if without.Paper != nil || plain(without) != plain(with) {
		t.Errorf("in words: %s\nwith the chart: %s", plain(without), plain(with))
	}
	if fresh := coached(t, "4").say("/week").Say[0]; fresh.Paper != nil {
		t.Errorf("a chart without a score: %+v", fresh.Paper)
	}
}

// After three silent days the reminders end; four messages come instead, then nothing until the member writes.
func TestSilentMembersAreLeftInPeace(t *testing.T) {
	w := coached(t, "4")
	w.live(w.now.AddDate(0, 0, 4), true)
	before := len(w.facts)
	_, said := w.live(w.now.AddDate(0, 0, 90), false)
	counts := map[string]int{}
	for _, key := range said {
		counts[key]++
	}
	if counts["prompt.reminder"] > 5 || counts["prompt.silent_dose"]+counts["prompt.silent_easier"] != 3 {
		t.Errorf("in ninety days: %v", counts)
	}
	if w.member.Pause == nil || len(w.facts) == before {
		t.Error("no break was noted")
	}
	for _, d := range w.member.Days {
		for _, r := range d.Rounds {
			if r.Outcome == coach.Missed && w.member.Silence.Days(d.Date) > 3 && w.member.Silence.Days(d.Date)%7 != 3 {
				t.Errorf("%s %s: missed, though nobody was reminded", d.Date, r.Slot)
			}
		}
	}
	w.tap("yes")
	if _, ok := w.due[dialog.DueMorning]; !ok || w.member.Silence != (coach.Silence{}) {
		t.Errorf("back: %v, %+v", w.due, w.member.Silence)
	}
}

// One session a day takes the other reminder away, and the offer is not made again the same day.
func TestOneSessionADay(t *testing.T) {
	w := coached(t, "4")
	w.live(time.Date(2026, 3, 6, 5, 0, 0, 0, time.UTC), false)
	w.say("/go")
	w.until("plan")
	w.tap("one")
	if _, ok := w.due[dialog.DueEvening]; ok || w.member.Schedule.Evening != "" || w.member.Schedule.Morning == "" {
		t.Errorf("%+v, %v", w.member.Schedule, w.due)
	}
	if slices.Contains(w.open().values, "short") {
		t.Error("offered again")
	}
}

// plain is what a message says, in English.
func plain(m dialog.Message) string { return bot.PlainText(library, "en", m.Phrase) }

// Whoever wants it at another time gets it then, on every Sunday; a time at which there is no week yet is not taken.
func TestTheWeekComesWhenTheMemberWantsIt(t *testing.T) {
	w := coached(t, "4")
	w.say("/settings")
	w.tap("weekly")
	w.tap("time")
	seen := map[string]int{}
	for _, m := range w.say("9:00 am").Say {
		inside(m.Phrase, seen)
	}
	if seen["weekly.time_range"] != 1 || w.member.Weekly.At != 0 {
		t.Errorf("nine in the morning: %v", seen)
	}
	w.say("half past five")
	w.tap("close")
	if w.member.Weekly.At != 17*60+30 {
		t.Fatalf("the minute is %d", w.member.Weekly.At)
	}
	told, _ := w.live(w.now.AddDate(0, 0, 15), true)
	for _, at := range told {
		if local := at.In(berlin(t)); local.Format("Mon 15:04") != "Sun 17:30" {
			t.Errorf("told on %s", local.Format("Mon 15:04"))
		}
	}
	if len(told) != 2 {
		t.Errorf("told %d times in two weeks", len(told))
	}
	w.say("/settings")
	w.tap("weekly")
	w.tap("time")
	w.tap("usual")
	w.tap("close")
	told, _ = w.live(w.now.AddDate(0, 0, 7), true)
	if len(told) != 1 || told[0].In(berlin(t)).Format("Mon 15:04") != "Sun 21:00" {
		t.Errorf("by the session again: %v", told)
	}
}

func berlin(t *testing.T) *time.Location {
	t.Helper()
	loc, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	return loc
}
