package main

import (
	"context"
	"os"
	"path/filepath"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
	"medius/content"
	"medius/content/figure"
)

// picturesFolder is the folder beside the database in which pictures are kept unless the owner names another.
const picturesFolder = "figures"

// hang opens the gallery and the press, and lets the client show what they make.
func (h *house) hang() {
	folder := h.Figures.Cache
	if folder == "" {
		folder = filepath.Join(h.folder(), picturesFolder)
	}
	// Trouble with it is the gallery's to tell, when there is something to keep.
	_ = os.MkdirAll(filepath.Dir(folder), 0o700)
	h.gallery = &content.Gallery{Find: h.drawn(h.library.Drawings(&figure.Studio{})), Folder: folder, Log: h.Log}
	h.client.Gallery, h.client.Files = pictures{h.gallery}, h.db
	h.client.Press = press{archive: h.db, library: h.library, now: h.Now}
}

// tidy throws away pictures of an older medius.
func (h *house) tidy(context.Context) error {
	return h.gallery.Tidy(h.library.Looks(h.library.Languages()))
}

// pictures are the gallery in the words of package bot.
type pictures struct{ *content.Gallery }

func (p pictures) Picture(o bot.OutPicture) (bot.File, error) {
	d, data, err := p.Gallery.Picture(lookOf(o))
	if err != nil {
		return bot.File{}, err
	}
	file := bot.File{
		Hash: d.Hash, Kind: bot.Photo, Name: d.Name(), Width: d.Width, Height: d.Height, Seconds: d.Seconds, Data: data,
	}
	if d.Moving {
		file.Kind = bot.Animation
	}
	return file, nil
}

// lookOf says a picture in the words of package content.
func lookOf(o bot.OutPicture) content.Look {
	return content.Look{
		Exercise: o.Exercise, View: figure.Kind(o.View), Number: o.Number, Side: coach.Side(o.Side), Full: o.Full,
		Build: coach.Build(o.Build), Language: o.Language,
	}
}

// ahead has pictures drawn that may be wanted soon.
func (h *house) ahead(all []bot.OutPicture) {
	for _, o := range all {
		h.gallery.Ahead(lookOf(o))
	}
}

// sheet is what there is to see and to read of an exercise.
func (h *house) sheet(id string) dialog.Sheet {
	e, ok := h.library.Exercise(id)
	if !ok {
		return dialog.Sheet{}
	}
	sheet := dialog.Sheet{Moves: e.Moves, Mistakes: e.Mistakes, Drawn: len(e.Figure.Cycle) > 0}
	for i, p := range e.Phases {
		if p.SecondsFull > 0 {
			sheet.FullMove = i + 1
		}
	}
	for _, m := range e.Figure.Mistakes {
		sheet.Wrong = append(sheet.Wrong, m.Shows)
		if m.NotFull {
			sheet.NotFull = append(sheet.NotFull, m.Shows)
		}
	}
	return sheet
}
