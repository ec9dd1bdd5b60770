package bot_test

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"medius/coach"
	"medius/coach/dialog"
)

// canary stands in everything that is the victim's own; nobody else may ever read it.
const canary = "Zqx"

// village is a bot with people who have nothing to do with the victim: another member, that member's physiotherapist, somebody
// whose access was ended, somebody who knocked and was not let in, and somebody who never wrote before.
func village(t *testing.T) *stage {
	s := newStage(t)
	play := func(script string) {
		var out strings.Builder
		for line := range strings.Lines(script) {
			s.line(&out, strings.TrimSpace(line))
		}
	}
	play(`as victim
		onboard side=left usual=2 stand=1
		round pain=3
		> /invite
		> ` + canary + `
		as former
		follow link
		> yes
		> Former
		as victim
		> [Let Former in]
		as former
		> /patients
		> [` + canary + `]
		as victim
		> /access
		> [End it for Former]
		> [Close]
		as member
		onboard side=right usual=2 stand=1
		> /invite
		> [Just a number]
		as physio
		follow link
		> yes
		> Practice by the park
		as member
		> [Let Practice by the park in]
		as victim
		> /invite
		as knocking
		follow link
		> yes
		> Knocking
		as victim
		> /settings
		> [That is all]
		as stranger
		> hello`)
	return s
}

// state is everything that is kept of a chat, and what has been said to it.
func (s *stage) state(name string) string {
	s.t.Helper()
	phone := s.at(name)
	h, _, err := s.db.HistoryOf(s.t.Context(), phone.chat)
	if err != nil {
		s.t.Fatal(err)
	}
	kept, err := json.Marshal(h)
	if err != nil {
		s.t.Fatal(err)
	}
	return fmt.Sprintf("%s %d", kept, len(phone.shown))
}

// at is the phone of somebody.
func (s *stage) at(name string) *phone {
	s.t.Helper()
	i := s.phoneBy(func(p *phone) bool { return p.name == name })
	if i < 0 {
		s.t.Fatalf("nobody is called %q", name)
	}
	return s.phones[i]
}

// No member can be reached from another's account: not by a command, a word, a button, a link or a forged callback. All of
// them are tried by everybody who has no access; the victim's data stay as they are, the victim hears nothing, and nobody
// reads what is the victim's own.
func TestNoMemberIsReachedFromAnotherAccount(t *testing.T) {
	s := village(t)
	victim := s.at("victim")
	before := s.state("victim")
	random := rand.New(rand.NewPCG(20260302, 0))
	values, texts := s.values(victim), s.words(victim)
	taps := 12 // after each text; all values come round several times
	if testing.Short() {
		taps = 3
	}
	tries := 0
	for _, attacker := range []string{"member", "physio", "former", "knocking", "stranger"} {
		s.take(attacker)
		for _, text := range texts {
			events := []dialog.Event{{Kind: dialog.Said, Text: text, Language: "en"}}
			for range taps {
				tries++
				events = append(events, dialog.Event{
					Kind: dialog.Tapped, Question: -1, Choice: values[tries%len(values)], Message: random.Int64N(s.sent + 2), Label: "x", Callback: "cb", Language: "en",
				})
			}
			for _, ev := range events {
				if ev.Kind == dialog.Tapped { // most often the question that is open, else any that ever was, the victim's too
					ev.Question = s.last.Place.Open
					if random.IntN(3) == 0 {
						ev.Question = random.IntN(s.last.Place.Question + victim.last.Place.Question + 3)
					}
				}
				for _, m := range s.event(ev) {
					read(t, attacker, ev, m)
				}
			}
			if now := s.state("victim"); now != before {
				t.Fatalf("%s reached the victim after %q:\n%s\n%s", attacker, text, before, now)
			}
		}
	}
	if tries < 3*len(values) {
		t.Errorf("%d tries of %d values", tries, len(values))
	}
}

