package main

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"medius/bot/telegramtest"
)

// canary is a word nobody but a member says.
const canary = "kanarienvogel"

// The facts a line of the log may have. A new one belongs here only when it can hold nothing a member said, scored or is
// called: numbers of members and letters, codes, lengths of time, errors.
var logFacts = []string{
	"time", "level", "msg", "err", "stack", "member", "update", "letter", "kind", "lane", "wait", "count", "dead", "try", "failures",
	"exercise", "view", "number", "paper", "days", "name", "bytes", "method", "url", "addr", "bot", "version", "database", "file", "schema", "hint",
	"link",                                                              // that claims a bot nobody has claimed
	"trace", "trace.duration", "trace.sql", "trace.rows", "trace.error", // SQL, with ? for the values
}

// Whatever a member types, is called, sends and scores, however it goes wrong on the way: none of it is in the log, in the
// metrics or in the answers about health.
func TestNothingOfAMemberIsLoggedOrMeasured(t *testing.T) {
	server := pretend(t)
	p := start(t, append(coached(t, server), "MEDIUS_WATCH_LISTEN=127.0.0.1:0", "MEDIUS_LOG_FORMAT=json",
		"MEDIUS_LIMITS_EDITS_PER_MINUTE=0", "MEDIUS_OWNER_IDS=8", "MEDIUS_LIMITS_BROADCAST_PER_SECOND=0"), "run")
	url := p.hears(`"msg":"watch","url":"(http://127\.0\.0\.1:\d+)"`)
	p.hears("medius is running")
	m := &talker{t: t, User: server.User(7, "Vorname "+canary, "en")}
	server.AllowUnanswered()
	m.Send("/start " + canary)
	for _, value := range []string{
		"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "physiotherapist", "no", "outside", "no",
		"left", "3", "no", "2",
	} {
		m.tap(value)
	}
	m.Send(canary) // where a town is wanted
	m.Send("Berlin")
	for _, value := range []string{"yes", "07:00", "19:00", "*", "later"} {
		m.tap(value)
	}
	owner := server.User(8, "Owner "+canary, "en")
	for _, text := range []string{"/owner", "write to everybody", "An announcement of a " + canary, "send it"} {
		answers(t, owner, text)
	}
	reads(t, "An announcement of a "+canary, m.User)
	unhappy(server)
	said := m.Send("about 7 " + canary)
	m.Edit(said, "my pain is 9 "+canary)
	m.SendLocation(12.3456789, 98.7654321)
	m.SendRaw("photo", map[string]any{"caption": canary})
	m.SendRaw("contact", map[string]any{"contact": map[string]any{"first_name": canary, "phone_number": "+49" + canary}})
	m.SendRaw("text", map[string]any{"text": map[string]any{canary: canary}}) // not to be read
	m.SendRaw("text", map[string]any{"text": canary, "date": canary})         // nor this one
	m.Tap(said, canary)
	m.Send("/progress " + canary)
	m.Send("/" + canary)
	m.Send("numb " + canary)
	m.Block()
	m.Unblock()
	eventually(t, url+"/metrics", `medius_poison_updates_total 1`)
	greets(t, m.User) // after all this
	page := get(t, url+"/metrics")
	health := get(t, url+"/readyz") + get(t, url+"/healthz")
	p.signal(syscall.SIGTERM)
	p.exits(5 * time.Second)
	for name, text := range map[string]string{"log": p.said.String(), "metrics": page, "health": health} {
		for _, secret := range []string{canary, "Vorname", "12.34", "98.76", "TEST-token", "about 7", "Berlin"} {
			if strings.Contains(strings.ToLower(text), strings.ToLower(secret)) {
				t.Errorf("the %s has %q:\n%s", name, secret, lineWith(text, secret))
			}
		}
	}
	if !strings.Contains(p.said.String(), `"msg":"letter refused"`) || !strings.Contains(p.said.String(), `"msg":"update failed"`) {
		t.Error("nothing went wrong: the test does not see how trouble is logged")
	}
	onlyKnownFacts(t, p.said.String())
}

// unhappy makes calls fail in ways that are logged.
func unhappy(server *telegramtest.Server) {
	for _, f := range []telegramtest.Fault{
		{Method: "sendMessage", Kind: telegramtest.FaultCode, Code: 400, Description: "Bad Request: something new"},
		{Method: "editMessageText", Kind: telegramtest.FaultResetAfter},
		{Method: "sendMessage", Kind: telegramtest.FaultHTML502},
		{Method: "sendMessage", Kind: telegramtest.Fault429, RetryAfter: 1},
		{Method: "getUpdates", Kind: telegramtest.FaultCutJSON},
	} {
		server.Fail(f)
	}
}

// onlyKnownFacts wants every line of a JSON log to have no other facts than those that were looked at.
func onlyKnownFacts(t *testing.T, log string) {
	t.Helper()
	lines := bufio.NewScanner(strings.NewReader(log))
	for lines.Scan() {
		var line map[string]any
		if err := json.Unmarshal(lines.Bytes(), &line); err != nil {
			t.Errorf("no JSON: %s", lines.Text())
			continue
		}
		for _, fact := range facts("", line) {
			if !slices.Contains(logFacts, fact) {
				t.Errorf("a new fact %q in %s", fact, lines.Text())
			}
		}
	}
}

// facts are the names in a line; those in a group have its name before them.
func facts(group string, line map[string]any) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(line)) {
		names = append(names, group+name)
		if inner, ok := line[name].(map[string]any); ok {
			names = append(names, facts(group+name+".", inner)...)
		}
	}
	return names
}

func lineWith(text, part string) string {
	for line := range strings.Lines(text) {
		if strings.Contains(strings.ToLower(line), strings.ToLower(part)) {
			return line
		}
	}
	return ""
}

// talker is a member who presses the newest button with a value.
type talker struct {
	t *testing.T
	*telegramtest.User
	tapped int64
}

func (m *talker) tap(value string) {
	m.t.Helper()
	ctx, cancel := context.WithTimeout(m.t.Context(), 20*time.Second)
	defer cancel()
	var message int64
	var data string
	err := m.WaitFor(ctx, func(chat []telegramtest.Message) bool {
		message, data = newest(chat, m.tapped, value)
		return data != ""
	})
	if err != nil {
		m.t.Fatalf("no button %q: %v\n%s", value, err, fmt.Sprint(m.Messages()))
	}
	m.tapped = message
	m.Tap(message, data)
}

// newest finds the latest button with a value, later than a message.
func newest(chat []telegramtest.Message, after int64, value string) (message int64, data string) {
	for _, msg := range slices.Backward(chat) {
		if msg.ID <= after {
			return 0, ""
		}
		for _, row := range msg.Buttons {
			for _, b := range row {
				if _, v, _ := strings.Cut(b.Data, ":"); v == value {
					return msg.ID, b.Data
				}
			}
		}
	}
	return 0, ""
}
