package watch

import (
	"sync"
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// Readings are the numbers of a moment.
type Readings struct {
	Inbox    Queue
	Outbox   map[string]Queue // by lane; a lane that is missing is empty
	Poison   int64            // updates given up since the start
	TooLate  int64            // letters not sent since the start because it was too late for them
	Database map[string]int64 // bytes, by file
	Loops    map[string]Pulse
	Ready    bool
	Leads    bool // this instance is the one that polls
	Crew     int  // instances that share the database
}

// Queue is what waits.
type Queue struct {
	Waiting int
	Oldest  time.Duration // how long the oldest one has waited that could have gone
}

func gauge(name, help string, labels ...string) *prometheus.Desc {
	return prometheus.NewDesc(prometheus.BuildFQName(namespace, "", name), help, labels, nil)
}

var (
	inboxWaiting  = gauge("inbox_updates", "Updates that were fetched and are not done yet.")
	inboxOldest   = gauge("inbox_oldest_seconds", "How long the oldest of them has waited.")
	outboxWaiting = gauge("outbox_letters", "Letters that wait, by lane; those of a running timer wait for their moment.", "lane")
	outboxOldest  = gauge("outbox_oldest_seconds", "How long the oldest letter has waited whose moment has come, by lane.", "lane")
	poison        = gauge("poison_updates_total", "Updates that were given up after three tries, since the start.")
	tooLate       = gauge("letters_too_late_total", "Letters that were not sent because it was too late for them, since the start.")
	database      = gauge("database_bytes", "Size of the database, by file.", "file")
	loopHeard     = gauge("loop_silence_seconds", "How long nothing has been heard of a loop.", "loop")
	loopLate      = gauge("loop_stuck", "1 when a loop has been silent for longer than it may be.", "loop")
	ready         = gauge("ready", "1 when /readyz says so.")
	leads         = gauge("leads", "1 when this instance is the one that polls.")
	instances     = gauge("instances", "Instances that share the database, this one included.")
	memberCount   = gauge("members", "Members, by where they stand; counted every five minutes.", "standing")
)

// levels puts the readings on the board, anew for every scrape.
type levels struct{ *Board }

func (levels) Describe(to chan<- *prometheus.Desc) {
	for _, d := range []*prometheus.Desc{
		inboxWaiting, inboxOldest, outboxWaiting, outboxOldest, poison, tooLate, database, loopHeard, loopLate, ready, leads, instances,
	} {
		to <- d
	}
}

func (l levels) Collect(to chan<- prometheus.Metric) {
	if l.options.Read == nil {
		return
	}
	r, err := l.options.Read()
	if err != nil {
		l.unread.Inc()
		l.options.Log.Warn("readings for a scrape", "err", err)
		return
	}
	level := func(d *prometheus.Desc, value float64, labels ...string) {
		to <- prometheus.MustNewConstMetric(d, prometheus.GaugeValue, value, labels...)
	}
	to <- prometheus.MustNewConstMetric(poison, prometheus.CounterValue, float64(r.Poison))
	to <- prometheus.MustNewConstMetric(tooLate, prometheus.CounterValue, float64(r.TooLate))
	level(inboxWaiting, float64(r.Inbox.Waiting))
	level(inboxOldest, r.Inbox.Oldest.Seconds())
	for _, lane := range l.options.Lanes {
		level(outboxWaiting, float64(r.Outbox[lane].Waiting), lane)
		level(outboxOldest, r.Outbox[lane].Oldest.Seconds(), lane)
	}
	for file, bytes := range r.Database {
		level(database, float64(bytes), file)
	}
	for loop, pulse := range r.Loops {
		level(loopHeard, pulse.Silence.Seconds(), loop)
		level(loopLate, truth(pulse.Stuck), loop)
	}
	level(ready, truth(r.Ready))
	level(leads, truth(r.Leads))
	level(instances, float64(r.Crew))
}

func truth(yes bool) float64 {
	if yes {
		return 1
	}
	return 0
}

// standings are the members as they were counted last. Counting takes longer with more members, so a chore does it and no
// scrape waits for it.
type standings struct {
	mu    sync.Mutex
	count map[string]int
}

// Members takes the numbers of the latest count, by standing.
func (b *Board) Members(count map[string]int) {
	b.standings.mu.Lock()
	defer b.standings.mu.Unlock()
	b.standings.count = count
}

func (*standings) Describe(to chan<- *prometheus.Desc) { to <- memberCount }

func (s *standings) Collect(to chan<- prometheus.Metric) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for standing, n := range s.count {
		to <- prometheus.MustNewConstMetric(memberCount, prometheus.GaugeValue, float64(n), standing)
	}
}
