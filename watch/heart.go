package watch

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"
)

// Heart knows which loops of the program go round. Each one promises, whenever it is heard, how soon it will be heard again:
// a poll may rightly be silent for a minute, a metronome may not. A loop that was never heard of has not begun and is not
// judged.
type Heart struct {
	// Now is the real clock, also where the coach's own is moved: what is watched is the machine.
	Now func() time.Time

	mu    sync.Mutex
	loops map[string]beat
}

// beat is the latest that was heard of a loop.
type beat struct {
	heard, until time.Time
	good         time.Time // the latest one that went well
}

// Pulse is how a loop is.
type Pulse struct {
	Silence time.Duration // since it was heard of
	Ill     time.Duration // since it was heard of and had gone well
	Stuck   bool          // it is silent for longer than it may be
}

// Beat says that a loop goes round and will be heard again within a while; well says that what it does works.
func (h *Heart) Beat(loop string, within time.Duration, well bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.Now()
	b := h.loops[loop]
	b.heard, b.until = now, now.Add(within)
	if well || b.good.IsZero() { // a loop that begins is given the time it needs
		b.good = now
	}
	if h.loops == nil {
		h.loops = map[string]beat{}
	}
	h.loops[loop] = b
}

// Pulses gives all loops that have begun.
func (h *Heart) Pulses() map[string]Pulse {
	h.mu.Lock()
	defer h.mu.Unlock()
	now := h.Now()
	pulses := map[string]Pulse{}
	for loop, b := range h.loops {
		pulses[loop] = Pulse{Silence: now.Sub(b.heard), Ill: now.Sub(b.good), Stuck: now.After(b.until)}
	}
	return pulses
}

// Alive is an error that names the loops that are stuck.
func (h *Heart) Alive() error {
	pulses := h.Pulses()
	var stuck []string
	for _, loop := range slices.Sorted(maps.Keys(pulses)) {
		if p := pulses[loop]; p.Stuck {
			stuck = append(stuck, fmt.Sprintf("%s has been silent for %s", loop, p.Silence.Round(time.Second)))
		}
	}
	if len(stuck) == 0 {
		return nil
	}
	return fmt.Errorf("stuck: %s", strings.Join(stuck, ", "))
}

// Well is an error when a loop has not begun, is stuck, or has not succeeded for longer than patience.
func (h *Heart) Well(loop string, patience time.Duration) error {
	p, begun := h.Pulses()[loop]
	switch {
	case !begun:
		return fmt.Errorf("has not begun")
	case p.Stuck:
		return fmt.Errorf("silent for %s", p.Silence.Round(time.Second))
	case p.Ill > patience:
		return fmt.Errorf("without success for %s", p.Ill.Round(time.Second))
	}
	return nil
}
