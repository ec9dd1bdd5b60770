//go:build linux || darwin || freebsd

package main

import "syscall"

// freeSpace gives the bytes that may still be written into a folder.
func freeSpace(folder string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(folder, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
