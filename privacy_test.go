package medius_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"medius/bot"
	"medius/coach/dialog"
	"medius/content"
)

// ofHealth are words that must not stand on a lock screen, in any language there is.
var ofHealth = regexp.MustCompile(`(?i)\bhips?\b|pain|tend[oi]n|glute|sore|hurt|\bpill|hüft|schmerz|sehn|weh\b|exercise for|therap`)

// TestRemindersTellNothingOfHealth: what the coach sends by itself, to be read by whoever looks at the phone.
func TestRemindersTellNothingOfHealth(t *testing.T) {
	library, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, language := range library.Languages() {
		for _, key := range []string{
			"prompt.reminder", "prompt.snoozed", "prompt.nudge", "prompt.silent", "prompt.quiet", "prompt.start", "prompt.snooze15",
			"prompt.skip", "road.back.prompt", "road.back.prompt_lower",
		} {
			text := bot.PlainText(library, language, dialog.Phrase{Key: key})
			if text == "" || strings.Contains(text, key) {
				t.Errorf("%s: no text for %s", language, key)
			}
			if found := ofHealth.FindString(text); found != "" {
				t.Errorf("%s: %s says %q: %s", language, key, found, text)
			}
		}
	}
	for _, said := range []string{"Time for your hip.", "Zeit für deine Hüfte.", "How is the pain?", "Wie stark sind die Schmerzen?"} {
		if !ofHealth.MatchString(said) {
			t.Errorf("%q would not be noticed", said)
		}
	}
}

// TestThePaperNamesEveryTable: members are told what is kept and for how long; a new table is a new row there.
func TestThePaperNamesEveryTable(t *testing.T) {
	paper := papers(t)["docs/privacy.md"]
	migrations, err := filepath.Glob("storage/migrations/sqlite/*.sql")
	if err != nil || len(migrations) == 0 {
		t.Fatalf("%d migrations: %v", len(migrations), err)
	}
	tables := 0
	for _, name := range migrations {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range regexp.MustCompile(`(?m)^CREATE TABLE (\w+)`).FindAllStringSubmatch(string(text), -1) {
			tables++
			if !strings.Contains(paper, "\n| `"+m[1]+"` |") {
				t.Errorf("docs/privacy.md does not say what is kept in %s", m[1])
			}
		}
	}
	if tables < 10 {
		t.Errorf("%d tables found", tables)
	}
}
