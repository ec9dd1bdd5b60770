package storage

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"syscall"

	"gorm.io/driver/sqlite"
	"gorm.io/gorm"
	modernc "modernc.org/sqlite"
)

// Errors that the owner can do something about. They are found with errors.Is; the cause stays in the text.
var (
	ErrLocked   = errors.New("the database is in use by another medius")
	ErrHeld     = errors.New("another program holds the database")
	ErrNewer    = errors.New("the database was written by a newer medius")
	ErrOlder    = errors.New("the database waits for its migration: start medius once")
	ErrForeign  = errors.New("the database belongs to another program")
	ErrCorrupt  = errors.New("the file is damaged or not a database")
	ErrReadOnly = errors.New("the database cannot be written to")
	ErrFull     = errors.New("the disk is full")
	ErrEmpty    = errors.New("there is nothing of medius in it")
	ErrFolder   = errors.New("it is a folder, and a file is wanted")
	ErrPath     = errors.New("the path of a file is wanted")
	ErrSame     = errors.New("from and to are the same database")
	ErrShut     = errors.New("the folder cannot be written to") // of a backup
	ErrOrphan   = errors.New("the log of a database lies there, and its file is missing")
)

// And those of a server.
var (
	ErrUnreachable = errors.New("the database server does not answer")
	ErrRefused     = errors.New("the database server does not let medius in")
	ErrMissing     = errors.New("there is no such database on the server")
	ErrNoSchema    = fmt.Errorf("%w: its search_path names no schema that is there", ErrMissing)
	ErrUnfit       = errors.New("the database cannot be used for medius")
	ErrAddress     = errors.New("the address of the database cannot be used")
	ErrNoTLS       = fmt.Errorf("%w: the server speaks no TLS, and sslmode wants it", ErrUnfit)
	ErrStandby     = fmt.Errorf("%w for now: the server only lets it be read", ErrReadOnly)
	ErrAtWork      = errors.New("the database waits for its migration, and an older medius is at work on it")
)

// reasons are all errors for the owner.
var reasons = []error{
	ErrLocked, ErrHeld, ErrNewer, ErrOlder, ErrForeign, ErrCorrupt, ErrReadOnly, ErrFull, ErrEmpty, ErrFolder, ErrPath, ErrShut, ErrOrphan,
	ErrUnreachable, ErrRefused, ErrMissing, ErrUnfit, ErrAddress, ErrAtWork,
}

// explained tells whether an error has one for the owner in it already.
func explained(err error) bool {
	return slices.ContainsFunc(reasons, func(k error) bool { return errors.Is(err, k) })
}

// pure is gorm's own SQLite dialect over the driver without cgo, whose errors gorm cannot read by itself.
type pure struct{ *sqlite.Dialector }

// Translate gives the driver's error one of gorm's names or of ours.
func (pure) Translate(err error) error {
	var e *modernc.Error
	if !errors.As(err, &e) {
		return err
	}
	switch e.Code() {
	case 1555, 2067: // SQLITE_CONSTRAINT_PRIMARYKEY, _UNIQUE
		return gorm.ErrDuplicatedKey
	case 787: // SQLITE_CONSTRAINT_FOREIGNKEY
		return gorm.ErrForeignKeyViolated
	case 275: // SQLITE_CONSTRAINT_CHECK
		return gorm.ErrCheckConstraintViolated
	}
	return explain(err)
}

// explain puts the owner's error before the driver's; an error that has one already stays as it is.
func explain(err error) error {
	if err == nil || explained(err) {
		return err
	}
	switch reason := reasonOf(err); reason {
	case nil:
		return err
	case ErrUnreachable: // a socket that is not there is no database that is not there
		return fmt.Errorf("%w: %v", reason, oneLine{err})
	default:
		return fmt.Errorf("%w: %w", reason, oneLine{err})
	}
}

// Away tells whether an error is of a server that does not answer or does not let medius in: nothing else can be wrong as long as that is.
func Away(err error) bool { return errors.Is(err, ErrUnreachable) || errors.Is(err, ErrRefused) }

// Passing tells whether an error is of the database alone and passes by itself, or when somebody has made room: what failed because of it is worth
// trying again for as long as it takes.
func Passing(err error) bool {
	return Away(err) || errors.Is(err, ErrFull) || errors.Is(err, ErrHeld) || errors.Is(err, ErrReadOnly) ||
		errors.Is(err, context.DeadlineExceeded) // it was waited for too long
}

// oneLine is an error on one line: a driver puts each of its attempts on another, the same one twice when it tries with and without TLS.
type oneLine struct{ error }

func (e oneLine) Unwrap() error { return e.error }

func (e oneLine) Error() string {
	var told []string
	for line := range strings.Lines(e.error.Error()) {
		if line = strings.TrimSpace(line); line != "" && !slices.Contains(told, line) {
			told = append(told, line)
		}
	}
	return strings.Join(told, " ")
}

// shut says that it is the folder of a backup that cannot be written to, and not the database.
func shut(err error) error {
	if forbidden(err) && !explained(err) {
		return fmt.Errorf("%w: %w", ErrShut, err)
	}
	return err
}

// forbidden: the system does not let this user write, or nobody.
func forbidden(err error) bool {
	return errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS)
}

// reasonOf is the owner's error for what a driver or the system says; nil when there is none.
func reasonOf(err error) error {
	var e *modernc.Error
	if !errors.As(err, &e) {
		if errors.Is(err, syscall.ENOSPC) {
			return ErrFull
		}
		return serverReason(err)
	}
	switch e.Code() & 0xff {
	case 5: // SQLITE_BUSY
		return ErrHeld
	case 13: // SQLITE_FULL
		return ErrFull
	case 8: // SQLITE_READONLY
		return ErrReadOnly
	case 11, 26: // SQLITE_CORRUPT, SQLITE_NOTADB
		return ErrCorrupt
	}
	return nil
}
