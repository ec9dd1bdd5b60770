package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"

	"medius/storage"
)

// data opens the database for a verb that looks only, beside a medius that is running.
func (w world) data(ctx context.Context, all *cli) (*storage.DB, error) {
	return w.open(ctx, all, storage.OpenReader)
}

// dataAlone opens it for a verb that changes something, while medius is stopped.
func (w world) dataAlone(ctx context.Context, all *cli) (*storage.DB, error) {
	return w.open(ctx, all, storage.Open)
}

func (w world) open(ctx context.Context, all *cli, how func(context.Context, storage.Options) (*storage.DB, error)) (*storage.DB, error) {
	s, err := w.settings(all.Config)
	if err != nil {
		return nil, err
	}
	db, err := how(ctx, w.storage(s))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refuse("medius run makes it; if there should be one, storage.dsn names another file: medius check shows which", "there is no database yet at %s", s.database(w.Env))
	case errors.Is(err, storage.ErrLocked):
		return nil, fail("stop medius first, and start it again afterwards", "%w", err)
	case errors.Is(err, storage.ErrOlder) && !storage.OnServer(s.database(w.Env)) && nothingIn(s.database(w.Env)):
		return nil, refuse("if there should be something in it, restore the newest backup: medius restore FILE --replace", "it is an empty file: %s", s.database(w.Env))
	case errors.Is(err, storage.ErrOlder):
		return nil, fail("start this medius once; it makes a backup and brings the database up to date", "%w", err)
	}
	return db, explainOpening(err, s.database(w.Env))
}

// nobody says that a chat has no member, and which number was meant if it is one that the log uses.
func nobody(ctx context.Context, db *storage.DB, chat int64) error {
	hint := "the number of the member's chat is wanted, as Telegram has it; medius export --all writes everybody"
	if other, ok, err := db.ChatOf(ctx, chat); err == nil && ok {
		hint = fmt.Sprintf("the number of the chat is wanted; the member that the log calls %d is %d", chat, other)
	}
	return refuse(hint, "there is no member %d", chat)
}

// many says a number of things.
func many(n int, one, more string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, more)
}
