//go:build unix

package main

import (
	"os"
	"os/user"
	"strconv"
	"syscall"
)

// userOf names the user a file belongs to; "" where that cannot be told.
func userOf(path string) string {
	info, err := os.Lstat(path)
	if err != nil {
		return ""
	}
	stat, ok := info.Sys().(*syscall.Stat_t)
	if !ok {
		return ""
	}
	id := strconv.FormatUint(uint64(stat.Uid), 10)
	if known, err := user.LookupId(id); err == nil {
		return known.Username
	}
	return id
}
