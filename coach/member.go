package coach

import (
	"encoding/json"
	"time"
)

// Member is everything the coach keeps in mind about one person. It is saved whole (as JSON) after every turn; Days
// are saved apart, one row each, and only the recent ones are loaded.
type Member struct {
	ID   int64 `json:"-"` // 0 until saved
	Chat int64 `json:"-"`
	Days []Day `json:"-"` // oldest first, the last DaysLoaded

	Language string `json:"language,omitempty"`
	Zone     string `json:"zone,omitempty"` // IANA name
	Stage    Stage  `json:"stage,omitempty"`
	// Away: the bot is blocked or the account is gone; nothing is sent until the member writes again.
	Away bool `json:"away,omitempty"`
	// Barred: the owner has ended the coaching.
	Barred bool `json:"barred,omitempty"`

	Consents  []Consent `json:"consents,omitempty"`
	Intake    Intake    `json:"intake,omitzero"`
	Schedule  Schedules `json:"schedule,omitzero"`
	RestFixed int       `json:"rest_fixed,omitempty"` // seconds between sets; 0 = by how the set felt
	Build     Build     `json:"build,omitempty"`      // of the figure that shows the exercises; "" = Woman
	// NoPictures: words only, every question a message of its own.
	NoPictures bool   `json:"no_pictures,omitempty"`
	Weekly     Weekly `json:"weekly,omitzero"`
	// Silence is how long nothing has come from the member.
	Silence   Silence   `json:"silence,omitzero"`
	Retention Retention `json:"retention,omitzero"`

	Programme Programme `json:"programme,omitzero"`
	Running   Running   `json:"running,omitzero"`
	Road      Road      `json:"road,omitzero"`
	Courses   []Course  `json:"courses,omitempty"` // one per sore side, left first
	Lock      *Lock     `json:"lock,omitempty"`
	Pause     *Pause    `json:"pause,omitempty"`
	Session   *Session  `json:"session,omitempty"`
	Outcomes  Outcomes  `json:"outcomes,omitzero"`
	// Prescribed are a physiotherapist's limits in force, Pending what the member has not answered yet.
	Prescribed Prescribed     `json:"prescribed,omitzero"`
	Pending    []Prescription `json:"pending,omitempty"`
	// Seats are the physiotherapists who were invited; SeatName is what they call the member. Practice is the member's own
	// other side: the patients of who is a physiotherapist. An account may be one of both, or both.
	Seats    []Seat    `json:"seats,omitempty"`
	SeatName string    `json:"seat_name,omitempty"`
	Practice *Practice `json:"practice,omitempty"`
	// Invited is the open invitation whose code came with the event, nil for none.
	Invited *Invitation `json:"-"`
	// Door is what is known of the chat besides this document, read with it.
	Door Door `json:"-"`
	// Overview is how the house is, for the owner\'s own questions; nil for everybody else.
	Overview *Overview `json:"-"`
	Tips     Tips      `json:"tips,omitzero"`
	Notes    []Note    `json:"notes,omitempty"` // oldest first

	// Where the conversation stands.
	Place Place `json:"place,omitzero"`
}

// DaysLoaded is how many of the latest days are loaded with a member: two weeks of mornings for the trend, and one.
const DaysLoaded = 16

// Stage is how far a member has come.
type Stage string

// The stages.
const (
	StageNew        Stage = ""           // nothing agreed yet
	StageOnboarding Stage = "onboarding" // agreed, answering the first questions
	StageActive     Stage = "active"
	StageTurnedAway Stage = "turned_away" // not a person this coach may load: information only
	StageStopped    Stage = "stopped"     // /stop: no reminders until /start
	StagePractice   Stage = "practice"    // not a member: a physiotherapist who was invited by members
	StageOwner      Stage = "owner"       // not a member: who runs the bot, and is not coached
)

// Consent is one agreement, with the version of the text that was agreed to.
type Consent struct {
	Purpose string    `json:"purpose"` // "safety" or "health_data"
	Version string    `json:"version"`
	Given   time.Time `json:"given"`
}

// Intake holds the answers of the first conversation. A nil answer has not been given yet.
type Intake struct {
	Screened  Date   `json:"screened,omitempty"` // last time the nine questions were all answered no
	Adult     *bool  `json:"adult,omitempty"`
	Pregnant  *bool  `json:"pregnant,omitempty"`
	NamedBy   string `json:"named_by,omitempty"` // physiotherapist, doctor, nobody
	Unsteady  *bool  `json:"unsteady,omitempty"` // 65 or over, or a fall in the last year
	Cleared   bool   `json:"cleared,omitempty"`  // a professional cleared single-leg work
	Where     string `json:"where,omitempty"`    // outside, groin, knee, spine
	History   *bool  `json:"history,omitempty"`
	WokenMost *bool  `json:"woken_most,omitempty"`
	Sides     string `json:"sides,omitempty"` // left, right, both
	Usual     []int  `json:"usual,omitempty"` // one per sore side, left first
	Stand     []int  `json:"stand,omitempty"` // 10 s on the sore leg, pain 0-10; -1 not possible; one per sore side
}

