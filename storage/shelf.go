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

// Kept is a backup, or a database that was replaced, that lies on the shelf: in the folder for backups, or beside the database.
type Kept struct {
	Path   string
	Schema int64 // of a backup
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

// asideAt reads the end of such a name: the moment, and what stands behind it when it is a file beside the database.
func asideAt(rest string) (at time.Time, beside string, ok bool) {
	stamp, found := strings.CutPrefix(rest, "replaced-")
	if !found || len(stamp) < len(backupStamp) {
		return at, "", false
	}
	stamp, beside = stamp[:len(backupStamp)], stamp[len(backupStamp):]
	at, err := time.Parse(backupStamp, stamp)
	return at, beside, err == nil && (beside == "" || beside[0] == '-')
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
	byAge(all)
	return all, err
}

func byAge(all []Kept) {
	slices.SortFunc(all, func(a, b Kept) int { return cmp.Or(a.Made.Compare(b.Made), strings.Compare(a.Path, b.Path)) })
}

// Replaced lists the databases that were put aside when a backup took their place, oldest first. [DB.Sweep] removes them like
// backups.
func (db *DB) Replaced() ([]Kept, error) {
	var all []Kept
	err := db.leftovers(func(path, rest string, info fs.FileInfo) {
		if at, beside, ok := asideAt(rest); ok && beside == "" {
			all = append(all, Kept{Path: path, Made: at, Bytes: info.Size()})
		}
	})
	byAge(all)
	return all, err
}

// Files are all that has to go for this one to be gone: of a damaged database that was put aside the log lies beside it.
func (k Kept) Files() (all []string) {
	for _, beside := range []string{"", "-wal", "-shm"} {
		if _, err := os.Stat(k.Path + beside); err == nil {
			all = append(all, k.Path+beside)
		}
	}
	return all
}

// Shelf lists the backups of a database that need not be there or be sound: that is when they are wanted.
func Shelf(ctx context.Context, o Options) ([]Kept, error) {
	db, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	return db.Backups()
}

// Aside lists what was put aside from the place of a database, which need not be there either.
func Aside(ctx context.Context, o Options) ([]Kept, error) {
	db, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	return db.Replaced()
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
		at, _, replaced := asideAt(rest)
		switch {
		case replaced && !at.After(now.Add(-keepBackups)),
			strings.HasSuffix(rest, ".part") && info.ModTime().Before(now.Add(-partLife)):
			paths = append(paths, path)
		}
	}))
	for _, path := range paths {
		err = errors.Join(err, discard(path))
	}
	return err
}
