package storage

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"medius/coach"
)

// oneMoment checks that a copy is of one moment of work: as many facts and letters as the member counted turns, and at most
// the update in hand not done.
func oneMoment(t *testing.T, path string) (turns int) {
	t.Helper()
	all := everything(t, path)
	turns = len(all["facts"])
	equal(t, "letters", len(all["outbox"]), turns)
	open := 0
	for _, row := range all["inbox"] {
		if row[len(row)-2:] == "|0" {
			open++
		}
	}
	if open > 1 || len(all["inbox"])-open != turns {
		t.Errorf("%d updates, %d of them open, %d turns", len(all["inbox"]), open, turns)
	}
	if turns > 0 {
		want := fmt.Sprintf(`1|9|{"language":"%d"`, turns)
		if got := all["members"][0]; got[:len(want)] != want {
			t.Errorf("member: got %s, want %s", got, want)
		}
	}
	return turns
}

// Backups are of one moment each while this process writes without a pause, and hold it up for no turn; the last one, put
// back, is the database to the last row.
func TestBackupsUnderLoad(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	stop, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		var err error
		for update := int64(1); err == nil; update++ {
			select {
			case <-stop:
				ended <- nil
				return
			default:
			}
			if err = db.Accept(t.Context(), []coach.Inbound{{Update: update, Chat: 9, Raw: []byte("{}")}}, update); err == nil {
				err = db.Turn(t.Context(), 9, coach.Source{Update: update}, turnOf(update))
			}
		}
		ended <- err
	}()
	last := -1
	for i := range 5 {
		copied := backUp(t, db, filepath.Join(t.TempDir(), fmt.Sprint(i))).Path
		turns := oneMoment(t, copied)
		for tries := 0; turns <= last && tries < 100; tries++ { // the writer is slow: give it time
			copied = backUp(t, db, filepath.Join(t.TempDir(), fmt.Sprint(i))).Path
			turns = oneMoment(t, copied)
		}
		if turns <= last {
			t.Fatalf("backup %d has %d turns, the one before it %d", i, turns, last)
		}
		last = turns
	}
	close(stop)
	must(t, <-ended)
	copied := backUp(t, db, "").Path
	must(t, db.Close())
	elsewhere := filepath.Join(t.TempDir(), "medius.db")
	_, err := Reinstate(t.Context(), options(t, elsewhere), copied, false)
	must(t, err)
	same(t, everything(t, elsewhere), everything(t, path))
}

// turnOf is the turn that the processes of the crash tests do, too.
func turnOf(update int64) func(coach.Member) (coach.Entry, error) {
	return func(m coach.Member) (coach.Entry, error) {
		m.Language = strconv.FormatInt(update, 10)
		return coach.Entry{
			Member:  m,
			Facts:   []coach.Fact{{Kind: "worked", Data: map[string]any{"n": int(update)}}},
			Letters: []coach.Letter{{Key: m.Language, Body: []byte("hello")}},
		}, nil
	}
}

// The same while another process writes, and although that one is killed at last.
func TestBackupsBesideAnotherProcess(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	self, err := os.Executable()
	must(t, err)
	worker := exec.CommandContext(t.Context(), self)
	worker.Env = append(os.Environ(), workEnv+"="+path)
	worker.Stderr = t.Output()
	out, err := worker.StdoutPipe()
	must(t, err)
	must(t, worker.Start())
	lines := bufio.NewScanner(out)
	var last int
	for i := range 4 {
		for wait := last + 10; last < wait && lines.Scan(); { // so that there is something new
			last, err = strconv.Atoi(lines.Text())
			must(t, err)
		}
		reader, err := OpenReader(t.Context(), options(t, path))
		must(t, err)
		copied := backUp(t, reader, filepath.Join(t.TempDir(), fmt.Sprint(i))).Path
		must(t, reader.Close())
		if turns := oneMoment(t, copied); turns < last {
			t.Errorf("backup %d has %d turns, and %d were done before", i, turns, last)
		}
	}
	must(t, worker.Process.Kill())
	for lines.Scan() { // what it says until it is dead
	}
	_ = worker.Wait() // it was killed
	reader, err := OpenReader(t.Context(), options(t, path))
	must(t, err)
	copied := backUp(t, reader, filepath.Join(t.TempDir(), "last")).Path
	must(t, reader.Close())
	want := everything(t, path)
	r, err := Reinstate(t.Context(), at(t, path, time.Minute), copied, true)
	must(t, err)
	same(t, everything(t, path), want)
	same(t, everything(t, r.Aside), want)
}
