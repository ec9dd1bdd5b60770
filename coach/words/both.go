package words

import "strings"

// Answers that carry two things in one text.

// mostWords is how many words a text may have that is read by taking it apart in every place: an answer is short, and a long text would take long.
const mostWords = 24

// short gives the words of a text that may be taken apart.
func short(text string) []string {
	said := strings.Fields(text)
	if len(said) > mostWords {
		return nil
	}
	return said
}

// MorningTold reads what is said to the question about the morning beside its score: the night, or a painkiller; and a score of today behind one of
// yesterday. night is -1 where nothing is said of it.
func (l *Lexicon) MorningTold(text string) (score, night int, medicine, ok bool) {
	said := short(text)
	for i := 1; i < len(said); i++ {
		a, b := strings.Join(said[:i], " "), l.without(l.Normal(strings.Join(said[i:], " ")), l.Score.Joins)
		if holds(l.Normal(a), l.Score.Past) {
			n, _, v := l.Pain(b)
			if v == Understood && (holds(b, l.Time.Now) || holds(b, l.Stress)) {
				return n, -1, false, true
			}
			continue
		}
		n, _, v := l.Pain(a)
		if v != Understood {
			continue
		}
		if q, slept := l.Night(b); slept && q >= 2 {
			return n, q, false, true
		}
		if taken, told := l.Medicine(b); told && taken {
			if _, bare := l.YesNo(b); !bare {
				return n, -1, true, true
			}
		}
	}
	return 0, -1, false, false
}

// TwoTimes reads a time of the morning and one of the evening: "half past six in the morning and eight at night".
func (l *Lexicon) TwoTimes(text string) (morning, evening [2]int, ok bool) {
	said := short(strings.ReplaceAll(text, ",", " , "))
	for i := 1; i+1 < len(said); i++ {
		h, m, one := l.Clock(strings.Join(said[:i], " "))
		H, M, two := l.Clock(strings.Join(said[i+1:], " "))
		switch {
		case !one || !two || (h < 12) == (H < 12):
		case h < 12:
			return [2]int{h, m}, [2]int{H, M}, true
		default:
			return [2]int{H, M}, [2]int{h, m}, true
		}
	}
	return morning, evening, false
}
