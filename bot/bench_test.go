package bot_test

import (
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

// Two weeks of one member, morning and evening: everything the coach does for them, on a clock of its own.
func BenchmarkTwoWeeks(b *testing.B) {
	for b.Loop() {
		s := newStage(b)
		s.onboard("")
		var out strings.Builder
		for range 14 {
			s.wait(&out, "until 07:00")
			s.round(&out, "")
			s.wait(&out, "until 19:00")
			s.round(&out, "")
		}
		if days := s.last.Programme.TrainingDays; days < 14 {
			b.Fatalf("%d training days", days)
		}
		_ = s.db.Close()
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
