package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"sync/atomic"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/coach"
	"medius/coach/dialog"
	"medius/coach/words"
	"medius/content"
	"medius/scheduler"
	"medius/storage"
	"medius/watch"
)

// plot is the ground a house stands on: all that differs between coaching on Telegram and the demo.
type plot struct {
	Config
	Database string
	Folder   string // for what is no part of the database; "": the folder of its file
	Token    Secret
	Through  http.RoundTripper // nil: the network
	Limits   bot.Limits
	Now      func() time.Time
	Log      *slog.Logger
	Menus    telegram.Settings // what menus are registered; nil: the database knows
	Real     func() time.Time  // the clock of the machine, also where Now is moved
}

// house is all rooms, introduced to each other. Every wire there is stands in this file.
type house struct {
	plot
	library   *content.Library
	places    *content.Places
	db        *storage.DB
	client    *telegram.Client
	gallery   *content.Gallery
	bot       *bot.Bot
	worker    *bot.Worker
	sender    *bot.Sender
	beat      *scheduler.Scheduler
	rota      rota
	heart     *watch.Heart
	board     *watch.Board
	abandoned bool                  // something did not end in time
	shut      atomic.Pointer[error] // see reception
	returns   returns
}

// build prepares everything; nothing moves yet, and the network is not touched. The house must be closed.
func build(ctx context.Context, p plot) (*house, error) {
	h := &house{plot: p, heart: &watch.Heart{Now: p.Real}}
	if p.Telegram.Endpoint == "" { // a server of one's own may stand beside the same clock, or by a worse one
		h.Now = (&rightClock{machine: p.Now, telegram: h.date, log: p.Log}).Now
	}
	h.board = h.newBoard()
	h.Log = patientLog(h.board.Log(p.Log))
	for _, room := range []func(context.Context) error{h.furnish, h.connect, h.open} {
		if err := room(ctx); err != nil {
			return nil, err
		}
	}
	h.hang()
	coaching, err := h.coaching(ctx)
	if err != nil {
		return nil, errors.Join(err, h.db.Close())
	}
	h.bot = &bot.Bot{Store: h.db, Coach: coaching, Speak: h.library, Now: h.Now, Passing: storage.Passing}
	heard := overheard{h.db, h.heart}
	h.worker = &bot.Worker{Inbox: heard, Handle: h.handle, Sorry: h.bot.Sorry, Workers: h.Workers, Log: h.Log, Passing: storage.Passing}
	h.worker.Gate = &bot.Floodgate{
		PerMinute: h.Config.Limits.UpdatesPerMinute, Now: h.Real, Urgent: coaching.Urgent, Over: h.flooded, Held: h.board.Ignored,
	}
	h.sender = &bot.Sender{
		Store: heard, Transport: timed{h.client, h.board, h.Now}, Gone: h.gone, Log: h.Log, Now: h.Now, Limits: h.Limits, Wanted: h.db.Wanted,
		Returned: h.returns.since,
	}
	h.client.Polled = h.polled
	h.beat = &scheduler.Scheduler{
		Book: heard, Handle: h.handle, Now: h.Now, Log: h.Log, Workers: h.Workers, Room: h.room,
		Chores: []scheduler.Chore{
			{Name: "sweep", Spec: "0 17 * * * *", Do: h.once(func(ctx context.Context) error { return h.db.Sweep(ctx, h.Now()) })},
			// Often, for those who let medius run for a few hours only: it is due once a day.
			{Name: "retention", Spec: "0 23 * * * *", Do: h.once(h.retain)},
			// Often, for the same reason, and early enough for those who keep medius for a few minutes.
			{Name: "backup", Spec: "7 * * * * *", Do: h.once(h.backUp)},
			{Name: "announce", Spec: "* * * * * *", Do: h.once(h.announce)},
			{Name: "count members", Spec: "0 */5 * * * *", Do: h.count},
			{Name: "tidy pictures", Spec: "0 29 4 * * *", Do: h.tidy},
			{Name: "optimize", Spec: "0 43 3 * * *", Do: h.once(h.db.Optimize)},
		},
	}
	if storage.OnServer(h.Database) {
		h.share()
	}
	h.bot.Overview = h.overview
	h.bot.Ahead = h.ahead
	h.db.HandTo(h.sender)
	return h, nil
}

