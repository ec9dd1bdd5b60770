package storage

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"gorm.io/gorm"
)

// lend keeps everybody else away, and reads what is there at one moment.
func (db *server) lend(ctx context.Context, read func(from side) error) (err error) {
	if db.guard, err = db.post(ctx); err != nil {
		return err
	}
	return db.still(ctx, func(tx *gorm.DB, have int64) error {
		if have == 0 {
			return ErrEmpty
		}
		if err := compare(have, releasesFor("postgres")); err != nil {
			return err
		}
		return read(side{db, tx})
	})
}

// still reads in one transaction, which may take its time; have is the version of the schema.
func (db *server) still(ctx context.Context, read func(tx *gorm.DB, have int64) error) error {
	conn, err := dial(db.config, toCopy, db.log)
	if err != nil {
		return err
	}
	err = conn.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
		have, err := survey(tx)
		if err != nil {
			return err
		}
		return read(tx, have)
	})
	return errors.Join(err, disconnect(conn))
}

// receive fills an empty database. What a try that failed has left behind is the empty tables.
func (db *server) receive(ctx context.Context, fill func(to side) error) (err error) {
	if db.guard, err = db.post(ctx); err != nil {
		return err
	}
	return db.fillIn(ctx, false, fill)
}

// fillIn brings the schema up to date and fills it in one transaction; what is in it goes first when replace is set, or else
// is [ErrThere].
func (db *server) fillIn(ctx context.Context, replace bool, fill func(to side) error) error {
	conn, err := dial(db.config, toChange, db.log)
	if err != nil {
		return err
	}
	there, err := db.occupied(conn.WithContext(ctx))
	switch {
	case err != nil:
	case there && !replace:
		err = ErrThere
	default:
		err = db.migrateOn(ctx, conn) // nobody else has it open
	}
	if err == nil {
		err = conn.WithContext(ctx).Transaction(func(tx *gorm.DB) error {
			if err := empty(tx); err != nil {
				return err
			}
			return fill(side{db, tx})
		})
	}
	return errors.Join(err, disconnect(conn))
}

// occupied tells whether there is a row of anything.
func (db *server) occupied(tx *gorm.DB) (there bool, err error) {
	have, err := survey(tx)
	if err != nil || have == 0 {
		return false, err
	}
	for _, t := range tables {
		columns, err := db.columns(tx, t.name)
		if err == nil && len(columns) > 0 && !there {
			err = tx.Raw(`SELECT EXISTS (SELECT 1 FROM ` + t.name + `)`).Find(&there).Error
		}
		if err != nil {
			return false, err
		}
	}
	return there, nil
}

// empty removes every row, the last table first.
func empty(tx *gorm.DB) error {
	var names []string
	for _, t := range slices.Backward(tables) {
		names = append(names, t.name)
	}
	return tx.Exec(`TRUNCATE ` + strings.Join(names, ", ")).Error
}

// copyInto writes a backup of a database on a server: a SQLite file like any other backup, of one moment, dated and sealed.
func (db *server) copyInto(ctx context.Context, part string) error {
	at := db.now()
	err := db.still(ctx, func(from *gorm.DB, have int64) error {
		if have == 0 {
			return ErrEmpty
		}
		return newFile(ctx, part, have, db.log, func(to *gorm.DB) error {
			if _, err := pour(side{db, from}, side{&file{}, to}); err != nil {
				return err
			}
			return setValue(to, madeName, at.UTC().Format(time.RFC3339Nano))
		})
	})
	if err != nil {
		return err
	}
	return seal(part)
}

// reinstate puts a backup in the place of what is in the database, in one transaction. What was there is put aside as a file.
func (db *server) reinstate(ctx context.Context, r *Reinstated, replace bool) (err error) {
	if err := db.shelved(); err != nil {
		return err
	}
	if db.guard, err = db.post(ctx); err != nil {
		return err
	}
	var gone []int64
	err = db.still(ctx, func(tx *gorm.DB, have int64) error {
		there, err := db.occupied(tx)
		if err != nil || !there {
			return err
		}
		if !replace {
			return ErrThere
		}
		now, err := lineageOf(tx)
		if err != nil {
			return err
		}
		gone, err = now.lost(ctx, r.Path)
		r.Unknown = err != nil
		r.Aside = db.asideName(db.now())
		return nil
	})
	if err != nil {
		return err
	}
	if r.Aside != "" {
		if _, err := db.backup(ctx, r.Aside); err != nil {
			return fmt.Errorf("put aside what is there: %w", err)
		}
	}
	return db.bringBack(ctx, r, gone)
}

// bringBack makes the backup fit for the present in a file that nobody sees, and copies that into the database.
func (db *server) bringBack(ctx context.Context, r *Reinstated, gone []int64) error {
	return shut(build(db.path, func(part string) error {
		if err := db.fill(ctx, r, part, gone); err != nil {
			return err
		}
		return upgrade(ctx, part, db.log)
	}, func(part, _ string) error {
		err := readStill(ctx, part, db.log, func(from side) error {
			return db.fillIn(ctx, true, func(to side) error {
				_, err := pour(from, to)
				return err
			})
		})
		return errors.Join(err, discard(part))
	}))
}

// upgrade brings a file that nobody else has open up to date.
func upgrade(ctx context.Context, path string, log *slog.Logger) error {
	return newFile(ctx, path, newestRelease(), log, func(*gorm.DB) error { return nil })
}
