package storage

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medius/coach"
)

// known fills every table with rows of one member.
func known(t *testing.T, db *DB, chat int64, word string) coach.Member {
	t.Helper()
	first := chat * 10
	must(t, db.Accept(t.Context(), []coach.Inbound{
		{Update: first, Chat: chat, Raw: []byte(word)}, {Update: first + 1, Chat: chat, Raw: []byte(word)},
		{Update: first + 2, Chat: chat, Raw: []byte(word)},
	}, first+3))
	for range tryLimit {
		_, err := db.SetAside(t.Context(), first+1, "panic")
		must(t, err)
	}
	must(t, db.Done(t.Context(), first+2))
	enter(t, db, chat, coach.Entry{
		Member:  coach.Member{Language: word, Days: []coach.Day{{Date: "2026-03-02"}}},
		Facts:   []coach.Fact{{Kind: word}},
		Keep:    []coach.Appointment{{Kind: "a", At: noon, Slot: word}},
		Letters: []coach.Letter{{Key: word, Body: []byte(strings.Repeat(word, 500))}},
	})
	m, _, err := db.Member(t.Context(), chat)
	must(t, err)
	return m
}

// A forgotten member has no row left in any table; others keep theirs. What stays is a receipt without a name.
func TestAForgottenMemberIsGone(t *testing.T) {
	db := open(t)
	gone, stays := known(t, db, 9, "gone-word"), known(t, db, 8, "stays-word")
	enter(t, db, 9, coach.Entry{Erase: true})
	for table, column := range map[string]string{
		"members": "id", "days": "member_id", "facts": "member_id", "appointments": "member_id",
	} {
		query := `SELECT COUNT(*) FROM ` + table + ` WHERE ` + column + ` = ?`
		equal(t, table, count(t, db, query, gone.ID), 0)
		equal(t, table+" of the other", count(t, db, query, stays.ID), 1)
	}
	for table, others := range map[string]int{"outbox": 1, "dead": 1, "inbox": 1} {
		query := `SELECT COUNT(*) FROM ` + table + ` WHERE chat_id = ?`
		equal(t, table, count(t, db, query, 9), 0)
		equal(t, table+" of the other", count(t, db, query, 8), others)
	}
	pending(t, db, 80)
	equal(t, "receipts", count(t, db, `SELECT COUNT(*) FROM erasures WHERE erased_at = ? AND rules = '7'`, milli(noon)), 1)
}

// All letters of a chat are found: those whose keys begin with it, whatever follows, and those of announcements. Chats whose keys
// begin much the same keep theirs.
func TestEveryLetterOfAChatIsForgotten(t *testing.T) {
	db := open(t)
	keys := map[int64][]string{
		9:  {"c9:u1:0", "c9:", "c9:\u00ff", "c9:slot:morning", "announcement:1:c9:", "a", "c90:not its own"},
		90: {"c90:u1:0", "c90:"}, -9: {"c-9:u1:0"}, 8: {"c8:u1:0", "announcement:1:c8:", "c9;", "c9", "c9:of another chat"},
	}
	for chat, all := range keys {
		for _, key := range all {
			enter(t, db, chat, coach.Entry{Letters: []coach.Letter{{Key: key, Body: []byte("x")}}})
		}
	}
	letters := func(chat int64) int {
		f, err := db.Kept(t.Context(), chat)
		must(t, err)
		equal(t, "letters counted", f.Letters, count(t, db, `SELECT COUNT(*) FROM outbox WHERE chat_id = ?`, chat))
		return f.Letters
	}
	for chat, all := range keys {
		equal(t, "letters before", letters(chat), len(all))
	}
	enter(t, db, 9, coach.Entry{Erase: true})
	for chat, all := range keys {
		if chat == 9 {
			all = nil
		}
		equal(t, "letters left", letters(chat), len(all))
	}
}

// The goodbye is sent, to the chat alone.
func TestTheGoodbyeIsSent(t *testing.T) {
	db, ctx := open(t), t.Context()
	known(t, db, 9, "gone-word")
	accept(t, db, 2, 1)
	must(t, db.Turn(ctx, 9, coach.Source{Update: 1}, func(m coach.Member) (coach.Entry, error) {
		return coach.Entry{Member: m, Erase: true, Letters: []coach.Letter{{Key: "goodbye", Member: m.ID}}}, nil
	}))
	letters, err := db.Claim(ctx, noon, coach.LaneBroadcast, nil, 10)
	must(t, err)
	equal(t, "letters", len(letters), 1)
	equal(t, "key", letters[0].Key, "goodbye")
	equal(t, "member", letters[0].Member, 0)
	equal(t, "chat", letters[0].Chat, 9)
	pending(t, db)
}

// Who comes back after an erasure is a new member with a new id.
func TestAForgottenIdIsNeverGivenAgain(t *testing.T) {
	db := open(t)
	m := join(t, db, 9)
	enter(t, db, 9, coach.Entry{Erase: true})
	again := join(t, db, 9)
	equal(t, "another id", again.ID != m.ID, true)
	facts, err := db.Facts(t.Context(), again.ID)
	must(t, err)
	equal(t, "facts", len(facts), 0)
}

// Erasing someone who was never saved removes their letters and needs no receipt.
func TestErasingNobody(t *testing.T) {
	db := open(t)
	enter(t, db, 9, coach.Entry{Letters: []coach.Letter{{Key: "a"}}})
	enter(t, db, 9, coach.Entry{Erase: true})
	equal(t, "letters", count(t, db, `SELECT COUNT(*) FROM outbox`), 0)
	equal(t, "receipts", count(t, db, `SELECT COUNT(*) FROM erasures`), 0)
}

// What was deleted cannot be found in the files either: neither in free pages nor in the write-ahead log.
func TestAnErasureOverwritesTheFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openAt(t, path)
	known(t, db, 9, "gone-word")
	known(t, db, 8, "stays-word")
	enter(t, db, 9, coach.Entry{Erase: true})
	found := map[string]bool{}
	for _, name := range []string{path, path + "-wal"} {
		content, err := os.ReadFile(name)
		must(t, err)
		for _, word := range []string{"gone-word", "stays-word"} {
			found[word] = found[word] || bytes.Contains(content, []byte(word))
		}
	}
	equal(t, "deleted words in the files", found["gone-word"], false)
	equal(t, "kept words in the files", found["stays-word"], true)
}
