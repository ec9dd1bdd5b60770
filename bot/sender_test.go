package bot

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"medius/coach"
)

const ms = time.Millisecond

// Letters of one chat leave one after the other, in order; another chat does not wait for them.
func TestOneLetterPerChatIsInFlight(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(context.Context, coach.Letter, int) (int64, error) { time.Sleep(200 * ms); return 7, nil }
		a, b, c := o.letter(1, coach.LaneReply), o.letter(1, coach.LaneReply), o.letter(2, coach.LaneReply)
		o.advance(time.Second)
		o.expect(a, "sent", 0)
		o.expect(b, "sent", 200*ms)
		o.expect(c, "sent", 0)
		if a.message != 7 {
			t.Errorf("message %d noted, want 7", a.message)
		}
	})
}

// While the outbox is asked for reminders, which may take a while, answers that are handed over leave at once; and what was put
// into the outbox meanwhile is found.
func TestAnswersDoNotWaitForTheOutbox(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.slow = 800 * ms
		o.answer = func(context.Context, coach.Letter, int) (int64, error) { time.Sleep(50 * ms); return 7, nil }
		reminder := o.letter(1, coach.LaneReminder)
		o.advance(100 * ms)
		handed := o.shelf.add(coach.Letter{Chat: 2, Lane: coach.LaneReply, Repeat: true}, Outgoing{Kind: OutSend, Text: "x"}, "sending")
		next := o.shelf.add(coach.Letter{Chat: 2, Lane: coach.LaneReply, Repeat: true}, Outgoing{Kind: OutSend, Text: "y"}, "waiting")
		o.follows = next
		o.sender.Take([]coach.Letter{handed.Letter}, false)
		if o.sender.Calm() {
			t.Error("calm with a letter in hand")
		}
		o.advance(100 * ms)
		o.expect(handed, "sent", 100*ms)
		o.expect(reminder, "waiting")
		if got := o.of(next); len(got) != 1 || got[0] != 150*ms {
			t.Errorf("the next one of the chat left at %v", got)
		}
		late := o.letter(3, coach.LaneReply)
		o.advance(5 * time.Second)
		o.expect(reminder, "sent", 800*ms)
		if o.state(late) != "sent" {
			t.Errorf("what came meanwhile is %s", o.state(late))
		}
		if !o.sender.Calm() {
			t.Error("not calm when all have left")
		}
	})
}

// A flood wait of an answer concerns its chat, for exactly the time asked for. Acks go on.
func TestFloodPausesOneChatAndNoAcks(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = once(1, &Refusal{Verdict: Wait, After: 37 * time.Second})
		first, second := o.letter(1, coach.LaneReply), o.letter(1, coach.LaneReply)
		other := o.letter(2, coach.LaneReply)
		o.advance(5 * time.Second)
		ack := o.put(coach.Letter{Chat: 1, Lane: coach.LaneAck}, Outgoing{Kind: OutAck, Callback: "c"})
		o.advance(time.Minute)
		o.expect(first, "sent", 0, 37*time.Second)
		o.expect(second, "sent", 37*time.Second)
		o.expect(other, "sent", 0)
		o.expect(ack, "sent", 5*time.Second)
	})
}

// A flood wait of a reminder closes the reminders and the broadcasts of everybody, but not the answers.
func TestFloodOfAReminderClosesTheBulkLanes(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = once(1, &Refusal{Verdict: Wait, After: 60 * time.Second})
		hit := o.letter(1, coach.LaneReminder)
		o.advance(time.Second)
		reminder, broadcast := o.letter(2, coach.LaneReminder), o.letter(3, coach.LaneBroadcast)
		reply := o.letter(4, coach.LaneReply)
		o.advance(58 * time.Second)
		o.expect(reminder, "waiting")
		o.expect(broadcast, "waiting")
		o.expect(reply, "sent", time.Second)
		o.advance(2 * time.Second)
		o.expect(hit, "sent", 0, 60*time.Second)
		o.expect(reminder, "sent", 60*time.Second)
		o.expect(broadcast, "sent", 60*time.Second)
	})
}

