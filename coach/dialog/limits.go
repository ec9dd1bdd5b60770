package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// The physiotherapist's limits and prescriptions: chosen on a patient's page, looked over once more, and then shown to the
// patient, before anything takes effect.

func sceneLimits(t *turn, p coach.Patient) Message {
	in := p.Member.Prescribed
	body := phrase("limits.none")
	if lines := limitLines(in); len(lines) > 0 {
		body = phrase("limits.in_force", "limits", joined("list.lines", "a", "b", lines))
	}
	if lines := pendingLines(p); len(lines) > 0 {
		body = phrase("under", "head", body, "body", phrase("limits.pending", "lines", joined("list.lines", "a", "b", lines)))
	}
	rows := [][]Button{
		row(button("limits.rung", "rung"), button("limits.reps", "reps")),
		row(button("limits.without", "without")),
	}
	if len(in.Without) > 0 {
		rows[1] = append(rows[1], button("limits.with", "with"))
	}
	rows = append(rows, row(button("limits.range", "range:full"), button("limits.level", "range:level")), row(button("limits.pause", "pause")), row(button("back.button", "back")))
	return Message{Phrase: phrase("limits.head", "name", p.Name, "body", body), Buttons: rows}
}

// pendingLines are the physiotherapist's own prescriptions that the patient has not answered.
func pendingLines(p coach.Patient) []Phrase {
	var lines []Phrase
	for _, rx := range p.Member.Pending {
		if rx.Seat == p.Seat {
			lines = append(lines, phrase("limits.line", "what", prescriptionPhrase(rx)))
		}
	}
	return lines
}

func answerLimits(t *turn, _ coach.Patient, v string) {
	switch v {
	case "rung":
		t.ask("limits_rung")
	case "reps":
		t.ask("limits_reps")
	case "without":
		t.ask("limits_without")
	case "with":
		t.ask("limits_with")
	case "pause":
		t.ask("limits_pause")
	case "range:full", "range:level":
		t.look(coach.Prescription{Kind: map[string]coach.PrescriptionKind{"range:full": coach.PrescribeRange, "range:level": coach.PrescribeLevel}[v]})
	default:
		t.again("")
	}
}

func sceneLimitsRung(t *turn, p coach.Patient) Message {
	var rows [][]Button
	for rung := 0; rung < coach.MaxRung; rung++ {
		rows = append(rows, row(Button{Label: exerciseName(coach.MainExercise(rung).ID), Value: strconv.Itoa(rung)}))
	}
	return Message{Phrase: phrase("limits.rung_ask", "name", p.Name), Buttons: append(rows, row(button("limits.no_limit", strconv.Itoa(coach.MaxRung))))}
}

func answerLimitsRung(t *turn, _ coach.Patient, v string) {
	if n, ok := t.upTo(coach.MaxRung, v); ok {
		t.look(coach.Prescription{Kind: coach.PrescribeRung, Rung: n})
	}
}

func sceneLimitsReps(_ *turn, p coach.Patient) Message {
	var all []Button
	for _, n := range coach.RepCeilings {
		all = append(all, button("number", strconv.Itoa(n), "value", n))
	}
	return Message{Phrase: phrase("limits.reps_ask", "name", p.Name), Buttons: append(grid(4, all), row(button("limits.no_limit", "0")))}
}

func answerLimitsReps(t *turn, _ coach.Patient, v string) {
	n, ok := t.upTo(100, v)
	if !ok {
		return
	}
	if n != 0 && !slices.Contains(coach.RepCeilings, n) {
		t.again("")
		return
	}
	t.look(coach.Prescription{Kind: coach.PrescribeReps, Reps: n})
}

func sceneLimitsWithout(t *turn, p coach.Patient) Message {
	var all []Button
	for _, e := range coach.Exercises() {
		rx := coach.Prescription{Kind: coach.PrescribeWithout, What: e.ID}
		if !slices.Contains(p.Member.Prescribed.Without, e.ID) && p.Member.Prescribed.Check(rx, t.dateOf(p.Member)) == nil {
			all = append(all, Button{Label: exerciseName(e.ID), Value: e.ID})
		}
	}
	return Message{Phrase: phrase("limits.without_ask", "name", p.Name), Buttons: grid(1, all)}
}

func answerLimitsWithout(t *turn, _ coach.Patient, v string) {
	t.look(coach.Prescription{Kind: coach.PrescribeWithout, What: v})
}

func sceneLimitsWith(_ *turn, p coach.Patient) Message {
	var rows [][]Button
	for _, id := range p.Member.Prescribed.Without {
		rows = append(rows, row(Button{Label: exerciseName(id), Value: id}))
	}
	return Message{Phrase: phrase("limits.with_ask", "name", p.Name), Buttons: rows}
}

