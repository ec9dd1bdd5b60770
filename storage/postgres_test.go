package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/pressly/goose/v3"
	"gorm.io/gorm"

	"medius/coach"
	"medius/storage/postgrestest"
)

// Both engines have the same migrations, by number and name.
func TestMigrationsStandSideBySide(t *testing.T) {
	names := func(engine string) []string {
		all, err := fs.Glob(releasesFor(engine), "*.sql")
		must(t, err)
		return all
	}
	if files, server := names("sqlite"), names("postgres"); !slices.Equal(files, server) {
		t.Errorf("SQLite has %q, Postgres %q", files, server)
	}
}

// After all migrations both have the same tables, columns and indexes.
func TestBothEnginesHaveTheSameTables(t *testing.T) {
	ask := func(db *DB, query string) []string {
		t.Helper()
		var all []string
		must(t, db.reader.WithContext(t.Context()).Raw(query).Find(&all).Error)
		for i, row := range all {
			all[i] = strings.NewReplacer("BLOB", "BYTES", "BYTEA", "BYTES", "JSON", "TEXT", "INTEGER", "NUMBER", "BIGINT", "NUMBER").Replace(strings.ToUpper(row))
		}
		slices.Sort(all)
		return all
	}
	file, server := open(t), openAt(t, postgrestest.Database(t))
	for _, c := range []struct{ about, file, server string }{
		{"columns", `
			SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || (c."notnull" OR c.pk > 0) FROM sqlite_master t JOIN pragma_table_info(t.name) c
			WHERE t.type = 'table' AND t.name NOT IN ('sqlite_sequence', 'goose_db_version')`, `
			SELECT table_name || '.' || column_name || ' ' || data_type || ' ' || (is_nullable = 'NO')::int FROM information_schema.columns
			WHERE table_schema = current_schema() AND table_name <> 'goose_db_version'`},
		{"indexes", `
			SELECT tbl_name || '.' || name FROM sqlite_master WHERE type = 'index' AND name NOT LIKE 'sqlite_autoindex%'`, `
			SELECT tablename || '.' || indexname FROM pg_indexes
			WHERE schemaname = current_schema() AND indexname NOT LIKE '%_pkey' AND indexname NOT LIKE '%_key'`},
	} {
		got, want := ask(server, c.server), ask(file, c.file)
		if len(want) < 14 || !slices.Equal(got, want) {
			t.Errorf("%s:\nPostgres %q\nSQLite   %q", c.about, got, want)
		}
	}
	if want := ask(file, `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT IN ('sqlite_sequence', 'goose_db_version')`); len(want) != len(tables) {
		t.Errorf("the list of tables has %d, there are %d: %q", len(tables), len(want), want)
	}
}

// What is wrong with a database on a server is said in the owner's words, and without the password.
func TestTroubleWithAServerHasAName(t *testing.T) {
	s := postgrestest.Start(t)
	admin := openAt(t, s.Database(t))
	for _, statement := range []string{
		`CREATE ROLE guarded LOGIN PASSWORD 'right'`,
		`CREATE DATABASE latin ENCODING 'LATIN1' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'`,
		`CREATE DATABASE frozen`, `ALTER DATABASE frozen SET default_transaction_read_only = on`,
	} {
		must(t, admin.writer.Exec(statement).Error)
	}
	foreign := s.Database(t)
	must(t, execute(t, foreign, `CREATE TABLE settings (name TEXT)`))
	newer := s.Database(t)
	must(t, openAt(t, newer).Close())
	must(t, execute(t, newer, `INSERT INTO goose_db_version (version_id, is_applied) VALUES (9000, true)`))
	guarded := strings.Replace(s.Address("postgres"), "medius@", postgrestest.Guarded+":wr0ng@", 1)
	for _, c := range []struct {
		about, dsn string
		want       error
	}{
		{"the password is wrong", guarded, ErrRefused},
		{"there is no such database", s.Address("nowhere"), ErrMissing},
		{"there is no such schema", s.Address("postgres") + "&search_path=nowhere", ErrMissing},
		{"nobody listens", "postgres://medius:wr0ng@127.0.0.1:1/medius", ErrUnreachable},
		{"it is another program's", foreign, ErrForeign},
		{"it is a newer medius's", newer, ErrNewer},
		{"it can only be read", s.Address("frozen"), ErrReadOnly},
		{"the role may make no tables", strings.Replace(guarded, "wr0ng", "right", 1), ErrReadOnly},
		{"the encoding is another", s.Address("latin"), ErrUnfit},
	} {
		t.Run(c.about, func(t *testing.T) {
			_, err := Open(t.Context(), options(t, c.dsn))
			if !errors.Is(err, c.want) || strings.Contains(err.Error(), "wr0ng") || strings.ContainsAny(err.Error(), "\n\t") || strings.Contains(err.Error(), "right") {
				t.Errorf("got %v, want %v", err, c.want)
			}
		})
	}
}

