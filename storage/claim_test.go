package storage

import (
	"testing"
	"time"

	"medius/coach"
)

// Between chats the lane decides, then the age.
func TestUrgentLettersGoFirst(t *testing.T) {
	db := open(t)
	post(t, db,
		coach.Letter{Key: "broadcast", Chat: 1, Lane: coach.LaneBroadcast},
		coach.Letter{Key: "reminder", Chat: 2, Lane: coach.LaneReminder},
		coach.Letter{Key: "old reply", Chat: 3, Lane: coach.LaneReply},
		coach.Letter{Key: "timer", Chat: 4, Lane: coach.LaneTimer},
		coach.Letter{Key: "ack", Chat: 5, Lane: coach.LaneAck},
		coach.Letter{Key: "new reply", Chat: 6, Lane: coach.LaneReply},
	)
	keys(t, claim(t, db, noon, 2), "ack old reply")
	keys(t, claim(t, db, noon, 10, 1, 3, 5), "new reply timer reminder")
}

// An answer to the member waits for no reminder, unless it is about that one; but two letters are never on their way at a time.
func TestAnAnswerPassesAReminder(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "announced", Lane: coach.LaneBroadcast}, coach.Letter{Key: "reminder", Lane: coach.LaneReminder},
		coach.Letter{Key: "about it", Target: "reminder", Lane: coach.LaneReply}, coach.Letter{Key: "behind it", Lane: coach.LaneTimer})
	keys(t, claim(t, db, noon, 10), "announced")
	post(t, db, coach.Letter{Key: "answer", Chat: 8, Lane: coach.LaneReply, NotBefore: noon.Add(time.Minute)},
		coach.Letter{Key: "asked", Chat: 8, Lane: coach.LaneReminder}, coach.Letter{Key: "answer 2", Chat: 8, Lane: coach.LaneReply})
	keys(t, claim(t, db, noon, 10), "")
	post(t, db, coach.Letter{Key: "old", Chat: 10, Lane: coach.LaneReminder}, coach.Letter{Key: "new", Chat: 10, Lane: coach.LaneReply})
	letters := claim(t, db, noon, 10)
	keys(t, letters, "new")
	keys(t, claim(t, db, noon, 10), "")
	sent(t, db, letters[0].ID, coach.Delivered{Message: 1})
	keys(t, claim(t, db, noon, 10), "old")
}

// Otherwise the order inside a chat is that of writing, whatever the lanes say, and one letter is on its way at a time.
func TestAChatKeepsItsOrder(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a", Lane: coach.LaneTimer}, coach.Letter{Key: "b", Lane: coach.LaneReply},
		coach.Letter{Key: "c", Lane: coach.LaneReminder})
	letters := claim(t, db, noon, 10)
	keys(t, letters, "a")
	keys(t, claim(t, db, noon, 10), "")
	sent(t, db, letters[0].ID, coach.Delivered{Message: 1})
	send(t, db, noon, "b", 2)
	send(t, db, noon, "c", 3)
}

// A letter that may not go yet holds back the later ones of its chat, and of no other.
func TestAWaitingLetterHoldsBackItsChat(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a", NotBefore: noon.Add(time.Minute)}, coach.Letter{Key: "b"},
		coach.Letter{Key: "other", Chat: 8})
	keys(t, claim(t, db, noon, 10), "other")
	send(t, db, noon.Add(time.Minute), "a", 1)
	send(t, db, noon.Add(time.Minute), "b", 2)
}

// An ack overtakes what waits in its chat, but not an older ack; still one letter of a chat in one claim.
func TestAnAckOvertakes(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "slow", Lane: coach.LaneReply, NotBefore: noon.Add(time.Minute)},
		coach.Letter{Key: "ack 1", Lane: coach.LaneAck}, coach.Letter{Key: "ack 2", Lane: coach.LaneAck})
	send(t, db, noon, "ack 1", 0)
	send(t, db, noon, "ack 2", 0)
	keys(t, claim(t, db, noon, 10), "")
	post(t, db, coach.Letter{Key: "ack 3", Lane: coach.LaneAck})
	keys(t, claim(t, db, noon.Add(time.Minute), 10), "ack 3")
}

