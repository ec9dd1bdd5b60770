package main

import (
	"errors"
	"io/fs"
	"syscall"

	"medius/bot"
	"medius/storage"
)

// noFile is what to do about a database in a place where no file can be.
const noFile = "storage.dsn names the file of the database, such as /var/lib/medius/medius.db"

// explainStorage adds what the owner can do about a database that cannot be opened. What passes by itself has statusFailed, and
// is worth another try; about the rest something has to be done first.
func explainStorage(err error) error {
	if err == nil {
		return nil
	}
	if known := foreseen(err); known != nil {
		return known
	}
	return fail("storage.dsn names the database", "%w", err)
}

// foreseen is an error of a database about which something can be done; nil when nobody foresaw it.
func foreseen(err error) *trouble {
	for _, known := range []struct {
		err    error
		status int
		hint   string
	}{
		{storage.ErrLocked, statusFailed, "stop the other one first, or give this one a database of its own: MEDIUS_STORAGE_DSN"},
		{storage.ErrHeld, statusFailed, "close whatever has it open beside medius, such as sqlite3 or a copy that is being made; nothing was changed"},
		{storage.ErrNewer, statusRefused, "use that version, or put the backup from before the upgrade back: medius restore FILE --replace; nothing was changed"},
		{storage.ErrForeign, statusRefused, "storage.dsn must name a file of its own, or a database of its own on a server; nothing was changed"},
		{storage.ErrCorrupt, statusRefused, "restore a backup: medius doctor names the newest, medius restore FILE --replace puts it back; nothing was changed"},
		{storage.ErrStandby, statusFailed, "see whether storage.dsn names the server that is written to, or wait until this one has taken over; nothing was changed"},
		{storage.ErrReadOnly, statusRefused, "see who may write to the file and to its folder, or on a server whether the role may write and make tables; nothing was changed"},
		{storage.ErrFull, statusFailed, "make room on the disk and start again; nothing was overwritten"},
		{storage.ErrUnreachable, statusFailed, "see whether the server is running and lets this machine in; storage.dsn names it"},
		{storage.ErrRefused, statusRefused, "see the role and the password in storage.dsn, and pg_hba.conf on the server"},
		{storage.ErrNoSchema, statusRefused, "make the schema in that database, CREATE SCHEMA name AUTHORIZATION medius, or take search_path out of the address"},
		{storage.ErrMissing, statusRefused, "make it on the server: CREATE DATABASE medius OWNER medius; docs/postgres.md shows all of it"},
		{storage.ErrAtWork, statusFailed, "stop all instances of the older one first, then start this one; nothing was changed"},
		{storage.ErrAddress, statusRefused, "storage.dsn is the address; what stands behind ? are settings of Postgres, each as name=value with & between them"},
		{storage.ErrUnfit, statusRefused, "docs/postgres.md says what medius needs"},
		{storage.ErrShut, statusRefused, "see who may write to the folder for backups, backup.dir; nothing was changed"},
		{storage.ErrOrphan, statusRefused, "it may hold what was not yet written into the missing file: put that back beside it, or move the log away; nothing was changed"},
		{storage.ErrFolder, statusRefused, noFile},
		{storage.ErrPath, statusRefused, noFile},
		{syscall.ENOTDIR, statusRefused, noFile},
		{fs.ErrPermission, statusRefused, "run it as the user of medius, as in: sudo -u medius medius doctor"},
	} {
		if errors.Is(err, known.err) {
			return &trouble{err: err, hint: known.hint, status: known.status}
		}
	}
	return nil
}

// explainTelegram adds what the owner can do when Telegram turns the bot away for good.
func explainTelegram(err error) error {
	refusal, ok := errors.AsType[*bot.Refusal](err)
	if !ok || refusal.Verdict != bot.Stop {
		return err
	}
	return refuse("see whether the token was revoked: @BotFather, /mybots; then set MEDIUS_TELEGRAM_TOKEN anew",
		"Telegram does not accept the bot token: %s", refusal.Reason)
}
