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

// filePath gives the absolute path a DSN names.
func filePath(dsn string) (string, error) {
	path, err := PathIn(dsn)
	if err != nil {
		return "", err
	}
	if path, err = filepath.Abs(path); err != nil {
		return "", err
	}
	return throughLinks(path, 8), nil
}

// throughLinks gives the place that a path of links leads to, also where nothing is there yet. A database has one lock, by whatever name it
// is opened, and what replaces it takes its place and not that of a link.
func throughLinks(path string, most int) string {
	if whole, err := filepath.EvalSymlinks(path); err == nil {
		return whole
	}
	if to, err := os.Readlink(path); err == nil && most > 0 {
		if !filepath.IsAbs(to) {
			to = filepath.Join(filepath.Dir(path), to)
		}
		return throughLinks(to, most-1)
	}
	if folder, err := filepath.EvalSymlinks(filepath.Dir(path)); err == nil {
		return filepath.Join(folder, filepath.Base(path))
	}
	return path
}

// PathIn gives the path of the file a DSN names, as it was written. Settings in it are refused: the ones in connect.go belong together. The
// error is [ErrPath].
func PathIn(dsn string) (string, error) {
	path, isURI := strings.CutPrefix(dsn, "file:")
	if isURI && strings.HasPrefix(path, "//") {
		path = strings.TrimPrefix(path, "//")
	}
	if isURI && strings.Contains(path, "?") {
		return "", fmt.Errorf("database %q: %w: settings after ? are not supported", dsn, ErrPath)
	}
	if path == "" || path == ":memory:" {
		return "", fmt.Errorf("database %q: %w", dsn, ErrPath)
	}
	return path, nil
}

// makeFolder makes a folder with those above it, for its owner only.
func makeFolder(folder string) error {
	if _, err := os.Stat(folder); err == nil {
		return nil
	}
	if above := filepath.Dir(folder); above != folder {
		if err := makeFolder(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(folder, 0o700); errors.Is(err, fs.ErrExist) {
		return nil
	} else if err != nil {
		return err
	}
	return inherit(folder)
}

// takeLock keeps a second instance out. The lock is on a file of its own: closing any handle of the database file
// could drop SQLite's locks. The lock file stays; deleting it would let two instances lock two files of one name.
func takeLock(path string) (*flock.Flock, error) {
	_, missing := os.Stat(path + ".lock")
	lock := flock.New(path+".lock", flock.SetPermissions(0o600))
	ok, err := lock.TryLock()
	if err == nil && missing != nil {
		err = inherit(path + ".lock")
	}
	if err != nil {
		return nil, errors.Join(readOnly(err), lock.Close())
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
		return errors.Join(file.Close(), inherit(path))
	}
	if !errors.Is(err, fs.ErrExist) {
		return readOnly(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		return err
	}
	if err := regular(info); err != nil {
		return err
	}
	if file, err = os.OpenFile(path, os.O_RDWR, 0); err != nil { // SQLite would only say that it cannot
		return readOnly(err)
	}
	if err := file.Close(); err != nil {
		return err
	}
	if loose := info.Mode().Perm() & 0o077; loose != 0 {
		return readOnly(os.Chmod(path, info.Mode().Perm()&^loose))
	}
	return nil
}

// regular wants a file that can hold a database.
func regular(info fs.FileInfo) error {
	switch {
	case info.IsDir():
		return ErrFolder
	case !info.Mode().IsRegular():
		return fmt.Errorf("%w: not a regular file", ErrCorrupt)
	}
	return nil
}

func readOnly(err error) error {
	if forbidden(err) && !explained(err) {
		return fmt.Errorf("%w: %w", ErrReadOnly, err)
	}
	return err
}
