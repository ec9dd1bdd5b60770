package dialog

import "medius/coach"

// The journal: one line for everything that happened and will not change. These are its kinds and what stands in their
// data; the side is a field of the line itself, and so is the date, which is missing before the zone is known. Scores
// are 0-10, slots "morning" or "evening", dates YYYY-MM-DD.
//
//	consent        purpose, version
//	screening      question (1-9), yes; again: asked once more under the lock; word: asked because of a typed word
//	word           class of a typed word of warning, question (1-9) it stands for
//	red_flag       flag: all loading is stopped
//	unlock         flag; by: physiotherapist, doctor, hospital, professional (which of them was not asked), mistake
//	routine_flag   flag that stops nothing, but should be looked at
//	turned_away    why: young, pregnant, no_name
//	start          side: rung, step, usual; a side begins, or the sore sides were changed
//	zone           zone (IANA)
//	schedule       slot, cron ("" = no reminder): one line for each slot that was set
//	setting        one of rest (seconds, 0 = by feel), usual (with the side), language, pictures (f, m, off),
//	               charts (light, dark), weekly (chart, words, off), weekly_at (minute of Sunday, 0 = by the session), tips,
//	               questions, digest (wanted or not)
//	cleared        a professional has allowed work on one leg
//	barred         on: the owner has blocked the member, or let them in again
//	prompt         slot; kind: reminder, snoozed, nudge, silent; outcome: sent, too_late
//	snooze         minutes
//	skip_reason    reason: no_time, pain, ill, travelling, forgot, other
//	morning        side: score
//	night          value: 0 none, 1 as usual, 2 worse, 3 kept awake
//	painkiller     taken
//	decision       side: date it is for, level, action, row, reason, rules (their version), refused (a defect); rung, step
//	               and rung_before, step_before
//	choice         what: less, full, same, accept, harder (with the side), rest, short, one (session a day)
//	swap           side: exercise
//	now            side: score right before a session
//	session        slot, light, sets: one begins
//	set            side ("" = both at once): exercise, number; done and of, both in reps, or in seconds where it is held
//	during         side: exercise, set (its number), score
//	sharp          exercise: the pain of its set was sharp
//	off_side       exercise, side: it was ended for that side, because the other hip hurts to lie on
//	rest           seconds, chosen by how the set felt
//	stopped        "stop, it hurts" was pressed
//	stopped_other  it was not for pain
//	effort         value: 0 easy, 1 ok, 2 hard, 3 could not finish
//	after          side: score
//	round          slot, outcome of one session; what a rest day, a pause or a lock closes has no line of its own
//	undo           scene whose answer was taken back; its lines stay
//	run_check      gate of the check before running: score of the trial, or yes for the walk
//	running        what: began, or ended and why: lock, flare, gap, side, wish
//	range          side: what: opened, and the way: tested, physiotherapist; or closed, and why: lock, red, one_hip, exercise,
//	               gap, wish, side (it is no sore one any more). An answer that is taken back may take either back too
//	outing         date and stage of it, score: the worst pain while out; what is corrected is written again
//	run_rule       date of the outing, row of the 24-hour rule, action, stage and stage_before, from: no outing before that
//	               date, clean: in a row so far, held: what keeps the stage
//	travel         choice: follow, keep, home
//	upkeep         days: the weekday field it is kept up on, "" = the programme goes on
//	episode        same: back after months, with the same hip as before
//	finish         /finish
//	pause          until ("" = open); by: coach, after 24 days of silence
//	resume         a pause is over
//	summary        to: the last day of a week that was summed up; asked: by the member
//	handout        what: report, export; days (0 = since the start): a document was asked for
//	tip            id of the tip that was told
//	questions      block: first, weekly, change, stand; outcome: asked, put_off
//	activity       id of an own activity, what: named, dropped, kept, replaced; its words stand with the member only
//	outcome        what: pain, activity (with its id), lying_on_side, stairs, rising, change (-5 to 5), stand (side, seconds);
//	               score
//	review         judged, felt, refer: the referral text went with it
//	note           what: kept, dropped: a remark for the report; its words stand with the member only
//	stop           /stop
//	seat           seat: number of a physiotherapist's seat, what: invited, knocking, granted, or how it ended
//	access         seat, what: list, digest, flag, page, report, or the chart that was looked at
//	prescription   seat, kind, rung, reps, exercise, until: what a physiotherapist prescribed, what: shown, declined, in_force;
//	               lifted: the member has lifted all limits
//	message        seat: words were passed on; they are not kept
//	visa_g         seat, score: total 0-100 of a questionnaire done on paper
//	patient        seat: of a member with whom this account is a physiotherapist, what: granted, left
//	retention      until: it was told that everything will be erased on that date

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

// noteRound notes how a session ended.
func (t *turn) noteRound(slot coach.Slot, outcome coach.Outcome) {
	t.note("round", "slot", string(slot), "outcome", string(outcome))
}

func sameVerdict(a, b coach.Verdict) bool {
	return a.Side == b.Side && a.Row == b.Row && a.Reason == b.Reason && a.State == b.State
}

// noteVerdicts writes down the decisions of a date. What is decided again is written again: the last line counts.
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
