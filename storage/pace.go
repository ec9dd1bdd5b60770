package storage

import "context"

// pace is how soon something has to be written.
type pace int

const (
	hurried   pace = iota // somebody may wait for it
	lingering             // nobody does, as far as is known: it may wait for company
	unhurried             // nobody does, such as for the turns of a morning's reminders: what is waited for comes before it
)

type paceKey struct{}

// with marks what is written with a context.
func (p pace) with(ctx context.Context) context.Context { return context.WithValue(ctx, paceKey{}, p) }

func paceOf(ctx context.Context) pace {
	p, _ := ctx.Value(paceKey{}).(pace)
	return p
}
