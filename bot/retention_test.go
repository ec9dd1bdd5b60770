package bot_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/coach"
)

// daily lets the house do its daily round.
func (s *stage) daily() []shown {
	s.t.Helper()
	if err := s.bot.Retain(s.t.Context(), s.db); err != nil {
		s.t.Fatal(err)
	}
	return s.letters()
}

// retain lets the house do its daily round at a moment, and gives what the member is told.
func (s *stage) retain(at string) string {
	s.t.Helper()
	now, err := time.Parse("2006-01-02 15:04", at)
	if err != nil {
		s.t.Fatal(err)
	}
	s.now = now
	var texts []string
	for _, m := range s.daily() {
		texts = append(texts, m.text)
	}
	return strings.Join(texts, "\n")
}

// From the first word to the receipt: a member who falls silent is found among the others, told in time, and every row of
// theirs goes.
func TestASilentMemberIsErased(t *testing.T) {
	s := newStage(t)
	s.onboard("")
	if got := s.retain("2027-02-01 12:00"); got != "" {
		t.Errorf("too early: %s", got)
	}
	if got := s.retain("2027-02-02 12:00"); !strings.Contains(got, "Tue 2 March") || !strings.Contains(got, "eleven months") {
		t.Errorf("told: %q", got)
	}
	for _, at := range []string{"2027-02-02 12:01", "2027-02-03 12:00", "2027-03-01 12:00"} {
		if got := s.retain(at); got != "" {
			t.Errorf("told again at %s: %s", at, got)
		}
	}
	if got := s.retain("2027-03-02 12:00"); !strings.Contains(got, "erased everything") {
		t.Errorf("erased: %q", got)
	}
	kept, err := s.db.Kept(t.Context(), chat)
	if err != nil || kept.Member || kept.Days+kept.Facts+kept.Appointments > 0 {
		t.Errorf("left: %+v, %v", kept, err)
	}
	if got := s.retain("2027-03-03 12:00"); got != "" {
		t.Errorf("after the end: %s", got)
	}
}

// crowd is a roll of very many members.
type crowd struct {
	members int64
	err     error
	asked   []coach.Date
}

func (c *crowd) Silent(_ context.Context, since coach.Date, after int64, limit int) (page []coach.Member, err error) {
	c.asked = append(c.asked, since)
	for id := after + 1; id <= c.members && len(page) < limit; id++ {
		page = append(page, coach.Member{ID: id, Chat: 1000 + id, Stage: coach.StageActive, Programme: coach.Programme{LastSeen: "2025-03-02"}})
	}
	return page, c.err
}

// moody is a store in which one chat is broken.
type moody struct {
	broken int64
	turns  map[int64]int
}

func (m *moody) Exchange(_ context.Context, chat int64, _ coach.Source, f func(coach.Member, *coach.Errand) (coach.Entry, error)) error {
	m.turns[chat]++
	if chat == m.broken {
		return errors.New("disk")
	}
	_, err := f(coach.Member{ID: chat, Language: "en", Stage: coach.StageActive, Programme: coach.Programme{LastSeen: "2025-03-02"}}, nil)
	return err
}

// Everybody on the roll is asked about once, also behind a page, and behind somebody with whom something is wrong.
func TestTheWholeRollIsCalled(t *testing.T) {
	store, roll := &moody{broken: 1003, turns: map[int64]int{}}, &crowd{members: 1000}
	b := bot.Bot{Store: store, Coach: theCoach(coach.Auto), Speak: library, Now: func() time.Time { return time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC) }}
	err := b.Retain(t.Context(), roll)
	if err == nil || !strings.Contains(err.Error(), "member 3: handle arrived: disk") {
		t.Errorf("the trouble is %v", err)
	}
	if len(store.turns) != 1000 {
		t.Errorf("%d members were asked about", len(store.turns))
	}
	for chat, n := range store.turns {
		if n != 1 {
			t.Errorf("chat %d was asked %d times", chat, n)
		}
	}
	roll.err = errors.New("locked")
	if err := b.Retain(t.Context(), roll); err == nil {
		t.Error("nobody says that the roll cannot be read")
	}
}
