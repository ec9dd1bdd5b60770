package coach

// Member is everything the coach keeps in mind about one person. It is saved whole (as JSON) after every turn; Days
// are saved apart, one row each, and only the recent ones are loaded.
type Member struct {
	ID   int64 `json:"-"` // 0 until saved
	Chat int64 `json:"-"`
	Days []Day `json:"-"` // oldest first, the last DaysLoaded

	Language string `json:"language"`
}

// DaysLoaded is how many of the latest days are loaded with a member.
const DaysLoaded = 16

// Day is one local date in the member's diary. It is saved as JSON under (member, Date).
type Day struct {
	Date Date `json:"date"`
}