// A flood wait of a broadcast leaves the reminders alone.
func TestFloodOfABroadcastLeavesReminders(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = once(1, &Refusal{Verdict: Wait, After: 60 * time.Second})
		o.letter(1, coach.LaneBroadcast)
		o.advance(time.Second)
		reminder, broadcast := o.letter(2, coach.LaneReminder), o.letter(3, coach.LaneBroadcast)
		o.advance(time.Second)
		o.expect(reminder, "sent", time.Second)
		o.expect(broadcast, "waiting")
	})
}

// Three messages at once, then one a second; groups are slower.
func TestChatLimits(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		var own, group []*row
		for range 5 {
			own, group = append(own, o.letter(1, coach.LaneReply)), append(group, o.letter(-1, coach.LaneReply))
		}
		o.advance(10 * time.Second)
		for i, at := range []time.Duration{0, 0, 0, time.Second, 2 * time.Second} {
			o.expect(own[i], "sent", at)
			o.expect(group[i], "sent", 3*at)
		}
	})
}

// A message that was long on its way is counted when it has arrived: by the server's count, too, there are three at once and one a
// second.
func TestASlowMessageKeepsItsDistance(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, _ int) (int64, error) {
			if l.ID == 1 {
				time.Sleep(300 * ms)
			}
			return 1, nil
		}
		var rows []*row
		for range 5 {
			rows = append(rows, o.letter(1, coach.LaneReply))
		}
		o.advance(10 * time.Second)
		for i, at := range []time.Duration{0, 300 * ms, 300 * ms, 1300 * ms, 2300 * ms} {
			o.expect(rows[i], "sent", at)
		}
	})
}

// Timer edits of a chat are five seconds apart, and the chat's acks do not wait with them.
func TestTimerEditsAreSpaced(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		edit := Outgoing{Kind: OutEdit, Message: 5, Text: "x"}
		first := o.put(coach.Letter{Chat: 1, Lane: coach.LaneTimer}, edit)
		second := o.put(coach.Letter{Chat: 1, Lane: coach.LaneTimer}, edit)
		ack := o.put(coach.Letter{Chat: 1, Lane: coach.LaneAck}, Outgoing{Kind: OutAck})
		o.advance(time.Second)
		o.expect(second, "waiting") // where a newer edit may replace it
		o.advance(5 * time.Second)
		o.expect(first, "sent", 0)
		o.expect(second, "sent", 5*time.Second)
		o.expect(ack, "sent", 0)
	})
}

// Edits of every lane count together: fifteen, then one every four seconds.
func TestEditsPerMinute(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		var rows []*row
		for range 16 {
			choose := Outgoing{Kind: OutChoose, Message: 5}
			rows = append(rows, o.put(coach.Letter{Chat: 1, Lane: coach.LaneReply}, choose))
		}
		o.advance(5 * time.Second)
		o.expect(rows[14], "sent", 0)
		o.expect(rows[15], "sent", 4*time.Second)
	})
}

// A long flood wait of a timer edit ends that edit and those that follow, but keeps the chat's messages going.
func TestFloodOfATimerEditKeepsSends(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		o.answer = once(1, &Refusal{Verdict: Wait, After: 245 * time.Second})
		edit := Outgoing{Kind: OutEdit, Message: 5, Text: "x"}
		first := o.put(coach.Letter{Chat: 1, Lane: coach.LaneTimer}, edit)
		reply := o.letter(1, coach.LaneReply)
		o.advance(20 * time.Second)
		second := o.put(coach.Letter{Chat: 1, Lane: coach.LaneTimer}, edit)
		o.advance(5 * time.Second)
		o.expect(first, "failed late", 0)
		o.expect(reply, "sent", 0)
		o.expect(second, "failed late")
		o.advance(225 * time.Second)
		third := o.put(coach.Letter{Chat: 1, Lane: coach.LaneTimer}, edit)
		o.advance(time.Second)
		o.expect(third, "sent", 250*time.Second)
	})
}

// A letter that would expire while it waits is given up at once: it must not hold back the one behind it.
func TestAWaitBeyondItsWorth(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = once(1, &Refusal{Verdict: Wait, After: 30 * time.Second})
		short := o.put(coach.Letter{Chat: 1, Lane: coach.LaneReply, Expires: time.Now().Add(20 * time.Second)},
			Outgoing{Kind: OutSend})
		behind := o.letter(1, coach.LaneReply)
		o.advance(5 * time.Second)
		o.expect(short, "failed late", 0)
		o.expect(behind, "sent", 0)
	})
}

