package main

import (
	"context"
	"crypto/rand"
	"encoding/base64"
	"fmt"

	"medius/coach"
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
		h.Log.WarnContext(ctx, "this bot has no owner yet; whoever opens the link first is", "link", "https://t.me/"+bot+"?start="+code)
	}
	return nil
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
