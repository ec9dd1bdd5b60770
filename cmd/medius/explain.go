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
		err  error
		hint string
	}{
		{storage.ErrLocked, "stop the other one first, or give this one a database of its own: MEDIUS_STORAGE_DSN"},
		{storage.ErrNewer, "use that version, or put the backup from before the upgrade back: medius restore FILE --replace; nothing was changed"},
		{storage.ErrForeign, "storage.dsn must name a file of its own; nothing was changed"},
		{storage.ErrCorrupt, "restore a backup: medius doctor names the newest, medius restore FILE --replace puts it back; nothing was changed"},
		{storage.ErrReadOnly, "see who may write to the file and to its folder; nothing was changed"},
		{storage.ErrFull, "make room on the disk and start again; nothing was overwritten"},
	} {
		if errors.Is(err, known.err) {
			return fail(known.hint, "%w", err)
		}
	}
	return fail("storage.dsn names the file of the database", "%w", err)
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
