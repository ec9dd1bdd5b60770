package main

import (
	"os"
	"slices"
	"strings"
	"testing"
)

// Only what is a part of the program and as it is in its file may be let go: anything else would be lost.
func TestWhatOfTheProgramMayBeForgotten(t *testing.T) {
	const program = "/usr/bin/medius"
	for line, want := range map[string][]stretch{
		"00400000-00b0a000 r-xp 00000000 fe:00 1234                       /usr/bin/medius":           {{0x400000, 0x70a000}},
		"7f0000b0a000-7f0001a00000 r--p 0070a000 fe:00 1234               /usr/bin/medius":           {{0x7f0000b0a000, 0xef6000}},
		"01a00000-01d00000 rw-p 01600000 fe:00 1234                       /usr/bin/medius":           nil, // its variables
		"7f0000000000-7f0000100000 r--p 00000000 fe:00 99                 /usr/lib/libc.so.6":        nil,
		"7f0000200000-7f0000300000 r--s 00000000 fe:00 98                 /usr/bin/medius":           nil, // shared with others
		"7f0000200000-7f0000300000 r--p 00000000 fe:00 98                 /srv/usr/bin/medius":       nil,
		"7f0000200000-7f0000300000 r--p 00000000 fe:00 98                 /usr/bin/medius (deleted)": nil, // it was started from the other one
		"c000000000-c000400000 rw-p 00000000 00:00 0 ":                                               nil,
		"7ffc00000000-7ffc00021000 r--p 00000000 00:00 0                  [vvar]":                    nil,
		"00b0a000-00400000 r-xp 00000000 fe:00 1234                       /usr/bin/medius":           nil,
		"x-y r-xp 00000000 fe:00 1234                                     /usr/bin/medius":           nil,
		"": nil,
	} {
		written := line + "\nRss: 8 kB\nAnonymous: 4 kB\nVmFlags: rd ex mr\n"
		as := strings.ReplaceAll(written, "4 kB", "0 kB")
		if got := unchanged(strings.NewReader(as+written), program); !slices.Equal(got, want) {
			t.Errorf("%q: %x", line, got)
		}
		if got := unchanged(strings.NewReader(written), program); got != nil {
			t.Errorf("%q, written to: %x", line, got)
		}
	}
}

// The system writes its own memory the way that is read here, and what was let go comes back.
func TestAProgramIsForgottenWhileItRuns(t *testing.T) {
	program, err := os.Readlink("/proc/self/exe")
	if err != nil {
		t.Fatal(err)
	}
	maps, err := os.Open("/proc/self/smaps")
	if err != nil {
		t.Fatal(err)
	}
	defer maps.Close()
	if len(unchanged(maps, program)) == 0 {
		t.Error("nothing found of", program)
	}
	forgetProgram()
	if _, ours := readOnly("1-2", "r--p 0 0 0 "+program, program); !ours {
		t.Error("it does not go on")
	}
}
