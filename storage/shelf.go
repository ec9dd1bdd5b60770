package storage

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
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
		if schema, at, ok := backupAt(rest); ok {
			all = append(all, Kept{Path: path, Schema: schema, Made: at, Bytes: info.Size()})
		}
	})
	byAge(all)
	return all, err
}

// backupAt reads the end of the name of a backup: its schema and its moment.
func backupAt(rest string) (schema int64, at time.Time, ok bool) {
	name, dated := strings.CutPrefix(rest, "v")
	name, backup := strings.CutSuffix(name, ".backup")
	number, stamp, _ := strings.Cut(name, "-")
	schema, odd := strconv.ParseInt(number, 10, 64)
	at, err := time.Parse(backupStamp, stamp)
	return schema, at, dated && backup && odd == nil && err == nil
}

// keptName is the whole name of a backup of any database, or of one that was put aside.
var keptName = regexp.MustCompile(`^.+\.(v[0-9]+-[0-9T.]+Z\.backup|replaced-[0-9T.]+Z)$`)

// Others lists what lies in the folder for backups and is of another database, oldest first: of the file that was moved to a server, or the
// other way round. Nobody else looks after them; [DB.Sweep] removes them in time. Without such a folder there are none: beside a database
// anything may lie.
func (db *DB) Others() (all []Kept, err error) {
	if db.backups == "" {
		return nil, nil
	}
	entries, err := os.ReadDir(db.backups)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	for _, entry := range entries {
		name := keptName.FindStringSubmatch(entry.Name())
		if name == nil || strings.TrimSuffix(entry.Name(), name[1]) == filepath.Base(db.path)+"." {
			continue
		}
		schema, at, ok := backupAt(name[1])
		if !ok {
			at, _, ok = asideAt(name[1])
		}
		if info, err := entry.Info(); ok && err == nil && info.Mode().IsRegular() {
			all = append(all, Kept{Path: filepath.Join(db.backups, entry.Name()), Schema: schema, Made: at, Bytes: info.Size()})
		}
	}
	byAge(all)
	return all, err
}

// Unfinished lists the copies that were begun more than a day ago and never finished. [DB.Sweep] removes them.
func (db *DB) Unfinished(now time.Time) (paths []string, err error) {
	err = db.leftovers(func(path, rest string, info fs.FileInfo) {
		if unfinished(rest) && info.ModTime().Before(now.Add(-partLife)) {
			paths = append(paths, path)
		}
	})
	return paths, err
}

func byAge(all []Kept) {
	slices.SortFunc(all, func(a, b Kept) int { return cmp.Or(a.Made.Compare(b.Made), strings.Compare(a.Path, b.Path)) })
}

// Replaced lists the databases that were put aside when a backup took their place, oldest first. [DB.Sweep] removes them like
// backups.
func (db *DB) Replaced() ([]Kept, error) {
	var all []Kept
	err := db.leftovers(func(path, rest string, info fs.FileInfo) {
		at, beside, ok := asideAt(rest)
		if ok && (beside == "" || orphan(path, beside)) {
			all = append(all, Kept{Path: path, Made: at, Bytes: info.Size()})
		}
	})
	byAge(all)
	return all, err
}

// Files are all that has to go for this one to be gone: of a damaged database that was put aside the log lies beside it.
func (k Kept) Files() (all []string) {
	for _, beside := range append([]string{""}, besides...) {
		if _, err := os.Stat(k.Path + beside); err == nil {
			all = append(all, k.Path+beside)
		}
	}
	return all
}

// Shelf lists the backups of a database that need not be there or be sound: that is when they are wanted.
func Shelf(ctx context.Context, o Options) ([]Kept, error) {
	return unopenedList(ctx, o, (*DB).Backups)
}

// Aside lists what was put aside from the place of a database, which need not be there either.
func Aside(ctx context.Context, o Options) ([]Kept, error) {
	return unopenedList(ctx, o, (*DB).Replaced)
}

// Strangers lists what [DB.Others] does, likewise.
func Strangers(ctx context.Context, o Options) ([]Kept, error) {
	return unopenedList(ctx, o, (*DB).Others)
}

// Halves lists what [DB.Unfinished] does, likewise.
func Halves(ctx context.Context, o Options) ([]string, error) {
	return unopenedList(ctx, o, func(db *DB) ([]string, error) { return db.Unfinished(db.now()) })
}

func unopenedList[T any](ctx context.Context, o Options, list func(*DB) ([]T, error)) ([]T, error) {
	db, err := prepare(ctx, o)
	if err != nil {
		return nil, err
	}
	return list(db)
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
// their time: they are the only way back. So do those of another database that had the same name: this one may have been begun anew because
// that one was lost.
func (db *DB) Prune(ctx context.Context, keep int) error {
	all, err := db.Backups()
	if err != nil {
		return err
	}
	all = slices.DeleteFunc(all, func(k Kept) bool { return k.Schema != newestRelease() })
	all = slices.DeleteFunc(all, func(k Kept) bool {
		strange, odd := db.Strange(ctx, k)
		err = errors.Join(err, odd)
		return strange || odd != nil
	})
	for _, k := range all[:max(0, len(all)-keep)] {
		err = errors.Join(err, discard(k.Path))
	}
	return err
}

// partLife is how long a copy may be in the making.
const partLife = 24 * time.Hour

// unfinished tells a copy that was never finished, and what SQLite kept beside it, by the end of its name.
func unfinished(rest string) bool {
	for _, beside := range besides {
		rest = strings.TrimSuffix(rest, beside)
	}
	return strings.HasSuffix(rest, ".part")
}

// sweepBackups deletes what was kept long enough: backups and databases that were replaced, of which a forgotten member
// may still be a part, and copies that were never finished.
func (db *DB) sweepBackups(now time.Time) error {
	old, err := db.Backups()
	others, more := db.Others()
	old, err = append(old, others...), errors.Join(err, more)
	old = slices.DeleteFunc(old, func(k Kept) bool { return k.Made.After(now.Add(-keepBackups)) })
	var paths []string
	for _, k := range old {
		paths = append(paths, k.Path)
	}
	halves, more := db.Unfinished(now)
	paths = append(paths, halves...)
	err = errors.Join(err, more, db.leftovers(func(path, rest string, _ fs.FileInfo) {
		if at, _, replaced := asideAt(rest); replaced && !at.After(now.Add(-keepBackups)) {
			paths = append(paths, path)
		}
	}))
	for _, path := range paths {
		err = errors.Join(err, discard(path))
	}
	return err
}
