package e2e

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
)

// binary is the program, built once.
var binary string

func TestMain(m *testing.M) {
	folder, err := os.MkdirTemp("", "medius-e2e-")
	if err == nil {
		binary = filepath.Join(folder, "medius")
		build := exec.Command("go", "build", "-o", binary, "medius/cmd/medius")
		build.Stderr = os.Stderr
		err = build.Run()
	}
	status := 1
	if err == nil {
		status = m.Run()
	} else {
		fmt.Fprintln(os.Stderr, "build:", err)
	}
	_ = os.RemoveAll(folder) // nothing but the binary
	os.Exit(status)
}

// errDead is what whoever talks with the program gets when it was killed.
var errDead = errors.New("the program is dead")

// program is medius at work with its clock in our hand. It may be killed and started again.
type program struct {
	t      *testing.T
	server *telegramtest.Server
	folder string
	db     string

	cmd   *exec.Cmd
	ended chan struct{}  // closed when the process is gone
	doom  func(*program) // decides at every start whether and when the process is killed; nil: never
	url   string         // of the time control
	log   *speech
	tries time.Duration // for how long a call that fails is made again; zero: not at all
	calls atomic.Int64  // the pretend Telegram still answers so many before it strikes; none left: it does not
	fate  func()        // what happens then
	lives int           // that have ended

	// The program's time was now when ours was asked; it is on its way to target, unless that is zero.
	now, asked, target time.Time
	jump               time.Duration // by how much its clock is wrong when it starts the next time
}

// speech is what the program says, on both outputs.
type speech struct {
	mu   sync.Mutex
	text bytes.Buffer
	more chan struct{}
}

func (s *speech) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.more <- struct{}{}:
	default:
	}
	return s.text.Write(p)
}

func (s *speech) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

const token = "4242:TEST-token-that-must-never-be-seen"

// begin makes a pretend Telegram and starts the program at a time of its own.
func begin(t *testing.T, at time.Time, doom func(*program)) *program {
	t.Helper()
	return beginOn(t, t.TempDir(), at, doom)
}

// beginOn begins in a folder; "" is one of the test's own.
func beginOn(t *testing.T, folder string, at time.Time, doom func(*program)) *program {
	t.Helper()
	if folder == "" {
		folder = t.TempDir()
	}
	return beginWith(t, folder, filepath.Join(folder, "medius.db"), at, doom)
}

// aBusyMachine may keep the program from coming to rest for so long.
const aBusyMachine = time.Minute

// beginWith begins in a folder, with a database that may be elsewhere.
func beginWith(t *testing.T, folder, db string, at time.Time, doom func(*program)) *program {
	t.Helper()
	p := &program{doom: doom, t: t, folder: folder, db: db, now: at, asked: time.Now(), tries: aBusyMachine}
	p.server = telegramtest.Start(t, telegramtest.Options{Token: token, Seed: 1, Answered: func(telegramtest.Answer) {
		if p.calls.Add(-1) == 0 {
			p.fate()
		}
	}})
	p.start()
	t.Cleanup(func() { p.kill(); <-p.ended })
	return p
}

// latest is the latest time the program's clock can show: but for a jump, it does not go back, not even over a death.
func (p *program) latest() time.Time {
	from := p.now
	if p.target.After(from) {
		from = p.target
	}
	return from.Add(time.Since(p.asked))
}

var controlled = regexp.MustCompile(`time control: (http://127\.0\.0\.1:\d+)`)

// start starts the process, at the time at which an earlier one ended.
func (p *program) start() {
	p.t.Helper()
	p.now, p.asked, p.target = p.latest().Add(p.jump), time.Now(), time.Time{}
	p.jump = 0
	p.log = &speech{more: make(chan struct{}, 1)}
	p.cmd = exec.Command(binary, "run", "--time-control", "127.0.0.1:0", "--time-start", p.now.UTC().Format(time.RFC3339Nano))
	p.cmd.Dir = p.folder
	p.cmd.Env = []string{
		"MEDIUS_TELEGRAM_TOKEN=" + token, "MEDIUS_TELEGRAM_ENDPOINT=" + p.server.URL(), "MEDIUS_STORAGE_DSN=" + p.db,
		"MEDIUS_LOG_LEVEL=debug", "MEDIUS_OWNER_CONTACT=owner@example.org", "MEDIUS_ACCESS=open", "MEDIUS_LIMITS_UPDATES_PER_MINUTE=0",
		"MEDIUS_LIMITS_PER_CHAT_PER_SECOND=0", "MEDIUS_LIMITS_BULK_PER_SECOND=0", "MEDIUS_LIMITS_BROADCAST_PER_SECOND=0",
		"MEDIUS_LIMITS_EDIT_EVERY=0s", "MEDIUS_LIMITS_EDITS_PER_MINUTE=0", "TMPDIR=" + p.folder, // a kill leaves the lock of the token
	}
	p.cmd.Stdout, p.cmd.Stderr = p.log, p.log
	if err := p.cmd.Start(); err != nil {
		p.t.Fatal(err)
	}
	ended, cmd := make(chan struct{}), p.cmd
	p.ended = ended
	p.calls.Store(0)
	if p.doom != nil {
		p.doom(p)
	}
	go func() { _ = cmd.Wait(); close(ended) }() // the status of a killed process says nothing
}

