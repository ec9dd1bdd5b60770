package bot

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"time"

	"medius/coach"
)

// among is a sender that is one of several.
func among(crew func() coach.Crew) func(*Sender) { return func(s *Sender) { s.Crew = crew } }

// Two instances send half of the reminders each, and one that has just begun lets the other make room first.
func TestBulkIsDivided(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		for chat := range int64(100) {
			o.letter(chat+1, coach.LaneReminder)
		}
		answer := o.letter(500, coach.LaneReply)
		o.advance(settling - ms)
		o.expect(answer, "sent", time.Second) // its chat may have been another one's
		if n := len(o.calls()); n != 1 {
			t.Errorf("%d letters left before the others know", n)
		}
		o.advance(4*time.Second + ms)
		if n := len(o.calls()) - 1; n < 45 || n > 52 {
			t.Errorf("%d reminders left in four seconds, want about 50", n)
		}
	}, among(func() coach.Crew { return coach.Crew{Place: 1, Size: 2} }))
}

// Who is left alone has the whole limit again.
func TestALimitIsGivenBack(t *testing.T) {
	var alone atomic.Bool
	crew := func() coach.Crew {
		if alone.Load() {
			return coach.Crew{Size: 1}
		}
		return coach.Crew{Size: 5}
	}
	post(t, PoliteLimits(), func(o *office) {
		o.advance(settling)
		for chat := range int64(60) {
			o.letter(chat+1, coach.LaneReminder)
		}
		o.advance(2 * time.Second)
		if n := len(o.calls()); n < 9 || n > 12 {
			t.Errorf("%d reminders left in two seconds, want about 10", n)
		}
		alone.Store(true)
		o.advance(5 * time.Second)
		if n := len(o.calls()); n < 55 {
			t.Errorf("%d reminders left, want nearly all", n)
		}
	}, among(crew))
}

// A chat that comes from another instance may have got its burst there: it gets one message a second until that is over.
func TestABurstIsNotGivenTwice(t *testing.T) {
	var size atomic.Int64
	size.Store(1)
	post(t, PoliteLimits(), func(o *office) {
		first := o.letter(1, coach.LaneReply)
		o.advance(time.Minute)
		size.Store(2)
		var own, other []*row
		for range 3 {
			own, other = append(own, o.letter(1, coach.LaneReply)), append(other, o.letter(2, coach.LaneReply))
		}
		o.advance(10 * time.Second)
		o.expect(first, "sent", 0)
		for i, at := range []time.Duration{61 * time.Second, 62 * time.Second, 63 * time.Second} {
			o.expect(own[i], "sent", at)
			o.expect(other[i], "sent", at)
		}
		later := []*row{o.letter(3, coach.LaneReply), o.letter(3, coach.LaneReply)}
		o.advance(time.Second)
		o.expect(later[0], "sent", 70*time.Second)
		o.expect(later[1], "sent", 70*time.Second)
	}, among(func() coach.Crew { return coach.Crew{Size: int(size.Load())} }))
}

// A wait that Telegram asks for in bulk is told to the others, and one that they were asked for is kept.
func TestWaitsInBulkAreShared(t *testing.T) {
	var told []string
	shut := map[coach.Lane]time.Time{}
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, try int) (int64, error) {
			if try == 1 && l.Chat < 3 {
				return 0, &Refusal{Verdict: Wait, After: 30 * time.Second}
			}
			return 1, nil
		}
		o.letter(1, coach.LaneReply)
		o.letter(2, coach.LaneBroadcast)
		o.advance(time.Second)
		if got := fmt.Sprint(told); got != "[broadcast 30s]" {
			t.Errorf("told: %s", got)
		}
		shut[coach.LaneReminder] = time.Now().Add(10 * time.Second)
		reminder, answer := o.letter(5, coach.LaneReminder), o.letter(6, coach.LaneReply)
		o.advance(20 * time.Second)
		o.expect(reminder, "sent", 11*time.Second)
		o.expect(answer, "sent", time.Second)
	}, func(s *Sender) {
		s.Crew = func() coach.Crew { return coach.Crew{Size: 1, Shut: shut} }
		s.Shut = func(_ context.Context, lane coach.Lane, until time.Time) error {
			told = append(told, fmt.Sprint(lane, " ", time.Until(until)))
			return nil
		}
	})
}

// A letter that another instance has by now is not sent.
func TestWhatIsNotHeldIsNotSent(t *testing.T) {
	var lost atomic.Bool
	lost.Store(true)
	post(t, Limits{}, func(o *office) {
		r := o.letter(1, coach.LaneReply)
		o.advance(time.Second)
		o.expect(r, "waiting")
		if o.saves > 2 {
			t.Errorf("it was put back %d times", o.saves)
		}
		lost.Store(false)
		o.advance(2 * time.Second)
		if n := len(o.calls()); n != 1 {
			t.Errorf("it was sent %d times", n)
		}
	}, func(s *Sender) { s.Holds = func(coach.Letter) bool { return !lost.Load() } })
}