// Reminders leave at 25 a second without being written about all the time; an answer passes them all at once.
func TestBulkIsSlowAndAnswersAreNot(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		const people = 250
		for chat := range int64(people) {
			o.letter(chat+1, coach.LaneReminder)
		}
		o.advance(3 * time.Second)
		reply := o.letter(5000, coach.LaneReply)
		o.advance(100 * ms)
		o.expect(reply, "sent", 3*time.Second)
		o.advance(8 * time.Second)
		sends := o.calls()
		if len(sends) != people+1 {
			t.Errorf("%d letters left, want %d", len(sends), people+1)
		}
		inFirst := 0
		for _, s := range o.calls() {
			if s.at < time.Second {
				inFirst++
			}
		}
		if inFirst < 20 || inFirst > 27 {
			t.Errorf("%d reminders left in the first second, want about 25", inFirst)
		}
		if o.saves > 0 {
			t.Errorf("letters were put back %d times", o.saves)
		}
	})
}

// When the server says wait to one reminder, those that have their turn already wait, too; an answer does not.
func TestABulkPauseHoldsAtOnce(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		o.answer = once(3, &Refusal{Verdict: Wait, After: 8 * time.Second})
		var all []*row
		for chat := range int64(40) {
			all = append(all, o.letter(chat+1, coach.LaneReminder))
		}
		o.advance(time.Second)
		said := o.of(all[2])[0]
		reply := o.letter(5000, coach.LaneReply)
		o.advance(time.Second)
		o.expect(reply, "sent", time.Second)
		o.advance(20 * time.Second)
		for _, s := range o.calls() {
			if s.id != reply.ID && s.at > said && s.at < said+8*time.Second {
				t.Errorf("letter %d left at %s, and was to wait from %s for 8 s", s.id, s.at, said)
			}
		}
		for _, r := range all {
			if o.state(r) != "sent" {
				t.Errorf("letter %d is %s", r.ID, o.state(r))
			}
		}
	})
}

// Sends that come to nothing are counted whatever the server says; whom it cannot reach is no such matter.
func TestNothingIsAccepted(t *testing.T) {
	for verdict, want := range map[Verdict]int64{Retry: 2, Conflict: 2, Wait: 2, Unknown: 2, Content: 2, Gone: 0, Settled: 0} {
		post(t, Limits{}, func(o *office) {
			o.answer = func(_ context.Context, l coach.Letter, _ int) (int64, error) {
				if l.Chat == 3 {
					return 7, nil
				}
				return 0, &Refusal{Verdict: verdict, After: time.Hour}
			}
			o.letter(1, coach.LaneReply)
			o.letter(2, coach.LaneReply)
			o.advance(900 * ms)
			if got := o.sender.Refused(); got != want {
				t.Errorf("%s: %d, want %d", verdict, got, want)
			}
			o.letter(3, coach.LaneReply)
			o.advance(ms)
			if got := o.sender.Refused(); got != 0 {
				t.Errorf("%s: %d after one that was accepted", verdict, got)
			}
		})
	}
}

// A refusal that comes late says nothing about a member who has come back since: what they are answered now is sent.
func TestALateRefusalAndAMemberWhoIsBack(t *testing.T) {
	for _, back := range []bool{false, true} {
		post(t, Limits{}, func(o *office) {
			o.sender.Returned = func(chat int64, since time.Time) bool { return back && chat == 1 && !since.Before(o.wire.start) }
			o.answer = func(_ context.Context, l coach.Letter, _ int) (int64, error) {
				if l.ID != 1 {
					return 7, nil
				}
				time.Sleep(3 * time.Second)
				return 0, &Refusal{Verdict: Gone}
			}
			late, next := o.hand(1, coach.LaneReply), o.hand(1, coach.LaneReply)
			o.advance(10 * time.Second)
			o.expect(late, "failed gone", 0)
			if back {
				o.expect(next, "sent", 3*time.Second)
			} else {
				o.expect(next, "failed gone")
			}
			if told := len(o.gone) > 0; told == back {
				t.Errorf("back %t: gone %v", back, o.gone)
			}
		})
	}
}