// execute runs one statement in a database that may be nobody's.
func execute(t *testing.T, dsn, statement string) error {
	t.Helper()
	db := &DB{log: silent(nil)}
	must(t, db.choose(dsn))
	conn, err := dial(db.engine.(*server).config, toChange, db.log)
	must(t, err)
	return errors.Join(conn.WithContext(t.Context()).Exec(statement).Error, disconnect(conn))
}

// An address is shown without what is secret in it.
func TestAnAddressIsShownWithoutItsPassword(t *testing.T) {
	for dsn, want := range map[string]string{
		"medius.db": "medius.db",
		"postgres://medius:s3cret@db.example.org:5432/medius":             "postgres://medius@db.example.org:5432/medius",
		"postgresql://medius@/medius?host=%2Frun&password=s3cret":         "postgresql://medius@/medius?host=%2Frun",
		"postgres://medius:s3%2Fcret@[::1]/medius?sslmode=verify-full":    "postgres://medius@[::1]/medius?sslmode=verify-full",
		"postgres://medius:s3/cret@127.0.0.1/medius":                      "postgres://(unreadable)",
		"postgres://medius@127.0.0.1/medius?sslpassword=s3cret&sslkey=/k": "postgres://medius@127.0.0.1/medius?sslkey=%2Fk",
	} {
		equal(t, "shown", Veil(dsn), want)
	}
	_, err := Open(t.Context(), options(t, "postgres://medius:s3cret@127.0.0.1:port/medius"))
	if err == nil || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("got %v", err)
	}
}

// Several begin on an empty database at once: it is migrated once, and all of them work. None takes the half of a schema for
// an old one that has to be backed up.
func TestInstancesThatBeginTogetherMigrateOnce(t *testing.T) {
	dsn, shelf := postgrestest.Database(t), t.TempDir()
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			o := options(t, dsn)
			o.Share, o.Backups = true, shelf
			db, err := Open(t.Context(), o)
			if err != nil {
				t.Error(err)
				return
			}
			if err := errors.Join(db.Ping(t.Context()), db.Close()); err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	made, err := os.ReadDir(shelf)
	must(t, err)
	equal(t, "backups", len(made), 0)
}

// An older schema on a server is backed up, as a file, and then brought up to date with all that is in it. Without a folder
// for the backup nothing is changed.
func TestAnOlderSchemaOnAServerIsBackedUpFirst(t *testing.T) {
	o := onServer(t)
	db := begin(t, o)
	furnished(t, db)
	must(t, db.Close())
	for _, statement := range downAgain(t) {
		must(t, execute(t, o.DSN, statement))
	}
	bare := o
	bare.Backups = ""
	if _, err := Open(t.Context(), bare); !errors.Is(err, errNoShelf) {
		t.Errorf("got %v, want %v", err, errNoShelf)
	}
	if _, err := OpenReader(t.Context(), o); !errors.Is(err, ErrOlder) {
		t.Errorf("got %v, want %v", err, ErrOlder)
	}
	db = begin(t, o)
	equal(t, "members", count(t, db, `SELECT COUNT(*) FROM members`), 6)
	must(t, db.Close())
	kept, err := Shelf(t.Context(), o)
	must(t, err)
	if len(kept) != 1 || kept[0].Schema != newestRelease()-1 {
		t.Fatalf("kept: %+v", kept)
	}
	c, err := Examine(t.Context(), kept[0].Path, nil)
	must(t, err)
	equal(t, "members in the backup", c.Members, 6)
}

// downAgain are the statements that take the newest migration back.
func downAgain(t *testing.T) []string {
	t.Helper()
	names, err := fs.Glob(releasesFor("postgres"), "*.sql")
	must(t, err)
	text, err := fs.ReadFile(releasesFor("postgres"), slices.Max(names))
	must(t, err)
	_, down, ok := strings.Cut(string(text), "-- +goose Down")
	if !ok {
		t.Fatal("no way down")
	}
	var all []string
	for statement := range strings.SplitSeq(down, ";") {
		if strings.TrimSpace(statement) != "" {
			all = append(all, statement)
		}
	}
	return append(all, fmt.Sprintf(`DELETE FROM goose_db_version WHERE version_id = %d`, newestRelease()))
}

