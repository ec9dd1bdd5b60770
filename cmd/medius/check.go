package main

import (
	"fmt"
	"runtime"
	"strings"
	"text/tabwriter"
	"time"

	"medius/coach"
	"medius/content"
	"medius/scheduler"
	"medius/storage"
)

type checkCmd struct {
	File string `arg:"" optional:"" help:"The file to check, in place of --config."`
}

// Run validates the configuration and shows what it says, and where from.
func (c *checkCmd) Run(w world, all *cli) error {
	s, err := w.argued(c.File, all)
	if err != nil {
		return err
	}
	if err := inspect(s); err != nil {
		return err
	}
	if err := s.keyed(); err != nil {
		return err
	}
	switch s.File {
	case "":
		w.say("There is no configuration file; the defaults and the environment are used.")
	default:
		w.say("%s is valid.", s.File)
	}
	w.say("")
	table := tabwriter.NewWriter(w.Out, 0, 0, 2, ' ', 0)
	for _, k := range keys {
		value := discreet(k.show(&s.Config))
		if value == "" {
			value = "-"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\n", k.path, value, s.origin[k.path])
	}
	if err := table.Flush(); err != nil {
		return err
	}
	w.say("")
	w.notes(s)
	return nil
}

// inspect looks at what cannot be seen from a value alone.
func inspect(s settings) error {
	if len(s.Languages) > 0 {
		library, err := content.Load()
		if err != nil {
			return err
		}
		if _, err := languages(library, s.Languages); err != nil {
			return refuse(hintOf(err), "%s: %w", s.origin["languages"], err)
		}
	}
	return s.seen()
}

// keyed tells what is wrong with the token that is there; none is needed yet.
func (s settings) keyed() error {
	if s.Telegram.Token == "" && s.Telegram.TokenFile == "" {
		return nil
	}
	_, err := s.token()
	return err
}

// oversight is something the owner may have overlooked, though nothing is wrong.
type oversight struct{ says, remedy string }

// oversights are those of a configuration.
func (w world) oversights(s settings) (all []oversight) {
	for _, line := range strangers(w.Environ()) {
		all = append(all, oversight{line, "correct the name, or take it out of the environment"})
	}
	if s.origin["owner.contact"] == "default" {
		all = append(all, oversight{"owner.contact is not set: members should know how to reach you",
			"set owner.contact, such as to a mail address: members read it before they consent"})
	}
	if s.Storage.DSN == "" && dataFolder(runtime.GOOS, w.Env) == "." {
		all = append(all, oversight{"there is no HOME in the environment: the database is in the folder that medius is started in",
			"name the file in storage.dsn, by its whole path"})
	}
	if readable(s.Telegram.Endpoint) {
		all = append(all, oversight{s.at("telegram.endpoint") + ": the bot token crosses the network readable, by http to another machine",
			"use https, or a server on this machine; in a network that is yours alone, such as one of containers, it may stay"})
	}
	return all
}

// readable tells whether others on the way can read what is said to an address.
func readable(address string) bool {
	return strings.HasPrefix(address, "http://") && !loopbackURL(address)
}

// notes are what the owner may want to know though nothing is wrong.
func (w world) notes(s settings) {
	w.say("The database is %s.", storage.Veil(s.database(w.Env)))
	if s.Zone != "" {
		w.say("Where you are (%s), a member with the usual times hears from the coach next at %s.", s.Zone, w.nextReminder(s.Config))
	}
	if s.Telegram.Token == "" && s.Telegram.TokenFile == "" {
		w.say("There is no bot token yet: medius run needs one, medius demo does not.")
	}
	for _, one := range append(w.oversights(s), w.shelfShut(s)...) {
		w.say("%s", sentence(one.says))
	}
	if err := barredDatabase(s.database(w.Env)); err != nil {
		w.say("The database cannot be written by this user: %s.", err)
	}
}

// shelfShut tells that this user, or the service that the system has shut in, may not write where backups and pictures go.
func (w world) shelfShut(s settings) (all []oversight) {
	if err := barredFolder(s.shelf(s.folder(w.Env))); err != nil && !noBackups(s.Backup.Schedule) {
		all = append(all, oversight{"no backup can be made: " + err.Error(), hintOf(err)})
	}
	if s.Figures.Cache == "" {
		return all
	}
	if err := barredFolder(s.Figures.Cache); err != nil {
		all = append(all, oversight{"pictures cannot be kept, and are drawn anew at every start: " + err.Error(), hintOf(err)})
	}
	return all
}

// nextReminder is the next moment of the usual times, in the owner's zone. The settings are known to be good.
func (w world) nextReminder(c Config) string {
	loc, err := time.LoadLocation(c.Zone)
	if err != nil {
		return err.Error()
	}
	var soonest time.Time
	for _, expr := range []string{c.Reminders.Morning, c.Reminders.Evening} {
		rule, err := scheduler.Parse(expr)
		if err != nil {
			return err.Error()
		}
		o, ok := coach.NextOccurrence(w.Now(), rule, loc)
		if ok && (soonest.IsZero() || o.At.Before(soonest)) {
			soonest = o.At
		}
	}
	return soonest.Format(time.RFC3339)
}
