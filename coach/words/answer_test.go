package words_test

import "testing"

// A yes or a no is read only when nothing else is said with it: a "no, but" must never pass a safety question.
func TestYesNo(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"yes", "yes"}, {"Yes!", "yes"}, {"y", "yes"}, {"YEAH", "yes"}, {"yesss", "yes"}, {"yep, I do", "yes"},
		{"of course", "yes"}, {"👍", "yes"}, {"👍🏿", "yes"}, {"I think so", "yes"}, {"ok", ""}, {"I agree", ""},
		{"yes, yes", "yes"}, {"that's right", "yes"}, {"yes I have", "yes"},
		{"no", "no"}, {"No.", "no"}, {"nope", "no"}, {"nooo", "no"}, {"n", "no"}, {"no thanks", "no"}, {"not at all", "no"},
		{"I don't", "no"}, {"I don’t think so", "no"}, {"no, none of these", "no"}, {"👎", "no"}, {"of course not", "no"},
		{"not really", "no"}, {"no, I haven't", "no"}, {"I have not", "no"},
		{"", ""}, {"?", ""}, {"yes and no", ""}, {"yes no", ""}, {"not sure", ""}, {"I don't know", ""}, {"maybe", ""},
		{"no idea", ""}, {"no problem", ""}, {"no, but I feel really ill", ""}, {"yes but when?", ""}, {"not ok", ""},
		{"no fever but my hip is red", ""}, {"a bit", ""}, {"now", ""}, {"not right", ""},
		{"Nope 👍", "no"}, {"no 👍🏽", "no"}, {"no ✅", "no"}, {"yes 👎", ""}, {"👍👎", ""}, {"yes no 👍", ""}, {"not sure 👍", ""},
		{"no I dont think so", "no"}, {"nah, don't think so", "no"}, {"no, i can stand on it", ""},
		{"sometimes yes", ""}, {"most nights yes", "yes"}, {"most nights", ""}, {"no it did not wake me", "no"}, {"eyes", ""}, {"3", ""},
	} {
		yes, ok := lexicon(t).YesNo(c.text)
		got := ""
		if ok && yes {
			got = "yes"
		} else if ok {
			got = "no"
		} else if yes {
			t.Errorf("YesNo(%q) says yes without being sure", c.text)
		}
		if got != c.want {
			t.Errorf("YesNo(%q) is %q, want %q", c.text, got, c.want)
		}
	}
}

// To a question about danger a no is a plain one.
func TestPlainYesNo(t *testing.T) {
	for lang, texts := range map[string]map[string]string{
		"en": {"no": "no", "not at all": "no", "yes": "yes", "not really": "", "no, not really": "", "rather not": "", "not sure": ""},
		"de": {"nein": "no", "gar nicht": "no", "ja": "yes", "nicht wirklich": "", "eher nicht": "", "lieber nicht": "", "weiß nicht": ""},
	} {
		for text, want := range texts {
			yes, ok := every(t)[lang].PlainYesNo(text)
			got := map[bool]string{true: "yes", false: "no"}[yes]
			if !ok {
				got = ""
			}
			if got != want {
				t.Errorf("PlainYesNo(%q) is %q, want %q", text, got, want)
			}
		}
	}
}

// Who cannot be pregnant says so in place of a no; a doubt is none.
func TestPregnant(t *testing.T) {
	all := every(t)
	for lang, texts := range map[string]map[string]string{
		"en": {
			"im a man": "no", "I am a man": "no", "no, I'm a man": "no", "lol, i'm a bloke": "", "male": "no", "I'm past the menopause": "no", "no": "no", "yes": "yes",
			"yes, I'm a man": "", "not sure": "", "my wife is": "", "a man told me": "", "maybe": "",
		},
		"de": {"ich bin ein Mann": "no", "nein, bin ein mann": "no", "in den Wechseljahren": "no", "nein": "no", "ja": "yes", "ja, ich bin ein Mann": "", "mein Mann sagt ja": "", "weiß nicht": ""},
	} {
		for text, want := range texts {
			got := ""
			if yes, ok := all[lang].Pregnant(text); ok {
				got = map[bool]string{true: "yes", false: "no"}[yes]
			}
			if got != want {
				t.Errorf("%s: Pregnant(%q) is %q, want %q", lang, text, got, want)
			}
		}
	}
}

