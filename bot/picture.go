package bot

import (
	"context"
	"unicode/utf16"

	"medius/coach/dialog"
)

// OutPicture says which picture a letter shows, in words only: the letter stays small, and a picture is made when it is
// needed.
type OutPicture struct {
	Exercise string `json:"x"`
	View     string `json:"v"`           // moving, step or wrong
	Number   int    `json:"n,omitempty"` // which step or mistake, from 1
	Side     string `json:"s,omitempty"` // the sore side: left, right, or "" for both
	Full     bool   `json:"f,omitempty"` // the hip drop beyond level
	Build    string `json:"b,omitempty"` // f or m
	Language string `json:"l"`           // of the labels
}

// FileKind is what a messenger takes a file for.
type FileKind string

// The kinds of file.
const (
	Animation FileKind = "animation" // moves by itself, without sound
	Photo     FileKind = "photo"
	Document  FileKind = "document"
)

// File can be uploaded. Pictures with the same hash and kind are the same picture; papers have no hash and are never the
// same.
type File struct {
	Hash          string // hexadecimal; known without making the picture
	Kind          FileKind
	Name          string // with its ending
	Width, Height int    // pixels; 0 when not known
	Seconds       int    // Animation: of one round
	Caption       string // plain words for a letter that has none of its own
	// Data gives the bytes; it may take seconds the first time. What has begun goes on when ctx ends, for the next time.
	Data func(ctx context.Context) ([]byte, error)
}

// Gallery makes the pictures.
type Gallery interface {
	Picture(OutPicture) (File, error)
}

// LongestCaption is in characters, after the markup was read.
const LongestCaption = 1024

// CaptionFits tells whether the text may stand below a picture. It counts in UTF-16 units, of which there are never fewer
// than characters.
func (o Outgoing) CaptionFits() bool {
	return len(utf16.Encode([]rune(o.AsPlain().Text))) <= LongestCaption
}

func outPicture(p dialog.Picture, lang string) *OutPicture {
	return &OutPicture{
		Exercise: p.Exercise, View: string(p.View), Number: p.Number, Side: string(p.Side), Full: p.Full, Build: string(p.Build),
		Language: lang,
	}
}
