package main

import (
	"net"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// A medius that systemd started says when it is there, gives signs of life, and says when it goes.
func TestTheServiceManagerHearsOfARun(t *testing.T) {
	socket := filepath.Join(t.TempDir(), "notify")
	manager, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	if err != nil {
		t.Fatal(err)
	}
	defer manager.Close()
	if err := manager.SetReadDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	heard := func(word string) {
		t.Helper()
		buf := make([]byte, 1024)
		for {
			n, err := manager.Read(buf)
			if err != nil {
				t.Fatalf("waiting for %q: %v", word, err)
			}
			if strings.Contains(string(buf[:n]), word) {
				return
			}
		}
	}
	server := pretend(t)
	p := start(t, append(coached(t, server), "NOTIFY_SOCKET="+socket, "WATCHDOG_USEC=300000"), "run")
	heard("READY=1")
	heard("STATUS=coaching as @")
	heard("WATCHDOG=1")
	heard("WATCHDOG=1")
	p.signal(syscall.SIGTERM)
	heard("STOPPING=1")
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d", status)
	}
}
