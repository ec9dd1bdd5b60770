package bot_test

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"medius/coach"
	"medius/coach/dialog"
)

// Where a coach is private, or for invited people only, nobody gets in by anything that can be sent: not by a command, a word,
// a button, somebody else's link or a code that was made up. Of a stranger nothing is kept; a member's physiotherapist stays
// a physiotherapist.
func TestNobodyGetsInUninvited(t *testing.T) {
	rounds := 2000
	if testing.Short() {
		rounds = 400
	}
	for _, access := range []coach.Access{coach.AccessPrivate, coach.AccessInvite} {
		t.Run(string(access), func(t *testing.T) {
			s := village(t)
			s.access = access
			s.restart()
			s.offerClaim()
			texts, values := append(s.words(s.at("victim")), "coach", "Coach me", "/start coach", "begin"), append(s.values(s.at("victim")), "coach")
			random := rand.New(rand.NewPCG(20260302, 1))
			for n := range rounds {
				who := []string{"stranger", "physio", "former", "knocking", "another"}[n%5]
				s.take(who)
				ev := dialog.Event{Kind: dialog.Said, Text: texts[random.IntN(len(texts))], Language: "en"}
				switch random.IntN(8) {
				case 0, 1, 2:
					ev = dialog.Event{
						Kind: dialog.Tapped, Question: s.last.Place.Open, Choice: values[random.IntN(len(values))], Message: 1, Label: "x", Callback: "cb",
					}
				case 3:
					ev.Text = "/start"
				case 4:
					ev = dialog.Event{Kind: []dialog.EventKind{dialog.Located, dialog.Sent, dialog.Blocked, dialog.Unblocked}[random.IntN(4)], Zone: "Europe/Berlin"}
				}
				s.event(ev)
				uninvited(t, s, who, ev)
			}
		})
	}
}

// uninvited looks at what has become of somebody who may not be coached.
func uninvited(t *testing.T, s *stage, who string, ev dialog.Event) {
	t.Helper()
	m, ok, err := s.db.Member(t.Context(), s.chat)
	if err != nil {
		t.Fatal(err)
	}
	guest := m.Stage == coach.StagePractice || m.Stage == coach.StageStopped
	if ok && (!guest || m.Door.Owner || len(m.Courses) > 0 || slices.ContainsFunc(m.Consents, func(c coach.Consent) bool { return c.Purpose == dialog.SafetyTerms })) {
		t.Fatalf("%s: %s %q %s gets in: stage %q", who, ev.Kind, ev.Text, ev.Choice, m.Stage)
	}
}

// Nobody but the owner reaches anything of the owner's: not by the command, not by a button of the owner's screens, not by
// the number of a question, not by what stands in a link.
func TestNobodyButTheOwnerIsTheOwner(t *testing.T) {
	rounds := 2000
	if testing.Short() {
		rounds = 400
	}
	s := village(t)
	s.access = coach.AccessInvite
	s.restart()
	s.offerClaim()
	s.take("owner")
	var out strings.Builder
	for _, line := range []string{"follow log", "> /owner", "> [Invite somebody]", "> /owner", "> [Block or let in again]", "> 1"} {
		s.line(&out, line)
	}
	texts, values := append(s.words(s.at("victim")), "owner", "/owner", "/owner bar 1", "/start "+logged, "Block № 1", "1"), s.values(s.at("victim"))
	before, done := s.state("owner"), s.owned
	random := rand.New(rand.NewPCG(20260302, 2))
	for n := range rounds {
		who := []string{"member", "physio", "former", "victim", "stranger"}[n%5]
		s.take(who)
		ev := dialog.Event{Kind: dialog.Said, Text: texts[random.IntN(len(texts))], Language: "en"}
		if random.IntN(2) == 0 {
			ev = dialog.Event{Kind: dialog.Tapped, Question: random.IntN(s.last.Place.Question + 3), Choice: values[random.IntN(len(values))], Message: 1, Label: "x", Callback: "cb"}
		}
		for _, m := range s.event(ev) {
			if m.to == "owner" || strings.Contains(m.text, "Your coach") || strings.Contains(m.text, "/owner") {
				t.Fatalf("%s: %s %q %s leads to %+v", who, ev.Kind, ev.Text, ev.Choice, m)
			}
		}
		if s.owned != done || s.last.Barred || strings.HasPrefix(s.last.Place.Scene, "owner") {
			t.Fatalf("%s does with %s %q %s what is the owner's", who, ev.Kind, ev.Text, ev.Choice)
		}
	}
	if now := s.state("owner"); now != before {
		t.Errorf("the owner was reached:\n%s\n%s", before, now)
	}
}
