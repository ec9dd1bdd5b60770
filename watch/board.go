// Package watch lets the owner see how the coach is: numbers for Prometheus, answers to "alive?" and "ready?", and a word to
// systemd. It never learns who the members are. What it counts by is chosen from lists that are made when the program starts,
// so that nothing a member says, scores or is called can become a label.
package watch

import (
	"log/slog"
	"slices"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
)

// Other stands for whatever is not in a list.
const Other = "other"

// Options are the lists a Board counts by, and what it needs from outside.
type Options struct {
	Build   map[string]string // label and value: version, commit and the like
	Kinds   []string          // of updates
	Lanes   []string          // of letters
	Results []string          // of sends and polls
	// Read takes the readings of the moment. It is called for every scrape and must not cost more with more members.
	Read func() (Readings, error)
	Log  *slog.Logger
}

// Board is where everything is counted. Every series is there from the start, at zero: a rate needs to see the first step.
type Board struct {
	options  Options
	registry *prometheus.Registry

	updates   *prometheus.CounterVec
	handled   *prometheus.HistogramVec
	late      prometheus.Histogram
	missed    prometheus.Counter
	delay     *prometheus.HistogramVec
	sends     *prometheus.CounterVec
	floods    *prometheus.CounterVec
	polls     *prometheus.CounterVec
	draws     prometheus.Histogram
	lines     *prometheus.CounterVec
	unread    prometheus.Counter
	backups   backups
	standings standings
}

// How the parts of a metric's name are put together.
const namespace = "medius"

// The ends an update may come to.
const (
	done    = "done"
	failed  = "failed"
	ignored = "ignored"
)

// The roads on which an event comes.
const (
	fromUpdate = "update"
	fromDue    = "due"
)

var (
	handleBuckets = []float64{.001, .0025, .005, .01, .025, .05, .1, .25, .5, 1, 2.5, 5, 10}
	delayBuckets  = []float64{.01, .05, .1, .25, .5, 1, 2.5, 5, 10, 30, 60, 300, 900, 1800, 3600}
	lateBuckets   = []float64{1, 2, 5, 10, 30, 60, 300, 900, 1800, 3600, 14400, 86400}
	drawBuckets   = []float64{.1, .25, .5, 1, 2.5, 5, 10, 30, 60}
)

// NewBoard makes a board.
func NewBoard(o Options) *Board {
	b := &Board{
		options: o, registry: prometheus.NewRegistry(),
		updates: counters("updates_total", "Updates of Telegram that were worked on, by kind and by what became of them; an "+
			"update that fails is tried again and counts each time.", "kind", "result"),
		handled: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: "handle_seconds", Buckets: handleBuckets,
			Help: "How long an event took, from being taken up to its commit, by where it came from.",
		}, []string{"source"}),
		missed: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: namespace, Name: "due_too_late_total", Help: "Appointments that were taken up when it was too late for them.",
		}),
		late: histogram("due_lateness_seconds", "How long after its moment an appointment was taken up.", lateBuckets),
		delay: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Namespace: namespace, Name: "letter_lateness_seconds", Buckets: delayBuckets,
			Help: "How long after its moment a letter was taken by Telegram, by lane; of a reminder, after the moment it was promised for.",
		}, []string{"lane"}),
		sends: counters("sends_total", "Letters that were handed to Telegram, by lane and by what it said; one that is tried "+
			"again counts each time.", "lane", "result"),
		floods: counters("floods_total", "Waits that Telegram asked for (429), by the lane of the letter.", "lane"),
		polls:  counters("polls_total", "Polls for updates, by what Telegram said.", "result"),
		draws:  histogram("picture_draw_seconds", "How long a picture took that was not drawn before.", drawBuckets),
		lines:  counters("log_lines_total", "Lines of the log, by level.", "level"),
		unread: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: namespace, Name: "readings_failed_total", Help: "Scrapes at which the database did not tell its numbers.",
		}),
		backups: newBackups(),
	}
	b.seed()
	b.registry.MustRegister(
		about(o.Build), b.updates, b.handled, b.late, b.missed, b.delay, b.sends, b.floods, b.polls, b.draws, b.lines, b.unread, levels{b}, &b.standings,
		b.backups.latest, b.backups.late, b.backups.failed,
		collectors.NewGoCollector(), collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return b
}

