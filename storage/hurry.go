package storage

import "context"

type unhurriedKey struct{}

// unhurried marks writing that nobody waits for, such as the turns of a morning's reminders: what a member waits for comes
// before it.
func unhurried(ctx context.Context) context.Context {
	return context.WithValue(ctx, unhurriedKey{}, true)
}

// hurries says whether somebody may wait for what is written.
func hurries(ctx context.Context) bool { return ctx.Value(unhurriedKey{}) == nil }
