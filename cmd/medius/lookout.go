package main

import (
	"context"
	"fmt"
	"runtime"
	"time"

	"medius/bot"
	"medius/bot/telegram"
	"medius/coach"
	"medius/coach/dialog"
	"medius/watch"
)

// The loops that are watched, as the owner reads them.
const (
	loopPoll      = "poll"
	loopWorker    = "worker"
	loopSender    = "sender"
	loopScheduler = "scheduler"
)

const (
	// lookEvery bounds the silence of a loop that looks at the database once a minute and may wait for it.
	lookEvery = 2 * time.Minute
	// pollWorks is how long polls may fail before the coach is not ready: one long poll and a few tries.
	pollWorks = 3 * time.Minute
	// mute is how many sends in a row that come to nothing make the coach not ready.
	mute = 5
	// readWithin is what a scrape may wait for the database.
	readWithin = 2 * time.Second
)

// seen refuses to be watched from other machines unless that is wished for.
func (s settings) seen() error {
	if at := s.Watch.Listen; at != "" && !s.Watch.Public && !loopbackAddress(at) {
		return refuse("use 127.0.0.1 and a port, or set watch.public when other machines shall see it",
			"%s: %s is not an address of this machine alone", s.at("watch.listen"), at)
	}
	return nil
}

// lookout opens the address for whoever watches, and reports to the service manager, until end.
func (h *house) lookout(ctx context.Context, manager watch.Notify) (end func(), err error) {
	end = func() {}
	if h.Watch.Listen != "" {
		routes := watch.Routes(h.board, h.alive(), h.ready())
		if !h.Watch.Public {
			routes = own(routes)
		}
		listener, err := serve(ctx, h.Watch.Listen, routes, h.Log)
		if err != nil {
			return nil, fail("name another port", "watch.listen: %w", err)
		}
		end = listener.stop
		h.Log.InfoContext(ctx, "watch", "url", listener.url)
	}
	h.told(manager.Ready("waiting for Telegram"))
	context.AfterFunc(ctx, func() { h.told(manager.Stopping()) })
	go manager.Watchdog(ctx, h.heart.Alive, func(err error) { h.Log.Error("no sign of life", "err", err) })
	return end, nil
}

// told logs what the service manager did not hear.
func (h *house) told(err error) {
	if err != nil {
		h.Log.Warn("service manager", "err", err)
	}
}

// begin is when the loops are expected to go round.
func (h *house) begin() {
	h.heart.Beat(loopPoll, telegram.Round, true)
	for _, loop := range []string{loopWorker, loopSender, loopScheduler} {
		h.heart.Beat(loop, lookEvery, true)
	}
}

// alive is what a sound process can say of itself, whatever the world is like.
func (h *house) alive() []watch.Check {
	return []watch.Check{{Name: "loops", Ask: func(context.Context) error { return h.heart.Alive() }}}
}

// ready is what has to be so for a member to be answered.
func (h *house) ready() []watch.Check {
	check := func(name string, ask func() error) watch.Check {
		return watch.Check{Name: name, Ask: func(context.Context) error { return ask() }}
	}
	return []watch.Check{
		{Name: "database", Ask: h.writable},
		check(loopPoll, func() error { return h.heart.Well(loopPoll, pollWorks) }),
		check(loopWorker, func() error { return h.heart.Well(loopWorker, lookEvery) }),
		check(loopSender, func() error {
			if n := h.sender.Trouble(); n >= mute {
				return fmt.Errorf("no answer to %d sends in a row", n)
			}
			if n := h.sender.Refused(); n >= mute {
				return fmt.Errorf("%d sends in a row were not accepted", n)
			}
			return h.heart.Well(loopSender, lookEvery)
		}),
		check(loopScheduler, func() error { return h.heart.Well(loopScheduler, lookEvery) }),
	}
}

// updateKinds are the events that come from Telegram.
var updateKinds = []dialog.EventKind{
	dialog.Said, dialog.Tapped, dialog.Located, dialog.Sent, dialog.Blocked, dialog.Unblocked, dialog.Flooded,
}

// delivered is the result of a send or a poll that nothing was wrong with.
const delivered = "ok"

// newBoard makes the board of this house.
func (h *house) newBoard() *watch.Board {
	b := thisBuild()
	o := watch.Options{
		Build: map[string]string{
			"version": b.version, "commit": b.commit, "go": runtime.Version(), "rules": coach.RulesVersion,
		},
		Results: append([]string{delivered}, bot.Verdicts()...),
		Read:    h.read,
		Log:     h.Log,
	}
	for _, kind := range updateKinds {
		o.Kinds = append(o.Kinds, string(kind))
	}
	for _, lane := range coach.Lanes() {
		o.Lanes = append(o.Lanes, lane.String())
	}
	return watch.NewBoard(o)
}

// read takes the readings for a scrape. What waits is counted; the members are not, see count.
func (h *house) read() (watch.Readings, error) {
	ctx, done := context.WithTimeout(context.Background(), readWithin)
	defer done()
	now := h.Now()
	r := watch.Readings{
		Poison: h.worker.Dead(), TooLate: h.db.TooLate(), Outbox: map[string]watch.Queue{}, Loops: h.heart.Pulses(), Ready: watch.Examine(ctx, h.ready()).OK,
		Leads: h.db.Leads(), Crew: max(h.db.Crew().Size, 1),
	}
	backlog, err := h.db.Backlog(ctx, now)
	if err != nil {
		return r, err
	}
	age := func(since time.Time) time.Duration {
		if since.IsZero() {
			return 0
		}
		return max(now.Sub(since), 0)
	}
	r.Inbox = watch.Queue{Waiting: backlog.Inbox.Waiting, Oldest: age(backlog.Inbox.Oldest)}
	for lane, queue := range backlog.Outbox {
		r.Outbox[lane.String()] = watch.Queue{Waiting: queue.Waiting, Oldest: age(queue.Oldest)}
	}
	file, wal, err := h.db.Size(ctx)
	r.Database = map[string]int64{"database": file, "log": wal}
	return r, err
}

// count puts the members on the board.
func (h *house) count(ctx context.Context) error {
	census, err := h.db.Census(ctx)
	if err != nil {
		return err
	}
	members := map[string]int{}
	for _, standing := range coach.Standings() {
		members[string(standing)] = census[standing]
	}
	h.board.Members(members)
	return nil
}

// firstCount is the one at the start; the next ones are a chore.
func (h *house) firstCount(ctx context.Context) {
	if err := h.count(ctx); err != nil && ctx.Err() == nil {
		h.Log.WarnContext(ctx, "count members", "err", err)
	}
}
