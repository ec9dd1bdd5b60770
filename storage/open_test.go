package storage

import (
	"bytes"
	"database/sql"
	"errors"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"testing"

	"gorm.io/gorm"

	"medius/coach"
)

// refused opens a file that must not be opened, and checks that not one byte of it changed.
func refused(t *testing.T, path string, want error) {
	t.Helper()
	before, err := os.ReadFile(path)
	must(t, err)
	db, err := Open(t.Context(), options(t, path))
	if err == nil {
		_ = db.Close()
	}
	if !errors.Is(err, want) {
		t.Errorf("got %v, want %v", err, want)
	}
	after, err := os.ReadFile(path)
	must(t, err)
	equal(t, "file unchanged", bytes.Equal(before, after), true)
}

// closed makes a database with one member, and closes it.
func closed(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "medius.db")
	db, err := Open(t.Context(), options(t, path))
	must(t, err)
	join(t, db, 9)
	must(t, db.Close())
	return path
}

// run changes a file behind storage's back.
func run(t *testing.T, path string, statements ...string) {
	t.Helper()
	pool, err := sql.Open("sqlite", fileURI(path))
	must(t, err)
	for _, s := range statements {
		_, err := pool.ExecContext(t.Context(), s)
		must(t, err)
	}
	must(t, pool.Close())
}

// Everything that is made is for the owner's eyes only, and a missing folder is made.
func TestFilesAreForTheOwnerOnly(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "deep", "er")
	path := filepath.Join(folder, "medius.db")
	db := openAt(t, path)
	join(t, db, 9)
	for name, want := range map[string]fs.FileMode{
		folder: 0o700, path: 0o600, path + "-wal": 0o600, path + "-shm": 0o600, path + ".lock": 0o600, path + ".landed": 0o600,
	} {
		info, err := os.Stat(name)
		must(t, err)
		equal(t, filepath.Base(name), info.Mode().Perm(), want)
	}
}

// A file that others could read is closed to them.
func TestLooseModeIsTightened(t *testing.T) {
	path := closed(t)
	must(t, os.Chmod(path, 0o664))
	openAt(t, path)
	info, err := os.Stat(path)
	must(t, err)
	equal(t, "mode", info.Mode().Perm(), 0o600)
}

// The settings of both pools are really in force on every connection.
func TestSettingsAreInForce(t *testing.T) {
	db := open(t)
	for pragma, want := range map[string]string{
		"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "5000", "secure_delete": "1",
		"query_only": "0",
	} {
		var got string
		must(t, db.writer.WithContext(t.Context()).Raw("PRAGMA "+pragma).Find(&got).Error)
		equal(t, pragma, got, want)
	}
	err := db.reader.WithContext(t.Context()).Exec(`DELETE FROM settings`).Error
	equal(t, "a reader cannot write", errors.Is(err, ErrReadOnly), true)
}

// On Linux the locks survive another open and close of the file inside this process.
func TestLocksBelongToTheOpenFile(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("such locks exist on Linux only")
	}
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), locksEnv+"="+filepath.Join(t.TempDir(), "medius.db"))
	said, err := child.Output()
	must(t, err)
	equal(t, "such locks", string(said), "true <nil>\n")
}

// "file:" and a path is the same database as the path; a path may hold any character.
func TestPathsAreTakenAsTheyAre(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a b%20?#ü.db")
	db := openAt(t, path)
	member := join(t, db, 9)
	must(t, db.Close())
	plain := filepath.Join(filepath.Dir(path), "plain.db")
	must(t, os.Rename(path, plain))
	again, ok, err := openAt(t, "file:"+plain).Member(t.Context(), 9)
	must(t, err)
	equal(t, "found", ok, true)
	equal(t, "member", again.ID, member.ID)
}

// What would not be a durable file is refused.
func TestDSNsWithoutAFileAreRefused(t *testing.T) {
	for _, dsn := range []string{"", ":memory:", "file::memory:", "file:a.db?mode=memory"} {
		if _, err := Open(t.Context(), options(t, dsn)); err == nil {
			t.Errorf("%q was opened", dsn)
		}
	}
}

