package coach

// Standing is where a member stands, for whoever only counts members. It tells nothing about health: who is locked or was
// turned away for a reason counts as active or stopped, since in a small group even a number would tell about whom.
type Standing string

// The standings.
const (
	StandingBeginning Standing = "beginning" // the first questions are not answered yet
	StandingActive    Standing = "active"
	StandingPaused    Standing = "paused" // the member's own break
	StandingStopped   Standing = "stopped"
	StandingAway      Standing = "away"   // cannot be reached: the bot is blocked
	StandingBarred    Standing = "barred" // the owner has blocked them
	// StandingPractice is who is here as a physiotherapist only.
	StandingPractice Standing = "practice"
	// StandingOwner is who runs the bot and is not coached.
	StandingOwner Standing = "owner"
	// StandingGroup is a group that has had its one line. It is nobody, and counted nowhere.
	StandingGroup Standing = "group"
)

// Standings are all that somebody can have.
func Standings() []Standing {
	return []Standing{StandingBeginning, StandingActive, StandingPaused, StandingStopped, StandingAway, StandingBarred, StandingPractice, StandingOwner}
}

// Standing gives where the member stands.
func (m Member) Standing() Standing {
	switch {
	case m.Chat < 0: // as Telegram numbers groups
		return StandingGroup
	case m.Barred:
		return StandingBarred
	case m.Away:
		return StandingAway
	case m.Stage == StageStopped, m.Stage == StageTurnedAway:
		return StandingStopped
	case m.Stage == StagePractice:
		return StandingPractice
	case m.Stage == StageOwner:
		return StandingOwner
	case m.Stage != StageActive:
		return StandingBeginning
	case m.Pause != nil:
		return StandingPaused
	}
	return StandingActive
}
