package telegramtest

// spans is a set of ids that mostly come in a row.
type spans struct {
	list []span
}

type span struct{ from, to int64 } // both included

func (s *spans) add(id int64) {
	if n := len(s.list); n > 0 && s.list[n-1].to+1 == id {
		s.list[n-1].to = id
		return
	}
	s.list = append(s.list, span{id, id})
}

func (s *spans) has(id int64) bool {
	for i := len(s.list) - 1; i >= 0; i-- {
		if s.list[i].from <= id && id <= s.list[i].to {
			return true
		}
	}
	return false
}

// remembered is how many confirmed updates can be delivered again.
const remembered = 4096

// recent is a ring of the updates confirmed last.
type recent struct {
	ring []update
	at   int
}

func (r *recent) add(u update) {
	if len(r.ring) < remembered {
		r.ring = append(r.ring, u)
		return
	}
	r.ring[r.at] = u
	r.at = (r.at + 1) % remembered
}

func (r *recent) find(id int64) (update, bool) {
	for _, u := range r.ring {
		if u.id == id {
			return u, true
		}
	}
	return update{}, false
}
