package words

import (
	"math"
	"time"
)

// Duration reads a stretch of seconds, minutes and hours, alone or together: "15 min", "in 2 hours", "an hour", "1h30",
// "1.5 hours". ok is false without a unit, for nothing and for more than a day.
func (l *Lexicon) Duration(text string) (time.Duration, bool) {
	ts := read(text)
	var total, last time.Duration // last: the unit before, for the bare 30 of "1h30"
	for i := 0; i < len(ts); {
		d, unit, w := l.amountAt(ts, i, last)
		wf := max(ts.phrase(i, l.Length.Filler), ts.phrase(i, l.Filler))
		switch {
		case w > 0 && w >= wf:
			if last > 0 && unit >= last { // "2 hours 3 hours" is no length
				return 0, false
			}
			total, last = total+d, unit
		case wf > 0:
			w = wf
		case ts[i].soft():
			w = 1
		default:
			return 0, false
		}
		i += w
	}
	return total, total > 0 && total <= 24*time.Hour
}

// amountAt reads one amount with its unit at i.
func (l *Lexicon) amountAt(ts stream, i int, last time.Duration) (d, unit time.Duration, width int) {
	for say, minutes := range l.Length.Fixed {
		if w := ts.covers(i, say); w > width {
			d, unit, width = time.Duration(minutes)*time.Minute, time.Minute, w
		}
	}
	thousandths, w := l.decimal(ts, i)
	if w == 0 {
		return d, unit, width
	}
	at := i + w
	if wh := l.halfAt(ts, at); wh > 0 {
		thousandths, at = thousandths+500, at+wh
	}
	u, wu := l.unitAt(ts, at)
	switch {
	case wu > 0:
		at += wu
	case last == time.Hour && thousandths < 60_000:
		u = time.Minute
	default:
		return d, unit, width
	}
	if wh := l.halfAt(ts, at); wh > 0 { // "2 hours and a half"
		thousandths, at = thousandths+500, at+wh
	}
	if at-i < width {
		return d, unit, width
	}
	return time.Duration(thousandths) * (u / 1000), u, at - i
}

func (l *Lexicon) unitAt(ts stream, i int) (unit time.Duration, width int) {
	for _, u := range []struct {
		says []string
		unit time.Duration
	}{{l.Length.Seconds, time.Second}, {l.Length.Minutes, time.Minute}, {l.Length.Hours, time.Hour}} {
		if w := ts.phrase(i, u.says); w > width {
			unit, width = u.unit, w
		}
	}
	return unit, width
}

// decimal reads 2, 1.5, 1,5, "two" and the article of "an hour" at i, in thousandths.
func (l *Lexicon) decimal(ts stream, i int) (thousandths, width int) {
	n, ok := l.numeral(ts, i)
	switch {
	case !ok:
		if w := ts.phrase(i, l.One); w > 0 {
			return 1000, w
		}
		return 0, 0
	case n.value > 100_000:
		return 0, 0
	case n.plain():
		return n.value * 1000, n.width
	case n.seps == "⁄":
		whole, above, below := n.fraction()
		if below == 0 {
			return 0, 0
		}
		return whole*1000 + above*1000/below, n.width
	case n.seps == "." || n.seps == ",":
		f := n.parts[1]
		if len(f) > 2 {
			return 0, 0
		}
		return n.value*1000 + atoi(f)*int(math.Pow10(3-len(f))), n.width
	}
	return 0, 0
}