// Schedules are a member's reminders as cron expressions, read on the wall clock of the member's zone.
type Schedules struct {
	Morning string `json:"morning,omitempty"` // "" = no reminder in this slot
	Evening string `json:"evening,omitempty"`
}

// Of gives the expression of a slot.
func (s Schedules) Of(slot Slot) string {
	if slot == Morning {
		return s.Morning
	}
	return s.Evening
}

// Slot is the time of day of a session.
type Slot string

// The slots.
const (
	Morning Slot = "morning"
	Evening Slot = "evening"
)

// Programme counts the days. Day 0 is the start date: no decision, the plan is the start dose.
type Programme struct {
	Start        Date `json:"start,omitempty"`
	PausedDays   int  `json:"paused_days,omitempty"`
	TrainingDays int  `json:"training_days,omitempty"` // local dates with a loading session done or partly done
	LastOpened   Date `json:"last_opened,omitempty"`   // latest date that has been opened in the diary
	LastLoading  Date `json:"last_loading,omitempty"`  // latest date with a completed loading session (at least half)
	LastLoaded   Date `json:"last_loaded,omitempty"`   // latest date with any loading at all on an every-other-day rung
	LastSeen     Date `json:"last_seen,omitempty"`     // latest date on which the member said or tapped something
	RestOffered  Date `json:"rest_offered,omitempty"`
	// Flares are the dates on which flares began, the last 28 days' worth.
	Flares []Date `json:"flares,omitempty"`
	// LastFlare is the latest date in a flare, the day on which it ended included; of today's only the next date tells.
	LastFlare Date `json:"last_flare,omitempty"`
	// Upkeep are the weekdays on which the exercise is kept up after the programme; none = the programme goes on.
	Upkeep Weekdays `json:"upkeep,omitempty"`
}

// Day is the programme day of a date: local date minus start date, paused days not counted.
func (p Programme) Day(d Date) int { return d.Since(p.Start) - p.PausedDays }

// Course is the way of one sore side through the programme.
type Course struct {
	Side     Side  `json:"side"`
	State    State `json:"state"`
	RungZero int   `json:"rung_zero,omitempty"` // calm decisions in a row on rung 0 (adaptation 9.2)
	Cautious bool  `json:"cautious,omitempty"`  // first 14 programme days, for those who start sore (9.7)
	// Instead is the exercise chosen in place of the rung's main exercise; "" = the main one.
	Instead string `json:"instead,omitempty"`
	Held    []Held `json:"held,omitempty"` // the step at the end of each of the last programme days
	// GapBase is the state before the gap that is being come back from; nil once a session has been done.
	GapBase *State `json:"gap_base,omitempty"`
	// Began is the side's own day 0: its plan is the start dose, without a decision.
	Began Date `json:"began,omitempty"`
	// Decided and DecidedDay are the date and the programme day of the latest decision; what came after it counts next.
	Decided    Date `json:"decided,omitempty"`
	DecidedDay int  `json:"decided_day,omitempty"`
	// LastLoading is the latest date on which this side completed a loading session; NotGap counts the off days and this
	// side's flare days since then.
	LastLoading Date `json:"last_loading,omitempty"`
	NotGap      int  `json:"not_gap,omitempty"`
	// Bounded is the date on which a physiotherapist's limits last brought this side down.
	Bounded Date `json:"bounded,omitempty"`
	// Range is how far down the side's hip drop goes.
	Range Range `json:"range,omitzero"`
}

// Held is the step a programme day ended with.
type Held struct {
	Day  int `json:"day"`
	Rung int `json:"rung"`
	Step int `json:"step"`
}

// Lock stops all loading until a professional has seen the member.
type Lock struct {
	Flag  Flag      `json:"flag"`
	Since time.Time `json:"since"`
	Left  []int     `json:"left,omitempty"` // screening questions of the first conversation that were still to be asked
}

// Pause is a break, the member's own or one that a physiotherapist wished for; Until is the first day on which reminders
// come again, "" = until /resume.
type Pause struct {
	Since  Date `json:"since"`
	Until  Date `json:"until,omitempty"`
	Wished Date `json:"wished,omitempty"` // how long the physiotherapist's break lasts; "" = nobody wished for one
	Seat   int  `json:"seat,omitempty"`   // of that physiotherapist
}

