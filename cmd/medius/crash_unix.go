//go:build unix

package main

import (
	"runtime/debug"
	"syscall"
)

// crash lets a program that is broken die by a signal. Go ends with status 2 otherwise, also where the watchdog of systemd sends SIGABRT: that is
// the status of what starting again would not help, and medius would stay away. No core is written: members' words would be in it.
func crash() {
	debug.SetTraceback("crash")
	_ = syscall.Setrlimit(syscall.RLIMIT_CORE, &syscall.Rlimit{}) // the unit says so as well, and lets nobody change it
}