// Reminders may be handed over as long as they leave soon and none waits in the outbox; they are as many a second as others.
func TestRemindersOverTheCounter(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		o.advance(time.Second)
		var rows []*row
		hand := func() (taken int) {
			for ; o.sender.OpenForReminders(); taken++ {
				rows = append(rows, o.hand(int64(len(rows)+1), coach.LaneReminder))
			}
			return taken
		}
		if n := hand(); n < 12 || n > 27 { // from half of a second's on no more are taken, until half of them have left
			t.Errorf("%d reminders were taken at once, want those of a second", n)
		}
		o.advance(time.Second)
		more := hand()
		waits := o.letter(1000, coach.LaneReminder)
		o.advance(10 * time.Second)
		o.expect(rows[len(rows)-1], "sent", o.of(rows[len(rows)-1])...)
		if n := len(o.calls()); n != len(rows)+1 || more == 0 || o.state(waits) != "sent" {
			t.Errorf("%d of %d letters left, %d taken in the second second", n, len(rows)+1, more)
		}
		first := 0
		for _, c := range o.calls() {
			if c.at < 2*time.Second {
				first++
			}
		}
		if first > 27 {
			t.Errorf("%d left in the first second", first)
		}
		if !o.sender.OpenForReminders() {
			t.Error("nothing waits any more, and no reminder is taken")
		}
		o.answer = func(context.Context, coach.Letter, int) (int64, error) {
			return 0, &Refusal{Verdict: Wait, After: time.Minute}
		}
		o.letter(1001, coach.LaneReminder)
		o.advance(time.Second)
		if o.sender.OpenForReminders() {
			t.Error("the messenger wants less in bulk, and reminders are taken")
		}
	})
}

// Broadcasts take ten a second of what the reminders leave.
func TestBroadcastsAreSlower(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		for chat := range int64(100) {
			o.letter(chat+1, coach.LaneBroadcast)
		}
		o.advance(3 * time.Second)
		if n := len(o.calls()); n < 25 || n > 32 {
			t.Errorf("%d broadcasts in 3 s, want about 30", n)
		}
	})
}

// When every reminder hangs for a minute, answers and acks still leave at once.
func TestHangingRemindersHoldUpNobody(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, _ int) (int64, error) {
			if bulk(l.Lane) {
				time.Sleep(20 * time.Second)
			}
			return 1, nil
		}
		for chat := range int64(100) {
			o.letter(chat+1, coach.LaneReminder)
		}
		o.advance(time.Second)
		reply := o.letter(900, coach.LaneReply)
		ack := o.put(coach.Letter{Chat: 3, Lane: coach.LaneAck}, Outgoing{Kind: OutAck})
		o.advance(10 * ms)
		o.expect(reply, "sent", time.Second)
		o.expect(ack, "sent", time.Second)
		o.advance(time.Hour)
	})
}

// A letter that may have arrived is repeated once after ten seconds, not at all, or freely, as its kind allows.
func TestAmbiguousLetters(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, try int) (int64, error) {
			if l.Chat == 2 && try == 2 || try == 4 {
				return 9, nil
			}
			return 0, errors.New("reset")
		}
		lost := o.letter(1, coach.LaneReminder)
		found := o.letter(2, coach.LaneReminder)
		single := o.put(coach.Letter{Chat: 3, Lane: coach.LaneReply}, Outgoing{Kind: OutSend})
		edit := o.put(coach.Letter{Chat: 4, Lane: coach.LaneReply}, Outgoing{Kind: OutEdit, Message: 5})
		after := o.letter(3, coach.LaneReply)
		o.advance(30 * time.Second)
		o.expect(lost, "failed ambiguous", 0, 10*time.Second)
		o.expect(found, "sent", 0, 10*time.Second)
		o.expect(single, "failed ambiguous", 0)
		if got := o.state(edit); got != "sent" || len(o.of(edit)) != 4 {
			t.Errorf("the edit is %s after %v, want sent at the fourth try", got, o.of(edit))
		}
		if len(o.of(after)) == 0 {
			t.Error("the letter behind an ambiguous one never left")
		}
		if o.sender.Ambiguous() < 6 {
			t.Errorf("%d ambiguous sends counted", o.sender.Ambiguous())
		}
	})
}

