package watch

import (
	"context"
	"log/slog"
)

var logLevels = []string{"debug", "info", "warn", "error"}

// Log is the same log, with its lines counted by level.
func (b *Board) Log(log *slog.Logger) *slog.Logger { return slog.New(counting{log.Handler(), b}) }

type counting struct {
	slog.Handler
	board *Board
}

func (c counting) Handle(ctx context.Context, line slog.Record) error {
	c.board.lines.WithLabelValues(levelName(line.Level)).Inc()
	return c.Handler.Handle(ctx, line)
}

func (c counting) WithAttrs(attrs []slog.Attr) slog.Handler {
	return counting{c.Handler.WithAttrs(attrs), c.board}
}

func (c counting) WithGroup(name string) slog.Handler {
	return counting{c.Handler.WithGroup(name), c.board}
}

func levelName(level slog.Level) string {
	switch {
	case level < slog.LevelInfo:
		return "debug"
	case level < slog.LevelWarn:
		return "info"
	case level < slog.LevelError:
		return "warn"
	}
	return "error"
}
