package watch

import (
	"time"

	"github.com/prometheus/client_golang/prometheus"
)

// backups are how it stands about the way back. Only the instance that makes them knows.
type backups struct {
	latest, late prometheus.Gauge
	failed       prometheus.Counter
}

func newBackups() backups {
	return backups{
		latest: prometheus.NewGauge(prometheus.GaugeOpts{
			Namespace: namespace, Name: "backup_last_success_timestamp_seconds", Help: "When the newest backup was made that is kept; 0: there is none.",
		}),
		late: prometheus.NewGauge(prometheus.GaugeOpts{
			Namespace: namespace, Name: "backup_late_seconds", Help: "For how long there should have been a newer backup, by the schedule.",
		}),
		failed: prometheus.NewCounter(prometheus.CounterOpts{
			Namespace: namespace, Name: "backup_failures_total", Help: "Scheduled backups that went wrong.",
		}),
	}
}

// BackedUp takes when the newest backup was made, for how long another one has been due, and what went wrong.
func (b *Board) BackedUp(latest time.Time, late time.Duration, err error) {
	at := 0.0
	if !latest.IsZero() {
		at = float64(latest.UnixMilli()) / 1000
	}
	b.backups.latest.Set(at)
	b.backups.late.Set(late.Seconds())
	if err != nil {
		b.backups.failed.Inc()
	}
}
