package telegram_test

import (
	"context"
	"slices"
	"sync"
	"time"

	"medius/bot"
	"medius/coach"
)

// memory is an inbox and an outbox that keep what a database would keep, and lose it at the end.
type memory struct {
	mu      sync.Mutex
	next    int64
	seen    map[int64]bool
	rows    []coach.Inbound
	letters []*posted
	wake    func() // hears of every batch; may be nil
}

type posted struct {
	coach.Letter
	state   string // "", sending, sent, failed and why
	message int64
	shows   string
}

func (m *memory) Offset(context.Context) (int64, error) { return m.next, nil }

func (m *memory) Accept(_ context.Context, batch []coach.Inbound, next int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, in := range batch {
		if !m.seen[in.Update] {
			m.seen[in.Update] = true
			in.Arrival = int64(len(m.seen))
			m.rows = append(m.rows, in)
		}
	}
	m.next = next
	if m.wake != nil {
		m.wake()
	}
	return nil
}

func (m *memory) Pending(_ context.Context, after int64, limit int) ([]coach.Inbound, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	rows := slices.DeleteFunc(slices.Clone(m.rows), func(in coach.Inbound) bool { return in.Arrival <= after })
	return rows[:min(limit, len(rows))], nil
}

func (m *memory) Done(_ context.Context, update int64) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.rows = slices.DeleteFunc(m.rows, func(in coach.Inbound) bool { return in.Update == update })
	return nil
}

func (m *memory) SetAside(ctx context.Context, update int64, _ string) (bool, error) {
	return true, m.Done(ctx, update)
}

func (m *memory) post(l coach.Letter, out bot.Outgoing) *posted {
	body, err := out.Encode()
	if err != nil {
		panic(err)
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	l.ID, l.Body = int64(len(m.letters)+1), body
	p := &posted{Letter: l}
	m.letters = append(m.letters, p)
	return p
}

func (m *memory) Claim(_ context.Context, now time.Time, last coach.Lane, _ []int64, limit int) ([]coach.Letter, error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	held := map[int64]bool{}
	var out []coach.Letter
	for _, p := range m.letters {
		if p.state != "" && p.state != "sending" {
			continue
		}
		if t := m.keyed(p.Target); t != nil {
			p.TargetMessage, p.TargetShows = t.message, t.shows
		}
		if free := p.Lane == coach.LaneAck || !held[p.Chat]; free && p.state == "" && p.Lane <= last && !p.NotBefore.After(now) && len(out) < limit {
			p.state = "sending"
			out = append(out, p.Letter)
		}
		held[p.Chat] = true
	}
	return out, nil
}

// keyed is the letter of that key, nil when there is none.
func (m *memory) keyed(key string) *posted {
	for _, p := range m.letters {
		if key != "" && p.Key == key {
			return p
		}
	}
	return nil
}

func (m *memory) settle(id int64, change func(*posted)) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(m.letters[id-1])
	return nil
}

func (m *memory) Landed(int64, int64) bool { return false }

func (m *memory) Sent(_ context.Context, id int64, now coach.Delivered) (next []coach.Letter, more bool, err error) {
	return nil, true, m.settle(id, func(p *posted) {
		p.state, p.message, p.shows = "sent", now.Message, now.Shows
		if t := m.keyed(p.Target); t != nil && now.Message != 0 {
			t.message, t.shows = now.Message, now.Shows
		}
	})
}

func (m *memory) Later(_ context.Context, id int64, at time.Time) error {
	return m.settle(id, func(p *posted) { p.state, p.NotBefore = "", at })
}

func (m *memory) Failed(_ context.Context, id int64, why string) error {
	return m.settle(id, func(p *posted) { p.state = "failed " + why })
}

func (m *memory) Recover(context.Context) (int, error) { return 0, nil }

func (m *memory) NextLetter(context.Context) (at time.Time, ok bool, _ error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, p := range m.letters {
		if p.state == "" && (!ok || p.NotBefore.Before(at)) {
			at, ok = p.NotBefore, true
		}
	}
	return at, ok, nil
}

func (m *memory) state(p *posted) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return p.state
}
