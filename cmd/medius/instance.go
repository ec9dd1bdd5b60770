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
// release, or with the process.
func claim(token Secret, endpoint string) (release func() error, err error) {
	sum := sha256.Sum256([]byte(endpoint + "\n" + string(token)))
	lock := flock.New(filepath.Join(os.TempDir(), fmt.Sprintf("medius-%x.lock", sum[:8])), flock.SetPermissions(0o600))
	free, err := lock.TryLock()
	switch {
	case err == nil && free:
		return lock.Unlock, nil
	case os.IsPermission(err):
		return func() error { return nil }, nil // the file of another user: Telegram's 409 has to do
	case err != nil:
		return nil, fail("", "the lock for the bot token: %w", err)
	}
	return nil, fail("stop the other one first; two cannot share a token",
		"another medius on this machine uses the same bot token (%s)", lock.Path())
}
