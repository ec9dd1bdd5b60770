package storage

import (
	"context"
	"testing"

	"gorm.io/gorm"

	"medius/coach"
)

// deaf is an engine that does not hear that a transaction was committed, and runs it again.
type deaf struct{ engine }

func (d deaf) transact(ctx context.Context, f func(tx *gorm.DB) error) error {
	if err := d.engine.transact(manner{}.in(ctx), f); err != nil { // nor does anything follow
		return err
	}
	return d.engine.transact(ctx, f)
}

// A letter that was claimed in a commit whose answer was lost is not left to its lease: whoever was to send it gets it, once.
func TestACommitWhoseAnswerIsLost(t *testing.T) {
	db, c := counted(t)
	well := db.engine
	db.engine = deaf{well}
	accept(t, db, 2, 1)
	must(t, db.Turn(t.Context(), 9, coach.Source{Update: 1}, func(coach.Member) (coach.Entry, error) {
		return coach.Entry{Letters: []coach.Letter{
			{Key: "a", Lane: coach.LaneReply, Repeat: true}, {Key: "b", Lane: coach.LaneReply, Target: "a", Repeat: true},
		}}, nil
	}))
	got := c.take()
	keys(t, got, "a")

	next, _, err := db.Sent(t.Context(), got[0].ID, coach.Delivered{Message: 1})
	must(t, err)
	keys(t, next, "b")

	db.engine = well
	enter(t, db, 8, coach.Entry{Letters: []coach.Letter{{Key: "once", Lane: coach.LaneReply}}})
	db.engine = deaf{well}
	keys(t, claim(t, db, noon, 10), "once")
	keys(t, claim(t, db, noon, 10), "")
	db.engine = well
}
