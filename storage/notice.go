package storage

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"gorm.io/gorm"

	"medius/coach"
)

// Notice is what a command of the owner's hands to the coach: an announcement to begin, or that the one on its way shall stop.
type Notice struct {
	ID    string    `json:"id"` // made up by the command, so that a notice counts once
	Made  time.Time `json:"made"`
	Chat  int64     `json:"chat"` // of the owner, who is told how it went; 0: nobody is
	Words string    `json:"words,omitempty"`
	Stop  bool      `json:"stop,omitempty"`
}

// Fate is what became of a notice.
type Fate string

// The fates.
const (
	FateBegun   Fate = "begun"   // the announcement is on its way
	FateBusy    Fate = "busy"    // another one is: there is one at a time
	FateStopped Fate = "stopped" // the one that was on its way is
	FateNothing Fate = "nothing" // there was none to stop
	FateLate    Fate = "late"    // nobody was there to take it up for too long
)

// noticeUseful is how long a notice waits for a coach: what was said about yesterday is not announced next week.
const noticeUseful = 24 * time.Hour

// fateSetting holds the fate of the latest notice, behind its id.
const fateSetting = "notice"

// Heed does what a notice says, once: the fate of one that was heeded before is given again.
func (db *DB) Heed(ctx context.Context, n Notice) (fate Fate, err error) {
	err = db.write(ctx, func(tx *gorm.DB) error {
		if err := db.engine.hold(tx, 0); err != nil { // another instance may have taken it up, too
			return err
		}
		var values []string
		if err := tx.Raw(`SELECT value FROM settings WHERE name = ?`, fateSetting).Find(&values).Error; err != nil {
			return err
		}
		if known, ok := fateOf(n.ID, values); ok {
			fate = known
			return nil
		}
		if fate, err = heed(tx, n, db.now()); err != nil {
			return err
		}
		return setValue(tx, fateSetting, n.ID+" "+string(fate))
	})
	if err != nil {
		return "", fmt.Errorf("notice: %w", err)
	}
	return fate, nil
}

func heed(tx *gorm.DB, n Notice, now time.Time) (Fate, error) {
	words, ok := coach.ReadWords(n.Words)
	switch {
	case now.Sub(n.Made) > noticeUseful:
		return FateLate, nil
	case n.Stop:
		stopped, err := silence(tx, milli(now))
		if err != nil || stopped {
			return FateStopped, err
		}
		return FateNothing, nil
	case !ok:
		return "", errors.New("no announcement")
	}
	begun, err := announce(tx, n.Chat, milli(now), words)
	if err != nil || begun {
		return FateBegun, err
	}
	return FateBusy, nil
}

// Fate tells what became of a notice; ok is false while it waits.
func (db *DB) Fate(ctx context.Context, id string) (Fate, bool, error) {
	value, found, err := db.Value(ctx, fateSetting)
	if err != nil || !found {
		return "", false, err
	}
	fate, ok := fateOf(id, []string{value})
	return fate, ok, nil
}

func fateOf(id string, values []string) (Fate, bool) {
	if len(values) == 0 {
		return "", false
	}
	known, fate, ok := strings.Cut(values[0], " ")
	return Fate(fate), ok && known == id
}
