package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/bot/telegramtest"
	"medius/bot/telegramtest/chatpage"
	"medius/coach"
	"medius/storage"
)

type demoCmd struct {
	Addr string `help:"Where the page is served; port 0 is any that is free." default:"127.0.0.1:8080"`
	Data string `help:"Folder to keep the data in; without it they are gone at the end." placeholder:"DIR"`
	API  string `name:"api" help:"Coach nobody: serve the pretend Telegram at this address, for medius run in another terminal." placeholder:"127.0.0.1:PORT"`
}

// Help is shown by medius demo --help.
func (*demoCmd) Help() string {
	return `The coach, a pretend Telegram and a chat page in one program: no token and no network are needed, and nothing
leaves this computer. The time is pretend as well and can be moved on the page.

With --data the coach remembers everything at the next start, the time included. The chats on the page begin empty
then: the pretend Telegram keeps no history.

With --api there is the pretend Telegram and the page, and no coach: medius run in another terminal, a backup and a
restore can be tried out on it before a real bot is at stake.`
}

// nowhere is the address of the pretend Telegram, which is reached inside the process.
const nowhere = "http://telegram.invalid"

// Run coaches in the browser until it is told to stop.
func (c *demoCmd) Run(ctx context.Context, w world, all *cli) error {
	if !loopbackAddress(c.Addr) {
		return refuse("use 127.0.0.1 and a port", "--addr %s: the page has no password and stays on this machine", c.Addr)
	}
	if c.API != "" {
		return c.rehearse(ctx, w, all)
	}
	s, err := w.demoSettings(all.Config)
	if err != nil {
		return err
	}
	folder, clean, err := c.folder()
	if err != nil {
		return fail("", "the folder for the data: %w", err)
	}
	defer clean()
	log := newLog(s.Config, veil{to: w.Err})
	ctx, stop := interruptible(ctx, log)
	defer stop()
	now := &clock{real: w.Now}
	server := telegramtest.New(telegramtest.Options{Now: now.Now, Seed: rand.Uint64(), Fast: true, Quiet: true})
	h, err := build(ctx, plot{
		Config: s.Config, Database: filepath.Join(folder, "medius.db"), Token: Secret(server.Token()),
		Through: server.Transport(), Now: now.Now, Real: w.Now, Log: log, Menus: forgetful{},
		Limits: bot.Limits{},
	})
	if errors.Is(err, storage.ErrLocked) { // the demo takes its database from nowhere else
		return fail("stop the other one first, or name another folder: --data DIR", "%w", err)
	}
	if err != nil {
		return err
	}
	err = c.show(ctx, w, h, server, now)
	return errors.Join(err, h.Close())
}

// demoSettings are the configuration of the demo: a file only when it was named, and less to read in the terminal.
func (w world) demoSettings(file string) (settings, error) {
	s, err := w.configure(file)
	if err != nil {
		return s, err
	}
	if s.origin["log.level"] == "default" {
		s.Log.Level = slog.LevelWarn
	}
	s.Telegram.Endpoint = nowhere
	s.Limits.UpdatesPerMinute = 0
	s.Access, s.Owner.IDs = coach.AccessOpen, nil // whoever is at the page
	s.Backup.Schedule = "off"                     // the days of the demo are no days
	return s, nil
}

// folder gives the folder for the data, and what to do with it at the end.
func (c *demoCmd) folder() (path string, clean func(), err error) {
	if c.Data != "" {
		return c.Data, func() {}, os.MkdirAll(c.Data, 0o700)
	}
	path, err = os.MkdirTemp("", "medius-demo-")
	return path, func() { _ = os.RemoveAll(path) }, err // a folder of nothing but temporary files
}

