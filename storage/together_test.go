package storage

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"

	"medius/coach"
)

// Many workers on the same update: one applies it, no one fails.
func TestWorkersTogetherApplyAnUpdateOnce(t *testing.T) {
	db := open(t)
	for update := range int64(20) {
		accept(t, db, update+1, update+1)
	}
	var calls atomic.Int64
	together(t, 8, func(int) {
		for update := range int64(20) {
			err := db.Turn(t.Context(), 9, coach.Source{Update: update + 1}, func(m coach.Member) (coach.Entry, error) {
				calls.Add(1)
				m.Language += "x"
				return coach.Entry{Member: m}, nil
			})
			if err != nil {
				t.Error(err)
			}
		}
	})
	equal(t, "calls", calls.Load(), 20)
	m, _, err := db.Member(t.Context(), 9)
	must(t, err)
	equal(t, "length", len(m.Language), 20)
}

// Many senders and schedulers at once: nothing is claimed twice.
func TestNothingIsClaimedTwice(t *testing.T) {
	db := open(t)
	for chat := range int64(40) {
		enter(t, db, chat+1, coach.Entry{
			Member:  coach.Member{Language: "en"},
			Keep:    []coach.Appointment{{Kind: "a", At: noon}},
			Letters: []coach.Letter{{Key: fmt.Sprint(chat)}},
		})
	}
	var letters, due atomic.Int64
	together(t, 8, func(int) {
		for range 20 {
			got, err := db.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 3)
			if err != nil {
				t.Error(err)
			}
			letters.Add(int64(len(got)))
			moments, err := db.DueNow(t.Context(), noon, 3)
			if err != nil {
				t.Error(err)
			}
			due.Add(int64(len(moments)))
		}
	})
	equal(t, "letters", letters.Load(), 40)
	equal(t, "appointments", due.Load(), 40)
}

// Reading goes on while a turn is being written, and sees the state before it.
func TestReadingDoesNotWaitForATurn(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	must(t, db.Turn(t.Context(), 9, coach.Source{}, func(m coach.Member) (coach.Entry, error) {
		seen, _, err := db.Member(t.Context(), 9)
		equal(t, "seen from outside", seen.Language, "en")
		m.Language = "de"
		return coach.Entry{Member: m}, err
	}))
	seen, _, err := db.Member(t.Context(), 9)
	must(t, err)
	equal(t, "seen afterwards", seen.Language, "de")
}

// together runs f in n goroutines and waits for all of them.
func together(t *testing.T, n int, f func(worker int)) {
	t.Helper()
	var all sync.WaitGroup
	for worker := range n {
		all.Go(func() { f(worker) })
	}
	all.Wait()
}
