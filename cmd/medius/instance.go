package main

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"github.com/gofrs/flock"
)

// claim makes sure that no other medius on this machine polls with the same token, whatever database it has: the two would
// take each other's updates. On two machines only Telegram can notice, which it does with a 409. The claim ends with
// release, which leaves no file behind, or with the process, which does.
func claim(token Secret, endpoint string) (release func() error, err error) {
	sum := sha256.Sum256([]byte(endpoint + "\n" + string(token)))
	path := filepath.Join(os.TempDir(), fmt.Sprintf("medius-%x.lock", sum[:8]))
	for range mostVanished {
		lock := flock.New(path, flock.SetPermissions(0o600))
		free, err := lock.TryLock()
		switch {
		case err == nil && free && inPlace(lock):
			return func() error { return vacate(lock) }, nil
		case err == nil && free:
			_ = lock.Unlock() // of a file that is gone: others would not see it
			continue
		case os.IsPermission(err):
			return func() error { return nil }, nil // the file of another user: Telegram's 409 has to do
		case err != nil:
			return nil, fail("", "the lock for the bot token: %w", err)
		}
		break
	}
	return nil, fail("stop the other one first; two cannot share a token",
		"another medius on this machine uses the same bot token (%s)", path)
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
