package main

import (
	"context"

	"medius/bot"
	"medius/coach"
	"medius/storage"
)

// reception is where updates come in: what can be answered at once is, in the commit that keeps it, and the worker does the rest.
type reception struct {
	*storage.DB
	worker *bot.Worker
}

func (r reception) Accept(ctx context.Context, batch []coach.Inbound, next int64) error {
	left, err := r.Admit(ctx, batch, next, r.worker.AtOnce())
	if left {
		r.worker.Wake()
	}
	return err
}
