package bot

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"pgregory.net/rapid"

	"medius/coach"
)

// What is handed over while a letter of its chat is on its way leaves when that has arrived, in order; nobody else waits.
func TestALetterWaitsAtTheCounter(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(context.Context, coach.Letter, int) (int64, error) { time.Sleep(200 * ms); return 7, nil }
		a, b, c := o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply)
		other, ack := o.hand(2, coach.LaneReply), o.hand(1, coach.LaneAck)
		o.advance(time.Second)
		for i, r := range []*row{a, b, c} {
			o.expect(r, "sent", time.Duration(i)*200*ms)
		}
		o.expect(other, "sent", 0)
		o.expect(ack, "sent", 0)
		if !o.sender.Calm() {
			t.Error("not calm when all have left")
		}
	})
}

// A letter that is put back takes along what waits for it, and nothing passes it: neither what came while it was on the wire, nor what comes
// before it is written that it was put back.
func TestNothingPassesALetterThatIsPutBack(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, try int) (int64, error) {
			time.Sleep(100 * ms)
			if l.ID == 1 && try == 1 {
				return 0, &Refusal{Verdict: Wait, After: 5 * time.Second}
			}
			return 7, nil
		}
		o.slowLater = 300 * ms
		a, b := o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply)
		o.advance(200 * ms)
		c := o.hand(1, coach.LaneReply) // it is not written yet that the first goes back
		o.advance(10 * time.Second)
		o.expect(a, "sent", 0, 6*time.Second) // it is written of each of them first that it goes back
		o.expect(b, "sent", 6100*ms)
		o.expect(c, "sent", 6200*ms)
	})
}

// To a chat that cannot be reached nothing is sent that waits for the first letter.
func TestNothingFollowsIntoAChatThatIsGone(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(context.Context, coach.Letter, int) (int64, error) {
			time.Sleep(100 * ms)
			return 0, &Refusal{Verdict: Gone}
		}
		a, b := o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply)
		o.advance(time.Second)
		o.expect(a, "failed "+Gone.String(), 0)
		o.expect(b, "failed "+Gone.String())
		if !slices.Equal(o.gone, []int64{1}) || !o.sender.Calm() {
			t.Errorf("gone: %v, calm: %t", o.gone, o.sender.Calm())
		}
	})
}

// What waits at the counter when the sender is stopped goes back.
func TestWhatWaitsAtTheCounterGoesBack(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(context.Context, coach.Letter, int) (int64, error) {
			time.Sleep(time.Second + 300*time.Microsecond)
			return 7, nil
		}
		a, b, c := o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply)
		o.advance(100 * ms)
		if err := o.stop(); err != nil {
			t.Error(err)
		}
		o.expect(a, "sent", 0)
		for _, r := range []*row{b, c} {
			o.expect(r, "waiting")
			if len(r.later) != 1 || r.later[0] > 0 { // else nothing would seem to be left to do
				t.Errorf("letter %d is due in %v", r.ID, r.later)
			}
		}
	})
}

// While what is put back is being written, letter by letter, nothing passes either.
func TestNothingPassesWhatIsBeingPutBack(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.slowLater = 50 * ms
		o.answer = func(_ context.Context, l coach.Letter, try int) (int64, error) {
			time.Sleep(100 * ms)
			if l.ID == 1 && try == 1 {
				return 0, &Refusal{Verdict: Wait, After: 5 * time.Second}
			}
			return 1, nil
		}
		o.hand(7, coach.LaneReminder)
		x := o.hand(7, coach.LaneReply)
		o.advance(175 * ms) // the reminder is put back after 150, x after 200
		y := o.hand(7, coach.LaneReply)
		o.advance(20 * time.Second)
		if x, y := o.of(x), o.of(y); len(x) != 1 || len(y) != 1 || y[0] < x[0] {
			t.Errorf("the first was on the wire at %v, the second at %v", x, y)
		}
	})
}

// A chat that has moved is not held up under its old number.
func TestAMovedChatThatIsPutBack(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, try int) (int64, error) {
			switch {
			case l.Chat == -5:
				return 0, &Refusal{Verdict: Resend, Moved: -100}
			case try == 2:
				return 0, &Refusal{Verdict: Wait, After: 2 * time.Second}
			}
			return 7, nil
		}
		a := o.hand(-5, coach.LaneReply)
		o.advance(10 * time.Second)
		b := o.hand(-5, coach.LaneReply)
		o.advance(time.Minute)
		for _, r := range []*row{a, b} {
			if got := o.state(r); got != "sent" {
				t.Errorf("letter %d is %s", r.ID, got)
			}
		}
	})
}

