package bot

import "context"

type lastLookKey struct{}

// WithLastLook lets whoever writes to the wire ask once more, at the last moment, whether it may: an instance may have stood still
// since it looked.
func WithLastLook(ctx context.Context, may func() bool) context.Context {
	return context.WithValue(ctx, lastLookKey{}, may)
}

// LastLook gives what has to be asked before anything of a request is written; nil: nothing.
func LastLook(ctx context.Context) func() bool {
	may, _ := ctx.Value(lastLookKey{}).(func() bool)
	return may
}
