package storage

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"medius/storage/postgrestest"
)

// wholeTable matches the plan of a query that reads a table from end to end. Walking a partial index is fine: it holds
// only the rows that wait.
var wholeTable = regexp.MustCompile(`^SCAN \w+( USING (COVERING )?INDEX sqlite_autoindex\S*)?$`)

type question struct {
	name, query string
	args        []any
	index       string
}

// ofAFile are asked of a file only.
var ofAFile = []question{
	{"updates that are known", knownSQL, []any{"[1]", "[7]"}, "sqlite_autoindex_inbox_1"},
	{"members of some chats", membersAheadSQL, []any{"[7]"}, "sqlite_autoindex_members_1"},
	{"days of some members", daysAheadSQL, []any{"[7]", 1}, "sqlite_autoindex_days_1"},
	{"open letters of some chats", lettersAheadSQL, []any{"[7]"}, "outbox_open"},
	{"chats in which something waits", knownSQL, []any{"[1]", "[7]"}, "inbox_chat"},
}

// frequent are the questions that are asked every second, or of very much, with the index each is to be answered from.
var frequent = []question{
	{"pending updates", pendingSQL, []any{0, 10}, "inbox_pending"},
	{"anything due", dueAnySQL, []any{1}, "appointments_exact"},
	{"due appointments", dueSQL, []any{1, 10}, "appointments_exact"},
	{"any reminder due", dueSpreadAnySQL, []any{1}, "appointments_spread"},
	{"due reminders", dueSpreadSQL, []any{1, 10}, "appointments_spread"},
	{"the next moment", nextExactSQL, nil, "appointments_exact"},
	{"the next reminder", nextSpreadSQL, nil, "appointments_spread"},
	{"letters of a lane", waitingSQL, []any{3}, "outbox_turn"},
	{"lease of an appointment", dueLeaseSQL, []any{1, 1, "a"}, "sqlite_autoindex_appointments_1"},
	{"any letter, ready", claimAnySQL, []any{1, 1, 1}, "outbox_ready"},
	{"any letter, expired", claimAnySQL, []any{1, 1, 1}, "outbox_expiry"},
	{"any letter, stuck", claimAnySQL, []any{1, 1, 1}, "outbox_sending"},
	{"any urgent letter", claimUrgentSQL, []any{2, 1, 1}, "outbox_turn"},
	{"any urgent letter, stuck", claimUrgentSQL, []any{2, 1, 1}, "outbox_sending"},
	{"letters that may go", claimSQL, []any{1, 4, 10}, "outbox_turn"},
	{"earlier letters of the chat", claimSQL, []any{1, 4, 10}, "outbox_open"},
	{"the next letter of the chat", nextSQL, []any{1, 1, 7}, "outbox_open"},
	{"open letters of the chat", openLettersSQL, []any{7}, "outbox_open"},
	{"letters that have arrived", sentSQL, []any{1, "[[1,1,\"\"]]", 0}, "INTEGER PRIMARY KEY"},
	{"what waits behind them", sentSQL, []any{1, "[[1,1,\"\"]]", 0}, "outbox_open"},
	{"expired letters", expireSQL, []any{1, 1}, "outbox_expiry"},
	{"letters stuck on their way", strandedSQL, []any{1}, "outbox_sending"},
	{"waiting edits of a message", replaceSQL, []any{1, 1, "a", 1}, "outbox_open"},
	{"nothing to do: updates", idleSQL, []any{1, 1, 1, 1, 1}, "inbox_"},
	{"nothing to do: appointments", idleSQL, []any{1, 1, 1, 1, 1}, "appointments_exact"},
	{"nothing to do: reminders", idleSQL, []any{1, 1, 1, 1, 1}, "appointments_spread"},
	{"how many updates wait", inboxCountSQL, nil, "inbox_"},
	{"the oldest update", inboxOldestSQL, nil, "inbox_pending"},
	{"how many letters wait", laneCountSQL, nil, "outbox_turn"},
	{"the oldest letter of a lane", laneOldestSQL, []any{1, 1}, "outbox_turn"},
	{"members by where they stand", censusSQL, nil, "members_standing"},
	{"old updates", sweepInboxSQL, []any{0, 9, 1}, "INTEGER PRIMARY KEY"},
	{"old dead updates", sweepDeadSQL, []any{0, 1}, "dead_died"},
	{"old bodies", sweepBodiesSQL, []any{0, 1}, "outbox_body"},
	{"old letters", sweepLettersSQL, []any{0, 1}, "outbox_settled"},
	{"what an announcement has waiting", announcingSQL, []any{4, "a", "b", 4, "a", "b"}, "outbox_turn"},
	{"what an announcement has on its way", announcingSQL, []any{4, "a", "b", 4, "a", "b"}, "outbox_sending"},
	{"how far an announcement is", broadcastCountSQL, []any{"a", "b"}, "sqlite_autoindex_outbox_1"},
	{"members for an announcement", listenersSQL, []any{1, 9, 1}, "INTEGER PRIMARY KEY"},
	{"letters of a chat", "DELETE " + ownLettersSQL, []any{"c7:", "c7;", 7}, "sqlite_autoindex_outbox_1"},
	{"letters of a chat with other keys", "DELETE " + strayLettersSQL, []any{7}, "outbox_stray"},
	{"letters to nobody", sweepForgoneSQL, []any{2, 3, 1}, "outbox_settled"},
	{"the next letters", forgoneUpToSQL, []any{0, 1, 1}, "outbox_settled"},
}

