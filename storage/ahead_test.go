package storage

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"medius/coach"
)

// script is a front of which is known what its turns are given and what they write.
type script struct {
	db      *DB
	counter *counter
	entries map[int64][]coach.Entry // by update; the second and later are those of its errands
	given   []string
}

func (s *script) answer(ctx context.Context, in coach.Inbound) error {
	n := 0
	return s.db.Exchange(ctx, in.Chat, coach.Source{Update: in.Update}, func(m coach.Member, errand *coach.Errand) (coach.Entry, error) {
		text, err := json.Marshal([]any{in.Update, m.ID, m, m.Days, m.Door, errand})
		s.given = append(s.given, string(text))
		entries := s.entries[in.Update]
		if n >= len(entries) {
			return coach.Entry{Member: m}, err
		}
		e := entries[n]
		n++
		e.Member.ID = m.ID
		if m.ID == 0 {
			e.Errands = nil
		}
		return e, err
	})
}

// state is all that is written, in an order in which it can be compared.
func (s *script) state(t *rapid.T) string {
	var lines []string
	for _, query := range []string{
		`SELECT json_array(chat_id, key, lane, state, target, message_id, shows, settled_at, lease_end, due_at, not_before, part, hex(body)) FROM outbox ORDER BY chat_id, id`,
		`SELECT json_array(id, chat_id, doc, standing) FROM members ORDER BY id`,
		`SELECT json_array(member_id, date, doc) FROM days ORDER BY member_id, date`,
		`SELECT json_array(update_id, chat_id, done_at > 0) FROM inbox ORDER BY update_id`,
	} {
		var rows []string
		if err := s.db.reader.Raw(query).Find(&rows).Error; err != nil {
			t.Fatal(err)
		}
		lines = append(lines, rows...)
	}
	return fmt.Sprintf("%q", lines)
}

// drawLetter draws a letter of a turn; few keys, so that they meet.
func drawLetter(t *rapid.T, chat int64) coach.Letter {
	key := func(name string) string {
		return fmt.Sprintf("c%d:%d", chat, rapid.IntRange(1, 12).Draw(t, name))
	}
	l := coach.Letter{
		Key: key("key"), Lane: coach.Lane(rapid.IntRange(0, 4).Draw(t, "lane")), Repeat: rapid.IntRange(0, 4).Draw(t, "repeat") > 0, Body: []byte("words"),
	}
	if rapid.IntRange(0, 5).Draw(t, "delayed") == 0 {
		l.NotBefore = noon.Add(time.Minute)
	}
	if rapid.IntRange(0, 3).Draw(t, "edits") == 0 {
		l.Target, l.Part = key("target"), rapid.Bool().Draw(t, "part")
	}
	return l
}

func drawEntry(t *rapid.T, chat int64) (e coach.Entry) {
	seldom := func(name string) bool { return rapid.IntRange(0, 9).Draw(t, name) == 0 }
	e.Member = coach.Member{Language: rapid.SampledFrom([]string{"en", "de"}).Draw(t, "language")}
	for i := range rapid.IntRange(0, 2).Draw(t, "days") {
		e.Member.Days = append(e.Member.Days, coach.Day{Date: coach.Date("2026-02-20").Add(rapid.IntRange(0, 9).Draw(t, "day")*2 + i)})
	}
	for range rapid.IntRange(0, 3).Draw(t, "letters") {
		e.Letters = append(e.Letters, drawLetter(t, chat))
	}
	if seldom("hush") {
		e.Hush = []coach.Lane{coach.Lane(rapid.IntRange(1, 4).Draw(t, "hushed"))}
	}
	if seldom("errand") {
		e.Errands = []coach.Errand{{To: rapid.Int64Range(1, 4).Draw(t, "to"), Kind: "any"}}
	}
	if len(e.Letters) > 0 && seldom("elsewhere") {
		e.Letters[0].Chat = rapid.Int64Range(1, 4).Draw(t, "another chat")
	}
	e.Erase, e.Silence = seldom("erase"), seldom("silence")
	return e
}

