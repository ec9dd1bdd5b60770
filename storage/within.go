package storage

import (
	"context"
	"errors"

	"gorm.io/gorm"
)

// within is a transaction that a context carries: what is written with that context is part of it, and is on the disk when it
// is.
type within struct {
	tx     *gorm.DB
	update int64    // the update that is being answered; 0: its turn has taken it
	then   []func() // what is to be done when it is on the disk, in the order of what was written
	after  []func() // what is to be done later than that
	err    error    // what went wrong in it: nothing of it may stay then

	soon  map[int64]bool    // letters that the counter gets then, acks excepted
	ahead map[int64]*glance // by chat, what was read for turns to come
	later putOff            // what turns have left to be written
}

type withinKey struct{}

// carry gives a context for what is written in the transaction.
func (w *within) carry() context.Context {
	return context.WithValue(w.tx.Statement.Context, withinKey{}, w)
}

// inside gives the transaction that a context carries, nil when it carries none.
func inside(ctx context.Context) *within {
	w, _ := ctx.Value(withinKey{}).(*within)
	return w
}

// write lets f write in it. Whoever swallows the error does not save the half of it that was written.
func (w *within) write(ctx context.Context, f func(tx *gorm.DB) error) error {
	err := f(w.tx.WithContext(manner{}.in(ctx)))
	if then := mannerOf(ctx).then; then != nil && err == nil {
		w.then = append(w.then, then)
	}
	w.err = errors.Join(w.err, err)
	return err
}

// takes says whether the update is the one that is being answered, and takes it.
func (w *within) takes(update int64) bool {
	if w == nil || w.update == 0 || w.update != update {
		return false
	}
	w.update = 0
	return true
}

// afterwards does what has to wait until the transaction of a context is on the disk; without one it is done now.
func afterwards(ctx context.Context, do func()) {
	if w := inside(ctx); w != nil {
		w.after = append(w.after, do)
		return
	}
	do()
}
