package storage

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"log/slog"
	"os"

	modernc "modernc.org/sqlite"
)

// A process that is killed while it turns a new file into a database leaves a journal behind, which says how to take the
// half-done beginning back. A connection that cannot write must not do that; we do it, for what can only be our own.

// readonlyRollback is what such a connection says (SQLITE_READONLY_ROLLBACK).
const readonlyRollback = 776

func needsRollback(err error) bool {
	var e *modernc.Error
	return errors.As(err, &e) && e.Code() == readonlyRollback
}

// journalMagic begins every rollback journal (SQLite file format, section 3).
var journalMagic = []byte{0xd9, 0xd5, 0x05, 0xf9, 0x20, 0xa1, 0x63, 0xd7}

// rollbackIsOurs tells whether the journal leads back to an empty file, which is nobody's, or the file is a database of medius. The
// unfinished work of another program stays as it is.
func rollbackIsOurs(path string) (bool, error) {
	journal, err := head(path+"-journal", 20)
	if err != nil || len(journal) < 20 || !bytes.HasPrefix(journal, journalMagic) {
		return false, err
	}
	if pages := binary.BigEndian.Uint32(journal[16:]); pages == 0 {
		return true, nil
	}
	database, err := head(path, 72)
	if err != nil || len(database) < 72 {
		return false, err
	}
	return binary.BigEndian.Uint32(database[68:]) == applicationID, nil
}

// head reads the first bytes of a file, fewer where it is shorter.
func head(path string, n int64) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, n))
}

// inspectAlone is inspect for who holds the lock of the database: what a killed process left half done is taken back first.
func inspectAlone(ctx context.Context, path string, log *slog.Logger) (int64, error) {
	version, err := inspect(ctx, path, log)
	if !needsRollback(err) {
		return version, err
	}
	ours, lookErr := rollbackIsOurs(path)
	if lookErr != nil || !ours {
		return 0, errors.Join(ErrForeign, err, lookErr)
	}
	log.InfoContext(ctx, "take back what was half done when the program ended")
	db, err := connect(fileURI(path)+"?_busy_timeout=5000", 1, noticeable, log)
	if err != nil {
		return 0, err
	}
	var tables int
	err = db.WithContext(ctx).Raw(`SELECT COUNT(*) FROM sqlite_master`).Find(&tables).Error
	if err := errors.Join(err, disconnect(db)); err != nil {
		return 0, err
	}
	return inspect(ctx, path, log)
}
