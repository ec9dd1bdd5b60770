package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"gorm.io/gorm"
)

// Backup writes a complete copy of the database into a new file, readable for its owner only, while the database
// stays in use. A file of that name is never overwritten: the error is then fs.ErrExist.
func (db *DB) Backup(ctx context.Context, path string) error {
	if err := db.vacuumInto(ctx, db.reader, path); err != nil {
		return fmt.Errorf("backup %s: %w", path, err)
	}
	return nil
}

// vacuumInto lets SQLite write the copy: copying the file itself would miss the write-ahead log and drop locks. The
// copy has another name until it is complete.
func (db *DB) vacuumInto(ctx context.Context, from *gorm.DB, path string) error {
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
	err := from.WithContext(ctx).Exec(`VACUUM INTO ?`, part).Error
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
