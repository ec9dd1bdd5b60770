package medius_test

import (
	"bufio"
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
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"
)

// visit is one member at the page of a running demo.
type visit struct {
	t        *testing.T
	page     string
	events   *bufio.Scanner
	messages map[int64]bubble
	tapped   int64 // the latest message that was answered
}

// bubble is one message, as the page gets it.
type bubble struct {
	ID      int64
	Bot     bool
	Text    string
	Buttons [][]struct{ Text, Data string }
}

// The first command of the README, as a newcomer types it: it starts, coaches somebody through the first conversation and
// to the next reminder, and ends when it is told to.
func TestTheFirstCommandOfTheReadme(t *testing.T) {
	if testing.Short() {
		t.Skip("builds the program and walks through it")
	}
	command := firstCommand(t)
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Minute) // a first build takes its time
	defer cancel()
	demo := exec.CommandContext(ctx, command[0], append(command[1:], "--addr", "127.0.0.1:0")...)
	demo.SysProcAttr = &syscall.SysProcAttr{Setpgid: true} // so that what "go run" began can be ended with it
	demo.Cancel = func() error { return syscall.Kill(-demo.Process.Pid, syscall.SIGKILL) }
	var complaints bytes.Buffer
	demo.Stderr = &complaints
	out, err := demo.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := demo.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if demo.ProcessState == nil {
			_ = syscall.Kill(-demo.Process.Pid, syscall.SIGKILL) // the test has failed before
		}
	})
	v := &visit{t: t, page: address(t, out, &complaints), messages: map[int64]bubble{}}
	v.open(ctx)
	v.onboard()
	v.nextReminder()
	stop(t, demo.Process.Pid)
	if err := demo.Wait(); err != nil {
		t.Errorf("the end: %v", err)
	}
	for line := range strings.Lines(complaints.String()) {
		if !strings.Contains(line, "context canceled") { // a look into the database that the stop cut off
			t.Errorf("it complained: %s", line)
		}
	}
}

// stop ends what "go run" began, as a supervisor does. "go run" itself is only told by the end of the program.
func stop(t *testing.T, pid int) {
	t.Helper()
	tasks, err := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid)) // any thread may be the parent
	if err != nil {
		t.Fatal(err)
	}
	var children []byte
	for _, task := range tasks {
		more, _ := os.ReadFile(task) // a thread may have ended meanwhile
		children = append(children, more...)
	}
	fields := bytes.Fields(children)
	if len(fields) != 1 {
		t.Fatalf("%d programs were begun, want 1", len(fields))
	}
	program, err := strconv.Atoi(string(fields[0]))
	if err != nil {
		t.Fatal(err)
	}
	if err := syscall.Kill(program, syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
}

// firstCommand is the first line of the README that stands in a block of code.
func firstCommand(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("README.md")
	if err != nil {
		t.Fatal(err)
	}
	_, block, _ := strings.Cut(string(text), "\n```")
	_, block, _ = strings.Cut(block, "\n")
	line, _, _ := strings.Cut(block, "\n")
	line, _, _ = strings.Cut(line, "#")
	if want := "go run ./cmd/medius demo"; strings.TrimSpace(line) != want {
		t.Fatalf("the README begins with %q, want %q", line, want)
	}
	return strings.Fields(line)
}

var pageAddress = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

// address is where the page is, by the demo's first words.
func address(t *testing.T, out io.Reader, complaints fmt.Stringer) string {
	t.Helper()
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		if url := pageAddress.FindString(lines.Text()); url != "" {
			return url
		}
	}
	t.Fatalf("no address: %v\n%s", lines.Err(), complaints)
	return ""
}

// open listens to the chat of the member who is there from the start.
func (v *visit) open(ctx context.Context) {
	v.t.Helper()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, v.page+"/api/chats/1001/events", nil)
	if err != nil {
		v.t.Fatal(err)
	}
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	v.t.Cleanup(func() { _ = resp.Body.Close() })
	v.events = bufio.NewScanner(resp.Body)
	v.events.Buffer(nil, 4<<20)
}

// post does one thing at the page.
func (v *visit) post(path string, body any) {
	v.t.Helper()
	text, err := json.Marshal(body)
	if err != nil {
		v.t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(v.t.Context(), http.MethodPost, v.page+path, bytes.NewReader(text))
	if err != nil {
		v.t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		v.t.Fatal(err)
	}
	defer resp.Body.Close()
	if answer, _ := io.ReadAll(resp.Body); resp.StatusCode != http.StatusOK {
		v.t.Fatalf("%s %s: %d %s", path, text, resp.StatusCode, answer)
	}
}

// look reads the page's events until the newest messages satisfy somebody.
func (v *visit) look(satisfied func() bool) bool {
	for !satisfied() {
		if !v.events.Scan() {
			return false
		}
		data, ok := strings.CutPrefix(v.events.Text(), "data: ")
		if !ok {
			continue
		}
		var news struct {
			Messages []bubble
			Chats    []struct{ Messages []bubble }
		}
		if json.Unmarshal([]byte(data), &news) != nil {
			continue // the clock, or something else that is no chat
		}
		for _, chat := range news.Chats {
			news.Messages = append(news.Messages, chat.Messages...)
		}
		for _, m := range news.Messages {
			v.messages[m.ID] = m
		}
	}
	return true
}

// tap presses the button with a value, as soon as a newer message than the last one answered has it.
func (v *visit) tap(value string) {
	v.t.Helper()
	var found bubble
	var data string
	if !v.look(func() bool {
		for _, m := range v.messages {
			if d := m.button(value); m.ID > max(v.tapped, found.ID) && d != "" {
				found, data = m, d
			}
		}
		return data != ""
	}) {
		v.t.Fatalf("no button %q after message %d: %+v", value, v.tapped, v.messages)
	}
	v.tapped = found.ID
	v.post("/api/chats/1001/tap", map[string]any{"message": found.ID, "data": data})
}

// button is the data of the button with a value, "" when the message has none. The number of the question stands before.
func (b bubble) button(value string) string {
	for _, row := range b.Buttons {
		for _, button := range row {
			if _, v, _ := strings.Cut(button.Data, ":"); v == value {
				return button.Data
			}
		}
	}
	return ""
}

func (v *visit) say(text string) {
	v.t.Helper()
	v.post("/api/chats/1001/send", map[string]string{"text": text})
}

// onboard goes through the first conversation: two consents, nine questions, the hip, the zone, the times.
func (v *visit) onboard() {
	v.say("/start")
	for _, value := range []string{
		"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "physiotherapist", "no", "outside", "no",
		"left", "3", "no", "2",
	} {
		v.tap(value)
	}
	if !v.look(func() bool {
		for _, m := range v.messages {
			if m.ID > v.tapped && m.button("clock") != "" {
				return true
			}
		}
		return false
	}) {
		v.t.Fatalf("the zone is not asked: %+v", v.messages)
	}
	v.say("Berlin")
	for _, value := range []string{"yes", "07:00", "19:00", "*", "later"} {
		v.tap(value)
	}
}

// nextReminder lets the time go on until the coach writes by itself.
func (v *visit) nextReminder() {
	v.t.Helper()
	v.post("/api/clock", map[string]string{"to": "next"})
	v.tap("start")
}
