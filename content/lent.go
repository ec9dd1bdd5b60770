package content

import (
	"sync"
	"weak"
)

// lent is something large that is made when it is wanted and forgotten when nobody holds it any more: a town is looked up
// once in a member's life, and a small machine has better uses for the memory.
type lent[T any] struct {
	make func() (*T, error)
	mu   sync.Mutex
	kept weak.Pointer[T]
}

// get gives it, made anew where it was forgotten.
func (l *lent[T]) get() (*T, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if t := l.kept.Value(); t != nil {
		return t, nil
	}
	t, err := l.make()
	if err == nil {
		l.kept = weak.Make(t)
	}
	return t, err
}
