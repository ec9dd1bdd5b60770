package bot

import "medius/coach"

// The counter: letters that were claimed where they were written come straight to the sender.

// Open says whether letters may be handed over at the counter, already claimed.
func (s *Sender) Open() bool {
	return s.working.Load() && s.hand.Load() < mostInHand && s.Trouble() < probeAfter
}

// OpenForReminders says whether reminders may be handed over: they leave soon, and pass none that wait.
func (s *Sender) OpenForReminders() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.Open() && s.noBulk.Load() && s.bulkRoom > 0
}

// inBulk counts the letters that leave in bulk.
func inBulk(letters []coach.Letter) (n int) {
	for _, l := range letters {
		if bulk(l.Lane) {
			n++
		}
	}
	return n
}

// Calm says that it is at work and has no letter in hand.
func (s *Sender) Calm() bool { return s.working.Load() && s.hand.Load() == 0 }

// Take gets letters that were claimed where they were written; more says that others wait in the outbox. It never blocks.
func (s *Sender) Take(letters []coach.Letter, more bool) {
	if more {
		s.look.Store(true)
	}
	s.hand.Add(int64(len(letters)))
	s.mu.Lock()
	s.handed = append(s.handed, letters...)
	s.bulkRoom -= inBulk(letters)
	s.mu.Unlock()
	s.bell.ring()
}

// takeOver gives the letters that were handed over since the last call.
func (s *Sender) takeOver() []coach.Letter {
	s.mu.Lock()
	defer s.mu.Unlock()
	letters := s.handed
	s.handed = nil
	return letters
}

// measure says how many letters of the bulk lanes may be handed over.
func (r *run) measure() {
	room := r.lanes.room(coach.LaneReminder)
	if r.lanes.closed[coach.LaneReminder].After(r.Now()) {
		room = 0
	}
	r.mu.Lock()
	r.bulkRoom = room - inBulk(r.handed)
	r.mu.Unlock()
}
