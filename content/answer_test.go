package content

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"medius/coach/words"
)

// lexicons are the words of the languages that are switched on.
func lexicons(t *testing.T, l *Library) map[string]*words.Lexicon {
	t.Helper()
	all := map[string]*words.Lexicon{}
	for _, lang := range l.Languages() {
		all[lang] = &words.Lexicon{}
		if err := l.Lexicon(lang, all[lang]); err != nil {
			t.Fatal(err)
		}
	}
	return all
}

// topicsOf are the answers as words.Topics wants them.
func topicsOf(l *Library, lang string) []words.Topic {
	var topics []words.Topic
	for _, a := range l.Answers() {
		topics = append(topics, words.Topic{ID: a.ID, Keywords: a.Keywords[lang]})
	}
	return topics
}

// sayable is a keyword as somebody might type it.
func sayable(keyword string) string { return strings.ReplaceAll(keyword, "*", "") }

// Every keyword finds its own answer, first of all, in every language.
func TestEveryKeywordFindsItsAnswer(t *testing.T) {
	l := shipped(t)
	for lang, lex := range lexicons(t, l) {
		topics := topicsOf(l, lang)
		for _, fault := range lex.CheckTopics(topics) {
			t.Errorf("%s: %v", lang, fault)
		}
		for _, topic := range topics {
			for _, keyword := range topic.Keywords {
				if got := lex.Topics(sayable(keyword), topics); len(got) == 0 || got[0] != topic.ID {
					t.Errorf("%s %q finds %v, want %s", lang, keyword, got, topic.ID)
				}
			}
		}
	}
}

// Questions as they are typed. The first answer has to be the right one; "" is "I do not know".
func TestQuestionsFindTheirAnswers(t *testing.T) {
	l := shipped(t)
	lex := lexicons(t, l)
	for lang, asked := range map[string]map[string]string{
		"en": {
			"should i stretch": "stretching", "Stretching?": "stretching", "what about STRECHING my it band": "stretching",
			"Can I take ibuprofen": "painkillers", "painkilers ok?": "painkillers", "are anti-inflammatories ok?": "painkillers",
			"my doctor offers an injection": "injection", "cortisone": "injection", "Can I go swimming": "swimming",
			"is cycling bad": "cycling", "riding my bike to work": "cycling", "when can I run again?": "running", "jogging": "running",
			"how do I sleep": "sleeping", "which pillow": "sleeping", "my office chair": "sitting", "sitting at my desk all day": "sitting",
			"is this bursitis": "bursitis", "Trochanteric bursitus?": "bursitis", "am I damaging it": "damage", "is pain ok?": "damage",
			"why so slow": "slow", "it is too easy": "slow", "how long does it take": "how_long", "yoga": "yoga", "my other hip hurts": "both_hips",
			"how far may I walk": "walking", "is nurofen ok": "painkillers", "driving a car": "sitting", "should i stop if it hurts": "damage",
			"will it ever heal": "how_long", "can i do more": "slow", "pain at night": "sleeping", "good night": "", "climbing stairs hurts": "stairs",
			"ice or heat?": "cold", "do I need an MRI": "scan", "what is the weather": "", "": "", "acupuncture": "", "shoes": "",
			"how long do I rest?": "between_sets", "How long should I rest between sets": "between_sets", "how long is the break between sets?": "between_sets",
		},
		"de": {
			"Soll ich dehnen?": "stretching", "Dehnübungen": "stretching", "darf ich Ibuprofen nehmen": "painkillers",
			"Entzündungshemmer?": "painkillers", "Hilft eine Spritze": "injection", "Kortison": "injection", "Darf ich schwimmen gehen": "swimming",
			"Fahrradfahren?": "cycling", "Kann ich Rad fahren": "cycling", "wann darf ich wieder laufen": "running", "Joggen gehen?": "running",
			"Wie soll ich schlafen": "sleeping", "welches Kissen": "sleeping", "langes Sitzen im Büro": "sitting", "Ist das Bursitis": "bursitis",
			"Schleimbeutelentzündung": "bursitis", "schade ich der Sehne": "damage", "darf es weh tun": "damage", "warum so langsam": "slow",
			"Wie lange dauert das": "how_long", "Yoga": "yoga", "die andere Hüfte tut auch weh": "both_hips", "Wie weit darf ich gehen": "walking",
			"Wandern": "walking", "Fahrad": "cycling", "Autofahren": "sitting", "Beine übereinanderschlagen": "sitting", "heilt das": "how_long",
			"kann ich mehr machen": "slow", "Gute Nacht": "", "Treppensteigen": "stairs", "Wärme oder Kälte?": "cold", "Brauche ich ein MRT?": "scan", "Wie wird das Wetter": "", "Akupunktur": "",
			"Wie lange ist die Pause zwischen den Sätzen?": "between_sets", "wie lange Pause?": "between_sets", "Wie lange soll ich pausieren": "between_sets",
		},
	} {
		for text, want := range asked {
			got := append(lex[lang].Topics(text, topicsOf(l, lang)), "")
			if got[0] != want {
				t.Errorf("%s %q finds %v, want %q first", lang, text, got, want)
			}
		}
	}
}