// Two turns that reach for each other's account both come to an end: the server calls one off, and it is run again.
func TestTurnsThatBlockEachOtherBothEnd(t *testing.T) {
	db := openAt(t, postgrestest.Database(t))
	a, b := join(t, db, 1), join(t, db, 2)
	var both sync.WaitGroup
	both.Add(2)
	var group sync.WaitGroup
	for _, way := range [][2]coach.Member{{a, b}, {b, a}} {
		group.Go(func() {
			met := false
			err := db.Exchange(t.Context(), way[0].Chat, coach.Source{}, func(m coach.Member, e *coach.Errand) (coach.Entry, error) {
				fact := coach.Fact{Kind: "met", Date: "2026-03-02", Data: map[string]any{}}
				entry := coach.Entry{Member: m, Facts: []coach.Fact{fact}}
				if e == nil {
					entry.Errands = []coach.Errand{{To: way[1].ID, Kind: coach.ErrandGone}}
					if !met { // both hold their own chat before either reaches for the other
						met = true
						both.Done()
						both.Wait()
					}
				}
				return entry, nil
			})
			if err != nil {
				t.Error(err)
			}
		})
	}
	group.Wait()
	equal(t, "facts", count(t, db, `SELECT COUNT(*) FROM facts`), 4)
}

// What is read in one go is of one moment, whatever is written meanwhile.
func TestAReaderSeesOneMoment(t *testing.T) {
	db := openAt(t, postgrestest.Database(t))
	join(t, db, 1)
	must(t, db.together(t.Context(), func(tx *gorm.DB) error {
		var before, after int
		must(t, tx.Raw(`SELECT COUNT(*) FROM members`).Find(&before).Error)
		join(t, db, 2)
		must(t, tx.Raw(`SELECT COUNT(*) FROM members`).Find(&after).Error)
		equal(t, "members in one moment", after, before)
		return nil
	}))
	err := db.read(t.Context(), func(tx *gorm.DB) error { return tx.Exec(`DELETE FROM members`).Error })
	if !errors.Is(err, ErrReadOnly) {
		t.Errorf("a reader has written: %v", err)
	}
}

// A server that is stopped and started again is found again: nothing that was called done is lost, and the work goes on.
func TestAServerThatComesBackIsFoundAgain(t *testing.T) {
	s := postgrestest.Start(t)
	db := openAt(t, s.Database(t))
	join(t, db, 1)
	accept(t, db, 2, 1)
	s.Stop(t)
	short, stop := context.WithTimeout(t.Context(), 300*time.Millisecond)
	defer stop()
	if err := db.SetValue(short, "a", "b"); !errors.Is(err, ErrUnreachable) {
		t.Errorf("got %v, want %v", err, ErrUnreachable)
	}
	if err := db.Ping(t.Context()); !errors.Is(explain(err), ErrUnreachable) {
		t.Errorf("got %v, want %v", err, ErrUnreachable)
	}
	patient := make(chan error, 2) // who writes and who reads while the server is away is served when it is back
	go func() { patient <- db.SetValue(t.Context(), "a", "b") }()
	go func() {
		_, _, err := db.Member(t.Context(), 1)
		patient <- err
	}()
	pause(t.Context(), 300*time.Millisecond)
	s.Resume(t)
	must(t, errors.Join(<-patient, <-patient))
	pending(t, db, 1)
	_, ok, err := db.Member(t.Context(), 1)
	must(t, err)
	equal(t, "the member is there", ok, true)
}

// The work of a server that stands still does not hold a worker for ever.
func TestNobodyWaitsForEver(t *testing.T) {
	db := openAt(t, postgrestest.Database(t))
	for _, conn := range []*gorm.DB{db.writer, db.reader} {
		var limit string
		must(t, conn.Raw(`SELECT current_setting('statement_timeout')`).Find(&limit).Error)
		equal(t, "limit of a statement", limit, "30s")
	}
}

// The address of a database with another search path is another database.
func TestSchemasAreDatabasesOfTheirOwn(t *testing.T) {
	first, second := postgrestest.Database(t), postgrestest.Database(t)
	a, b := openAt(t, first), openAt(t, second)
	join(t, a, 1)
	_, ok, err := b.Member(t.Context(), 1)
	must(t, err)
	equal(t, "the member is in the other one, too", ok, false)
	u, err := url.Parse(first)
	must(t, err)
	if u.Query().Get("search_path") == "" {
		t.Skip("the server gives databases, not schemas")
	}
}

// keysOf gives the keys of letters.
func keysOf(letters []coach.Letter) (keys []string) {
	for _, l := range letters {
		keys = append(keys, l.Key)
	}
	return keys
}

// What one has in hand another passes over, and does not wait for.
func TestAClaimPassesOverWhatIsInHand(t *testing.T) {
	db := openAt(t, postgrestest.Database(t))
	for chat := range int64(3) {
		enter(t, db, chat+1, coach.Entry{Letters: []coach.Letter{{Key: fmt.Sprint("letter ", chat+1)}}})
	}
	err := db.write(t.Context(), func(tx *gorm.DB) error {
		must(t, tx.Exec(`SELECT 1 FROM outbox WHERE chat_id = 1 FOR UPDATE`).Error)
		ctx, stop := context.WithCancel(t.Context())
		defer stop()
		letters, err := db.Claim(ctx, noon, coach.LaneBroadcast, nil, 10)
		equal(t, "claimed", fmt.Sprint(keysOf(letters)), "[letter 2 letter 3]")
		return err
	})
	must(t, err)
}

