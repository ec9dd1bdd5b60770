package storage

import (
	"fmt"
	"testing"
	"time"

	"medius/coach"
)

// A batch as large as Telegram gives them.
func BenchmarkAccept100(b *testing.B) {
	db, next := open(b), int64(0)
	raw := make([]byte, 600)
	for b.Loop() {
		batch := make([]coach.Inbound, 100)
		for i := range batch {
			next++
			batch[i] = coach.Inbound{Update: next, Chat: next % 50, Raw: raw}
		}
		must(b, db.Accept(b.Context(), batch, next))
	}
}

// The tick that finds nothing, with 100,000 members who all have an appointment later today.
func BenchmarkDueNowNothing(b *testing.B) {
	db := open(b)
	settled(b, db, 100_000)
	for b.Loop() {
		if got := dueNow(b, db, noon, 500); len(got) != 0 {
			b.Fatal(len(got))
		}
	}
}

// The same for both halves of a tick, with a million members: it must cost no more.
func BenchmarkEmptyTickOfAMillion(b *testing.B) {
	db := open(b)
	at := noon.Add(time.Hour)
	must(b, db.Crowd(b.Context(), 1, 1_000_000, History{Member: coach.Member{Language: "en"}, Appointments: []coach.Appointment{
		{Kind: "morning", At: at, Spread: true}, {Kind: "resume", At: at},
	}}))
	for b.Loop() {
		if got := dueNow(b, db, noon, 500); len(got) != 0 {
			b.Fatal(len(got))
		}
		due, err := db.DueSpread(b.Context(), noon, 500)
		if must(b, err); len(due) != 0 {
			b.Fatal(len(due))
		}
	}
}

// The tick that finds 500 of 100,000.
func BenchmarkDueNow500(b *testing.B) {
	db := open(b)
	settled(b, db, 100_000)
	now := noon.Add(time.Hour)
	for b.Loop() {
		now = now.Add(time.Second)
		if got := dueNow(b, db, now, 500); len(got) != 500 {
			now = now.Add(time.Hour) // the leases of all are over
		}
	}
}

// A usual turn: an update, a member with 16 days of which one changes, two facts, an appointment, two letters.
func BenchmarkTurn(b *testing.B) {
	db := open(b)
	m := coach.Member{Language: "en"}
	for i := range coach.DaysLoaded {
		m.Days = append(m.Days, coach.Day{Date: coach.Date("2026-02-20").Add(i)})
	}
	enter(b, db, 9, coach.Entry{Member: m})
	body := make([]byte, 500)
	update := int64(0)
	for b.Loop() {
		b.StopTimer()
		update++
		accept(b, db, update, update)
		b.StartTimer()
		must(b, db.Turn(b.Context(), 9, coach.Source{Update: update}, func(m coach.Member) (coach.Entry, error) {
			m.Language = fmt.Sprint(update)
			return coach.Entry{
				Member: m, Facts: []coach.Fact{{Kind: "a"}, {Kind: "b"}},
				Keep: []coach.Appointment{{Kind: "rest", At: noon}},
				Letters: []coach.Letter{
					{Key: fmt.Sprint(update), Lane: coach.LaneReply, Body: body},
					{Key: fmt.Sprint("ack ", update), Lane: coach.LaneAck, Body: body},
				},
			}, nil
		}))
	}
}

// One letter out of many: 20,000 members wait for the owner's announcement.
func BenchmarkClaimFromABroadcast(b *testing.B) {
	db := open(b)
	for chunk := range 20 {
		letters := make([]coach.Letter, 1000)
		for i := range letters {
			chat := int64(chunk*1000 + i + 1)
			letters[i] = coach.Letter{Key: fmt.Sprint(chat), Chat: chat, Lane: coach.LaneBroadcast, Body: make([]byte, 500)}
		}
		post(b, db, letters...)
	}
	for b.Loop() {
		for _, l := range claim(b, db, noon, 1) {
			sent(b, db, l.ID, coach.Delivered{Message: 1})
		}
	}
}

// A look at the outbox when nothing waits.
func BenchmarkClaimNothing(b *testing.B) {
	db := open(b)
	settled(b, db, 100_000)
	for b.Loop() {
		claim(b, db, noon, 30)
	}
}
