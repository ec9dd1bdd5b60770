package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gorm.io/gorm"

	"medius/coach"
)

// A database has its own programs that write. What a command of the owner's has to say to them lies beside the database, or on
// a server in it, until one of them takes it up; there is room for one.

// ErrNoticeWaits: another notice has not been taken up yet.
var ErrNoticeWaits = errors.New("another command waits to be taken up")

// largestNotice is more than any that can be written.
const largestNotice = 1 << 16

var errNoNotice = errors.New("no notice of a command")

// Leave puts a notice where the medius that has the database finds it: whole, or not at all.
func (db *DB) Leave(ctx context.Context, n Notice) error {
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	return explain(readOnly(db.engine.leave(ctx, text)))
}

// TakeUp heeds the notice that waits; fate is "" when there is none. One that cannot be read is thrown away with an error,
// because nobody could ever heed it.
func (db *DB) TakeUp(ctx context.Context) (fate Fate, err error) {
	text, err := db.engine.waiting(ctx)
	if text == nil && err == nil {
		return "", nil
	}
	var n Notice
	if err == nil {
		n, err = readNotice(text)
	}
	if errors.Is(err, errNoNotice) {
		return "", errors.Join(err, db.engine.taken(ctx, text))
	}
	if err != nil {
		return "", fmt.Errorf("notice: %w", err)
	}
	if fate, err = db.Heed(ctx, n); err != nil {
		return "", err
	}
	return fate, db.engine.taken(ctx, text)
}

// readNotice reads what a command has left. The error of JSON could quote what is in it.
func readNotice(text []byte) (n Notice, err error) {
	err = json.Unmarshal(text, &n)
	if _, ok := coach.ReadWords(n.Words); err != nil || n.ID == "" || !ok && !n.Stop {
		return n, errNoNotice
	}
	return n, nil
}

func (db *file) pigeonhole() string { return db.path + ".notice" }

func (db *file) leave(_ context.Context, text []byte) error {
	if _, err := os.Lstat(db.pigeonhole()); err == nil {
		return fmt.Errorf("%w (%s)", ErrNoticeWaits, db.pigeonhole())
	}
	draft, err := os.CreateTemp(filepath.Dir(db.path), filepath.Base(db.pigeonhole())+".*") // for its owner only
	if err != nil {
		return err
	}
	_, err = draft.Write(text)
	err = errors.Join(err, draft.Sync(), draft.Close(), inherit(draft.Name()))
	if err == nil {
		err = place(draft.Name(), db.pigeonhole())
	}
	if errors.Is(err, fs.ErrExist) { // somebody was quicker
		err = fmt.Errorf("%w (%s)", ErrNoticeWaits, db.pigeonhole())
	}
	if err != nil {
		return errors.Join(err, os.Remove(draft.Name()))
	}
	return nil
}

func (db *file) waiting(context.Context) ([]byte, error) {
	info, err := os.Lstat(db.pigeonhole())
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, err
	case !info.Mode().IsRegular() || info.Size() > largestNotice:
		return nil, errNoNotice
	}
	text, err := os.ReadFile(db.pigeonhole())
	if text == nil && err == nil {
		return nil, errNoNotice
	}
	return text, err
}

func (db *file) taken(context.Context, []byte) error { return os.Remove(db.pigeonhole()) }

// waitingSetting holds a notice in a database on a server.
const waitingSetting = "notice.waiting"

func (db *server) leave(ctx context.Context, text []byte) error {
	conn, err := dial(db.config, toChange, db.log)
	if err != nil {
		return err
	}
	const query = `INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO NOTHING`
	put := conn.WithContext(ctx).Exec(query, waitingSetting, string(text))
	if put.Error == nil && put.RowsAffected == 0 {
		put.Error = ErrNoticeWaits
	}
	return errors.Join(put.Error, disconnect(conn))
}

func (db *server) waiting(ctx context.Context) ([]byte, error) {
	text, ok, err := db.Value(ctx, waitingSetting)
	if err != nil || !ok {
		return nil, err
	}
	return []byte(text), nil
}

// taken leaves a notice alone that came after this one.
func (db *server) taken(ctx context.Context, text []byte) error {
	return db.write(ctx, func(tx *gorm.DB) error {
		return tx.Exec(`DELETE FROM settings WHERE name = ? AND value = ?`, waitingSetting, string(text)).Error
	})
}
