package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// Roll finds members who have not been heard of since a date, without their days, page by page: those after a number, in
// order.
type Roll interface {
	Silent(ctx context.Context, since coach.Date, after int64, limit int) ([]coach.Member, error)
}

// rollPage is how many members are looked at in one go, while turns of others wait.
const rollPage = 200

// farEast is how far ahead of UTC a member's calendar may be.
const farEast = 14 * time.Hour

// Retain asks the coach about everybody who has been silent for so long that their data may have to go. It is done at least
// once a day; asking twice does no harm. Trouble with one member does not keep the others waiting.
func (b *Bot) Retain(ctx context.Context, roll Roll) error {
	var troubles []error
	latest := coach.DateOf(b.Now().UTC().Add(farEast)) // it is this date somewhere, and later nowhere
	since := coach.SilentSince(latest)
	for after := int64(0); ; {
		page, err := roll.Silent(ctx, since, after, rollPage)
		if err != nil {
			return errors.Join(append(troubles, fmt.Errorf("retention: %w", err))...)
		}
		for _, m := range page {
			after = m.ID
			if m.Keeping(latest) == coach.KeepData {
				continue
			}
			ev := dialog.Event{Kind: dialog.Arrived, Due: coach.Appointment{Kind: dialog.DueRetention, At: b.Now()}}
			if err := b.Handle(ctx, m.Chat, coach.Source{}, ev); err != nil {
				troubles = append(troubles, fmt.Errorf("retention: member %d: %w", m.ID, err))
			}
		}
		if len(page) < rollPage || ctx.Err() != nil {
			return errors.Join(troubles...)
		}
	}
}
