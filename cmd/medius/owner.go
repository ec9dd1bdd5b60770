package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"errors"
	"fmt"
	"log/slog"

	"medius/coach"
	"medius/storage"
)

// offerClaim prints the link that makes whoever opens it first the owner, unless there is one. It is new at each start, and
// the database keeps its hash only: who reads an old log, or the database, claims nothing.
func (h *house) offerClaim(ctx context.Context, bot string) error {
	open, err := h.unclaimed(ctx)
	if err != nil {
		return err
	}
	if !open {
		return h.db.OfferClaim(ctx, "")
	}
	random := make([]byte, 16)
	if _, err := rand.Read(random); err != nil {
		return fmt.Errorf("code to claim the bot: %w", err)
	}
	code := base64.RawURLEncoding.EncodeToString(random)
	if err := h.db.OfferClaim(ctx, coach.HashOfCode(code)); err != nil {
		return fmt.Errorf("code to claim the bot: %w", err)
	}
	if h.Through == nil { // the demo has no owner
		level := slog.LevelWarn
		if !h.Log.Enabled(ctx, level) { // whoever wants to read of errors only must get the link all the same
			level = slog.LevelError
		}
		h.Log.Log(ctx, level, "this bot has no owner yet; whoever opens the link first is", "link", "https://t.me/"+bot+"?start="+code)
	}
	return nil
}

// flooded tells the owner's log whose messages are not read for a while, by the number that blocks them.
func (h *house) flooded(ctx context.Context, chat int64) {
	m, _, err := h.db.Member(ctx, chat)
	if err != nil {
		h.Log.ErrorContext(ctx, "flood", "err", err)
		return
	}
	h.Log.WarnContext(ctx, "flood: what comes from this member is dropped until it calms down", "member", m.ID)
}

// unclaimed: no owner is named in the configuration, and no chat has claimed the bot.
func (h *house) unclaimed(ctx context.Context) (bool, error) {
	if len(h.Owner.IDs) > 0 {
		return false, nil
	}
	claimed, err := h.db.Claimed(ctx)
	if err != nil {
		return false, fmt.Errorf("owner: %w", err)
	}
	return !claimed, nil
}

// mostBarred is how many numbers of blocked members the owner is shown.
const mostBarred = 40

// overview is how the house is, for its owner.
func (h *house) overview(ctx context.Context) (o coach.Overview, err error) {
	if o.Members, err = h.db.Census(ctx); err != nil {
		return o, err
	}
	if o.Barred, err = h.db.Barred(ctx, mostBarred); err != nil {
		return o, err
	}
	if o.Open, err = h.db.Invitations(ctx); err != nil {
		return o, err
	}
	backlog, err := h.db.Backlog(ctx, h.Now())
	if err != nil {
		return o, err
	}
	o.Inbox = max(backlog.Inbox.Waiting-1, 0) // the owner's own question is one of them
	for _, lane := range backlog.Outbox {
		o.Outbox += lane.Waiting
	}
	if o.Dead, err = h.db.Dead(ctx); err != nil {
		return o, err
	}
	kept, err := h.db.Backups()
	if err != nil {
		return o, err
	}
	news, ok, err := h.db.Broadcast(ctx)
	if err != nil {
		return o, err
	}
	if ok {
		o.News = &news
	}
	if len(kept) > 0 {
		o.Backup = kept[len(kept)-1].Made
	}
	return o, nil
}

// announce takes up what a command of the owner's has left, and carries the announcement that is running a little further.
func (h *house) announce(ctx context.Context) error {
	fate, err := h.db.TakeUp(ctx)
	if fate != "" {
		h.Log.InfoContext(ctx, "announcement by command", "name", string(fate))
	}
	if storage.Away(err) { // for both
		return err
	}
	return errors.Join(err, h.bot.Announce(ctx, h.db))
}
