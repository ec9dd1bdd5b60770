package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"medius/bot/telegram"
	"medius/coach"
	"medius/scheduler"
	"medius/storage"
)

// key is one setting: its name in the file, and how a text becomes its value. In the environment it is called by the
// same name in capitals, with MEDIUS_ before it and _ for the dots.
type key struct {
	path  string
	set   func(c *Config, text string) error
	show  func(c *Config) string
	about string // one sentence without a full stop, in Markdown: docs/configuration.md is made of these
}

const envPrefix = "MEDIUS_"

func (k key) env() string { return envPrefix + strings.ToUpper(strings.ReplaceAll(k.path, ".", "_")) }

// says explains a setting to the owner.
func (k key) says(about string) key { k.about = about; return k }

// keys are all settings there are, in the order of config.example.yaml.
var keys = []key{
	text("telegram.token", func(c *Config) *Secret { return &c.Telegram.Token }, anything).
		says("from @BotFather. Better in the environment or in token_file than in a file that is copied around"),
	text("telegram.token_file", func(c *Config) *string { return &c.Telegram.TokenFile }, asWritten).
		says("a file with the token and nothing else, such as a container's secret; used when `telegram.token` is empty"),
	text("telegram.endpoint", func(c *Config) *string { return &c.Telegram.Endpoint }, telegram.CheckEndpoint).
		says("another Bot API server, such as `http://127.0.0.1:8081`"),
	text("storage.dsn", func(c *Config) *string { return &c.Storage.DSN }, database).
		says("the SQLite file, on a local disk, no network share; or a database on a Postgres server, `postgres://medius:PASSWORD@127.0.0.1:5432/medius` (see [postgres.md](postgres.md)). Empty: `medius.db` in your data folder"),
	text("storage.dsn_file", func(c *Config) *string { return &c.Storage.DSNFile }, asWritten).
		says("a file with that and nothing else, such as a container's secret: an address of a server has a password in it. Used when `storage.dsn` is empty"),
	text("backup.schedule", func(c *Config) *string { return &c.Backup.Schedule }, schedule).
		says("when `medius run` makes a backup: a cron expression on the wall clock of `zone` (UTC without one), or `off`"),
	whole("backup.keep", func(c *Config) *int { return &c.Backup.Keep }, 1).
		says("how many of these are kept; none is kept longer than 30 days"),
	text("backup.dir", func(c *Config) *string { return &c.Backup.Dir }, asWritten).
		says("the folder for backups, of this database alone; best on another disk. Empty: `backups` beside the database"),
	text("figures.cache", func(c *Config) *string { return &c.Figures.Cache }, asWritten).
		says("pictures that were drawn, at most 256 MB; may be deleted at any time. Empty: `figures` beside the database"),
	text("reminders.morning", func(c *Config) *string { return &c.Reminders.Morning }, onceADay).
		says("what new members are offered: one time of day as a cron expression, on the wall clock of the member's zone"),
	text("reminders.evening", func(c *Config) *string { return &c.Reminders.Evening }, onceADay).
		says("the same for the evening"),
	text("zone", func(c *Config) *string { return &c.Zone }, zone).
		says("your own time zone, such as `Europe/Berlin`; members have zones of their own"),
	text("adapt", func(c *Config) *coach.Policy { return &c.Adapt }, oneOf("auto", "suggest", "off")).
		says("`auto`, `suggest` (an increase waits for the member's tap) or `off`. Reductions always happen"),
	text("access", func(c *Config) *coach.Access { return &c.Access }, oneOf("private", "invite", "open")).
		says("who may be coached: `private` (you alone), `invite` (and whoever opens a one-time link of yours) or `open` (everybody). Who is there already stays, and a member's physiotherapist always gets in, as such"),
	text("owner.name", func(c *Config) *string { return &c.Owner.Name }, something).
		says("members read it when asked for consent, and under `/privacy`"),
	text("owner.contact", func(c *Config) *string { return &c.Owner.Contact }, something).
		says("how members reach you: a mail address, for example"),
	numbers("owner.ids", func(c *Config) *[]int64 { return &c.Owner.IDs }).
		says("your Telegram numbers, such as `123456789`. Empty: whoever opens the link from the log first is the owner"),
	decimal("limits.per_chat_per_second", func(c *Config) *float64 { return &c.Limits.PerChatPerSecond }).
		says("new messages in one chat; 0 is no limit, here and below"),
	whole("limits.per_chat_burst", func(c *Config) *int { return &c.Limits.PerChatBurst }, 0).
		says("how many at once in a quiet chat"),
	whole("limits.per_group_per_minute", func(c *Config) *int { return &c.Limits.PerGroupPerMinute }, 0).
		says("new messages in a group"),
	decimal("limits.bulk_per_second", func(c *Config) *float64 { return &c.Limits.BulkPerSecond }).
		says("reminders, all chats together"),
	decimal("limits.broadcast_per_second", func(c *Config) *float64 { return &c.Limits.BroadcastPerSecond }).
		says("announcements, all chats together"),
	length("limits.edit_every", func(c *Config) *time.Duration { return &c.Limits.EditEvery }).
		says("shortest time between two edits of a running timer"),
	whole("limits.edits_per_minute", func(c *Config) *int { return &c.Limits.EditsPerMinute }, 0).
		says("edits in one chat"),
	whole("limits.updates_per_minute", func(c *Config) *int { return &c.Limits.UpdatesPerMinute }, 0).
		says("messages and taps of one person that are answered; of more, only words that may mean danger, and what stops. 0: all"),
	whole("workers", func(c *Config) *int { return &c.Workers }, 1).
		says("chats worked on at the same time"),
	list("languages", func(c *Config) *[]string { return &c.Languages }).
		says("the languages to offer, such as `en, de`; the first is for everybody else. Empty: all that are complete"),
	text("log.format", func(c *Config) *string { return &c.Log.Format }, oneOf("text", "json")).
		says("`text` or `json`, to standard error"),
	level("log.level", func(c *Config) *slog.Level { return &c.Log.Level }).
		says("`debug`, `info`, `warn`, `error`"),
	text("watch.listen", func(c *Config) *string { return &c.Watch.Listen }, listening).
		says("where health and metrics are served, such as `127.0.0.1:9743`; see [watching.md](watching.md). Empty: nowhere"),
	flag("watch.public", func(c *Config) *bool { return &c.Watch.Public }).
		says("`true` lets `watch.listen` be an address that other machines reach; there is no password"),
}

