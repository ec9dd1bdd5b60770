package words

import (
	"slices"
	"strings"
)

// Clock reads a time of day; 7 alone is 7:00 in the morning.
func (l *Lexicon) Clock(text string) (hour, minute int, ok bool) { return l.ClockNear(text, false) }

// ClockNear reads a time of day when the question was about the evening or not: with evening, 7 is 19:00 and 12 stays
// noon. A time written for 24 hours (07:00, 19:00) or with its part of the day (7 am) is taken as it stands.
func (l *Lexicon) ClockNear(text string, evening bool) (hour, minute int, ok bool) {
	times, parts, ok := l.timesIn(text)
	if !ok || len(times) != 1 || len(parts) > 1 {
		return 0, 0, false
	}
	at, ok := times[0].at(parts, evening)
	return at / 60, at % 60, ok
}

// day and half are minutes.
const (
	day  = 24 * 60
	noon = 12 * 60
)

// moment is a time before its half of the day is known.
type moment struct {
	minutes int  // of the day
	twelve  bool // 1 to 12 o'clock: may be moved by half a day
	open    bool // written so that a hint may move it: 7, but neither 07 nor noon
}

// at settles the half of the day.
func (m moment) at(parts []DayPart, evening bool) (int, bool) {
	switch {
	case len(parts) == 1:
		return m.within(parts[0].From*60, parts[0].To*60)
	case m.open && evening:
		return m.within(noon, day)
	}
	return m.minutes % day, true
}

// within moves the time by half days (whole days for a 24-hour time) into from to to; false when it does not fit.
func (m moment) within(from, to int) (int, bool) {
	step := day
	if m.twelve {
		step = noon
	}
	for at := m.minutes - step; at < to; at += step {
		if at >= from {
			return at % day, true
		}
	}
	return 0, false
}

// partAt finds the longest part of the day at i.
func (l *Lexicon) partAt(ts stream, i int) (part DayPart, width int) {
	for _, p := range l.Time.Parts {
		if w := ts.phrase(i, p.Say); w > width {
			part, width = p, w
		}
	}
	return part, width
}

// momentAt finds the longest time pattern at i.
func (l *Lexicon) momentAt(ts stream, i int) (m moment, width int) {
	for _, p := range l.Time.Patterns {
		padded := false
		f, ok := ts.pattern(i, p.Say, func(name string, i int) (int, int) {
			v, w, pad := l.clockSlot(ts, name, i)
			padded = padded || pad
			return v, w
		})
		if !ok || f.width <= width {
			continue
		}
		if found, ok := p.moment(f.values, padded); ok {
			m, width = found, f.width
		}
	}
	return m, width
}

// moment computes the time a pattern means.
func (p ClockPattern) moment(v map[string]int, padded bool) (moment, bool) {
	hour, rest := v["h"], p.Add
	if t, ok := v["t"]; ok {
		hour, rest = t/60, rest+t%60
	}
	minutes := v["m"] + v["mm"] + v["m5"]
	if p.Before {
		minutes = -minutes
	}
	at := hour*60 + rest + minutes
	if p.Fixed {
		return moment{minutes: (at + day) % day}, true
	}
	twelve := hour >= 1 && hour <= 12
	if twelve && at < 60 { // quarter to one: 12:45, which is noon until told otherwise
		at += noon
	}
	return moment{minutes: (at + day) % day, twelve: twelve, open: twelve && !padded}, hour <= 24 && (hour < 24 || at <= day)
}

// clockSlot reads a slot of a clock pattern. padded: the hour was written with a leading zero.
func (l *Lexicon) clockSlot(ts stream, name string, i int) (value, width int, padded bool) {
	n, ok := l.numeral(ts, i)
	if !ok {
		return 0, 0, false
	}
	if name == "t" {
		t, ok := digital(n)
		if !ok {
			return 0, 0, false
		}
		return t, n.width, n.parts[0][0] == '0'
	}
	long := len(n.parts[0])
	fits := n.plain() && long <= 2
	switch name {
	case "h":
		fits = fits && n.value <= 24
	case "m":
		fits = fits && n.value >= 1 && n.value <= 59
	case "mm":
		fits = fits && n.value <= 59 && long == 2
	case "m5":
		fits = fits && n.value >= 5 && n.value <= 55 && n.value%5 == 0
	}
	if !fits {
		return 0, 0, false
	}
	return n.value, n.width, name == "h" && !n.word && n.parts[0][0] == '0'
}

// digital reads 7:30, 07.30, 0730 and 730 as minutes.
func digital(n numeral) (minutes int, ok bool) {
	if n.word {
		return 0, false
	}
	h, m := n.parts[0], ""
	switch {
	case len(n.parts) == 2 && n.seps != "⁄":
		m = n.parts[1]
	case n.plain() && (len(h) == 3 || len(h) == 4):
		h, m = h[:len(h)-2], h[len(h)-2:]
	}
	if len(m) != 2 || len(h) > 2 || atoi(m) > 59 || atoi(h) > 24 || atoi(h) == 24 && atoi(m) > 0 {
		return 0, false
	}
	return atoi(h)*60 + atoi(m), true
}

// DayPart reads which half of the day is meant where no time is named: "evenings only".
func (l *Lexicon) DayPart(text string) (late, ok bool) {
	times, parts, ok := l.timesIn(text)
	if !ok || len(times) > 0 || len(parts) != 1 {
		return false, false
	}
	return parts[0].From >= noon/60, true
}

// timesIn reads the times and the parts of the day in a text that has nothing else; a part that is said twice counts once.
func (l *Lexicon) timesIn(text string) (times []moment, parts []DayPart, ok bool) {
	ts := read(text)
	for i := 0; i < len(ts); {
		m, wm := l.momentAt(ts, i)
		part, wp := l.partAt(ts, i)
		w := max(ts.phrase(i, l.Time.Filler), ts.phrase(i, l.Filler))
		switch {
		case wm > 0 && wm >= max(wp, w):
			times, w = append(times, m), wm
		case wp > 0 && wp >= w:
			same := func(p DayPart) bool { return p.From == part.From && p.To == part.To }
			if w = wp; !slices.ContainsFunc(parts, same) {
				parts = append(parts, part)
			}
		case w == 0 && ts[i].soft():
			w = 1
		case w == 0:
			return nil, nil, false
		}
		i += w
	}
	return times, parts, true
}

// OfNow says that a text is about how it is or was today, and names no time of the clock: "tonight 6", "heute Abend 6".
func (l *Lexicon) OfNow(text string) bool {
	return holds(l.Normal(text), l.Time.Now) && !l.AtClock(text)
}

// AtClock says that a text begins as a time does that something is put off to, "at 9", or names the clock in it: "9 o'clock", "9:00".
func (l *Lexicon) AtClock(text string) bool {
	normal := l.bare(text)
	begins := slices.ContainsFunc(l.Time.At, func(say string) bool { return strings.HasPrefix(normal, say+" ") })
	return begins || holds(normal, l.Time.Clock) || strings.ContainsRune(text, ':')
}
