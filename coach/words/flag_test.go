package words_test

import (
	"slices"
	"strings"
	"testing"

	"medius/coach/words"
)

// agreed is the table of warning words that was agreed on with the screening questions; the lexicon may hold more, never
// less. A star stands for any ending.
var agreed = map[words.Flag]string{
	{Class: words.Emergency, Question: 1}: "fell · fallen · fall down · had a fall · accident · broke* · fractur* · dislocat* · hit by · cant walk · cannot walk · " +
		"cant stand · cannot stand · cant put weight · leg is shorter · turned out",
	{Class: words.Emergency, Question: 2}: "fever · temperature · chills · shiver* · hot and red · red and swollen · swollen hip · pus · feel very ill · feel really sick",
	{Class: words.Emergency, Question: 3}: "bladder · bowel · incontinen* · wet myself · cant pee · saddle · numb between · both legs weak · groin numb",
	{Class: words.Emergency, Question: 4}: "chest pain · chest hurts · cant breathe · short of breath · breathless · swollen calf · calf is swollen · calf hot · collapse* · faint*",
	{Class: words.Urgent, Question: 5}:    "cancer · tumour · tumor · metasta* · lost weight · losing weight · night sweats",
	{Class: words.Urgent, Question: 6}:    "pain all the time · constant pain · never stops · no position · unbearable · worst pain · getting much worse",
	{Class: words.Urgent, Question: 7}: "numb · numbness · pins and needles · weak leg · leg gave way · gives way · cant move · cant lift · popped · a pop · snap* · " +
		"tore · torn",
	{Class: words.Urgent, Question: 8}: "operation · surgery · injection · cortisone shot · infection · chemo* · transplant",
	{Class: words.Urgent, Question: 9}: "groin · stress fracture · osteoporo* · both hips stiff · stiff every morning",
	{Class: words.Stroke}:              "face droops · slurred · one side of my face · having a stroke",
	{Class: words.Life}:                "kill myself · end my life · suicid* · want to die",
}

// No agreed warning word may be lost when the list is edited: each fires alone, in a sentence, shouted, and negated.
func TestEveryAgreedWarningWordFires(t *testing.T) {
	l := lexicon(t)
	for flag, table := range agreed {
		for pattern := range strings.SplitSeq(table, " · ") {
			word := strings.ReplaceAll(pattern, "*", "xyz")
			for _, text := range []string{
				word, strings.ToUpper(word) + "!!!", "well, " + word + " today", "no " + word, "(" + word + ")",
				strings.ReplaceAll(word, " ", "  \n"), strings.ReplaceAll(word, " ", ", "), strings.TrimSuffix(pattern, "*"),
			} {
				if !slices.Contains(l.Flags(text), flag) {
					t.Errorf("%q does not raise %v but %v", text, flag, l.Flags(text))
				}
			}
		}
	}
}

// What people really write, with slips, contractions and missing apostrophes.
func TestFlags(t *testing.T) {
	for _, c := range []struct {
		text     string
		question int // 0: life
	}{
		{"two accidents", 1}, {"a car accidant", 1}, {"an accedent", 1}, {"I can’t walk anymore", 1}, {"i couldnt walk today", 1}, {"I can hardly stand", 1}, {"unable to put any weight on it", 1},
		{"fell off my bike", 1}, {"I FELL", 1}, {"had a bad fall on the ice", 1}, {"I fell asleep and then I fell down the stairs", 1},
		{"fell. asleep now", 1}, {"I fell behind the sofa", 1}, {"broken hip?", 1}, {"I slipped on the stairs", 1},
		{"I fell_down", 1}, {"fe\u200bver", 2}, {"no fever", 2}, {"feeling feverish", 2}, {"I feel so ill", 2}, {"I'm really unwell", 2},
		{"the hip is hot, red", 2}, {"fever🤒", 2}, {"FEVERRRR", 2}, {"temprature of 39,5", 2}, {"the hip looks swollen", 2},
		{"I pee myself", 3}, {"i peed my pants", 3}, {"numb down there", 3}, {"numbness between my legs", 3}, {"bowels stopped", 3},
		{"both of my legs are weak", 3}, {"my groin feels numb", 3}, {"I can not pee", 3},
		{"chest pains", 4}, {"pain in my chest", 4}, {"cant breath", 4}, {"I can't really breathe", 4}, {"my calf is swollen", 4},
		{"calf feels very hot", 4}, {"I nearly fainted", 4}, {"feel faint", 4}, {"I feel faint. Pain is 5", 4}, {"passed out", 4},
		{"breast cancer 10 years ago", 5}, {"lost a lot of weight", 5}, {"I am loosing weight", 5},
		{"pain is constant", 6}, {"it got much worse", 6}, {"I can't stand the pain", 6}, {"hurts in every position", 6},
		{"my leg gave out", 7}, {"the leg buckled", 7}, {"something popped", 7}, {"it snapped", 7}, {"toes are numb", 7},
		{"I couldn't lift it", 7}, {"pins & needles", 7}, {"there was a pop!", 7},
		{"steroid injections", 8}, {"an opration", 8}, {"infectoin", 8}, {"I was operated last month", 8}, {"had surgery", 8}, {"got an infection", 8},
		{"groin pain", 9}, {"osteoperosis", 9},
		{"I'm suicidal", 0}, {"suicide", 0}, {"i dont want to live anymore", 0}, {"I want to kill  myself!", 0},
	} {
		flags := lexicon(t).Flags(c.text)
		if !slices.ContainsFunc(flags, func(f words.Flag) bool { return f.Question == c.question }) {
			t.Errorf("Flags(%q) is %v, want question %d", c.text, flags, c.question)
		}
	}
}

// Each flag is given once, the most pressing first.
func TestFlagsComeInOrderOfUrgency(t *testing.T) {
	got := lexicon(t).Flags("numb toes, numb feet; my groin; fever, chills, and I want to die")
	want := []words.Flag{{Class: words.Life}, {Class: words.Emergency, Question: 2}, {Class: words.Urgent, Question: 7}, {Class: words.Urgent, Question: 9}}
	if !slices.Equal(got, want) {
		t.Errorf("got %v, want %v", got, want)
	}
}

// The answers the coach itself asks for are no warnings: no word list of the lexicon may raise a flag.
func TestAnswersRaiseNoFlag(t *testing.T) {
	l := lexicon(t)
	var all []string
	for _, says := range [][]string{
		l.Reply.Yes, l.Reply.No, l.Reply.Unsure, l.Score.None, l.Score.About, l.Score.Filler, l.Filler, l.Days.Except,
	} {
		all = append(all, says...)
	}
	for name, says := range l.Commands {
		if name != "sharp" { // "it gave way" means a button, and its question goes first all the same
			all = append(all, says...)
		}
	}
	for _, text := range all {
		if flags := l.Flags(text); len(flags) > 0 {
			t.Errorf("%q raises %v", text, flags)
		}
	}
}
