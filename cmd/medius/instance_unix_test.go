//go:build unix

package main

import (
	"bytes"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
)

// locks are the lock files of a folder.
func locks(t *testing.T, folder string) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(folder, "medius-*.lock"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// The lock of one user keeps the others out: they may read it, however strict the machine is with new files.
func TestAClaimKeepsOtherUsersOut(t *testing.T) {
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	usual := syscall.Umask(0o077)
	defer syscall.Umask(usual)
	release, err := claim(testToken, "here", false, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if _, err := claim(testToken, "here", false, slog.New(slog.DiscardHandler)); err == nil || !strings.Contains(err.Error(), ", of "+userOf(folder)+")") {
		t.Errorf("whose lock it is: %v", err)
	}
	for _, path := range locks(t, folder) {
		if info, err := os.Stat(path); err != nil || info.Mode() != lockMode {
			t.Errorf("%s: %v, %v", path, info.Mode(), err)
		}
	}
}

// A lock that cannot be opened is another user's: medius says so, and goes on.
func TestALockThatCannotBeOpenedIsSaid(t *testing.T) {
	limited(t)
	folder := t.TempDir()
	t.Setenv("TMPDIR", folder)
	release, err := claim(testToken, "here", false, slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	defer release()
	if err := os.Chmod(locks(t, folder)[0], 0); err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	other, err := claim(testToken, "here", false, slog.New(slog.NewTextHandler(&log, nil)))
	if err != nil {
		t.Fatal(err)
	}
	if err := other(); err != nil {
		t.Error(err)
	}
	for _, want := range []string{"level=WARN", "belongs to another user", "file=" + locks(t, folder)[0], "user=" + userOf(folder)} {
		if !strings.Contains(log.String(), want) {
			t.Errorf("no %q in %s", want, log.String())
		}
	}
}
