package main

import (
	"bufio"
	"io"
	"os"
	"strconv"
	"strings"
	"syscall"
)

// forgetProgram lets go of those pages of the program itself that a start has read: code and tables that are as they are in the file. What
// is needed again comes back from the system's cache. Where it cannot be done nothing is lost.
func forgetProgram() {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		return
	}
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		return
	}
	defer maps.Close()
	for _, s := range unchanged(maps, program) {
		_, _, _ = syscall.Syscall(syscall.SYS_MADVISE, s.from, s.size, syscall.MADV_DONTNEED)
	}
}

// stretch is a part of the memory.
type stretch struct{ from, size uintptr }

// unchanged gives the parts of a program that are as they are in its file, and stay so: nothing may be written to them, and nothing has been.
// (A program that lies anywhere in the memory is adapted to its place, and then closed.) It reads what Linux has in /proc/self/smaps:
//
//	00400000-00b0a000 r-xp 00000000 fe:00 1234    /usr/bin/medius
//	Rss:                1024 kB
//	Anonymous:             0 kB
func unchanged(smaps io.Reader, program string) (parts []stretch) {
	var last stretch
	ours := false
	for lines := bufio.NewScanner(smaps); lines.Scan(); {
		name, rest, _ := strings.Cut(lines.Text(), " ")
		switch {
		case name == "Anonymous:":
			if ours && strings.TrimSpace(rest) == "0 kB" {
				parts = append(parts, last)
			}
		case !strings.HasSuffix(name, ":"):
			last, ours = readOnly(name, rest, program)
		}
	}
	return parts
}

// readOnly reads the first line of a part of the memory; ours says that it is of the program's file, and closed.
func readOnly(name, rest, program string) (s stretch, ours bool) {
	if len(rest) < 4 || rest[1] != '-' || rest[3] != 'p' || !strings.HasSuffix(rest, " "+program) {
		return s, false
	}
	first, last, _ := strings.Cut(name, "-")
	a, errA := strconv.ParseUint(first, 16, 64)
	b, errB := strconv.ParseUint(last, 16, 64)
	return stretch{uintptr(a), uintptr(b - a)}, errA == nil && errB == nil && a < b
}
