package main

import (
	"errors"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"runtime"
	"time"

	"golang.org/x/time/rate"

	"medius/bot"
	"medius/bot/telegram"
	"medius/coach"
	"medius/storage"
)

// Config is everything the owner can decide. key.go lists the names of the fields in the file and in the environment.
type Config struct {
	Telegram struct {
		Token     Secret
		TokenFile string
		Endpoint  string
	}
	Storage struct{ DSN, DSNFile string }
	Backup  struct {
		Schedule string
		Keep     int
		Dir      string
	}
	Figures   struct{ Cache string }
	Reminders struct{ Morning, Evening string }
	Zone      string
	Adapt     coach.Policy
	Access    coach.Access
	Owner     struct {
		Name, Contact string
		IDs           []int64
	}
	Limits struct {
		PerChatPerSecond   float64
		PerChatBurst       int
		PerGroupPerMinute  int
		BulkPerSecond      float64
		BroadcastPerSecond float64
		EditEvery          time.Duration
		EditsPerMinute     int
		UpdatesPerMinute   int
	}
	Workers   int
	Languages []string
	Log       struct {
		Format string
		Level  slog.Level
	}
	Watch struct {
		Listen string
		Public bool
	}
}

// defaults is the configuration when nothing is said.
func defaults() Config {
	var c Config
	c.Telegram.Endpoint = telegram.PublicService
	c.Backup.Schedule, c.Backup.Keep = "0 3 * * *", 7
	c.Reminders.Morning, c.Reminders.Evening = "0 7 * * *", "0 19 * * *"
	c.Adapt, c.Access = coach.Auto, coach.AccessPrivate
	c.Owner.Name, c.Owner.Contact = "the person who runs this bot", "ask whoever gave you this bot"
	polite := bot.PoliteLimits()
	c.Limits.PerChatPerSecond, c.Limits.PerChatBurst = float64(polite.PerChat), polite.Burst
	c.Limits.PerGroupPerMinute = polite.Group
	c.Limits.BulkPerSecond, c.Limits.BroadcastPerSecond = float64(polite.Bulk), float64(polite.Broadcast)
	c.Limits.EditEvery, c.Limits.EditsPerMinute = polite.EditEvery, polite.EditsPerMinute
	c.Limits.UpdatesPerMinute = 60
	c.Workers = 64
	c.Log.Format, c.Log.Level = "text", slog.LevelInfo
	return c
}

// limits are the speeds as package bot wants them; 0 is no limit in both.
func (c Config) limits() bot.Limits {
	l := c.Limits
	return bot.Limits{
		PerChat: rate.Limit(l.PerChatPerSecond), Burst: l.PerChatBurst, Group: l.PerGroupPerMinute,
		EditEvery: l.EditEvery, EditsPerMinute: l.EditsPerMinute,
		Bulk: rate.Limit(l.BulkPerSecond), Broadcast: rate.Limit(l.BroadcastPerSecond),
	}
}

// token gives the bot's token, which has the shape of one. Whether Telegram knows it is another question.
func (s settings) token() (Secret, error) {
	token, where, err := s.anyToken()
	if err != nil {
		return "", err
	}
	if err := telegram.CheckToken(string(token)); err != nil {
		return "", refuse("copy it from @BotFather on Telegram: /mybots, API Token", "%s: %w", where, err)
	}
	return token, nil
}

// anyToken is the token that was written down, or else the content of the file that was named, and the setting it is from.
func (s settings) anyToken() (token Secret, where string, err error) {
	if s.Telegram.Token != "" {
		return s.Telegram.Token, s.at("telegram.token"), nil
	}
	file, where := s.Telegram.TokenFile, s.at("telegram.token_file")
	if file == "" {
		return "", "", refuse("ask @BotFather on Telegram for a token and set MEDIUS_TELEGRAM_TOKEN; medius demo needs none",
			"there is no bot token")
	}
	text, err := written(file)
	if err != nil {
		return "", "", refuse(unread(err, "it names a file that holds the token and nothing else"+fromHere(file)), "%s: %w", where, err)
	}
	token = Secret(text)
	if token == "" {
		return "", "", refuse("write the token from @BotFather into it", "%s: %s is empty", where, file)
	}
	return token, where, nil
}

// database gives the DSN of the database: the one that was named, or the file medius.db in the owner's data folder. A path is whole:
// whoever reads it need not know where it begins.
func (c Config) database(env func(string) (string, bool)) string {
	dsn := filepath.Join(dataFolder(runtime.GOOS, env), "medius.db")
	if c.Storage.DSN != "" {
		dsn = plainPath(c.Storage.DSN)
	}
	if _, err := storage.PathIn(dsn); err != nil || storage.OnServer(dsn) {
		return dsn // whoever opens it says what is the matter
	}
	if whole, err := filepath.Abs(dsn); err == nil {
		return whole
	}
	return dsn
}

// folder is where things are kept that are no part of the database: beside its file, or in the owner's data folder when
// it is on a server.
func (c Config) folder(env func(string) (string, bool)) string {
	if storage.OnServer(c.Storage.DSN) {
		return dataFolder(runtime.GOOS, env)
	}
	return filepath.Dir(c.database(env))
}

// dataFolder is where programs keep their data for a person on this system; the working folder when there is no such
// place.
func dataFolder(system string, env func(string) (string, bool)) string {
	get := func(name string) string { value, _ := env(name); return value }
	home := get("HOME")
	switch {
	case filepath.IsAbs(get("XDG_DATA_HOME")):
		return filepath.Join(get("XDG_DATA_HOME"), "medius")
	case system == "windows" && get("LocalAppData") != "":
		return filepath.Join(get("LocalAppData"), "medius")
	case home == "":
		return "."
	case system == "darwin":
		return filepath.Join(home, "Library", "Application Support", "medius")
	}
	return filepath.Join(home, ".local", "share", "medius")
}

// usualFile is read when no file is named and this one is there.
const usualFile = "config.yaml"

// configFile gives the file to read, "" for none.
func configFile(named string) (string, error) {
	if named != "" {
		return named, nil
	}
	_, err := os.Stat(usualFile)
	if errors.Is(err, fs.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", refuse("medius may not look into this folder: name the configuration with -c FILE, or begin in another one", "%w", err)
	}
	return usualFile, nil
}
