package coach

// Silence is how long a member has not answered, and what was said to that.
type Silence struct {
	Since Date `json:"since,omitempty"` // the first day whose reminder has had no word after it; "" = none
	Told  int  `json:"told,omitempty"`  // how many of the messages of a silence have been sent
}

// silences are the days of silence after which one friendly message comes. After the last one nothing comes until the
// member writes; most people who lapse come back (docs/outcomes.md).
var silences = []int{3, 10, 17, 24}

// LeftAlone is the silence of somebody who is left alone from a date on: the ordinary reminders have ended, and every message of it is
// taken for sent.
func LeftAlone(from Date) Silence {
	return Silence{Since: from.Add(1 - silences[0]), Told: len(silences)}
}

// Days is the number of silent days up to a date, this one included; 0 when the member has answered.
func (s Silence) Days(today Date) int {
	if s.Since == "" {
		return 0
	}
	return max(0, today.Since(s.Since)+1)
}

// Quiet: the ordinary reminders have ended.
func (s Silence) Quiet(today Date) bool { return s.Days(today) >= silences[0] }

// Due tells whether a message is due, and whether it is the last one. One that could not be sent is not made up for: the
// latest stands for all before it.
func (s Silence) Due(today Date) (n int, last bool) {
	for i, days := range silences {
		if s.Days(today) >= days {
			n = i + 1
		}
	}
	if n <= s.Told {
		return 0, false
	}
	return n, n == len(silences)
}

// Reminded notes a reminder: silence begins with the first one that nothing follows. seen is the latest date with a word
// from the member, which is no silent day.
func (s Silence) Reminded(today, seen Date) Silence {
	if s.Since == "" {
		s.Since = max(today, seen.next())
	}
	return s
}

// next is the day after, "" of none.
func (d Date) next() Date {
	if d == "" {
		return ""
	}
	return d.Add(1)
}
