package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"gorm.io/gorm"
)

// What keeps a backup from its place.
var (
	ErrThere  = errors.New("there is a database already")
	ErrItself = errors.New("the backup and the database are the same file")
)

// Reinstated says what became of a backup that took the place of the database.
type Reinstated struct {
	Copy
	Aside   string // the file that the replaced database is now, or its log where the file was missing; "" when there was none
	Stale   bool   // it is older than what waits in it is worth
	Letters int    // that waited in a stale one, and are called off
	Updates int    // of members, likewise: they were answered long ago
	News    int    // announcements, likewise
	Erased  int    // members who were forgotten since it was made, and are forgotten again
	Unknown bool   // nobody can tell who was forgotten since it was made
}

// fresh is how old a backup may be for what waits in it to be worth sending: the same as with a late reminder.
const fresh = 30 * time.Minute

// Reinstate puts a backup in the place of the database, while nobody has that open. The backup is examined first and stays
// as it is. A database that is there already is [ErrThere], the log of one whose file is missing [ErrOrphan], or either is put aside whole, under a dated name, when replace is set;
// [DB.Sweep] deletes it in time.
//
// What a backup holds has happened since. Members who were forgotten after it was made are forgotten again, as far as the
// replaced database tells. Of a backup that is not fresh, what waited to be sent or answered is called off, and the numbers
// of questions are raised, so that buttons from the time that is lost are not taken for new ones. Appointments stay: each
// knows itself when it is too late. An older schema is migrated by the next [Open].
func Reinstate(ctx context.Context, o Options, from string, replace bool) (r Reinstated, err error) {
	db, err := prepare(ctx, o)
	if err != nil {
		return r, err
	}
	if r.Copy, err = Examine(ctx, from, db.log); err != nil {
		return r, fmt.Errorf("backup %s: %w", from, err)
	}
	if err := db.engine.reinstate(ctx, &r, replace); err != nil {
		return r, fmt.Errorf("database %s: %w", db.place, errors.Join(explain(err), db.Close()))
	}
	return r, db.Close()
}

func (db *file) reinstate(ctx context.Context, r *Reinstated, replace bool) error {
	if err := db.seize(); err != nil {
		return err
	}
	there, err := occupied(db.path, r.Path)
	left := orphaned(db.path)
	switch {
	case err != nil:
		return err
	case left != nil && !replace:
		return left
	case there && !replace:
		return ErrThere
	}
	var gone []int64
	if r.Unknown = left != nil; there && !r.Unknown {
		gone, err = db.forgottenSince(ctx, r.Path)
		r.Unknown = err != nil
	}
	return readOnly(build(db.path, func(part string) error {
		if err := db.fill(ctx, r, part, gone); err != nil {
			return err
		}
		_, err := Examine(ctx, part, db.log)
		return err
	}, func(part, path string) (err error) {
		if there || left != nil {
			if r.Aside, err = db.putAside(ctx); err != nil {
				return err
			}
		}
		return os.Rename(part, path)
	}))
}

// occupied tells whether there is a file in the place of the database, which must not be the backup itself.
func occupied(place, backup string) (bool, error) {
	here, err := os.Stat(place)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if there, err := os.Stat(backup); err != nil || os.SameFile(here, there) {
		return true, errors.Join(err, ErrItself)
	}
	return true, nil
}

// fill copies the backup and makes it fit for the present.
func (db *DB) fill(ctx context.Context, r *Reinstated, part string, gone []int64) error {
	from, err := connect(copyDSN(r.Path)+immutable(r.Path), 1, 0, db.log)
	if err != nil {
		return err
	}
	if err := errors.Join(vacuum(ctx, from, part), disconnect(from)); err != nil {
		return err
	}
	age := db.now().Sub(r.Made)
	r.Stale = r.Made.IsZero() || age.Abs() > fresh
	return inFile(ctx, part, db.log, func(tx *gorm.DB) error {
		if err := errors.Join(unseal(tx), turned(tx, r.Made)); err != nil {
			return err
		}
		if r.Stale {
			if err := db.callOff(tx, r, age); err != nil {
				return err
			}
		}
		for _, member := range gone {
			if err := db.forgetAgain(tx, member); err != nil {
				return err
			}
			r.Erased++
		}
		return nil
	})
}

