package telegram_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/gif"
	"image/png"
	"sync"
	"time"

	"medius/bot"
	"medius/coach"
)

// wall is a gallery of small pictures: what is Moving is a GIF of two frames, the rest are PNGs. It is also the memory for
// file ids.
type wall struct {
	mu    sync.Mutex
	drawn map[string]int // by hash: how often the bytes were asked for
	ids   map[string]string
	kept  int
	draw  func(ctx context.Context, hash string) error // before the bytes are given; nil: at once
	full  bool                                         // no id can be kept
}

func newWall() *wall { return &wall{drawn: map[string]int{}, ids: map[string]string{}} }

func (w *wall) Picture(p bot.OutPicture) (bot.File, error) {
	if p.Exercise == "unknown" {
		return bot.File{}, errors.New("no such exercise")
	}
	hash := fmt.Sprintf("%s-%s-%d-%s", p.Exercise, p.View, p.Number, p.Side)
	file := bot.File{Hash: hash, Kind: bot.Photo, Name: "a.png", Width: 480, Height: 480}
	if p.View == "moving" {
		file.Kind, file.Name, file.Seconds = bot.Animation, "a.gif", 7
	}
	file.Data = func(ctx context.Context) ([]byte, error) {
		w.mu.Lock()
		w.drawn[hash]++
		draw := w.draw
		w.mu.Unlock()
		if draw != nil {
			if err := draw(ctx, hash); err != nil {
				return nil, err
			}
		}
		return paint(file.Kind, len(hash)), nil
	}
	return file, nil
}

// paint makes a picture.
func paint(kind bot.FileKind, shade int) []byte {
	var b bytes.Buffer
	frame := image.NewPaletted(image.Rect(0, 0, 480, 480), color.Palette{color.Gray{Y: uint8(shade)}, color.White})
	err := png.Encode(&b, frame)
	if kind == bot.Animation {
		b.Reset()
		err = gif.EncodeAll(&b, &gif.GIF{Image: []*image.Paletted{frame, frame}, Delay: []int{8, 8}})
	}
	if err != nil {
		panic(err)
	}
	return b.Bytes()
}

func (w *wall) FileID(_ context.Context, bot, hash, kind string) (string, bool, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	id, ok := w.ids[bot+hash+kind]
	return id, ok, nil
}

func (w *wall) KeepFileID(_ context.Context, bot, hash, kind, id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.full {
		return errors.New("disk full")
	}
	w.ids[bot+hash+kind] = id
	w.kept++
	return nil
}

func (w *wall) ForgetFileID(_ context.Context, bot, hash, kind, id string) error {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ids[bot+hash+kind] == id {
		delete(w.ids, bot+hash+kind)
	}
	return nil
}

// spoil makes every id one that the server refuses.
func (w *wall) spoil() {
	w.mu.Lock()
	defer w.mu.Unlock()
	for key := range w.ids {
		w.ids[key] = "AgACAgIAAxkBAAMCZ"
	}
}

// draws is how often all bytes were asked for.
func (w *wall) draws() (n int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	for _, k := range w.drawn {
		n += k
	}
	return n
}

func (w *wall) slow(d time.Duration) {
	w.draw = func(ctx context.Context, _ string) error {
		select {
		case <-time.After(d):
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

func moving(id, side string) *bot.OutPicture {
	return &bot.OutPicture{Exercise: id, View: "moving", Side: side, Language: "en"}
}

func step(id string, n int) *bot.OutPicture {
	return &bot.OutPicture{Exercise: id, View: "step", Number: n, Language: "en"}
}

// card is a letter that is edited through a session.
func card(chat int64) coach.Letter {
	return coach.Letter{Chat: chat, Lane: coach.LaneReply, Repeat: true, Key: fmt.Sprint("card", chat)}
}

// onCard is a letter that edits it.
func onCard(chat int64) coach.Letter {
	return coach.Letter{Chat: chat, Lane: coach.LaneReply, Repeat: true, Target: fmt.Sprint("card", chat)}
}
