package main

import (
	"bufio"
	"context"
	"errors"
	"io"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// hired is the medius that is measured: this program, as a process of its own.
type hired struct {
	cmd     *exec.Cmd
	now     func() time.Time
	began   time.Time
	started time.Duration // until it coached
	said    chan string   // what it has to say of its beginning
	first   atomic.Int64  // bytes of memory when it began to coach
	most    atomic.Int64
	dropped atomic.Int64 // reminders it did not send because it was too late for them
	killed  atomic.Bool
	watch   string
	stop    context.CancelFunc
	looking sync.WaitGroup
	mu      sync.Mutex
	last    []string // its last lines, for when it ends too early
}

// stage is where a pretend Telegram listens, and for which bot.
type stage interface {
	URL() string
	Token() string
}

// hire starts it on the database in a folder, with a pretend Telegram of this machine.
func (c *loadtestCmd) hire(ctx context.Context, w world, folder string, server stage) (*hired, error) {
	if !loopbackURL(server.URL()) {
		return nil, refuse("", "%s: only a pretend Telegram on this machine may be written to", server.URL())
	}
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	ctx, stop := context.WithCancel(ctx)
	h := &hired{now: w.Now, began: w.Now(), said: make(chan string, 2), stop: stop}
	h.cmd = exec.CommandContext(ctx, self, "run")
	h.cmd.Args[0] = "medius"
	h.cmd.Cancel = func() error {
		if h.cmd.Process.Signal(os.Interrupt) == nil {
			return nil
		}
		h.killed.Store(true) // Windows knows no such signal
		return h.cmd.Process.Kill()
	}
	h.cmd.WaitDelay = stopLimit + 2*time.Second
	h.cmd.Dir = folder
	h.cmd.Env = c.environment(w, folder, server)
	lines, err := h.cmd.StderrPipe()
	if err == nil {
		err = h.cmd.Start()
	}
	if err != nil {
		stop()
		return nil, fail("", "medius as a process of its own: %w", err)
	}
	h.looking.Go(func() { h.listen(lines) })
	h.looking.Go(func() { h.weigh(ctx) })
	return h, nil
}

// environment is all that it knows: nothing of the owner's configuration.
func (c *loadtestCmd) environment(w world, folder string, server stage) []string {
	env := []string{
		"HOME=" + folder, "XDG_CACHE_HOME=" + folder, "TMPDIR=" + folder, "MEDIUS_TELEGRAM_TOKEN=" + server.Token(),
		"MEDIUS_TELEGRAM_ENDPOINT=" + server.URL(), "MEDIUS_STORAGE_DSN=" + filepath.Join(folder, "medius.db"),
		"MEDIUS_OWNER_CONTACT=owner@example.org", "MEDIUS_ACCESS=open", "MEDIUS_LIMITS_UPDATES_PER_MINUTE=0", "MEDIUS_BACKUP_SCHEDULE=off", "MEDIUS_WATCH_LISTEN=127.0.0.1:0",
		"MEDIUS_LIMITS_BULK_PER_SECOND=" + strconv.Itoa(c.Bulk),
	}
	for _, name := range []string{"PATH", "SystemRoot", "TEMP", "TMP", "GOCOVERDIR"} { // what a system needs to start a program
		if value, ok := w.Env(name); ok {
			env = append(env, name+"="+value)
		}
	}
	if c.Taps == 0 { // as fast as they are answered is faster than a chat may be
		env = append(env, "MEDIUS_LIMITS_PER_CHAT_PER_SECOND=0")
	}
	return env
}

// watched finds the address of its numbers in its log.
var watched = regexp.MustCompile(`msg=watch url=(http://\S+)`)

// keptLines are enough to see why it ended.
const keptLines = 12

// listen reads its log.
func (h *hired) listen(log io.Reader) {
	lines := bufio.NewScanner(log)
	for lines.Scan() {
		line := lines.Text()
		h.mu.Lock()
		h.last = append(h.last[max(0, len(h.last)-keptLines+1):], line)
		h.mu.Unlock()
		if m := watched.FindStringSubmatch(line); m != nil {
			h.said <- m[1]
		}
		if strings.Contains(line, `msg="medius is running"`) {
			h.said <- ""
		}
	}
	close(h.said)
}

// mostStart is how long it may take to start, whatever the number of members.
const mostStart = 2 * time.Minute

// ready returns when it coaches.
func (h *hired) ready(ctx context.Context) error {
	late := time.NewTimer(mostStart)
	defer late.Stop()
	for range 2 {
		select {
		case url, ok := <-h.said:
			if !ok {
				return errors.New("medius ended")
			}
			if url != "" {
				h.mu.Lock()
				h.watch = url
				h.mu.Unlock()
			}
		case <-late.C:
			return fail("", "medius did not start within %s", mostStart)
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	h.started = h.now().Sub(h.began)
	return nil
}

// weigh looks at its memory once a second.
func (h *hired) weigh(ctx context.Context) {
	look := time.NewTicker(time.Second)
	defer look.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-look.C:
		}
		h.look(ctx)
	}
}

// What is read of its numbers.
var (
	resident = regexp.MustCompile(`(?m)^process_resident_memory_bytes (\S+)$`)
	tooLate  = regexp.MustCompile(`(?m)^medius_(?:letters|due)_too_late_total (\S+)$`)
)

// look reads its numbers once.
func (h *hired) look(ctx context.Context) {
	h.mu.Lock()
	url := h.watch
	h.mu.Unlock()
	if url == "" {
		return
	}
	page := numbersOf(ctx, url)
	if bytes := total(resident, page); bytes > 0 {
		h.first.CompareAndSwap(0, bytes)
		h.most.Store(max(h.most.Load(), bytes))
		h.dropped.Store(total(tooLate, page))
	}
}

// numbersOf asks a medius for its numbers; nil when it does not say.
func numbersOf(ctx context.Context, url string) []byte {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url+"/metrics", nil)
	if err != nil {
		return nil
	}
	client := http.Client{Transport: &http.Transport{Proxy: nil, DisableKeepAlives: true}}
	resp, err := client.Do(req)
	if err != nil {
		return nil
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil
	}
	return page
}

// total adds up what a pattern finds.
func total(pattern *regexp.Regexp, page []byte) (sum int64) {
	for _, found := range pattern.FindAllSubmatch(page, -1) {
		n, err := strconv.ParseFloat(string(found[1]), 64)
		if err == nil {
			sum += int64(n)
		}
	}
	return sum
}

// end stops it. What it said last is told when it ended badly.
func (h *hired) end() error {
	h.stop()
	h.looking.Wait()
	err := h.cmd.Wait()
	if h.killed.Load() || h.cmd.ProcessState != nil && h.cmd.ProcessState.Success() {
		return nil
	}
	return fail("", "medius ended: %w\n%s", err, strings.Join(h.last, "\n"))
}
