package words_test

import (
	"strings"
	"testing"
)

// The longest text a member can send has 4096 characters; it must not keep anybody waiting.
func BenchmarkFlagsOfTheLongestText(b *testing.B) {
	l := lexicon(b)
	text := strings.Repeat("I cant really say what my leg did today ", 103)
	for b.Loop() {
		l.Flags(text)
	}
}

func BenchmarkPainOfTheLongestText(b *testing.B) {
	l := lexicon(b)
	text := strings.Repeat("twenty five 3 or so ", 200)
	for b.Loop() {
		l.Pain(text)
	}
}

func BenchmarkFlagsOfAnAnswer(b *testing.B) {
	l := lexicon(b)
	for b.Loop() {
		l.Flags("It was about a 3 this morning")
	}
}
