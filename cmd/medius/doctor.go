package main

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"time"

	"medius/coach"
	"medius/storage"
)

type doctorCmd struct {
	Offline bool          `help:"Leave out what needs the network: the token, the webhook, the clock."`
	Data    bool          `help:"Look at the database alone, such as one that was put back to try a backup: no token, no backups, nothing that waits."`
	Wait    time.Duration `help:"How long a running medius may take to answer, where watch.listen is set." default:"5s"`
}

// Help is shown by medius doctor --help.
func (*doctorCmd) Help() string {
	return `It looks at everything medius needs, changes nothing, and says what to do. medius may be running meanwhile. Each line
begins with

  ok        nothing to do
  warning   it works, and may not for ever
  wrong     members notice, or will

Exit status 0: all is well; 1: there are warnings; 2: something is wrong. The network is used for two questions to the Bot API
server of the configuration, for one to the medius that runs at watch.listen, and nothing else. docs/operations.md explains every line.`
}

// patient is the medius that is looked at.
type patient struct {
	w world
	s settings
	findings
	place   string // of the database, for people
	running bool
	barred  bool // this user may not write the database; what follows from that is not said again
	damaged bool // the database is
}

// Run looks at everything and says what it found.
func (c *doctorCmd) Run(ctx context.Context, w world, all *cli) error {
	p := &patient{w: w}
	b := thisBuild()
	p.well("version", "medius %s, commit %s, %s, rules %s, schema %d", b.version, b.commit, runtime.Version(), coach.RulesVersion, storage.Schema())
	if p.configuration(all.Config) {
		if !c.Data {
			p.overlooked()
		}
		p.zone()
		p.rights()
		if p.instance(ctx) {
			p.data(ctx, !c.Data)
		}
		if !c.Data {
			p.answers(ctx, c.Wait)
			p.backups(ctx)
			p.replaced(ctx)
			p.left(ctx)
			p.disk()
			p.modes()
			p.telegram(ctx, c.Offline)
		}
	}
	p.findings.print(w.Out)
	if err := p.verdict(); err != nil {
		return err
	}
	w.say("all is well")
	return nil
}

// configuration reads the settings; without them nothing else can be looked at.
func (p *patient) configuration(named string) bool {
	s, err := p.w.settings(named)
	if err == nil {
		err = inspect(s)
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
	return true
}

// overlooked is what the owner may want to know of the configuration.
func (p *patient) overlooked() {
	for _, one := range p.w.oversights(p.s) {
		p.warn("configuration", one.remedy, "%s", one.says)
	}
}

// folder is where things are kept that are no part of the database.
func (p *patient) folder() string { return p.s.folder(p.w.Env) }

// onServer tells whether the database is on a server, and not in a file.
func (p *patient) onServer() bool { return storage.OnServer(p.s.database(p.w.Env)) }

// rights looks whether this user may write the database, or make it.
func (p *patient) rights() {
	if err := barredDatabase(p.s.database(p.w.Env)); err != nil {
		p.barred = true
		p.fault("database", err)
	}
}

// instance tells whether medius is running on this database. When a server cannot say so, it can say nothing else.
func (p *patient) instance(ctx context.Context) (heard bool) {
	running, err := storage.InUse(ctx, p.s.database(p.w.Env))
	switch {
	case errors.Is(err, storage.ErrAddress):
		p.fault("database", explainStorage(err))
		return false
	case err != nil && p.onServer():
		p.fault("database", explainStorage(fmt.Errorf("database %s: %w", p.place, err)))
		return false
	case err != nil && p.barred:
	case err != nil:
		p.bad("running", "see who may read the file that ends in .lock, beside the database", "it cannot be told: %v", err)
	case running:
		p.running = true
		p.well("running", "yes, on %s", p.place)
	default:
		p.well("running", "no; the database is %s", p.place)
	}
	return true
}
