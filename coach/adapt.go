package coach

// THE ADAPTATION RULES. Read the blocks from A to I; the first row whose block and condition hold gives the action,
// the reason, and the changes of the state. Every field that is not named keeps its value. A row that has several
// reasons stands once for each of them. The words are explained in rule.go; the same table in prose, with what it
// rests on, is in docs/adaptation.md.
//
// The pain zones come from the published pain-monitoring model (Silbernagel 2007). Every other number is a design
// choice: cautious, explainable, checked for its logic, and never tested on patients.
//
// Whoever changes a row raises RulesVersion.
var rules = []block{
	{name: "A. Red flag", when: redFlag, rows: []row{
		{"A1", always, ActionStop, ReasonStopFlag, does{points(0)}},
	}},
	{name: "B. In a flare", when: inFlare, rows: []row{
		{"B1", level(LUnknown), ActionRest, ReasonFlareData, nil},
		{"B2", level(L2, L3, L4), ActionRest, ReasonFlareSore, does{calmDays(0)}},
		{"B3", firstCalmMorning, ActionRest, ReasonFlareWait, does{calmDays(1)}},
		{"B4", always, ActionRungDown, ReasonFlareExit,
			does{flareOver, rungDown, halfPeak, coolOff(3), points(0), linger(0), redCountdown(0), noTrial}},
	}},
	{name: "C. Nothing reported", when: level(LUnknown), rows: []row{
		{"C1", all(effort(3), stepAbove(1), not(inTrial)), ActionBack1, ReasonBack1Effort,
			does{back1, points(0), coolAtLeast(2)}},
		{"C2", inTrial, ActionHold, ReasonTrialRepeat, does{points(0)}},
		{"C2", always, ActionHold, ReasonHoldData, does{points(0)}},
	}},
	{name: "D. Severe", when: level(L4), rows: []row{
		{"D1", always, ActionRest, ReasonRestFlare, does{flareBegins, points(0), linger(0), noTrial}},
	}},
	{name: "E. Trial of a new rung", when: inTrial, rows: []row{
		{"E1", all(level(L3), rungAbove(0)), ActionRungDown, ReasonTrialBack,
			does{rungDown, step(ReturnStep), noTrial, coolOff(3), points(0), linger(0), redCountdown(2)}},
		{"E1", level(L3), ActionRungDown, ReasonTrialBack,
			does{step(TrialStep), noTrial, coolOff(3), points(0), linger(0), redCountdown(2)}},
		{"E2", level(L2), ActionHold, ReasonTrialRepeat, does{lingerOneMore, points(0), redCountsDown}},
		{"E3", anyOf(missingDuring, missingMorning, notFull, painkiller, effort(2, 3)), ActionHold, ReasonTrialRepeat,
			does{points(0)}},
		{"E4", always, ActionUp, ReasonTrialOK, does{noTrial, step(StartStep), points(0), freshWeek}},
	}},
	{name: "F. Red", when: level(L3), rows: []row{
		{"F1", redBefore, ActionRest, ReasonRestFlare, does{flareBegins, points(0), linger(0)}},
		{"F2", all(stepUpTo(TrialStep), onRung(0)), ActionRest, ReasonRestFlare, does{flareBegins, points(0), linger(0)}},
		{"F3", stepUpTo(TrialStep), ActionRungDown, ReasonRungDownMin,
			does{rungDown, step(StartStep), coolOff(3), points(0), linger(1), redCountdown(2)}},
		{"F4", always, ActionBack2, ReasonBack2Red, does{back2, coolOff(3), points(0), linger(1), redCountdown(2)}},
	}},
	{name: "G. Lingering", when: level(L2), also: does{points(0), redCountsDown}, rows: []row{
		{"G1", all(anyOf(lingering, effort(2, 3)), stepUpTo(1)), ActionHold, ReasonHoldMin,
			does{lingerOneMore, coolAtLeast(2)}},
		{"G2", lingering, ActionBack1, ReasonBack1Linger, does{back1, linger(0), coolAtLeast(2)}},
		{"G3", effort(2, 3), ActionBack1, ReasonBack1Hard, does{back1, lingerOneMore, coolAtLeast(2)}},
		{"G4", anyOf(nightWorse, morningLingers), ActionHold, ReasonHoldLinger, does{lingerOneMore}},
		{"G4", stoppedForPain, ActionHold, ReasonHoldPainStop, does{lingerOneMore}},
		{"G4", always, ActionHold, ReasonHoldTrend, does{lingerOneMore}},
	}},
	{name: "H. Calm, but too much work", when: level(L0, L1), also: does{linger(0), redCountsDown, coolsDown}, rows: []row{
		{"H1", all(effort(3), stepUpTo(1)), ActionHold, ReasonHoldMin, does{points(0)}},
		{"H2", effort(3), ActionBack1, ReasonBack1Effort, does{back1, points(0), coolAtLeast(2)}},
	}},
	{name: "I. Calm", when: level(L0, L1), also: does{linger(0), redCountsDown, coolsDown}, rows: []row{
		{"I1", anyOf(missingDuring, missingMorning), ActionHold, ReasonHoldData, does{points(0)}},
		{"I2", notFull, ActionHold, ReasonHoldPartial, does{points(0)}},
		{"I3", missingEffort, ActionHold, ReasonHoldData, nil},
		{"I4", painkiller, ActionHold, ReasonHoldPainkiller, nil},
		{"I5", lowAdherence, ActionHold, ReasonHoldAdherence, nil},
		{"I6", all(effort(2), atTop, not(onRung(MaxRung))), ActionHold, ReasonHoldTop, nil},
		{"I6", effort(2), ActionHold, ReasonHoldHard, nil},
		{"I7", coolingOff, ActionHold, ReasonHoldCool, does{earnPoints}},
		{"I8", pointsShort, ActionHold, ReasonHoldPoints, does{earnPoints}},
		{"I9", all(atTop, onRung(MaxRung)), ActionHold, ReasonHoldLast, does{points(FullPoints)}},
		{"I10", all(atTop, level(L0), effort(0)), ActionRungUp, ReasonRungUp,
			does{rungUp, step(TrialStep), trial, points(0)}},
		{"I11", atTop, ActionHold, ReasonHoldTop, does{points(FullPoints)}},
		{"I12", weekFull, ActionHold, ReasonHoldCap, does{points(FullPoints)}},
		{"I13", level(L0), ActionUp, ReasonUpGreen, does{stepUp, points(0)}},
		{"I13", always, ActionUp, ReasonUpAmber, does{stepUp, points(0)}},
	}},
}
