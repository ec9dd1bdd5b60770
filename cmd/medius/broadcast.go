package main

import (
	"context"
	"errors"
	"io"
	"os"
	"strings"
	"unicode/utf8"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
	"medius/content"
	"medius/storage"
)

type broadcastCmd struct {
	Words   []string `arg:"" optional:"" help:"What everybody shall read; standard input when nothing is said."`
	File    string   `help:"Read it from a file." placeholder:"FILE"`
	Preview bool     `help:"Show what members would read and how many they are, and send nothing."`
	Yes     bool     `help:"Send it without asking."`
	Status  bool     `help:"Say how far the announcement on its way has come."`
	Stop    bool     `help:"Stop it. What has left already stays."`
}

// Help is shown by medius broadcast --help.
func (*broadcastCmd) Help() string {
	return `It shows what members will read, in each language, and how many they are; then it asks, at a terminal, or else wants --yes.

  medius broadcast "Tomorrow the coach is away for an hour."
  medius broadcast --file news.txt --yes

It is the announcement of /owner in the chat: up to 3000 letters, shown as they are typed, one announcement at a time. It leaves
behind everything else (limits.broadcast_per_second), without a sound where it is night, and not to whoever has stopped, is
blocked or cannot be reached. The medius that is running sends it; when none is, it leaves as soon as one runs. At the end the
owner is told in the chat how many it has reached.`
}

// Run begins an announcement, shows it, or tells of the one on its way.
func (c *broadcastCmd) Run(ctx context.Context, w world, all *cli) error {
	if c.Status || c.Stop {
		if len(c.Words) > 0 || c.File != "" || c.Yes || c.Preview || c.Status && c.Stop {
			return refuse("medius broadcast --help shows what goes with what", "--status and --stop stand alone")
		}
		if c.Stop {
			return w.silence(ctx, all)
		}
		return w.tellBroadcast(ctx, all)
	}
	words, err := c.read(w)
	if err != nil {
		return err
	}
	chat, err := c.look(ctx, w, all, words)
	if err != nil || c.Preview {
		return err
	}
	// Standard input that held the words has no answer left.
	if !c.Yes && !w.asked("Send it? Type yes: ", c.words() && w.attended()) {
		return refuse("--yes sends it", "nothing was sent")
	}
	return w.hand(ctx, all, storage.Notice{Chat: chat, Words: words})
}

// words tells that nothing has to be read from standard input.
func (c *broadcastCmd) words() bool { return len(c.Words) > 0 || c.File != "" }

// read gets what is to be said from where it is written.
func (c *broadcastCmd) read(w world) (string, error) {
	typed := []byte(strings.Join(c.Words, " "))
	var err error
	switch {
	case len(c.Words) > 0 && c.File != "":
		return "", refuse("leave one of them out", "there are words, and a file of words")
	case c.File != "":
		typed, err = beginning(c.File)
	case len(c.Words) == 0 && w.attended():
		return "", unfit("")
	case len(c.Words) == 0:
		typed, err = io.ReadAll(io.LimitReader(w.In, mostRead))
	}
	if err != nil {
		return "", refuse(unread(err, "name a file of text"), "the announcement: %w", err)
	}
	words, ok := coach.ReadWords(string(typed))
	if !ok {
		return "", unfit(words)
	}
	return words, nil
}

// beginning reads a file as far as an announcement may reach.
func beginning(path string) ([]byte, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer file.Close()
	return io.ReadAll(io.LimitReader(file, mostRead))
}

// mostRead is where reading ends: far more bytes than an announcement has, so that its length can be told.
const mostRead = 1 << 20

// unfit says why words are no announcement.
func unfit(words string) error {
	switch n := utf8.RuneCountInString(words); {
	case n == 0:
		return refuse(`medius broadcast "What everybody shall read.", or --file FILE`, "there is nothing to say")
	case !utf8.ValidString(words):
		return refuse("name a file of plain text, saved as UTF-8", "the announcement is no text in UTF-8")
	case n > coach.MostWords:
		return refuse("make it shorter, or two of it", "the announcement has %d letters; %d fit into a message", n, coach.MostWords)
	default:
		return refuse("begin it with a word", `the announcement begins with "/", as a command does`)
	}
}

// look shows what everybody would read, and gives the chat of the owner who is told how it went.
func (c *broadcastCmd) look(ctx context.Context, w world, all *cli, words string) (chat int64, err error) {
	s, err := w.settings(all.Config)
	if err != nil {
		return 0, err
	}
	db, err := w.data(ctx, all)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	if news, ok, err := db.Broadcast(ctx); err != nil || ok && !news.Over {
		return 0, errors.Join(err, busy())
	}
	census, err := db.Census(ctx)
	if err != nil {
		return 0, err
	}
	if coach.Audience(census) == 0 {
		return 0, refuse("", "there is no member to read it")
	}
	if err := w.preview(s.Config, words); err != nil {
		return 0, err
	}
	w.say("It is for %s.", many(coach.Audience(census), "member", "members"))
	return s.toTell(ctx, db)
}

func busy() error {
	return fail("medius broadcast --status shows how far it is, --stop ends it", "another announcement is on its way; there is one at a time")
}

// preview prints an announcement as it is read in every language that is offered.
func (w world) preview(conf Config, words string) error {
	library, err := content.Load()
	if err != nil {
		return err
	}
	offered, err := languages(library, conf.Languages)
	if err != nil {
		return err
	}
	news := dialog.Settings{Owner: named(conf.Owner.Name, defaults().Owner.Name)}.News(words)
	for _, language := range offered {
		w.say("--- %s", language)
		w.say("%s", bot.PlainText(library, language, news))
	}
	w.say("---")
	return nil
}

// toTell is the owner who has a conversation here, 0 when none has.
func (c Config) toTell(ctx context.Context, db *storage.DB) (int64, error) {
	chats := c.Owner.IDs
	if len(chats) == 0 {
		var err error
		if chats, err = db.Owners(ctx); err != nil {
			return 0, err
		}
	}
	for _, chat := range chats {
		if _, there, err := db.Member(ctx, chat); err != nil || there {
			return chat, err
		}
	}
	return 0, nil
}