// speaks waits for the address of the time control.
func (p *program) speaks() error {
	timeout := time.After(30 * time.Second)
	for p.url == "" {
		if m := controlled.FindStringSubmatch(p.log.String()); m != nil {
			p.url = m[1]
			return nil
		}
		select {
		case <-p.log.more:
		case <-p.ended:
			return errDead
		case <-timeout:
			p.t.Fatalf("the program does not start:\n%s", p.log)
		}
	}
	return nil
}

// kill ends the process as a power cut does. It may be dead already.
func (p *program) kill() { _ = p.cmd.Process.Signal(syscall.SIGKILL) }

// again starts the process anew after its death.
func (p *program) again() {
	p.t.Helper()
	<-p.ended
	if strings.Contains(p.log.String(), "TEST-token") {
		p.t.Errorf("the token was said:\n%s", p.log)
	}
	if p.lives++; p.lives <= 3 { // what is logged is the same in every life
		for _, words := range p.server.Overheard(p.log.String()) {
			p.t.Errorf("what was said in a chat is in the log: %q", words)
		}
	}
	if status := p.cmd.ProcessState.Sys().(syscall.WaitStatus); !status.Signaled() || status.Signal() != syscall.SIGKILL {
		p.t.Fatalf("it ended by itself: %v\n%s", p.cmd.ProcessState, p.log)
	}
	p.url = ""
	p.start()
}

// ask calls the time control and notes the time; next is the next appointment, with some slack, or the moment of a letter that
// was put off until before it.
func (p *program) ask(method, path, body string) (next time.Time, err error) {
	began := time.Now()
	for until := began.Add(p.tries); ; time.Sleep(50 * time.Millisecond) {
		next, trouble, err := p.askOnce(method, path, body)
		if trouble == "" || err != nil {
			if took := time.Since(began); took > 10*time.Second {
				p.t.Logf("%s %s took %s", path, body, took)
			}
			return next, err
		}
		if strings.Contains(trouble, "goes forward only") && p.tries > 0 {
			return next, nil // it is later already: the call before failed late
		}
		if time.Now().After(until) {
			p.t.Fatalf("%s %s: %s\n%s", path, body, trouble, p.log)
		}
	}
}

// askOnce is one call; trouble is what the program could not do.
func (p *program) askOnce(method, path, body string) (next time.Time, trouble string, err error) {
	if err := p.speaks(); err != nil {
		return time.Time{}, "", err
	}
	req, err := http.NewRequestWithContext(p.t.Context(), method, p.url+path, strings.NewReader(body))
	if err != nil {
		p.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		return time.Time{}, "", p.died(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return time.Time{}, "", p.died(err)
	}
	var said struct {
		Now, Next, Letter time.Time
		Error             string
	}
	if err := json.Unmarshal(raw, &said); err != nil {
		p.t.Fatalf("%s %s: %d %s\n%s", path, body, resp.StatusCode, raw, p.log)
	}
	p.now, p.asked, p.target = said.Now, time.Now(), time.Time{}
	if !said.Letter.IsZero() && (said.Next.IsZero() || said.Letter.Before(said.Next)) {
		return said.Letter, said.Error, nil
	}
	if !said.Next.IsZero() {
		said.Next = said.Next.Add(slack)
	}
	return said.Next, said.Error, nil
}

// died says that the process is dead when a call failed; any other reason ends the test.
func (p *program) died(err error) error {
	select {
	case <-p.ended:
		return errDead
	case <-time.After(5 * time.Second):
		p.t.Fatalf("the program does not answer: %v\n%s", err, p.log)
		return err
	}
}

// rest waits until the program has fetched every update and has nothing left to do.
func (p *program) rest() error {
	look := time.NewTicker(time.Millisecond)
	defer look.Stop()
	timeout := time.After(30*time.Second + p.tries)
	for p.server.Pending() > 0 {
		select {
		case <-look.C:
		case <-p.ended:
			return errDead
		case <-timeout:
			p.t.Fatalf("%d updates are not fetched:\n%s", p.server.Pending(), p.log)
		}
	}
	_, err := p.ask(http.MethodGet, "/idle", "")
	return err
}

// to moves the clock on. When the program dies on the way, the next one begins there, like a machine that slept.
func (p *program) to(at time.Time) error {
	p.target = at
	_, err := p.ask(http.MethodPost, "/advance", `{"to":"`+at.UTC().Format(time.RFC3339Nano)+`"}`)
	return err
}
