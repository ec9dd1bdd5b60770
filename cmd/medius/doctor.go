package main

import (
	"context"
	"runtime"

	"medius/coach"
	"medius/storage"
)

type doctorCmd struct {
	Offline bool `help:"Leave out what needs the network: the token, the webhook, the clock."`
}

// Help is shown by medius doctor --help.
func (*doctorCmd) Help() string {
	return `It looks at everything medius needs, changes nothing, and says what to do. medius may be running meanwhile. Each line
begins with

  ok        nothing to do
  warning   it works, and may not for ever
  wrong     members notice, or will

Exit status 0: all is well; 1: there are warnings; 2: something is wrong. The network is used for two questions to the Bot API
server of the configuration and nothing else. docs/operations.md explains every line.`
}

// patient is the medius that is looked at.
type patient struct {
	w world
	s settings
	findings
	place   string // of the database, for people
	running bool
}

// Run looks at everything and says what it found.
func (c *doctorCmd) Run(ctx context.Context, w world, all *cli) error {
	p := &patient{w: w}
	b := thisBuild()
	p.well("version", "medius %s, commit %s, %s, rules %s, schema %d", b.version, b.commit, runtime.Version(), coach.RulesVersion, storage.Schema())
	if p.configuration(all.Config) {
		p.zone()
		p.instance(ctx)
		p.data(ctx)
		p.backups(ctx)
		p.replaced(ctx)
		p.disk()
		p.modes()
		p.telegram(ctx, c.Offline)
	}
	p.findings.print(w.Out)
	return p.verdict()
}

// configuration reads the settings; without them nothing else can be looked at.
func (p *patient) configuration(named string) bool {
	s, err := p.w.settings(named)
	if err == nil {
		err = inspect(s.Config)
	}
	if err != nil {
		p.fault("configuration", err)
		return false
	}
	p.s, p.place = s, storage.Veil(s.database(p.w.Env))
	switch s.File {
	case "":
		p.well("configuration", "no file; the defaults and the environment are used")
	default:
		p.well("configuration", "%s is valid", s.File)
	}
	for _, line := range strangers(p.w.Environ()) {
		p.warn("configuration", "correct the name, or take it out of the environment", "%s", line)
	}
	if s.origin["owner.contact"] == "default" {
		p.warn("configuration", "set owner.contact, such as to a mail address: members read it before they consent",
			"owner.contact is not set")
	}
	return true
}

// folder is where things are kept that are no part of the database.
func (p *patient) folder() string { return p.s.folder(p.w.Env) }

// onServer tells whether the database is on a server, and not in a file.
func (p *patient) onServer() bool { return storage.OnServer(p.s.database(p.w.Env)) }

// instance tells whether medius is running on this database.
func (p *patient) instance(ctx context.Context) {
	running, err := storage.InUse(ctx, p.s.database(p.w.Env))
	switch {
	case err != nil && p.onServer():
		p.fault("running", explainStorage(err))
	case err != nil:
		p.bad("running", "see who may read the file that ends in .lock, beside the database", "it cannot be told: %v", err)
	case running:
		p.running = true
		p.well("running", "yes, on %s", p.place)
	default:
		p.well("running", "no; the database is %s", p.place)
	}
}
