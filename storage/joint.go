package storage

import (
	"context"
	"database/sql/driver"
	"errors"
	"runtime"
	"strings"
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
	openTime   = time.Millisecond      // after so much work no newcomers are taken into it
	company    = openTime / 4          // what is patient waits so long for others, when they come so often
	mostWait   = time.Second           // what is unhurried waits no longer than this for what is not
)

// part is what one caller writes.
type part struct {
	ctx     context.Context
	manner  manner
	since   time.Time
	write   func(tx *gorm.DB) error
	begun   bool // it is too late to leave
	err     error
	problem any // what write panicked with
	over    chan struct{}
}

// joint is where the parts wait. While there are any, one goroutine writes them down: first what is patient, as it tells what has happened
// before, then what somebody waits for, then what is unhurried (reminders). Who comes when nobody writes does it: an answer need not wait
// for another goroutine.
type joint struct {
	mu      sync.Mutex
	patient []*part
	waiting []*part
	later   []*part
	writing bool
	latest  time.Time // when something was written last
	hurry   bool      // what is patient goes on at once
}

// run has f written, and returns when that is on the disk. Whoever waits for longer than patience without having begun, or
// whose context ends, leaves; what has begun is finished.
func (j *joint) run(ctx context.Context, db *gorm.DB, f func(tx *gorm.DB) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	p := &part{ctx: manner{}.in(context.WithoutCancel(ctx)), manner: mannerOf(ctx), since: time.Now(), write: f, over: make(chan struct{})}
	p.manner.patient = p.manner.patient && j.busy()
	mine := j.add(p)
	if p.manner.queued != nil {
		p.manner.queued()
	}
	if mine && j.round(db) {
		go j.drain(db)
	}
	if p.manner.patient {
		time.AfterFunc(company, func() { j.goAhead(db) })
	}
	j.stay(ctx, p)
	if p.problem != nil {
		panic(p.problem)
	}
	return p.err
}

// stay waits until a part is written, or leaves.
func (j *joint) stay(ctx context.Context, p *part) {
	select {
	case <-p.over: // by the caller
		return
	default:
	}
	ctx, stop := context.WithTimeout(ctx, patience)
	defer stop()
	select {
	case <-p.over:
	case <-ctx.Done():
		j.leave(p, ctx.Err())
	}
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
func (j *joint) add(p *part) (write bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case p.manner.patient:
		j.patient = append(j.patient, p)
		return false
	case p.manner.unhurried:
		j.later = append(j.later, p)
	default:
		j.waiting = append(j.waiting, p)
	}
	if j.writing {
		return false
	}
	j.writing = true
	return true
}

// busy says that one thing is written after the other, so that something may be coming now.
func (j *joint) busy() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	return time.Since(j.latest) < openTime
}

// hasten ends the patience when what is being written is. It is called by what follows a part.
func (j *joint) hasten() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.hurry = true
}

// goAhead ends the patience, and writes when nobody does.
func (j *joint) goAhead(db *gorm.DB) {
	j.mu.Lock()
	j.waiting, j.patient = append(j.patient, j.waiting...), nil
	idle := !j.writing && len(j.waiting) > 0
	j.writing = j.writing || idle
	j.mu.Unlock()
	if idle {
		j.drain(db)
	}
}

// drain writes until nobody waits.
func (j *joint) drain(db *gorm.DB) {
	for j.round(db) {
	}
}

// round writes what there is time for in one commit, and says whether others wait.
func (j *joint) round(db *gorm.DB) (more bool) {
	if parts := j.next(); len(parts) > 0 {
		j.putBack(j.commit(db, parts, j.newcomers))
	}
	return j.goesOn()
}

// goesOn says whether there is something to write.
func (j *joint) goesOn() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.latest = time.Now()
	if j.hurry {
		j.waiting, j.patient, j.hurry = append(j.patient, j.waiting...), nil, false
	}
	j.writing = len(j.waiting)+len(j.later) > 0
	return j.writing
}

