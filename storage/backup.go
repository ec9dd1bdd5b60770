package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// Backup writes a complete copy of the database into a new file, readable for its owner only, while the database
// stays in use. A file of that name is never overwritten: the error is then fs.ErrExist.
func (db *DB) Backup(ctx context.Context, path string) error {
	if err := db.vacuumInto(ctx, path); err != nil {
		return fmt.Errorf("backup %s: %w", path, err)
	}
	return nil
}

// vacuumInto lets SQLite write the copy: copying the file itself would miss the write-ahead log and drop locks. The
// copy has another name until it is complete.
func (db *DB) vacuumInto(ctx context.Context, path string) error {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		return errors.Join(err, fs.ErrExist)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return readOnly(err)
	}
	part := path + ".part"
	if err := blank(part); err != nil {
		return err
	}
	err := db.vacuum(ctx, part)
	if err == nil {
		err = flush(part)
	}
	if err == nil {
		err = place(part, path)
	}
	if err != nil {
		return errors.Join(err, os.Remove(part))
	}
	return flush(filepath.Dir(path))
}

// vacuum copies through a connection of its own: it cannot write to the database, but unlike the readers (query_only)
// it may fill another file.
func (db *DB) vacuum(ctx context.Context, part string) error {
	from, err := connect(fileURI(db.path)+"?mode=ro&_busy_timeout=5000&_dqs=0", 1, 0, db.log)
	if err != nil {
		return err
	}
	return errors.Join(from.WithContext(ctx).Exec(`VACUUM INTO ?`, part).Error, disconnect(from))
}

// blank makes an empty file with the right mode; SQLite fills it and keeps the mode. What a crashed backup left
// under this name is of no use.
func blank(path string) error {
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return readOnly(err)
	}
	return file.Close()
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
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	return errors.Join(file.Sync(), file.Close())
}

// sweepBackups deletes the backups made before migrations that were made at or before an instant: a forgotten member
// may still be in them.
func (db *DB) sweepBackups(before time.Time) error {
	backups, err := db.backups(before)
	if err != nil {
		return err
	}
	for _, path := range backups {
		if err := os.Remove(path); err != nil {
			return err
		}
	}
	return nil
}

// Backups lists the backups made before migrations that still lie beside the database; [DB.Sweep] removes them in time.
func (db *DB) Backups() ([]string, error) { return db.backups(db.now()) }

// backups are those that were made at or before an instant.
func (db *DB) backups(before time.Time) (paths []string, err error) {
	names, err := os.ReadDir(filepath.Dir(db.path))
	if err != nil {
		return nil, err
	}
	for _, entry := range names {
		name, ours := strings.CutPrefix(entry.Name(), filepath.Base(db.path)+".v")
		name, backup := strings.CutSuffix(name, ".backup")
		_, stamp, _ := strings.Cut(name, "-")
		if made, err := time.Parse(backupStamp, stamp); ours && backup && err == nil && !made.After(before) {
			paths = append(paths, filepath.Join(filepath.Dir(db.path), entry.Name()))
		}
	}
	return paths, nil
}
