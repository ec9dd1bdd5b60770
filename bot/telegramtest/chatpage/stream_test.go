package chatpage

import (
	"bufio"
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// listener reads a stream of events. Reading ends with the request, which ends after patience.
type listener struct {
	t     *testing.T
	lines *bufio.Scanner
	stop  func()
}

func listen(t *testing.T, url string) *listener {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = res.Body.Close() })
	if kind := res.Header.Get("Content-Type"); res.StatusCode != 200 || kind != "text/event-stream" {
		t.Fatalf("%s: got %d %s", url, res.StatusCode, kind)
	}
	lines := bufio.NewScanner(res.Body)
	lines.Buffer(nil, 1<<20)
	return &listener{t: t, lines: lines, stop: cancel}
}

// next reads until an event of that name comes, and decodes it.
func (l *listener) next(name string, v any) {
	l.t.Helper()
	event := ""
	for l.lines.Scan() {
		line := l.lines.Text()
		if after, ok := strings.CutPrefix(line, "event: "); ok {
			event = after
		}
		if data, ok := strings.CutPrefix(line, "data: "); ok && event == name {
			if err := json.Unmarshal([]byte(data), v); err != nil {
				l.t.Fatalf("event %s: %v", name, err)
			}
			return
		}
	}
	l.t.Fatalf("the stream ended before %q came: %v", name, l.lines.Err())
}

type syncEvent struct {
	Chats []patchView
	Clock clockView
}

func servePage(t *testing.T) (string, *room, *watch) {
	t.Helper()
	h, r, clock := testPage(t)
	web := httptest.NewServer(h)
	t.Cleanup(func() { web.CloseClientConnections(); web.Close() })
	return web.URL, r, clock
}

func ids(messages []messageView) []int64 {
	var list []int64
	for _, m := range messages {
		list = append(list, m.ID)
	}
	return list
}

// A stream begins with everything and goes on with what is new, changed or gone.
func TestStreamTellsWhatIsNew(t *testing.T) {
	url, r, _ := servePage(t)
	r.change(1001, func(v *chatView) {
		v.Messages = []messageView{{ID: 1, Text: "one"}, {ID: 2, Text: "two", Bot: true}}
		v.Toasts = []toastView{{Text: "an old one"}}
	})
	l := listen(t, url+"/api/chats/1001/events")
	var all syncEvent
	l.next("sync", &all)
	if len(all.Chats) != 1 || !slices.Equal(ids(all.Chats[0].Messages), []int64{1, 2}) || len(all.Chats[0].Toasts) != 0 {
		t.Fatalf("sync: %+v", all)
	}

	r.change(1001, func(v *chatView) {
		v.Messages = []messageView{{ID: 2, Text: "two", Bot: true, Edited: true}, {ID: 3, Text: "three"}}
		v.Toasts = append(v.Toasts, toastView{Text: "noted"})
		v.Pending = []tapView{{2, "a"}}
	})
	var p patchView
	l.next("chat", &p)
	if !slices.Equal(ids(p.Messages), []int64{2, 3}) || !slices.Equal(p.Gone, []int64{1}) || !p.Messages[0].Edited {
		t.Errorf("patch: %+v", p)
	}
	if len(p.Toasts) != 1 || p.Toasts[0].Text != "noted" || len(p.Pending) != 1 {
		t.Errorf("patch: %+v", p)
	}
}

// A reader who comes back gets everything again, so that nothing is missed in between.
func TestStreamSyncsAgain(t *testing.T) {
	url, r, _ := servePage(t)
	l := listen(t, url+"/api/events")
	l.next("sync", &syncEvent{})
	l.stop()
	r.change(1001, func(v *chatView) { v.Messages = []messageView{{ID: 9}} })
	var all syncEvent
	listen(t, url+"/api/events").next("sync", &all)
	if len(all.Chats) != 1 || !slices.Equal(ids(all.Chats[0].Messages), []int64{9}) {
		t.Errorf("sync: %+v", all)
	}
}

// The stream of all chats tells of new members, of their chats and of the time.
func TestStreamOfAllChats(t *testing.T) {
	t.Parallel()
	url, r, clock := servePage(t)
	l := listen(t, url+"/api/events")
	l.next("sync", &syncEvent{})
	res, err := http.Post(url+"/api/members", "application/json", strings.NewReader(`{"name":"second","language":"de"}`))
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	var p patchView
	l.next("join", &p)
	if p.ID != 1002 || p.Name != "second" || p.Language != "de" {
		t.Errorf("join: %+v", p)
	}
	r.change(1002, func(v *chatView) { v.Typing = true })
	l.next("chat", &p)
	if p.ID != 1002 || !p.Typing {
		t.Errorf("chat: %+v", p)
	}
	if _, err := clock.Advance(t.Context(), "1h"); err != nil {
		t.Fatal(err)
	}
	var now clockView
	l.next("clock", &now)
	if !now.Now.Equal(clock.Now()) {
		t.Errorf("clock: %v", now)
	}
}

// Sharing a city's place moves the clock of that phone; any other point takes the zone away again.
func TestStreamTellsTheZone(t *testing.T) {
	url, _, _ := servePage(t)
	l := listen(t, url+"/api/chats/1001/events")
	l.next("sync", &syncEvent{})
	for _, test := range []struct{ body, zone string }{
		{`{"lat":35.6,"lon":139.6,"zone":"Asia/Tokyo"}`, "Asia/Tokyo"},
		{`{"lat":1,"lon":1,"zone":"Not/AZone"}`, ""},
	} {
		res, err := http.Post(url+"/api/chats/1001/location", "application/json", strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		_ = res.Body.Close()
		var p patchView
		l.next("chat", &p)
		if p.Zone != test.zone {
			t.Errorf("zone %q, want %q", p.Zone, test.zone)
		}
	}
}

// A typing sign that ends by itself rings no bell; the stream notices all the same.
func TestStreamNoticesTheEndOfTyping(t *testing.T) {
	t.Parallel()
	url, r, _ := servePage(t)
	r.change(1001, func(v *chatView) { v.Typing = true })
	l := listen(t, url+"/api/chats/1001/events")
	l.next("sync", &syncEvent{})
	r.mu.Lock()
	r.views[1001].Typing = false
	r.mu.Unlock()
	var p patchView
	l.next("chat", &p)
	if p.Typing {
		t.Errorf("still typing: %+v", p)
	}
}

// A reader who leaves leaves nothing behind.
func TestStreamEndsWithItsReader(t *testing.T) {
	url, r, _ := servePage(t)
	l := listen(t, url+"/api/events")
	l.next("sync", &syncEvent{})
	l.stop()
	select {
	case left := <-r.left:
		if left != 0 {
			t.Errorf("%d subscriptions are left", left)
		}
	case <-time.After(patience):
		t.Fatal("the subscription stays")
	}
}

// Nobody's chat has no stream.
func TestStreamOfNobody(t *testing.T) {
	h, _, _ := testPage(t)
	if w := ask(h, "GET", "/api/chats/5/events", ""); w.Code != 404 {
		t.Errorf("got %d", w.Code)
	}
}
