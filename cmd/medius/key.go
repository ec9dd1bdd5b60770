package main

import (
	"errors"
	"fmt"
	"log/slog"
	"math"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"medius/coach"
	"medius/scheduler"
)

// key is one setting: its name in the file, and how a text becomes its value. In the environment it is called by the
// same name in capitals, with MEDIUS_ before it and _ for the dots.
type key struct {
	path string
	set  func(c *Config, text string) error
	show func(c *Config) string
}

const envPrefix = "MEDIUS_"

func (k key) env() string { return envPrefix + strings.ToUpper(strings.ReplaceAll(k.path, ".", "_")) }

// keys are all settings there are, in the order of config.example.yaml.
var keys = []key{
	text("telegram.token", func(c *Config) *Secret { return &c.Telegram.Token }, anything),
	text("telegram.token_file", func(c *Config) *string { return &c.Telegram.TokenFile }, anything),
	text("telegram.endpoint", func(c *Config) *string { return &c.Telegram.Endpoint }, address),
	text("storage.dsn", func(c *Config) *string { return &c.Storage.DSN }, anything),
	text("figures.cache", func(c *Config) *string { return &c.Figures.Cache }, anything),
	text("reminders.morning", func(c *Config) *string { return &c.Reminders.Morning }, onceADay),
	text("reminders.evening", func(c *Config) *string { return &c.Reminders.Evening }, onceADay),
	text("zone", func(c *Config) *string { return &c.Zone }, zone),
	text("adapt", func(c *Config) *coach.Policy { return &c.Adapt }, oneOf("auto", "suggest", "off")),
	text("owner.name", func(c *Config) *string { return &c.Owner.Name }, something),
	text("owner.contact", func(c *Config) *string { return &c.Owner.Contact }, something),
	decimal("limits.per_chat_per_second", func(c *Config) *float64 { return &c.Limits.PerChatPerSecond }),
	whole("limits.per_chat_burst", func(c *Config) *int { return &c.Limits.PerChatBurst }, 0),
	whole("limits.per_group_per_minute", func(c *Config) *int { return &c.Limits.PerGroupPerMinute }, 0),
	decimal("limits.bulk_per_second", func(c *Config) *float64 { return &c.Limits.BulkPerSecond }),
	decimal("limits.broadcast_per_second", func(c *Config) *float64 { return &c.Limits.BroadcastPerSecond }),
	length("limits.edit_every", func(c *Config) *time.Duration { return &c.Limits.EditEvery }),
	whole("limits.edits_per_minute", func(c *Config) *int { return &c.Limits.EditsPerMinute }, 0),
	whole("workers", func(c *Config) *int { return &c.Workers }, 1),
	list("languages", func(c *Config) *[]string { return &c.Languages }),
	text("log.format", func(c *Config) *string { return &c.Log.Format }, oneOf("text", "json")),
	level("log.level", func(c *Config) *slog.Level { return &c.Log.Level }),
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
	return key{path,
		func(c *Config, said string) error { *field(c) = T(said); return check(said) },
		func(c *Config) string { return fmt.Sprint(*field(c)) }}
}

func whole(path string, field func(*Config) *int, least int) key {
	return key{path, func(c *Config, said string) (err error) {
		*field(c), err = strconv.Atoi(said)
		if n := *field(c); err != nil || n < least || n > 1_000_000 {
			return fmt.Errorf("%q is no whole number of %d or more", said, least)
		}
		return nil
	}, func(c *Config) string { return strconv.Itoa(*field(c)) }}
}

func decimal(path string, field func(*Config) *float64) key {
	return key{path, func(c *Config, said string) (err error) {
		*field(c), err = strconv.ParseFloat(said, 64)
		if n := *field(c); err != nil || math.IsNaN(n) || n < 0 || n > 1_000_000 {
			return fmt.Errorf("%q is no number of 0 or more", said)
		}
		return nil
	}, func(c *Config) string { return strconv.FormatFloat(*field(c), 'g', -1, 64) }}
}

func length(path string, field func(*Config) *time.Duration) key {
	return key{path, func(c *Config, said string) (err error) {
		*field(c), err = time.ParseDuration(said)
		if err != nil || *field(c) < 0 || *field(c) > time.Hour {
			return fmt.Errorf("%q is no length of time such as 5s", said)
		}
		return nil
	}, func(c *Config) string { return field(c).String() }}
}

func level(path string, field func(*Config) *slog.Level) key {
	check := oneOf("debug", "info", "warn", "error")
	return key{path, func(c *Config, said string) error {
		if err := check(said); err != nil {
			return err
		}
		return field(c).UnmarshalText([]byte(said))
	}, func(c *Config) string { return strings.ToLower(field(c).String()) }}
}

var languageTag = regexp.MustCompile(`^[a-z]{2,3}(-[a-z0-9]{2,8})*$`)

// list reads names with commas or blanks between them.
func list(path string, field func(*Config) *[]string) key {
	return key{path, func(c *Config, said string) error {
		*field(c) = strings.FieldsFunc(said, func(r rune) bool { return r == ',' || r == ' ' })
		for _, tag := range *field(c) {
			if !languageTag.MatchString(tag) {
				return fmt.Errorf("%q is no language such as en", tag)
			}
		}
		return nil
	}, func(c *Config) string { return strings.Join(*field(c), ", ") }}
}

func anything(string) error { return nil }

func something(said string) error {
	if strings.TrimSpace(said) == "" {
		return errors.New("members read this; it cannot be empty")
	}
	return nil
}

func oneOf(words ...string) func(string) error {
	return func(said string) error {
		if slices.Contains(words, said) {
			return nil
		}
		return fmt.Errorf("%q is none of %s%s", said, strings.Join(words, ", "), meant(said, words))
	}
}

func address(said string) error {
	u, err := url.Parse(said)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
		return errors.New("an address such as http://127.0.0.1:8081 is wanted")
	}
	return nil
}

func zone(said string) error {
	if _, err := time.LoadLocation(said); err != nil || said == "Local" {
		return fmt.Errorf("unknown time zone %q; use a name such as Europe/Berlin", said)
	}
	return nil
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
