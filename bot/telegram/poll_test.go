package telegram

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"path"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"medius/bot"
	"medius/coach"
)

// script answers the n-th poll (from 1) without a network, so that waits cost nothing. An empty body is a broken
// connection; after the script a poll hangs until its context ends.
type script struct {
	mu    sync.Mutex
	start time.Time
	takes time.Duration // until it answers
	body  []string
	asked []url.Values
	names []string // the methods
	at    []time.Duration
}

func (s *script) RoundTrip(r *http.Request) (*http.Response, error) {
	raw, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, err
	}
	ask, err := url.ParseQuery(string(raw))
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.asked, s.at = append(s.asked, ask), append(s.at, time.Since(s.start).Truncate(time.Millisecond))
	s.names = append(s.names, path.Base(r.URL.Path))
	n := len(s.asked)
	s.mu.Unlock()
	time.Sleep(s.takes)
	if n > len(s.body) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	}
	body := s.body[n-1]
	if body == "" {
		return nil, errors.New("connection reset")
	}
	status := 200
	if strings.Contains(body, `"ok":false`) {
		fmt.Sscanf(body[strings.Index(body, `code":`):], `code":%d`, &status)
	}
	return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
}

func (s *script) offsets() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var all []string
	for _, ask := range s.asked {
		all = append(all, ask.Get("offset"))
	}
	return all
}

// box is an inbox in memory.
type box struct {
	mu    sync.Mutex
	next  int64
	rows  []coach.Inbound
	times int // Accept has taken a batch
	bad   int // so many calls of Accept fail
}

func (b *box) Offset(context.Context) (int64, error) { return b.next, nil }

func (b *box) Accept(_ context.Context, batch []coach.Inbound, next int64) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.bad > 0 {
		b.bad--
		return errors.New("disk full")
	}
	for _, in := range batch {
		if !slices.ContainsFunc(b.rows, func(known coach.Inbound) bool { return known.Update == in.Update }) {
			b.rows = append(b.rows, in)
		}
	}
	b.next = next
	b.times++
	return nil
}

// polls runs a poller through a script for some time; it gives the log and how Poll ended.
func polls(t *testing.T, s *script, b *box, d time.Duration) (log string, err error) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		var out syncBuffer
		s.start = time.Now()
		client, bad := Dial(testToken, "http://telegram.invalid", s, slog.New(slog.NewTextHandler(&out, nil)))
		if bad != nil {
			t.Fatal(bad)
		}
		ctx, cancel := context.WithTimeout(t.Context(), d)
		defer cancel()
		err = client.Poll(ctx, b)
		log = out.String()
	})
	if secret(log) || err != nil && secret(err.Error()) {
		t.Errorf("the token shows: %s %v", log, err)
	}
	return log, err
}

func message1(id, chat int64) string {
	return fmt.Sprintf(`{"update_id":%d,"message":{"message_id":1,"chat":{"id":%d,"type":"private"}}}`, id, chat)
}

func batch(updates ...string) string {
	return `{"ok":true,"result":[` + strings.Join(updates, ",") + `]}`
}

// A batch is stored with the chat of each update, the next poll confirms it, and the kinds wanted are always named.
func TestPollStoresAndConfirms(t *testing.T) {
	s := &script{body: []string{batch(message1(900, 7), message1(901, 8)), batch(), batch(message1(902, 7))}}
	b := &box{next: 900}
	if _, err := polls(t, s, b, time.Minute); err != nil {
		t.Error(err)
	}
	if got, want := s.offsets(), []string{"900", "902", "902", "903"}; !slices.Equal(got, want) {
		t.Errorf("offsets %v, want %v", got, want)
	}
	if len(b.rows) != 3 || b.rows[0].Chat != 7 || b.rows[1].Chat != 8 || b.rows[1].Update != 901 || b.times != 2 {
		t.Errorf("stored %+v, %d times", b.rows, b.times)
	}
	ask := s.asked[0]
	if ask.Get("timeout") != "50" || ask.Get("limit") != "100" || ask.Get("allowed_updates") != wanted {
		t.Errorf("asked %v", ask)
	}
}

// Ids that restart lower are stored like any others.
func TestPollSurvivesRestartedIds(t *testing.T) {
	s := &script{body: []string{batch(message1(900000, 7)), batch(message1(5, 7), message1(6, 7)), batch(message1(7, 7))}}
	b := &box{}
	if _, err := polls(t, s, b, time.Minute); err != nil {
		t.Error(err)
	}
	if got, want := s.offsets(), []string{"", "900001", "7", "8"}; !slices.Equal(got, want) {
		t.Errorf("offsets %v, want %v", got, want)
	}
	if len(b.rows) != 4 {
		t.Errorf("%d updates stored, want 4", len(b.rows))
	}
}

// A strange update does not spoil its neighbours and does not come again.
func TestPollSurvivesStrangeUpdates(t *testing.T) {
	s := &script{body: []string{batch(message1(1, 7), `{"update_id":2,"message":["what"]}`, `17`,
		`{"update_id":3,"message":{"chat":{"id":7},"document":{"file_size":99999999999999999999999}}}`, message1(4, 8))}}
	b := &box{}
	if _, err := polls(t, s, b, time.Minute); err != nil {
		t.Error(err)
	}
	var got []coach.Inbound
	for _, in := range b.rows {
		got = append(got, coach.Inbound{Update: in.Update, Chat: in.Chat})
	}
	want := []coach.Inbound{{Update: 1, Chat: 7}, {Update: 2}, {Update: 3, Chat: 7}, {Update: 4, Chat: 8}}
	if fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("stored %v, want %v", got, want)
	}
	if got := s.offsets(); !slices.Equal(got, []string{"", "5"}) {
		t.Errorf("offsets %v", got)
	}
}

