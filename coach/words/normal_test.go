package words_test

import "testing"

// Normal leaves what can be heard: letters and digits, and pictures as words of their own.
func TestNormal(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Can't WALK!", "cant walk"},
		{"can’t – walk…", "cant walk"},
		{"  a\t\nb  ", "a b"},
		{"pins-and-needles", "pins and needles"},
		{"3/10", "3 10"},
		{"7:30", "7 30"},
		{"*fever*_now_", "fever now"},
		{"fe\u200bver", "fever"},
		{"so\u00adre", "sore"},
		{"4️⃣", "4"},
		{"🔟", "10"},
		{"1️⃣0️⃣", "10"},
		{"３／１０", "3 10"},
		{"ＦＥＶＥＲ", "fever"},
		{"٣", "3"},
		{"𝟛", "3"},
		{"ok👍🏽ok", "ok 👍 ok"},
		{"✔️", "✔"},
		{"Schmerz: fünf", "schmerz fünf"},
		{"ÉTÉ", "été"},
		{"\xff", ""},
		{"…", ""},
		{"", ""},
	} {
		if got := lexicon(t).Normal(c.text); got != c.want {
			t.Errorf("Normal(%q) is %q, want %q", c.text, got, c.want)
		}
	}
}
