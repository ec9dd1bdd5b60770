package coach

import "slices"

// Outing is one rung of the run-walk ladder: so many rounds of walking and running, in seconds.
type Outing struct {
	Stage     int
	Rounds    int
	Walk, Run int // seconds of one round; Run 0 is a walk, Walk 0 a run without breaks
	RunMost   int // seconds the run may grow to; 0 = no further than Run
	Hills     bool
	Source    string // keys of docs/running.md; "" = our own choice
}

// LastStage is the end of the ladder.
const LastStage = 9

// THE LADDER. All ladders back to running are the consensus of experts and were not proven in trials; the sources are
// named in docs/running.md.
var outings = [LastStage + 1]Outing{
	{0, 1, 30 * 60, 0, 0, false, ""},
	{1, 4, 4*60 + 30, 30, 0, false, "SPC"},
	{2, 4, 4 * 60, 1 * 60, 0, false, "FitnessGrid"},
	{3, 4, 3 * 60, 2 * 60, 0, false, "FitnessGrid"},
	{4, 4, 2 * 60, 3 * 60, 0, false, "FitnessGrid"},
	{5, 4, 1 * 60, 4 * 60, 0, false, "FitnessGrid"},
	{6, 2, 1 * 60, 9 * 60, 0, false, "FitnessGrid"},
	{7, 1, 0, 20 * 60, 0, false, "SPC, FitnessGrid"},
	{8, 1, 0, 25 * 60, 30 * 60, false, "SPC, FitnessGrid"},
	{9, 1, 0, 25 * 60, 30 * 60, true, "RunWiki"},
}

// OutingAt gives the outing of a stage 0-9; hills or speed on the last one, one of them at a time.
func OutingAt(stage int) Outing { return outings[min(max(0, stage), LastStage)] }

// Seconds is the length of the whole outing; running alone is Running.
func (o Outing) Seconds() int { return o.Rounds * (o.Walk + o.Run) }

// Running is how many seconds of it are run.
func (o Outing) Running() int { return o.Rounds * o.Run }

// MoreTime gives the running time of a week from stage 8 on: 10 % more than the week before is offered, 20 % is the most
// (Alfredson protocols). Both are seconds, rounded down.
func MoreTime(lastWeek int) (offered, most int) { return lastWeek + lastWeek/10, lastWeek + lastWeek/5 }

// Running is a member's way back to running. The zero value is somebody who does not run.
type Running struct {
	Since Date   `json:"since,omitempty"` // the entry check was passed; "" = not running
	Stage int    `json:"stage,omitempty"`
	Clean int    `json:"clean,omitempty"` // clean outings in a row, 0-2
	From  Date   `json:"from,omitempty"`  // no outing before this date; "" = none is forbidden
	Runs  []Run  `json:"runs,omitempty"`  // the latest, oldest first
	Ended RunEnd `json:"ended,omitempty"` // why it ended last time
	// Untold: it ended, and the member has not been told yet.
	Untold bool `json:"untold,omitempty"`
}

// Run is one outing.
type Run struct {
	Date   Date   `json:"date"`
	Stage  int    `json:"stage"`
	During *int   `json:"during,omitempty"` // 0-10, worst pain while out
	Row    string `json:"row,omitempty"`    // the row of the 24-hour rule; "" = the next morning is still to come
	// Clean is the count before this outing was judged: judging again begins from here, so nothing stacks.
	Clean int `json:"clean,omitempty"`
}

// keptRuns is how many outings are kept in mind: two weeks of three, and some.
const keptRuns = 12

// RunsAWeek is the most outings in any seven days.
const RunsAWeek = 3

// StartRunning begins at stage 0, after the entry check.
func StartRunning(today Date) Running { return Running{Since: today} }

// Active: the member is on the ladder.
func (r Running) Active() bool { return r.Since != "" }

// Log notes an outing of today. It may be logged even when none was due: what was done is done. An earlier one that still
// waits for its morning is judged by what there is.
func (r Running) Log(today Date, during *int) Running {
	if _, waits := r.Waiting(); waits {
		r, _, _ = r.Judge(Aftermath{Level: LUnknown}, "")
	}
	r.Runs = append(slices.Clone(r.Runs), Run{Date: today, Stage: r.Stage, During: during, Clean: r.Clean})
	r.Runs = r.Runs[max(0, len(r.Runs)-keptRuns):]
	return r
}

// Latest gives the latest outing, ok false when there is none.
func (r Running) Latest() (Run, bool) {
	if last := r.last(); last != nil {
		return *last, true
	}
	return Run{}, false
}

// Rate adds what the worst pain of the latest outing was; judging comes after it.
func (r Running) Rate(during int) Running {
	if r.Runs = slices.Clone(r.Runs); len(r.Runs) > 0 {
		r.last().During = &during
	}
	return r
}

// DayEarlier moves the latest outing, which was noted a day late, to the day before; ok is false when there was another
// one on that day or after it, or running had not begun.
func (r Running) DayEarlier() (_ Running, ok bool) {
	n := len(r.Runs)
	if n == 0 || r.Runs[n-1].Row != "" {
		return r, false
	}
	earlier := r.Runs[n-1].Date.Add(-1)
	if earlier < r.Since || n > 1 && r.Runs[n-2].Date >= earlier {
		return r, false
	}
	r.Runs = slices.Clone(r.Runs)
	r.Runs[n-1].Date = earlier
	return r, true
}

// last is the latest outing, nil when there is none.
func (r *Running) last() *Run {
	if len(r.Runs) == 0 {
		return nil
	}
	return &r.Runs[len(r.Runs)-1]
}

// Waiting gives the outing whose next morning is still to be told, ok false when there is none.
func (r Running) Waiting() (Run, bool) {
	if last := r.last(); last != nil && r.Active() && last.Row == "" && last.Date >= r.Since {
		return *last, true
	}
	return Run{}, false
}

// RunEnd is why running ended. It begins again at stage 0, after the entry check.
type RunEnd string

// The ends.
const (
	RunEndLock  RunEnd = "lock"
	RunEndFlare RunEnd = "flare"
	RunEndGap   RunEnd = "gap"  // 14 days without a loading session, or without an outing
	RunEndSide  RunEnd = "side" // another hip became sore
	RunEndWish  RunEnd = "wish"
)

// RunGapDays is the gap that ends running.
const RunGapDays = 14

// RunEnds says whether a member's running ends on this date, and why; "" when it goes on.
func (m *Member) RunEnds(r Running, today Date) RunEnd {
	latest := r.Since
	if last := r.last(); last != nil {
		latest = max(latest, last.Date)
	}
	switch {
	case !r.Active():
		return ""
	case m.Lock != nil:
		return RunEndLock
	case m.InFlare():
		return RunEndFlare
	case m.Gap(today) >= RunGapDays, today.Since(latest) >= RunGapDays:
		return RunEndGap
	}
	return ""
}

// End takes the member off the ladder. The outings stay for the report, and the date before which there is none.
func (r Running) End(why RunEnd) Running { return Running{From: r.From, Runs: r.Runs, Ended: why} }

// Again begins at stage 0, after the entry check; what was run before is kept, and spaces the first outing too.
func (r Running) Again(today Date) Running { return Running{Since: today, From: r.From, Runs: r.Runs} }

// Due gives the outing that a date may judge: the latest one since running began, run before that date.
func (r Running) Due(date Date) (Run, bool) {
	run, ok := r.Latest()
	return run, ok && r.Active() && run.Date >= r.Since && run.Date < date
}
