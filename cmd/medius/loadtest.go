package main

import (
	"context"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"
)

type loadtestCmd struct {
	Members   int           `help:"Members in the store; at least those who write and those who are reminded." default:"1000"`
	Chats     int           `help:"How many of them write." default:"50"`
	Taps      int           `help:"What they send each second, all together: a command and a tap on a button in turn. 0: commands only, as fast as they are answered." default:"20"`
	Ahead     int           `help:"With --taps 0: how many commands each of them has on the way before waiting for an answer." default:"1"`
	Delay     time.Duration `help:"How long the pretend Telegram takes for each call." default:"0s"`
	Reminders int           `help:"How many others have to be reminded at one and the same moment." default:"300"`
	Bulk      int           `help:"Reminders a second that the limits allow." default:"30"`
	For       time.Duration `help:"How long they write at least; they go on until the last reminder has come." default:"10s"`
	Within    time.Duration `help:"Stop measuring after so long, whatever reminders are still to come; 0: wait for the last one."`
	Dir       string        `help:"Folder for the database, whose disk is measured too; without it the one for temporary files." placeholder:"DIR"`
	Listen    string        `help:"Where the pretend Telegram listens." default:"127.0.0.1:0" placeholder:"ADDR"`
	JSON      bool          `help:"Print the numbers as JSON."`
}

// Help is shown by medius loadtest --help.
func (*loadtestCmd) Help() string {
	return `Makes a database of its own with so many members, starts this program on it as a process of its own, with a pretend Telegram on
this machine, and lets the members write. Nothing of your configuration is used, and neither Telegram nor your database is touched.
Everything is gone at the end.

The pretend Telegram keeps to the limits too: it refuses (429) what comes faster than allowed. Every answer and every reminder is
counted. The exit status is 1 when one was lost or came twice.

A reminder is worth sending for half an hour. Of more than the limits let leave in that time, the rest is dropped, and counted by
the coach: that is not lost. With --within the measuring ends earlier, and what has not come yet is counted as still to come.

The machine is shared with the members and with Telegram here, so an instance of your own does a little better. Compare numbers of
one machine only.`
}

// Run makes the members, lets them write, and tells what came of it.
func (c *loadtestCmd) Run(ctx context.Context, w world) error {
	if err := c.possible(); err != nil {
		return err
	}
	ctx, stop := interruptible(ctx, slog.New(slog.DiscardHandler))
	defer stop()
	debug.SetGCPercent(membersGrowth)
	folder, err := os.MkdirTemp(c.Dir, "medius-loadtest-")
	if err == nil {
		folder, err = filepath.Abs(folder)
	}
	if err != nil {
		return fail("name a folder with --dir", "the folder for the database: %w", err)
	}
	result, err := c.measure(ctx, w, folder)
	if ctx.Err() != nil {
		err = errInterrupted
	}
	if err := errors.Join(err, os.RemoveAll(folder)); err != nil {
		return err
	}
	if err := result.print(w.Out, c.JSON); err != nil {
		return err
	}
	return result.verdict()
}

// membersGrowth is by how much the heap of the members and their Telegram may grow, in percent, before it is tidied: what they
// take of the machine's time is not left for what is measured.
const membersGrowth = 400

// usefulFor is how long a reminder is worth sending.
const usefulFor = 30 * time.Minute

// possible refuses what cannot be, and every address that is not of this machine alone.
func (c *loadtestCmd) possible() error {
	switch {
	case !loopbackAddress(c.Listen):
		return refuse("use 127.0.0.1 and a port", "--listen %s: the pretend Telegram stays on this machine", c.Listen)
	case c.Chats < 1 || c.Ahead < 1 || c.Delay < 0 || c.Taps < 0 || c.Reminders < 0 || c.Bulk < 1 || c.For <= 0 || c.Within < 0:
		return refuse("medius loadtest --help lists what can be said", "--chats, --ahead, --bulk and --for must be more than nothing, --taps, --delay, --reminders and --within not less")
	case c.Members < c.Chats+c.Reminders:
		return refuse("medius loadtest --help lists what can be said", "--members %d: %d write and %d are reminded", c.Members, c.Chats, c.Reminders)
	case c.Taps > c.Chats:
		return refuse("Telegram takes one message a second in a chat, and so does medius: raise --chats", "--taps %d from %s", c.Taps,
			many(c.Chats, "chat", "chats"))
	}
	return nil
}

// measure does it all in a folder.
func (c *loadtestCmd) measure(ctx context.Context, w world, folder string) (loadResult, error) {
	p := newTraffic(c, w.Now)
	stop, err := p.server.Listen(c.Listen)
	if err != nil {
		return loadResult{}, fail("name another port", "--listen: %w", err)
	}
	defer stop()
	people := crowd{world: w, folder: folder, first: firstMember}
	due, err := people.fill(ctx, c)
	if err != nil {
		return loadResult{}, err
	}
	p.open(people.first)
	coach, err := c.hire(ctx, w, folder, p.server)
	if err != nil {
		return loadResult{}, err
	}
	if err := coach.ready(ctx); err != nil {
		return loadResult{}, errors.Join(err, coach.end())
	}
	if now := w.Now(); now.After(due) {
		due = now // a start that took longer is no lateness
	}
	p.dropped = coach.dropped.Load
	p.run(ctx, due)
	coach.look(ctx)
	result := p.result(due)
	result.StartSeconds, result.MemoryAtStart, result.MemoryAtMost = coach.started.Seconds(), coach.first.Load(), coach.most.Load()
	return result, errors.Join(ctx.Err(), coach.end())
}
