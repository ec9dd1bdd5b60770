package storage

import (
	"sync"
	"time"

	"medius/coach"
)

// mostFlying is how many letters of a chat may be with the counter at a time: whoever cannot be reached shall not fill it. One that calls
// the others off is taken all the same.
const mostFlying = 8

// flights are the letters that were handed over, acks excepted, until what became of one is about to be written. They have come
// over the counter in order, so that another one may follow, which it lets wait. What was claimed comes another way.
type flights struct {
	mu     sync.Mutex
	chatOf map[int64]int64         // by letter
	inChat map[int64]int           // so many, by chat
	behind map[int64]bool          // chats in which something waits in the outbox for one to arrive
	landed map[int64]bool          // letters that have arrived, which is about to be written down
	meets  map[int64]chan struct{} // who waits for that, by chat
}

// begin notes letters, and says whether any of them waits with the counter.
func (f *flights) begin(letters []coach.Letter) (behind bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.chatOf == nil {
		f.chatOf, f.inChat, f.behind = map[int64]int64{}, map[int64]int{}, map[int64]bool{}
		f.landed, f.meets = map[int64]bool{}, map[int64]chan struct{}{}
	}
	for _, l := range letters {
		if l.Lane != coach.LaneAck {
			f.chatOf[l.ID] = l.Chat
			f.inChat[l.Chat]++
			behind = behind || f.inChat[l.Chat] > 1
		}
	}
	return behind
}

func (f *flights) end(letter int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	chat, flies := f.chatOf[letter]
	if !flies {
		return
	}
	delete(f.chatOf, letter)
	delete(f.landed, letter)
	if f.inChat[chat]--; f.inChat[chat] == 0 {
		delete(f.inChat, chat)
		delete(f.behind, chat)
		f.met(chat)
	}
}

// land says that a letter has arrived, and that this is about to be written down.
func (f *flights) land(letter int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	chat, flies := f.chatOf[letter]
	if !flies {
		return
	}
	f.landed[letter] = true
	f.met(chat)
}

// met ends the wait for what flies in a chat.
func (f *flights) met(chat int64) {
	if met := f.meets[chat]; met != nil {
		close(met)
		delete(f.meets, chat)
	}
}

// meet waits a moment for the only letter that is on its way into a chat to land.
func (f *flights) meet(chat int64, moment time.Duration) {
	met := f.meeting(chat)
	if met == nil {
		return
	}
	timer := time.NewTimer(moment)
	defer timer.Stop()
	select {
	case <-met:
	case <-timer.C:
	}
}

// meeting gives what is closed when the only letter on its way into a chat lands; nil when there is none, or it has landed.
func (f *flights) meeting(chat int64) chan struct{} {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.inChat[chat] != 1 {
		return nil
	}
	for letter := range f.landed {
		if f.chatOf[letter] == chat {
			return nil
		}
	}
	if f.meets[chat] == nil {
		f.meets[chat] = make(chan struct{})
	}
	return f.meets[chat]
}

// wait notes that a letter of a chat waits in the outbox behind one of them.
func (f *flights) wait(chat int64) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.inChat[chat] > 0 {
		f.behind[chat] = true
	}
}

// awaited says whether something waits for a letter to arrive, or may do so.
func (f *flights) awaited(letter int64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	chat, flies := f.chatOf[letter]
	return !flies || f.behind[chat] || f.inChat[chat] > 1
}

// in says whether there are any in a chat.
func (f *flights) in(chat int64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.inChat[chat] > 0
}

func (f *flights) has(letter int64) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	_, flies := f.chatOf[letter]
	return flies
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
