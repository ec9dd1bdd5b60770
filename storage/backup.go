package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"gorm.io/gorm"
)

// Backup writes a complete copy of the database into a new file, readable for its owner only, while the database
// stays in use; path "" is a dated name in the folder for backups. The copy is looked through before it gets its name, and
// sealed, so that whatever happens to it later is found by [Examine]. A file of that name is never overwritten: the error
// is then fs.ErrExist, or [ErrFolder]. Where nothing can be written it is [ErrShut]. A backup that fails leaves nothing behind.
func (db *DB) Backup(ctx context.Context, path string) (Copy, error) {
	if path == "" {
		if err := db.shelved(); err != nil {
			return Copy{}, err
		}
		path = db.backupName(newestRelease(), db.now())
	}
	made, err := db.backup(ctx, path)
	if err != nil {
		return Copy{}, fmt.Errorf("backup %s: %w", path, explain(err))
	}
	return made, nil
}

func (db *DB) backup(ctx context.Context, path string) (made Copy, err error) {
	switch info, err := os.Lstat(path); {
	case err == nil && info.IsDir(), os.IsPathSeparator(path[len(path)-1]):
		return Copy{}, ErrFolder
	case err == nil:
		return Copy{}, fs.ErrExist
	case !errors.Is(err, fs.ErrNotExist):
		return Copy{}, shut(err)
	}
	if err := orphaned(path); err != nil {
		return Copy{}, err
	}
	err = build(path, func(part string) error {
		if err := db.engine.copyInto(ctx, part); err != nil {
			return err
		}
		made, err = Examine(ctx, part, db.log)
		return err
	}, place)
	made.Path = path
	return made, shut(err)
}

// copyInto makes a copy, dates and seals it. The copy has to be of a moment between the one before it and the one after
// it: counters that only grow tell.
func (db *file) copyInto(ctx context.Context, part string) error {
	from, err := connect(copyDSN(db.path), 1, 0, db.log)
	if err != nil {
		return err
	}
	before, err := db.counters(from.WithContext(ctx))
	at := db.now()
	if err == nil {
		err = vacuum(ctx, from, part)
	}
	var after map[string]int64
	if err == nil {
		after, err = db.counters(from.WithContext(ctx))
	}
	if err := errors.Join(err, disconnect(from)); err != nil {
		return err
	}
	err = inFile(ctx, part, db.log, func(tx *gorm.DB) error {
		if err := db.between(tx, before, after); err != nil {
			return err
		}
		return setValue(tx, madeName, at.UTC().Format(time.RFC3339Nano))
	})
	if err != nil {
		return err
	}
	return seal(part)
}

// copyDSN cannot write to the database, but unlike the readers (query_only) it may fill another file.
func copyDSN(path string) string { return fileURI(path) + "?mode=ro&_busy_timeout=5000&_dqs=0" }

// vacuum lets SQLite write the copy: copying the file itself would miss the write-ahead log and drop locks.
func vacuum(ctx context.Context, from *gorm.DB, part string) error {
	return from.WithContext(ctx).Exec(`VACUUM INTO ?`, part).Error
}

func (db *file) between(part *gorm.DB, before, after map[string]int64) error {
	have, err := db.counters(part)
	for table, n := range have {
		if n < before[table] || n > after[table] {
			return fmt.Errorf("%w: the copy of %s is not of this moment", ErrCorrupt, table)
		}
	}
	if len(have) < len(before) {
		err = errors.Join(err, fmt.Errorf("%w: a table is missing in the copy", ErrCorrupt))
	}
	return err
}

// fillSettings are for a file that nobody else has open yet.
const fillSettings = "?mode=rw&_synchronous=FULL&_txlock=immediate&_dqs=0&_pragma=secure_delete(1)"

// inFile changes a file that nobody else has open yet, in one transaction.
func inFile(ctx context.Context, path string, log *slog.Logger, f func(tx *gorm.DB) error) error {
	db, err := connect(fileURI(path)+fillSettings, 1, 0, log)
	if err != nil {
		return err
	}
	return errors.Join(db.WithContext(ctx).Transaction(f), disconnect(db))
}

// build lets somebody fill a file that has another name until it is complete, brings it to the disk and gives it its name.
// What goes wrong leaves nothing behind.
func build(path string, fill func(part string) error, name func(part, path string) error) error {
	if err := makeFolder(filepath.Dir(path)); err != nil {
		return err
	}
	file, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.part") // its mode is 0600, and SQLite keeps it
	if err != nil {
		return err
	}
	part := file.Name()
	err = errors.Join(file.Close(), inherit(part))
	for _, step := range []func() error{
		func() error { return fill(part) }, func() error { return flush(part) }, func() error { return name(part, path) },
	} {
		if err == nil {
			err = step()
		}
	}
	if err != nil {
		return errors.Join(err, discard(part), discard(part+"-journal"))
	}
	return flush(filepath.Dir(path))
}

func discard(path string) error {
	if err := os.Remove(path); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// place gives the finished copy its name. A hard link refuses an existing name where a rename would overwrite it; file
// systems without links get the rename.
func place(part, path string) error {
	err := os.Link(part, path)
	if err == nil {
		return os.Remove(part)
	}
	if errors.Is(err, fs.ErrExist) {
		return err
	}
	return os.Rename(part, path)
}

// flush asks the system to bring a file or a folder to the disk.
func flush(path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	how := os.O_RDWR // Windows does that only for what may be written to
	if info.IsDir() {
		if runtime.GOOS == "windows" { // which knows no such thing of a folder
			return nil
		}
		how = os.O_RDONLY
	}
	file, err := os.OpenFile(path, how, 0)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}
