package main

import (
	"encoding/json"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

// opened waits for the page of a demo and gives its address.
func opened(p *process) string { return p.hears(`Open (http://127\.0\.0\.1:\d+) in your browser`) }

// stream reads the events of a chat until its view says something.
func stream(t *testing.T, url, says string) string {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/api/chats/1001/events", nil)
	if err != nil {
		t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	timer := time.AfterFunc(10*time.Second, func() { resp.Body.Close() })
	defer timer.Stop()
	var seen strings.Builder
	part := make([]byte, 4096)
	for !strings.Contains(seen.String(), says) {
		n, err := resp.Body.Read(part)
		seen.Write(part[:n])
		if err != nil && err != io.EOF {
			t.Fatalf("the page never says %q: %v\n%s", says, err, &seen)
		}
	}
	return seen.String()
}

func pageTime(t *testing.T, answer string) time.Time {
	t.Helper()
	status, body, _ := strings.Cut(answer, " ")
	var said struct{ Now time.Time }
	if err := json.Unmarshal([]byte(body), &said); err != nil || status != "200" {
		t.Fatalf("%s: %v", answer, err)
	}
	return said.Now
}

// The demo needs nothing: one member is there, the bot answers, the time moves, and nothing is left behind.
func TestTheDemoNeedsNothing(t *testing.T) {
	folder := t.TempDir()
	// What belongs to a real bot must not get into the demo.
	p := start(t, []string{"TMPDIR=" + folder, "MEDIUS_STORAGE_DSN=" + filepath.Join(folder, "mine.db"), "MEDIUS_TELEGRAM_TOKEN=" + testToken},
		"demo", "--addr", "127.0.0.1:0")
	url := opened(p)
	if state := get(t, url+"/api/state"); !strings.Contains(state, `"name":"You"`) {
		t.Errorf("nobody is there: %s", state)
	}
	if said := fetch(t, http.MethodPost, url+"/api/chats/1001/send", `{"text":"/start"}`); !strings.HasPrefix(said, "200") {
		t.Fatal(said)
	}
	stream(t, url, "a coach for gluteal tendinopathy")
	before := time.Now()
	if now := pageTime(t, fetch(t, http.MethodPost, url+"/api/clock", `{"by":"24h"}`)); now.Before(before.Add(24 * time.Hour)) {
		t.Errorf("after a day it is %s", now)
	}
	p.signal(os.Interrupt)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d:\n%s", status, p.said)
	}
	left, err := os.ReadDir(folder)
	if err != nil || len(left) > 0 {
		t.Errorf("left behind: %v, %v", left, err)
	}
}

// With --data the next demo goes on: the member is known, the time too, and the menu is there though the pretend Telegram
// has forgotten it.
func TestTheDemoGoesOnWithItsData(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	first := start(t, nil, "demo", "--addr", "127.0.0.1:0", "--data", folder)
	url := opened(first)
	first.hears("the chats on the page begin empty")
	fetch(t, http.MethodPost, url+"/api/chats/1001/send", `{"text":"/start"}`)
	stream(t, url, "Do you agree?")
	moved := pageTime(t, fetch(t, http.MethodPost, url+"/api/clock", `{"by":"50h"}`))
	first.signal(syscall.SIGTERM)
	if status := first.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d:\n%s", status, first.said)
	}

	second := start(t, nil, "demo", "--addr", "127.0.0.1:0", "--data", folder)
	url = opened(second)
	if now := pageTime(t, get(t, url+"/api/clock")); now.Before(moved) {
		t.Errorf("the time went back from %s to %s", moved, now)
	}
	stream(t, url, `"name":"plan"`) // the menu
	fetch(t, http.MethodPost, url+"/api/chats/1001/send", `{"text":"yes"}`)
	stream(t, url, "health data") // the answer to the question of the first demo
}

// A port that is taken is said in a line, with what to do.
func TestTheDemosPortIsTaken(t *testing.T) {
	ear, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ear.Close()
	p := start(t, nil, "demo", "--addr", ear.Addr().String())
	if status := p.exits(20 * time.Second); status != statusFailed {
		t.Errorf("exit status %d", status)
	}
	p.hears("another program uses " + ear.Addr().String() + "\nhint: medius demo --addr 127.0.0.1:0")
}

