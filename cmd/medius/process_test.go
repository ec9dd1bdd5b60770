package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"syscall"
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

// start runs medius with nothing in its environment but this. At the end of the test it is killed if it still runs, and
// the token is looked for in all it ever said.
func start(t *testing.T, env []string, args ...string) *process {
	t.Helper()
	p := &process{t: t, said: &speech{heard: make(chan struct{}, 1)}, ended: make(chan error, 1)}
	p.cmd = exec.Command("medius", args...)
	p.cmd.Dir = t.TempDir()
	p.cmd.Env = append([]string{"HOME=" + p.cmd.Dir, "PATH=" + os.Getenv("PATH")}, env...)
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
		if strings.Contains(p.said.String(), "TEST-token") {
			t.Errorf("the token was said:\n%s", p.said)
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
	return []string{
		"MEDIUS_TELEGRAM_TOKEN=" + testToken, "MEDIUS_TELEGRAM_ENDPOINT=" + server.URL(),
		"MEDIUS_STORAGE_DSN=" + filepath.Join(t.TempDir(), "medius.db"), "MEDIUS_LOG_LEVEL=debug",
		"MEDIUS_LIMITS_PER_CHAT_PER_SECOND=0",
	}
}

func pretend(t *testing.T) *telegramtest.Server {
	return telegramtest.Start(t, telegramtest.Options{Token: testToken})
}

// A token Telegram does not know: one line, a hint, exit status 2.
func TestAWrongToken(t *testing.T) {
	server := telegramtest.Start(t, telegramtest.Options{})
	p := start(t, coached(t, server), "run")
	if status := p.exits(20 * time.Second); status != statusRefused {
		t.Errorf("exit status %d", status)
	}
	p.hears(`(?m)^Telegram does not accept the bot token: getMe: 40[14] .*\nhint: see whether the token was revoked`)
}

// A token that is revoked while medius runs ends it the same way.
func TestARevokedToken(t *testing.T) {
	server := pretend(t)
	p := start(t, coached(t, server), "run")
	p.hears("medius is running")
	server.Revoke()
	if status := p.exits(20 * time.Second); status != statusRefused {
		t.Errorf("exit status %d", status)
	}
	p.hears(`Telegram does not accept the bot token: \w+: 401 Unauthorized`)
}

// The second instance on a database, or with a token, says so and ends; the first one goes on.
func TestASecondInstance(t *testing.T) {
	server := pretend(t)
	env := coached(t, server)
	first := start(t, env, "run")
	first.hears("medius is running")
	for _, c := range []struct{ other, says string }{
		{"MEDIUS_TELEGRAM_TOKEN=4243:TEST-token-of-another-bot-that-must-not-be-seen", `(?m)^database .*medius\.db: the database is in use by another medius$`},
		{"MEDIUS_STORAGE_DSN=" + filepath.Join(t.TempDir(), "other.db"), `(?m)^another medius on this machine uses the same bot token`},
	} {
		second := start(t, append(slices.Clone(env), c.other), "run")
		if status := second.exits(20 * time.Second); status != statusFailed {
			t.Errorf("exit status %d", status)
		}
		second.hears(c.says)
		second.hears(`(?m)^hint: stop the other one first`)
	}
	greets(t, server.User(7, "member", "en"))
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

// A signal stops the poll at once, lets what is on the wire end, and the exit status is 0 within five seconds.
func TestAStopFinishesWhatIsInHandWithinFiveSeconds(t *testing.T) {
	for _, sig := range []os.Signal{syscall.SIGTERM, syscall.SIGINT} {
		t.Run(sig.String(), func(t *testing.T) {
			server := pretend(t)
			p := start(t, coached(t, server), "run")
			p.hears("medius is running")
			member := server.User(7, "member", "en")
			greets(t, member)
			server.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultSlow, Delay: time.Second})
			member.Send("hello?")
			if err := member.WaitFor(t.Context(), func(chat []telegramtest.Message) bool { return chat[len(chat)-1].FromBot }); err != nil {
				t.Fatal(err)
			}
			p.signal(sig) // the answer is in the chat, but the call has not come back
			if status := p.exits(5 * time.Second); status != 0 {
				t.Errorf("exit status %d:\n%s", status, p.said)
			}
			count := len(member.Messages())
			again := start(t, p.cmd.Env, "run")
			again.hears("medius is running")
			greets(t, member)
			if twice := len(member.Messages()) - count - 2; twice > 0 && member.Messages()[count].FromBot {
				t.Error("the answer was sent twice: its end was not waited for")
			}
		})
	}
}

