package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
)

// How much room there has to be: to go on at all, and beside twice the database for a backup.
const (
	leastRoom = 20 << 20
	goodRoom  = 200 << 20
)

// disk looks whether there is room for the database and for backups.
func (p *patient) disk() {
	database := int64(0)
	if info, err := os.Stat(p.place); err == nil && !p.onServer() {
		database = info.Size()
	}
	told := map[string]bool{}
	for _, folder := range []string{p.folder(), p.s.shelf(p.folder())} {
		folder = standing(folder)
		if told[folder] {
			continue
		}
		told[folder] = true
		free, err := freeSpace(folder)
		switch {
		case err != nil:
			p.warn("disk", "", "%s: it cannot be told how much room there is: %v", folder, err)
		case free < leastRoom:
			p.bad("disk", "make room, or move the database: a full disk stops the coach", "%s has only %s left", folder, size(free))
		case free < goodRoom+2*database:
			p.warn("disk", "make room soon: a backup takes as much as the database", "%s has %s left, and the database takes %s", folder, size(free), size(database))
		default:
			p.well("disk", "%s has %s left", folder, size(free))
		}
	}
}

// standing gives a folder, or the next one above that is there.
func standing(folder string) string {
	for {
		if _, err := os.Stat(folder); err == nil || filepath.Dir(folder) == folder {
			return folder
		}
		folder = filepath.Dir(folder)
	}
}

// modes looks whether others may read what they should not: health data, and the token.
func (p *patient) modes() {
	if runtime.GOOS == "windows" {
		return // there are no such modes
	}
	private := p.beside()
	for _, path := range private {
		p.closed(path, 0o077, "go=")
	}
	// What root writes for a service is read through the service's group.
	const others, remedy = 0o027, "g-w,o="
	for _, file := range []string{p.s.Telegram.TokenFile, p.s.Storage.DSNFile} {
		if file != "" {
			p.closed(file, others, remedy)
		}
	}
	written := func(key string) bool { return p.s.File != "" && strings.HasPrefix(p.s.origin[key], p.s.File+":") }
	if written("telegram.token") || written("storage.dsn") && passwordIn(p.s.Storage.DSN) != "" {
		p.closed(p.s.File, others, remedy)
	}
	if !p.has("file modes") {
		p.well("file modes", "nothing private is open to others")
	}
}

// beside are the files with health data in them: the database, and what lies under its name there and on the shelf.
func (p *patient) beside() (private []string) {
	if !p.onServer() {
		private = []string{p.place, p.place + "-wal", p.place + "-shm"}
		lying, _ := filepath.Glob(p.place + ".*") // the error is about the pattern
		private = append(private, lying...)
	}
	shelf, _ := filepath.Glob(filepath.Join(p.s.shelf(p.folder()), "*.v*.backup"))
	replaced, _ := filepath.Glob(filepath.Join(p.s.shelf(p.folder()), "*.replaced-*"))
	return slices.Concat(private, shelf, replaced)
}

// closed looks whether a file has none of some rights.
func (p *patient) closed(path string, rights fs.FileMode, remedy string) {
	info, err := os.Stat(path)
	if err == nil && info.Mode().IsRegular() && info.Mode().Perm()&rights != 0 {
		if !ours(info) { // it is read by others' right only
			remedy = fmt.Sprintf("as root: chgrp %s %s && chmod %s,g+r %s", groupOf(), path, remedy, path)
		} else {
			remedy = fmt.Sprintf("chmod %s %s", remedy, path)
		}
		p.bad("file modes", remedy, "%s is open to others (%s)", path, info.Mode().Perm())
	}
}

func (f findings) has(about string) bool {
	for _, one := range f {
		if one.about == about {
			return true
		}
	}
	return false
}