// Trouble is answered by waits that double from one second to thirty.
func TestBackoffGrows(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, _ coach.Letter, try int) (int64, error) {
			if try < 9 {
				return 0, &Refusal{Verdict: Retry, Reason: "502"}
			}
			return 1, nil
		}
		r, behind := o.letter(1, coach.LaneReply), o.letter(1, coach.LaneReply)
		o.advance(5 * time.Minute)
		at := o.of(r)
		for i, want := range []time.Duration{1, 2, 4, 8, 16, 30, 30, 30} {
			got := at[i+1] - at[i]
			if want *= time.Second; got < want || got > want*5/4+10*ms {
				t.Errorf("wait %d is %v, want %v and at most a quarter more", i+1, got, want)
			}
		}
		if got := o.of(behind); o.state(behind) != "sent" || got[0] < at[8] {
			t.Errorf("the letter behind left at %v, before %v", got, at[8])
		}
	})
}

// What one refusal means for one letter. The letter behind it must leave in every case.
func TestRefusals(t *testing.T) {
	edit := Outgoing{Kind: OutEdit, Message: 5, Text: "a <b>b</b> &lt;c"}
	sent := Outgoing{Kind: OutSend, Text: "a <b>b</b> &lt;c"}
	shown := Outgoing{Kind: OutSend, Text: "a", Picture: &OutPicture{Exercise: "clam", View: "moving", Language: "en"}}
	reshown := Outgoing{Kind: OutEdit, Text: "a", Picture: shown.Picture, Message: 5}
	printed := Outgoing{Kind: OutSend, Text: "a", Paper: &OutPaper{Kind: "report", Missing: "b"}}
	for _, c := range []struct {
		name    string
		out     Outgoing
		refusal Refusal
		state   string
		message int64
		last    Outgoing // the last call made
	}{
		{"our mistake is not repeated", sent, Refusal{Verdict: Content}, "failed content", 0, sent},
		{"a settled edit counts as sent", edit, Refusal{Verdict: Settled}, "sent", 5, edit},
		{"a lost edit becomes a message", edit, Refusal{Verdict: Resend}, "sent", 1001,
			Outgoing{Kind: OutSend, Text: edit.Text}},
		{"a lost message is our mistake", sent, Refusal{Verdict: Resend}, "failed resend", 0, sent},
		{"unreadable markup becomes plain", sent, Refusal{Verdict: Plain}, "sent", 1001,
			Outgoing{Kind: OutSend, Text: "a b <c", Plain: true}},
		{"a blocked bot", sent, Refusal{Verdict: Gone}, "failed gone", 0, sent},
		{"a picture that is refused is left out", shown, Refusal{Verdict: Content}, "sent", 1001,
			Outgoing{Kind: OutSend, Text: "a", Bare: true}},
		{"also in an edit", reshown, Refusal{Verdict: Content}, "sent", 1001,
			Outgoing{Kind: OutEdit, Text: "a", Message: 5, Bare: true}},
		{"a lost picture becomes a message", reshown, Refusal{Verdict: Resend}, "sent", 1001, shown},
		{"a paper that is refused is left out", printed, Refusal{Verdict: Content}, "sent", 1001,
			Outgoing{Kind: OutSend, Text: "a\n\nb", Bare: true}},
		{"a picture for a blocked bot", shown, Refusal{Verdict: Gone}, "failed gone", 0, shown},
	} {
		t.Run(c.name, func(t *testing.T) {
			post(t, Limits{}, func(o *office) {
				o.answer = once(1, &c.refusal)
				r := o.put(coach.Letter{Chat: 1, Lane: coach.LaneReply}, c.out)
				var behind *row
				if c.refusal.Verdict != Gone { // what is in hand behind one that nobody gets fails with it, see TestNothingFollowsIntoAChatThatIsGone
					behind = o.letter(1, coach.LaneReply)
				}
				o.advance(time.Minute)
				if behind == nil {
					behind = o.letter(1, coach.LaneReply)
					o.advance(time.Minute)
				}
				if got := o.state(r); got != c.state || r.message != c.message {
					t.Errorf("state %q, message %d, want %q, %d", got, r.message, c.state, c.message)
				}
				var last Outgoing
				for _, s := range o.calls() {
					if s.id == r.ID {
						last = s.out
					}
				}
				if !reflect.DeepEqual(last, c.last) {
					t.Errorf("last call %+v, want %+v", last, c.last)
				}
				if got := o.state(behind); got != "sent" {
					t.Errorf("the letter behind is %s", got)
				}
				if gone := len(o.gone) == 1; gone != (c.refusal.Verdict == Gone) {
					t.Errorf("told gone: %v", o.gone)
				}
			})
		})
	}
}

