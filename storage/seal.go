package storage

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash"
	"hash/crc32"
	"io"
	"os"

	"gorm.io/gorm"
)

// A backup is sealed: the checksum of all its bytes stands where SQLite keeps a number for the program's own use
// (user_version, which medius uses for nothing else), and these four bytes count as zeros. SQLite itself would not notice
// a bit that has flipped inside a text. The file stays a database that any tool can read; one that changes it breaks the
// seal. A database in use has no seal.
const (
	sealAt  = 60 // https://www.sqlite.org/fileformat.html: the user version, big-endian
	ownerAt = 68 // and the application id
	headEnd = 72
)

var polynomial = crc32.MakeTable(crc32.Castagnoli)

// seal writes the checksum into a file that nobody has open.
func seal(path string) error {
	file, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	sum, _, err := checksum(file)
	if err == nil {
		_, err = file.WriteAt(binary.BigEndian.AppendUint32(nil, sum), sealAt)
	}
	return errors.Join(err, file.Close())
}

// unseal takes seal and date off a copy that becomes the database: it changes from now on.
func unseal(tx *gorm.DB) error {
	if err := tx.Exec(`DELETE FROM settings WHERE name = ?`, madeName).Error; err != nil {
		return err
	}
	return tx.Exec(`PRAGMA user_version = 0`).Error
}

// unbroken compares a file with its seal; ok is false when it has none.
func unbroken(path string) (ok bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return false, err
	}
	defer file.Close()
	sum, sealed, err := checksum(file)
	switch {
	case err != nil:
		return false, err
	case sealed != 0 && sealed != sum:
		return false, fmt.Errorf("%w: it is not as it was when it was made", ErrCorrupt)
	}
	return sealed != 0, nil
}

// checksum gives the sum of a file, never 0, and the one that stands in its seal.
func checksum(file io.Reader) (sum, sealed uint32, err error) {
	head := make([]byte, headEnd)
	if _, err := io.ReadFull(file, head); err != nil {
		return 0, 0, fmt.Errorf("%w: %w", ErrCorrupt, err)
	}
	if binary.BigEndian.Uint32(head[ownerAt:]) == applicationID { // what others keep there is no seal
		sealed = binary.BigEndian.Uint32(head[sealAt:])
	}
	clear(head[sealAt : sealAt+4])
	var all hash.Hash32 = crc32.New(polynomial)
	all.Write(head)
	_, err = io.Copy(all, file)
	return max(1, all.Sum32()), sealed, err
}