// questionsADay is far above what a member is asked in a day.
const questionsADay = 1000

// callOff settles what waits in an old copy: it was sent and answered in the time that is lost.
func (db *DB) callOff(tx *gorm.DB, r *Reinstated, age time.Duration) error {
	now := milli(db.now())
	letters := tx.Exec(`UPDATE outbox SET state = 'off', settled_at = ?, lease_end = 0, body = NULL WHERE settled_at = 0`, now)
	if letters.Error != nil {
		return letters.Error
	}
	if tx.Migrator().HasTable("broadcasts") { // in a copy with an older schema there is none
		const query = `UPDATE broadcasts SET state = 'stopped', body = '' WHERE state = 'running'`
		news := tx.Exec(query)
		if news.Error != nil {
			return news.Error
		}
		r.News = int(news.RowsAffected)
	}
	updates := tx.Exec(`UPDATE inbox SET done_at = ?, raw = NULL, chat_id = 0 WHERE done_at = 0`, now)
	if updates.Error != nil {
		return updates.Error
	}
	r.Letters, r.Updates = int(letters.RowsAffected), int(updates.RowsAffected)
	days := int64(min(max(age, 0), keepBackups)/(24*time.Hour)) + 1
	const renumber = `
		UPDATE members SET doc = json_patch(doc, json_object('place', json_object(
			'question', COALESCE(json_extract(doc, '$.place.question'), 0) + ?)))`
	return tx.Exec(renumber, days*questionsADay).Error
}

// putAside gives the database another name, whole: with what is in its write-ahead log. It is dated and sealed as a backup is,
// so that it can be taken back like one. The order matters if the power fails: a log must not be left beside another database.
func (db *file) putAside(ctx context.Context) (string, error) {
	at := db.now()
	aside := db.asideName(at)
	left := orphaned(db.path)
	if left == nil { // SQLite throws the log of a file away that is empty
		if err := db.conclude(ctx, at); err != nil {
			db.log.WarnContext(ctx, "the replaced database is put aside as it is", "err", err)
		}
	}
	log := ""
	for _, beside := range besides { // still there: it could not be folded
		err := os.Rename(db.path+beside, aside+beside)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return "", err
		}
		if err == nil && beside != "-shm" {
			log = cmp.Or(log, aside+beside)
		}
	}
	if _, err := os.Lstat(db.path); left != nil && errors.Is(err, fs.ErrNotExist) {
		return log, flush(filepath.Dir(aside))
	}
	if err := os.Link(db.path, aside); err != nil { // no links here: for a moment there is no database
		if err := os.Rename(db.path, aside); err != nil {
			return "", err
		}
	}
	if err := os.Chmod(aside, 0o600); err != nil {
		return "", err
	}
	return aside, flush(filepath.Dir(aside))
}

// conclude moves the write-ahead log into the database, if that is sound: of a damaged one SQLite might throw the log away.
// Then it gets date and seal, unless a newer medius wrote it, or somebody looks at it and keeps the log where it is.
func (db *file) conclude(ctx context.Context, at time.Time) error {
	have, err := inspect(ctx, db.path, silent(nil))
	if err != nil {
		return err
	}
	ours := have > 0 && !errors.Is(compare(have, releases()), ErrNewer)
	err = inFile(ctx, db.path, silent(nil), func(tx *gorm.DB) error { // the log is moved when the last connection closes
		if !ours {
			return nil
		}
		return setValue(tx, madeName, at.UTC().Format(time.RFC3339Nano))
	})
	if _, apart := os.Stat(db.path + "-wal"); err != nil || !ours || !errors.Is(apart, fs.ErrNotExist) {
		return err
	}
	return seal(db.path)
}