// A letter that cannot be read is never sent, and holds nobody up.
func TestALetterThatCannotBeRead(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		torn := o.shelf.add(coach.Letter{Chat: 1, Lane: coach.LaneReply}, Outgoing{Kind: OutSend, Text: "x"}, "waiting")
		torn.Body = []byte("my pain is 7")
		behind := o.letter(1, coach.LaneReply)
		o.advance(time.Minute)
		o.expect(torn, "failed content")
		o.expect(behind, "sent", 0)
	})
}

// Markup that is refused even without markup, and a chat that moves, do not go round in circles.
func TestRefusalsThatRepeat(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, _ int) (int64, error) {
			if l.Chat == -100 {
				return 3, nil
			}
			if l.Chat == -1 {
				return 0, &Refusal{Verdict: Resend, Moved: -100}
			}
			return 0, &Refusal{Verdict: Plain}
		}
		stubborn, moved := o.letter(1, coach.LaneReply), o.letter(-1, coach.LaneReply)
		o.advance(time.Second)
		o.expect(stubborn, "failed plain", 0, 0)
		o.expect(moved, "sent", 0, 0)
	})
}

// An ack has a second chance and no third, and never holds up the chat.
func TestAcksHaveTwoChances(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, _ int) (int64, error) {
			switch l.Chat {
			case 1:
				return 0, &Refusal{Verdict: Wait, After: 9 * time.Second}
			case 2:
				return 0, &Refusal{Verdict: Wait, After: 101 * time.Second}
			}
			return 0, errors.New("reset")
		}
		ack := Outgoing{Kind: OutAck, Callback: "c"}
		short := o.put(coach.Letter{Chat: 1, Lane: coach.LaneAck}, ack)
		long := o.put(coach.Letter{Chat: 2, Lane: coach.LaneAck}, ack)
		lost := o.put(coach.Letter{Chat: 3, Lane: coach.LaneAck}, ack)
		o.advance(time.Minute)
		o.expect(short, "failed wait", 0, 9*time.Second)
		o.expect(long, "failed wait", 0)
		o.expect(lost, "failed unknown", 0, time.Second)
	})
}

// An invalid token ends the run; the letter stays for the next one.
func TestStopVerdictEndsTheRun(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = once(1, &Refusal{Verdict: Stop, Reason: "401 Unauthorized"})
		r := o.letter(1, coach.LaneReply)
		o.advance(time.Second)
		var refusal *Refusal
		if err := o.stop(); !errors.As(err, &refusal) || refusal.Verdict != Stop {
			t.Errorf("Run gave %v, want the refusal", err)
		}
		o.expect(r, "waiting", 0)
	})
}

// A stop lets what is on the wire finish, gives back what waits for its turn, and takes at most five seconds.
func TestStop(t *testing.T) {
	post(t, PoliteLimits(), func(o *office) {
		o.answer = func(ctx context.Context, l coach.Letter, _ int) (int64, error) {
			if l.Chat == 9 {
				<-ctx.Done()
				return 0, ctx.Err()
			}
			time.Sleep(time.Second)
			return 1, nil
		}
		finishes, hangs := o.letter(1, coach.LaneReply), o.letter(9, coach.LaneReply)
		var group []*row
		for range 5 {
			group = append(group, o.letter(-2, coach.LaneReply))
		}
		o.advance(3500 * ms) // the group's fifth letter waits for its turn until 6 s
		begin := time.Now()
		finishing := o.letter(4, coach.LaneReply)
		o.advance(100 * ms)
		if err := o.stop(); err != nil {
			t.Errorf("Run gave %v", err)
		}
		if took := time.Since(begin); took > 5*time.Second {
			t.Errorf("stopping took %v", took)
		}
		o.expect(finishes, "sent", 0)
		o.expect(finishing, "sent", 3500*ms)
		o.expect(group[4], "waiting")
		o.expect(hangs, "waiting", 0) // may have arrived, and may be repeated
	})
}

// A letter that comes with the one that has just been sent does not leave after a stop, and does not hold it up.
func TestStopBetweenTwoLetters(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(context.Context, coach.Letter, int) (int64, error) {
			time.Sleep(time.Second)
			return 1, nil
		}
		first, second := o.letter(1, coach.LaneReply), o.letter(1, coach.LaneReply)
		o.follows = second
		o.advance(100 * ms)
		begin := time.Now()
		if err := o.stop(); err != nil {
			t.Errorf("Run gave %v", err)
		}
		if took := time.Since(begin); took > time.Second {
			t.Errorf("stopping took %v", took)
		}
		o.expect(first, "sent", 0)
		o.expect(second, "waiting")
	})
}