// What has waited until it is not worth sending any more is not sent.
func TestWhatExpiresAtTheCounter(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(context.Context, coach.Letter, int) (int64, error) { time.Sleep(30 * time.Second); return 1, nil }
		o.hand(7, coach.LaneReply)
		r := o.shelf.add(coach.Letter{Chat: 7, Lane: coach.LaneReply, Repeat: true, Expires: time.Now().Add(10 * time.Second)},
			Outgoing{Kind: OutSend, Text: "x"}, "sending")
		o.sender.Take([]coach.Letter{r.Letter}, false)
		next := o.hand(7, coach.LaneReply)
		o.advance(2 * time.Minute)
		o.expect(r, "failed "+tooLate)
		o.expect(next, "sent", 30*time.Second)
	})
}

// leased takes letters for stranded that have been on their way for five minutes, by its clock, unless it is told that their chat is busy.
type leased struct {
	*shelf
	lease map[int64]time.Time
}

func (s *leased) Claim(ctx context.Context, now time.Time, last coach.Lane, busy []int64, limit int) ([]coach.Letter, error) {
	s.mu.Lock()
	for _, r := range s.rows {
		if r.state != "sending" {
			continue
		}
		if s.lease[r.ID].IsZero() {
			s.lease[r.ID] = now.Add(5 * time.Minute)
		}
		if !s.lease[r.ID].After(now) && !slices.Contains(busy, r.Chat) {
			r.state = "waiting"
		}
	}
	s.mu.Unlock()
	letters, err := s.shelf.Claim(ctx, now, last, busy, limit)
	for _, l := range letters {
		s.lease[l.ID] = now.Add(5 * time.Minute)
	}
	return letters, err
}

// What has waited at the counter is not taken for stranded when it is on its way at last: neither when the clock was put forward meanwhile,
// nor when that took long.
func TestWhatHasWaitedIsNotStranded(t *testing.T) {
	var ahead atomic.Int64
	now := func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) }
	withLeases := func(s *Sender) { s.Now, s.Store = now, &leased{s.Store.(*shelf), map[int64]time.Time{}} }
	for _, c := range []struct {
		name  string
		takes time.Duration
		jump  time.Duration
		later bool // the second one comes after the jump
	}{{"jump", 3 * time.Second, 10 * time.Minute, false}, {"jump before the next", 40 * time.Second, 10 * time.Minute, true}, {"slow", 4 * time.Minute, 0, false}} {
		t.Run(c.name, func(t *testing.T) {
			ahead.Store(0)
			post(t, Limits{}, func(o *office) {
				o.answer = func(context.Context, coach.Letter, int) (int64, error) { time.Sleep(c.takes); return 7, nil }
				a, b := o.hand(1, coach.LaneReply), (*row)(nil)
				if !c.later {
					b = o.hand(1, coach.LaneReply)
				}
				o.sender.Wake()
				o.advance(time.Second)
				ahead.Store(int64(c.jump))
				if c.later {
					o.letter(2, coach.LaneReply) // somebody looks, and notices
					o.advance(time.Second)
					b = o.hand(1, coach.LaneReply)
					o.sender.Wake()
				}
				for range 5 {
					o.letter(2, coach.LaneReply)
					o.advance(c.takes / 2)
				}
				o.advance(time.Hour)
				o.expect(a, "sent", 0)
				o.expect(b, "sent", c.takes)
			}, withLeases)
		})
	}
}

// What waits for a letter on its way follows when that has arrived, as soon as it would be known after a death of the process: with a ledger
// beside the database at once, and else when it is noted.
func TestTheNextOneFollowsWhenItIsKnown(t *testing.T) {
	for keeps, want := range map[bool]time.Duration{true: time.Second, false: 4 * time.Second} {
		post(t, Limits{}, func(o *office) {
			o.keepsLanded, o.slowSent = keeps, 3*time.Second
			o.answer = func(context.Context, coach.Letter, int) (int64, error) { time.Sleep(time.Second); return 7, nil }
			a, b := o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply)
			o.advance(time.Minute)
			o.expect(a, "sent", 0)
			o.expect(b, "sent", want)
		})
	}
}

// A letter that has arrived is not taken for stranded while that cannot be written down, as on a full disk: neither it nor what followed it.
func TestWhatIsYetToBeNotedIsNotStranded(t *testing.T) {
	for _, keeps := range []bool{false, true} {
		post(t, Limits{}, func(o *office) {
			o.keepsLanded, o.slowSent = keeps, 12*time.Minute
			a, b := o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply)
			for range 30 { // somebody looks into the outbox all the time
				o.letter(2, coach.LaneReply)
				o.advance(time.Minute)
			}
			o.expect(a, "sent", 0)
			if got := len(o.of(b)); got != 1 || o.state(b) != "sent" {
				t.Errorf("keeps %t: the second one was sent %d times and is %s", keeps, got, o.state(b))
			}
		}, func(s *Sender) { s.Store = &leased{s.Store.(*shelf), map[int64]time.Time{}} })
	}
}