// keyOf finds a setting by its name in the file.
func keyOf(path string) (key, bool) {
	i := slices.IndexFunc(keys, func(k key) bool { return k.path == path })
	if i < 0 {
		return key{}, false
	}
	return keys[i], true
}

// isGroup tells whether names of settings begin with this one.
func isGroup(path string) bool {
	return slices.ContainsFunc(keys, func(k key) bool { return strings.HasPrefix(k.path, path+".") })
}

func text[T ~string](path string, field func(*Config) *T, check func(string) error) key {
	return key{path: path,
		set:  func(c *Config, said string) error { *field(c) = T(said); return check(said) },
		show: func(c *Config) string { return fmt.Sprint(*field(c)) }}
}

// most is the largest number of any setting.
const most = 1_000_000

func whole(path string, field func(*Config) *int, least int) key {
	return key{path: path, set: func(c *Config, said string) (err error) {
		*field(c), err = strconv.Atoi(said)
		if n := *field(c); err != nil || n < least || n > most {
			return fmt.Errorf("%q is no whole number from %d to %d", said, least, most)
		}
		return nil
	}, show: func(c *Config) string { return strconv.Itoa(*field(c)) }}
}

func decimal(path string, field func(*Config) *float64) key {
	return key{path: path, set: func(c *Config, said string) (err error) {
		*field(c), err = strconv.ParseFloat(said, 64)
		if n := *field(c); err != nil || math.IsNaN(n) || n < 0 || n > most {
			return fmt.Errorf("%q is no number from 0 to %d", said, most)
		}
		return nil
	}, show: func(c *Config) string { return strconv.FormatFloat(*field(c), 'g', -1, 64) }}
}

func length(path string, field func(*Config) *time.Duration) key {
	return key{path: path, set: func(c *Config, said string) (err error) {
		*field(c), err = time.ParseDuration(said)
		if err != nil || *field(c) < 0 || *field(c) > time.Hour {
			return fmt.Errorf("%q is no length of time such as 5s, of 1h at most", said)
		}
		return nil
	}, show: func(c *Config) string { return field(c).String() }}
}

func level(path string, field func(*Config) *slog.Level) key {
	check := oneOf("debug", "info", "warn", "error")
	return key{path: path, set: func(c *Config, said string) error {
		if err := check(said); err != nil {
			return err
		}
		return field(c).UnmarshalText([]byte(said))
	}, show: func(c *Config) string { return strings.ToLower(field(c).String()) }}
}

func flag(path string, field func(*Config) *bool) key {
	return key{path: path, set: func(c *Config, said string) (err error) {
		if *field(c), err = strconv.ParseBool(said); err != nil {
			return fmt.Errorf("%q is neither true nor false", said)
		}
		return nil
	}, show: func(c *Config) string { return strconv.FormatBool(*field(c)) }}
}

var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)

// list reads names with commas or blanks between them.
func list(path string, field func(*Config) *[]string) key {
	return key{path: path, set: func(c *Config, said string) error {
		*field(c) = strings.FieldsFunc(said, func(r rune) bool { return r == ',' || r == ' ' })
		for _, tag := range *field(c) {
			if !languageTag.MatchString(tag) {
				return fmt.Errorf("%q is no language such as en", tag)
			}
		}
		return nil
	}, show: func(c *Config) string { return strings.Join(*field(c), ", ") }}
}

// numbers reads the numbers of people on Telegram, with commas or blanks between them.
func numbers(path string, field func(*Config) *[]int64) key {
	return key{path: path, set: func(c *Config, said string) error {
		*field(c) = nil
		for _, one := range strings.FieldsFunc(said, func(r rune) bool { return r == ',' || r == ' ' }) {
			n, err := strconv.ParseInt(one, 10, 64)
			if err != nil || n <= 0 {
				return fmt.Errorf("%q is no number of a person on Telegram, such as 123456789", one)
			}
			*field(c) = append(*field(c), n)
		}
		return nil
	}, show: func(c *Config) string {
		var all []string
		for _, n := range *field(c) {
			all = append(all, strconv.FormatInt(n, 10))
		}
		return strings.Join(all, ", ")
	}}
}

