package content

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"medius/coach"
)

// firstFortnight is the order of the programme, written down a second time.
var firstFortnight = []string{
	"sleep_side", "pillow", "cross_legs", "hang_hip", "low_chairs", "walks", "hills", "stairs", "not_rest", "midline", "next_morning",
	"night", "five", "sudden",
}

// Fourteen tips for the first fortnight in their order, and sixteen for later, every one with a source and in every language.
func TestTipsAreComplete(t *testing.T) {
	l := shipped(t)
	tips := l.Tips()
	if len(tips) != 30 {
		t.Fatalf("%d tips, want 30", len(tips))
	}
	for i, tip := range tips {
		first := i < len(firstFortnight)
		if tip.First != first || first && tip.ID != firstFortnight[i] || len(tip.Sources) == 0 {
			t.Errorf("%d: %+v", i, tip)
		}
		for _, lang := range l.Languages() {
			text, err := l.Say(lang, "tip."+tip.ID, nil)
			if err != nil {
				t.Error(err)
			}
			if n := utf8.RuneCountInString(text); n > 150 || strings.Contains(text, "\n") {
				t.Errorf("%s %s: %d characters, at most 150 on two short lines", lang, tip.ID, n)
			}
		}
	}
}

// Whatever a member reports, there is a tip for it; the themes of the first fortnight have theirs there.
func TestEveryThemeHasATip(t *testing.T) {
	tips := shipped(t).Tips()
	for _, theme := range coach.Themes() {
		early := slices.Contains([]coach.Theme{coach.ThemeNight, coach.ThemeMorning, coach.ThemeSitting, coach.ThemeStairs, coach.ThemeWalking, coach.ThemeFlare}, theme)
		if !slices.ContainsFunc(tips, func(tip Tip) bool { return slices.Contains(tip.Themes, theme) && (tip.First || !early) }) {
			t.Errorf("%s: no tip", theme)
		}
	}
	var pure []coach.Tip
	for _, tip := range tips {
		pure = append(pure, tip.Tip)
		if about := strings.Contains(tip.ID, "missed"); about != tip.Missed {
			t.Errorf("%s: missed is %t", tip.ID, tip.Missed)
		}
	}
	tip, ok := coach.NextTip(pure, nil, coach.TipDay{Date: "2026-03-05", Start: "2026-03-01", Themes: []coach.Theme{coach.ThemeNight}})
	if !ok || tip.ID != "sleep_side" {
		t.Errorf("after a bad night: %+v", tip)
	}
}

// The figures of tips, answers and sources are the same in every language: a translation changes no fact.
func TestTranslatedAdviceKeepsTheFigures(t *testing.T) {
	l := shipped(t)
	for _, lang := range l.Languages() {
		for _, key := range l.Keys(lang) {
			if kind, _, _ := strings.Cut(key, "."); !slices.Contains([]string{"tip", "answer", "source"}, kind) {
				continue
			}
			got, want := figures(l.texts[lang][key].text), figures(l.texts[Reference][key].text)
			if !slices.Equal(got, want) {
				t.Errorf("%s %s: figures %v, want %v", lang, key, got, want)
			}
		}
	}
}

func figures(text string) []string {
	return slices.Sorted(slices.Values(strings.FieldsFunc(text, func(r rune) bool { return r < '0' || r > '9' })))
}

// Every source that is named exists, every one that exists can be opened by anybody, and none is there for nothing.
func TestSourcesCanBeOpened(t *testing.T) {
	l := shipped(t)
	used := map[string]bool{}
	for _, tip := range l.Tips() {
		for _, id := range tip.Sources {
			used[id] = true
		}
	}
	for _, a := range l.Answers() {
		for _, id := range a.Sources {
			used[id] = true
		}
	}
	// What the outcomes and the way back to running rest on; docs/outcomes.md and docs/running.md say where.
	for _, id := range []string{"globe_result", "psfs", "salaffi_2004", "nrs_baseline", "alfredson_table"} {
		used[id] = true
	}
	for _, s := range l.Sources() {
		bare := s.ID == "article" || s.ID == "practice"
		if bare != (s.Address == "") || !used[s.ID] {
			t.Errorf("%+v, used %t", s, used[s.ID])
		}
		if !bare && !strings.HasPrefix(s.Address, "http") {
			t.Errorf("%s: %s", s.ID, s.Address)
		}
		delete(used, s.ID)
	}
	for id := range used {
		t.Errorf("no source %s", id)
	}
}

const oneSource = `[{id: s, title: t, address: "https://example.org/a", about: {en: where}}]`

// A slip in a tip, an answer or a source is found when the program starts.
func TestLoadRefusesHalfAdvice(t *testing.T) {
	const tip = `[{id: x, themes: [night], sources: [s], texts: {en: t}}]`
	const answer = `{doubt: {en: d}, unknown: {en: u}, answers: [{id: x, sources: [s], keywords: {en: [k]}, texts: {en: {question: q, text: t}}}]}`
	for _, c := range []struct{ about, sources, tips, answers, want string }{
		{"nothing wrong", oneSource, tip, answer, ""},
		{"an unknown theme", oneSource, strings.Replace(tip, "night", "nihgt", 1), answer, "nihgt"},
		{"a tip without a source", oneSource, strings.Replace(tip, "[s]", "[]", 1), answer, "no sources"},
		{"a source nobody knows", oneSource, tip, strings.Replace(answer, "[s]", "[z]", 1), `"z"`},
		{"a tip twice", oneSource, tip[:len(tip)-1] + "," + tip[1:], answer, "said twice"},
		{"a tip without words", oneSource, strings.Replace(tip, "en: t", "de: t", 1), answer, "no text in en"},
		{"a blank nobody fills", oneSource, strings.Replace(tip, "en: t", "en: '{x}'", 1), answer, "blanks [x]"},
		{"no line for doubt", oneSource, tip, strings.Replace(answer, "en: d", "de: d", 1), "line for doubt"},
		{"no keywords", oneSource, tip, strings.Replace(answer, "keywords: {en: [k]}", "keywords: {}", 1), "keywords"},
		{"no answer", oneSource, tip, strings.Replace(answer, ", text: t", "", 1), "question, text"},
		{"an address nobody can open", strings.Replace(oneSource, "https://example.org/a", "somewhere", 1), tip, answer, "public"},
		{"a source twice", oneSource[:len(oneSource)-1] + "," + oneSource[1:], tip, answer, "twice"},
		{"a misspelt field", oneSource, strings.Replace(tip, "themes", "thmes", 1), answer, "thmes"},
	} {
		t.Run(c.about, func(t *testing.T) {
			_, err := load(fstest.MapFS{
				"texts/en.yaml":        {Data: []byte("a: b")},
				"sources/sources.yaml": {Data: []byte(c.sources)}, "tips/first_weeks.yaml": {Data: []byte(c.tips)},
				"answers/answers.yaml": {Data: []byte(c.answers)},
			})
			if (err == nil) != (c.want == "") || err != nil && !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %v; want an error with %q", err, c.want)
			}
		})
	}
}