// However letters come, over the counter or from the outbox, and whatever becomes of them on the wire: those of a chat arrive in order, one at a
// time, and none is left.
func TestOrderOverTheCounter(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		type step struct {
			chat   int64
			wait   time.Duration
			fate   int
			slowly time.Duration
		}
		steps := rapid.SliceOfN(rapid.Custom(func(t *rapid.T) step {
			return step{
				chat: rapid.Int64Range(1, 2).Draw(t, "chat"), wait: time.Duration(rapid.IntRange(0, 300).Draw(t, "wait")) * ms,
				fate: rapid.IntRange(0, 6).Draw(t, "fate"), slowly: time.Duration(rapid.IntRange(0, 200).Draw(t, "slowly")) * ms,
			}
		}), 1, 12).Draw(rt, "steps")
		slow := time.Duration(rapid.IntRange(0, 400).Draw(rt, "slow")) * ms
		keeps, slowSent := rapid.Bool().Draw(rt, "keeps"), time.Duration(rapid.IntRange(0, 300).Draw(rt, "slow to note"))*ms
		fault := ""
		post(t, Limits{}, func(o *office) {
			o.slowLater, o.keepsLanded, o.slowSent = slow, keeps, slowSent
			var arrived []int64
			o.answer = func(_ context.Context, l coach.Letter, try int) (int64, error) {
				s := steps[l.ID-1]
				time.Sleep(s.slowly)
				if try == 1 {
					switch s.fate {
					case 0:
						return 0, &Refusal{Verdict: Wait, After: time.Second}
					case 1:
						return 0, &Refusal{Verdict: Retry}
					case 2:
						return 0, &Refusal{Verdict: Unknown}
					}
				}
				o.wire.mu.Lock()
				arrived = append(arrived, l.ID)
				o.wire.mu.Unlock()
				return l.ID, nil
			}
			var all []*row
			for _, s := range steps {
				time.Sleep(s.wait)
				if o.open(s.chat) { // as the outbox decides: nothing of the chat waits
					all = append(all, o.hand(s.chat, coach.LaneReply))
				} else {
					all = append(all, o.letter(s.chat, coach.LaneReply))
				}
			}
			o.advance(10 * time.Minute)
			for _, r := range all {
				if o.state(r) != "sent" {
					fault = fmt.Sprintf("letter %d is %s", r.ID, o.state(r))
				}
			}
			last := map[int64]int64{}
			for _, id := range arrived {
				chat := steps[id-1].chat
				if id < last[chat] {
					fault = fmt.Sprintf("letter %d arrived after %d", id, last[chat])
				}
				last[chat] = id
			}
			if o.worst > 1 || !o.sender.Calm() {
				fault = fmt.Sprintf("%d letters of a chat at once, calm: %t", o.worst, o.sender.Calm())
			}
		})
		if fault != "" {
			rt.Fatal(fault)
		}
	})
}

// A letter that calls the others off waits for the one that is on its way, and for none that has not left. What is of its own turn stays, and
// what is of another kind.
func TestWhatIsCalledOffAtTheCounter(t *testing.T) {
	post(t, Limits{PerChat: 1, Burst: 1}, func(o *office) {
		on := o.hand(7, coach.LaneReply)
		stale := []*row{o.hand(7, coach.LaneReply), o.hand(7, coach.LaneTimer), o.hand(7, coach.LaneReply)}
		reminder := o.hand(7, coach.LaneReminder)
		o.advance(100 * ms) // the first has left, the second waits for its turn
		var urgent []*row
		var both []coach.Letter
		for range 2 {
			r := o.shelf.add(coach.Letter{Chat: 7, Lane: coach.LaneReply, Repeat: true, Hush: []coach.Lane{coach.LaneReply, coach.LaneTimer}},
				Outgoing{Kind: OutSend, Text: "x"}, "sending")
			urgent, both = append(urgent, r), append(both, r.Letter)
		}
		o.sender.Take(both, false)
		o.advance(time.Minute)
		o.expect(on, "sent", 0)
		o.expect(stale[0], "sent", time.Second)
		for _, r := range stale[1:] {
			o.expect(r, "failed "+calledOff)
		}
		o.expect(reminder, "sent", 2*time.Second)
		o.expect(urgent[0], "sent", 3*time.Second)
		o.expect(urgent[1], "sent", 4*time.Second)
		if !o.sender.Calm() {
			t.Error("something is left in hand")
		}
	})
}

// A letter of an announcement is not sent when that was stopped while the letter waited for its turn.
func TestAnAnnouncementThatWasStopped(t *testing.T) {
	var stopped atomic.Bool
	post(t, Limits{Bulk: 1}, func(o *office) {
		first, second := o.letter(1, coach.LaneBroadcast), o.letter(2, coach.LaneBroadcast)
		o.advance(100 * ms)
		stopped.Store(true)
		reminder := o.letter(3, coach.LaneReminder)
		o.advance(10 * time.Second)
		o.expect(first, "sent", 0)
		o.expect(second, "failed "+calledOff)
		if o.state(reminder) != "sent" || !o.sender.Calm() {
			t.Errorf("the reminder is %s", o.state(reminder))
		}
	}, func(s *Sender) { s.Wanted = func(context.Context, coach.Letter) bool { return !stopped.Load() } })
}
