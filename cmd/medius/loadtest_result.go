package main

import (
	"encoding/json"
	"fmt"
	"io"
	"slices"
	"time"
)

// loadResult are the numbers of a load test. Lengths of time are in seconds.
type loadResult struct {
	Members       int        `json:"members"`
	StartSeconds  float64    `json:"start_seconds"`
	Seconds       float64    `json:"seconds"`
	Asked         int        `json:"asked"`
	Answered      int        `json:"answered"`
	PerSecond     float64    `json:"answered_per_second"`
	Reply         quantiles  `json:"reply_seconds"`
	Reminders     int        `json:"reminders"`
	Arrived       int        `json:"reminders_arrived"`
	Dropped       int        `json:"reminders_dropped"`
	ToCome        int        `json:"reminders_to_come"`
	RemindersRate float64    `json:"reminders_per_second"`
	Allowed       int        `json:"reminders_per_second_allowed"`
	Late          *quantiles `json:"reminder_late_seconds,omitempty"`
	Refused       int        `json:"refused"`
	Lost          int        `json:"lost"`
	Doubled       int        `json:"doubled"`
	Breaches      int        `json:"breaches"`
	MemoryAtStart int64      `json:"memory_bytes_at_start"`
	MemoryAtMost  int64      `json:"memory_bytes_at_most"`
}

// quantiles of lengths of time, in seconds.
type quantiles struct {
	P50 float64 `json:"p50"`
	P95 float64 `json:"p95"`
	P99 float64 `json:"p99"`
	Max float64 `json:"max"`
}

// quantilesOf sorts what it is given.
func quantilesOf(all []time.Duration) quantiles {
	if len(all) == 0 {
		return quantiles{}
	}
	slices.Sort(all)
	at := func(per100 int) float64 { return all[(len(all)*per100+99)/100-1].Seconds() } // the smallest that so many do not exceed
	return quantiles{at(50), at(95), at(99), at(100)}
}

// result counts what was asked against what came.
func (p *traffic) result(due time.Time) loadResult {
	p.mu.Lock()
	defer p.mu.Unlock()
	r := loadResult{
		Members: p.plan.Members, Seconds: p.ended.Sub(p.began).Seconds(), Reminders: p.plan.Reminders, Arrived: len(p.arrived),
		Allowed: p.plan.Bulk, Refused: p.refused, Breaches: len(p.server.Breaches()),
	}
	var took, late []time.Duration
	for _, a := range p.people {
		r.Asked += a.commands + a.taps
		r.Answered += a.answers + a.acks
		r.count(a.commands, a.answers)
		r.count(a.taps, a.acks)
		took = append(took, a.took...)
	}
	for _, n := range p.reminders {
		r.Doubled += max(n-1, 0)
	}
	missing := r.Reminders - r.Arrived
	r.Dropped = min(p.gone(), missing)
	if missing -= r.Dropped; p.plan.Within > 0 {
		r.ToCome = missing
	} else {
		r.Lost += missing
	}
	for _, at := range p.arrived {
		late = append(late, at.Sub(due))
	}
	r.PerSecond, r.Reply = float64(r.Answered)/r.Seconds, quantilesOf(took)
	if n := len(p.arrived); n > 0 {
		q := quantilesOf(late)
		r.Late = &q
		if span := p.arrived[n-1].Sub(p.arrived[0]).Seconds(); span > 0 {
			r.RemindersRate = float64(n-1) / span
		}
	}
	return r
}

// count compares what was wanted with what came.
func (r *loadResult) count(wanted, came int) {
	r.Lost += max(wanted-came, 0)
	r.Doubled += max(came-wanted, 0)
}

// verdict is an error when something was lost or came twice.
func (r loadResult) verdict() error {
	if r.Lost+r.Doubled+r.Breaches > 0 {
		return fail("", "%d lost, %d doubled, %d calls that break the Bot API", r.Lost, r.Doubled, r.Breaches)
	}
	return nil
}

func (r loadResult) print(to io.Writer, asJSON bool) error {
	if asJSON {
		out := json.NewEncoder(to)
		out.SetIndent("", "  ")
		return out.Encode(r)
	}
	row := func(name, format string, args ...any) {
		fmt.Fprintf(to, "%-22s%s\n", name, fmt.Sprintf(format, args...))
	}
	row("members", "%d in the store", r.Members)
	row("start-up", "%.2f s", r.StartSeconds)
	row("commands and taps", "%d in %.1f s, %.1f answers a second", r.Asked, r.Seconds, r.PerSecond)
	row("answered after", "p50 %.1f ms, p95 %.1f ms, p99 %.1f ms, at most %.1f ms",
		1000*r.Reply.P50, 1000*r.Reply.P95, 1000*r.Reply.P99, 1000*r.Reply.Max)
	if r.Late != nil {
		row("reminders", "%d of %d, due at once; %.1f a second, %.1f %% of the %d allowed", r.Arrived, r.Reminders, r.RemindersRate,
			100*r.RemindersRate/float64(r.Allowed), r.Allowed)
		if r.Dropped+r.ToCome > 0 {
			row("not come", "%d dropped, too late to be useful; %d still to come", r.Dropped, r.ToCome)
		}
		row("late by", "p50 %.1f s, p95 %.1f s, p99 %.1f s, at most %.1f s", r.Late.P50, r.Late.P95, r.Late.P99, r.Late.Max)
	}
	row("refused (429)", "%d", r.Refused)
	row("lost", "%d", r.Lost)
	row("doubled", "%d", r.Doubled)
	row("memory", "%.0f MB at the start, %.0f MB at most", float64(r.MemoryAtStart)/1e6, float64(r.MemoryAtMost)/1e6)
	return nil
}
