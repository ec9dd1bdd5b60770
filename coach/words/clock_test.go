package words_test

import (
	"fmt"
	"testing"
)

// A time of day is read the way people say and write it. The second column is the answer without a hint, the third the
// answer to a question about the evening.
func TestClock(t *testing.T) {
	for _, c := range []struct{ text, plain, evening string }{
		{"7", "7:00", "19:00"},
		{"at 7", "7:00", "19:00"},
		{"seven", "7:00", "19:00"},
		{"7:30", "7:30", "19:30"},
		{"07:30", "7:30", "7:30"},
		{"07.30", "7:30", "7:30"},
		{"0730", "7:30", "7:30"},
		{"730", "7:30", "19:30"},
		{"7 30", "7:30", "19:30"},
		{"7 : 30", "7:30", "19:30"},
		{"7h30", "7:30", "19:30"},
		{"7h", "7:00", "19:00"},
		{"19h", "19:00", "19:00"},
		{"7.30 pm", "19:30", "19:30"},
		{"7.30pm", "19:30", "19:30"},
		{"7:30 p.m.", "19:30", "19:30"},
		{"7 P.M.", "19:00", "19:00"},
		{"07:30 pm", "19:30", "19:30"},
		{"7 am", "7:00", "7:00"},
		{"7a.m.", "7:00", "7:00"},
		{"12 am", "0:00", "0:00"},
		{"12:30 am", "0:30", "0:30"},
		{"12 pm", "12:00", "12:00"},
		{"12", "12:00", "12:00"},
		{"12:15", "12:15", "12:15"},
		{"1", "1:00", "13:00"},
		{"11", "11:00", "23:00"},
		{"19:00", "19:00", "19:00"},
		{"19.00", "19:00", "19:00"},
		{"1900", "19:00", "19:00"},
		{"1900 hours", "19:00", "19:00"},
		{"19", "19:00", "19:00"},
		{"0:15", "0:15", "0:15"},
		{"24:00", "0:00", "0:00"},
		{"half past six", "6:30", "18:30"},
		{"half-past 6", "6:30", "18:30"},
		{"half six", "6:30", "18:30"},
		{"half past twelve", "12:30", "12:30"},
		{"quarter to eight", "7:45", "19:45"},
		{"a quarter past 8", "8:15", "20:15"},
		{"quarter to one", "12:45", "12:45"},
		{"quarter to one in the afternoon", "12:45", "12:45"},
		{"ten past seven", "7:10", "19:10"},
		{"twenty five to eight", "7:35", "19:35"},
		{"5 to 8", "7:55", "19:55"},
		{"12 minutes past 6", "6:12", "18:12"},
		{"seven thirty", "7:30", "19:30"},
		{"seven oh five", "7:05", "19:05"},
		{"7 o'clock", "7:00", "19:00"},
		{"7 o’clock in the morning", "7:00", "7:00"},
		{"6 in the evening", "18:00", "18:00"},
		{"half past six in the evening", "18:30", "18:30"},
		{"in the evening at 6", "18:00", "18:00"},
		{"evening, 6", "18:00", "18:00"},
		{"4 in the afternoon", "16:00", "16:00"},
		{"10 at night", "22:00", "22:00"},
		{"1 at night", "1:00", "1:00"},
		{"noon", "12:00", "12:00"},
		{"12 noon", "12:00", "12:00"},
		{"midnight", "0:00", "0:00"},
		{"around 7 please", "7:00", "19:00"},
		{"remind me at 19:30", "19:30", "19:30"},
		{"I get up at 6:45", "6:45", "18:45"},
		{"7ish", "7:00", "19:00"},
		{"7:30-ish", "7:30", "19:30"},
		{"７：３０", "7:30", "19:30"},
		{"7️⃣", "7:00", "19:00"},

		{"", "", ""},
		{"?", "", ""},
		{"25", "", ""},
		{"25:00", "", ""},
		{"24:30", "", ""},
		{"7:60", "", ""},
		{"7:5", "", ""},
		{"7.5", "", ""},
		{"19 am", "", ""},
		{"13 in the morning", "", ""},
		{"7 or 8", "", ""},
		{"between 7 and 8", "", ""},
		{"7-8", "", ""},
		{"7 to 8", "", ""},
		{"7 8", "", ""},
		{"not 7", "", ""},
		{"-7", "", ""},
		{"7 minutes", "", ""},
		{"in 7 hours", "", ""},
		{"in the evening", "", ""},
		{"7 am pm", "", ""},
		{"1260", "", ""},
		{"99999999999999999999", "", ""},
		{"after work", "", ""},
		{"7 tomorrow", "", ""},
		{"24.12.2026", "", ""},
	} {
		if got := shown(lexicon(t).Clock(c.text)); got != c.plain {
			t.Errorf("Clock(%q) is %q, want %q", c.text, got, c.plain)
		}
		if got := shown(lexicon(t).ClockNear(c.text, true)); got != c.evening {
			t.Errorf("in the evening %q is %q, want %q", c.text, got, c.evening)
		}
	}
}

func shown(h, m int, ok bool) string {
	if !ok {
		return ""
	}
	return fmt.Sprintf("%d:%02d", h, m)
}

// Every minute of the day can be typed in four ways and comes back as itself.
func TestClockReadsEveryMinute(t *testing.T) {
	l := lexicon(t)
	for at := range 24 * 60 {
		h, m := at/60, at%60
		for _, format := range []string{"%02d:%02d", "%02d.%02d", "%02d%02d", "%02d h %02d"} {
			text := fmt.Sprintf(format, h, m)
			if gh, gm, ok := l.ClockNear(text, false); !ok || gh != h || gm != m {
				t.Fatalf("%q is %d:%02d %v", text, gh, gm, ok)
			}
		}
		half, twelve := "am", (h+11)%12+1
		if h >= 12 {
			half = "pm"
		}
		text := fmt.Sprintf("%d:%02d %s", twelve, m, half)
		if gh, gm, ok := l.ClockNear(text, true); !ok || gh != h || gm != m {
			t.Fatalf("%q is %d:%02d %v", text, gh, gm, ok)
		}
	}
}