// A year can be tried out: a member from another instance, who says nothing, is told and then erased when the time is moved.
func TestAYearPassesInTheDemo(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	silent := filepath.Join(t.TempDir(), dataFile)
	text := `{"format":"medius","version":1,"rules":"1","member":{"language":"en","zone":"UTC","stage":"stopped","programme":{"last_seen":"` +
		time.Now().UTC().Format(time.DateOnly) + `"}},"days":[],"facts":[],"appointments":[]}`
	if err := os.WriteFile(silent, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	if status, said := types(t, filepath.Join(folder, "medius.db"), "import", silent, "--member", "1001"); status != 0 {
		t.Fatal(said)
	}
	p := start(t, nil, "demo", "--addr", "127.0.0.1:0", "--data", folder)
	url := opened(p)
	noon := time.Now().UTC().AddDate(1, 0, 2).Truncate(24 * time.Hour).Add(12 * time.Hour)
	for _, move := range []struct{ to, says string }{
		{noon.AddDate(0, -1, 0).Format(time.RFC3339), "for eleven months"}, {noon.Format(time.RFC3339), "I have erased everything"},
	} {
		pageTime(t, fetch(t, http.MethodPost, url+"/api/clock", `{"to":"`+move.to+`"}`))
		stream(t, url, move.says)
	}
	p.signal(os.Interrupt)
	if status := p.exits(5 * time.Second); status != 0 {
		t.Errorf("exit status %d:\n%s", status, p.said)
	}
	if status, said := types(t, filepath.Join(folder, "medius.db"), "export", "--all", "--out", filepath.Join(t.TempDir(), "x")); !strings.Contains(said, "0 members") {
		t.Errorf("status %d: %s", status, said)
	}
}

// Another demo on the same folder is told what to say in place of it: a setting of the database is nothing a demo reads.
func TestTwoDemosOnOneFolder(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "data")
	opened(start(t, nil, "demo", "--addr", "127.0.0.1:0", "--data", folder))
	second := start(t, nil, "demo", "--addr", "127.0.0.1:0", "--data", folder)
	if status := second.exits(20 * time.Second); status != statusFailed {
		t.Errorf("exit status %d", status)
	}
	second.hears(`(?m)in use by another medius\nhint: stop the other one first, or name another folder: --data DIR$`)
}

// An owner rehearses without Telegram: medius run speaks with the pretend one of a demo that coaches nobody, and is claimed at its page.
func TestARehearsalAtTheDemo(t *testing.T) {
	demo := start(t, nil, "demo", "--addr", "127.0.0.1:0", "--api", "127.0.0.1:0")
	url := opened(demo)
	var env []string
	for _, name := range []string{"MEDIUS_TELEGRAM_ENDPOINT", "MEDIUS_TELEGRAM_TOKEN"} {
		env = append(env, name+"="+demo.hears(name+`=(\S+)`))
	}
	p := start(t, append(env, "MEDIUS_STORAGE_DSN="+filepath.Join(t.TempDir(), "medius.db")), "run")
	code := p.hears(`start=([A-Za-z0-9_-]{22})`)
	p.hears("medius is running")
	if said := fetch(t, http.MethodPost, url+"/api/chats/1001/send", `{"text":"/start `+code+`"}`); !strings.HasPrefix(said, "200") {
		t.Fatal(said)
	}
	stream(t, url, "is yours now")
	p.hears("this bot has an owner now")
	if said := fetch(t, http.MethodPost, url+"/api/clock", `{"by":"1h"}`); !strings.HasPrefix(said, "409") || !strings.Contains(said, "The time is the real one here") {
		t.Errorf("the time was moved: %s", said)
	}
	if state := fetch(t, http.MethodGet, url+"/api/state", ""); !strings.Contains(state, "The time is the real one.") {
		t.Errorf("the page says: %s", state)
	}
	for _, ended := range []*process{p, demo} {
		ended.signal(os.Interrupt)
		if status := ended.exits(5 * time.Second); status != 0 {
			t.Errorf("exit status %d:\n%s", status, ended.said)
		}
	}
}
