package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/coach"
)

// chatty puts a member's words wherever words can be kept: in the document, the journal, letters that wait and that failed, updates
// that wait and that were given up, an announcement.
func chatty(t *testing.T, w *ward) {
	t.Helper()
	ctx, db := t.Context(), openData(t, w.database)
	raw, err := json.Marshal(map[string]string{"text": canary})
	w.must(err)
	batch := []coach.Inbound{{Update: 1, Chat: 4711, Raw: raw}, {Update: 2, Chat: 4711, Raw: raw}}
	w.must(db.Accept(ctx, batch, 3))
	for range 3 {
		_, err := db.SetAside(ctx, 1, "translate")
		w.must(err)
	}
	w.must(db.Turn(ctx, 4711, coach.Source{}, func(m coach.Member) (coach.Entry, error) {
		m.Notes = append(m.Notes, coach.Note{Date: "2026-03-02", Text: canary})
		return coach.Entry{
			Member: m, Announce: canary,
			Facts:   []coach.Fact{{At: noon, Date: "2026-03-02", Kind: "note", Data: map[string]any{"text": canary}}},
			Letters: []coach.Letter{{Key: "a", Body: raw}, {Key: "b", Body: raw}},
		}, nil
	}))
	letters, err := db.Claim(ctx, time.Now(), coach.LaneBroadcast, nil, 1)
	w.must(err)
	for _, l := range letters {
		w.must(db.Failed(ctx, l.ID, "refused"))
	}
	w.must(db.Close())
}

// What members have written is in the database, and in the files that were asked for. No command repeats a word of it, whatever
// it looks at, whatever is damaged, and whatever it refuses.
func TestNoVerbSaysAMembersWords(t *testing.T) {
	w := admit(t)
	t.Chdir(filepath.Dir(w.database))
	chatty(t, w)
	w.file("date.json", `{"format":"medius","version":1,"rules":"1","member":{},"days":[{"date":"`+canary+`","number":0}],"facts":[],"appointments":[]}`)
	w.file("fact.json", `{"format":"medius","version":1,"rules":"1","member":{},"days":[],"facts":[{"at":"`+canary+`"}],"appointments":[]}`)
	w.file("promise.json", `{"format":"medius","version":1,"rules":"1","member":{},"days":[],"facts":[],"appointments":[{"kind":"morning","at":"`+canary+`"}]}`)
	w.file("cut.json", `{"format":"medius","version":1,"rules":"1","member":{"notes":[{"text":"`+canary)
	w.file("type.json", `{"format":"medius","version":1,"rules":"1","member":{"notes":"`+canary+`"}}`)
	all := func(damaged string) {
		for _, args := range [][]string{
			{"doctor"}, {"doctor", "--offline"}, {"check"}, {"config", "dump"}, {"backup"}, {"backup", "--out", "copy" + damaged},
			{"restore", "copy"}, {"restore", "copy", "--replace"}, {"export", "--all", "--out", "all" + damaged},
			{"export", "--member", "4711", "--out", "one" + damaged}, {"export", "--member", "1", "--out", "none"}, {"forget", "4711"}, {"forget", "1"},
			{"broadcast", "--status"}, {"broadcast", "--preview", "hello"}, {"broadcast", "--yes", "hello"}, {"broadcast", "--stop"},
			{"import", "date.json", "--member", "9"}, {"import", "fact.json", "--member", "9"}, {"import", "promise.json", "--member", "9"},
			{"import", "cut.json", "--member", "9"}, {"import", "type.json", "--member", "9"}, {"healthcheck", "--wait", "1s"},
		} {
			_, said := w.types(args...)
			if strings.Contains(said, canary) || said == "" {
				t.Errorf("%s %q says %q", strings.Join(args, " "), damaged, said)
			}
		}
	}
	all("")
	raw, err := os.ReadFile(w.database)
	w.must(err)
	if !strings.Contains(string(raw), canary) {
		t.Fatal("there are no words in the database")
	}
	for i := 4096; i < len(raw); i += 1024 { // pages that are no pages
		copy(raw[i:], canary)
	}
	w.must(os.WriteFile(w.database, raw, 0o600))
	all("-damaged")
}
