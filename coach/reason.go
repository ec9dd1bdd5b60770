package coach

// Reason is why the plan is what it is. Every decision has exactly one; it is the key of a sentence for the member.
type Reason string

// The reasons, with the row that gives them.
const (
	ReasonStart          Reason = "START"           // day 0
	ReasonUpGreen        Reason = "UP_GREEN"        // I13 at L0
	ReasonUpAmber        Reason = "UP_AMBER"        // I13 at L1
	ReasonRungUp         Reason = "RUNGUP"          // I10
	ReasonRungUpFirst    Reason = "RUNGUP_FIRST"    // LeaveRungZero
	ReasonRungUpWish     Reason = "RUNGUP_WISH"     // HarderNow
	ReasonTrialOK        Reason = "TRIAL_OK"        // E4
	ReasonTrialRepeat    Reason = "TRIAL_REPEAT"    // C2, E2, E3
	ReasonTrialBack      Reason = "TRIAL_BACK"      // E1
	ReasonHoldPoints     Reason = "HOLD_POINTS"     // I8
	ReasonHoldHard       Reason = "HOLD_HARD"       // I6
	ReasonHoldTop        Reason = "HOLD_TOP"        // I6, I11
	ReasonHoldLast       Reason = "HOLD_LAST"       // I9
	ReasonHoldCap        Reason = "HOLD_CAP"        // I12
	ReasonHoldCool       Reason = "HOLD_COOL"       // I7
	ReasonHoldData       Reason = "HOLD_DATA"       // C2, I1, I3
	ReasonHoldPartial    Reason = "HOLD_PARTIAL"    // I2
	ReasonHoldPainkiller Reason = "HOLD_PAINKILLER" // I4
	ReasonHoldAdherence  Reason = "HOLD_ADHERENCE"  // I5
	ReasonHoldLinger     Reason = "HOLD_LINGER"     // G4
	ReasonHoldPainStop   Reason = "HOLD_PAINSTOP"   // G4
	ReasonHoldTrend      Reason = "HOLD_TREND"      // G4
	ReasonHoldMin        Reason = "HOLD_MIN"        // G1, H1
	ReasonHoldDeclined   Reason = "HOLD_DECLINED"   // DecideNoIncrease
	ReasonHoldLate       Reason = "HOLD_LATE"       // DecideNoIncrease
	ReasonHoldLimit      Reason = "HOLD_LIMIT"      // WithinLimit
	ReasonHoldPrescribed Reason = "HOLD_PRESCRIBED" // Prescribed
	ReasonBack1Linger    Reason = "BACK1_LINGER"    // G2
	ReasonBack1Hard      Reason = "BACK1_HARD"      // G3
	ReasonBack1Effort    Reason = "BACK1_EFFORT"    // C1, H2
	ReasonBack2Red       Reason = "BACK2_RED"       // F4
	ReasonRungDownMin    Reason = "RUNGDOWN_MIN"    // F3
	ReasonRestFlare      Reason = "REST_FLARE"      // D1, F1, F2
	ReasonFlareData      Reason = "FLARE_DATA"      // B1
	ReasonFlareSore      Reason = "FLARE_SORE"      // B2
	ReasonFlareWait      Reason = "FLARE_WAIT"      // B3
	ReasonFlareExit      Reason = "FLARE_EXIT"      // B4
	ReasonComeback       Reason = "COMEBACK"        // Comeback
	ReasonStopFlag       Reason = "STOP_FLAG"       // A1
)
