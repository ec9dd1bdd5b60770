package storage

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
)

// besides are the ends of the names of what SQLite keeps beside a database file. Some of it may be all there is of what was written last.
var besides = []string{"-wal", "-shm", "-journal"}

// orphan tells whether a file beside a database is all there is of it.
func orphan(path, beside string) bool {
	_, err := os.Stat(strings.TrimSuffix(path, beside))
	return beside != "-shm" && errors.Is(err, fs.ErrNotExist)
}

// orphaned tells whether the log of a database lies here without its file, which somebody has removed after a crash. SQLite would throw
// such a log away, or mix it into whatever file gets the name. An empty one is nothing: looking at a database leaves that behind.
func orphaned(path string) error {
	info, err := os.Stat(path)
	missing := errors.Is(err, fs.ErrNotExist)
	if !missing && (err != nil || info.Size() > 0) {
		return nil
	}
	for _, beside := range besides {
		// Shared memory holds nothing; nor does the journal beside an empty file, which a first start leaves that was cut off.
		if beside == "-shm" || beside == "-journal" && !missing {
			continue
		}
		if log, err := os.Stat(path + beside); err == nil && log.Size() > 0 {
			return fmt.Errorf("%w: %s", ErrOrphan, path+beside)
		}
	}
	return nil
}
