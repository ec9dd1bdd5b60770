package storage

import (
	"bytes"
	"context"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"gorm.io/gorm"
)

// A statement that fails is logged without its values, and one that is cut off by the end of the program not at all.
func TestLoggedStatementsHaveNoValues(t *testing.T) {
	var log bytes.Buffer
	db, err := Open(t.Context(), Options{
		DSN: filepath.Join(t.TempDir(), "medius.db"), Now: func() time.Time { return noon }, Log: slog.New(slog.NewTextHandler(&log, nil)),
	})
	must(t, err)
	t.Cleanup(func() { _ = db.Close() })
	log.Reset()
	fails := func(ctx context.Context) {
		_ = db.write(ctx, func(tx *gorm.DB) error { return tx.Exec(`INSERT INTO nowhere VALUES (?)`, "a member's words").Error })
	}
	fails(t.Context())
	if got := log.String(); !strings.Contains(got, "nowhere") || strings.Contains(got, "words") {
		t.Errorf("logged: %s", got)
	}
	log.Reset()
	over, stop := context.WithCancel(t.Context())
	stop()
	fails(over)
	if got := log.String(); got != "" {
		t.Errorf("after a stop: %s", got)
	}
}
