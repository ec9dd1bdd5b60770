package watch

import (
	"context"
	"encoding/json"
	"net/http"

	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Check is one thing that must be so before the coach can do its work. Its error is shown to whoever asks, so it must name
// nobody.
type Check struct {
	Name string
	Ask  func(ctx context.Context) error
}

// Report is the answer to whoever asks how the coach is.
type Report struct {
	OK     bool      `json:"ok"`
	Checks []Finding `json:"checks"`
}

// Finding is how one check went.
type Finding struct {
	Name string `json:"name"`
	OK   bool   `json:"ok"`
	Says string `json:"says,omitempty"` // what is wrong
}

// Examine makes all checks.
func Examine(ctx context.Context, checks []Check) Report {
	r := Report{OK: true}
	for _, c := range checks {
		f := Finding{Name: c.Name, OK: true}
		if err := c.Ask(ctx); err != nil {
			f.OK, f.Says, r.OK = false, err.Error(), false
		}
		r.Checks = append(r.Checks, f)
	}
	return r
}

// Routes are the addresses for programs that watch:
//
//	GET /healthz  200 as long as every loop goes round, else 503: start it anew
//	GET /readyz   200 when the coach can do its work, else 503: look what is missing
//	GET /metrics  the board, for Prometheus
func Routes(b *Board, alive, ready []Check) http.Handler {
	mux := http.NewServeMux()
	mux.Handle("GET /healthz", answer(alive))
	mux.Handle("GET /readyz", answer(ready))
	mux.Handle("GET /metrics", promhttp.HandlerFor(b.registry, promhttp.HandlerOpts{
		// What can be told is told: a database that does not answer must not hide that it does not.
		ErrorHandling: promhttp.ContinueOnError, MaxRequestsInFlight: 4, DisableCompression: true,
	}))
	return mux
}

func answer(checks []Check) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		report := Examine(r.Context(), checks)
		w.Header().Set("Content-Type", "application/json")
		w.Header().Set("Cache-Control", "no-store")
		if !report.OK {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_ = json.NewEncoder(w).Encode(report) // whoever asked went away
	}
}
