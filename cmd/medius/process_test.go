package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"medius/bot/telegramtest"
)

const testToken = "4242:TEST-token-that-must-never-be-seen"

// process is medius at work, as a process of its own.
type process struct {
	t     *testing.T
	cmd   *exec.Cmd
	said  *speech // both outputs
	ended chan error
}

// speech collects what a process says and tells who waits for it.
type speech struct {
	mu    sync.Mutex
	text  bytes.Buffer
	heard chan struct{}
}

func (s *speech) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	select {
	case s.heard <- struct{}{}:
	default:
	}
	return s.text.Write(p)
}

func (s *speech) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.String()
}

// pretended are the pretend Telegrams, by their address.
var pretended sync.Map

// start runs medius with nothing in its environment but this. At the end of the test it is killed if it still runs, and
// the token, and whatever was said in the chats, is looked for in all it ever said.
func start(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	return launch(t, env, "medius", args...)
}

// launch does the same with a program that becomes medius.
func launch(t *testing.T, env []string, program string, args ...string) *process {
	t.Helper()
	p := &process{t: t, said: &speech{heard: make(chan struct{}, 1)}, ended: make(chan error, 1)}
	p.cmd = exec.Command(program, args...)
	p.cmd.Dir = t.TempDir()
	// One that is killed leaves the lock of its token behind, which is looked for by all that the test starts. With the race
	// detector a program sleeps for a second at its end, unless it is told not to.
	p.cmd.Env = append([]string{
		"HOME=" + p.cmd.Dir, "PATH=" + os.Getenv("PATH"), "TMPDIR=" + filepath.Dir(p.cmd.Dir), "GORACE=atexit_sleep_ms=0",
	}, env...)
	p.cmd.Stdout, p.cmd.Stderr = p.said, p.said
	if err := p.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	go func() { p.ended <- p.cmd.Wait() }()
	t.Cleanup(func() {
		if t.Failed() {
			t.Log(p.said)
		}
		if p.cmd.ProcessState == nil {
			_ = p.cmd.Process.Kill() // it may have ended by itself
		}
		if strings.Contains(p.said.String(), "did not end in time") {
			t.Errorf("a stop had to cut something off:\n%s", p.said)
		}
		if strings.Contains(p.said.String(), "TEST-token") {
			t.Errorf("the token was said:\n%s", p.said)
		}
		for _, env := range env {
			if server, ok := pretended.Load(strings.TrimPrefix(env, "MEDIUS_TELEGRAM_ENDPOINT=")); ok {
				for _, words := range server.(*telegramtest.Server).Overheard(p.said.String()) {
					t.Errorf("what was said in a chat is in the log: %q", words)
				}
			}
		}
	})
	return p
}

// hears waits until the process says something that fits, and gives the first group of it.
func (p *process) hears(pattern string) string {
	p.t.Helper()
	re := regexp.MustCompile(pattern)
	timeout := time.After(20 * time.Second)
	for {
		if m := re.FindStringSubmatch(p.said.String()); m != nil {
			return m[len(m)-1]
		}
		select {
		case <-p.said.heard:
		case err := <-p.ended:
			p.ended <- err
			if !re.MatchString(p.said.String()) {
				p.t.Fatalf("it ended (%v) without saying %q:\n%s", err, pattern, p.said)
			}
		case <-timeout:
			p.t.Fatalf("it does not say %q:\n%s", pattern, p.said)
		}
	}
}

// exits waits for the end and gives the status.
func (p *process) exits(within time.Duration) int {
	p.t.Helper()
	select {
	case <-p.ended:
		return p.cmd.ProcessState.ExitCode()
	case <-time.After(within):
		p.t.Fatalf("it did not end within %s:\n%s", within, p.said)
		return -1
	}
}

func (p *process) signal(s os.Signal) {
	p.t.Helper()
	if err := p.cmd.Process.Signal(s); err != nil {
		p.t.Fatal(err)
	}
}

// coached is the environment of a medius that coaches at a pretend Telegram.
func coached(t *testing.T, server *telegramtest.Server) []string {
	pretended.Store(server.URL(), server)
	return []string{
		"MEDIUS_TELEGRAM_TOKEN=" + testToken, "MEDIUS_TELEGRAM_ENDPOINT=" + server.URL(),
		"MEDIUS_STORAGE_DSN=" + filepath.Join(t.TempDir(), "medius.db"), "MEDIUS_LOG_LEVEL=debug",
		"MEDIUS_LIMITS_PER_CHAT_PER_SECOND=0", "MEDIUS_ACCESS=open", "MEDIUS_LIMITS_UPDATES_PER_MINUTE=0",
	}
}

func pretend(t *testing.T) *telegramtest.Server {
	return telegramtest.Start(t, telegramtest.Options{Token: testToken})
}

// greets makes a member start the bot and waits for an answer.
func greets(t *testing.T, member *telegramtest.User) telegramtest.Message {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	asked := member.Send("/start")
	var last telegramtest.Message
	err := member.WaitFor(ctx, func(chat []telegramtest.Message) bool {
		last = chat[len(chat)-1]
		return last.FromBot && last.ID > asked
	})
	if err != nil {
		t.Fatalf("no answer: %v", err)
	}
	return last
}

// get and post talk with the demo page.
func get(t *testing.T, url string) string { return fetch(t, http.MethodGet, url, "") }

func fetch(t *testing.T, method, url, body string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), method, url, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d %s", resp.StatusCode, raw)
}
