package storage

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"medius/coach"
)

// A database has one program that writes. What a command of the owner's has to say to it lies in a file beside the database
// until that program takes it up; there is room for one.

// ErrNoticeWaits: another notice has not been taken up yet.
var ErrNoticeWaits = errors.New("another command waits to be taken up")

// largestNotice is more than any that can be written.
const largestNotice = 1 << 16

// Pigeonhole is the file where a notice lies.
func (db *DB) Pigeonhole() string { return db.path + ".notice" }

// Leave puts a notice where the medius that has the database finds it: whole, or not at all.
func (db *DB) Leave(n Notice) error {
	if _, err := os.Lstat(db.Pigeonhole()); err == nil {
		return fmt.Errorf("%w (%s)", ErrNoticeWaits, db.Pigeonhole())
	}
	text, err := json.Marshal(n)
	if err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(db.path), filepath.Base(db.Pigeonhole())+".*") // for its owner only
	if err != nil {
		return explain(readOnly(err))
	}
	_, err = draft.Write(text)
	err = errors.Join(err, draft.Sync(), draft.Close(), inherit(draft.Name()))
	if err == nil {
		err = os.Rename(draft.Name(), db.Pigeonhole())
	}
	if err != nil {
		return errors.Join(explain(readOnly(err)), os.Remove(draft.Name()))
	}
	return nil
}

// TakeUp heeds the notice that lies beside the database; fate is "" when there is none. One that cannot be read is thrown away
// with an error, because nobody could ever heed it.
func (db *DB) TakeUp(ctx context.Context) (fate Fate, err error) {
	info, err := os.Lstat(db.Pigeonhole())
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	n, err := readNotice(db.Pigeonhole(), info)
	if err != nil {
		return "", errors.Join(fmt.Errorf("notice: %w", err), os.Remove(db.Pigeonhole()))
	}
	if fate, err = db.Heed(ctx, n); err != nil {
		return "", err
	}
	return fate, os.Remove(db.Pigeonhole())
}

func readNotice(path string, info fs.FileInfo) (n Notice, err error) {
	if !info.Mode().IsRegular() || info.Size() > largestNotice {
		return n, errors.New("no file of a command")
	}
	text, err := os.ReadFile(path)
	if err != nil {
		return n, err
	}
	err = json.Unmarshal(text, &n)
	if _, ok := coach.ReadWords(n.Words); err != nil || n.ID == "" || !ok && !n.Stop {
		return n, errors.New("not to be read") // the error of JSON could quote what is in it
	}
	return n, nil
}
