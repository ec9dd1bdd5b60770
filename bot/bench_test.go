package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// One event through Handle: load, step, render, write, commit to disk.
func BenchmarkHandle(b *testing.B) {
	s := newStage(b)
	s.onboard("")
	ev := dialog.Event{Kind: dialog.Said, Text: "/help", Language: "en"}
	for b.Loop() {
		s.event(ev)
	}
}

// Weeks of one member, morning and evening, on a clock of its own: set by set, rests, questions, decisions, tips.
func BenchmarkWeeks(b *testing.B) {
	for _, weeks := range []int{2, 12} {
		b.Run(fmt.Sprint(weeks), func(b *testing.B) {
			for b.Loop() {
				s := newStage(b)
				s.onboard("tips=yes")
				s.days(&strings.Builder{}, fmt.Sprint(7*weeks))
				if days := s.last.Programme.TrainingDays; days < 6*weeks {
					b.Fatalf("%d training days", days)
				}
				_ = s.db.Close()
			}
		})
	}
}

// The pure half alone: Step without a database.
func BenchmarkStep(b *testing.B) {
	s := newStage(b)
	s.onboard("")
	m := s.last
	now := time.Date(2026, 3, 3, 6, 0, 0, 0, time.UTC)
	for b.Loop() {
		s.bot.Coach.Step(now, m, dialog.Event{Kind: dialog.Said, Text: "/plan"})
	}
}

// A physiotherapist looks at the list of forty patients, each with two weeks in the diary; every look is noted with eight.
func BenchmarkCaseload(b *testing.B) {
	const patients, first = 40, 9000
	s := newStage(b)
	s.onboard("")
	s.days(&strings.Builder{}, "14")
	one := s.last
	practice := coach.Practice{Label: "x"}
	s.take("physio")
	const self = patients + 2 // the account that is made last
	for n := range patients {
		m := one.Clone()
		m.ID, m.Chat, m.Seats = 0, 0, []coach.Seat{{Number: 1, State: coach.SeatGranted, Account: self, Label: "x"}}
		err := s.db.Turn(b.Context(), int64(first+n), coach.Source{}, func(coach.Member) (coach.Entry, error) { return coach.Entry{Member: m}, nil })
		if err != nil {
			b.Fatal(err)
		}
		practice.Patients = append(practice.Patients, coach.Patient{Account: int64(n + 2), Seat: 1, Name: fmt.Sprint("Member ", n)})
		s.phones = append(s.phones, &phone{name: fmt.Sprint(n), chat: int64(first + n)})
	}
	s.change(func(m *coach.Member) {
		m.Language, m.Stage, m.Zone, m.Practice = "en", coach.StagePractice, "Europe/Berlin", &practice
	})
	for b.Loop() {
		if got := s.types("/patients"); len(got) != 1 || !strings.Contains(got[0].text, "40 patients") {
			b.Fatalf("%+v", got)
		}
	}
}
