package main

import (
	"context"
	"fmt"
	"log/slog"
	"path/filepath"
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/bot/telegramtest"
	"medius/coach"
	"medius/storage"
	"medius/watch"
)

// Each loop is heard of by the first thing that it asks the database for, also when that fails: what follows is not asked then.
func TestALoopIsHeardOfWhateverTheDatabaseSays(t *testing.T) {
	db, err := storage.Open(t.Context(), storage.Options{DSN: filepath.Join(t.TempDir(), "medius.db"), Now: time.Now, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	heart := &watch.Heart{Now: time.Now}
	o := overheard{db, heart}
	for loop, ask := range map[string]func() error{
		loopWorker:    func() error { _, err := o.Pending(t.Context(), 0, 1); return err },
		loopSender:    func() error { _, err := o.Claim(t.Context(), time.Now(), coach.LaneBroadcast, nil, 1); return err },
		loopScheduler: func() error { _, err := o.DueNow(t.Context(), time.Now(), 1); return err },
	} {
		if ask() == nil {
			t.Errorf("%s: the database answers", loop)
		}
		if _, heard := heart.Pulses()[loop]; !heard {
			t.Errorf("%s is not heard of", loop)
		}
	}
}

// Health and metrics of a real medius: at their own address, after somebody was greeted.
func TestAMediusAtWorkCanBeWatched(t *testing.T) {
	server := pretend(t)
	env := coached(t, server)
	p := start(t, append(env, "MEDIUS_WATCH_LISTEN=127.0.0.1:0"), "run")
	url := p.hears(`msg=watch url=(http://127\.0\.0\.1:\d+)`)
	p.hears("medius is running")
	greets(t, server.User(7, "member", "en"))
	if got := get(t, url+"/healthz"); !strings.HasPrefix(got, `200 {"ok":true`) {
		t.Errorf("healthz: %s", got)
	}
	if got := get(t, url+"/readyz"); !strings.HasPrefix(got, `200 {"ok":true`) {
		t.Errorf("readyz: %s", got)
	}
	page := eventually(t, url+"/metrics", `medius_sends_total{lane="reply",result="ok"} 1`)
	for _, line := range []string{
		`medius_updates_total{kind="said",result="done"} 1`, `medius_handle_seconds_count{source="update"} 1`, `medius_ready 1`,
		`medius_loop_stuck{loop="poll"} 0`, `medius_loop_stuck{loop="scheduler"} 0`, `medius_loop_stuck{loop="sender"} 0`,
		`medius_loop_stuck{loop="worker"} 0`, `medius_members{standing="active"} 0`, `medius_outbox_letters{lane="reminder"} 0`,
		`medius_poison_updates_total 0`, `medius_readings_failed_total 0`,
	} {
		if !strings.Contains(page, "\n"+line+"\n") {
			t.Errorf("no line %s", line)
		}
	}
	// What a container or a script calls.
	at := "MEDIUS_WATCH_LISTEN=" + strings.TrimPrefix(url, "http://")
	asked := start(t, []string{at}, "healthcheck")
	if status := asked.exits(10 * time.Second); status != 0 || !strings.Contains(asked.said.String(), "poll: ok") {
		t.Errorf("healthcheck: exit status %d:\n%s", status, asked.said)
	}
	// Stopped in the middle of its work it is there, and does not answer.
	doctor := append(env, at)
	asked = start(t, doctor, "doctor", "--offline")
	asked.hears(`(?m)^ok +health +it answers at `)
	asked.exits(10 * time.Second)
	p.signal(syscall.SIGSTOP)
	asked = start(t, []string{at}, "healthcheck", "--wait", "100ms")
	asked.hears(`it does not answer in time\nhint: it runs, and is stuck or very busy: look again, then restart it`)
	asked.exits(10 * time.Second)
	asked = start(t, doctor, "doctor", "--offline", "--wait", "100ms")
	asked.hears(`(?m)^wrong +health +it runs, and does not answer at .*\n *-> restart it`)
	if status := asked.exits(10 * time.Second); status != 2 {
		t.Errorf("doctor: exit status %d", status)
	}
	p.signal(syscall.SIGCONT)
	p.signal(syscall.SIGTERM)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d", status)
	}
	asked = start(t, []string{at}, "healthcheck", "--live")
	if status := asked.exits(10 * time.Second); status != 1 || !strings.Contains(asked.said.String(), "hint: is medius running") {
		t.Errorf("healthcheck of nobody: exit status %d:\n%s", status, asked.said)
	}
}

// eventually asks until the page has a line: what is counted after an answer may come after the answer.
func eventually(t *testing.T, url, line string) string {
	t.Helper()
	look := time.NewTicker(10 * time.Millisecond)
	defer look.Stop()
	timeout := time.After(30 * time.Second)
	for {
		page := get(t, url)
		if strings.Contains(page, "\n"+line+"\n") {
			return page
		}
		select {
		case <-look.C:
		case <-timeout:
			t.Fatalf("no line %s:\n%s", line, page)
		}
	}
}

// The address is for this machine unless the owner says otherwise.
func TestWatchersFromOutsideAreNotLetIn(t *testing.T) {
	for _, c := range []struct {
		listen string
		public string
		status int
		says   string
	}{
		{"0.0.0.0:0", "false", 2, "watch.listen: 0.0.0.0:0 is not an address of this machine alone"},
		{":0", "false", 2, "is not an address of this machine alone"},
		{"9743", "false", 2, `"9743" is no address and port`},
		{"127.0.0.1:0", "false", 0, "is valid|no configuration file"},
		{"0.0.0.0:0", "true", 0, "no configuration file"},
	} {
		p := start(t, []string{"MEDIUS_WATCH_LISTEN=" + c.listen, "MEDIUS_WATCH_PUBLIC=" + c.public}, "check")
		if status := p.exits(10 * time.Second); status != c.status {
			t.Errorf("%s, public %s: exit status %d", c.listen, c.public, status)
		}
		p.hears(c.says)
	}
	p := start(t, []string{"MEDIUS_TELEGRAM_TOKEN=" + testToken, "MEDIUS_WATCH_LISTEN=0.0.0.0:0"}, "run")
	if status := p.exits(10 * time.Second); status != 2 {
		t.Errorf("run: exit status %d", status)
	}
}

// Where the running medius is asked: on this machine, also when it listens to all others.
func TestWhereTheHealthcheckAsks(t *testing.T) {
	for listen, want := range map[string]string{
		"127.0.0.1:9743": "127.0.0.1:9743", "0.0.0.0:9743": "127.0.0.1:9743", ":9743": "127.0.0.1:9743", "[::]:9743": "127.0.0.1:9743",
		"[::1]:9743": "[::1]:9743", "10.0.0.7:9743": "10.0.0.7:9743", "": "", "127.0.0.1:0": "",
	} {
		var c Config
		c.Watch.Listen = listen
		got, err := c.askAt()
		if got != want || (err == nil) != (want != "") {
			t.Errorf("%q: %q, %v", listen, got, err)
		}
	}
}

// A medius whose polls fail for minutes is alive and not ready; one whose loops are silent is neither.
func TestReadyFollowsThePolls(t *testing.T) {
	server := telegramtest.Start(t, telegramtest.Options{Fast: true, Quiet: true})
	var ahead atomic.Int64 // the machine's clock stands still but for this
	begin := time.Now()
	conf := Config{Adapt: "auto", Access: "open", Workers: 2}
	conf.Telegram.Endpoint = server.URL()
	h, err := build(t.Context(), plot{
		Config: conf, Database: filepath.Join(t.TempDir(), "medius.db"), Token: Secret(server.Token()), Now: time.Now,
		Real: func() time.Time { return begin.Add(time.Duration(ahead.Load())) },
		Log:  slog.New(slog.DiscardHandler), Limits: bot.Limits{}, Menus: forgetful{},
	})
	if err != nil {
		t.Fatal(err)
	}
	verdict := func(what string, alive, ready string) {
		t.Helper()
		for name, c := range map[string]struct {
			checks []string
			want   string
		}{"alive": {h.wrong(t, false), alive}, "ready": {h.wrong(t, true), ready}} {
			if got := strings.Join(c.checks, "; "); got != c.want {
				t.Errorf("%s, %s: got %q, want %q", what, name, got, c.want)
			}
		}
	}
	verdict("before the start", "", "poll: has not begun; worker: has not begun; sender: has not begun; scheduler: has not begun")
	ctx, stop := context.WithCancel(t.Context())
	begun, ended := make(chan struct{}), make(chan error, 1)
	go func() { ended <- h.live(ctx, func(telegram.Identity) { close(begun) }) }()
	<-begun
	greets(t, server.User(7, "member", "en"))
	verdict("at work", "", "")
	stop()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	ahead.Store(int64(4 * time.Minute))
	h.polled(&bot.Refusal{Verdict: bot.Retry}, time.Hour)
	for _, loop := range []string{loopWorker, loopSender, loopScheduler} {
		h.heart.Beat(loop, time.Hour, true)
	}
	verdict("polls fail", "", "poll: without success for 4m0s")
	ahead.Store(int64(2 * time.Hour))
	verdict("silence", "loops: stuck: poll has been silent for 1h56m0s, scheduler has been silent for 1h56m0s, "+
		"sender has been silent for 1h56m0s, worker has been silent for 1h56m0s",
		"poll: silent for 1h56m0s; worker: silent for 1h56m0s; sender: silent for 1h56m0s; scheduler: silent for 1h56m0s")
	if err := h.Close(); err != nil {
		t.Fatal(err)
	}
	if got := h.wrong(t, true); len(got) == 0 || !strings.HasPrefix(got[0], "database: ") {
		t.Errorf("without a database: %q", got)
	}
}

// wrong is what the checks find.
func (h *house) wrong(t *testing.T, ready bool) []string {
	t.Helper()
	checks := h.alive()
	if ready {
		checks = h.ready()
	}
	var found []string
	for _, c := range checks {
		if err := c.Ask(t.Context()); err != nil {
			found = append(found, fmt.Sprintf("%s: %v", c.Name, err))
		}
	}
	return found
}
