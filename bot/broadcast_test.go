package bot_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
)

// audience is a bot with an owner and some members who have begun; odd ones have blocked the bot since.
func audience(t *testing.T, n int) *stage {
	s := newStage(t)
	for i := range n {
		s.take(fmt.Sprintf("member %d", i))
		s.event(dialog.Event{Kind: dialog.Said, Text: "/start", Language: "en"})
		if i%2 == 1 {
			s.event(dialog.Event{Kind: dialog.Blocked})
		}
	}
	s.offerClaim()
	s.take("owner")
	var out strings.Builder
	for _, line := range []string{"follow log", "> /owner", "> [Write to everybody]", "> Hello everybody.", "> [Send it]"} {
		s.line(&out, line)
	}
	s.send()
	return s
}

// sick is a store that fails for one chat.
type sick struct {
	bot.Store
	chat int64
	err  error
}

func (s sick) Exchange(ctx context.Context, chat int64, src coach.Source, turn func(coach.Member, *coach.Errand) (coach.Entry, error)) error {
	if chat == s.chat {
		return s.err
	}
	return s.Store.Exchange(ctx, chat, src, turn)
}

// Where it is the store that fails, an announcement goes on with the same member when that has passed; where it is the member, it passes on.
func TestAnAnnouncementWaitsForTheStore(t *testing.T) {
	full := errors.New("the disk is full")
	for _, err := range []error{full, errors.New("strange")} {
		s := audience(t, 10)
		news, _, bad := s.db.Announcing(t.Context())
		page, worse := s.db.Listeners(t.Context(), news, 40)
		if bad != nil || worse != nil || len(page) < 4 {
			t.Fatal(page, bad, worse)
		}
		s.bot.Passing = func(err error) bool { return errors.Is(err, full) }
		s.bot.Store = sick{s.db, page[2].Chat, err}
		if got := s.bot.Announce(t.Context(), s.db); !errors.Is(got, err) {
			t.Errorf("got %v", got)
		}
		after, want := int64(0), page[len(page)-1].ID
		if errors.Is(err, full) {
			want = page[1].ID
		}
		if news, _, bad = s.db.Announcing(t.Context()); bad == nil {
			after = news.After
		}
		if after != want {
			t.Errorf("%v: it is at member %d, want %d (%v)", err, after, want, bad)
		}
	}
}

// dying is a database whose process is killed before it has noted how far an announcement is.
type dying struct{ bot.Announcements }

func (dying) Offered(context.Context, coach.Broadcast, int64) error { return errors.New("killed") }

// Whatever happens on the way, everybody who is there hears an announcement once, nobody who is away does, and no more letters
// wait at a time than can be called off.
func TestAnAnnouncementReachesEverybodyOnce(t *testing.T) {
	s := audience(t, 130)
	for round := range 12 {
		var store bot.Announcements = s.db
		if round%2 == 0 {
			store = dying{s.db}
		}
		if err := s.bot.Announce(t.Context(), store); err != nil && round%2 == 1 {
			t.Fatal(err)
		}
		b, ok, err := s.db.Broadcast(t.Context())
		if err != nil || !ok || b.Waiting > 40 {
			t.Fatalf("%d letters wait: %t, %v", b.Waiting, ok, err)
		}
		if round%3 == 2 {
			s.restart()
		}
		s.send()
	}
	b, _, err := s.db.Broadcast(t.Context())
	if err != nil || !b.Over || b.Sent != 65 || b.Failed != 0 || b.Words != "" {
		t.Errorf("it ends as %+v, %v", b, err)
	}
	letters := s.letters()
	unique := map[string]int{}
	for key := range s.ids {
		if strings.HasPrefix(key, b.Slot()+":c") {
			unique[key]++
		}
	}
	if len(unique) != 65 {
		t.Errorf("%d members have it, want 65", len(unique))
	}
	last := letters[len(letters)-1]
	if last.to != "owner" || !strings.Contains(last.text, "65 sent, 0 not delivered") {
		t.Errorf("the owner reads %+v", last)
	}
}

// One that is stopped goes no further, and what was still waiting does not leave.
func TestAnAnnouncementIsStopped(t *testing.T) {
	s := audience(t, 130)
	if err := s.bot.Announce(t.Context(), s.db); err != nil {
		t.Fatal(err)
	}
	s.letters()
	var out strings.Builder
	for _, line := range []string{"> /owner", "> [Stop the announcement]"} {
		s.line(&out, line)
	}
	for range 3 {
		if err := s.bot.Announce(t.Context(), s.db); err != nil {
			t.Fatal(err)
		}
		s.send()
	}
	b, _, err := s.db.Broadcast(t.Context())
	if err != nil || !b.Over || b.Sent != 0 || b.Waiting != 0 || b.Words != "" {
		t.Errorf("it ends as %+v, %v", b, err)
	}
}