// folder is where the house keeps what is no part of the database.
func (h *house) folder() string { return cmp.Or(h.Folder, filepath.Dir(h.Database)) }

// Close ends what build began. While something is still in hand that did not end in time, the database stays open: the end of the
// process closes it, as a crash would.
func (h *house) Close() error {
	if h.abandoned {
		return nil
	}
	return h.db.Close()
}

// furnish loads what is built into the program.
func (h *house) furnish(context.Context) (err error) {
	if h.library, err = content.Load(); err != nil {
		return fmt.Errorf("content: %w", err)
	}
	if h.places, err = content.OpenPlaces(); err != nil {
		return fmt.Errorf("places: %w", err)
	}
	return nil
}

func (h *house) connect(context.Context) (err error) {
	h.client, err = telegram.Dial(string(h.Token), h.Telegram.Endpoint, h.Through, h.Log)
	if err != nil {
		return refuse("check MEDIUS_TELEGRAM_ENDPOINT", "%w", err)
	}
	return nil
}

// date is what time it is at Telegram.
func (h *house) date() (time.Time, bool) {
	if h.client == nil {
		return time.Time{}, false
	}
	return h.client.Date()
}

func (h *house) open(ctx context.Context) (err error) {
	if h.rota, err = h.Config.rota(); err != nil {
		return err
	}
	h.db, err = storage.Open(ctx, storage.Options{
		DSN: h.Database, Now: h.Now, Log: h.Log, Rules: coach.RulesVersion, Backups: h.shelf(h.folder()),
		Share: storage.OnServer(h.Database), Name: instanceName(),
	})
	return explainOpening(err, h.Database)
}

// coaching is the conversation with all it needs to know.
func (h *house) coaching(ctx context.Context) (*dialog.Coach, error) {
	secret, err := h.secret(ctx)
	if err != nil {
		return nil, err
	}
	languages, err := languages(h.library, h.Languages)
	if err != nil {
		return nil, err
	}
	lexicons := map[string]*words.Lexicon{}
	for _, language := range languages {
		lexicon := &words.Lexicon{}
		if err := h.library.Lexicon(language, lexicon); err != nil {
			return nil, err
		}
		if err := lexicon.Check(); err != nil {
			return nil, fmt.Errorf("words of %s: %w", language, err)
		}
		lexicons[language] = lexicon
	}
	return &dialog.Coach{
		Schedule:  scheduler.Parse,
		Words:     func(language string) *words.Lexicon { return lexicons[language] },
		Say:       func(language string, p dialog.Phrase) string { return bot.PlainText(h.library, language, p) },
		Languages: languages,
		Places:    content.Atlas{Places: h.places},
		Sheet:     h.sheet,
		Advice:    advice(h.library),
		Settings: dialog.Settings{
			Defaults: coach.Schedules{Morning: h.Reminders.Morning, Evening: h.Reminders.Evening},
			Policy:   h.Adapt,
			Owner:    named(h.Owner.Name, defaults().Owner.Name),
			Contact:  named(h.Owner.Contact, defaults().Owner.Contact),
			Version:  thisBuild().version,
			Secret:   secret,
			Access:   h.Access,
			Owners:   h.Owner.IDs,
			Zone:     h.Zone,
		},
	}, nil
}

// languages are those the owner wants, or all that are complete; the first one is for everybody else.
func languages(library *content.Library, wanted []string) ([]string, error) {
	known := library.Languages()
	if len(wanted) == 0 {
		return known, nil
	}
	for _, language := range wanted {
		if !slices.Contains(known, language) {
			return nil, refuse("leave languages empty to use all there are", "languages: %q is not one of %v%s", language, known,
				meant(language, known))
		}
	}
	return wanted, nil
}

// named is what the owner has said of themselves; "" leaves it to the coach, in the member's language.
func named(said, usual string) string {
	if said == usual {
		return ""
	}
	return said
}

// room is how many reminders may be made into letters now.
func (h *house) room(ctx context.Context) (int, error) {
	limit := float64(h.Limits.Bulk)
	if limit <= 0 {
		return coach.Room(limit, 0), nil
	}
	waiting, err := h.db.Waiting(ctx, coach.LaneReminder)
	return coach.Room(limit, waiting), err
}

