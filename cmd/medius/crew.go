package main

import (
	"context"
	"fmt"
	"os"
	"time"

	"golang.org/x/sync/errgroup"

	"medius/bot/telegram"
	"medius/scheduler"
	"medius/storage"
)

// Several instances share a database on a server. Each works on its part of the chats; what there must be once, the one does that
// polls.

// instanceName is what an instance is called among others.
func instanceName() string {
	host, err := os.Hostname()
	if err != nil {
		host = "medius"
	}
	return fmt.Sprintf("%s:%d", host, os.Getpid())
}

// share lets the rooms know that there may be others.
func (h *house) share() {
	h.sender.Crew, h.sender.Holds, h.sender.Shut = h.db.Crew, h.db.Holds, h.db.Shut
	h.beat.Chores = append(h.beat.Chores, scheduler.Chore{Name: "look for what others left", Spec: "* * * * * *", Do: h.takeOver})
}

// once is work that only the instance does that polls.
func (h *house) once(do func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		if !h.db.Leads() {
			return nil
		}
		return do(ctx)
	}
}

// lead is the work of the instance that polls, as long as it is that.
func (h *house) lead(ctx context.Context) error {
	h.heart.Beat(loopPoll, telegram.Round, true)
	if crew := h.db.Crew(); crew.Size > 0 {
		h.Log.InfoContext(ctx, "this instance polls from now on", "instances", crew.Size)
		defer h.stoodDown(ctx)
	}
	for err := h.offerClaim(ctx, h.bot.Coach.Settings.Username); err != nil; err = h.offerClaim(ctx, h.bot.Coach.Settings.Username) {
		if !storage.Away(err) {
			return err
		}
		h.Log.WarnContext(ctx, "begin to poll", "err", err) // a server that is away is no reason to end
		select {
		case <-ctx.Done():
			return nil
		case <-time.After(time.Second):
		}
	}
	defer h.shut.Store(nil)
	group, working := errgroup.WithContext(ctx)
	group.Go(func() error { return h.client.Poll(working, reception{h.db, h.worker, &h.shut}) })
	group.Go(func() error { h.menus(working); return nil })
	return group.Wait()
}

// stoodDown is the end of that.
func (h *house) stoodDown(ctx context.Context) {
	h.heart.Beat(loopPoll, lookEvery, true)
	if !h.db.Leads() {
		h.Log.WarnContext(ctx, "another instance may poll from now on: nothing was heard of the database for too long")
	}
}

// news lets the loops look: another instance has written something.
func (h *house) news() {
	h.worker.Wake()
	h.sender.Wake()
}

// takeOver looks, every second, for what was another instance's and may be this one's by now.
func (h *house) takeOver(context.Context) error {
	if h.db.Follows() {
		h.heart.Beat(loopPoll, lookEvery, true)
	}
	h.worker.Again()
	h.sender.Wake()
	return nil
}
