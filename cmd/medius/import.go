package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"medius/report"
	"medius/storage"
)

type importCmd struct {
	File    string `arg:"" help:"What medius export wrote, or what a member got with /export: medius.json, the zip, or the folder."`
	Member  int64  `help:"Number of the chat that the member has with this bot, as Telegram has it." required:"" placeholder:"ID"`
	Replace bool   `help:"Erase what is kept about a member who is there already."`
}

// Help is shown by medius import --help.
func (*importCmd) Help() string {
	return `The member goes on here where the other instance stopped: diary, journal, plan, schedule, and what was promised. Stop
medius first, and stop the coaching at the other instance, or the member hears from both.

Telegram lets a bot speak only to those who opened it once: until then its reminders do not arrive.`
}

// Run takes a member in.
func (c *importCmd) Run(ctx context.Context, w world, all *cli) error {
	if c.Member <= 0 {
		return refuse("the number of a private chat, as Telegram has it; groups have numbers below zero", "--member %d is no member's chat", c.Member)
	}
	r, err := load(c.File)
	if err != nil {
		return err
	}
	db, err := w.dataAlone(ctx, all)
	if err != nil {
		return err
	}
	h := storage.History{Member: r.Member, Days: r.Days, Facts: r.Facts, Appointments: r.Appointments}
	err = errors.Join(db.Restore(ctx, c.Member, h, c.Replace), db.Close())
	if errors.Is(err, storage.ErrMember) {
		return refuse(fmt.Sprintf("medius export --member %d keeps a copy of what is there; --replace erases it", c.Member),
			"member %d: %w; nothing was changed", c.Member, err)
	}
	if err != nil {
		return explainStorage(err)
	}
	w.say("member %d: %s", c.Member, amount(h))
	return nil
}

// mostData is far above any export.
const mostData = 256 << 20

// load reads an export from whatever holds it.
func load(path string) (report.Record, error) {
	data, err := dataIn(path)
	if errors.Is(err, fs.ErrNotExist) {
		return report.Record{}, refuse("name the file medius.json, the zip it came in, or its folder", "%w", err)
	}
	if err != nil {
		return report.Record{}, fail("", "%w", err)
	}
	r, err := report.DecodeJSON(data)
	if err != nil {
		return report.Record{}, refuse("docs/export.md explains the format; nothing was changed", "%s: %w", path, err)
	}
	return r, nil
}

// dataIn finds the data in a folder, a zip, or a file of its own.
func dataIn(path string) ([]byte, error) {
	info, err := os.Stat(path)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		path = filepath.Join(path, dataFile)
	}
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	data, err := toEnd(file)
	if err != nil || !bytes.HasPrefix(data, []byte("PK")) {
		return data, err
	}
	box, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	inner, err := box.Open(dataFile)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	defer inner.Close()
	return toEnd(inner)
}

// toEnd reads to the end, if that is not too far.
func toEnd(from io.Reader) ([]byte, error) {
	data, err := io.ReadAll(io.LimitReader(from, mostData+1))
	if err == nil && len(data) > mostData {
		err = errors.New("too large for an export")
	}
	return data, err
}

// amount says how much an export holds.
func amount(h storage.History) string {
	return fmt.Sprintf("%s, %s, %s", many(len(h.Days), "day", "days"), many(len(h.Facts), "line of the journal", "lines of the journal"),
		many(len(h.Appointments), "appointment", "appointments"))
}