// A second instance on the same file is told so; when the first one ends, it may open.
func TestASecondInstanceIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	if _, err := Open(t.Context(), options(t, path)); !errors.Is(err, ErrLocked) {
		t.Errorf("got %v, want %v", err, ErrLocked)
	}
	must(t, db.Close())
	openAt(t, path)
}

// A refused second instance leaves the lock of the first one alone.
func TestARefusedInstanceDoesNotUnlock(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	openAt(t, path)
	for range 2 {
		if _, err := Open(t.Context(), options(t, path)); !errors.Is(err, ErrLocked) {
			t.Errorf("got %v, want %v", err, ErrLocked)
		}
	}
}

// A text file is no database and stays a text file.
func TestAFileThatIsNoDatabaseIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	must(t, os.WriteFile(path, bytes.Repeat([]byte("shopping list\n"), 100), 0o600))
	refused(t, path, ErrCorrupt)
}

// A folder is no database.
func TestAFolderIsRefused(t *testing.T) {
	if _, err := Open(t.Context(), options(t, t.TempDir())); !errors.Is(err, ErrFolder) {
		t.Errorf("got %v, want %v", err, ErrFolder)
	}
}

// A damaged page is found at the start and not at the first update.
func TestADamagedDatabaseIsRefused(t *testing.T) {
	path := closed(t)
	content, err := os.ReadFile(path)
	must(t, err)
	copy(content[4096:], bytes.Repeat([]byte{0xa5}, 4096))
	must(t, os.WriteFile(path, content, 0o600))
	refused(t, path, ErrCorrupt)
}

// A file that is too large to be looked at as a whole at the start is looked at afterwards.
func TestALargeDatabaseIsLookedAtLater(t *testing.T) {
	defer func(bytes int64) { wholeAtOnce = bytes }(wholeAtOnce)
	wholeAtOnce = 100_000
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	must(t, db.Crowd(t.Context(), 1, 5000, History{Member: coach.Member{Language: "en"}}))
	must(t, db.Close())
	db = openAt(t, path)
	must(t, db.Whole(t.Context()))
	must(t, db.Close())
	content, err := os.ReadFile(path)
	must(t, err)
	middle := len(content) / 2 / 4096 * 4096
	copy(content[middle:], bytes.Repeat([]byte{0xa5}, 4096))
	must(t, os.WriteFile(path, content, 0o600))
	db = openAt(t, path)
	if err := db.Whole(t.Context()); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
	must(t, db.Close())
	must(t, os.Truncate(path, int64(middle)))
	refused(t, path, ErrCorrupt)
}

// A cut file is found at the start.
func TestACutDatabaseIsRefused(t *testing.T) {
	path := closed(t)
	must(t, os.Truncate(path, 3*4096+17))
	refused(t, path, ErrCorrupt)
}

// The database of another program is not migrated, and not even switched to another journal.
func TestAForeignDatabaseIsRefused(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other.db")
	run(t, path, `CREATE TABLE songs (name TEXT)`, `INSERT INTO songs VALUES ('a')`)
	refused(t, path, ErrForeign)
}

