package main

import (
	"context"
	"errors"

	"medius/storage"
)

// whole looks at every page of a large database while the coach is at work already. One that is damaged is not worked on any
// longer: the coach ends as it would have at the start.
func (h *house) whole(ctx context.Context) error {
	err := h.db.Whole(ctx)
	switch {
	case ctx.Err() != nil || err == nil:
		return nil
	case errors.Is(err, storage.ErrCorrupt):
		return refuse("restore a backup: medius doctor names the newest, medius restore FILE --replace puts it back", "%w", err)
	}
	h.Log.WarnContext(ctx, "look at the whole database", "err", err)
	return nil
}
