package dialog

import (
	"time"

	"medius/coach"
	"medius/coach/words"
)

// Coach is the conversation with everything it needs to know beyond the member: pure functions and the owner's
// settings, handed in by cmd. Step is its only door.
type Coach struct {
	// Schedule reads a cron expression (five fields, no zone).
	Schedule func(expr string) (coach.Schedule, error)
	// Words are what members type, by language; nil when a language is not known.
	Words func(language string) *words.Lexicon
	// Say gives a phrase in a language as plain text: the labels of buttons, to recognise them when they are typed.
	Say func(language string, p Phrase) string
	// Languages are those that are switched on, the first one is for everybody else.
	Languages []string
	Places    Places
	// Sheet tells what there is to see of an exercise; nil: nothing.
	Sheet    func(id string) Sheet
	Advice   Advice
	Settings Settings

	zones locations
}

// Places finds time zones.
type Places interface {
	// Find gives the places a typed name may mean, best first, with their countries in a language.
	Find(text, language string) []coach.Town
	// ByOffset gives places where the clock shows hour:minute now, best known first.
	ByOffset(now time.Time, hour, minute int, language string) []coach.Town
	// Region lists places to pick from in a part of the world, one of Regions.
	Region(name string) []coach.Town
	// EmergencyNumber is the number to call in a zone, "" when it is not known.
	EmergencyNumber(zone string) string
}

// Regions are the parts of the world a place can be picked from.
var Regions = []string{"europe", "americas", "asia", "africa", "pacific"}

// Settings are the owner's choices.
type Settings struct {
	Defaults coach.Schedules // cron expressions for new members
	Policy   coach.Policy
	Owner    string // who runs this bot, as members read it; "" = nobody is named
	Contact  string // how to reach the owner; "" = nothing is named
	Version  string // of the program
	// Username is the bot's, for invitations; Secret makes their codes unguessable.
	Username string
	Secret   []byte
	// Access is who may be coached; private unless set. Owners are the owner's chats, where they are named; else whoever has
	// claimed the bot is its owner.
	Access coach.Access
	Owners []int64
	Zone   string // the owner's own, where the conversation knows none
}

// The versions of the consent texts; a new version is asked for again.
const (
	SafetyTerms   = "safety"
	SafetyVersion = "1"
	HealthData    = "health_data"
	HealthVersion = "1"
)
