package dialog

import (
	"sync"
	"time"
)

// locations are the time zones that have been asked for: finding one opens a file, and every turn asks for its member's.
type locations struct{ known sync.Map }

// at is the zone of a name; "" is UTC.
func (l *locations) at(name string) (*time.Location, error) {
	if known, ok := l.known.Load(name); ok {
		return known.(*time.Location), nil
	}
	loc, err := time.LoadLocation(name)
	if err == nil {
		l.known.Store(name, loc)
	}
	return loc, err
}