// next takes the parts of the next commit, as many as there may be time for.
func (j *joint) next() []*part {
	j.mu.Lock()
	defer j.mu.Unlock()
	parts := j.patient
	j.patient = nil
	if len(j.later) > 0 && time.Since(j.later[0].since) > mostWait { // one for each commit, so that all get their turn
		parts, j.later = append(parts, j.later[0]), j.later[1:]
	}
	parts = append(parts, j.waiting[:min(len(j.waiting), mostJoined)]...)
	j.waiting = j.waiting[min(len(j.waiting), mostJoined):]
	n := min(len(j.later), max(mostJoined-len(parts), 0))
	parts, j.later = append(parts, j.later[:n]...), j.later[n:]
	return parts
}

// newcomers takes those who have come since, but for the unhurried.
func (j *joint) newcomers() []*part {
	j.mu.Lock()
	defer j.mu.Unlock()
	parts := append(j.patient, j.waiting...)
	j.patient, j.waiting = nil, nil
	return parts
}

// putBack lets parts wait again for which there was no time, before all others.
func (j *joint) putBack(parts []*part) {
	if len(parts) == 0 {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	var waiting, later []*part
	for _, p := range parts {
		if p.manner.unhurried {
			later = append(later, p)
		} else {
			waiting = append(waiting, p)
		}
	}
	j.waiting, j.later = append(waiting, j.waiting...), append(later, j.later...)
}

// errPart ends a transaction in which a part has failed: the others are written again, without that one.
var errPart = errors.New("a part has failed")

// commit writes parts in one transaction, and with them those who come soon; it gives back those for whom there was no time. What goes wrong in a part is its own; when the transaction fails as a whole, all of them have failed.
func (j *joint) commit(db *gorm.DB, parts []*part, newcomers func() []*part) (left []*part) {
	began, done := time.Now(), 0
	err := transaction(db, func(tx *gorm.DB) error {
		for ; done == 0 || time.Since(began) <= joinedTime; done++ {
			if done == len(parts) && time.Since(began) <= openTime {
				parts = append(parts, newcomers()...)
			}
			if done == len(parts) {
				return nil
			}
			if p := parts[done]; j.begin(p) && !p.try(tx.WithContext(p.ctx)) {
				return errPart
			}
		}
		return nil
	})
	switch {
	case errors.Is(err, errPart):
		failed, others := parts[done], parts[:done]
		close(failed.over)
		for len(others) > 0 {
			others = j.commit(db, others, nobody)
		}
		return parts[done+1:]
	case err != nil:
		done = max(done, 1) // it did not even begin
		for _, p := range parts[:done] {
			if j.begin(p); p.err == nil {
				p.err = err
			}
		}
	}
	for _, p := range parts[:done] {
		if p.err == nil && p.manner.then != nil {
			p.manner.then()
		}
		close(p.over)
	}
	runtime.Gosched() // whoever has waited for this goes on before the next commit, or the next poll, is begun
	return parts[done:]
}

// takenBack is what SQLite says where it has taken a transaction back by itself, such as on a full disk.
const takenBack = "no transaction is active"

// transaction runs f in a transaction on the connection that writes. It is begun and ended by statements: database/sql has a goroutine wait
// for the end of its own transactions at every query in them.
func transaction(db *gorm.DB, f func(tx *gorm.DB) error) (err error) {
	pool, err := db.DB()
	if err != nil {
		return err
	}
	ctx := context.Background()
	conn, err := pool.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	tx := db.Session(&gorm.Session{NewDB: true, Context: ctx})
	tx.Statement.ConnPool = conn
	run := func(statement string) error {
		_, err := conn.ExecContext(ctx, statement)
		return translated(tx, err)
	}
	if err := run("BEGIN IMMEDIATE"); err != nil {
		return err
	}
	ended := false
	defer func() {
		if ended {
			return
		}
		if err := run("ROLLBACK"); err != nil && !strings.Contains(err.Error(), takenBack) {
			_ = conn.Raw(func(any) error { return driver.ErrBadConn }) // nobody shall write in what is left of it
		}
	}()
	if err := f(tx); err != nil {
		return err
	}
	err = run("COMMIT")
	ended = err == nil
	return err
}

// nobody comes meanwhile.
func nobody() []*part { return nil }

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
