package storage

import (
	"context"
	"errors"
	"sync"
	"time"

	"gorm.io/gorm"
)

// What several callers write at the same time is committed together, so that they wait for the disk once and not one after
// the other. Each caller keeps its promise of all or nothing: when a part fails, all are taken back, and the others are written
// again. A savepoint for each would cost more, because parts hardly ever fail.

const (
	mostJoined = 256                   // parts of one commit
	joinedTime = 10 * time.Millisecond // after so much work the commit is made, for those who wait for it
	mostWait   = time.Second           // what is unhurried waits no longer than this for what is not
)

// part is what one caller writes.
type part struct {
	ctx     context.Context
	since   time.Time
	write   func(tx *gorm.DB) error
	begun   bool // it is too late to leave
	err     error
	problem any // what write panicked with
	over    chan struct{}
}

// joint is where the parts wait. While there are any, one goroutine writes them down: first what somebody waits for, then what
// is unhurried (reminders). Who comes when nobody writes does it: an answer need not wait for another goroutine.
type joint struct {
	mu      sync.Mutex
	waiting []*part
	later   []*part
	taken   int // of those waiting, in the commit at hand
	writing bool
}

// run has f written, and returns when that is on the disk. Whoever waits for longer than patience without having begun, or
// whose context ends, leaves; what has begun is finished.
func (j *joint) run(ctx context.Context, db *gorm.DB, f func(tx *gorm.DB) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p := &part{ctx: context.WithoutCancel(ctx), since: time.Now(), write: f, over: make(chan struct{})}
	if j.add(p, hurries(ctx)) && j.round(db) {
		go j.drain(db)
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	select {
	case <-p.over:
	case <-ctx.Done():
		j.leave(p, ctx.Err())
	}
	if p.problem != nil {
		panic(p.problem)
	}
	return p.err
}

// leave ends the wait of a part that has not begun, and waits for one that has.
func (j *joint) leave(p *part, why error) {
	j.mu.Lock()
	if !p.begun {
		p.begun, p.err, p.write = true, why, nil
		j.mu.Unlock()
		return
	}
	j.mu.Unlock()
	<-p.over
}

// add lets a part wait, and says whether the caller is to write: nobody else does.
func (j *joint) add(p *part, hurries bool) (write bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if hurries {
		j.waiting = append(j.waiting, p)
	} else {
		j.later = append(j.later, p)
	}
	if j.writing {
		return false
	}
	j.writing = true
	return true
}

// drain writes until nobody waits.
func (j *joint) drain(db *gorm.DB) {
	for j.round(db) {
	}
}

// round writes what there is time for in one commit, and says whether others wait.
func (j *joint) round(db *gorm.DB) (more bool) {
	parts := j.next()
	if len(parts) > 0 {
		done := j.commit(db, parts)
		j.forget(done)
		for _, p := range parts[:done] {
			close(p.over)
		}
	}
	return j.goesOn()
}

// goesOn says whether there is something to write.
func (j *joint) goesOn() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.writing = len(j.waiting)+len(j.later) > 0
	return j.writing
}

// next gives the parts of the next commit, as many as there is time for.
func (j *joint) next() []*part {
	j.mu.Lock()
	defer j.mu.Unlock()
	if len(j.later) > 0 && time.Since(j.later[0].since) > mostWait { // one for each commit, so that all get their turn
		j.waiting = append([]*part{j.later[0]}, j.waiting...)
		j.later = append(j.later[:0], j.later[1:]...)
	}
	hurried := j.waiting[:min(len(j.waiting), mostJoined)]
	parts := append(append([]*part(nil), hurried...), j.later[:min(len(j.later), mostJoined-len(hurried))]...)
	j.taken = len(hurried)
	return parts
}

// forget takes the first parts away that next gave.
func (j *joint) forget(done int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	hurried := min(done, j.taken)
	j.waiting = append(j.waiting[:0], j.waiting[hurried:]...)
	j.later = append(j.later[:0], j.later[done-hurried:]...)
}

// errPart ends a transaction in which a part has failed: the others are written again, without that one.
var errPart = errors.New("a part has failed")

// commit writes the first parts in one transaction and says how many they were. What goes wrong in a part is its own; when the
// transaction fails as a whole, all of them have failed.
func (j *joint) commit(db *gorm.DB, parts []*part) int {
	began, done := time.Now(), 0
	err := db.Transaction(func(tx *gorm.DB) error {
		for _, p := range parts {
			if done > 0 && time.Since(began) > joinedTime {
				break
			}
			done++
			if j.begin(p) && !p.try(tx.WithContext(p.ctx)) {
				return errPart
			}
		}
		return nil
	})
	switch {
	case errors.Is(err, errPart):
		for again := parts[:done-1]; len(again) > 0; {
			again = again[j.commit(db, again):]
		}
		return done
	case err == nil:
		return done
	}
	done = max(done, 1) // it did not even begin
	for _, p := range parts[:done] {
		if j.begin(p); p.err == nil {
			p.err = err
		}
	}
	return done
}

// begin says whether the part is still wanted.
func (j *joint) begin(p *part) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	if p.write == nil {
		return false
	}
	p.begun = true
	return true
}

// try calls what the part writes, and says whether that went well. A panic goes on where the caller waits.
func (p *part) try(tx *gorm.DB) (well bool) {
	defer func() { p.problem = recover() }()
	p.err = p.write(tx)
	return p.err == nil
}
