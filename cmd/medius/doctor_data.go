package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"slices"
	"strings"
	"time"

	"medius/coach"
	"medius/storage"
)

// zone looks at the time zones this program knows: a broken zone data base of the machine would go before the built-in one.
func (p *patient) zone() {
	// Berlin changed to summer time on 29 March 2026, at one o'clock UTC.
	const remedy = "take ZONEINFO out of the environment, or repair the package tzdata"
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		p.bad("time zones", remedy, "Europe/Berlin: %v", err)
		return
	}
	_, before := time.Date(2026, 3, 29, 0, 59, 0, 0, time.UTC).In(berlin).Zone()
	_, after := time.Date(2026, 3, 29, 1, 0, 0, 0, time.UTC).In(berlin).Zone()
	if before != 3600 || after != 7200 {
		p.bad("time zones", remedy, "the clock change of 29 March 2026 in Europe/Berlin is not known")
		return
	}
	p.well("time zones", "are known, with their clock changes")
}

// data looks into the database; at work, also at whose bot it is and at what waits.
func (p *patient) data(ctx context.Context, atWork bool) {
	db, err := storage.OpenReader(ctx, p.w.storage(p.s))
	switch {
	case p.running && (errors.Is(err, fs.ErrNotExist) || errors.Is(err, storage.ErrOrphan)):
		p.bad("database", "it goes on with the file it has open, and what it writes is lost when it stops: copy that file first (on Linux, those in "+
			"/proc/PID/fd that are deleted), then stop medius and restore the newest backup", "medius is running, and the file is gone: %s", p.place)
		return
	case errors.Is(err, fs.ErrNotExist) && p.barred:
		return // why it cannot be made was said
	case errors.Is(err, fs.ErrNotExist):
		p.warn("database", "if there should be one, storage.dsn names another file; otherwise medius run makes it", "there is none at %s", p.place)
		return
	case errors.Is(err, storage.ErrOlder) && !storage.OnServer(p.s.database(p.w.Env)) && nothingIn(p.place):
		p.warn("database", "if there should be something in it, restore the newest backup: medius restore FILE --replace", "it is an empty file: %s", p.place)
		return
	case errors.Is(err, storage.ErrOlder):
		p.warn("database", "medius run makes a backup and brings it up to date", "it waits for its migration to schema %d", storage.Schema())
		return
	case err != nil:
		p.damaged = errors.Is(err, storage.ErrCorrupt)
		p.fault("database", explainOpening(err, p.s.database(p.w.Env)))
		return
	}
	defer db.Close()
	if err := db.Integrity(ctx); err != nil {
		p.damaged = true
		p.bad("database", "restore the newest backup: medius restore FILE --replace", "%v", err)
		return
	}
	file, log, err := db.Size(ctx)
	if err != nil {
		p.bad("database", "see who may read it", "%v", err)
		return
	}
	p.sound(ctx, db, file, log)
	p.instances(ctx, db)
	p.members(ctx, db)
	p.strange(ctx, db)
	if atWork {
		p.owner(ctx, db)
		p.waiting(ctx, db)
	}
}

// sound says of what kind the database is that was looked through.
func (p *patient) sound(ctx context.Context, db *storage.DB, file, log int64) {
	server, ok, err := db.Server(ctx)
	switch {
	case err != nil:
		p.bad("database", "", "%v", err)
	case !ok:
		p.well("database", "every page and index is sound, %s and a log of %s", size(file), size(log))
	case len(server.Loose) > 0:
		p.warn("database", "switch it on in postgresql.conf, unless you can do without what is written last",
			"Postgres %s may lose what it has called written: off is %s", server.Version, strings.Join(server.Loose, ", "))
	default:
		p.well("database", "every row can be read, every index is valid, %s on Postgres %s", size(file), server.Version)
	}
}

// instances tells who shares the database.
func (p *patient) instances(ctx context.Context, db *storage.DB) {
	all, err := db.Instances(ctx)
	if err != nil {
		p.bad("instances", "", "%v", err)
		return
	}
	if len(all) == 0 {
		return
	}
	names, polls := make([]string, len(all)), "none"
	for i, one := range all {
		names[i] = one.Name
		if one.Leads {
			polls = one.Name
		}
	}
	p.well("instances", "%s; %s polls", strings.Join(names, ", "), polls)
}

