package main

import (
	"context"
	"io"
	"log/slog"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/coach"
	"medius/storage"
)

// As long as updates cannot be written medius is not ready, and says why.
func TestUpdatesThatCannotBeWrittenAreNoReadiness(t *testing.T) {
	path := filepath.Join(t.TempDir(), "medius.db")
	db := openData(t, path)
	h := &house{db: db}
	worker := &bot.Worker{Inbox: db, Log: slog.New(slog.NewTextHandler(io.Discard, nil))}
	r := reception{db, worker, &h.shut}
	batch := []coach.Inbound{{Update: 1, Chat: 7, Raw: []byte("{}")}}
	ready := func() string {
		err := h.ready()[0].Ask(t.Context())
		if err == nil {
			return ""
		}
		return err.Error()
	}
	if got := ready(); got != "" {
		t.Errorf("in the beginning: %s", got)
	}
	ctx, stop := context.WithCancel(t.Context())
	stop()
	if r.Accept(ctx, batch, 2) == nil || ready() != "" {
		t.Errorf("at the end it is no fault: %s", ready())
	}
	reader, err := storage.OpenReader(t.Context(), storage.Options{DSN: path, Now: time.Now})
	if err != nil {
		t.Fatal(err)
	}
	defer reader.Close()
	if err := (reception{reader, worker, &h.shut}).Accept(t.Context(), batch, 2); err == nil {
		t.Fatal("written to what can only be read")
	}
	if got := ready(); !strings.HasPrefix(got, "updates cannot be written: ") {
		t.Errorf("it is ready: %q", got)
	}
	if err := r.Accept(t.Context(), nil, 2); err != nil || ready() != "" {
		t.Errorf("after the next one: %v, %q", err, ready())
	}
}
