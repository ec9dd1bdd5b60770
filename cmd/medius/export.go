package main

import (
	"context"
	"os"
	"path/filepath"
	"strconv"

	"medius/report"
)

type exportCmd struct {
	Member int64  `help:"Number of the member's chat, as Telegram has it." placeholder:"ID"`
	All    bool   `help:"Everybody; --out is a folder then, with one in it for each."`
	Out    string `help:"A folder, or a file that ends in .json or .zip." required:"" placeholder:"DIR|FILE"`
}

// Help is shown by medius export --help.
func (*exportCmd) Help() string {
	return `Into a folder it writes

  medius.json   the member whole: medius import takes it in again, here or in another instance
  *.csv         the same as tables for a spreadsheet

A .json file is the first of them alone, a .zip holds all. With --all, files of
these names that are there already are written anew; with --member the export of somebody is never replaced.
medius may be running meanwhile. docs/export.md explains every field.

The files hold health data: only you can read them, and they are yours to delete.`
}

// Run writes the files.
func (c *exportCmd) Run(ctx context.Context, w world, all *cli) error {
	if c.All == (c.Member != 0) {
		return refuse("--member ID for one, --all for everybody", "whose data are wanted?")
	}
	if c.Out == "-" {
		return refuse("name a folder, or a file that ends in .json or .zip", "--out -: it is health data, and goes into files only")
	}
	ending := filepath.Ext(c.Out)
	if c.All && (ending == ".json" || ending == ".zip") {
		return refuse("name a folder", "--out %s: everybody does not fit into one file", c.Out)
	}
	db, err := w.data(ctx, all)
	if err != nil {
		return err
	}
	defer db.Close()
	chats := []int64{c.Member}
	if c.All {
		if chats, err = db.Chats(ctx); err != nil {
			return err
		}
	}
	for _, chat := range chats {
		h, ok, err := db.HistoryOf(ctx, chat)
		switch {
		case err != nil:
			return err
		case !ok && c.All:
			continue // gone since the list was made
		case !ok:
			return nobody(ctx, db, chat)
		}
		out := c.Out
		if c.All {
			out = filepath.Join(out, strconv.FormatInt(chat, 10))
		}
		if err := unload(record(h), out, c.All); err != nil {
			return err
		}
		w.say("member %d: %s in %s", chat, amount(h), out)
	}
	if c.All {
		w.say("%s", many(len(chats), "member", "members"))
	}
	return nil
}

// unload writes an export to a file or into a folder, readable for its owner only. Unless again, no export that lies there is
// replaced: it may be another member's, and the only one.
func unload(r report.Record, out string, again bool) error {
	all, err := exported(r)
	if err != nil {
		return err
	}
	folder := out
	switch filepath.Ext(out) {
	case ".json":
		folder, all = filepath.Dir(out), []exportFile{{filepath.Base(out), all[0].data}}
	case ".zip":
		data, err := packed(r)
		if err != nil {
			return err
		}
		folder, all = filepath.Dir(out), []exportFile{{filepath.Base(out), data}}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return refuse("--out names a folder that can be written", "%w", err)
	}
	for _, f := range all {
		if _, err := os.Lstat(filepath.Join(folder, f.name)); err == nil && !again {
			return refuse("name another place: --out", "%s is there already, and may be of another member", filepath.Join(folder, f.name))
		}
	}
	for _, f := range all {
		if err := put(filepath.Join(folder, f.name), f.data); err != nil {
			return fail("is the disk full, or the folder not yours?", "%w", err)
		}
	}
	return nil
}

// put writes a file, readable for its owner only, whole or not at all.
func put(path string, data []byte) error {
	part := path + ".part"
	err := os.WriteFile(part, data, 0o600)
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil {
		_ = os.Remove(part) // what is left of it is of no use to anybody
	}
	return err
}
