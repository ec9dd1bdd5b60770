package storage

import (
	"slices"
	"strings"
	"sync"

	"medius/coach"
)

// mostRecalled is how many members are in mind, twice: more than are answered at a time, and a megabyte or two.
const mostRecalled = 64

// recall keeps members in mind as they were read last. Whoever writes now writes again in a moment, and taking a document apart costs
// more than seeing that it is still the same. What counts is what stands in the tables: nothing is ever taken from here
// whose text is not the one that was just read.
type recall struct {
	mu         sync.Mutex
	new, older map[int64]remembered // by id; those of older go when new is full
}

// remembered is a member, and the texts that it was read from: those of the days by date, the member's own under no date.
type remembered struct {
	member coach.Member
	texts  map[coach.Date]string
}

// read gives the member of a row, with days, the latest of which comes first, and the texts, which nobody may change.
func (r *recall) read(row memberRow, days []dayRow) (coach.Member, map[coach.Date]string, error) {
	was := r.of(row.ID)
	now := remembered{texts: make(map[coach.Date]string, 1+len(days))}
	now.texts[""] = row.Doc
	if was.texts[""] == row.Doc {
		now.member = was.member
		now.member.Days = nil
	} else {
		var err error
		if now.member, err = row.member(); err != nil {
			return now.member, nil, err
		}
	}
	for _, row := range slices.Backward(days) {
		day, known := was.day(row)
		if !known {
			var err error
			if day, err = row.day(); err != nil {
				return now.member, nil, err
			}
		}
		now.member.Days = append(now.member.Days, day)
		now.texts[day.Date] = row.Doc
	}
	now.member.Chat = row.ChatID
	r.keep(row.ID, now)
	return now.member.Clone(), now.texts, nil
}

// day gives the day of a row, if it is known with the same text.
func (m remembered) day(row dayRow) (coach.Day, bool) {
	date := coach.Date(row.Date)
	if m.texts[date] != row.Doc {
		return coach.Day{}, false
	}
	i, found := slices.BinarySearchFunc(m.member.Days, date, func(d coach.Day, date coach.Date) int {
		return strings.Compare(string(d.Date), string(date))
	})
	if !found {
		return coach.Day{}, false
	}
	return m.member.Days[i], true
}

func (r *recall) of(id int64) remembered {
	r.mu.Lock()
	defer r.mu.Unlock()
	if one, found := r.new[id]; found {
		return one
	}
	return r.older[id]
}

func (r *recall) keep(id int64, one remembered) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.new == nil || len(r.new) >= mostRecalled {
		r.new, r.older = make(map[int64]remembered, mostRecalled), r.new
	}
	r.new[id] = one
}

// forget lets go of a member.
func (r *recall) forget(id int64) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.new, id)
	delete(r.older, id)
}
