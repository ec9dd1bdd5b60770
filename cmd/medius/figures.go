package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"slices"

	"medius/coach"
	"medius/content"
	"medius/content/figure"
)

type figuresCmd struct {
	Out   string   `help:"Folder to write the pictures to; it is made when it is missing." required:"" placeholder:"DIR"`
	Side  string   `help:"The sore side: left or right." enum:"left,right" default:"right"`
	Lang  string   `help:"Language of the words in the pictures." default:"en" placeholder:"LANG"`
	Build string   `help:"Which figure: f, a woman, or m, a man." enum:"f,m" default:"f"`
	Only  []string `help:"These exercises only, by their names in content/exercises." placeholder:"ID"`
}

// Help is shown by medius figures --help.
func (*figuresCmd) Help() string {
	return `For every exercise of the catalogue it writes

  ID.gif           the exercise moving, as a member sees it before a set
  ID-step-N.png    each step as a still: the start, then the end of every phase
  ID-wrong-N.png   right beside wrong
  ID-full...       the same in the full range, where an exercise has one
  sheet.png        a contact sheet of all steps, a row for each exercise`
}

// sheetWidth is how wide a still is on the contact sheet, in pixels.
const sheetWidth = 240

// Run draws all pictures into the folder.
func (c *figuresCmd) Run(ctx context.Context, w world) error {
	library, err := content.Load()
	if err != nil {
		return fmt.Errorf("content: %w", err)
	}
	if !slices.Contains(library.Languages(), c.Lang) {
		return refuse("medius figures --help lists what can be said", "--lang %s: the languages are %v%s", c.Lang, library.Languages(), meant(c.Lang, library.Languages()))
	}
	ids, err := c.ids(library)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(c.Out, 0o755); err != nil {
		return refuse("--out names a folder that can be written", "%w", err)
	}
	a := atelier{figuresCmd: c, find: library.Drawings(&figure.Studio{}), say: w.say}
	for _, look := range library.Looks([]string{c.Lang}) {
		if !slices.Contains(ids, look.Exercise) || look.Side != coach.Side(c.Side) || look.Build != coach.Build(c.Build) {
			continue
		}
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if err := a.write(look); err != nil {
			return err
		}
	}
	return a.sheet()
}

// ids are the exercises that are wanted.
func (c *figuresCmd) ids(library *content.Library) ([]string, error) {
	var all []string
	for _, e := range library.Exercises() {
		all = append(all, e.ID)
	}
	if len(c.Only) == 0 {
		return all, nil
	}
	for _, id := range c.Only {
		if !slices.Contains(all, id) {
			return nil, refuse("content/exercises has a file for each", "--only %s: there is no such exercise%s", id, meant(id, all))
		}
	}
	return c.Only, nil
}

// atelier writes pictures into the folder and remembers the stills for the contact sheet.
type atelier struct {
	*figuresCmd
	find  func(content.Look) (content.Drawing, error)
	say   func(format string, args ...any)
	rows  [][]figure.Tile // one for each exercise
	count int
}

func (a *atelier) write(look content.Look) error {
	drawing, err := a.find(look)
	if err != nil {
		return fmt.Errorf("%s: %w", look.Exercise, err)
	}
	data, err := drawing.Draw()
	if err != nil {
		return fmt.Errorf("%s: %w", look.Exercise, err)
	}
	name := look.Exercise
	if look.Full {
		name += "-full"
	}
	switch look.View {
	case figure.Moving:
		a.say("%-32s %4d kB, %d s", name, (len(data)+999)/1000, drawing.Seconds)
		name += ".gif"
	case figure.Step:
		if err := a.tile(name, look.Number, data); err != nil {
			return err
		}
		fallthrough
	default:
		name = fmt.Sprintf("%s-%s-%d.png", name, look.View, look.Number)
	}
	a.count++
	return a.save(name, data)
}

// tile puts a step on the contact sheet; the first one begins a row.
func (a *atelier) tile(name string, number int, data []byte) error {
	picture, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if number == 1 {
		a.rows = append(a.rows, nil)
	}
	row := &a.rows[len(a.rows)-1]
	*row = append(*row, figure.Tile{Name: fmt.Sprintf("%s %d", name, number), Picture: picture})
	return nil
}

func (a *atelier) save(name string, data []byte) error {
	if err := os.WriteFile(filepath.Join(a.Out, name), data, 0o644); err != nil {
		return fail("is the disk full, or the folder not yours?", "%w", err)
	}
	return nil
}

func (a *atelier) sheet() error {
	if len(a.rows) == 0 {
		return errors.New("none of these exercises has a figure")
	}
	data, err := figure.Sheet(a.rows, sheetWidth).PNG()
	if err != nil {
		return fmt.Errorf("contact sheet: %w", err)
	}
	if err := a.save("sheet.png", data); err != nil {
		return err
	}
	a.say("%d pictures and sheet.png in %s", a.count, cmp.Or(a.Out, "."))
	return nil
}