// A busy chat gets nothing, not even an ack, and takes no place from the others.
func TestABusyChatGetsNothing(t *testing.T) {
	db := open(t)
	for chat := range int64(20) {
		post(t, db, coach.Letter{Key: "reply" + string(rune('a'+chat)), Chat: chat + 1, Lane: coach.LaneReply},
			coach.Letter{Key: "ack" + string(rune('a'+chat)), Chat: chat + 1, Lane: coach.LaneAck})
	}
	busy := []int64{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16}
	keys(t, claim(t, db, noon, 3, busy...), "ackq ackr acks")
}

// However many letters wait in one chat, another chat's turn comes.
func TestALongQueueDoesNotHideOtherChats(t *testing.T) {
	db := open(t)
	for i := range 50 {
		post(t, db, coach.Letter{Key: "a" + string(rune('a'+i)), Lane: coach.LaneReply})
	}
	post(t, db, coach.Letter{Key: "other", Chat: 8, Lane: coach.LaneReply})
	keys(t, claim(t, db, noon, 2), "aa other")
}

// A letter that came too late is marked and not sent, and no longer holds back its chat.
func TestALateLetterIsNotSent(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "late", Expires: noon},
		coach.Letter{Key: "later and late", NotBefore: noon.Add(time.Hour), Expires: noon},
		coach.Letter{Key: "next", Expires: noon.Add(time.Millisecond)})
	keys(t, claim(t, db, noon, 10), "next")
	equal(t, "state", state(t, db, "late"), "expired")
	equal(t, "state", state(t, db, "later and late"), "expired")
}

// An edit knows the message it edits, once that one was sent.
func TestAnEditKnowsItsMessage(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a"}, coach.Letter{Key: "edit", Target: "a"})
	send(t, db, noon, "a", 1<<40)
	equal(t, "message", send(t, db, noon, "edit", 0).TargetMessage, 1<<40)
}

// An edit of a message that was never sent comes without one, whatever the reason.
func TestAnEditOfAMessageThatWasNeverSent(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "failed"}, coach.Letter{Key: "edit 1", Target: "failed"})
	must(t, db.Failed(t.Context(), claim(t, db, noon, 1)[0].ID, "400"))
	equal(t, "message", send(t, db, noon, "edit 1", 0).TargetMessage, 0)
	post(t, db, coach.Letter{Key: "late", Expires: noon}, coach.Letter{Key: "edit 2", Target: "late"})
	equal(t, "message", send(t, db, noon, "edit 2", 0).TargetMessage, 0)
	post(t, db, coach.Letter{Key: "edit 3", Target: "never written"})
	equal(t, "message", send(t, db, noon, "edit 3", 0).TargetMessage, 0)
}

// An edit never gets the message of another chat.
func TestAnEditStaysInItsChat(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a", Chat: 8})
	send(t, db, noon, "a", 500)
	post(t, db, coach.Letter{Key: "edit", Target: "a"})
	equal(t, "message", send(t, db, noon, "edit", 0).TargetMessage, 0)
}

// After a crash it is not known what arrived: what may be repeated is sent again, in its place; the rest is ambiguous.
func TestRecoverJudgesLettersOnTheirWay(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "repeat", Repeat: true}, coach.Letter{Key: "next"},
		coach.Letter{Key: "once", Chat: 8}, coach.Letter{Key: "after", Chat: 8})
	keys(t, claim(t, db, noon, 10), "repeat once")
	n, err := db.Recover(t.Context())
	must(t, err)
	equal(t, "judged", n, 2)
	equal(t, "once", state(t, db, "once"), "ambiguous")
	letters := claim(t, db, noon, 10)
	keys(t, letters, "repeat after")
	equal(t, "attempts", letters[0].Attempts, 1)
	n, err = db.Recover(t.Context())
	must(t, err)
	equal(t, "judged again", n, 2)
}

