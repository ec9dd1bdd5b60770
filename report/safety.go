package report

import (
	"slices"
	"strings"

	"medius/coach"
)

// safety lists red flags and how they were cleared, stops, severe scores and flares, by date.
func (d document) safety() {
	var events []event
	for _, f := range d.Facts {
		if text := d.flagged(f); text != "" && d.span.Has(f.Date) {
			events = append(events, event{f.Date, text})
		}
	}
	for _, day := range d.in(d.span) {
		events = append(events, d.stops(&day)...)
	}
	for _, c := range d.courses {
		for _, ch := range c.change {
			if ch.kind == rest {
				events = append(events, event{d.span.From.Add(ch.at), d.tell("report.safety.flare", "side", d.sideName(c.side))})
			}
		}
	}
	slices.SortStableFunc(events, func(a, b event) int { return strings.Compare(string(a.date), string(b.date)) })
	d.heading("report.safety.title", 30)
	if len(events) == 0 {
		d.paragraph(8, light.ink, d.tell("report.safety.none"))
		return
	}
	var rows [][]string
	for _, e := range events {
		rows = append(rows, []string{d.date(e.date), e.text})
	}
	d.table([]column{{d.tell("report.column.date"), 1.5, false}, {d.tell("report.column.event"), 8, false}}, rows)
}

// event is a line of the safety table.
type event struct {
	date coach.Date
	text string
}

// flagged says what a line of the journal means for safety; "" for nothing.
func (d document) flagged(f coach.Fact) string {
	flag, _ := f.Data["flag"].(string)
	switch f.Kind {
	case "red_flag":
		return d.tell("report.safety.red", "flag", flag, "sign", d.sign(flag))
	case "routine_flag":
		return d.tell("report.safety.routine", "flag", flag, "sign", d.sign(flag))
	case "unlock":
		by, _ := f.Data["by"].(string)
		if !slices.Contains([]string{"physiotherapist", "doctor", "hospital", "mistake"}, by) {
			by = "professional"
		}
		return d.tell("report.safety.unlocked", "flag", flag, "by", d.tell("report.by."+by))
	case "range":
		return d.ranged(f)
	case "sharp":
		return d.tell("report.safety.sharp")
	case "turned_away":
		return d.tell("report.safety.turned_away")
	}
	return ""
}

// sign is a red flag in words.
func (d document) sign(flag string) string {
	if !slices.Contains(flags, coach.Flag(flag)) {
		return flag
	}
	return d.tell("report.flag." + strings.ToLower(flag))
}

// flags are those that have words of their own.
var flags = []coach.Flag{
	coach.EmergencyTrauma, coach.EmergencyInfection, coach.EmergencyCauda, coach.EmergencyClotHeart, coach.UrgentCancer,
	coach.UrgentConstant, coach.UrgentNerve, coach.UrgentImmune, coach.UrgentBone, coach.RoutineUsualHigh, coach.RoutineElsewhere,
	coach.RoutineHistory, coach.RoutineNoName, coach.RoutineFalls, coach.RoutineFlares, coach.RoutineNoChange,
}

// severe is the score from which a session ends at once.
const severe = 8

// stops are the sessions of a day that were ended for pain, and its severe scores.
func (d document) stops(day *coach.Day) []event {
	var out []event
	for _, r := range day.Rounds {
		most := 0
		for _, m := range r.Marks {
			for _, score := range []*int{m.Now, m.During, m.After} {
				if score != nil {
					most = max(most, *score)
				}
			}
		}
		switch {
		case most >= severe:
			out = append(out, event{day.Date, d.tell("report.safety.severe", "n", most)})
		case r.Stopped:
			out = append(out, event{day.Date, d.tell("report.safety.stopped", "n", most)})
		}
	}
	return out
}

// limits says what the rules are, and what they are not.
func (d document) limits() {
	d.heading("report.limits.title", 60)
	d.paragraph(8, light.ink, d.tell("report.limits.text", "rules", coach.RulesVersion))
}
