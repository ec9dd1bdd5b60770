package e2e

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

// Killed in the first moments of its life, while there is no database yet, half of one, or a new one, the program begins again
// where that was, and answers the first word of a member once. Each life ends up to three
// times before it may go on; there is one for four kills of the week.
func TestKilledAtBirth(t *testing.T) {
	lives, seed := max(number(t, killsVariable, usualKills)/4, 1), uint64(number(t, seedVariable, int(rand.Uint32())))
	t.Logf("%d lives, %s=%d", lives, seedVariable, seed)
	random := rand.New(rand.NewPCG(seed, 1))
	stages, killed := map[string]int{}, 0
	for range lives {
		killed += birth(t, random, stages)
		if t.Failed() {
			t.Fatalf("%s=%d", seedVariable, seed)
		}
	}
	t.Logf("%d kills; what was there: %v", killed, stages)
}

// birth begins one life and gives how often it was killed; stages counts what the deaths left behind.
func birth(t *testing.T, random *rand.Rand, stages map[string]int) (killed int) {
	t.Helper()
	deaths := 1 + random.IntN(3)
	p := begin(t, monday, func(p *program) {
		if killed++; killed > deaths {
			killed = deaths
			return
		}
		dieEarly(t, p, random)
	})
	user := p.server.User(chat, "member", "en")
	user.Send("/start")
	for range deaths {
		<-p.ended
		stages[left(t, p.db)]++
		p.again()
	}
	if err := p.rest(); err != nil {
		t.Fatal(err)
	}
	answers := (&member{user: user}).heard()
	// A message that was on its way when the program died may come a second time, once for each death.
	if answers < 1 || answers > 1+deaths {
		t.Errorf("%d answers after %d deaths", answers, deaths)
	}
	p.doom = nil
	p.kill()
	<-p.ended
	if n := len(read(t, p.db).facts); n > 0 && answers == 0 {
		t.Errorf("%d facts of somebody who was told nothing", n)
	}
	return killed
}

const (
	starting = 200 * time.Millisecond
	making   = 40 * time.Millisecond // is about how long a database takes to be made
)

// dieEarly kills a process that was just started: one in four at some moment of its first fifth of a second, the others while
// it makes, or opens, its database.
func dieEarly(t *testing.T, p *program, random *rand.Rand) {
	t.Helper()
	cmd := p.cmd
	if random.IntN(4) == 0 {
		time.AfterFunc(time.Duration(random.Int64N(int64(starting))), func() { _ = cmd.Process.Kill() })
		return
	}
	before, after := looks(cmd.Dir), time.Duration(random.Int64N(int64(making)))
	go func() {
		for n := 0; n < 20_000 && looks(cmd.Dir) == before; n++ { // four seconds at least
			time.Sleep(200 * time.Microsecond)
		}
		time.Sleep(after)
		_ = cmd.Process.Kill() // it may have ended by itself
	}()
}

// looks tells states of the database's files apart.
func looks(folder string) string {
	var all strings.Builder
	for _, part := range []string{"", "-journal", "-wal"} {
		if file, err := os.Stat(filepath.Join(folder, "medius.db"+part)); err == nil {
			fmt.Fprintln(&all, part, file.Size(), file.ModTime().UnixNano())
		}
	}
	return all.String()
}

// left says how far the making of a database had come.
func left(t *testing.T, db string) string {
	t.Helper()
	file, err := os.Stat(db)
	if os.IsNotExist(err) {
		return "no file"
	}
	if err != nil {
		t.Fatal(err)
	}
	hot, _ := filepath.Glob(db + "-journal")
	wal, _ := filepath.Glob(db + "-wal")
	switch {
	case file.Size() == 0:
		return "an empty file"
	case len(hot) > 0:
		return "half a first page"
	case len(wal) > 0:
		return "a database at work"
	}
	return "a closed database"
}
