package dialog

import "medius/coach"

// The journal.

// note adds a line to the journal.
func (t *turn) note(kind string, pairs ...any) {
	f := coach.Fact{At: t.instant(), Kind: kind}
	if t.m.Zone != "" {
		f.Date = t.today()
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		key := pairs[i].(string)
		if side, ok := pairs[i+1].(coach.Side); ok && key == "side" {
			f.Side = side
			continue
		}
		if f.Data == nil {
			f.Data = map[string]any{}
		}
		f.Data[key] = pairs[i+1]
	}
	t.out.Facts = append(t.out.Facts, f)
}

func sameVerdict(a, b coach.Verdict) bool {
	return a.Side == b.Side && a.Row == b.Row && a.Reason == b.Reason && a.State == b.State
}

func (t *turn) noteVerdicts(day *coach.Day) {
	for _, v := range day.Verdicts {
		t.note("decision", "side", v.Side, "date", string(day.Date), "level", string(v.Level), "action", string(v.Action), "row", v.Row,
			"reason", string(v.Reason), "rung", v.State.Rung, "step", v.State.Step, "rung_before", v.Rung0, "step_before", v.Step0,
			"rules", v.Rules, "refused", v.Refused)
	}
}

// noteStart writes down where each side begins.
func (t *turn) noteStart() {
	for _, c := range t.m.Courses {
		t.note("start", "side", c.Side, "rung", c.State.Rung, "step", c.State.Step, "usual", c.State.UsualMorningPain)
	}
}
