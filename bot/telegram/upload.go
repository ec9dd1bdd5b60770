package telegram

import (
	"context"
	"sync"

	"medius/bot"
)

// Files remembers what a bot calls the files it uploaded, by hash and kind. ForgetFileID leaves another id alone.
type Files interface {
	FileID(ctx context.Context, bot, hash, kind string) (id string, ok bool, err error)
	KeepFileID(ctx context.Context, bot, hash, kind, id string) error
	ForgetFileID(ctx context.Context, bot, hash, kind, id string) error
}

// known gives the file id of a file, "" when it has to be uploaded.
func (c *Client) known(ctx context.Context, file bot.File) string {
	if c.Files == nil {
		return ""
	}
	id, _, err := c.Files.FileID(ctx, c.id(), file.Hash, string(file.Kind))
	if err != nil {
		c.log.WarnContext(ctx, "look up file id", "err", err)
	}
	return id
}

func (c *Client) forget(ctx context.Context, file bot.File, id string, why error) {
	c.log.WarnContext(ctx, "file id refused; uploading again", "kind", file.Kind, "err", why)
	if err := c.Files.ForgetFileID(ctx, c.id(), file.Hash, string(file.Kind), id); err != nil {
		c.log.WarnContext(ctx, "forget file id", "err", err)
	}
}

// idRefused says that it was the file id that the server did not like.
func idRefused(err error) bool {
	return says(err, "file identifier", "file_id", "can't use file of type", "file_reference", "file reference", "media_empty",
		"media_invalid")
}

// uploadsAtOnce bounds what uploads take of a small line.
const uploadsAtOnce = 3

// uploads lets one upload of a file happen at a time, and a few of different files.
type uploads struct {
	mu    *sync.Mutex
	turns map[string]*turn
	slots chan struct{}
}

// turn is held by whoever uploads a file.
type turn struct {
	held    chan struct{}
	waiting int // with the one who holds it
}

func newUploads() uploads {
	return uploads{mu: &sync.Mutex{}, turns: map[string]*turn{}, slots: make(chan struct{}, uploadsAtOnce)}
}

// enter waits until nobody else uploads the file of that hash and there is room on the line. leave may be called twice.
func (u *uploads) enter(ctx context.Context, hash string) (leave func(), err error) {
	u.mu.Lock()
	t := u.turns[hash]
	if t == nil {
		t = &turn{held: make(chan struct{}, 1)}
		u.turns[hash] = t
	}
	t.waiting++
	u.mu.Unlock()
	held, room := false, false
	leave = sync.OnceFunc(func() {
		if room {
			<-u.slots
		}
		if held {
			<-t.held
		}
		u.mu.Lock()
		defer u.mu.Unlock()
		if t.waiting--; t.waiting == 0 {
			delete(u.turns, hash)
		}
	})
	select {
	case t.held <- struct{}{}:
		held = true
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
	select {
	case u.slots <- struct{}{}:
		room = true
	case <-ctx.Done():
		leave()
		return nil, ctx.Err()
	}
	return leave, nil
}