// round lets both scripts play the same batch, and some of what was handed over arrive.
func (s *script) round(t *rapid.T, batch []coach.Inbound, together bool) []coach.Letter {
	most := 1
	if together {
		most = len(batch)
	}
	for part := range slices.Chunk(batch, most) {
		left, err := s.db.Admit(t.Context(), part, part[len(part)-1].Update+1, s.answer)
		if err != nil || left {
			t.Fatal("left", left, err)
		}
	}
	letters := s.counter.take()
	slices.SortStableFunc(letters, func(a, b coach.Letter) int { return cmp.Compare(a.Chat, b.Chat) }) // only the order in a chat counts
	return letters
}

// described is what of letters must be the same.
func described(letters []coach.Letter) string {
	var lines []string
	for _, l := range letters {
		if l.ID == 0 {
			lines = append(lines, "without id")
		}
		l.ID = 0
		lines = append(lines, fmt.Sprintf("%+v", l))
	}
	return strings.Join(lines, "\n")
}

// A batch that is answered together reads, writes and hands over what it would one update after the other.
func TestTogetherIsAsOneAfterTheOther(t *testing.T) {
	var dbs [2]*DB
	for i := range dbs {
		dbs[i], _ = unhastened(t)
	}
	rapid.Check(t, func(t *rapid.T) {
		var scripts [2]*script
		for i, db := range dbs {
			for _, table := range []string{"outbox", "inbox", "days", "members", "erasures", "broadcasts", "sqlite_sequence"} {
				if err := db.writer.Exec(`DELETE FROM ` + table + ` WHERE rowid > 0`).Error; err != nil {
					t.Fatal(err)
				}
			}
			scripts[i] = &script{db: db, counter: &counter{bulk: true}, entries: map[int64][]coach.Entry{}}
			db.HandTo(scripts[i].counter)
		}
		same := func(what string, got func(*script) string) {
			if a, b := got(scripts[0]), got(scripts[1]); a != b {
				t.Fatalf("%s\n%s\none after the other\n%s", what, a, b)
			}
		}
		id := int64(0)
		for range rapid.IntRange(1, 4).Draw(t, "batches") {
			var batch []coach.Inbound
			for range rapid.IntRange(2, 6).Draw(t, "updates") {
				id++
				in := update(id, rapid.Int64Range(1, 4).Draw(t, "chat"))
				batch = append(batch, in)
				for range 3 {
					e := drawEntry(t, in.Chat)
					scripts[0].entries[id], scripts[1].entries[id] = append(scripts[0].entries[id], e), append(scripts[1].entries[id], e)
				}
			}
			var handed [2][]coach.Letter
			for i, s := range scripts {
				handed[i] = s.round(t, batch, i == 0)
			}
			for n := 0; n < len(handed[0]) && n < len(handed[1]); n++ {
				if handed[0][n].Key != handed[1][n].Key || !rapid.Bool().Draw(t, "arrives") {
					continue
				}
				for i, s := range scripts {
					next, _, err := s.db.Sent(t.Context(), handed[i][n].ID, coach.Delivered{Message: int64(n + 1), Shows: "a picture"})
					if err != nil {
						t.Fatal(err)
					}
					s.given = append(s.given, described(next))
				}
			}
			if a, b := described(handed[0]), described(handed[1]); a != b {
				t.Fatalf("handed over\n%s\none after the other\n%s", a, b)
			}
			same("given", func(s *script) string { return strings.Join(s.given, "\n") })
			same("written", func(s *script) string { return s.state(t) })
			if scripts[0].counter.more > 0 != (scripts[1].counter.more > 0) {
				t.Fatal("others wait:", scripts[0].counter.more, scripts[1].counter.more)
			}
		}
	})
}
