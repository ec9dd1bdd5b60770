package words

// Weekdays reads a choice of days, Sunday = 0: "mon wed fri", "Mon-Fri", "weekdays", "all but sunday". ok is false when
// no day is left or a word is unknown ("every other day" is no set of weekdays).
func (l *Lexicon) Weekdays(text string) (days [7]bool, ok bool) {
	days, _, ok = l.ChangedWeekdays(text)
	return days, ok
}

// ChangedWeekdays is Weekdays; off says that only days were named which are not meant any more: "not on Wednesdays".
func (l *Lexicon) ChangedWeekdays(text string) (days [7]bool, off, ok bool) {
	ts := read(text)
	var chosen, barred [7]bool
	var except, any bool
	for i := 0; i < len(ts); {
		set, w := l.daysAt(ts, i)
		we, wo := ts.phrase(i, l.Days.Except), ts.phrase(i, l.Days.Off)
		switch wf := max(ts.phrase(i, l.Days.Filler), ts.phrase(i, l.Filler)); {
		case wo > 0 && wo >= max(w, we, wf) && any:
			barred, chosen, any, except, w = union(barred, chosen), [7]bool{}, false, true, wo
		case w > 0 && w >= max(we, wf):
			if except {
				barred = union(barred, set)
			} else {
				chosen, any = union(chosen, set), true
			}
		case we > 0 && we >= wf:
			except, w = true, we
		case wf > 0:
			w = wf
		case ts[i].soft(), ts[i].is("/"), ts[i].is("&"), ts[i].is("+"), ts[i].dash():
			w = 1
		default:
			return days, false, false
		}
		i += w
	}
	for d := range days {
		days[d] = (chosen[d] || !any && except) && !barred[d]
	}
	return days, except && !any, days != [7]bool{} && (!except || barred != [7]bool{})
}

func union(a, b [7]bool) [7]bool {
	for d := range a {
		a[d] = a[d] || b[d]
	}
	return a
}

// daysAt reads a range of days, a group or one day at i.
func (l *Lexicon) daysAt(ts stream, i int) (set [7]bool, width int) {
	for _, g := range l.Days.Groups {
		if w := ts.phrase(i, g.Say); w > width {
			width, set = w, [7]bool{}
			for _, d := range g.Days {
				set[d%7] = true
			}
		}
	}
	first, w := l.dayAt(ts, i)
	if w == 0 || w < width {
		return set, width
	}
	last, wl := l.rangeEnd(ts, i+w)
	if wl == 0 {
		last = first
	}
	set = [7]bool{}
	for d := first; ; d = (d + 1) % 7 {
		set[d] = true
		if d == last {
			return set, w + wl
		}
	}
}

// rangeEnd takes "to friday" and "- fri" at i.
func (l *Lexicon) rangeEnd(ts stream, i int) (last, width int) {
	w := ts.phrase(i, l.Days.To)
	for w == 0 && i < len(ts) && ts[i].is(".") { // "mon.-fri."
		i, width = i+1, width+1
	}
	if i < len(ts) && ts[i].dash() {
		w = 1
	}
	last, wl := l.dayAt(ts, i+w)
	if w == 0 || wl == 0 {
		return 0, 0
	}
	return last, width + w + wl
}

// dayAt finds a weekday's name at i, one slip of the finger allowed in a name of six letters or more.
func (l *Lexicon) dayAt(ts stream, i int) (weekday, width int) {
	for d, names := range l.Days.Names {
		if w := ts.phrase(i, names); w > width {
			weekday, width = d, w
		}
	}
	if width > 0 || i >= len(ts) || ts[i].kind != word || len([]rune(ts[i].text)) < 6 {
		return weekday, width
	}
	for d, names := range l.Days.Names {
		for _, name := range names {
			if len([]rune(name)) < 6 || !slip(ts[i].text, name) {
				continue
			}
			if width > 0 && weekday != d { // between two days: neither
				return 0, 0
			}
			weekday, width = d, 1
		}
	}
	return weekday, width
}
