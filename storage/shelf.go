package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"
)

// Kept is a backup that lies on the shelf: in the folder for backups, or beside the database.
type Kept struct {
	Path   string
	Schema int64
	Made   time.Time
	Bytes  int64
}

const backupStamp = "20060102T150405.000Z"

// backupName is the dated name of a backup. Its schema and its moment stand in it, so that the shelf can be put in order
// without opening anything.
func (db *DB) backupName(schema int64, at time.Time) string {
	return filepath.Join(db.shelf(), fmt.Sprintf("%s.v%d-%s.backup", filepath.Base(db.path), schema, at.UTC().Format(backupStamp)))
}

// asideName is the dated name of a database that was replaced.
func (db *DB) asideName(at time.Time) string {
	return fmt.Sprintf("%s.replaced-%s", db.path, at.UTC().Format(backupStamp))
}

// errNoShelf: beside a database on a server there is no folder.
var errNoShelf = errors.New("a folder for backups is needed")

// shelved says whether there is a place for backups that are given no other.
func (db *DB) shelved() error {
	if db.backups == "" && !filepath.IsAbs(db.path) {
		return errNoShelf
	}
	return nil
}

// shelf is the folder for backups.
func (db *DB) shelf() string { return cmp.Or(db.backups, filepath.Dir(db.path)) }

// Backups lists the backups that are kept, oldest first: the scheduled ones, those made before migrations, and those made by
// hand without another name. [DB.Sweep] removes them in time.
func (db *DB) Backups() ([]Kept, error) {
	var all []Kept
	err := db.leftovers(func(path, rest string, info fs.FileInfo) {
		name, dated := strings.CutPrefix(rest, "v")
		name, backup := strings.CutSuffix(name, ".backup")
		schema, stamp, _ := strings.Cut(name, "-")
		version, odd := strconv.ParseInt(schema, 10, 64)
		if at, err := time.Parse(backupStamp, stamp); dated && backup && odd == nil && err == nil {
			all = append(all, Kept{Path: path, Schema: version, Made: at, Bytes: info.Size()})
		}
	})
	slices.SortFunc(all, func(a, b Kept) int { return cmp.Or(a.Made.Compare(b.Made), strings.Compare(a.Path, b.Path)) })
	return all, err
}

// Shelf lists the backups of a database that need not be there or be sound: that is when they are wanted.
func Shelf(ctx context.Context, o Options) ([]Kept, error) {
	db, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	return db.Backups()
}

// leftovers walks through what lies on the shelf and beside the database under the name of the database, a point and a rest.
func (db *DB) leftovers(visit func(path, rest string, info fs.FileInfo)) error {
	if db.shelved() != nil {
		return nil
	}
	folders := []string{filepath.Dir(db.path), db.shelf()}
	for _, folder := range slices.Compact(folders) {
		entries, err := os.ReadDir(folder)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		for _, entry := range entries {
			rest, ours := strings.CutPrefix(entry.Name(), filepath.Base(db.path)+".")
			info, err := entry.Info()
			if ours && err == nil && info.Mode().IsRegular() {
				visit(filepath.Join(folder, entry.Name()), rest, info)
			}
		}
	}
	return nil
}

// Prune deletes the oldest backups of the present schema until so many are left. Those from before a migration stay for
// their time: they are the only way back.
func (db *DB) Prune(keep int) error {
	all, err := db.Backups()
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(k Kept) bool { return k.Schema != newestRelease() })
	for _, k := range all[:max(0, len(all)-keep)] {
		err = errors.Join(err, discard(k.Path))
	}
	return err
}

// partLife is how long a copy may be in the making.
const partLife = 24 * time.Hour

// sweepBackups deletes what was kept long enough: backups and databases that were replaced, of which a forgotten member
// may still be a part, and copies that were never finished.
func (db *DB) sweepBackups(now time.Time) error {
	old, err := db.Backups()
	old = slices.DeleteFunc(old, func(k Kept) bool { return k.Made.After(now.Add(-keepBackups)) })
	var paths []string
	for _, k := range old {
		paths = append(paths, k.Path)
	}
	err = errors.Join(err, db.leftovers(func(path, rest string, info fs.FileInfo) {
		stamp, replaced := strings.CutPrefix(rest, "replaced-")
		stamp, _, _ = strings.Cut(stamp, "Z-") // -wal
		at, odd := time.Parse(backupStamp, strings.TrimSuffix(stamp, "Z")+"Z")
		switch {
		case replaced && odd == nil && !at.After(now.Add(-keepBackups)),
			strings.HasSuffix(rest, ".part") && info.ModTime().Before(now.Add(-partLife)):
			paths = append(paths, path)
		}
	}))
	for _, path := range paths {
		err = errors.Join(err, discard(path))
	}
	return err
}
