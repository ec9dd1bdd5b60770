package words

// Lexicon is everything the coach has to know about one language to understand a typed answer. Every phrase is written
// the way Normal leaves it: lower case, no apostrophes, no punctuation, single spaces. Check says what is missing.
//
// A phrase matches whole words only. Where a text may carry a value, a pattern has a slot in braces; the slots of each
// list are named at its field.
type Lexicon struct {
	Language string `yaml:"language"`

	Numbers map[string]int `yaml:"numbers"` // "twenty five": 25
	Half    []string       `yaml:"half"`    // after a number: "and a half"
	One     []string       `yaml:"one"`     // articles that count as one before a unit: "an" hour
	Filler  []string       `yaml:"filler"`  // words that change no answer of any kind
	Stress  []string       `yaml:"stress"`  // words that only stress what is said, or say when: "really", "today"

	Score    Scores             `yaml:"score"`
	Reply    Replies            `yaml:"reply"`
	Sides    Sides              `yaml:"sides"`
	Count    Counts             `yaml:"count"`
	Correct  Corrections        `yaml:"correct"`
	Time     Times              `yaml:"time"`
	Days     Days               `yaml:"days"`
	Length   Lengths            `yaml:"length"`
	Dates    Dates              `yaml:"dates"`
	Commands map[string]Phrases `yaml:"commands"` // name of the command: what a member may type for it
	Options  map[string]int     `yaml:"options"`  // "the first": 1, "the last": -1

	Nights    Nights    `yaml:"nights"`
	Medicines Medicines `yaml:"medicines"`

	// Named are words for who named the problem, by the name of the answer; under "unclear" are those that leave it open: "not".
	Named map[string]Phrases `yaml:"named"`

	// NeverPregnant are answers of who cannot be pregnant: "i am a man".
	NeverPregnant []string `yaml:"never_pregnant"`

	Groups   map[string]Phrases `yaml:"groups"`   // {name} in a warning pattern: any of these
	Warnings []Warning          `yaml:"warnings"` // the words behind Flags
	Ordinary []string           `yaml:"ordinary"` // everyday sentences that must raise no flag
}

// Phrases is a list of phrases with one meaning.
type Phrases []string

// Scores are the words of a pain score from 0 to 10.
type Scores struct {
	Filler []string `yaml:"filler"` // "my hip feels like"
	About  []string `yaml:"about"`  // "about"; "about none" is 0 or 1
	None   []string `yaml:"none"`   // "no pain"
	Out    []string `yaml:"out"`    // "out of" 10
	Minus  []string `yaml:"minus"`
	Suffix []string `yaml:"suffix"` // glued to the number: 4"ish"
	Ranges []string `yaml:"ranges"` // "between {a} and {b}"
	Other  []string `yaml:"other"`  // phrases with a number word that is none: "this one"
	Doubt  []string `yaml:"doubt"`  // words that spoil even "3 out of 10": "not", "yesterday"
	Calls  []string `yaml:"calls"`  // a number behind it is a score and no time of day: "it is"
	Past   []string `yaml:"past"`   // a number beside it was of another day: "yesterday"
	Joins  []string `yaml:"joins"`  // between a score and what is said beside it: "2 but sharp"
}

// Replies are the words for yes and no.
type Replies struct {
	Yes    []string `yaml:"yes"`
	Agree  []string `yaml:"agree"` // a yes to an offer, not to a question about the body: "ok"
	No     []string `yaml:"no"`
	Hedged []string `yaml:"hedged"` // a no that is not quite one, where danger is asked about: "not really"
	Unable []string `yaml:"unable"` // "I could not": of a test; to a question it may be either
	Unsure []string `yaml:"unsure"` // "not sure": neither, though a yes may hide in it
	Filler []string `yaml:"filler"`
}

// Nights are the words for a night, as the morning asks for it.
type Nights struct {
	Calm   []string `yaml:"calm"`   // the hip was not felt
	Usual  []string `yaml:"usual"`  // as always, and slept
	Worse  []string `yaml:"worse"`  // than usual: "slept badly"
	Awake  []string `yaml:"awake"`  // for long
	Filler []string `yaml:"filler"` // "the night was"
}

// Medicines are the words for a painkiller that was taken, or not.
type Medicines struct {
	Things []string `yaml:"things"` // "ibuprofen", "took one"
	None   []string `yaml:"none"`   // "took nothing"
	Took   []string `yaml:"took"`   // alone they leave open what: "took"
	Filler []string `yaml:"filler"` // "an", "mg", "last night"
}

