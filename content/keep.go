package content

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
)

// How files in the folder of the gallery are called. What is called otherwise is not ours and stays.
var (
	pictureFile = regexp.MustCompile(`^[0-9a-f]{16,128}\.(gif|png)$`)
	unfinished  = regexp.MustCompile(`^\.picture-[0-9]+$`)
)

const unfinishedPattern = ".picture-*"

// stored reads a picture, nil when it is not there in one piece.
func (g *Gallery) stored(name string) []byte {
	if g.Folder == "" {
		return nil
	}
	data, err := os.ReadFile(filepath.Join(g.Folder, name))
	if err != nil || !whole(data) {
		return nil
	}
	return data
}

// whole tells whether a file begins and ends as a GIF or a PNG does: a disk that was full leaves halves.
func whole(data []byte) bool {
	return bytes.HasPrefix(data, []byte("GIF89a")) && bytes.HasSuffix(data, []byte{0, 0x3b}) ||
		bytes.HasPrefix(data, []byte("\x89PNG\r\n\x1a\n")) && bytes.HasSuffix(data, []byte("IEND\xaeB`\x82"))
}

// store writes a picture, whole or not at all. Trouble is told once: it costs time and nothing else.
func (g *Gallery) store(name string, data []byte) {
	if g.Folder == "" || g.isLeft() {
		return
	}
	err := g.write(name, data)
	if err == nil {
		err = g.shrink(name)
	}
	if err != nil {
		g.warn(err)
	}
}

func (g *Gallery) isLeft() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.left
}

func (g *Gallery) write(name string, data []byte) error {
	if err := os.Mkdir(g.Folder, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	file, err := os.CreateTemp(g.Folder, unfinishedPattern)
	if err != nil {
		return err
	}
	_, err = file.Write(data)
	err = errors.Join(err, file.Sync(), file.Close())
	if err == nil {
		err = os.Rename(file.Name(), filepath.Join(g.Folder, name))
	}
	if err != nil {
		return errors.Join(err, os.Remove(file.Name()))
	}
	return nil
}

func (g *Gallery) warn(err error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.warned || g.Log == nil {
		return
	}
	g.warned = true
	g.Log.Warn("pictures cannot be kept on disk; they are drawn each time", "folder", g.Folder, "err", err)
}

// shrink removes the oldest pictures while there are more bytes than Most, but not the newest one.
func (g *Gallery) shrink(newest string) error {
	files, err := g.files()
	if err != nil {
		return err
	}
	var total int64
	for _, f := range files {
		total += f.Size()
	}
	slices.SortFunc(files, func(a, b fs.FileInfo) int { return a.ModTime().Compare(b.ModTime()) })
	most := g.Most
	if most <= 0 {
		most = DefaultMost
	}
	for _, f := range files {
		if total <= most || f.Name() == newest {
			continue
		}
		g.unsee()
		if err := os.Remove(filepath.Join(g.Folder, f.Name())); err != nil {
			return err
		}
		total -= f.Size()
	}
	return nil
}

// files lists the pictures that are kept.
func (g *Gallery) files() ([]fs.FileInfo, error) {
	entries, err := os.ReadDir(g.Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var files []fs.FileInfo
	for _, e := range entries {
		if !e.Type().IsRegular() || !pictureFile.MatchString(e.Name()) {
			continue
		}
		if info, err := e.Info(); err == nil { // gone meanwhile is gone
			files = append(files, info)
		}
	}
	return files, nil
}

// Tidy removes from the folder what no look is drawn as any more, and what a crash left unfinished. looks are all there
// are.
func (g *Gallery) Tidy(looks []Look) error {
	if g.Folder == "" {
		return nil
	}
	used := map[string]bool{}
	for _, look := range looks {
		if d, err := g.Find(look); err == nil {
			used[d.Name()] = true
		}
	}
	defer g.alone()() // what is unfinished then, nobody finishes
	entries, err := os.ReadDir(g.Folder)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("tidy pictures: %w", err)
	}
	for _, e := range entries {
		name := e.Name()
		if !e.Type().IsRegular() || used[name] || !pictureFile.MatchString(name) && !unfinished.MatchString(name) {
			continue
		}
		if err := os.Remove(filepath.Join(g.Folder, name)); err != nil {
			return fmt.Errorf("tidy pictures: %w", err)
		}
	}
	return nil
}