// A batch that could not be stored is not confirmed: it is asked for again.
func TestPollConfirmsOnlyWhatIsStored(t *testing.T) {
	s := &script{body: []string{batch(message1(900, 7)), batch(message1(900, 7))}}
	b := &box{next: 900, bad: 1}
	log, err := polls(t, s, b, time.Minute)
	if err != nil {
		t.Error(err)
	}
	if strings.Count(log, "updates cannot be taken in") != 1 || strings.Count(log, "updates are taken in again") != 1 {
		t.Errorf("the log says\n%s", log)
	}
	if got, want := s.offsets(), []string{"900", "900", "901"}; !slices.Equal(got, want) {
		t.Errorf("offsets %v, want %v", got, want)
	}
	if len(b.rows) != 1 || b.times != 1 {
		t.Errorf("stored %+v, %d times", b.rows, b.times)
	}
}

// Troubles pass: each costs its wait and the loop goes on.
func TestPollWaits(t *testing.T) {
	s := &script{body: []string{"<html>502</html>", "",
		`{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 40","parameters":{"retry_after":40}}`,
		`{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}`,
		batch(message1(1, 7))}}
	b := &box{}
	if _, err := polls(t, s, b, 2*time.Minute); err != nil {
		t.Error(err)
	}
	if len(b.rows) != 1 {
		t.Fatalf("stored %+v", b.rows)
	}
	// The first two waits are 1 s and 2 s and up to a quarter more, the others exact.
	if s.at[1] < time.Second || s.at[1] > 1250*time.Millisecond {
		t.Errorf("second poll at %v", s.at[1])
	}
	if wait := s.at[3] - s.at[2]; wait.Round(10*time.Millisecond) != 40*time.Second {
		t.Errorf("flood wait of %v", wait)
	}
	if wait := s.at[4] - s.at[3]; wait.Round(10*time.Millisecond) != 5*time.Second {
		t.Errorf("conflict wait of %v", wait)
	}
}

// Where the server is far away, a poll that brought much is followed by a little pause, and no other one is.
func TestPollGathers(t *testing.T) {
	few := make([]string, gatherFrom-1)
	for i := range few {
		few[i] = message1(int64(i+1), int64(i+7))
	}
	many := append(slices.Clone(few), message1(gatherFrom, 7))
	for _, c := range []struct {
		takes, next time.Duration
		batch       []string
	}{
		{30 * time.Millisecond, 30 * time.Millisecond, few},
		{30 * time.Millisecond, 35 * time.Millisecond, many},
		{12 * time.Millisecond, 14 * time.Millisecond, many},
		{2 * time.Millisecond, 2 * time.Millisecond, many},
		{40 * time.Second, 40*time.Second + gatherMost, many},
	} {
		s := &script{takes: c.takes, body: []string{batch(c.batch...)}}
		if _, err := polls(t, s, &box{}, 2*time.Minute); err != nil {
			t.Error(err)
		}
		if len(s.at) < 2 || s.at[1]-s.at[0] != c.next {
			t.Errorf("%d updates after %v: polls at %v, want the second after %v", len(c.batch), c.takes, s.at, c.next)
		}
	}
}

// A server that answers empty polls at once is asked about once a second.
func TestPollDoesNotSpin(t *testing.T) {
	s := &script{body: slices.Repeat([]string{batch()}, 10_000)}
	if _, err := polls(t, s, &box{}, 20*time.Second); err != nil {
		t.Error(err)
	}
	if n := len(s.asked); n < 20 || n > 30 {
		t.Errorf("%d polls in 20 s", n)
	}
}

// An invalid token ends the loop with a typed error.
func TestPollStopsOnABadToken(t *testing.T) {
	for _, body := range []string{`{"ok":false,"error_code":401,"description":"Unauthorized"}`,
		`{"ok":false,"error_code":404,"description":"Not Found"}`} {
		_, err := polls(t, &script{body: []string{body}}, &box{}, time.Minute)
		var refusal *bot.Refusal
		if !errors.As(err, &refusal) || refusal.Verdict != bot.Stop {
			t.Errorf("%s: got %v, want a stop", body, err)
		}
	}
}

// Whoever watches is told of every poll: what was wrong, and how long it may be until the next word.
func TestPollsAreTold(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		type word struct {
			verdict string
			wait    time.Duration
		}
		var heard []word
		s := &script{start: time.Now(), body: []string{
			`{"ok":true,"result":[]}`,
			`{"ok":false,"error_code":429,"description":"Too Many Requests","parameters":{"retry_after":600}}`,
			`{"ok":false,"error_code":409,"description":"Conflict"}`,
			`{"ok":false,"error_code":401,"description":"Unauthorized"}`,
		}}
		c, err := Dial(testToken, "http://telegram.invalid", s, slog.New(slog.DiscardHandler))
		if err != nil {
			t.Fatal(err)
		}
		c.Polled = func(refusal *bot.Refusal, within time.Duration) {
			w := word{"ok", within - Round}
			if refusal != nil {
				w.verdict = refusal.Verdict.String()
			}
			heard = append(heard, w)
		}
		if err := c.Poll(t.Context(), &box{}); err == nil {
			t.Error("no error for a bad token")
		}
		want := []word{{"ok", 0}, {"wait", 600 * time.Second}, {"conflict", conflictWait}, {"stop", 0}}
		if !slices.Equal(heard, want) {
			t.Errorf("heard %v, want %v", heard, want)
		}
	})
}
