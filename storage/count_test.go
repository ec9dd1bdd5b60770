package storage

import (
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"testing"
	"time"

	"github.com/pressly/goose/v3"

	"medius/coach"
)

// What waits is counted by lane, with the age of the oldest; what has left, or is on its way, is not.
func TestTheBacklogCountsWhatWaits(t *testing.T) {
	db := open(t)
	must(t, db.Accept(t.Context(), []coach.Inbound{{Update: 1, Chat: 9, Raw: []byte("a")}, {Update: 2, Chat: 9}}, 3))
	must(t, db.Done(t.Context(), 2))
	letters := []coach.Letter{
		{Key: "first", Lane: coach.LaneReply, Body: []byte("x")},
		{Key: "second", Lane: coach.LaneReply},
		{Key: "later", Lane: coach.LaneTimer, NotBefore: noon.Add(time.Minute)},
	}
	enter(t, db, 9, coach.Entry{Member: coach.Member{Language: "en"}, Letters: letters})
	b, err := db.Backlog(t.Context(), noon.Add(30*time.Second))
	must(t, err)
	equal(t, "inbox", b.Inbox, Queue{1, noon})
	equal(t, "replies", b.Outbox[coach.LaneReply], Queue{2, noon})
	equal(t, "timers, whose moment has not come", b.Outbox[coach.LaneTimer], Queue{Waiting: 1})
	claimed, err := db.Claim(t.Context(), noon, coach.LaneBroadcast, nil, 1)
	must(t, err)
	b, err = db.Backlog(t.Context(), noon.Add(2*time.Minute))
	must(t, err)
	equal(t, "replies while one is on its way", b.Outbox[coach.LaneReply].Waiting, 1)
	equal(t, "a timer that is late", b.Outbox[coach.LaneTimer], Queue{1, noon.Add(time.Minute)})
	// A letter that is put off is as old as it was.
	must(t, db.Later(t.Context(), claimed[0].ID, noon.Add(time.Hour)))
	b, err = db.Backlog(t.Context(), noon.Add(2*time.Hour))
	must(t, err)
	equal(t, "replies after one was put off", b.Outbox[coach.LaneReply], Queue{2, noon})
}

// A member is counted where the document says, whatever way it was written, and not any more once forgotten.
func TestTheCensusFollowsTheMembers(t *testing.T) {
	db := open(t)
	census := func() map[coach.Standing]int {
		t.Helper()
		n, err := db.Census(t.Context())
		must(t, err)
		return n
	}
	for chat := range int64(3) {
		enter(t, db, chat+1, coach.Entry{Member: coach.Member{Language: "en", Stage: coach.StageActive}})
	}
	equal(t, "active", census()[coach.StandingActive], 3)
	enter(t, db, 1, coach.Entry{Member: coach.Member{Language: "en", Stage: coach.StageActive, Away: true}})
	enter(t, db, 2, coach.Entry{Member: coach.Member{Language: "en", Stage: coach.StageActive, Pause: &coach.Pause{Since: "2026-03-02"}}})
	enter(t, db, 3, coach.Entry{Erase: true})
	must(t, db.Restore(t.Context(), 4, History{Member: coach.Member{Language: "en", Stage: coach.StageStopped}}, false))
	want := map[coach.Standing]int{coach.StandingAway: 1, coach.StandingPaused: 1, coach.StandingStopped: 1}
	if got := census(); !maps.Equal(got, want) {
		t.Errorf("after a day: got %v, want %v", got, want)
	}
}

// A group that has had its one line is no member, whatever counts or takes them along; one that an earlier version counted is none from the next sweep on.
func TestAGroupIsNoMember(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	enter(t, db, -500, coach.Entry{Member: coach.Member{Chat: -500, Language: "en", Place: coach.Place{Greeted: true}}})
	enter(t, db, -501, coach.Entry{Member: coach.Member{Chat: -501, Language: "en", Place: coach.Place{Greeted: true}}})
	must(t, db.writer.Exec(`UPDATE members SET standing = 'beginning' WHERE chat_id = -501`).Error)
	must(t, db.Sweep(t.Context(), noon))
	census, err := db.Census(t.Context())
	must(t, err)
	equal(t, "groups", census[coach.StandingGroup], 2)
	equal(t, "beginning", census[coach.StandingBeginning], 1)
	chats, err := db.Chats(t.Context())
	must(t, err)
	equal(t, "chats", fmt.Sprint(chats), "[9]")
	zones, err := db.Zones(t.Context())
	must(t, err)
	equal(t, "members with zones", len(zones), 1)
	equal(t, "members in a backup", backUp(t, db, filepath.Join(t.TempDir(), "b")).Members, 1)
}

// Members of an older database are counted as the program would count them.
func TestTheMigrationCountsAsTheProgramDoes(t *testing.T) {
	db := open(t)
	away, paused := true, &coach.Pause{Since: "2026-03-02"}
	var want []string
	for _, stage := range []coach.Stage{
		coach.StageNew, coach.StageOnboarding, coach.StageActive, coach.StageTurnedAway, coach.StageStopped,
	} {
		for _, m := range []coach.Member{{}, {Away: away}, {Pause: paused}, {Lock: &coach.Lock{Flag: "U_BONE"}}, {Barred: true}, {Barred: true, Away: away}} {
			m.Language, m.Stage = "en", stage
			want = append(want, string(m.Standing()))
			enter(t, db, int64(len(want)), coach.Entry{Member: m})
		}
	}
	var have []string
	const query = `SELECT standing FROM members ORDER BY id`
	must(t, db.writer.Raw(query).Find(&have).Error)
	equal(t, "as written", fmt.Sprint(have), fmt.Sprint(want))
	names, err := fs.Glob(releases(), "*_standing.sql")
	must(t, err)
	version, err := goose.NumericComponent(names[0])
	must(t, err)
	pool, err := db.writer.DB()
	must(t, err)
	steps, err := goose.NewProvider(goose.DialectSQLite3, pool, releases(), goose.WithDisableGlobalRegistry(true))
	must(t, err)
	_, err = steps.DownTo(t.Context(), version-1)
	must(t, err)
	_, err = steps.Up(t.Context())
	must(t, err)
	have = nil
	must(t, db.writer.Raw(query).Find(&have).Error)
	equal(t, "as migrated", fmt.Sprint(have), fmt.Sprint(want))
}

// The sizes are those of the files, and a database that is closed does not answer.
func TestSizeAndPing(t *testing.T) {
	db := open(t)
	join(t, db, 9)
	file, wal, err := db.Size(t.Context())
	must(t, err)
	if file == 0 || wal == 0 {
		t.Errorf("sizes %d and %d", file, wal)
	}
	must(t, db.Ping(t.Context()))
	pool, err := db.reader.DB()
	must(t, err)
	must(t, pool.Close())
	if db.Ping(t.Context()) == nil {
		t.Error("a closed database answers")
	}
}