// show opens the page and lives in the house behind it.
func (c *demoCmd) show(ctx context.Context, w world, h *house, server *telegramtest.Server, now *clock) error {
	if err := h.rememberTime(ctx, now); err != nil {
		return err
	}
	machine := h.travel(now)
	machine.Calm = func() bool { return server.Pending() == 0 }
	machine.Moved = h.keepTime
	h.menus(ctx) // before anybody can look: the page learns of a menu only together with a message
	page := chatpage.New(server, nextWord{machine, func() int { return said(server) }}, chatpage.Options{Members: h.oldMembers(ctx, server), Log: h.Log})
	end, err := serve(ctx, c.Addr, page, h.Log)
	if err != nil {
		return unserved("--addr", c.Addr, err)
	}
	defer end.stop()
	err = h.live(ctx, func(telegram.Identity) {
		w.say("Open %s in your browser. Ctrl-C ends the demo.", end.url)
		if c.Data != "" {
			w.say("The data stay in %s; the chats on the page begin empty at every start.", c.Data)
		}
	})
	return errors.Join(err, h.keepTime(context.WithoutCancel(ctx), now.Now()))
}

// unserved says that nothing can be served at an address.
func unserved(flag, addr string, err error) error {
	hint := "medius demo " + flag + " 127.0.0.1:0 takes any port that is free"
	if errors.Is(err, syscall.EADDRINUSE) {
		return fail(hint, "another program uses %s", addr)
	}
	return fail(hint, "%w", err)
}

// said counts the messages the coach has written, with pictures and files and without.
func said(server *telegramtest.Server) int {
	return server.Calls("sendMessage") + server.Calls("sendAnimation") + server.Calls("sendPhoto") + server.Calls("sendDocument")
}

// nextWord is the page's clock: "next" goes on until the coach has something to say, past moments that pass in silence.
type nextWord struct {
	*travel
	said func() int
}

// silences is how many moments may pass without a word before the journey ends anyway.
const silences = 100

func (c nextWord) Advance(ctx context.Context, by string) (time.Time, error) {
	if by != "next" {
		return c.travel.Advance(ctx, by)
	}
	if err := c.Settle(ctx); err != nil { // what is being said already is not news
		return c.Now(), err
	}
	before := c.said()
	for range silences {
		if _, err := c.travel.Advance(ctx, by); err != nil || c.said() > before {
			return c.Now(), err
		}
	}
	return c.Now(), nil
}

// The name of the setting that holds the demo's time between two starts.
const demoTime = "demo/now"

func (h *house) keepTime(ctx context.Context, now time.Time) error {
	return h.db.SetValue(ctx, demoTime, now.Format(time.RFC3339Nano))
}

// rememberTime goes on where an earlier demo with these data was: its reminders are dated by that time.
func (h *house) rememberTime(ctx context.Context, now *clock) error {
	said, ok, err := h.db.Value(ctx, demoTime)
	if err != nil || !ok {
		return err
	}
	then, err := time.Parse(time.RFC3339Nano, said)
	if err != nil {
		return fmt.Errorf("the demo's time: %w", err)
	}
	now.forward(then)
	return nil
}

const (
	firstMember = 1001 // the page counts on from here
	mostMembers = 32   // looked for in the data of an earlier demo
)

// oldMembers are those at the page from the start: you, and whoever the coach knows from an earlier demo.
func (h *house) oldMembers(ctx context.Context, server *telegramtest.Server) []chatpage.Member {
	var members []chatpage.Member
	for i := range int64(mostMembers) {
		known, ok, err := h.db.Member(ctx, firstMember+i)
		if err != nil || !ok && i > 0 {
			continue
		}
		m := chatpage.Member{ID: firstMember + i, Name: "You", Language: "en"}
		if i > 0 {
			m.Name = fmt.Sprintf("Member %d", i+1)
		}
		if ok {
			m.Language = strings.ToLower(known.Language)
			server.User(m.ID, m.Name, m.Language) // the coach may write first: it was started once
		}
		members = append(members, m)
	}
	return members
}

// forgetful is a memory for menus that has none: the pretend Telegram forgets them too.
type forgetful struct{}

func (forgetful) Value(context.Context, string) (string, bool, error) { return "", false, nil }
func (forgetful) SetValue(context.Context, string, string) error      { return nil }
