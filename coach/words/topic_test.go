package words_test

import (
	"slices"
	"testing"

	"medius/coach/words"
)

var someTopics = []words.Topic{
	{ID: "stretch", Keywords: []string{"stretch*", "it band"}},
	{ID: "bed", Keywords: []string{"bed", "lie on", "night"}},
	{ID: "pills", Keywords: []string{"painkiller*", "anti inflammator*"}},
	{ID: "hips", Keywords: []string{"both hips", "night"}},
}

// A word of the topic is enough; whole words, any ending after a star, one slip in a long word, the longest phrase first.
func TestTopicsAreFoundByAWord(t *testing.T) {
	for text, want := range map[string][]string{
		"Should I STRETCH?":                 {"stretch"},
		"stretching the IT-band":            {"stretch"},
		"painkilers":                        {"pills"},
		"anti-inflammatories at night":      {"pills", "bed", "hips"},
		"in bed I lie on both hips":         {"bed", "hips"}, // two words each; two keywords in the first
		"both hips, every night":            {"hips", "bed"},
		"bedding":                           nil,
		"":                                  nil,
		"how is the weather in the morning": nil,
	} {
		if got := lexicon(t).Topics(text, someTopics); !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", text, got, want)
		}
	}
}

// A keyword that could never match, or that means two things, is told.
func TestTopicsAreChecked(t *testing.T) {
	l := lexicon(t)
	if faults := l.CheckTopics(someTopics); len(faults) != 1 { // night
		t.Errorf("%v", faults)
	}
	for about, topics := range map[string][]words.Topic{
		"no words": {{ID: "a"}}, "not normal": {{ID: "a", Keywords: []string{"Bed"}}}, "twice": {{ID: "a", Keywords: []string{"bed", "bed"}}},
	} {
		if len(l.CheckTopics(topics)) == 0 {
			t.Error(about)
		}
	}
}
