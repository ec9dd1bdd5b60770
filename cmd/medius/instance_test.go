package main

import (
	"log/slog"
	"os"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

// A claim that has ended leaves nothing behind, and the token is free again.
func TestAClaimLeavesNoFile(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	for range 2 {
		release, err := claim(testToken, "here", false, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		if _, err := claim(testToken, "here", false, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), "uses the same bot token") {
			t.Errorf("two have it: %v", err)
		}
		if err := release(); err != nil {
			t.Fatal(err)
		}
		left, err := os.ReadDir(folder)
		if err != nil || len(left) > 0 && runtime.GOOS != "windows" {
			t.Errorf("left behind: %v, %v", left, err)
		}
	}
}

// However claims begin and end at the same time, one token has one holder: the file of the one that ends is removed while others
// have it open.
func TestAClaimIsOnesOwnWhileOthersEnd(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	var holders, got atomic.Int32
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 2000 {
				release, err := claim(testToken, "here", false, slog.New(slog.DiscardHandler))
				if err != nil {
					continue
				}
				got.Add(1)
				if n := holders.Add(1); n != 1 {
					t.Errorf("%d hold the token at the same time", n)
				}
				for range 20 {
					runtime.Gosched() // long enough for somebody to come in
				}
				holders.Add(-1)
				if err := release(); err != nil {
					t.Error(err)
				}
			}
		})
	}
	all.Wait()
	if got.Load() < 10 {
		t.Errorf("the token was had %d times only", got.Load())
	}
}

// Instances on a server share the token among each other, and with nobody who has a file: neither may begin beside the other, and what
// the last one leaves behind is in nobody's way.
func TestAClaimIsSharedByInstancesOnAServerOnly(t *testing.T) {
	t.Setenv("TMPDIR", t.TempDir())
	log := slog.New(slog.DiscardHandler)
	must := func(shared bool) func() error {
		t.Helper()
		release, err := claim(testToken, "here", shared, log)
		if err != nil {
			t.Fatal(err)
		}
		return release
	}
	refused := func(shared bool) {
		t.Helper()
		if _, err := claim(testToken, "here", shared, log); err == nil || !strings.Contains(err.Error(), "uses the same bot token") {
			t.Errorf("two have it: %v", err)
		}
	}
	for range 2 {
		one, two := must(true), must(true)
		refused(false)
		if err := one(); err != nil {
			t.Fatal(err)
		}
		refused(false)
		if err := two(); err != nil {
			t.Fatal(err)
		}
		alone := must(false)
		refused(true)
		if err := alone(); err != nil {
			t.Fatal(err)
		}
	}
}
