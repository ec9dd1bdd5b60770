package telegram

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// What the server says when somebody else uses the token.
const (
	polledElsewhere = `{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"}`
	endedByWebhook  = `{"ok":false,"error_code":409,"description":"Conflict: terminated by setWebhook request"}`
	webhookIsActive = `{"ok":false,"error_code":409,"description":"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"}`
	done            = `{"ok":true,"result":true}`
	breather        = `{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":200}}`
)

// lines counts those of a level.
func lines(log, level string) int { return strings.Count(log, "level="+level) }

// The third conflict in a row is an alarm, not an end.
func TestPollAlarmsOnConflicts(t *testing.T) {
	for _, c := range []struct {
		name  string
		body  []string
		alarm int
	}{
		{"two", []string{polledElsewhere, polledElsewhere}, 0},
		{"three, with a calm between them", []string{polledElsewhere, polledElsewhere, breather, polledElsewhere}, 0},
		{"three", []string{polledElsewhere, polledElsewhere, polledElsewhere, batch(message1(1, 7))}, 1},
	} {
		log, err := polls(t, &script{body: c.body}, &box{}, 10*time.Minute)
		if err != nil || lines(log, "ERROR") != c.alarm {
			t.Errorf("%s: %v %s", c.name, err, log)
		}
	}
}

// A conflict that lasts for an hour is said once and then every ten minutes; its end is one line.
func TestALastingConflictIsSaidRarely(t *testing.T) {
	hour := int(time.Hour / conflictWait)
	body := append(slices.Repeat([]string{polledElsewhere}, hour), batch(), breather, batch(), batch())
	log, err := polls(t, &script{body: body}, &box{}, 64*time.Minute)
	if err != nil {
		t.Error(err)
	}
	if lines(log, "ERROR") != 6 || strings.Count(log, "another program polls with the same token") != 6 {
		t.Errorf("%d errors in an hour:\n%s", lines(log, "ERROR"), log)
	}
	if n := lines(log, "WARN"); n != 3 { // the first two, and the wait that has nothing to do with it
		t.Errorf("%d warnings:\n%s", n, log)
	}
	if strings.Count(log, "no other program uses the token any more") != 1 {
		t.Errorf("the end is not said once:\n%s", log)
	}
}

// A webhook that somebody sets is removed as at the start: what waits is kept, and the next poll comes at once.
func TestPollRemovesAWebhook(t *testing.T) {
	s := &script{body: []string{batch(), endedByWebhook, webhookIsActive, done, batch(message1(1, 7))}}
	b := &box{}
	log, err := polls(t, s, b, time.Minute)
	if err != nil || len(b.rows) != 1 {
		t.Errorf("%v, stored %+v", err, b.rows)
	}
	want := []string{"getUpdates", "getUpdates", "getUpdates", "deleteWebhook", "getUpdates", "getUpdates"}
	if !slices.Equal(s.names, want) {
		t.Fatalf("called %v, want %v", s.names, want)
	}
	if got := s.asked[3].Get("drop_pending_updates"); got != "false" {
		t.Errorf("drop_pending_updates is %q", got)
	}
	if s.at[4] > 2*time.Second {
		t.Errorf("heard again after %v", s.at[4])
	}
	if lines(log, "ERROR") > 0 || strings.Count(log, "another program has set a webhook") != 1 {
		t.Errorf("the log is\n%s", log)
	}
}

// Whoever sets it again and again has the token, too: that is said, and there is no quarrel over it.
func TestPollDoesNotQuarrelOverAWebhook(t *testing.T) {
	var body []string
	for range 6 { // removed at once, then not for ten minutes
		body = append(append(body, webhookIsActive, done), slices.Repeat([]string{webhookIsActive}, int(conflictAgain/conflictWait))...)
	}
	s := &script{body: body}
	log, err := polls(t, s, &box{}, time.Hour)
	if err != nil {
		t.Error(err)
	}
	removed := 0
	for _, name := range s.names {
		if name == "deleteWebhook" {
			removed++
		}
	}
	if removed != 6 || lines(log, "WARN") != 6 || lines(log, "ERROR") != 6 ||
		strings.Count(log, "sets a webhook with the same token again and again") != 6 || strings.Contains(log, "polls with") {
		t.Errorf("removed %d times, and said:\n%s", removed, log)
	}
}

// A webhook that cannot be removed now is removed later.
func TestPollRemovesAWebhookLater(t *testing.T) {
	s := &script{body: []string{webhookIsActive, "", webhookIsActive, done, batch(message1(1, 7))}}
	b := &box{}
	log, err := polls(t, s, b, time.Minute)
	if err != nil || len(b.rows) != 1 || s.at[4] > 7*time.Second {
		t.Errorf("%v, stored %+v at %v:\n%s", err, b.rows, s.at, log)
	}
}
