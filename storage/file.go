package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/gofrs/flock"
)

// filePath gives the absolute path a DSN names. Settings in it are refused: the ones in connect.go belong together.
func filePath(dsn string) (string, error) {
	path, isURI := strings.CutPrefix(dsn, "file:")
	if isURI && strings.HasPrefix(path, "//") {
		path = strings.TrimPrefix(path, "//")
	}
	if isURI && strings.Contains(path, "?") {
		return "", fmt.Errorf("database %q: settings after ? are not supported", dsn)
	}
	if path == "" || path == ":memory:" {
		return "", fmt.Errorf("database %q: the path of a file is needed", dsn)
	}
	return filepath.Abs(path)
}

// prepareFolder makes the folder of the database, for its owner only.
func prepareFolder(path string) error {
	return readOnly(os.MkdirAll(filepath.Dir(path), 0o700))
}

// takeLock keeps a second instance out. The lock is on a file of its own: closing any handle of the database file
// could drop SQLite's locks. The lock file stays; deleting it would let two instances lock two files of one name.
func takeLock(path string) (*flock.Flock, error) {
	lock := flock.New(path+".lock", flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err != nil {
		return nil, readOnly(err)
	}
	if !ok {
		return nil, ErrLocked
	}
	return lock, nil
}

// prepareFile makes a missing file readable for its owner only, and takes other people's rights off an existing one.
// SQLite gives the files beside it (-wal, -shm) the same mode. Nothing may have the file open yet.
func prepareFile(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	if err == nil {
		return file.Close()
	}
	if !errors.Is(err, fs.ErrExist) {
		return readOnly(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() {
		return fmt.Errorf("%w: not a regular file", ErrCorrupt)
	}
	if loose := info.Mode().Perm() & 0o077; loose != 0 {
		return readOnly(os.Chmod(path, info.Mode().Perm()&^loose))
	}
	return nil
}

func readOnly(err error) error {
	if errors.Is(err, fs.ErrPermission) {
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}
