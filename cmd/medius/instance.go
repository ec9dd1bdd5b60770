package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// claim makes sure that no other medius on this machine polls with the same token, whatever database it has: the two would
// take each other's updates. Instances that share a database on a server share the claim, too: there a lock in the database says who
// polls. On two machines only Telegram can notice, which it does with a 409. The claim ends with
// release, which leaves no file behind, or with the process, which does.
//
// The file may be read by everybody, so that other users are kept out, too: a lock needs no more, and nothing stands in it. Who may
// read it can hold it as well, and keep medius from starting; that is plain to see, and no worse than a file put there for the purpose. A
// service with a temporary folder of its own (PrivateTmp) shares the file with nobody.
func claim(token Secret, endpoint string, shared bool, log *slog.Logger) (release func() error, err error) {
	sum := sha256.Sum256([]byte(endpoint + "\n" + string(token)))
	path := filepath.Join(os.TempDir(), fmt.Sprintf("medius-%x.lock", sum[:8]))
	for range mostVanished {
		lock := flock.New(path, flock.SetFlag(os.O_RDONLY))
		try, leave := lock.TryLock, vacate
		if shared {
			try, leave = lock.TryRLock, (*flock.Flock).Unlock // the file stays: others may hold it
		}
		free, err := try()
		if errors.Is(err, fs.ErrNotExist) {
			if err = layLock(path); err == nil || errors.Is(err, fs.ErrExist) {
				continue
			}
		}
		switch {
		case err == nil && free && inPlace(lock):
			return func() error { return leave(lock) }, nil
		case err == nil && free:
			_ = lock.Unlock() // of a file that is gone: others would not see it
			continue
		case errors.Is(err, fs.ErrPermission), err != nil && shared: // it is a help there, and no need
			unguarded(log, path, err)
			return func() error { return nil }, nil
		case err != nil:
			return nil, fail("", "the lock for the bot token: %w", err)
		}
		break
	}
	where := path
	if user := userOf(path); user != "" {
		where += ", of " + user
	}
	return nil, fail("stop the other one first; two cannot share a token",
		"another medius on this machine uses the same bot token (%s)", where)
}

// layLock makes the file, so that everybody may read it whatever is usual for new files. It is never another's: in a folder that all may
// write into, the name could lead elsewhere.
func layLock(path string) error {
	file, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_RDONLY, lockMode)
	if err != nil {
		return err
	}
	return errors.Join(file.Chmod(lockMode), file.Close())
}

const lockMode = 0o644

// unguarded says that nothing but Telegram's 409 will tell of a second medius.
func unguarded(log *slog.Logger, path string, err error) {
	if user := userOf(path); user != "" {
		log.Warn("the lock for the bot token belongs to another user: if that user runs medius with this token, the two take each other's messages; "+
			"stop one of them, or remove the file when none runs", "file", path, "user", user)
		return
	}
	log.Warn("no lock for the bot token: a second medius on this machine would not be noticed", "err", err)
}

// mostVanished is how often the file may be removed between being opened and being locked. Once is rare.
const mostVanished = 100

// inPlace tells whether the file that is locked is the one that others would open. Whoever ends removes it, perhaps after this
// medius has opened it and before it has locked it; then the lock is one of its own that keeps nobody out. Once the file is locked
// and in place it stays there: only who holds the lock removes it.
func inPlace(lock *flock.Flock) bool {
	held, err := lock.Stat()
	if err != nil {
		return false
	}
	there, err := os.Stat(lock.Path())
	return err == nil && os.SameFile(held, there)
}

// vacate removes the file, first, and ends the lock: the other way round the file could be another's by then. Where a file that is
// open cannot be removed (Windows) it stays, which does no harm.
func vacate(lock *flock.Flock) error {
	if inPlace(lock) {
		_ = os.Remove(lock.Path())
	}
	return lock.Unlock()
}