// A store that fails for a moment must not make a sent letter look unsent.
func TestNotingIsRepeated(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.badSent = 2
		r := o.letter(1, coach.LaneReply)
		o.advance(time.Second)
		o.expect(r, "sent", 0)
	})
}

// A disk that is full for half a minute costs no second message: the note is written when there is room.
func TestNotingOutlastsAFullDisk(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.badSent = 10
		r, next := o.letter(1, coach.LaneReply), o.letter(1, coach.LaneReply)
		o.advance(20 * time.Second)
		o.expect(r, "sending", 0)
		o.advance(20 * time.Second)
		o.expect(r, "sent", 0)
		if o.state(next) != "sent" {
			t.Errorf("the next one is %s", o.state(next))
		}
	})
}

// A letter with a date leaves at that date without being asked; one that expired does not leave at all.
func TestDates(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		soon := o.put(coach.Letter{Chat: 1, NotBefore: time.Now().Add(90 * time.Second), Lane: 1}, Outgoing{Kind: OutSend})
		late := o.put(coach.Letter{Chat: 1, Expires: time.Now().Add(80 * time.Second), Lane: 1}, Outgoing{Kind: OutSend})
		o.advance(2 * time.Minute)
		o.expect(soon, "sent", 90*time.Second)
		o.expect(late, "expired")
	})
}

// While the messenger does not answer, letters are risked one at a time, and when it is back all of them leave.
func TestOutage(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		end := time.Now().Add(10 * time.Minute)
		o.answer = func(context.Context, coach.Letter, int) (int64, error) {
			if time.Now().Before(end) {
				time.Sleep(10 * ms)
				return 0, &Refusal{Verdict: Retry, Network: true, Reason: "connection refused"}
			}
			return 1, nil
		}
		for chat := range int64(200) {
			o.letter(chat+1, coach.LaneReply)
		}
		o.advance(9 * time.Minute)
		first := 0 // all that were on the wire when it began, and those that took their places before that was known
		for _, c := range o.calls() {
			if c.at < time.Second {
				first++
			}
		}
		if n := len(o.calls()) - first; first > 2*atOnce(0) || n > 52 {
			t.Errorf("%d calls at the beginning of an outage, %d in the 9 minutes after that", first, n)
		}
		if o.sender.Trouble() < probeAfter {
			t.Errorf("trouble is %d", o.sender.Trouble())
		}
		o.advance(3 * time.Minute)
		if o.sender.Trouble() != 0 {
			t.Errorf("trouble is %d after the outage", o.sender.Trouble())
		}
		for _, r := range o.rows {
			if got := o.state(r); got != "sent" {
				t.Fatalf("letter %d is %s after the outage", r.ID, got)
			}
		}
	})
}

// Letters that were being claimed when the messenger fell silent go back: they are not all risked.
func TestAClaimIntoAnOutage(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(context.Context, coach.Letter, int) (int64, error) {
			time.Sleep(20 * ms)
			return 0, &Refusal{Verdict: Retry, Network: true, Reason: "connection refused"}
		}
		const answers, reminders = 10, 50
		for chat := range int64(answers) {
			o.letter(chat+1, coach.LaneReply)
		}
		o.advance(10 * ms)
		o.slow = 30 * ms
		for chat := range int64(reminders) {
			o.letter(answers+chat+1, coach.LaneReminder)
		}
		o.advance(800 * ms)
		if n := len(o.calls()); n != answers {
			t.Errorf("%d calls, want those %d that were on the wire", n, answers)
		}
	})
}