// A letter whose end could not be noted is judged again when its lease is over, unless its chat is still busy.
func TestALetterThatIsStuckDoesNotBlockItsChatForEver(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "repeat", Repeat: true}, coach.Letter{Key: "once", Chat: 8}, coach.Letter{Key: "next", Chat: 8})
	claim(t, db, noon, 10)
	keys(t, claim(t, db, noon.Add(letterLease-1), 10), "")
	keys(t, claim(t, db, noon.Add(letterLease), 10, 8, 9), "")
	keys(t, claim(t, db, noon.Add(letterLease), 10), "repeat next")
	equal(t, "once", state(t, db, "once"), "ambiguous")
}

// A letter that seemed lost may turn out to have arrived.
func TestAnAmbiguousLetterMayTurnOutToBeSent(t *testing.T) {
	db, ctx := open(t), t.Context()
	post(t, db, coach.Letter{Key: "a"})
	id := claim(t, db, noon, 1)[0].ID
	_, err := db.Recover(ctx)
	must(t, err)
	sent(t, db, id, coach.Delivered{Message: 500})
	post(t, db, coach.Letter{Key: "edit", Target: "a"})
	equal(t, "message", send(t, db, noon, "edit", 0).TargetMessage, 500)
}

// A limit of nothing gives nothing.
func TestAClaimOfNothing(t *testing.T) {
	db := open(t)
	post(t, db, coach.Letter{Key: "a"})
	keys(t, claim(t, db, noon, 0), "")
	keys(t, claim(t, db, noon, 1), "a")
}

// Where only urgent letters are wanted, the reminders stay where they are.
func TestOnlyUrgentLettersAreClaimed(t *testing.T) {
	db := open(t)
	post(t, db,
		coach.Letter{Key: "reminder", Chat: 1, Lane: coach.LaneReminder}, coach.Letter{Key: "behind it", Chat: 1, Lane: coach.LaneReply},
		coach.Letter{Key: "broadcast", Chat: 2, Lane: coach.LaneBroadcast}, coach.Letter{Key: "reply", Chat: 3, Lane: coach.LaneReply},
		coach.Letter{Key: "timer", Chat: 4, Lane: coach.LaneTimer},
	)
	urgent := func() []coach.Letter {
		letters, err := db.Claim(t.Context(), noon, coach.LaneTimer, nil, 10)
		must(t, err)
		return letters
	}
	keys(t, urgent(), "behind it reply timer")
	keys(t, urgent(), "")
	keys(t, claim(t, db, noon, 10), "broadcast") // the reminder when the answer in its chat has left
}

// What it was too late for is counted: what expired while it waited, and what was given up because its wait would be too long.
func TestLateLettersAreCounted(t *testing.T) {
	db := open(t)
	post(t, db,
		coach.Letter{Key: "a", Chat: 1, Lane: coach.LaneReminder, Expires: noon.Add(time.Minute)},
		coach.Letter{Key: "b", Chat: 2, Lane: coach.LaneReminder, Expires: noon.Add(time.Minute)},
		coach.Letter{Key: "c", Chat: 3, Lane: coach.LaneReminder, Expires: noon.Add(time.Hour)},
		coach.Letter{Key: "d", Chat: 4, Lane: coach.LaneReminder},
	)
	equal(t, "at first", db.TooLate(), int64(0))
	letters := claim(t, db, noon.Add(2*time.Minute), 10)
	keys(t, letters, "c d")
	equal(t, "expired", db.TooLate(), int64(2))
	must(t, db.Failed(t.Context(), letters[0].ID, "late"))
	must(t, db.Failed(t.Context(), letters[1].ID, "gone"))
	equal(t, "given up", db.TooLate(), int64(3))
	claim(t, db, noon.Add(3*time.Minute), 10)
	equal(t, "in the end", db.TooLate(), int64(3))
}
