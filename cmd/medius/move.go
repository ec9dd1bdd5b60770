package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"path/filepath"
	"slices"
	"time"

	"medius/storage"
)

type moveCmd struct {
	From string `help:"The database there is: a file, or an address of a server; storage.dsn when nothing is said." placeholder:"DSN"`
	To   string `help:"Where it shall be: a file that is not there yet, or an empty database on a server; storage.dsn when nothing is said." placeholder:"DSN"`
}

// Help is shown by medius move --help.
func (*moveCmd) Help() string {
	return `Everything is copied: members, days, journal, appointments, letters that wait, updates that were not answered, with all their
numbers. It is one transaction; what has arrived is read again and compared, table by table, before it counts. When something goes
wrong, nothing of it stays.

  medius move --to postgres://medius:PASSWORD@127.0.0.1:5432/medius
  medius move --from postgres://medius:PASSWORD@127.0.0.1:5432/medius --to medius.db

medius must be stopped. What is there already is never overwritten, and the database that was moved stays as it was: name the new
one in storage.dsn, start medius, look at it with medius doctor, and delete the old one, which holds health data. An address with a
password is better kept out of the command line, where others on the machine can read it: put it into a file and name that as
storage.dsn_file, and use --from for the other one. docs/postgres.md has all of it.`
}

// Run moves a database.
func (c *moveCmd) Run(ctx context.Context, w world, all *cli) error {
	s, err := w.settings(all.Config)
	if err != nil {
		return err
	}
	if c.From == "" && c.To == "" {
		return refuse("medius move --to postgres://… leaves the database of the configuration, --from FILE comes to it", "where from, or where to?")
	}
	ends := [2]storage.Options{}
	for i, named := range []string{c.From, c.To} {
		conf := s
		if named != "" {
			if err := database(named); err != nil {
				return refuse("medius move --help shows both", "%w", err)
			}
			conf.Storage.DSN = named
		}
		ends[i] = w.storage(conf)
	}
	if err := noBackup(ctx, ends[0].DSN); err != nil {
		return err
	}
	ctx, stop := interruptible(ctx, slog.New(slog.DiscardHandler))
	defer stop()
	m, err := storage.Move(ctx, ends[0], ends[1])
	if err != nil && ctx.Err() != nil {
		return errInterrupted
	}
	if err != nil {
		return explainMove(err)
	}
	rows := int64(0)
	for _, n := range m.Rows {
		rows += n
	}
	w.say("%s is now in %s: %s, %s, %s, %s in all, read again and compared.", m.From, m.To, many(int(m.Rows["members"]), "chat", "chats"),
		many(int(m.Rows["days"]), "day", "days"), many(int(m.Rows["facts"]), "line of the journal", "lines of the journal"),
		many(int(rows), "row", "rows"))
	w.sayLeft(ctx, ends)
	w.say("Name it in storage.dsn and start medius. What was moved is still where it was: delete it when all is well, it holds health data.")
	return nil
}

// noBackup refuses to move a backup: a restore calls off what is too old to be sent, and asks about who was forgotten since.
func noBackup(ctx context.Context, from string) error {
	if storage.OnServer(from) {
		return nil
	}
	c, err := storage.Examine(ctx, plainPath(from), nil)
	if err != nil || !c.Sealed || c.Made.IsZero() {
		return nil // what is the matter is said by whoever moves it
	}
	return refuse("restore it first, beside everything else: MEDIUS_STORAGE_DSN=new.db medius restore "+c.Path+", then medius move --from new.db",
		"%s is a backup, and no database that was at work", c.Path)
}

// sayLeft names what else there is of a database that was moved, and whose business it is from now on.
func (w world) sayLeft(ctx context.Context, ends [2]storage.Options) {
	backups, err := storage.Shelf(ctx, ends[0])
	aside, more := storage.Aside(ctx, ends[0])
	shelf, odd := filepath.Abs(ends[1].Backups)
	if errors.Join(err, more, odd) != nil {
		return
	}
	var swept, others []storage.Kept
	for _, one := range append(backups, aside...) {
		if filepath.Dir(one.Path) == shelf {
			swept = append(swept, one)
		} else {
			others = append(others, one)
		}
	}
	if len(swept) > 0 {
		w.say("Its backups in %s stay until they are 30 days old; medius deletes the last one on %s.", shelf, lastDay(swept))
	}
	if len(others) > 0 {
		w.say("These files hold the same health data, and medius will not look after them any more. Delete them by %s:", lastDay(others))
	}
	for _, one := range others {
		for _, file := range one.Files() {
			w.say("  %s", file)
		}
	}
}

// lastDay is when the youngest of them has been kept for long enough.
func lastDay(kept []storage.Kept) string {
	youngest := slices.MaxFunc(kept, func(a, b storage.Kept) int { return a.Made.Compare(b.Made) })
	return youngest.Made.AddDate(0, 0, 30).Format(time.DateOnly)
}

// explainMove adds what the owner can do about a database that was not moved.
func explainMove(err error) error {
	const nothing = "; nothing was changed"
	for _, known := range []struct {
		err  error
		hint string
	}{
		{storage.ErrSame, "storage.dsn stands for the one of --from and --to that is not named" + nothing},
		{storage.ErrThere, "name a file that is not there yet, or a database with nothing in it" + nothing},
		{storage.ErrEmpty, "--from names the database there is" + nothing},
		{fs.ErrNotExist, "--from names the database there is; medius check shows which one is used" + nothing},
	} {
		if errors.Is(err, known.err) {
			return refuse(known.hint, "%w", err)
		}
	}
	switch {
	case errors.Is(err, storage.ErrLocked):
		return fail("stop medius first, and start it again afterwards", "%w", err)
	case errors.Is(err, storage.ErrOlder):
		return fail("start this medius once on it; it makes a backup and brings the database up to date", "%w", err)
	case errors.Is(err, storage.ErrCorrupt):
		return refuse("medius doctor looks through the database; nothing was changed", "%w", err)
	}
	return explainStorage(err)
}
