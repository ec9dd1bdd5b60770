//go:build unix

package main

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// A medius that hangs is ended by the watchdog of systemd with SIGABRT, and has to be started again: it must not end with status 2, which the unit
// takes for "put something right first".
func TestTheWatchdogLeadsToANewStart(t *testing.T) {
	server := pretend(t)
	p := start(t, coached(t, server), "run")
	p.hears("medius is running")
	p.signal(syscall.SIGABRT)
	p.exits(20 * time.Second)
	if how := p.cmd.ProcessState.Sys().(syscall.WaitStatus); !how.Signaled() || how.Signal() != syscall.SIGABRT || how.CoreDump() {
		t.Errorf("it ended like this: %s", p.cmd.ProcessState)
	}
}

// Whoever stops a load test alone, and not all that it has started, leaves nothing behind.
func TestALoadTestThatIsStopped(t *testing.T) {
	folder := t.TempDir()
	p := start(t, nil, "loadtest", "--members", "20", "--chats", "2", "--taps", "1", "--reminders", "0", "--for", "10m", "--dir", folder)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if found, _ := filepath.Glob(filepath.Join(folder, "*", "medius.db.lock")); len(found) > 0 {
			break // its medius has begun
		}
		if time.Now().After(deadline) {
			t.Fatal("it does not begin")
		}
	}
	p.signal(syscall.SIGTERM)
	if status := p.exits(30 * time.Second); status != 1 {
		t.Errorf("status %d", status)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) > 0 {
		t.Errorf("left: %v, %v", left, err)
	}
}
