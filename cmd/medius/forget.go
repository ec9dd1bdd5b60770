package main

import (
	"context"
	"errors"
	"slices"
	"strings"

	"medius/storage"
)

type forgetCmd struct {
	Member int64 `arg:"" name:"id" help:"Number of the member's chat, as Telegram has it."`
	Yes    bool  `help:"Really: it cannot be taken back."`
}

// Help is shown by medius forget --help.
func (*forgetCmd) Help() string {
	return `It erases what a member erases with /delete: every row, overwritten in the file (a Postgres server frees it). The member is told nothing. Without
--yes it only says what there is. medius must be stopped while it erases.

Backups, and databases that medius restore --replace has put aside, are not changed: it names those that may still hold the member.
medius removes them after 30 days.`
}

// Run erases a member, or says what would be erased.
func (c *forgetCmd) Run(ctx context.Context, w world, all *cli) error {
	kept, copies, err := c.look(ctx, w, all)
	if err != nil {
		return err
	}
	if !c.Yes {
		w.say("member %d: %s", c.Member, contents(kept))
		w.sayCopies("It may be in these files, too", copies)
		w.say("medius forget %d --yes erases it for good; medius export --member %d keeps a copy.", c.Member, c.Member)
		return nil
	}
	db, err := w.dataAlone(ctx, all)
	if err != nil {
		return err
	}
	gone, err := db.Forget(ctx, c.Member)
	if err := errors.Join(err, db.Close()); err != nil {
		return explainStorage(err)
	}
	w.say("member %d is forgotten: %s", c.Member, contents(gone))
	w.sayCopies("These files may still hold it", copies)
	return nil
}

// sayCopies names the files that an erasure does not reach.
func (w world) sayCopies(lead string, files []string) {
	if len(files) == 0 {
		return
	}
	w.say("%s. medius removes each of them 30 days after its date; delete them, and it is gone now:", lead)
	for _, file := range files {
		w.say("  %s", file)
	}
}

// look counts what there is, beside a medius that may be running.
func (c *forgetCmd) look(ctx context.Context, w world, all *cli) (kept storage.Forgotten, copies []string, err error) {
	db, err := w.data(ctx, all)
	if err != nil {
		return kept, nil, err
	}
	defer db.Close()
	if kept, err = db.Kept(ctx, c.Member); err != nil {
		return kept, nil, err
	}
	if kept.Nothing() {
		return kept, nil, nobody(ctx, db, c.Member)
	}
	backups, err := db.Backups()
	if err != nil {
		return kept, nil, err
	}
	others, err := db.Others()
	if err != nil {
		return kept, nil, err
	}
	replaced, err := db.Replaced()
	for _, file := range slices.Concat(backups, others, replaced) {
		copies = append(copies, file.Files()...)
	}
	return kept, copies, err
}

// contents says what is kept about a member.
func contents(f storage.Forgotten) string {
	return strings.Join([]string{
		many(f.Days, "day", "days"), many(f.Facts, "line of the journal", "lines of the journal"),
		many(f.Appointments, "appointment", "appointments"), many(f.Letters, "letter", "letters"),
		many(f.Updates, "message not answered", "messages not answered"),
	}, ", ")
}
