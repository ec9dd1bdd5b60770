package storage

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"time"

	"gorm.io/gorm"
)

// Copy says what is in a file that can take the place of the database.
type Copy struct {
	Path                 string
	Made                 time.Time // the zero time when nobody wrote it down: a file that was copied by hand
	Sealed               bool      // not a bit has changed since it was made; false: nobody can tell
	Schema               int64
	Bytes                int64
	Members, Days, Facts int // not among the members: who runs the bot and is not coached
}

// madeName is the setting of a backup that says when it was made.
const madeName = "backup/made"

// Examine proves that a file can take the place of the database: it is unchanged since it was made, sound in every page
// and index, ours, not of a newer medius, and something is in it. The file is not changed, nor is anything made beside it.
// Errors for the owner: fs.ErrNotExist, [ErrFolder], [ErrCorrupt], [ErrForeign], [ErrNewer], [ErrEmpty].
func Examine(ctx context.Context, path string, log *slog.Logger) (Copy, error) {
	c := Copy{Path: path}
	info, err := os.Stat(path)
	if err == nil {
		err = regular(info)
	}
	switch {
	case err != nil:
		return c, err
	case info.Size() == 0:
		return c, ErrEmpty
	}
	c.Bytes = info.Size()
	if c.Sealed, err = unbroken(path); err != nil {
		return c, err
	}
	db, err := connect(stillDSN(path), 1, 0, silent(log))
	if err != nil {
		return c, explain(err)
	}
	err = c.look(db.WithContext(ctx))
	if !c.Sealed {
		c.dateByName()
	}
	return c, explain(errors.Join(err, disconnect(db)))
}

// dateByName dates a database that was put aside and could not be sealed: its name tells.
func (c *Copy) dateByName() {
	name := filepath.Base(c.Path)
	if i := strings.LastIndex(name, ".replaced-"); i >= 0 {
		if at, beside, ok := asideAt(name[i+1:]); ok && beside == "" {
			c.Made = at
		}
	}
}

// stillDSN reads a file that nobody writes to. SQLite would make a log beside it, if it did not know that.
func stillDSN(path string) string { return readerDSN(path) + immutable(path) }

func immutable(path string) string {
	if _, err := os.Stat(path + "-wal"); errors.Is(err, fs.ErrNotExist) {
		return "&immutable=1"
	}
	return ""
}

// silent gives a log that says nothing where there is none.
func silent(log *slog.Logger) *slog.Logger {
	if log == nil {
		return slog.New(slog.DiscardHandler)
	}
	return log
}

func (c *Copy) look(db *gorm.DB) (err error) {
	if err := sound(db, "integrity_check"); err != nil {
		return err
	}
	if c.Schema, err = version(db); err != nil {
		return err
	}
	if c.Schema == 0 {
		return ErrEmpty
	}
	if err := compare(c.Schema, releases()); err != nil && !errors.Is(err, ErrOlder) {
		return err
	}
	if err := adopted(db); err != nil {
		return err
	}
	return c.count(db)
}

// standingSchema is the first in which a row says where somebody stands. Before that every one was a member.
const standingSchema = 3

func (c *Copy) count(db *gorm.DB) error {
	coached := ""
	if c.Schema >= standingSchema {
		coached = ` WHERE standing NOT IN ('owner', 'group')`
	}
	query := `
		SELECT (SELECT COUNT(*) FROM members` + coached + `) AS members, (SELECT COUNT(*) FROM days) AS days,
			(SELECT COUNT(*) FROM facts) AS facts, COALESCE((SELECT value FROM settings WHERE name = ?), '') AS made`
	var row struct {
		Members, Days, Facts int
		Made                 string
	}
	if err := db.Raw(query, madeName).Find(&row).Error; err != nil {
		return err
	}
	c.Members, c.Days, c.Facts = row.Members, row.Days, row.Facts
	if made, err := time.Parse(time.RFC3339Nano, row.Made); err == nil {
		c.Made = made.UTC()
	}
	return nil
}
