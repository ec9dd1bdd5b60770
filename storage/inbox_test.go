package storage

import (
	"testing"

	"medius/coach"
)

func accept(t testing.TB, db *DB, next int64, updates ...int64) {
	t.Helper()
	batch := make([]coach.Inbound, len(updates))
	for i, u := range updates {
		batch[i] = coach.Inbound{Update: u, Chat: 9, Raw: []byte("{}")}
	}
	must(t, db.Accept(t.Context(), batch, next))
}

// pending checks which updates wait, and in which order.
func pending(t *testing.T, db *DB, want ...int64) {
	t.Helper()
	batch, err := db.Pending(t.Context(), 0, 1000)
	must(t, err)
	got := []int64{}
	for _, in := range batch {
		got = append(got, in.Update)
	}
	if len(got) != len(want) {
		t.Fatalf("pending: got %v, want %v", got, want)
	}
	for i := range got {
		if got[i] != want[i] {
			t.Fatalf("pending: got %v, want %v", got, want)
		}
	}
}

// An update comes back as it was accepted.
func TestAnUpdateComesBackAsItCame(t *testing.T) {
	db, ctx := open(t), t.Context()
	must(t, db.Accept(ctx, []coach.Inbound{{Update: 1 << 40, Chat: -(1 << 45), Raw: []byte{0, 255, '{'}}, {Update: 3}}, 4))
	batch, err := db.Pending(ctx, 0, 10)
	must(t, err)
	equal(t, "updates", len(batch), 2)
	equal(t, "update", batch[0].Update, 1<<40)
	equal(t, "chat", batch[0].Chat, -(1 << 45))
	equal(t, "raw", string(batch[0].Raw), "\x00\xff{")
	equal(t, "no chat", batch[1].Chat, 0)
}

// The offset is 0 before the first poll, and then the last one that was accepted.
func TestTheOffsetIsKeptWithTheBatch(t *testing.T) {
	db := open(t)
	for _, next := range []int64{0, 6, 7} {
		got, err := db.Offset(t.Context())
		must(t, err)
		equal(t, "offset", got, next)
		accept(t, db, next+1, next)
		if next == 0 {
			accept(t, db, 6)
		}
	}
}

// A batch that Telegram delivers again changes nothing, whether it was worked off or not.
func TestARepeatedUpdateIsPassedOver(t *testing.T) {
	db := open(t)
	accept(t, db, 3, 1, 2)
	must(t, db.Done(t.Context(), 1))
	accept(t, db, 3, 1, 2)
	accept(t, db, 3, 2, 2)
	pending(t, db, 2)
}

// After a quiet week the ids may start again anywhere, also lower: order is by arrival.
func TestUpdateIdsMayRestartLower(t *testing.T) {
	db := open(t)
	accept(t, db, 1001, 1000)
	accept(t, db, 8, 7)
	pending(t, db, 1000, 7)
}

// More updates than one statement takes arrive in order and at once.
func TestALargeBatchKeepsItsOrder(t *testing.T) {
	db := open(t)
	var ids []int64
	for i := range int64(250) {
		ids = append(ids, 1000-i)
	}
	accept(t, db, 1, ids...)
	pending(t, db, ids...)
	few, err := db.Pending(t.Context(), 0, 3)
	must(t, err)
	equal(t, "limit", len(few), 3)
}

// Once an update is done, what the member wrote is gone, and from whom it came.
func TestADoneUpdateKeepsItsIdOnly(t *testing.T) {
	db := open(t)
	accept(t, db, 3, 1, 2)
	must(t, db.Done(t.Context(), 1))
	must(t, db.Turn(t.Context(), 9, coach.Source{Update: 2}, func(coach.Member) (coach.Entry, error) {
		return coach.Entry{}, nil
	}))
	equal(t, "rows", count(t, db, `SELECT COUNT(*) FROM inbox`), 2)
	equal(t, "rows with text or chat", count(t, db, `SELECT COUNT(*) FROM inbox WHERE raw IS NOT NULL OR chat_id <> 0`), 0)
}

// The third try that goes wrong moves the update to the dead; until then it waits in its place.
func TestTheThirdTryIsTheLast(t *testing.T) {
	db, ctx := open(t), t.Context()
	accept(t, db, 3, 1, 2)
	for try := 1; try <= 3; try++ {
		pending(t, db, 1, 2)
		dead, err := db.SetAside(ctx, 1, "panic")
		must(t, err)
		equal(t, "dead", dead, try == 3)
	}
	pending(t, db, 2)
	n, err := db.Dead(ctx)
	must(t, err)
	equal(t, "count of the dead", n, 1)
	equal(t, "reason", count(t, db, `SELECT COUNT(*) FROM dead WHERE why = 'panic' AND raw = ?`, []byte("{}")), 1)
}

// The number of a dead update may come again for another update.
func TestADeadNumberFindsRoom(t *testing.T) {
	db, ctx := open(t), t.Context()
	accept(t, db, 2, 1)
	for range tryLimit {
		_, err := db.SetAside(ctx, 1, "panic")
		must(t, err)
	}
	accept(t, db, 2, 1)
	pending(t, db, 1)
	called := false
	must(t, db.Turn(ctx, 9, coach.Source{Update: 1}, func(coach.Member) (coach.Entry, error) {
		called = true
		return coach.Entry{}, nil
	}))
	equal(t, "called", called, true)
}

// Setting aside what is done, or was never there, does nothing.
func TestSettingAsideNothing(t *testing.T) {
	db, ctx := open(t), t.Context()
	accept(t, db, 2, 1)
	must(t, db.Done(ctx, 1))
	for range tryLimit + 1 {
		for _, update := range []int64{1, 77} {
			dead, err := db.SetAside(ctx, update, "panic")
			must(t, err)
			equal(t, "dead", dead, false)
		}
	}
}

// A setting is what was set last; one that was never set is told apart from an empty one.
func TestSettings(t *testing.T) {
	db, ctx := open(t), t.Context()
	_, ok, err := db.Value(ctx, "commands")
	must(t, err)
	equal(t, "set", ok, false)
	for _, value := range []string{"a", "", "b"} {
		must(t, db.SetValue(ctx, "commands", value))
		got, ok, err := db.Value(ctx, "commands")
		must(t, err)
		equal(t, "set", ok, true)
		equal(t, "value", got, value)
	}
}
