package telegramtest

import (
	"math"
	"time"
)

// Bucket is a token bucket: Rate tokens a second, at most Burst at once (at least 1). Rate 0 limits nothing.
type Bucket struct {
	Rate  float64
	Burst int
}

// Limits are the rate limits. A call over a limit gets 429 with the wait in whole seconds.
type Limits struct {
	Chat    Bucket // sends into one private chat
	Group   Bucket // sends into one group
	Edit    Bucket // edits in one chat
	Bulk    Bucket // sends in all
	Uploads bool   // space uploads of the same size, as the real server does
}

// Published are the limits Telegram speaks of; bursts are a guess. Answering taps is never limited.
func Published() Limits {
	return Limits{
		Chat:    Bucket{Rate: 1, Burst: 3},
		Group:   Bucket{Rate: 20.0 / 60, Burst: 20},
		Edit:    Bucket{Rate: 20.0 / 60, Burst: 20},
		Bulk:    Bucket{Rate: 30, Burst: 30},
		Uploads: true,
	}
}

// Numbers of the spacing of uploads.
const (
	spacedSize  = 100_000 // bytes; smaller ones are free
	longBacklog = 5 * time.Second
	backlogWait = 60 // seconds
)

// gate counts against the limits.
type gate struct {
	limits Limits
	bulk   fill
	chats  map[int64]*fill
	edits  map[int64]*fill
	sizes  map[int64]time.Time // when the next upload of this size may go
}

// fill is how full one bucket is.
type fill struct {
	tokens float64
	at     time.Time
}

func (g *gate) set(l Limits) {
	*g = gate{limits: l, chats: map[int64]*fill{}, edits: map[int64]*fill{}, sizes: map[int64]time.Time{}}
}

// SetLimits changes the limits; all buckets start full.
func (s *Server) SetLimits(l Limits) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.limits.set(l)
}

// wait refills and returns how long until a token is there, 0 when one is.
func (f *fill) wait(b Bucket, now time.Time) time.Duration {
	burst := float64(max(b.Burst, 1))
	if f.at.IsZero() {
		f.tokens = burst
	} else if passed := now.Sub(f.at).Seconds(); passed > 0 {
		f.tokens = math.Min(burst, f.tokens+passed*b.Rate)
	}
	f.at = now
	if f.tokens >= 1-1e-9 {
		return 0
	}
	return time.Duration((1 - f.tokens) / b.Rate * float64(time.Second))
}

func bucketOf(fills map[int64]*fill, chat int64) *fill {
	if fills[chat] == nil {
		fills[chat] = &fill{}
	}
	return fills[chat]
}

// pass takes a token from every bucket, or from none and says how long to wait.
func pass(now time.Time, fills []*fill, buckets []Bucket) *failure {
	var longest time.Duration
	for i, f := range fills {
		if buckets[i].Rate > 0 {
			longest = max(longest, f.wait(buckets[i], now))
		}
	}
	if longest > 0 {
		return tooMany(int(math.Ceil(longest.Seconds())))
	}
	for i, f := range fills {
		if buckets[i].Rate > 0 {
			f.tokens--
		}
	}
	return nil
}

// send asks whether a message may go into a chat now.
func (g *gate) send(chat int64, now time.Time) *failure {
	one := g.limits.Chat
	if chat < 0 {
		one = g.limits.Group
	}
	if one.Rate == 0 && g.limits.Bulk.Rate == 0 {
		return nil
	}
	return pass(now, []*fill{bucketOf(g.chats, chat), &g.bulk}, []Bucket{one, g.limits.Bulk})
}

// edit asks whether a message of a chat may be edited now.
func (g *gate) edit(chat int64, now time.Time) *failure {
	if g.limits.Edit.Rate == 0 {
		return nil
	}
	return pass(now, []*fill{bucketOf(g.edits, chat)}, []Bucket{g.limits.Edit})
}

// upload spaces uploads of the same total size: it returns how long this one has to wait.
func (g *gate) upload(size int64, now time.Time) (time.Duration, *failure) {
	if !g.limits.Uploads || size <= spacedSize {
		return 0, nil
	}
	wait := max(g.sizes[size].Sub(now), 0)
	if wait > longBacklog {
		return 0, tooMany(backlogWait)
	}
	space := time.Duration(float64(size) * 1e-7 * float64(time.Second))
	g.sizes[size] = now.Add(wait + min(max(space, 200*time.Millisecond), 900*time.Millisecond))
	return wait, nil
}
