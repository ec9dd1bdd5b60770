package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"medius/storage"
)

type backupCmd struct {
	Out string `help:"File to write; a dated one in backup.dir when nothing is said." placeholder:"FILE"`
}

// Help is shown by medius backup --help.
func (*backupCmd) Help() string {
	return `The copy is complete and of one moment, also while medius is running. It is looked through after it was written: it opens,
every page and index is sound, and it is sealed, so that medius restore finds out when a single bit of it has changed since.
A file that is there already is never overwritten.

medius run makes backups by itself, by backup.schedule, and keeps backup.keep of them, none longer than 30 days.

It holds health data, readable for you only. One that you put elsewhere is yours to delete, within 30 days.`
}

// Run makes a backup, beside a medius that may be running.
func (c *backupCmd) Run(ctx context.Context, w world, all *cli) error {
	if c.Out != "" && !os.IsPathSeparator(c.Out[len(c.Out)-1]) { // on a disk that is not there it would become a folder of this one
		folder := filepath.Dir(c.Out)
		if _, err := os.Stat(folder); errors.Is(err, fs.ErrNotExist) {
			return refuse("make it, or mount the disk that it is on", "there is no folder %s", folder)
		}
	}
	ctx, stop := interruptible(ctx, slog.New(slog.DiscardHandler))
	defer stop()
	db, err := w.data(ctx, all)
	if err != nil {
		return err
	}
	made, err := db.Backup(ctx, c.Out)
	if err != nil && ctx.Err() != nil {
		err = errInterrupted
	}
	if err := errors.Join(err, db.Close()); err != nil {
		return explainBackup(err)
	}
	w.say("%s: %s, looked through and sealed", made.Path, holds(made))
	return nil
}

// explainBackup adds what the owner can do about a backup that was not made.
func explainBackup(err error) error {
	switch {
	case errors.Is(err, fs.ErrExist), errors.Is(err, storage.ErrOrphan):
		return refuse("name another file: nothing is ever overwritten", "%w", err)
	case errors.Is(err, storage.ErrFull):
		return fail("make room, or name a file on another disk with --out; nothing half is left behind", "%w", err)
	case errors.Is(err, storage.ErrFolder):
		return refuse("name a file in it, which is not there yet", "%w", err)
	case errors.Is(err, storage.ErrShut), errors.Is(err, syscall.ENOTDIR):
		return refuse("name a file in a folder that you may write to with --out", "%w", err)
	}
	return explainStorage(err)
}

// holds says what is in a backup.
func holds(c storage.Copy) string {
	made := "of a moment that is not known"
	if !c.Made.IsZero() {
		made = "of " + c.Made.Format(time.RFC3339)
	}
	return fmt.Sprintf("%s, %s, %s, %s, schema %d, %s", made, many(c.Members, "member", "members"), many(c.Days, "day", "days"),
		many(c.Facts, "line of the journal", "lines of the journal"), c.Schema, size(c.Bytes))
}

// size says how large something is.
func size(bytes int64) string {
	switch {
	case bytes < 1000*1000:
		return fmt.Sprintf("%d kB", (bytes+999)/1000)
	case bytes < 1000*1000*1000:
		return fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	}
	return fmt.Sprintf("%.1f GB", float64(bytes)/1e9)
}

// shelf is the folder for backups: the one that was named, or backups in the folder where things are kept.
func (c Config) shelf(folder string) string {
	if c.Backup.Dir != "" {
		return c.Backup.Dir
	}
	return filepath.Join(folder, "backups")
}