// A database on a server is looked through: an index that is not valid and a table that is missing are found.
func TestADatabaseOnAServerIsLookedThrough(t *testing.T) {
	dsn := postgrestest.Database(t)
	db := openAt(t, dsn)
	furnished(t, db)
	must(t, db.Integrity(t.Context()))
	size, log, err := db.Size(t.Context())
	must(t, err)
	if size < 1<<20 || log != 0 {
		t.Errorf("size %d, log %d", size, log)
	}
	must(t, execute(t, dsn, `ALTER TABLE appointments RENAME TO gone`))
	if err := db.Integrity(t.Context()); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
	must(t, execute(t, dsn, `ALTER TABLE gone RENAME TO appointments`))
	must(t, execute(t, dsn, `ALTER TABLE facts DROP CONSTRAINT facts_member_id_fkey`))
	must(t, execute(t, dsn, `INSERT INTO facts (member_id, at, date, kind, side, data) VALUES (4711, 0, '', '', '', '{}')`))
	must(t, execute(t, dsn, `ALTER TABLE facts ADD FOREIGN KEY (member_id) REFERENCES members (id) NOT VALID`))
	if err := db.Integrity(t.Context()); !errors.Is(err, ErrCorrupt) {
		t.Errorf("got %v", err)
	}
}

// What was erased is not left behind in the tables: the next sweep lets the server free it.
func TestASweepFreesWhatWasErased(t *testing.T) {
	db := openAt(t, postgrestest.Database(t))
	furnished(t, db)
	before := db.engine.(*server).erased.Load()
	equal(t, "somebody was erased", before, true)
	must(t, db.Sweep(t.Context(), noon))
	equal(t, "left to do", db.engine.(*server).erased.Load(), false)
}

// What is written is on the server's disk before the call returns, also where the server would not wait.
func TestAServerThatDoesNotWaitIsMadeTo(t *testing.T) {
	s := postgrestest.Start(t)
	dsn := s.Database(t)
	name := dsn[strings.LastIndex(dsn, "/")+1 : strings.Index(dsn, "?")]
	must(t, execute(t, dsn, `ALTER DATABASE `+name+` SET synchronous_commit = off`))
	db := openAt(t, dsn)
	var wait string
	must(t, db.writer.Raw(`SELECT current_setting('synchronous_commit')`).Find(&wait).Error)
	equal(t, "waits", wait, "on")
	about, ok, err := db.Server(t.Context())
	must(t, err)
	if !ok || about.Version == "" || !slices.Equal(about.Loose, []string{"fsync", "full_page_writes"}) {
		t.Errorf("got %+v", about) // the servers of the tests do not wait for the disk
	}
	if _, ok, err := open(t).Server(t.Context()); ok || err != nil {
		t.Errorf("a file is a server: %v", err)
	}
}

// The migrations of a server go down and up again.
func TestMigrationsGoDownAndUpOnAServer(t *testing.T) {
	dsn := postgrestest.Database(t)
	must(t, openAt(t, dsn).Close())
	db := &DB{log: silent(nil)}
	must(t, db.choose(dsn))
	conn, err := dial(db.engine.(*server).config, toChange, db.log)
	must(t, err)
	defer disconnect(conn)
	pool, err := conn.DB()
	must(t, err)
	steps, err := goose.NewProvider(goose.DialectPostgres, pool, releasesFor("postgres"), goose.WithDisableGlobalRegistry(true))
	must(t, err)
	_, err = steps.DownTo(t.Context(), 0)
	must(t, err)
	have, err := survey(conn.WithContext(t.Context()))
	must(t, err)
	equal(t, "schema after all the way down", have, int64(0))
	_, err = steps.Up(t.Context())
	must(t, err)
	join(t, openAt(t, dsn), 9)
}

// A server without TLS is told from one that does not answer, where TLS is all that was tried.
func TestAServerWithoutTLS(t *testing.T) {
	for text, want := range map[string]bool{
		"failed to connect to `user=m database=m`: 10.0.0.1:5432 (db): tls error: server refused TLS connection":                                      true,
		"failed to connect to `user=m database=m`:\n\t10.0.0.1:5432 (db): tls error: server refused TLS connection\n\t10.0.0.2:5432 (db): dial error": false,
		"": false,
	} {
		if got := withoutTLS(errors.New(text)); got != want {
			t.Errorf("%q: %t", text, got)
		}
	}
}