// owner looks whether somebody has the owner's commands.
func (p *patient) owner(ctx context.Context, db *storage.DB) {
	claimed, err := db.Claimed(ctx)
	switch {
	case len(p.s.Owner.IDs) > 0:
		p.well("owner", "is named in owner.ids; access is %s", p.s.Access)
	case err != nil:
		p.bad("owner", "", "%v", err)
	case !claimed:
		p.warn("owner", "open the link that medius run prints at its start, or set owner.ids", "nobody has claimed this bot; access is %s", p.s.Access)
	default:
		p.well("owner", "has claimed this bot; access is %s", p.s.Access)
	}
}

// members looks whether the zone of every member is known here.
func (p *patient) members(ctx context.Context, db *storage.DB) {
	zones, err := db.Zones(ctx)
	if err != nil {
		p.bad("members", "", "%v", err)
		return
	}
	count := 0
	var unknown []string
	for _, zone := range slices.Sorted(maps.Keys(zones)) {
		count += zones[zone]
		if _, err := time.LoadLocation(zone); err != nil {
			unknown = append(unknown, zone)
		}
	}
	if len(unknown) > 0 {
		p.bad("members", "update medius, or the package tzdata of the machine: they get no reminders",
			"time zones that are not known here: %s", strings.Join(unknown, ", "))
		return
	}
	p.well("members", "%d, in %s", count, many(len(zones), "time zone", "time zones"))
}

// How long something may wait while medius is running.
const (
	slow  = time.Minute
	stuck = 15 * time.Minute
)

// waiting looks at what has not been answered and not been sent.
func (p *patient) waiting(ctx context.Context, db *storage.DB) {
	b, err := db.Backlog(ctx, p.w.Now())
	if err != nil {
		p.bad("inbox", "", "%v", err)
		return
	}
	p.queue("inbox", "message not answered", "messages not answered", b.Inbox)
	out := storage.Queue{}
	for _, q := range b.Outbox {
		out.Waiting += q.Waiting
		if !q.Oldest.IsZero() && (out.Oldest.IsZero() || q.Oldest.Before(out.Oldest)) {
			out.Oldest = q.Oldest
		}
	}
	p.queue("outbox", "letter not sent", "letters not sent", out)
	dead, err := db.Dead(ctx)
	switch {
	case err != nil:
		p.bad("given up", "", "%v", err)
	case dead > 0:
		p.warn("given up", "look for \"update failed\" in the log, and report what it says; the members concerned were told",
			"%s wrong three times, ever", many(dead, "message went", "messages went"))
	}
}

func (p *patient) queue(about, one, more string, q storage.Queue) {
	age := time.Duration(0)
	if !q.Oldest.IsZero() {
		age = p.w.Now().Sub(q.Oldest)
	}
	says := fmt.Sprintf("%s, the oldest for %s", many(q.Waiting, one, more), span(age))
	switch {
	case q.Waiting == 0:
		p.well(about, "empty")
	case !p.running && age > slow:
		p.warn(about, "start medius: it goes on where it was; what is too late by then is not sent", "%s", says)
	case age > stuck:
		p.bad(about, "see what the log says; a restart loses nothing", "%s", says)
	case age > slow:
		p.warn(about, "look again in some minutes: the network may be slow, or Telegram asks for patience", "%s", says)
	default:
		p.well(about, "%s", says)
	}
}

// span says a length of time in its largest unit.
func span(d time.Duration) string {
	switch {
	case d >= 48*time.Hour:
		return many(int(d.Hours()/24), "day", "days")
	case d >= time.Hour:
		return many(int(d.Hours()), "hour", "hours")
	case d >= time.Minute:
		return many(int(d.Minutes()), "minute", "minutes")
	}
	return many(int(d.Seconds()), "second", "seconds")
}

// roughly says a length of time in the unit that fits, rounded and not cut: of two hours that were measured a second may be missing.
func roughly(d time.Duration) string {
	for _, unit := range []time.Duration{24 * time.Hour, time.Hour, time.Minute} {
		if d >= unit*3/2 {
			return span(d.Round(unit))
		}
	}
	return span(d)
}

