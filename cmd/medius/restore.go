package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"medius/coach"
	"medius/storage"
)

type restoreCmd struct {
	File    string `arg:"" help:"What medius backup wrote, or medius run by its schedule."`
	Replace bool   `help:"Put the database that is there already aside, under a dated name."`
}

// Help is shown by medius restore --help.
func (*restoreCmd) Help() string {
	return `The backup is examined first: one that is damaged, of another program, or of a newer medius is refused, and nothing is
changed. medius must be stopped. The backup itself stays where it is. What --replace puts aside is taken back in the same way, by its
name.

What is in a backup has happened since. Of one that is older than 30 minutes, what waited in it to be sent or answered is called
off, an announcement too, and its old buttons are not taken for new ones. Reminders that are too late are not sent, nobody is asked to make up for
anything, and who lost more than two days begins lower by the table of gaps. Members who were forgotten since are forgotten
again, as far as the database that is replaced can tell.`
}

// Run puts a backup in the place of the database.
func (c *restoreCmd) Run(ctx context.Context, w world, all *cli) error {
	s, err := w.settings(all.Config)
	if err != nil {
		return err
	}
	place := storage.Veil(s.database(w.Env))
	r, err := storage.Reinstate(ctx, w.storage(s), c.File, c.Replace)
	if err != nil {
		return explainRestore(err, r, c.File, s.database(w.Env))
	}
	w.say("%s is now %s: %s", place, c.File, holds(r.Copy))
	if r.Aside != "" {
		w.say("What was there is %s now, for 30 days.", r.Aside)
	}
	w.sayCalledOff(r)
	if r.Erased > 0 {
		w.say("%s forgotten since, and forgotten again.", many(r.Erased, "member was", "members were"))
	}
	if r.Unknown || r.Aside == "" { // a minute is enough to forget somebody in
		w.say("Whoever was forgotten since it was made is in it again: medius forget ID erases them.")
	}
	if !r.Sealed {
		w.say("It has no seal. It is sound, but nobody can tell whether it was changed since it was made.")
	}
	return nil
}

// sayCalledOff says what waited in an old backup.
func (w world) sayCalledOff(r storage.Reinstated) {
	var off []string
	for _, waited := range []struct {
		n         int
		one, more string
	}{{r.Letters, "letter", "letters"}, {r.Updates, "message", "messages"}, {r.News, "announcement", "announcements"}} {
		if waited.n > 0 {
			off = append(off, many(waited.n, waited.one, waited.more))
		}
	}
	if len(off) == 0 {
		return
	}
	why := "nobody knows how old it is"
	if !r.Made.IsZero() {
		why = "it is older than 30 minutes"
	}
	w.say("Called off is what waited in it, since %s, and it may have been sent and answered meanwhile: %s.", why, strings.Join(off, ", "))
}

// explainRestore adds what the owner can do about a backup that was not put back.
func explainRestore(err error, r storage.Reinstated, file, dsn string) error {
	const nothing = "; nothing was changed"
	for _, known := range []struct {
		err  error
		hint string
	}{
		{storage.ErrThere, fmt.Sprintf("--replace puts it aside and takes the backup (%s) in its place", holds(r.Copy))},
		{storage.ErrOrphan, fmt.Sprintf("put the missing file back beside it, or --replace puts the log aside and takes the backup (%s) in its place", holds(r.Copy))},
		{fs.ErrNotExist, "medius doctor shows the backups there are"},
		{storage.ErrCorrupt, "take another backup: medius doctor shows those there are" + nothing},
		{storage.ErrEmpty, "take another backup: medius doctor shows those there are" + nothing},
		{storage.ErrForeign, "name a file that medius backup wrote" + nothing},
		{storage.ErrFolder, "name a backup in it" + nothing},
		{storage.ErrItself, "name a backup: medius doctor shows those there are" + nothing},
		{storage.ErrNewer, "install that version of medius, or take an older backup" + nothing},
	} {
		if errors.Is(err, known.err) {
			return refuse(known.hint, "%w", err)
		}
	}
	if errors.Is(err, storage.ErrLocked) {
		return fail("stop medius first, and start it again afterwards", "%w", err)
	}
	if why := barred(file, mayRead); errors.Is(err, fs.ErrPermission) && why != nil {
		return why
	}
	return explainOpening(err, dsn)
}

// storage are the options of a database for the owner's verbs.
func (w world) storage(s settings) storage.Options {
	database := s.database(w.Env)
	return storage.Options{DSN: database, Now: w.Now, Rules: coach.RulesVersion, Backups: s.shelf(s.folder(w.Env))}
}
