package words_test

import "testing"

// Which hip a text about a score names: whoever is asked for one must not answer with the other.
func TestSided(t *testing.T) {
	all := every(t)
	for lang, texts := range map[string]map[string]string{
		"en": {"right still a 6": "right", "4 on the left": "left", "left was 3, right was 5": "left right", "4 right now": "", "3": "", "all right, 3": ""},
		"de": {"rechts 4": "right", "die linke 3": "left", "links 3, rechts 5": "left right", "gerade 4": ""},
	} {
		for text, want := range texts {
			got := ""
			left, right := all[lang].Sided(text)
			if left {
				got = "left"
			}
			if right && left {
				got += " "
			}
			if right {
				got += "right"
			}
			if got != want {
				t.Errorf("%s: %q names %q, want %q", lang, text, got, want)
			}
		}
	}
}

// What is mentioned, denied, achieved, and what stands behind a command.
func TestMentions(t *testing.T) {
	all := every(t)
	for _, c := range []struct {
		lang, text              string
		hurts, denies, achieved bool
	}{
		{"en", "my knee hurts", true, false, false},
		{"en", "no pain today", true, true, false},
		{"en", "managed 7", false, false, true},
		{"en", "7", false, false, false},
		{"en", "unhurt", false, false, false},
		{"de", "mein knie tut weh", true, false, false},
		{"de", "7 hab ich geschafft", false, false, true},
	} {
		l := all[c.lang]
		if l.Mentions("hurts", c.text) != c.hurts || l.Denies(c.text) != c.denies || l.Achieved(c.text) != c.achieved {
			t.Errorf("%q: hurts %v, denies %v, achieved %v", c.text, l.Mentions("hurts", c.text), l.Denies(c.text), l.Achieved(c.text))
		}
	}
	if rest, ok := all["en"].After("pause", "I'm going on holiday until Friday"); !ok || rest != "until friday" {
		t.Errorf("got %q %v", rest, ok)
	}
	if rest, ok := all["en"].After("pause", "pausing"); ok {
		t.Errorf("got %q", rest)
	}
}