// Sides are the words for the sore side.
type Sides struct {
	Left   []string `yaml:"left"`
	Right  []string `yaml:"right"`
	Both   []string `yaml:"both"`
	More   []string `yaml:"more"` // "but the left is worse", beside "both" only
	Filler []string `yaml:"filler"`
}

// Counts are the words around a number of repetitions.
type Counts struct {
	Units  []string `yaml:"units"` // "reps"
	None   []string `yaml:"none"`  // "none at all"
	Of     []string `yaml:"of"`    // 8 "of" 10
	Did    []string `yaml:"did"`   // "managed": a number beside it is what was done, not what is left
	Filler []string `yaml:"filler"`
}

// Corrections are the words that put a number right. The words for the command "undo" do, too.
type Corrections struct {
	Swaps  []string `yaml:"swaps"`  // "{a} not {b}": {a} takes the place of {b}
	Meant  []string `yaml:"meant"`  // "i meant"
	Soft   []string `yaml:"soft"`   // beside a number they may put one right: "sorry"
	Filler []string `yaml:"filler"` // "to say"
}

// Times are the ways to say a time of day.
type Times struct {
	Patterns []ClockPattern `yaml:"patterns"`
	Parts    []DayPart      `yaml:"parts"`
	Filler   []string       `yaml:"filler"`
	Now      []string       `yaml:"now"`   // "tonight" may be about how it is, "in the evening" is not
	At       []string       `yaml:"at"`    // what a time begins with that something is put off to
	Clock    []string       `yaml:"clock"` // "o'clock": a number is a time of day
}

// ClockPattern is one way to say a time. Slots: {t} digits such as 7:30 or 0730, {h} an hour, {m} minutes 1-59, {mm} two
// digits or a word, {m5} minutes in fives. The time is {h}, plus Add minutes, plus {m} (minus when Before). English
// "half past {h}" adds 30; German "halb {h}" adds -30.
type ClockPattern struct {
	Say    string `yaml:"say"`
	Add    int    `yaml:"add"`
	Before bool   `yaml:"before"`
	Fixed  bool   `yaml:"fixed"` // the time is absolute: "noon" adds 720 to nothing and knows no morning or evening
}

// DayPart is a phrase that tells 7 in the morning from 7 in the evening: the time is moved by half days until it falls
// into the hours From to To. To may pass 24: "at night" is 20 to 30, so that 1 at night is 1:00.
type DayPart struct {
	Say  []string `yaml:"say"`
	From int      `yaml:"from"`
	To   int      `yaml:"to"`
}

// Days are the names of weekdays and groups of them.
type Days struct {
	Names  []Phrases  `yaml:"names"` // seven, Sunday first
	Groups []DayGroup `yaml:"groups"`
	To     []string   `yaml:"to"`     // monday "to" friday
	Except []string   `yaml:"except"` // "all but" sunday
	Off    []string   `yaml:"off"`    // sundays "no longer"
	Filler []string   `yaml:"filler"`
}

// DayGroup is a phrase for several days, Sunday = 0.
type DayGroup struct {
	Say  []string `yaml:"say"`
	Days []int    `yaml:"days"`
}

// Lengths are the words for a stretch of time within a day.
type Lengths struct {
	Seconds []string       `yaml:"seconds"`
	Minutes []string       `yaml:"minutes"`
	Hours   []string       `yaml:"hours"`
	Fixed   map[string]int `yaml:"fixed"` // "half an hour": minutes
	Filler  []string       `yaml:"filler"`
}

// Dates are the words for a day in the future.
type Dates struct {
	Months  []Phrases      `yaml:"months"` // twelve
	Days    []string       `yaml:"days"`   // units of a stretch: "days"
	Weeks   []string       `yaml:"weeks"`
	Spans   []string       `yaml:"spans"` // units that count calendar months: "months"
	Fixed   map[string]int `yaml:"fixed"` // "tomorrow": days from today
	Ordinal []string       `yaml:"ordinal"`
	// Order of day and month between slashes: "dmy", "mdy", or "" when speakers disagree; then 3/4 is not understood
	// and 24/12 is.
	Order string `yaml:"order"`
	// Patterns with the slots {d} day, {month}, {y} year, {weekday}, {n} a number or an article, {span} a unit.
	Patterns []string `yaml:"patterns"`
	Filler   []string `yaml:"filler"`
	Ahead    []string `yaml:"ahead"` // what says in front that something begins later: "from"
}
