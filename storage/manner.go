package storage

import "context"

// manner is how something is to be written. A context carries it to where that is done, and no further.
type manner struct {
	unhurried bool   // nobody waits for it, such as the turns of a morning's reminders: what a member waits for comes before it
	patient   bool   // where much is written it waits a moment for that, to be written before it
	queued    func() // called when it waits to be written
	then      func() // called when it is on the disk, in the order in which that was written; it must not block
}

type mannerKey struct{}

func (m manner) in(ctx context.Context) context.Context {
	return context.WithValue(ctx, mannerKey{}, m)
}

func mannerOf(ctx context.Context) manner {
	m, _ := ctx.Value(mannerKey{}).(manner)
	return m
}