func answerLimitsWith(t *turn, _ coach.Patient, v string) {
	t.look(coach.Prescription{Kind: coach.PrescribeWith, What: v})
}

func sceneLimitsPause(_ *turn, p coach.Patient) Message {
	return Message{Phrase: phrase("limits.pause_ask", "name", p.Name), Buttons: [][]Button{
		row(button("pause.days", "3", "n", 3), button("pause.days", "7", "n", 7)),
		row(button("pause.days", "14", "n", 14), button("pause.days", "28", "n", 28)),
	}}
}

func answerLimitsPause(t *turn, p coach.Patient, v string) {
	until, typed := strings.CutPrefix(v, "until:")
	if !typed {
		n, ok := t.upTo(60, v)
		if !ok || n == 0 {
			return
		}
		until = string(t.dateOf(p.Member).Add(n))
	}
	t.look(coach.Prescription{Kind: coach.PrescribePause, Until: coach.Date(until)})
}

// look shows a prescription to who is about to make it: the patient will read it.
func (t *turn) look(rx coach.Prescription) {
	p := t.patient()
	if err := p.Member.Prescribed.Check(rx, t.dateOf(p.Member)); err != nil {
		t.again("limits.impossible")
		return
	}
	t.m.Place.Draft = map[string]string{
		"rx": string(rx.Kind), "rung": strconv.Itoa(rx.Rung), "reps": strconv.Itoa(rx.Reps), "what": rx.What, "until": string(rx.Until),
	}
	t.ask("limits_sure")
}

// drafted is the prescription that is looked over.
func (t *turn) drafted() coach.Prescription {
	return coach.Prescription{
		Kind: coach.PrescriptionKind(t.draft("rx")), Rung: atoi(t.draft("rung")), Reps: atoi(t.draft("reps")), What: t.draft("what"),
		Until: coach.Date(t.draft("until")),
	}
}

func sceneLimitsSure(t *turn, p coach.Patient) Message {
	rx := t.drafted()
	if rx.Kind == "" {
		t.ask("limits")
		return Message{}
	}
	when := phrase("limits.when_agreed", "name", p.Name)
	if p.Member.Prescribed.Lowers(rx) {
		when = phrase("limits.when_tomorrow", "name", p.Name)
	}
	return Message{
		Phrase:  phrase("limits.sure", "name", p.Name, "what", prescriptionPhrase(rx), "when", when),
		Buttons: [][]Button{row(button("limits.send", "yes")), row(button("back.button", "back"))},
	}
}

func answerLimitsSure(t *turn, p coach.Patient, v string) {
	rx := t.drafted()
	t.m.Place.Draft = nil
	if v != "yes" || rx.Kind == "" {
		t.ask("limits")
		return
	}
	t.out.Errands = append(t.out.Errands, coach.Errand{Kind: coach.ErrandPrescribe, To: p.Account, Seat: p.Seat, Prescription: &rx})
	t.under(phrase("limits.sent", "name", p.Name), "patient_more")
}

// limitLines says the limits in force, one a line.
func limitLines(in coach.Prescribed) []Phrase {
	var all []coach.Prescription
	if in.Capped {
		all = append(all, coach.Prescription{Kind: coach.PrescribeRung, Rung: in.Rung})
	}
	if in.Reps > 0 {
		all = append(all, coach.Prescription{Kind: coach.PrescribeReps, Reps: in.Reps})
	}
	for _, id := range in.Without {
		all = append(all, coach.Prescription{Kind: coach.PrescribeWithout, What: id})
	}
	if in.Level {
		all = append(all, coach.Prescription{Kind: coach.PrescribeLevel})
	}
	var lines []Phrase
	for _, rx := range all {
		lines = append(lines, phrase("limits.line", "what", prescriptionPhrase(rx)))
	}
	return lines
}

// prescriptionPhrase is a prescription in words that both sides read.
func prescriptionPhrase(rx coach.Prescription) Phrase {
	switch rx.Kind {
	case coach.PrescribeRung:
		if rx.Rung >= coach.MaxRung {
			return phrase("rx.rung_free")
		}
		return phrase("rx.rung", "exercise", exerciseName(coach.MainExercise(rx.Rung).ID))
	case coach.PrescribeReps:
		if rx.Reps == 0 {
			return phrase("rx.reps_free")
		}
		return phrase("rx.reps", "n", rx.Reps)
	case coach.PrescribeWithout:
		return phrase("rx.without", "exercise", exerciseName(rx.What))
	case coach.PrescribeWith:
		return phrase("rx.with", "exercise", exerciseName(rx.What))
	case coach.PrescribeRange:
		return phrase("rx.range")
	case coach.PrescribeLevel:
		return phrase("rx.level")
	}
	return phrase("rx.pause", "date", datePhrase(rx.Until))
}