// The questions that are asked every second are answered from an index, with statistics and without, however much lies
// around that is settled.
func TestFrequentQueriesUseAnIndex(t *testing.T) {
	db := open(t)
	plans := func(t *testing.T) {
		for _, q := range slices.Concat(frequent, ofAFile) {
			t.Run(q.name, func(t *testing.T) {
				var steps []struct{ Detail string }
				must(t, db.writer.WithContext(t.Context()).Raw("EXPLAIN QUERY PLAN "+q.query, q.args...).Find(&steps).Error)
				var plan []string
				for _, s := range steps {
					plan = append(plan, s.Detail)
					if wholeTable.MatchString(s.Detail) && s.Detail != "SCAN CONSTANT ROW" {
						t.Errorf("reads a whole table: %s", s.Detail)
					}
				}
				if all := strings.Join(plan, "\n"); !strings.Contains(all, "INDEX "+q.index) && !strings.Contains(all, "USING "+q.index) {
					t.Errorf("does not use %s:\n%s", q.index, all)
				}
			})
		}
	}
	t.Run("in the beginning", plans)
	settled(t, db, 2000)
	must(t, db.writer.Exec(`ANALYZE`).Error)
	t.Run("with much that is settled", plans)
}

// settled fills the tables with members, done updates and sent letters, as after some weeks.
func settled(t testing.TB, db *DB, n int) {
	t.Helper()
	const numbers = `WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?) `
	for _, query := range []string{
		numbers + `INSERT INTO members (chat_id, doc) SELECT n, '{}' FROM numbers`,
		numbers + `INSERT INTO inbox (update_id, chat_id, received_at, done_at) SELECT n, 0, 1, 1 FROM numbers`,
		numbers + `INSERT INTO outbox (key, chat_id, lane, target, not_before, expires_at, repeatable, state, settled_at)
			SELECT 'old ' || n, n % 100, 1, '', 0, 0, TRUE, 'sent', 1 FROM numbers`,
	} {
		must(t, db.writer.WithContext(t.Context()).Exec(query, n).Error)
	}
	const promises = `INSERT INTO appointments (member_id, kind, at, until, slot, ready_at)
		SELECT id, 'morning', ? + id, 0, '', ? + id FROM members`
	at := milli(noon)
	must(t, db.writer.WithContext(t.Context()).Exec(promises, at, at).Error)
}

// inFull matches the plan of a server that reads a large table from end to end.
var inFull = regexp.MustCompile(`Seq Scan on (inbox|outbox|appointments|members)\b`)

// A server answers the same questions from an index, too, when there is so much that it matters; which one is its business.
func TestFrequentQueriesUseAnIndexOnAServer(t *testing.T) {
	db := openAt(t, postgrestest.Database(t))
	settled(t, db, 20_000)
	must(t, db.writer.Exec(`ANALYZE`).Error)
	for _, q := range frequent {
		if q.query == censusSQL {
			continue // it is about everybody
		}
		t.Run(q.name, func(t *testing.T) {
			var plan []string
			must(t, db.writer.WithContext(t.Context()).Raw("EXPLAIN "+q.query, q.args...).Find(&plan).Error)
			if all := strings.Join(plan, "\n"); inFull.MatchString(all) || !strings.Contains(all, "Index") && !strings.Contains(all, "on dead") {
				t.Errorf("reads a whole table:\n%s", all)
			}
		})
	}
}