func anything(string) error { return nil }

func something(said string) error {
	switch {
	case strings.TrimSpace(said) == "":
		return errors.New("members read this; it cannot be empty")
	case !utf8.ValidString(said):
		return fmt.Errorf("members read this, and %q is no UTF-8: save the file, or set the variable, in that encoding", said)
	case utf8.RuneCountInString(said) > mostSaid:
		return fmt.Errorf("members read this beside other words: at most %d letters, and these are %d", mostSaid, utf8.RuneCountInString(said))
	}
	return nil
}

// mostSaid is how long the owner's name and contact may be. What they stand in, the consent above all, must fit into one message.
const mostSaid = 200

func oneOf(words ...string) func(string) error {
	return func(said string) error {
		if slices.Contains(words, said) {
			return nil
		}
		return fmt.Errorf("%q is none of %s%s", said, strings.Join(words, ", "), meant(said, words))
	}
}

var homely = regexp.MustCompile(`^~[\w-]*([/\\]|$)`)

// asWritten refuses a path that only a shell would read as the owner meant it: a folder named ~ would be made.
func asWritten(said string) error {
	if homely.MatchString(said) {
		return fmt.Errorf("%q: ~ does not stand for your home folder here; write the whole path", said)
	}
	return nil
}

// database wants a file, or a database on a server. What is wrong with the address of one is said without what stands in it.
func database(said string) error {
	switch {
	case said == "":
		return nil // the usual place
	case storage.OnServer(said):
		return readAddress(said)
	}
	if parameters.MatchString(said) || strings.Contains(said, "://") && !strings.HasPrefix(said, "file:") {
		return errors.New("a file is wanted, or an address such as " + anAddress)
	}
	if login.MatchString(said) || strings.ContainsFunc(said, unicode.IsControl) {
		return errors.New("this is no name of a file: write one line with a path, or an address that begins with postgres://, such as " + anAddress)
	}
	if _, err := storage.PathIn(said); err != nil {
		return err
	}
	path := plainPath(said)
	if info, err := os.Stat(path); err == nil && info.IsDir() {
		return fmt.Errorf("%s is a folder; name a file in it, such as %s", path, filepath.Join(path, "medius.db"))
	}
	return asWritten(path)
}

const anAddress = "postgres://medius:PASSWORD@127.0.0.1:5432/medius"

// parameters are how Postgres' own tools are told of a database, and an address that lacks its slashes. As the name of a file it would
// show the password to whoever looks into the folder.
var parameters = regexp.MustCompile(`(?i)(^|\s)(host|hostaddr|port|user|password|passfile|dbname|service|sslmode)\s*=|^postgres(ql)?:`)

// login is an address of a server without its beginning.
var login = regexp.MustCompile(`^[^/\\]*:[^/\\]*@`)

// readAddress looks whether the address of a server means what its owner has meant: a password with / ? or # in it ends the part that a
// password stands in, and the rest of it would be shown.
func readAddress(said string) error {
	u, err := url.Parse(said)
	if err != nil || u.User == nil && strings.Contains(u.Path+u.Fragment, "@") {
		return errors.New("the address cannot be read: it looks like " + anAddress + ", and in a password stands %2F for /, %40 for @, %25 for %, %3F for ?, %23 for #")
	}
	return nil
}

// plainPath is a DSN as the path of the file that it names, where it does.
func plainPath(dsn string) string {
	if storage.OnServer(dsn) {
		return dsn
	}
	path, err := storage.PathIn(dsn)
	if err != nil {
		return dsn // whoever opens it says what is the matter
	}
	return path
}

// listening wants a place to listen at, or nothing.
func listening(said string) error {
	if said == "" {
		return nil
	}
	_, port, err := net.SplitHostPort(said)
	if _, bad := strconv.ParseUint(port, 10, 16); err != nil || bad != nil {
		return fmt.Errorf("%q is no address and port such as 127.0.0.1:9743", said)
	}
	return nil
}

func zone(said string) error {
	if _, err := time.LoadLocation(said); err != nil || said == "Local" {
		return fmt.Errorf("unknown time zone %q; use a name such as Europe/Berlin", said)
	}
	return nil
}

// schedule wants a cron expression, or none.
func schedule(said string) error {
	if noBackups(said) {
		return nil
	}
	_, err := scheduler.Parse(said)
	return err
}

var oneTime = regexp.MustCompile(`^\s*\d+\s+\d+\s+\*\s+\*\s`)

// onceADay wants a cron expression that names one time of day, since that is what a new member is offered.
func onceADay(said string) error {
	if _, err := scheduler.Parse(said); err != nil {
		return err
	}
	if !oneTime.MatchString(said) {
		return fmt.Errorf("cron expression %q: one time of day is wanted, such as \"0 7 * * *\"", said)
	}
	return nil
}
