package main

import (
	"context"
	"errors"
	"log"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"time"
)

// listener is an HTTP server at work.
type listener struct {
	url  string // without a slash at the end
	stop func()
}

// serve answers at addr until stop is called; port 0 is any that is free. Requests end with ctx, also long ones.
func serve(ctx context.Context, addr string, handler http.Handler, log *slog.Logger) (listener, error) {
	ear, err := net.Listen("tcp", addr)
	if err != nil {
		return listener{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	server := &http.Server{
		Handler: handler, ReadHeaderTimeout: 10 * time.Second, BaseContext: func(net.Listener) context.Context { return ctx },
		ErrorLog: slog.NewLogLogger(log.Handler(), slog.LevelWarn),
	}
	go func() {
		if err := server.Serve(ear); !errors.Is(err, http.ErrServerClosed) {
			log.Error("serve", "addr", addr, "err", err)
		}
	}()
	stop := func() {
		cancel()
		patience, done := context.WithTimeout(context.WithoutCancel(ctx), time.Second)
		defer done()
		if server.Shutdown(patience) != nil {
			_ = server.Close() // whoever still listens has had a second
		}
	}
	return listener{url: "http://" + ear.Addr().String(), stop: stop}, nil
}

// newLog is the log of a configuration.
func newLog(c Config, to veil) *slog.Logger {
	options := &slog.HandlerOptions{Level: c.Log.Level}
	if c.Log.Format == "json" {
		options.ReplaceAttr = func(_ []string, a slog.Attr) slog.Attr {
			if a.Value.Kind() == slog.KindDuration { // as a text says it, and not in nanoseconds
				a.Value = slog.StringValue(a.Value.Duration().String())
			}
			return a
		}
		return slog.New(slog.NewJSONHandler(to, options))
	}
	return slog.New(slog.NewTextHandler(to, options))
}

// hush lets what libraries say by themselves go into the log, as far as it cannot repeat what was sent: net/http quotes the beginning of an answer
// that nobody has asked for, and a member's words may be in it.
func hush(to *slog.Logger) {
	log.SetFlags(0)
	log.SetOutput(libraries{to})
}

// libraries is where they say it.
type libraries struct{ to *slog.Logger }

func (l libraries) Write(p []byte) (int, error) {
	line, _, _ := strings.Cut(string(p), "\n")
	what, _, _ := strings.Cut(line, `"`)
	l.to.Warn("a library says", "what", strings.TrimSpace(what))
	return len(p), nil
}
