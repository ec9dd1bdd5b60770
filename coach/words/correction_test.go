package words_test

import (
	"testing"

	"medius/coach/words"
)

// A number that puts right another is told from one that answers a question.
func TestCorrected(t *testing.T) {
	for lang, texts := range map[string]map[string]words.Correction{
		"en": {
			"I meant 4": {To: 4, From: -1, Firm: true}, "no I meant four": {To: 4, From: -1, Firm: true}, "sorry, 3 not 7": {To: 3, From: 7, Firm: true},
			"not 7 but 3": {To: 3, From: 7, Firm: true}, "3 instead of 7": {To: 3, From: 7, Firm: true}, "typo, 4": {To: 4, From: -1, Firm: true},
			"wrong button! it was a 4": {To: 4, From: -1, Firm: true}, "oops 2": {To: 2, From: -1, Firm: true}, "should have been 5": {To: 5, From: -1, Firm: true},
			"sorry, 4": {To: 4, From: -1}, "no, 4": {To: 4, From: -1}, "wait, it was actually 6": {To: 6, From: -1}, "make that 2": {To: 2, From: -1},
			"my pain was 4 not 7, sorry": {To: 4, From: 7, Firm: true}, "I meant 8 reps": {To: 8, From: -1, Firm: true}, "the last one was a 4, not a 7": {To: 4, From: 7, Firm: true},
		},
		"de": {
			"ich meinte 4": {To: 4, From: -1, Firm: true}, "4 statt 7": {To: 4, From: 7, Firm: true}, "nicht 7, sondern 4": {To: 4, From: 7, Firm: true},
			"vertippt, 3": {To: 3, From: -1, Firm: true}, "ups, das war eine 2": {To: 2, From: -1, Firm: true}, "nein, 4": {To: 4, From: -1}, "doch eher 4": {To: 4, From: -1},
			"sorry, es war eine 5": {To: 5, From: -1}, "eine 3, keine 7": {To: 3, From: 7, Firm: true}, "Quatsch, vier": {To: 4, From: -1},
		},
	} {
		for text, want := range texts {
			if got, ok := every(t)[lang].Corrected(text); !ok || got != want {
				t.Errorf("%s: Corrected(%q) is %+v, %v; want %+v", lang, text, got, ok, want)
			}
		}
	}
	for lang, texts := range map[string][]string{
		"en": {"4", "it was 4", "", "sorry", "I meant", "no", "no 4 at night, 2 now", "I meant to ask why 4", "not 7", "4 or 5", "sorry, 4 5", "at 7 not today", "I cannot do 10", "4 then 7 not 8"},
		"de": {"4", "es war eine 4", "nein", "ich meine 4", "entschuldigung", "ich meinte", "nicht 7", "4 oder 5", "um 7 statt morgen"},
	} {
		for _, text := range texts {
			if got, ok := every(t)[lang].Corrected(text); ok {
				t.Errorf("%s: Corrected(%q) is %+v", lang, text, got)
			}
		}
	}
}