// backups looks whether there is a way back, and whether none lies about for too long. It does not need the database.
func (p *patient) backups(ctx context.Context) {
	closed := barredFolder(p.s.shelf(p.folder()))
	if closed != nil && !(p.barred && p.s.Backup.Dir == "") { // beside the database it is one and the same
		p.fault("backups", closed)
	}
	kept, err := storage.Shelf(ctx, p.w.storage(p.s))
	if (err != nil || len(kept) == 0) && closed != nil || errors.Is(err, storage.ErrAddress) {
		return // that has been told
	}
	if err != nil {
		p.bad("backups", "see who may read backup.dir", "%v", err)
		return
	}
	if len(kept) == 0 {
		p.warn("backups", "medius run makes them by backup.schedule, medius backup by hand", "there is none")
		return
	}
	if old := kept[0]; p.w.Now().Sub(old.Made) > 31*24*time.Hour {
		p.warn("backups", "delete it: nobody's data may be kept that long; a running medius does so", "%s is older than 30 days", old.Path)
	}
	newest := kept[len(kept)-1]
	if _, err := storage.Examine(ctx, newest.Path, nil); err != nil {
		remedy := "make another with medius backup, and have the disk looked at; " + lastSound(ctx, kept)
		if p.damaged {
			remedy = "have the disk looked at; " + lastSound(ctx, kept) + "; a copy that lies elsewhere will do"
		}
		p.bad("backups", remedy, "%s: %v", newest.Path, err)
		return
	}
	age := span(p.w.Now().Sub(newest.Made))
	if p.late(newest.Made) {
		p.warn("backups", "see what the log says of the chore backup; medius backup makes one now", "the newest is %s old: %s", age, newest.Path)
		return
	}
	p.well("backups", "%d, the newest %s old and sound: %s", len(kept), age, newest.Path)
}

// strange looks for backups of another database of this name: perhaps this one was begun anew because that one was lost.
func (p *patient) strange(ctx context.Context, db *storage.DB) {
	kept, err := db.Backups()
	if err != nil {
		return // that has been told with the backups
	}
	for _, k := range slices.Backward(kept) {
		if strange, err := db.Strange(ctx, k); err == nil && strange {
			p.warn("backups", "was the database lost? To go on from it, stop medius and type medius restore FILE --replace; otherwise it is deleted when it is 30 days old",
				"one is of another database than this: %s", k.Path)
			return
		}
	}
}

// replaced looks for databases that were put aside: they hold what the database held.
func (p *patient) replaced(ctx context.Context) {
	kept, err := storage.Aside(ctx, p.w.storage(p.s))
	switch {
	case err != nil || len(kept) == 0: // what cannot be read has been told with the backups
	case p.w.Now().Sub(kept[0].Made) > 31*24*time.Hour:
		p.warn("put aside", "delete it: nobody's data may be kept that long; a running medius does so", "%s is older than 30 days", kept[0].Path)
	default:
		p.well("put aside", "%s, kept for 30 days and then deleted; the newest: %s",
			many(len(kept), "database that a backup has replaced", "databases that backups have replaced"), kept[len(kept)-1].Path)
	}
}

// left looks for what nobody would miss: backups of another database, such as the file that was moved to a server, and copies that were
// never finished.
func (p *patient) left(ctx context.Context) {
	const remedy = "delete it: nobody's data may be kept that long; a running medius does so"
	others, err := storage.Strangers(ctx, p.w.storage(p.s))
	switch {
	case err != nil || len(others) == 0: // what cannot be read has been told with the backups
	case p.w.Now().Sub(others[0].Made) > 31*24*time.Hour:
		p.warn("left over", remedy, "%s is older than 30 days", others[0].Path)
	default:
		p.well("left over", "%s, kept for 30 days and then deleted; the newest: %s",
			many(len(others), "backup of another database", "backups of another database"), others[len(others)-1].Path)
	}
	halves, err := storage.Halves(ctx, p.w.storage(p.s))
	if err == nil && len(halves) > 0 {
		p.warn("left over", "delete it: it holds what the database held; a running medius does so", "%s was never finished", halves[0])
	}
}

// lastSound names the newest backup that can be put back.
func lastSound(ctx context.Context, kept []storage.Kept) string {
	for _, k := range slices.Backward(kept) {
		if _, err := storage.Examine(ctx, k.Path, nil); err == nil {
			return "the newest that is sound is " + k.Path
		}
	}
	return "none of them is sound"
}

// late tells whether the next backup is a day overdue.
func (p *patient) late(newest time.Time) bool {
	r, err := p.s.rota()
	if err != nil || r.rule == nil {
		return p.w.Now().Sub(newest) > 7*24*time.Hour
	}
	next, ok := coach.NextOccurrence(newest, r.rule, r.zone)
	return ok && p.w.Now().Sub(next.At) > 24*time.Hour
}