// read looks at a message on somebody's phone for what is the victim's own.
func read(t *testing.T, who string, ev dialog.Event, m shown) {
	t.Helper()
	text := m.text + m.toast
	for _, row := range m.buttons {
		for _, b := range row {
			text += "\n" + b.Text
		}
	}
	if m.to == "victim" || strings.Contains(text, canary) || m.paper != nil && m.paper.Of == 1 {
		t.Fatalf("%s: %s %q %d:%s leads to %+v", who, ev.Kind, ev.Text, ev.Question, ev.Choice, m)
	}
}

// values are the values of all buttons that anybody has ever seen here, and some that nobody has.
func (s *stage) values(victim *phone) []string {
	seen := []string{
		"", "back", "undo", "done", fmt.Sprintf("open:%d", victim.last.ID), "open:1", "open:99", "open:-1", "end:1", "end:2", "in:1", "in:2", "in", "out", "yes", "no",
		"page:1", "report", "limits", "message", "visa_g", "leave", "list", "pain", "0", "14", "rung", "reps", "10", "without", "hip_drop", "lift", "really", "text:hello",
		"name:x", "until:2026-04-01", "range:full", "range:level", "record", "members", "bar", "unbar", "news", "12", "invite", "seen", "mistake", "send", "again",
	}
	for _, p := range s.phones {
		for _, m := range p.shown {
			for _, row := range m.buttons {
				for _, b := range row {
					_, value, _ := strings.Cut(b.Data, ":")
					seen = append(seen, value)
				}
			}
		}
	}
	slices.Sort(seen)
	return slices.Compact(seen)
}

// words are all commands, all links that were ever given out, codes that never were, and plain words.
func (s *stage) words(victim *phone) []string {
	out := []string{"yes", "no", "10", "stop", "delete everything", "Practice by the park", "/start " + canary + strings.Repeat("a", 20), "/open 1", "/patients 1", "/export 1", "/report 1"}
	for _, name := range dialog.CommandNames() {
		out = append(out, "/"+name, fmt.Sprintf("/%s %d", name, victim.last.ID))
	}
	for _, p := range s.phones {
		for _, m := range p.shown {
			for _, found := range link.FindAllStringSubmatch(m.text, -1) {
				out = append(out, "/start "+found[1], "/start "+coach.HashOfCode(found[1])[:22])
			}
		}
	}
	for seat := range 4 { // the right code, but for the secret
		out = append(out, "/start "+coach.InvitationCode([]byte("another"), victim.last.ID, seat, s.now))
	}
	return out
}

// Whatever one account tells another, however it was made: without a seat nothing comes of it.
func TestAnErrandOnlyGetsWhereItMay(t *testing.T) {
	s := village(t)
	victim, before := s.at("victim"), s.state("victim")
	for _, from := range []string{"member", "physio", "former", "knocking"} {
		for _, kind := range []coach.ErrandKind{coach.ErrandSeen, coach.ErrandPrescribe, coach.ErrandMessage, coach.ErrandVisaG, coach.ErrandKnock, coach.ErrandLeave, coach.ErrandGone, coach.ErrandOver, coach.ErrandBar, coach.ErrandUnbar, coach.ErrandBarred} {
			if kind == coach.ErrandGone && from == "knocking" {
				continue // who knocked may go again
			}
			for seat := range 4 {
				e := coach.Errand{Kind: kind, To: victim.last.ID, Seat: seat, Text: "x", Code: coach.HashOfCode("x"), Prescription: &coach.Prescription{Kind: coach.PrescribeReps, Reps: 5}}
				err := s.db.Exchange(t.Context(), s.at(from).chat, coach.Source{}, func(m coach.Member, told *coach.Errand) (coach.Entry, error) {
					if told == nil {
						return coach.Entry{Member: m, Errands: []coach.Errand{e}}, nil
					}
					turn := s.bot.Coach.Step(s.now, m, dialog.Event{Kind: dialog.Told, Errand: *told})
					if m.ID == victim.last.ID && len(turn.Say) > 0 {
						t.Errorf("%s from %s says %+v", kind, from, turn.Say)
					}
					return coach.Entry{Member: turn.Member, Facts: turn.Facts, Errands: turn.Errands}, nil
				})
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	if now := s.state("victim"); now != before {
		t.Errorf("the victim was reached:\n%s\n%s", before, now)
	}
}
