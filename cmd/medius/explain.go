package main

import (
	"errors"

	"medius/bot"
	"medius/storage"
)

// explainStorage adds what the owner can do about a database that cannot be opened.
func explainStorage(err error) error {
	if err == nil {
		return nil
	}
	for _, known := range []struct {
		err    error
		status int
		hint   string
	}{
		{storage.ErrLocked, statusFailed, "stop the other one first, or give this one a database of its own: MEDIUS_STORAGE_DSN"},
		{storage.ErrNewer, statusFailed, "use that version, or put the backup from before the upgrade back: medius restore FILE --replace; nothing was changed"},
		{storage.ErrForeign, statusFailed, "storage.dsn must name a file of its own, or a database of its own on a server; nothing was changed"},
		{storage.ErrCorrupt, statusFailed, "restore a backup: medius doctor names the newest, medius restore FILE --replace puts it back; nothing was changed"},
		{storage.ErrReadOnly, statusFailed, "see who may write to the file and to its folder, or on a server whether the role may write and make tables; nothing was changed"},
		{storage.ErrFull, statusFailed, "make room on the disk and start again; nothing was overwritten"},
		{storage.ErrUnreachable, statusFailed, "see whether the server is running and lets this machine in; storage.dsn names it"},
		{storage.ErrRefused, statusRefused, "see the role and the password in storage.dsn, and pg_hba.conf on the server"},
		{storage.ErrMissing, statusRefused, "make it on the server: CREATE DATABASE medius OWNER medius; docs/postgres.md shows all of it"},
		{storage.ErrAtWork, statusFailed, "stop all instances of the older one first, then start this one; nothing was changed"},
		{storage.ErrUnfit, statusRefused, "docs/postgres.md says what medius needs"},
	} {
		if errors.Is(err, known.err) {
			return &trouble{err: err, hint: known.hint, status: known.status}
		}
	}
	return fail("storage.dsn names the database", "%w", err)
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