// Place is where the conversation stands.
type Place struct {
	Scene    string `json:"scene,omitempty"`    // of the open question, one of dialog's script; "" = none is open
	Question int    `json:"question,omitempty"` // number of the latest question asked; buttons carry it
	// Open is the number of the question that Scene waits for.
	Open int `json:"open,omitempty"`
	// Shown is the question whose message is on the screen; a later one may have taken its place by an edit.
	Shown int  `json:"shown,omitempty"`
	Asked Date `json:"asked,omitempty"` // when the open question was asked
	// Changed is when the open question took the place of another one in its message; zero: its message is its own.
	Changed time.Time `json:"changed,omitzero"`
	Card    Card      `json:"card,omitzero"`
	// Bell is the name of a short message that only made the phone sound; it is taken back at the member's next move.
	Bell string `json:"bell,omitempty"`
	Look Look   `json:"look,omitzero"`
	// Asking is the questionnaire that is being asked; Reading is what is read of tips, answers and sources.
	Asking  Asking  `json:"asking,omitzero"`
	Reading Reading `json:"reading,omitzero"`
	// Prompt is the latest reminder's question; it stays open beside whatever else is asked.
	Prompt     int    `json:"prompt,omitempty"`
	PromptSlot Slot   `json:"prompt_slot,omitempty"`
	PromptName string `json:"prompt_name,omitempty"` // of the reminder's message
	PromptDate Date   `json:"prompt_date,omitempty"`
	Nudged     bool   `json:"nudged,omitempty"`
	// Draft holds what is half entered or half answered:
	//
	//	settings         the setting being changed
	//	weekdays         the weekday field of both times, while they are put off
	//	days             weekdays picked so far, such as "135"
	//	zone             the zone to confirm
	//	zone_shared      "yes": the button that shares the location is under the input field
	//	swap_side, usual_side   the second side, when the first has been asked about
	//	swap_only               "yes": no other side is asked about
	//	word             number of the screening question that a typed word of warning stands for
	//	held             the score that stood beside that word
	//	copies           a question of danger, and the numbers under which it has been asked
	//	away, from       the text by which somebody was turned away, and the question that did it
	//	run_morning      "yes": the score of yesterday's outing is asked within the morning's questions
	//	run_walk, run_stand, run_squats, run_jog, run_hop   what was answered of the check before running
	//	range_way        by which way the full range of the hip drop is to be opened, while its screen is read
	//	travel, upkeep   why it is asked: "odd" hours, an "offer"
	//	number           the member the owner asks about
	//	news             the owner's announcement, while it is looked at
	//	note             a remark for the report that is looked at before it is kept
	//	chart, chart_side, chart_days   the chart that was shown last
	//	paper            the document that may be sent again: "export", or "report" and its days, such as "report:30"
	Draft map[string]string `json:"draft,omitempty"`
	// Queue holds the screening questions still to be asked, the one at hand first. Reason is which row they are from:
	// "full" or "acute"; it stays until the row has led on, so that a severe score does not ask the acute ones twice. "owed" are
	// those of Owed, asked once more.
	Queue  []int  `json:"queue,omitempty"`
	Reason string `json:"reason,omitempty"`
	// Owed are the questions that a score, a word or the member has led to and that are not answered yet. Whatever came in between,
	// loading waits for them.
	Owed []int `json:"owed,omitempty"`
	// Return is the scene a detour goes back to; "" = home, to the session or to nothing.
	Return string `json:"return,omitempty"`
	// Then is what a row of questions leads on to: "onboarding" the next first question, "session" the session that was
	// asked for, "plan" today's plan, "outing" what became of one, "session_over" the end of the day's session, "now" the first
	// set, since the plan has been seen; "" = back to where the member was.
	Then string `json:"then,omitempty"`
	// Answered: number of a screening question -> when a typed word asked it and the answer was no (the text is not kept).
	Answered map[string]time.Time `json:"answered,omitempty"`
	// Undo is what the latest answer may have changed, as it was before (dialog's snapshot).
	Undo json.RawMessage `json:"undo,omitempty"`
	// Tapped is the message whose button counted last: a second tap on it is a double tap.
	Tapped int64 `json:"tapped,omitempty"`
	// A session that was closed at night, told the next time: sets done, and of how many.
	LeftDone int `json:"left_done,omitempty"`
	LeftOf   int `json:"left_of,omitempty"`
	// Album is what the latest pictures that were sent together have in common: they are answered once.
	Album string `json:"album,omitempty"`
	// Greeted: the one polite line for a group has been said.
	Greeted bool `json:"greeted,omitempty"`
}

// Course finds the course of a side, nil when it is not a sore one.
func (m *Member) Course(side Side) *Course {
	for i := range m.Courses {
		if m.Courses[i].Side == side {
			return &m.Courses[i]
		}
	}
	return nil
}

// SoreSides lists the sore sides, left first.
func (m *Member) SoreSides() []Side {
	var out []Side
	for _, c := range m.Courses {
		out = append(out, c.Side)
	}
	return out
}

// RungLimit is the highest rung a member may reach: 3 for age 65 or more or a fall in the last year, until a
// professional has cleared single-leg work; otherwise 7. A physiotherapist may have set a lower one beside it
// ([Prescribed]).
func (m *Member) RungLimit() int {
	unsteady := m.Intake.Unsteady != nil && *m.Intake.Unsteady
	return RungLimit(unsteady, unsteady, m.Intake.Cleared)
}

// InFlare: at least one side is in a flare.
func (m *Member) InFlare() bool {
	for _, c := range m.Courses {
		if c.State.Flare {
			return true
		}
	}
	return false
}