// warned are the keywords that are warning words as well: an injection or an operation is asked about first, and the
// question is answered after the no.
var warned = map[string][]string{
	"en": {"injection*", "inject*", "injektion*", "cortison*", "cortizone", "cortisol"},
	"de": {"spritze*", "spritzen", "gespritzt", "injektion*", "injection*", "kortison*", "cortison*", "infiltration*"},
}

// No keyword hides a warning word. Warning words are looked for first; a keyword that is one stands in the list above, and
// one before a warning, in a sentence of its own, never excuses it.
func TestNoKeywordHidesAWarning(t *testing.T) {
	l := shipped(t)
	for lang, lex := range lexicons(t, l) {
		var are []string
		for _, topic := range topicsOf(l, lang) {
			for _, keyword := range topic.Keywords {
				if len(lex.Flags(sayable(keyword))) > 0 {
					are = append(are, keyword)
				}
			}
		}
		if !slices.Equal(are, warned[lang]) {
			t.Errorf("%s: %q are warnings, want %q", lang, are, warned[lang])
		}
		if missing := hidden(l, lang, lex); missing != "" {
			t.Errorf("%s: %s", lang, missing)
		}
	}
}

// hidden gives the first warning that falls silent beside a keyword, "" when none does. Only a pattern with exceptions can,
// so each of these is tried beside every keyword.
func hidden(l *Library, lang string, lex *words.Lexicon) string {
	var keywords []string
	for _, topic := range topicsOf(l, lang) {
		keywords = append(keywords, topic.Keywords...)
	}
	for _, w := range lex.Warnings {
		for _, p := range w.Patterns {
			if len(p.Unless) == 0 {
				continue
			}
			one := *lex
			one.Warnings = []words.Warning{{Class: w.Class, Question: w.Question, Patterns: []words.Pattern{p}}}
			for _, keyword := range keywords {
				if text := sayable(keyword) + "? " + p.Test + ". " + sayable(keyword); len(one.Flags(text)) == 0 {
					return fmt.Sprintf("%q raises nothing", text)
				}
			}
		}
	}
	return ""
}

// The answers are those of the programme, three that its tips give, and what members asked about the programme itself, each with its line for whoever is in doubt, its question short enough for a
// button, and readable on a phone.
func TestAnswersEndWithTheLineForDoubt(t *testing.T) {
	l := shipped(t)
	doubt := map[string]string{"en": "If in doubt, ask your physiotherapist or doctor.", "de": "Frag im Zweifel in deiner Physiotherapie oder Arztpraxis."}
	ids := []string{"unknown"}
	for _, a := range l.Answers() {
		ids = append(ids, a.ID)
	}
	want := []string{"unknown", "stretching", "painkillers", "injection", "swimming", "cycling", "running", "sleeping", "sitting", "bursitis",
		"damage", "slow", "how_long", "yoga", "both_hips", "walking", "twice_a_day", "eccentric", "between_sets", "stairs", "cold", "scan"}
	if !slices.Equal(ids, want) {
		t.Errorf("answers %v, want %v", ids, want)
	}
	for _, lang := range l.Languages() {
		for _, id := range ids {
			key := "answer." + id + ".text"
			if id == "unknown" {
				key = "answer.unknown"
			} else if q, err := l.Say(lang, "answer."+id+".question", nil); err != nil || utf8.RuneCountInString(q) > 45 {
				t.Errorf("%s %s: %q %v", lang, id, q, err)
			}
			text, err := l.Say(lang, key, nil)
			if err != nil || doubt[lang] == "" || !strings.HasSuffix(text, "\n\n"+doubt[lang]) {
				t.Errorf("%s %s: %v: %q", lang, id, err, text)
			}
			if n := utf8.RuneCountInString(text); n > 600 {
				t.Errorf("%s %s: %d characters, at most 600", lang, id, n)
			}
		}
	}
}
