package storage

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	modernc "modernc.org/sqlite"

	"medius/coach"
)

// workEnv names the database on which this test binary works until it is killed; locksEnv one that it opens and nothing else.
const (
	workEnv  = "MEDIUS_STORAGE_TEST_WORK"
	locksEnv = "MEDIUS_STORAGE_TEST_LOCKS"
)

func TestMain(m *testing.M) {
	if path := os.Getenv(locksEnv); path != "" {
		_, err := Open(context.Background(), Options{DSN: path, Now: func() time.Time { return noon }})
		fmt.Println(modernc.OFDLockingEnabled(), err)
		os.Exit(0)
	}
	useFileLocks(silent(nil)) // a test may open a file in its own way, before any other does
	if path := os.Getenv(workEnv); path != "" {
		if err := work(context.Background(), path); err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(1)
		}
	}
	os.Exit(m.Run())
}

// work accepts and applies updates without end, and prints the number of each one that storage called done.
func work(ctx context.Context, path string) error {
	db, err := Open(ctx, Options{DSN: path, Now: func() time.Time { return noon }})
	if err != nil {
		return err
	}
	first, err := db.Offset(ctx)
	for update := first + 1; err == nil; update++ {
		if err = db.Accept(ctx, []coach.Inbound{{Update: update, Chat: 9, Raw: []byte("{}")}}, update); err != nil {
			return err
		}
		err = db.Turn(ctx, 9, coach.Source{Update: update}, func(m coach.Member) (coach.Entry, error) {
			m.Language = strconv.FormatInt(update, 10)
			return coach.Entry{
				Member:  m,
				Facts:   []coach.Fact{{Kind: "worked", Data: map[string]any{"n": int(update)}}},
				Letters: []coach.Letter{{Key: m.Language, Body: []byte("hello")}},
			}, nil
		})
		fmt.Println(update)
	}
	return err
}

// workAndKill starts a process that works on the database, kills it in the middle, and gives the last update it
// called done.
func workAndKill(t *testing.T, path string, updates int) int {
	t.Helper()
	self, err := os.Executable()
	must(t, err)
	worker := exec.CommandContext(t.Context(), self)
	worker.Env = append(os.Environ(), workEnv+"="+path)
	worker.Stderr = t.Output()
	out, err := worker.StdoutPipe()
	must(t, err)
	must(t, worker.Start())
	last := 0
	lines := bufio.NewScanner(out)
	for n := 0; lines.Scan(); n++ {
		if last, err = strconv.Atoi(lines.Text()); err != nil {
			t.Fatal(err)
		}
		if n == updates { // what it prints from here on, until it is dead, counts as well
			must(t, worker.Process.Kill())
		}
	}
	_ = worker.Wait()
	if last == 0 {
		t.Fatal("the worker did nothing")
	}
	return last
}

// A process that is killed loses nothing it called done, does nothing twice, and leaves a database that opens.
func TestAKilledProcessLosesNothing(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	for _, updates := range []int{20, 35, 50} {
		last := workAndKill(t, path, updates)
		db, err := Open(t.Context(), options(t, path))
		must(t, err)
		waiting, err := db.Pending(t.Context(), 0, 10)
		must(t, err)
		m, _, err := db.Member(t.Context(), 9)
		must(t, err)
		facts, err := db.Facts(t.Context(), m.ID)
		must(t, err)
		letters := count(t, db, `SELECT COUNT(*) FROM outbox`)
		must(t, db.Close())

		if len(facts) < last || len(facts) > last+1 {
			t.Errorf("got %d turns, want %d or one more", len(facts), last)
		}
		for i, f := range facts {
			equal(t, "order of the turns", f.Data["n"], any(i+1))
		}
		equal(t, "letters", letters, len(facts))
		equal(t, "member", m.Language, strconv.Itoa(len(facts)))
		if len(waiting) > 1 {
			t.Errorf("%d updates pending", len(waiting))
		}
		// The next worker starts behind what was accepted: apply what the dead one left.
		finish(t, path, waiting)
	}
}

func finish(t *testing.T, path string, waiting []coach.Inbound) {
	t.Helper()
	db, err := Open(t.Context(), options(t, path))
	must(t, err)
	for _, in := range waiting {
		must(t, db.Turn(t.Context(), in.Chat, coach.Source{Update: in.Update}, func(m coach.Member) (coach.Entry, error) {
			m.Language = strconv.FormatInt(in.Update, 10)
			return coach.Entry{
				Member:  m,
				Facts:   []coach.Fact{{Kind: "worked", Data: map[string]any{"n": int(in.Update)}}},
				Letters: []coach.Letter{{Key: m.Language}},
			}, nil
		}))
	}
	must(t, db.Close())
}
