//go:build unix

package storage

import (
	"os"
	"path/filepath"
	"syscall"
)

// inherit gives what root has made to the owner of the folder it lies in: a coach that does not run as root could not open
// it otherwise. For everybody else it is theirs already.
func inherit(path string) error {
	if os.Geteuid() != 0 {
		return nil
	}
	info, err := os.Stat(filepath.Dir(path))
	if err != nil {
		return err
	}
	if owner, ok := info.Sys().(*syscall.Stat_t); ok {
		return os.Lchown(path, int(owner.Uid), int(owner.Gid))
	}
	return nil
}
