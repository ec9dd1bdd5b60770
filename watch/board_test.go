package watch

import (
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"
)

func newBoard(t *testing.T, read func() (Readings, error)) *Board {
	return NewBoard(Options{
		Build: map[string]string{"version": "v1"}, Kinds: []string{"said"}, Lanes: []string{"reply", "reminder"},
		Results: []string{"ok", "wait"}, Read: read, Log: slog.New(slog.NewTextHandler(t.Output(), nil)),
	})
}

// ask gets a page of the watcher's address.
func ask(t *testing.T, b *Board, checks []Check, path string) (status int, body string) {
	t.Helper()
	w := httptest.NewRecorder()
	Routes(b, checks, checks).ServeHTTP(w, httptest.NewRequestWithContext(t.Context(), http.MethodGet, path, nil))
	text, err := io.ReadAll(w.Body)
	if err != nil {
		t.Fatal(err)
	}
	return w.Code, string(text)
}

// has wants lines to be among those of the metrics page.
func has(t *testing.T, page string, lines ...string) {
	t.Helper()
	for _, line := range lines {
		if !strings.Contains(page, "\n"+line+"\n") {
			t.Errorf("no line %q", line)
		}
	}
}

// A rate needs the step from 0 to 1, so that the 0 must be told before anything has happened.
func TestEverySeriesIsThereBeforeAnythingHappens(t *testing.T) {
	_, page := ask(t, newBoard(t, nil), nil, "/metrics")
	has(t, page,
		`medius_build_info{version="v1"} 1`, `medius_updates_total{kind="said",result="failed"} 0`,
		`medius_sends_total{lane="reminder",result="wait"} 0`, `medius_floods_total{lane="reply"} 0`,
		`medius_polls_total{result="wait"} 0`, `medius_handle_seconds_count{source="due"} 0`, `medius_due_lateness_seconds_count 0`,
		`medius_picture_draw_seconds_count 0`, `medius_log_lines_total{level="error"} 0`, `medius_readings_failed_total 0`,
		`medius_backup_last_success_timestamp_seconds 0`, `medius_backup_late_seconds 0`, `medius_backup_failures_total 0`,
	)
}

// What happens is counted where it belongs, and the readings are those of the moment.
func TestTheBoardCounts(t *testing.T) {
	b := newBoard(t, func() (Readings, error) {
		return Readings{
			Inbox: Queue{3, 2 * time.Second}, Outbox: map[string]Queue{"reminder": {7, time.Minute}}, Poison: 2,
			Database: map[string]int64{"log": 4096}, Loops: map[string]Pulse{"poll": {Silence: 5 * time.Second, Stuck: true}},
		}, nil
	})
	b.Update("said", 30*time.Millisecond, nil)
	b.Update("said", time.Millisecond, errors.New("bad"))
	b.Ignored()
	b.Unopened()
	b.Due(-time.Second, time.Millisecond, false)
	b.Due(3*time.Second, time.Millisecond, true)
	b.Arrived("reminder", 7*time.Second)
	b.Sent("reply", "wait", true)
	b.Polled("ok")
	b.Drawn(2 * time.Second)
	b.Members(map[string]int{"active": 5})
	b.BackedUp(time.Time{}, 0, nil)
	b.BackedUp(time.Unix(90, 0), 2*time.Hour, errors.New("full"))
	b.Log(slog.New(slog.NewTextHandler(io.Discard, nil))).With("a", 1).WithGroup("g").Warn("careful")
	_, page := ask(t, b, nil, "/metrics")
	has(t, page,
		`medius_updates_total{kind="said",result="done"} 1`, `medius_updates_total{kind="said",result="failed"} 1`,
		`medius_updates_total{kind="other",result="ignored"} 1`, `medius_updates_total{kind="other",result="failed"} 1`,
		`medius_handle_seconds_bucket{source="update",le="0.05"} 2`, `medius_handle_seconds_count{source="due"} 2`,
		`medius_due_lateness_seconds_bucket{le="1"} 1`, `medius_due_lateness_seconds_sum 3`,
		`medius_due_too_late_total 1`, `medius_letter_lateness_seconds_bucket{lane="reminder",le="10"} 1`,
		`medius_letter_lateness_seconds_count{lane="reply"} 0`,
		`medius_sends_total{lane="reply",result="wait"} 1`, `medius_floods_total{lane="reply"} 1`, `medius_polls_total{result="ok"} 1`,
		`medius_picture_draw_seconds_bucket{le="2.5"} 1`, `medius_members{standing="active"} 5`, `medius_log_lines_total{level="warn"} 1`,
		`medius_inbox_updates 3`, `medius_inbox_oldest_seconds 2`, `medius_outbox_letters{lane="reminder"} 7`,
		`medius_outbox_letters{lane="reply"} 0`, `medius_outbox_oldest_seconds{lane="reminder"} 60`, `medius_poison_updates_total 2`,
		`medius_database_bytes{file="log"} 4096`, `medius_loop_silence_seconds{loop="poll"} 5`, `medius_loop_stuck{loop="poll"} 1`,
		`medius_ready 0`, `medius_backup_last_success_timestamp_seconds 90`, `medius_backup_late_seconds 7200`, `medius_backup_failures_total 1`,
	)
}

// Nothing that is not in the lists becomes a label: whatever it is, it may be somebody's words.
func TestWhatIsNotInTheListsIsOther(t *testing.T) {
	b := newBoard(t, nil)
	b.Update("my hip is 7", time.Millisecond, nil)
	b.Sent("my hip is 7", "my hip is 7", true)
	b.Polled("my hip is 7")
	_, page := ask(t, b, nil, "/metrics")
	if strings.Contains(page, "hip") {
		t.Error("words became a label")
	}
	has(t, page,
		`medius_updates_total{kind="other",result="done"} 1`, `medius_sends_total{lane="other",result="other"} 1`,
		`medius_floods_total{lane="other"} 1`, `medius_polls_total{result="other"} 1`,
	)
}

// A database that does not answer hides its own numbers and no others.
func TestReadingsThatFailAreCounted(t *testing.T) {
	b := newBoard(t, func() (Readings, error) { return Readings{}, errors.New("locked") })
	for range 2 {
		if status, _ := ask(t, b, nil, "/metrics"); status != http.StatusOK {
			t.Errorf("status %d", status)
		}
	}
	_, page := ask(t, b, nil, "/metrics")
	if strings.Contains(page, "medius_inbox_updates ") || !strings.Contains(page, "medius_build_info") {
		t.Errorf("the page:\n%s", page)
	}
	if strings.Contains(page, "medius_readings_failed_total 0\n") {
		t.Error("the failures are not counted")
	}
}

// The answer names what is wrong, with a status that programs understand.
func TestHealthNamesWhatIsWrong(t *testing.T) {
	good := Check{"database", func(context.Context) error { return nil }}
	bad := Check{"poll", func(context.Context) error { return errors.New("silent for 9m0s") }}
	for _, c := range []struct {
		name   string
		checks []Check
		status int
		body   string
	}{
		{"well", []Check{good}, 200, `{"ok":true,"checks":[{"name":"database","ok":true}]}`},
		{"not well", []Check{good, bad}, 503,
			`{"ok":false,"checks":[{"name":"database","ok":true},{"name":"poll","ok":false,"says":"silent for 9m0s"}]}`},
	} {
		for _, path := range []string{"/healthz", "/readyz"} {
			status, body := ask(t, newBoard(t, nil), c.checks, path)
			if status != c.status || strings.TrimSpace(body) != c.body {
				t.Errorf("%s %s: %d %s", c.name, path, status, body)
			}
		}
	}
}
