package main

import (
	"context"
	"fmt"
	"sync/atomic"

	"medius/bot"
	"medius/coach"
	"medius/storage"
)

// reception is where updates come in: what can be answered at once is, in the commit that keeps it, and the worker does the rest.
type reception struct {
	*storage.DB
	worker *bot.Worker
	shut   *atomic.Pointer[error] // why the latest updates could not be written, nil when they were
}

func (r reception) Accept(ctx context.Context, batch []coach.Inbound, next int64) error {
	left, err := r.Admit(ctx, batch, next, r.worker.AtOnce())
	if left {
		r.worker.Wake()
	}
	if r.shut.Store(nil); err != nil && ctx.Err() == nil {
		r.shut.Store(&err)
	}
	return err
}

// writable says whether updates can be written, and if the database itself can be asked.
func (h *house) writable(ctx context.Context) error {
	if err := h.shut.Load(); err != nil {
		return fmt.Errorf("updates cannot be written: %w", *err)
	}
	ctx, done := context.WithTimeout(ctx, readWithin)
	defer done()
	return h.db.Ping(ctx)
}
