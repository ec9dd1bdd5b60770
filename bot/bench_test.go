package bot_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

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
