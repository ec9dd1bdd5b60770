package storage

import (
	"cmp"
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"medius/coach"
)

// desk is the outbox as one would keep it on paper: a list in the order of writing.
type desk struct {
	letters []coach.Letter
	open    map[string]bool // waiting
	sending map[string]bool
}

// mayGo gives the keys that Claim must give out now.
func (d *desk) mayGo(now time.Time, busy []int64, limit int) []string {
	first := map[int64]coach.Letter{}
	for i, l := range d.letters {
		waits := false
		for j, e := range d.letters {
			own := e.Chat == l.Chat && i != j && (l.Lane == coach.LaneAck) == (e.Lane == coach.LaneAck)
			older := j < i && (e.Lane < coach.LaneReminder || l.Lane >= coach.LaneReminder || e.Key == l.Target)
			waits = waits || own && (d.sending[e.Key] || d.open[e.Key] && older)
		}
		if !d.open[l.Key] || l.NotBefore.After(now) || slices.Contains(busy, l.Chat) || waits {
			continue
		}
		if best, ok := first[l.Chat]; !ok || l.Lane < best.Lane {
			first[l.Chat] = l
		}
	}
	var free []coach.Letter
	for _, l := range d.letters {
		if first[l.Chat].Key == l.Key {
			free = append(free, l)
		}
	}
	slices.SortStableFunc(free, func(a, b coach.Letter) int { return cmp.Compare(a.Lane, b.Lane) })
	var keys []string
	for _, l := range free[:min(limit, len(free))] {
		keys = append(keys, l.Key)
	}
	return keys
}

// follows gives the key of the letter that Sent must give out in a chat: no reminder, and none that is too late.
func (d *desk) follows(now time.Time, chat int64) []string {
	others := slices.DeleteFunc([]int64{1, 2, 3}, func(id int64) bool { return id == chat })
	keys := d.mayGo(now, others, 1)
	return slices.DeleteFunc(keys, func(key string) bool {
		i := slices.IndexFunc(d.letters, func(l coach.Letter) bool { return l.Key == key })
		l := d.letters[i]
		return l.Lane == coach.LaneAck || l.Lane >= coach.LaneReminder || !l.Expires.IsZero() && !l.Expires.After(now)
	})
}

// expire takes the letters off the desk that are too late.
func (d *desk) expire(now time.Time) {
	for _, l := range d.letters {
		if !l.Expires.IsZero() && !l.Expires.After(now) {
			delete(d.open, l.Key)
		}
	}
}

// replace takes the waiting edits of the same message, older than the letter at i, off the desk, unless that one changes
// only a part of it.
func (d *desk) replace(i int) {
	if d.letters[i].Part {
		return
	}
	for _, e := range d.letters[:i] {
		if e.Chat == d.letters[i].Chat && e.Target == d.letters[i].Target && e.Target != "" {
			delete(d.open, e.Key)
		}
	}
}

// Whatever is written, sent, delayed and lost, and in whatever order: the outbox gives out what the desk says.
func TestTheOutboxFollowsTheDesk(t *testing.T) {
	if testing.Short() {
		t.Skip("some thousand transactions; with the race detector a minute")
	}
	db := open(t)
	rapid.Check(t, func(t *rapid.T) {
		check := func(err error) {
			if err != nil {
				t.Fatal(err)
			}
		}
		check(db.writer.Exec(`DELETE FROM outbox WHERE id > 0`).Error)
		d := &desk{open: map[string]bool{}, sending: map[string]bool{}}
		out := map[string]int64{}
		now := noon
		soon := func(name string) time.Time {
			return now.Add(time.Duration(rapid.IntRange(-2, 5).Draw(t, name)) * time.Second)
		}
		t.Repeat(map[string]func(*rapid.T){
			"write": func(t *rapid.T) {
				l := coach.Letter{
					Key: fmt.Sprint(len(d.letters)), Chat: rapid.Int64Range(1, 3).Draw(t, "chat"),
					Lane: coach.Lane(rapid.IntRange(0, 4).Draw(t, "lane")),
				}
				if rapid.Bool().Draw(t, "delayed") {
					l.NotBefore = soon("not before")
				}
				if rapid.IntRange(0, 3).Draw(t, "expires") == 0 {
					l.Expires = soon("expires at")
				}
				if rapid.IntRange(0, 3).Draw(t, "edits") == 0 {
					l.Target = rapid.SampledFrom([]string{"x", "y"}).Draw(t, "target")
					l.Part = rapid.IntRange(0, 2).Draw(t, "part") == 0
				}
				d.letters = append(d.letters, l)
				d.open[l.Key] = true
				d.replace(len(d.letters) - 1)
				check(db.Turn(t.Context(), l.Chat, coach.Source{}, func(coach.Member) (coach.Entry, error) {
					return coach.Entry{Letters: []coach.Letter{l}}, nil
				}))
			},
			"claim": func(t *rapid.T) {
				busy := rapid.SliceOfNDistinct(rapid.Int64Range(1, 3), 0, 2, rapid.ID).Draw(t, "busy")
				limit := rapid.IntRange(1, 3).Draw(t, "limit")
				d.expire(now)
				want := d.mayGo(now, busy, limit)
				letters, err := db.Claim(t.Context(), now, coach.LaneBroadcast, busy, limit)
				check(err)
				var got []string
				for _, l := range letters {
					got = append(got, l.Key)
					out[l.Key] = l.ID
					delete(d.open, l.Key)
					d.sending[l.Key] = true
				}
				if !slices.Equal(got, want) {
					t.Fatalf("got %v, want %v", got, want)
				}
			},
			"settle": func(t *rapid.T) {
				if len(d.sending) == 0 {
					t.Skip("nothing on its way")
				}
				keys := []string{}
				for _, l := range d.letters {
					if d.sending[l.Key] {
						keys = append(keys, l.Key)
					}
				}
				key := rapid.SampledFrom(keys).Draw(t, "letter")
				i := slices.IndexFunc(d.letters, func(l coach.Letter) bool { return l.Key == key })
				delete(d.sending, key)
				switch rapid.IntRange(0, 2).Draw(t, "how") {
				case 0:
					next, _, err := db.Sent(t.Context(), out[key], coach.Delivered{Message: 1})
					check(err)
					var got []string
					for _, l := range next {
						got = append(got, l.Key)
						out[l.Key] = l.ID
					}
					var want []string
					if d.letters[i].Lane != coach.LaneAck {
						want = d.follows(noon, d.letters[i].Chat)
					}
					if !slices.Equal(got, want) {
						t.Fatalf("next: got %v, want %v", got, want)
					}
					for _, key := range got {
						delete(d.open, key)
						d.sending[key] = true
					}
				case 1:
					check(db.Failed(t.Context(), out[key], "x"))
				case 2:
					d.letters[i].NotBefore = soon("later")
					d.open[key] = true
					for j := i + 1; j < len(d.letters); j++ {
						newer := d.letters[j]
						if d.open[newer.Key] || d.sending[newer.Key] {
							d.replace(j)
						}
					}
					check(db.Later(t.Context(), out[key], d.letters[i].NotBefore))
				}
			},
			"wait": func(t *rapid.T) { now = now.Add(time.Second) },
		})
	})
}
