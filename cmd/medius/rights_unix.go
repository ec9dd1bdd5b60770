//go:build linux || darwin || freebsd

package main

import (
	"io/fs"
	"os"
	"slices"
	"strconv"
	"syscall"
)

// allowed asks the system whether this user may do something with a file or a folder; nothing is touched.
func allowed(path string, how uint32) error { return syscall.Access(path, how) }

// ownerID is the number of the user a file belongs to.
func ownerID(info fs.FileInfo) (string, bool) {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return "", false
	}
	return strconv.FormatUint(uint64(stat.Uid), 10), true
}

// ours says whether this user can read a file without the right that everybody has.
func ours(info fs.FileInfo) bool {
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok || os.Getuid() == 0 || int(stat.Uid) == os.Getuid() {
		return true
	}
	groups, err := os.Getgroups()
	return err == nil && info.Mode()&0o040 != 0 && slices.Contains(append(groups, os.Getgid()), int(stat.Gid))
}
