package storage

import (
	"context"
	"crypto/rand"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"strconv"
	"sync/atomic"

	"gorm.io/gorm"

	"medius/coach"
)

// That a letter has arrived is written into the database with the next commit, milliseconds later. If the process dies in between, the letter
// would be sent once more. So it is put down in a small file beside the database first, which takes microseconds and waits for no disk: what a
// process has written is there when it has been killed. When the machine loses its power it may be missing, and then a letter comes twice.
//
// There is one such file for each database that is a file; where several instances share a server, any of them may take up what another one left.

const (
	landedEntry = 24   // bytes: letter, message, checksum, nothing
	mostLanded  = 4096 // more than can be on their way from there to a commit
	landedRun   = "landed/run"
)

// landed is that file.
type landed struct {
	file *os.File // nil: there is none
	run  uint64   // the number of this run of the program, by which its entries are known
	next atomic.Int64
}

// entry is what stands in the file of a letter that has arrived.
func (l *landed) entry(letter, message int64) []byte {
	all := make([]byte, 8, 8+landedEntry)
	binary.BigEndian.PutUint64(all, l.run)
	all = binary.BigEndian.AppendUint64(all, uint64(letter))
	all = binary.BigEndian.AppendUint64(all, uint64(message))
	all = binary.BigEndian.AppendUint32(all, crc32.ChecksumIEEE(all))
	return append(all[8:], 0, 0, 0, 0)
}

// Landed keeps that a letter has arrived until [DB.Sent] has written it down, also when the process dies before. It says whether that is so.
func (db *DB) Landed(letter, message int64) bool {
	l := &db.landed
	if l.file == nil {
		return false
	}
	slot := l.next.Add(1) % mostLanded
	_, err := l.file.WriteAt(l.entry(letter, message), slot*landedEntry)
	return err == nil
}

// arrivals gives what a run has left in the file.
func (l *landed) arrivals() (all []*arrival, err error) {
	data, err := io.ReadAll(io.NewSectionReader(l.file, 0, mostLanded*landedEntry))
	for ; err == nil && len(data) >= landedEntry; data = data[landedEntry:] {
		letter, message := int64(binary.BigEndian.Uint64(data)), int64(binary.BigEndian.Uint64(data[8:]))
		if string(l.entry(letter, message)) == string(data[:landedEntry]) {
			all = append(all, &arrival{id: letter, now: coach.Delivered{Message: message}, left: true})
		}
	}
	return all, err
}

// takeUpLanded writes down what the last run had no time for, and begins a file of this run. Without a file it works as well: what was on its way
// is judged by [DB.Recover] then.
func (db *file) takeUpLanded(ctx context.Context) error {
	l := &db.landed
	file, err := os.OpenFile(db.path+".landed", os.O_RDWR|os.O_CREATE, 0o600)
	if err == nil {
		err = inherit(file.Name())
	}
	if err != nil {
		db.log.WarnContext(ctx, "what arrives is kept in the database alone", "err", err)
		return nil
	}
	l.file = file
	var number [8]byte
	if _, err := rand.Read(number[:]); err != nil {
		return err
	}
	return db.write(ctx, func(tx *gorm.DB) error {
		var runs []string
		if err := tx.Raw(`SELECT value FROM settings WHERE name = ?`, landedRun).Find(&runs).Error; err != nil {
			return err
		}
		for _, run := range runs {
			if l.run, err = strconv.ParseUint(run, 16, 64); err != nil {
				continue
			}
			all, err := l.arrivals()
			if err != nil {
				return err
			}
			if err := db.settleArrivals(tx, all); err != nil {
				return err
			}
		}
		l.run = binary.BigEndian.Uint64(number[:])
		return setValue(tx, landedRun, strconv.FormatUint(l.run, 16))
	})
}

// close ends the use of the file.
func (l *landed) close() error {
	if l.file == nil {
		return nil
	}
	err := l.file.Close()
	l.file = nil
	if errors.Is(err, fs.ErrClosed) {
		return nil
	}
	return err
}
