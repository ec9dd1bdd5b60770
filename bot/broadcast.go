package bot

import (
	"context"
	"errors"
	"fmt"

	"medius/coach"
	"medius/coach/dialog"
)

// Announcements are where the owner's announcements stand.
type Announcements interface {
	// Announcing is asked often, and tells of the letters only how many wait; Broadcast also what became of the others.
	Announcing(ctx context.Context) (coach.Broadcast, bool, error)
	Broadcast(ctx context.Context) (coach.Broadcast, bool, error)
	Listeners(ctx context.Context, b coach.Broadcast, limit int) ([]coach.Listener, error)
	Offered(ctx context.Context, b coach.Broadcast, after int64) error
	Announced(ctx context.Context, b coach.Broadcast) error
}

// announceAhead is how many letters of an announcement may wait in the outbox: few, so that it can be stopped.
const announceAhead = 40

// Announce carries the announcement that is running a little further: it is offered to the next members, each of whom takes a
// turn of their own. Done every second, and after a crash, it goes on where it was; a letter that was written is not written
// again. At the end the owner is told.
func (b *Bot) Announce(ctx context.Context, all Announcements) error {
	news, ok, err := all.Announcing(ctx)
	if err != nil || !ok || news.Over || news.Waiting >= announceAhead {
		return err
	}
	page, err := all.Listeners(ctx, news, announceAhead-news.Waiting)
	if err != nil {
		return fmt.Errorf("announcement: %w", err)
	}
	if len(page) == 0 {
		if news.Waiting > 0 {
			return nil
		}
		if news, ok, err = all.Broadcast(ctx); err != nil || !ok || news.Over {
			return err
		}
		return b.announced(ctx, all, news)
	}
	var troubles []error
	after := news.After
	for _, m := range page {
		if ctx.Err() != nil {
			break
		}
		e := coach.Errand{Kind: coach.ErrandNews, Slot: news.Slot(), Text: news.Words}
		if err := b.Handle(ctx, m.Chat, coach.Source{}, dialog.Event{Kind: dialog.Told, Errand: e}); err != nil {
			troubles = append(troubles, fmt.Errorf("announcement: member %d: %w", m.ID, err))
			if b.Passing != nil && b.Passing(err) {
				break // it goes on here
			} // else the others do not wait
		}
		after = m.ID
	}
	return errors.Join(append(troubles, all.Offered(context.WithoutCancel(ctx), news, after))...)
}

// announced tells the owner how it went, once everything has left.
func (b *Bot) announced(ctx context.Context, all Announcements, news coach.Broadcast) error {
	if news.Chat == 0 { // nobody to tell: it was begun on the command line, and no owner has written here yet
		return all.Announced(ctx, news)
	}
	e := coach.Errand{Kind: coach.ErrandNewsOver, Slot: news.Slot() + ":over", News: &news}
	if err := b.Handle(ctx, news.Chat, coach.Source{}, dialog.Event{Kind: dialog.Told, Errand: e}); err != nil {
		return fmt.Errorf("end of an announcement: %w", err)
	}
	return all.Announced(ctx, news)
}
