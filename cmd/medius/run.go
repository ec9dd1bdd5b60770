package main

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"medius/bot/telegram"
	"medius/storage"
	"medius/watch"
)

type runCmd struct {
	TimeControl string `help:"For tests: serve the clock at this address. Only with a Bot API server on this machine." placeholder:"127.0.0.1:PORT"`
	TimeStart   string `help:"For tests: begin at this instant (RFC 3339)." placeholder:"WHEN"`
}

// Run coaches on Telegram until it is told to stop.
func (c *runCmd) Run(ctx context.Context, w world, all *cli) error {
	frugal()
	crash()
	s, err := w.settings(all.Config)
	if err != nil {
		return err
	}
	token, err := s.token()
	log := newLog(s.Config, veil{w.Err, []Secret{token, passwordIn(s.Storage.DSN)}})
	hush(log)
	if err == nil {
		err = c.run(ctx, w, s, token, log)
	}
	if err != nil && s.Log.Format == "json" { // whatever collects the log reads no other lines
		log.Error("medius ends", "err", strings.Join(linesOf(err), "; "), "hint", hintOf(err))
		return logged{err}
	}
	return err
}

// run coaches with these settings.
func (c *runCmd) run(ctx context.Context, w world, s settings, token Secret, log *slog.Logger) error {
	if err := inspect(s); err != nil {
		return err
	}
	now, err := c.clock(w, s.Config)
	if err != nil {
		return err
	}
	release, err := claim(token, s.Telegram.Endpoint, storage.OnServer(s.Storage.DSN), log)
	if err != nil {
		return err
	}
	ctx, stop := interruptible(ctx, log)
	defer stop()
	signal.Ignore(syscall.SIGPIPE) // whoever reads the log may end; the bot goes on
	w.warn(log, s)
	w.warnOfEmpty(ctx, log, s)
	h, err := build(ctx, plot{
		Config: s.Config, Database: s.database(w.Env), Folder: s.folder(w.Env), Token: token, Limits: s.limits(), Now: now.Now, Real: w.Now, Log: log,
	})
	if err != nil {
		return errors.Join(err, release())
	}
	err = errors.Join(c.coach(ctx, w, h, now), h.Close(), release())
	if err == nil {
		log.Info("stopped")
	}
	return err
}

// coach lives in the house, with the clock open to the outside if that was asked for.
func (c *runCmd) coach(ctx context.Context, w world, h *house, now *clock) error {
	if c.TimeControl != "" {
		end, err := serve(ctx, c.TimeControl, control{h.travel(now)}.routes(), h.Log)
		if err != nil {
			return fail("name another port, or 0 for any that is free", "--time-control: %w", err)
		}
		defer end.stop()
		w.say("time control: %s", end.url)
	}
	manager := watch.Supervised(w.Env, os.Getpid())
	end, err := h.lookout(ctx, manager)
	if err != nil {
		return err
	}
	defer end()
	return h.live(ctx, func(me telegram.Identity) {
		h.Log.InfoContext(ctx, "medius is running", "bot", "@"+me.Username, "version", thisBuild().version, "database", h.db.Place())
		h.told(manager.Status("coaching as @" + me.Username))
	})
}

// clock is the real one, unless a test holds it; then nothing outside this machine may be reached.
func (c *runCmd) clock(w world, conf Config) (*clock, error) {
	now := &clock{real: w.Now}
	if c.TimeControl == "" {
		if c.TimeStart != "" {
			return nil, refuse("", "--time-start goes with --time-control only")
		}
		return now, nil
	}
	if !loopbackAddress(c.TimeControl) {
		return nil, refuse("use 127.0.0.1 and a port", "--time-control %s: only an address of this machine may be served", c.TimeControl)
	}
	if !loopbackURL(conf.Telegram.Endpoint) {
		return nil, refuse("set MEDIUS_TELEGRAM_ENDPOINT to a Bot API server on this machine, such as http://127.0.0.1:8081",
			"--time-control: members on the real Telegram must not be written to at invented times")
	}
	if c.TimeStart == "" {
		return now, nil
	}
	start, err := time.Parse(time.RFC3339, c.TimeStart)
	if err != nil {
		return nil, refuse("", "--time-start %q: an instant such as 2026-03-02T17:00:00Z is wanted", c.TimeStart)
	}
	now.set(start)
	return now, nil
}

// travel lets somebody move the clock of this house.
func (h *house) travel(now *clock) *travel {
	calm := func() bool {
		alone := h.db.Leads() && h.db.Crew().Size < 2 // whoever was killed may still be counted
		return alone && h.sender.Calm()               // a busy machine takes its time to begin, and for a picture
	}
	return &travel{
		Calm:  calm,
		clock: now, Agenda: h.db, Tick: h.beat.Tick, Wake: func() { h.worker.Wake(); h.sender.Wake() }, Daily: h.retain,
	}
}

// warn says what the owner may have overlooked.
func (w world) warn(log *slog.Logger, s settings) {
	for _, one := range append(w.oversights(s), w.shelfShut(s)...) {
		log.Warn(one.says, "hint", one.remedy)
	}
}

// warnOfEmpty says that an empty bot begins where there was another one before, by the backups of it: the name of the database may be
// wrong, or its file lost.
func (w world) warnOfEmpty(ctx context.Context, log *slog.Logger, s settings) {
	place := s.database(w.Env)
	if storage.OnServer(place) || !nothingIn(place) {
		return
	}
	if kept, err := storage.Shelf(ctx, w.storage(s)); err == nil && len(kept) > 0 {
		log.Warn("there is no database, and there are backups of one: this bot begins empty. To go on from a backup, stop medius and type "+
			"medius restore FILE --replace", "database", place, "newest", kept[len(kept)-1].Path)
	}
}

// nothingIn says that there is no such file, or an empty one: what a disk may leave of a file when the power fails.
func nothingIn(file string) bool {
	info, err := os.Stat(file)
	if err == nil && info.Size() == 0 {
		log, err := os.Stat(file + "-wal")
		return err != nil || log.Size() == 0
	}
	return errors.Is(err, fs.ErrNotExist)
}

// errInterrupted says that a verb has not come to its end.
var errInterrupted = fail("nothing is left of it", "stopped before it was done")

// interruptible gives a context that ends with the first signal to stop. The second one ends the process at once, which
// is safe: it is what a crash is. A terminal that is closed says SIGHUP, and more than once; whoever is to outlive it (nohup) is
// started with that ignored.
func interruptible(ctx context.Context, log *slog.Logger) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	signals := []os.Signal{syscall.SIGINT, syscall.SIGTERM}
	if !signal.Ignored(syscall.SIGHUP) {
		signals = append(signals, syscall.SIGHUP)
	}
	stop := make(chan os.Signal, 1)
	signal.Notify(stop, signals...)
	go func() {
		defer cancel()
		select {
		case <-stop:
			signal.Ignore(syscall.SIGHUP)
			signal.Stop(stop) // the next one is the system's business
			log.Info("stopping; a second signal ends at once")
		case <-ctx.Done():
			signal.Stop(stop)
		}
	}()
	return ctx, cancel
}
