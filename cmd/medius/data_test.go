package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medius/bot"
)

// types runs the program on a database and gives its exit status with everything it said.
func types(t *testing.T, database string, args ...string) (status int, said string) {
	t.Helper()
	t.Setenv("MEDIUS_STORAGE_DSN", database)
	var out bytes.Buffer
	status = run(t.Context(), args, strings.NewReader(""), &out, &out)
	return status, out.String()
}

// What a member got with /export is taken in by another instance, which gives the same file to the last byte.
func TestAMemberBringsTheirOwnExport(t *testing.T) {
	folder := t.TempDir()
	p, member := aPress(t)
	_, zip := p.must(t, member, bot.OutPaper{Kind: "export", Date: "2026-04-30", Language: "de"})
	given := filepath.Join(folder, "given.zip")
	if err := os.WriteFile(given, zip, 0o600); err != nil {
		t.Fatal(err)
	}
	database := filepath.Join(folder, "medius.db")
	if status, said := types(t, database, "import", given, "--member", "99"); status != 0 {
		t.Fatal(said)
	}
	got := filepath.Join(folder, "got.zip")
	if status, said := types(t, database, "export", "--member", "99", "--out", got); status != 0 {
		t.Fatal(said)
	}
	again, err := os.ReadFile(got)
	if err != nil || !bytes.Equal(again, zip) {
		t.Errorf("another file of %d bytes, not %d (%v)", len(again), len(zip), err)
	}
}

// Beside a medius that runs, an owner may look and export; what changes something waits until it is stopped.
func TestVerbsBesideARunningMedius(t *testing.T) {
	folder := t.TempDir()
	database := filepath.Join(folder, "medius.db")
	lived(t, openData(t, database), 7)
	if status, said := types(t, database, "export", "--member", "7", "--out", filepath.Join(folder, "x")); status != 0 {
		t.Errorf("export: %s", said)
	}
	if status, said := types(t, database, "backup", "--out", filepath.Join(folder, "copy")); status != 0 {
		t.Errorf("backup: %s", said)
	}
	for name, args := range map[string][]string{
		"import": {"import", filepath.Join(folder, "x"), "--member", "8"}, "forget": {"forget", "7", "--yes"},
		"restore": {"restore", filepath.Join(folder, "copy"), "--replace"},
	} {
		status, said := types(t, database, args...)
		if status != 1 || !strings.Contains(said, "hint: stop medius first, and start it again afterwards") {
			t.Errorf("%s: status %d, %s", name, status, said)
		}
	}
	if status, said := types(t, database, "forget", "7"); status != 0 || !strings.Contains(said, "member 7: 60 days, 60 lines") {
		t.Errorf("to look is allowed: status %d, %s", status, said)
	}
	info, err := os.Stat(filepath.Join(folder, "x", dataFile))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("others may read the export: %v %v", info.Mode(), err)
	}
}

// A backup that may still hold a forgotten member is named.
func TestForgettingNamesTheBackups(t *testing.T) {
	folder := t.TempDir()
	database := filepath.Join(folder, "medius.db")
	db := openData(t, database)
	lived(t, db, 7)
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	backup := database + ".v1-20260101T000000.000Z.backup"
	if err := os.WriteFile(backup, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	status, said := types(t, database, "forget", "7", "--yes")
	if status != 0 || !strings.Contains(said, "These files may still hold it") || !strings.Contains(said, "\n  "+backup+"\n") {
		t.Errorf("status %d, %s", status, said)
	}
	if text, err := os.ReadFile(database); err != nil || bytes.Contains(text, []byte("Europe/Berlin")) {
		t.Errorf("a word of theirs is left in the file (%v)", err)
	}
}

// What could not be written whole leaves nothing behind, so that it can be tried again.
func TestAFileIsWrittenWholeOrNotAtAll(t *testing.T) {
	path := filepath.Join(t.TempDir(), "export.json")
	if err := os.MkdirAll(filepath.Join(path, "taken"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := put(path, []byte("x")); err == nil {
		t.Error("it was written over a folder")
	}
	if _, err := os.Stat(path + ".part"); err == nil {
		t.Error("a part is left")
	}
	if err := put(path+"2", []byte("x")); err != nil {
		t.Error(err)
	}
}
