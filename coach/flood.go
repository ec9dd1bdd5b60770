package coach

import "time"

// Flow is how much has come from one chat lately: a bucket that fills by one with each update and drains by so many a minute.
// The zero value is a quiet chat.
type Flow struct {
	level float64
	at    time.Time
	over  bool
}

// Taken is what is done with an update.
type Taken int

// The ways.
const (
	Answered Taken = iota
	Warned         // the first one too many: the member is told, once
	Dropped        // and those after it, until the chat has calmed down
)

// Take counts one update. Once there were more than perMinute in a minute, nothing is answered until the bucket is half empty,
// which takes half a minute of silence; what is dropped fills it, too. perMinute 0 is no limit.
func (f *Flow) Take(now time.Time, perMinute int) Taken {
	if perMinute <= 0 {
		return Answered
	}
	most := float64(perMinute)
	if passed := now.Sub(f.at); passed > 0 {
		f.level, f.at = max(f.level-passed.Minutes()*most, 0), now
	}
	f.level = min(f.level+1, most+1)
	switch {
	case f.over && f.level > most/2:
		return Dropped
	case f.level > most:
		f.over = true
		return Warned
	}
	f.over = false
	return Answered
}

// Calm tells whether nothing need be remembered of the chat.
func (f *Flow) Calm(now time.Time) bool { return now.Sub(f.at) > 2*time.Minute }