// Even when Telegram swallows a call, a stop takes less than five seconds; a second signal ends at once.
func TestAStopWhenTelegramIsSilent(t *testing.T) {
	for _, c := range []struct {
		name   string
		twice  bool
		within time.Duration
		status int
	}{
		{"one signal", false, 5 * time.Second, 0},
		{"two signals", true, 2 * time.Second, -1}, // killed by the signal
	} {
		t.Run(c.name, func(t *testing.T) {
			server := pretend(t)
			p := start(t, coached(t, server), "run")
			p.hears("medius is running")
			member := server.User(7, "member", "en")
			greets(t, member)
			server.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultSlow, Delay: time.Hour})
			calls := server.Calls("sendMessage")
			member.Send("hello?")
			for server.Calls("sendMessage") == calls {
				if err := member.WaitFor(t.Context(), func([]telegramtest.Message) bool { return true }); err != nil {
					t.Fatal(err)
				}
			}
			p.signal(syscall.SIGTERM)
			if c.twice {
				p.hears("stopping")
				p.signal(syscall.SIGTERM)
			}
			if status := p.exits(c.within); status != c.status {
				t.Errorf("exit status %d:\n%s", status, p.said)
			}
		})
	}
}

// Telegram may be down when medius starts: it says so and tries until it succeeds.
func TestTelegramIsDownAtTheStart(t *testing.T) {
	server := telegramtest.New(telegramtest.Options{Token: testToken, Fast: true})
	stop, err := server.Listen("127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	env := coached(t, server)
	stop()
	p := start(t, env, "run")
	p.hears("telegram does not answer")
	stop, err = server.Listen(strings.TrimPrefix(server.URL(), "http://"))
	if err != nil {
		t.Fatal(err)
	}
	defer stop()
	p.hears("medius is running")
	greets(t, server.User(7, "member", "en"))
	p.signal(syscall.SIGTERM)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// clockwork is the clock of a process that serves it.
type clockwork struct {
	t   *testing.T
	url string
}

// ask calls the time control and gives the time and the status.
func (c clockwork) ask(method, path, body string) (now time.Time, status int) {
	c.t.Helper()
	req, err := http.NewRequestWithContext(c.t.Context(), method, c.url+path, strings.NewReader(body))
	if err != nil {
		c.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		c.t.Fatal(err)
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		c.t.Fatal(err)
	}
	var said struct {
		Now   time.Time
		Error string
	}
	if err := json.Unmarshal(raw, &said); err != nil || said.Now.IsZero() || (said.Error == "") != (resp.StatusCode == 200) {
		c.t.Fatalf("%s %s: %d %s", method, path, resp.StatusCode, raw)
	}
	return said.Now, resp.StatusCode
}

// A test can hold the clock of a running medius: look at it, move it, wait for rest.
func TestTheClockOfARunningMedius(t *testing.T) {
	server := pretend(t)
	p := start(t, coached(t, server), "run", "--time-control", "127.0.0.1:0", "--time-start", "2026-03-02T17:00:00Z")
	c := clockwork{t, p.hears(`time control: (http://127\.0\.0\.1:\d+)`)}
	p.hears("medius is running")
	begin := time.Date(2026, 3, 2, 17, 0, 0, 0, time.UTC)
	near := func(what string, got time.Time, want time.Time) {
		t.Helper()
		if got.Before(want) || got.After(want.Add(10*time.Second)) {
			t.Errorf("%s: it is %s, want %s or a little later", what, got, want)
		}
	}
	now, _ := c.ask("GET", "/now", "")
	near("at the start", now, begin)
	member := server.User(7, "member", "en")
	hello := greets(t, member)
	now, status := c.ask("GET", "/idle", "")
	if near("idle", now, begin); status != 200 {
		t.Errorf("idle: status %d", status)
	}
	now, _ = c.ask("POST", "/advance", `{"by":"8h"}`)
	near("after 8 h", now, begin.Add(8*time.Hour))
	now, _ = c.ask("POST", "/advance", `{"to":"2026-03-03T06:00:00+01:00","jump":true}`)
	near("after a jump", now, time.Date(2026, 3, 3, 5, 0, 0, 0, time.UTC))
	for _, bad := range []struct {
		body string
		want int
	}{
		{`{"to":"next"}`, 409}, {`{"to":"2020-01-01T00:00:00Z"}`, 400}, {`{"by":"-1h"}`, 400}, {`{"by":"soon"}`, 400}, {`{}`, 400},
		{`{"by":"1h","to":"next"}`, 400}, {`{"bye":"1h"}`, 400}, {``, 400},
	} {
		if _, status := c.ask("POST", "/advance", bad.body); status != bad.want {
			t.Errorf("advance %s: status %d, want %d", bad.body, status, bad.want)
		}
	}
	if len(hello.Buttons) == 0 {
		t.Error("the greeting has no buttons")
	}
	p.signal(syscall.SIGTERM)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d", status)
	}
}

// A web page cannot make a browser move the clock.
func TestTheClockIsForPrograms(t *testing.T) {
	server := pretend(t)
	p := start(t, coached(t, server), "run", "--time-control", "127.0.0.1:0")
	url := p.hears(`time control: (http://127\.0\.0\.1:\d+)`)
	for _, c := range []struct {
		name, host, origin string
		want               int
	}{
		{"a program", "", "", 200}, {"a page", "", "http://example.org", 403}, {"a name that points here", "example.org:80", "", 403},
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/now", nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = c.host
		if c.origin != "" {
			req.Header.Set("Origin", c.origin)
		}
		resp, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		if resp.StatusCode != c.want {
			t.Errorf("%s: status %d, want %d", c.name, resp.StatusCode, c.want)
		}
	}
}

// Neither the token nor a word of a member is ever in the log, at any level.
func TestTheLogKeepsQuiet(t *testing.T) {
	server := pretend(t)
	server.Fail(telegramtest.Fault{Method: "getUpdates", Kind: telegramtest.FaultHTML502})
	server.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultHTML502})
	p := start(t, coached(t, server), "run")
	p.hears("medius is running")
	member := server.User(7, "Eigenname", "en")
	greets(t, member)
	server.Fail(telegramtest.Fault{Method: "sendMessage", Kind: telegramtest.FaultCode, Code: 400, Description: "Bad Request: something"})
	member.Send("zebra")
	p.hears("letter refused")
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for i, words := range []string{"zebrawords 8", "/zebracommand now", strings.Repeat("zebra ", 600)} {
		before := len(member.Messages())
		member.Send(words)
		err := member.WaitFor(ctx, func(chat []telegramtest.Message) bool { return len(chat) > before+1 })
		if err != nil {
			t.Fatalf("no answer to %d: %v\n%s", i, err, p.said)
		}
	}
	p.signal(syscall.SIGTERM)
	p.exits(5 * time.Second)
	for _, never := range []string{"zebra", "Eigenname", testToken, "TEST-token"} {
		if strings.Contains(p.said.String(), never) {
			t.Errorf("the log says %q:\n%s", never, p.said)
		}
	}
	if !strings.Contains(p.said.String(), "502") {
		t.Error("the log does not say that there was trouble")
	}
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