// Whoever says that both hips hurt may say which one is worse; without "both" it stays open whether the other hurts at all.
func TestBothSidesOfWhichOneIsWorse(t *testing.T) {
	all := every(t)
	for lang, texts := range map[string]map[string]bool{
		"en": {
			"both, but the left is worse": true, "both but left is worse": true, "both, right more": true, "both, mostly the right": true, "both hips, the left hurts more": true,
			"the left is worse": false, "left worse than right": false, "mostly left": false, "both, but not the left": false,
		},
		"de": {
			"beide, aber links ist schlimmer": true, "beide, links mehr": true, "beide, vor allem die rechte": true, "beide Seiten, rechts tut mehr weh": true,
			"links ist schlimmer": false, "vor allem rechts": false, "beide, aber nicht links": false,
		},
	} {
		for text, want := range texts {
			left, right, ok := all[lang].Side(text)
			if ok != want || ok && !(left && right) {
				t.Errorf("%s: Side(%q) is %v %v %v", lang, text, left, right, ok)
			}
		}
	}
}

// Who named the problem is found in a sentence; a word that leaves it open leaves it open.
func TestWhoNamed(t *testing.T) {
	for lang, texts := range map[string]map[string]string{
		"en": {
			"my physio told me": "physiotherapist", "Doctor": "doctor", "an orthopaedic surgeon": "doctor", "not yet": "nobody", "no one": "nobody",
			"no doctor": "", "my physio and my doctor": "", "somebody": "",
		},
		"de": {
			"meine Physiotherapeutin": "physiotherapist", "Physiotherapeut": "physiotherapist", "Hausärztin": "doctor", "mein Hausarzt": "doctor",
			"Arzt oder Ärztin": "doctor", "noch niemand": "nobody", "kein Arzt": "", "eine Freundin": "unclear",
		},
	} {
		for text, want := range texts {
			if got, _ := every(t)[lang].WhoNamed(text); got != want {
				t.Errorf("WhoNamed(%q) is %q, want %q", text, got, want)
			}
		}
	}
}

// To an offer "ok" is a yes; to a question about the body it is none, and a no stays a no.
func TestAgrees(t *testing.T) {
	for _, c := range []struct {
		text    string
		yes, ok bool
	}{
		{"ok", true, true}, {"I agree", true, true}, {"yes please", true, true}, {"yes", true, true}, {"no", false, true},
		{"no thanks", false, true}, {"not ok", false, false}, {"maybe", false, false}, {"ok, no", false, false},
	} {
		if yes, ok := lexicon(t).Agrees(c.text); yes != c.yes || ok != c.ok {
			t.Errorf("Agrees(%q) is %t, %t; want %t, %t", c.text, yes, ok, c.yes, c.ok)
		}
	}
}

// The sore side is read from a word or two; a comparison is no answer.
func TestSide(t *testing.T) {
	for _, c := range []struct {
		text string
		want string
	}{
		{"left", "L"}, {"Left.", "L"}, {"l", "L"}, {"the left one", "L"}, {"on the left side", "L"}, {"my left hip", "L"},
		{"right", "R"}, {"RIGHT", "R"}, {"it's the right one", "R"}, {"rigth", "R"}, {"my right hip hurts", "R"},
		{"both", "LR"}, {"left and right", "LR"}, {"both sides", "LR"}, {"both of them", "LR"}, {"left & right", ""},
		{"", ""}, {"not left", ""}, {"left more than right", ""}, {"all right", ""}, {"neither", ""}, {"leftovers", ""},
		{"left, but the right one a bit too", ""},
	} {
		left, right, ok := lexicon(t).Side(c.text)
		got := ""
		if left {
			got += "L"
		}
		if right {
			got += "R"
		}
		if got != c.want || ok != (c.want != "") {
			t.Errorf("Side(%q) is %q %v, want %q", c.text, got, ok, c.want)
		}
	}
}

// A number of repetitions is one whole number with nothing but its unit.
func TestNumber(t *testing.T) {
	for _, c := range []struct {
		text string
		want int // -1: not understood
	}{
		{"8", 8}, {"eight", 8}, {"8 reps", 8}, {"only 6", 6}, {"I did 8", 8}, {"8x", 8}, {"x8", 8}, {"twelve", 12},
		{"twenty-five", 25}, {"twenty five reps", 25}, {"8 of 10", 8}, {"8/10", 8}, {"8 out of 10", 8}, {"all 8", 8},
		{"none", 0}, {"0", 0}, {"８", 8}, {"8️⃣", 8}, {"about 7.", 7}, {"1000", 1000}, {"got through 9 reps 💪", 9},
		{"", -1}, {"all", -1}, {"7 or 8", -1}, {"7-8", -1}, {"7 8", -1}, {"3 x 8", -1}, {"-8", -1}, {"7.5", -1},
		{"7:30", -1}, {"10 of 8", -1}, {"12/10", -1}, {"8 minutes", -1}, {"not 8", -1}, {"1001", -1}, {"99999999999999", -1},
		{"8%", -1}, {"none, 8", -1},
	} {
		n, ok := lexicon(t).Number(c.text)
		if ok != (c.want >= 0) || ok && n != c.want {
			t.Errorf("Number(%q) is %d %v, want %d", c.text, n, ok, c.want)
		}
	}
}