// A database of a newer medius is left alone.
func TestANewerDatabaseIsRefused(t *testing.T) {
	path := closed(t)
	run(t, path, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)`)
	refused(t, path, ErrNewer)
}

// A process that died inside its very first migration left an empty database, not a foreign one.
func TestACrashInTheFirstMigrationIsRepaired(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	run(t, path,
		`CREATE TABLE goose_db_version (id INTEGER PRIMARY KEY AUTOINCREMENT, version_id INTEGER NOT NULL,
			is_applied INTEGER NOT NULL, tstamp TIMESTAMP DEFAULT (datetime('now')))`,
		`INSERT INTO goose_db_version (version_id, is_applied) VALUES (0, 1)`)
	join(t, openAt(t, path), 9)
}

// A file the process may not write to is named as such at the start.
func TestAReadOnlyFileIsRefused(t *testing.T) {
	if os.Getuid() == 0 {
		t.Skip("run by root, who may write to everything: .ci/run runs it once more as nobody")
	}
	path := closed(t)
	must(t, os.Chmod(path, 0o400))
	refused(t, path, ErrReadOnly)
	must(t, os.Chmod(path, 0))
	if _, err := Open(t.Context(), options(t, path)); !errors.Is(err, ErrReadOnly) {
		t.Errorf("somebody else's: got %v, want %v", err, ErrReadOnly)
	}
	if _, err := OpenReader(t.Context(), options(t, path)); !errors.Is(err, fs.ErrPermission) {
		t.Errorf("to look at somebody else's: got %v, want %v", err, fs.ErrPermission)
	}
	db, folder := open(t), t.TempDir()
	must(t, os.Chmod(folder, 0o500))
	for _, into := range []string{"copy", filepath.Join("below", "copy")} { // it is not the database that cannot be written to
		if _, err := db.Backup(t.Context(), filepath.Join(folder, into)); !errors.Is(err, ErrShut) || errors.Is(err, ErrReadOnly) {
			t.Errorf("a backup into a folder that is shut: got %v, want %v", err, ErrShut)
		}
	}
}

// A connection that cannot write gives the owner's error, at the start and later.
func TestARefusedWriteIsNamed(t *testing.T) {
	db, ctx := open(t), t.Context()
	must(t, db.writer.Exec(`PRAGMA query_only = 1`).Error)
	for name, err := range map[string]error{
		"probe":  db.engine.(*file).probe(ctx),
		"accept": db.Accept(ctx, []coach.Inbound{{Update: 1}}, 2),
		"done":   db.Done(ctx, 1),
	} {
		if !errors.Is(err, ErrReadOnly) {
			t.Errorf("%s: got %v, want %v", name, err, ErrReadOnly)
		}
	}
}

// The owner's commands may look, and make a backup, while the bot runs.
func TestAReaderOpensBesideTheBot(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	member := join(t, openAt(t, path), 9)
	reader, err := OpenReader(t.Context(), options(t, path))
	must(t, err)
	defer reader.Close()
	seen, ok, err := reader.Member(t.Context(), 9)
	must(t, err)
	equal(t, "seen", ok, true)
	equal(t, "member", seen.ID, member.ID)
	backUp(t, reader, path+".copy")
	equal(t, "writing", errors.Is(reader.Accept(t.Context(), nil, 1), ErrReadOnly), true)
	equal(t, "optimising", errors.Is(reader.Optimize(t.Context()), ErrReadOnly), true)
}

// A reader makes no file.
func TestAReaderNeedsADatabase(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	if _, err := OpenReader(t.Context(), options(t, path)); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want %v", err, fs.ErrNotExist)
	}
	if _, err := os.Stat(path); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the file was made: %v", err)
	}
}

// Closing moves everything into the one file, and twice is harmless.
func TestCloseLeavesOneFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	join(t, db, 9)
	must(t, db.Close())
	must(t, db.Close())
	for _, name := range []string{path + "-wal", path + "-shm"} {
		_, err := os.Stat(name)
		equal(t, filepath.Base(name)+" is gone", errors.Is(err, fs.ErrNotExist), true)
	}
}

// A database that lacks a table is refused at the start, and the doctor's look finds it.
func TestATableThatIsMissing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	must(t, openAt(t, path).Close())
	must(t, inFile(t.Context(), path, silent(nil), func(tx *gorm.DB) error { return tx.Exec(`DROP TABLE days`).Error }))
	if _, err := Open(t.Context(), options(t, path)); !errors.Is(err, ErrCorrupt) || !strings.Contains(err.Error(), "the table days is missing") {
		t.Errorf("opened: %v", err)
	}
	reader, err := OpenReader(t.Context(), options(t, path))
	must(t, err)
	defer reader.Close()
	if err := reader.Integrity(t.Context()); !errors.Is(err, ErrCorrupt) {
		t.Errorf("sound: %v", err)
	}
}
