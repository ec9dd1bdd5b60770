package storage

import (
	"sync"

	"medius/coach"
)

// mostFlying is how many letters of a chat may be with the counter at a time: whoever cannot be reached shall not fill it.
const mostFlying = 8

// flights are the letters that were handed over, acks excepted, until what became of one is about to be written. They have come
// over the counter in order, so that another one may follow, which it lets wait. What was claimed comes another way.
type flights struct {
	mu  sync.Mutex
	ids map[int64]bool
}

func (f *flights) begin(letters []coach.Letter) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.ids == nil {
		f.ids = map[int64]bool{}
	}
	for _, l := range letters {
		if l.Lane != coach.LaneAck {
			f.ids[l.ID] = true
		}
	}
}

func (f *flights) end(letter int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	delete(f.ids, letter)
}

func (f *flights) has(letter int64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.ids[letter]
}

// flying tells behind which letters on their way another one may wait with the counter.
type flying struct {
	*flights                // what the counter has; nil: where several instances share the work it may be another one's
	soon     map[int64]bool // what it gets with this very transaction
}

func (f flying) has(letter int64) bool {
	return f.flights != nil && (f.soon[letter] || f.flights.has(letter))
}

// flying is what the counter has now.
func (db *DB) flying() flying {
	if db.engine.crew().me != 0 {
		return flying{}
	}
	return flying{flights: &db.flights}
}
