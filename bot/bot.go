// Package bot runs the conversation: one event comes in, dialog.Step thinks it through, and everything it led to is
// written down in one transaction. Letters leave through Sender afterwards.
package bot

import (
	"context"
	"fmt"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// Store runs one turn in one transaction: it loads the member of a chat, calls f, writes all of the entry and marks the
// source done. A source that is done already is not applied again; then f is not called. What an entry has to tell other
// accounts leads to calls for them, with the errand, in the same transaction.
type Store interface {
	Exchange(ctx context.Context, chat int64, src coach.Source, f func(coach.Member, *coach.Errand) (coach.Entry, error)) error
}

// Bot is the one door that words, taps and due moments go through.
type Bot struct {
	Store Store
	Coach *dialog.Coach
	Speak Speaker
	Now   func() time.Time
	Wake  func() // letters wait; nil when nobody listens
	// Passing tells whether an error is the store's alone and passes: what failed is done when it has. Nil: no error does.
	Passing func(error) bool
	// Overview tells how the house is, when its owner asks; nil: nobody knows. It must not write.
	Overview func(ctx context.Context) (coach.Overview, error)
	// Ahead hears of pictures that letters may show soon, so that they can be made before; nil when nobody does.
	Ahead func([]OutPicture)
}

// Handle applies one event. A panic in it is an error of the turn, which changes nothing then.
func (b *Bot) Handle(ctx context.Context, chat int64, src coach.Source, ev dialog.Event) error {
	src.Code = dialog.InvitationIn(ev)
	source, errands := sourceKey(b.Now(), src), 0
	var ahead []OutPicture
	err := b.Store.Exchange(ctx, chat, src, func(m coach.Member, errand *coach.Errand) (e coach.Entry, err error) {
		if errand == nil {
			m.Chat = chat
			if m.Overview, err = b.overview(ctx, m, ev); err != nil {
				return coach.Entry{}, err
			}
			e, ahead, err = b.entry(source, m, ev)
			return e, err
		}
		errands++
		e, _, err = b.entry(fmt.Sprintf("%s:e%d", source, errands), m, dialog.Event{Kind: dialog.Told, Errand: *errand})
		return e, err
	})
	if err != nil {
		return fmt.Errorf("handle %s: %w", ev.Kind, err)
	}
	if b.Wake != nil {
		b.Wake()
	}
	if b.Ahead != nil && len(ahead) > 0 {
		b.Ahead(ahead)
	}
	return nil
}

// overview is how the house is, where the event asks for it.
func (b *Bot) overview(ctx context.Context, m coach.Member, ev dialog.Event) (*coach.Overview, error) {
	if b.Overview == nil || !b.Coach.NeedsOverview(m, ev) {
		return nil, nil
	}
	o, err := b.Overview(ctx)
	if err != nil {
		return nil, fmt.Errorf("overview: %w", err)
	}
	return &o, nil
}

// entry thinks one event through, and tells which pictures may be wanted soon. What goes wrong in it comes back as an error
// that names the member.
func (b *Bot) entry(source string, m coach.Member, ev dialog.Event) (_ coach.Entry, ahead []OutPicture, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("member %d: %w", m.ID, panicked(r))
		}
	}()
	now := b.Now()
	turn := b.Coach.Step(now, m, ev)
	e := coach.Entry{
		Member: turn.Member, Erase: turn.Erase, Facts: turn.Facts, Keep: turn.Keep, Drop: turn.Drop, Hush: turn.Hush, Errands: turn.Errands,
		Used: turn.Used, Passes: turn.Passes, Recall: turn.Recall, Claims: turn.Claims, Announce: turn.Announce, Silence: turn.Silence,
	}
	p := composer{Speak: b.Speak, now: now, chat: m.Chat, lang: turn.Language, source: source}
	if ev.Kind == dialog.Arrived {
		p.due = ev.Due.At
	}
	if e.Letters, err = p.turn(ev, turn); err != nil {
		return coach.Entry{}, nil, fmt.Errorf("member %d: %w", m.ID, err)
	}
	for i := range e.Letters {
		e.Letters[i].Hush = e.Hush
	}
	for _, picture := range turn.Ahead {
		ahead = append(ahead, *outPicture(picture, turn.Language))
	}
	return e, ahead, nil
}

// sourceKey names what led to a letter.
func sourceKey(now time.Time, src coach.Source) string {
	switch {
	case src.Update != 0:
		return fmt.Sprintf("u%d", src.Update)
	case src.Due != nil:
		return fmt.Sprintf("d:%s:%d", src.Due.Kind, src.Due.At.Unix())
	}
	return fmt.Sprintf("t%d", now.UnixNano())
}

// Sorry tells a member that something went wrong on the coach's side. Nothing else of the member changes.
func (b *Bot) Sorry(ctx context.Context, chat int64) error {
	err := b.Store.Exchange(ctx, chat, coach.Source{}, func(m coach.Member, _ *coach.Errand) (coach.Entry, error) {
		if m.Language == "" || m.Away {
			return coach.Entry{Member: m}, nil
		}
		turn := dialog.Turn{Member: m, Language: m.Language, Say: []dialog.Message{{Phrase: dialog.Phrase{Key: "fallback"}, Lane: coach.LaneReply}}}
		now := b.Now()
		p := composer{Speak: b.Speak, now: now, chat: chat, lang: m.Language, source: sourceKey(now, coach.Source{})}
		letters, err := p.turn(dialog.Event{}, turn)
		return coach.Entry{Member: m, Letters: letters}, err
	})
	if err != nil {
		return fmt.Errorf("sorry: %w", err)
	}
	if b.Wake != nil {
		b.Wake()
	}
	return nil
}