func counters(name, help string, labels ...string) *prometheus.CounterVec {
	return prometheus.NewCounterVec(prometheus.CounterOpts{Namespace: namespace, Name: name, Help: help}, labels)
}

func histogram(name, help string, buckets []float64) prometheus.Histogram {
	return prometheus.NewHistogram(prometheus.HistogramOpts{Namespace: namespace, Name: name, Help: help, Buckets: buckets})
}

// about is the metric that says which build this is; its value is always 1.
func about(build map[string]string) prometheus.Collector {
	g := prometheus.NewGauge(prometheus.GaugeOpts{
		Namespace: namespace, Name: "build_info", Help: "Always 1; the labels say which medius this is.", ConstLabels: build,
	})
	g.Set(1)
	return g
}

// seed makes every series.
func (b *Board) seed() {
	for _, kind := range with(b.options.Kinds, Other) {
		for _, end := range []string{done, failed, ignored} {
			b.updates.WithLabelValues(kind, end)
		}
	}
	for _, source := range []string{fromUpdate, fromDue} {
		b.handled.WithLabelValues(source)
	}
	for _, result := range with(b.options.Results, Other) {
		b.polls.WithLabelValues(result)
		for _, lane := range with(b.options.Lanes, Other) {
			b.sends.WithLabelValues(lane, result)
			b.floods.WithLabelValues(lane)
		}
	}
	for _, lane := range with(b.options.Lanes, Other) {
		b.delay.WithLabelValues(lane)
	}
	for _, level := range logLevels {
		b.lines.WithLabelValues(level)
	}
}

func with(list []string, more string) []string { return append(slices.Clip(list), more) }

// of gives a value that is in the list.
func of(list []string, value string) string {
	if slices.Contains(list, value) {
		return value
	}
	return Other
}

// Update counts one update that was worked on for so long.
func (b *Board) Update(kind string, took time.Duration, err error) {
	b.updates.WithLabelValues(of(b.options.Kinds, kind), end(err)).Inc()
	b.handled.WithLabelValues(fromUpdate).Observe(took.Seconds())
}

func end(err error) string {
	if err != nil {
		return failed
	}
	return done
}

// Ignored counts one update that there was nothing to do about; Unopened one that could not be read.
func (b *Board) Ignored() { b.updates.WithLabelValues(Other, ignored).Inc() }

// Unopened counts one update that could not be read.
func (b *Board) Unopened() { b.updates.WithLabelValues(Other, failed).Inc() }

// Due counts one appointment that was taken up so late and took so long; missed says that it was too late for it.
func (b *Board) Due(late, took time.Duration, missed bool) {
	if missed {
		b.missed.Inc()
	}
	b.late.Observe(max(late, 0).Seconds())
	b.handled.WithLabelValues(fromDue).Observe(took.Seconds())
}

// Sent counts one letter that was handed over; flood says that a wait was asked for.
func (b *Board) Sent(lane, result string, flood bool) {
	lane = of(b.options.Lanes, lane)
	b.sends.WithLabelValues(lane, of(b.options.Results, result)).Inc()
	if flood {
		b.floods.WithLabelValues(lane).Inc()
	}
}

// Arrived counts one letter that was taken, so long after its moment.
func (b *Board) Arrived(lane string, late time.Duration) {
	b.delay.WithLabelValues(of(b.options.Lanes, lane)).Observe(max(late, 0).Seconds())
}

// Polled counts one poll.
func (b *Board) Polled(result string) { b.polls.WithLabelValues(of(b.options.Results, result)).Inc() }

// Drawn counts one picture that was drawn.
func (b *Board) Drawn(took time.Duration) { b.draws.Observe(took.Seconds()) }