// gone tells the coach that a member cannot be reached any more.
func (h *house) gone(ctx context.Context, chat int64) {
	if err := h.bot.Handle(ctx, chat, coach.Source{}, dialog.Event{Kind: dialog.Blocked}); err != nil {
		h.Log.ErrorContext(ctx, "note that a member is gone", "err", err)
	}
}

// retain looks after the data of members who have been silent for very long.
func (h *house) retain(ctx context.Context) error { return h.bot.Retain(ctx, h.db) }

// live coaches until ctx ends or the token proves invalid. It begins when Telegram answers, however long that takes; ready
// is called then.
func (h *house) live(ctx context.Context, ready func(telegram.Identity)) error {
	me, err := h.client.Identity(ctx)
	if ctx.Err() != nil {
		return nil
	}
	if err != nil {
		return explainTelegram(err)
	}
	if err := h.sameBot(ctx, me); err != nil {
		return err
	}
	h.bot.Coach.Settings.Username = me.Username // nothing is handled before; invitations name the bot
	h.worker.Translate = h.opened(telegram.Translator{Username: me.Username, ZoneAt: h.places.ZoneAt}.Translate)
	h.begin()
	work, working := newHands(ctx)
	work.on("polling", func() error { return h.db.Lead(working, h.lead) })
	work.on("news", func() error { h.db.Listen(working, h.news); return nil })
	work.on("answers", func() error { return h.worker.Run(working) })
	work.on("sending", func() error { return h.sender.Run(working) })
	work.on("calendar", func() error { return h.beat.Run(working) })
	work.on("pictures", func() error { h.gallery.DrawAhead(working); return nil })
	work.on("first count", func() error { h.firstCount(working); return nil })
	work.on("look at the whole database", func() error { return h.whole(working) })
	settle()
	ready(me)
	return explainTelegram(h.end(working, work))
}

// sameBot refuses to work for another bot than the instances do that share the database: it would take part of their members, whom it cannot
// write to. Alone, it may.
func (h *house) sameBot(ctx context.Context, me telegram.Identity) error {
	id := strconv.FormatInt(me.ID, 10)
	was, ok, err := h.db.Value(ctx, "bot")
	for err == nil && ok && was != id {
		var others []storage.Instance
		if others, err = h.db.Instances(ctx); err != nil || h.db.Crew().Place == 0 {
			break
		}
		// Where several begin at once with another bot's token, the oldest of them says so, and the others wait for its word.
		if len(others) > 0 && h.Real().Sub(others[0].Began) > beginTogether {
			return refuse("give all instances the token of one and the same bot, or this one a database of its own",
				"another medius is at work on this database for another bot: its number is %s, and that of @%s is %s", was, me.Username, id)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(beginTogether / 50):
		}
		was, ok, err = h.db.Value(ctx, "bot")
	}
	if err != nil || was == id {
		return explainStorage(err)
	}
	if ok {
		h.Log.WarnContext(ctx, "this database was another bot's: members hear nothing from this one before they write to it", "was", was, "is", id)
	}
	return explainStorage(h.db.SetValue(ctx, "bot", id))
}

// beginTogether is how old an instance is that has begun by itself; it is longer than one that is gone is still taken for the oldest.
const beginTogether = 8 * time.Second

// menus registers the command menu of every language. The coach works without it, so trouble is only logged.
func (h *house) menus(ctx context.Context) {
	menus := map[string][]telegram.Command{"": h.menu(content.Reference)}
	for _, language := range h.bot.Coach.Languages {
		menus[language] = h.menu(language)
	}
	settings := h.Menus
	if settings == nil {
		settings = h.db
	}
	if err := h.client.Commands(ctx, settings, menus); err != nil && ctx.Err() == nil {
		h.Log.WarnContext(ctx, "command menu", "err", err)
	}
}

func (h *house) menu(language string) []telegram.Command {
	var menu []telegram.Command
	for _, name := range dialog.Menu() {
		text := bot.PlainText(h.library, language, dialog.Phrase{Key: "menu." + name})
		menu = append(menu, telegram.Command{Name: name, Text: text})
	}
	return menu
}