// Whatever the messenger does, every letter is settled in the end, the order inside a chat holds, and only a letter
// that was in doubt is delivered twice.
func TestRandomTrouble(t *testing.T) {
	for seed := range uint64(30) {
		post(t, PoliteLimits(), func(o *office) {
			rnd := rand.New(rand.NewPCG(seed, 0))
			doubted, arrived := map[int64]bool{}, map[int64]int{}
			var order []string
			o.answer = func(_ context.Context, l coach.Letter, _ int) (int64, error) {
				o.wire.mu.Lock()
				slow, fate := time.Duration(rnd.IntN(300))*ms, rnd.IntN(8)
				wait := time.Duration(rnd.IntN(90)) * time.Second
				o.wire.mu.Unlock()
				time.Sleep(slow)
				o.wire.mu.Lock()
				defer o.wire.mu.Unlock()
				switch fate {
				case 0:
					return 0, &Refusal{Verdict: Wait, After: wait}
				case 1:
					return 0, &Refusal{Verdict: Retry, Network: true}
				case 2:
					doubted[l.ID] = true
					arrived[l.ID]++
					return 0, errors.New("reset")
				case 3:
					return 0, &Refusal{Verdict: Content}
				}
				arrived[l.ID]++
				if l.Lane != coach.LaneAck {
					order = append(order, fmt.Sprintf("%d/%04d", l.Chat, l.ID))
				}
				return l.ID, nil
			}
			own := rand.New(rand.NewPCG(seed, 1))
			for range 120 {
				kind := []OutKind{OutAck, OutSend, OutEdit, OutSend, OutSend}
				lane := coach.Lane(own.IntN(5))
				l := coach.Letter{Chat: 1 + own.Int64N(10), Lane: lane, Repeat: own.IntN(2) == 0}
				o.put(l, Outgoing{Kind: kind[lane], Message: 5})
				o.advance(time.Duration(own.IntN(500)) * ms)
			}
			o.advance(12 * time.Hour)
			for _, r := range o.rows {
				if r.state != "sent" && r.state != "failed" {
					t.Errorf("seed %d: letter %d is %s", seed, r.ID, o.state(r))
				}
				if arrived[r.ID] > 1 && !doubted[r.ID] {
					t.Errorf("seed %d: letter %d arrived %d times", seed, r.ID, arrived[r.ID])
				}
			}
			last := map[string]string{}
			for _, s := range order {
				chat, id, _ := strings.Cut(s, "/")
				if id < last[chat] {
					t.Errorf("seed %d: in chat %s letter %s arrived after %s", seed, chat, id, last[chat])
				}
				last[chat] = id
			}
			if o.worst > 1 {
				t.Errorf("seed %d: %d letters of one chat in flight", seed, o.worst)
			}
		})
	}
}

// once refuses the first call for one letter.
func once(id int64, refusal *Refusal) func(context.Context, coach.Letter, int) (int64, error) {
	return func(_ context.Context, l coach.Letter, try int) (int64, error) {
		if l.ID == id && try == 1 {
			return 0, refusal
		}
		return 1000 + l.ID, nil
	}
}

// A message that may have arrived is sent once more and not again, also where an answer of its chat passes it meanwhile.
func TestDoubtOutlivesAnAnswer(t *testing.T) {
	post(t, Limits{}, func(o *office) {
		o.answer = func(_ context.Context, l coach.Letter, _ int) (int64, error) {
			if l.Lane == coach.LaneReminder {
				return 0, &Refusal{Verdict: Unknown, Reason: "no answer"}
			}
			return 7, nil
		}
		reminder := o.letter(1, coach.LaneReminder)
		for range 5 {
			o.advance(5 * time.Second)
			o.hand(1, coach.LaneReply)
			o.advance(5500 * ms)
		}
		if n := len(o.of(reminder)); n != 2 {
			t.Errorf("it was on the wire %d times: %v", n, o.of(reminder))
		}
	})
}

// While the clock is put forward, what is on the wire is not taken for stranded.
func TestTheClockIsPutForwardWhileALetterIsOnItsWay(t *testing.T) {
	var ahead atomic.Int64
	post(t, Limits{}, func(o *office) {
		o.answer = func(context.Context, coach.Letter, int) (int64, error) { time.Sleep(3 * time.Second); return 7, nil }
		o.letter(1, coach.LaneReply)
		o.advance(time.Second)
		ahead.Store(int64(10 * time.Minute))
		o.letter(2, coach.LaneReply)
		o.advance(time.Second)
		o.shelf.mu.Lock()
		busy := o.busy
		o.shelf.mu.Unlock()
		if !slices.Contains(busy, 1) {
			t.Errorf("the outbox was told that busy are %v", busy)
		}
		o.advance(5 * time.Second)
	}, func(s *Sender) { s.Now = func() time.Time { return time.Now().Add(time.Duration(ahead.Load())) } })
}
