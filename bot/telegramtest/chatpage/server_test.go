package chatpage

import (
	"context"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"medius/bot/telegramtest"
)

// do sends a request to the running page and gives status and body.
func (d *demo) do(t *testing.T, method, path, body string) (int, string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), patience)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, d.url+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = res.Body.Close() }()
	out, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	return res.StatusCode, string(out)
}

// must is do for what has to work.
func (d *demo) must(t *testing.T, method, path, body string) string {
	t.Helper()
	status, out := d.do(t, method, path, body)
	if status >= 300 {
		t.Fatalf("%s %s: %d %s", method, path, status, out)
	}
	return out
}

// chat is what a reader of one stream has put together.
type chat struct {
	*listener
	patchView
	messages map[int64]messageView
	toasts   []toastView
}

func (d *demo) open(t *testing.T, id string) *chat {
	t.Helper()
	c := &chat{listener: listen(t, d.url+"/api/chats/"+id+"/events"), messages: map[int64]messageView{}}
	var all syncEvent
	c.next("sync", &all)
	c.take(all.Chats[0])
	return c
}

func (c *chat) take(p patchView) {
	c.patchView = p
	for _, m := range p.Messages {
		c.messages[m.ID] = m
	}
	for _, id := range p.Gone {
		delete(c.messages, id)
	}
	c.toasts = append(c.toasts, p.Toasts...)
}

// until reads on until the chat looks as it should; the stream's own limit ends it.
func (c *chat) until(what string, ok func() bool) {
	c.t.Helper()
	for !ok() {
		c.t.Logf("waiting for %s", what)
		var p patchView
		c.next("chat", &p)
		c.take(p)
	}
}

// last gives the newest message, ids going up.
func (c *chat) last() messageView {
	var last messageView
	for id, m := range c.messages {
		if id >= last.ID {
			last = m
		}
	}
	return last
}

func (c *chat) says(words string) func() bool {
	return func() bool { return strings.Contains(c.last().Text, words) }
}

// A member goes the whole way over the JSON API: start, read, tap, number, place, nonsense, block.
func TestTalkWithABot(t *testing.T) {
	d := startDemo(t, quiet())
	if got := d.must(t, "POST", "/api/members", `{"name":"member","language":"pt-br"}`); strings.TrimSpace(got) != `{"id":1001}` {
		t.Fatalf("join: %s", got)
	}
	c := d.open(t, "1001")
	if len(c.Commands) != 4 || c.Commands[0].Name != "start" {
		t.Errorf("commands: %+v", c.Commands)
	}

	d.must(t, "POST", "/api/chats/1001/send", `{"text":"/start"}`)
	c.until("the welcome", c.says("Welcome"))
	welcome := c.last()
	if !welcome.Bot || len(welcome.Buttons) != 2 || welcome.Buttons[0][0].Data != "read" {
		t.Errorf("welcome: %+v", welcome)
	}
	var formats []string
	for _, e := range welcome.Entities {
		formats = append(formats, e.Type)
	}
	for _, kind := range []string{"bold", "italic", "blockquote", "text_link"} {
		if !slices.Contains(formats, kind) {
			t.Errorf("the welcome has %v, not %s", formats, kind)
		}
	}

	hold := make(chan struct{})
	d.bot.mu.Lock()
	d.bot.hold = hold
	d.bot.mu.Unlock()
	d.must(t, "POST", "/api/chats/1001/tap", `{"message":`+strconv.FormatInt(welcome.ID, 10)+`,"data":"read"}`)
	c.until("the spinner", func() bool { return slices.Contains(c.Pending, tapView{welcome.ID, "read"}) })
	close(hold)
	c.until("the end of the spinner", func() bool { return len(c.Pending) == 0 })
	c.until("the keypad", c.says("How is your hip"))
	if len(c.toasts) != 1 || c.toasts[0] != (toastView{Text: "Noted."}) {
		t.Errorf("toasts: %+v", c.toasts)
	}
	if m := c.messages[welcome.ID]; !m.Edited || len(m.Buttons) != 0 || !strings.Contains(m.Text, "You have read this") {
		t.Errorf("edited in place: %+v", m)
	}

	if status, _ := d.do(t, "POST", "/api/chats/1001/tap", `{"message":`+strconv.FormatInt(welcome.ID, 10)+`,"data":"read"}`); status != 409 {
		t.Errorf("a button that has gone: got %d", status)
	}
	d.must(t, "POST", "/api/chats/1001/send", `{"text":"/place"}`)
	c.until("the keyboard", func() bool { return len(c.Keyboard.Rows) == 2 })
	if got := c.Keyboard.Rows[0][0]; got != (keyView{"Share my place", true}) {
		t.Errorf("first key: %+v", got)
	}
	d.must(t, "POST", "/api/chats/1001/location", `{"lat":35.6,"lon":139.6,"zone":"Asia/Tokyo"}`)
	c.until("the end of the keyboard", func() bool { return len(c.Keyboard.Rows) == 0 && c.Zone == "Asia/Tokyo" })
	c.until("thanks", c.says("time zone only"))

	for _, kind := range kinds {
		before := c.last().ID
		d.must(t, "POST", "/api/chats/1001/media", `{"kind":"`+kind+`"}`)
		c.until("an answer to "+kind, func() bool { return c.last().Text == "I can only read text." && c.last().ID > before+1 })
		if got := c.messages[before+1]; got.Kind != kind || got.Bot {
			t.Errorf("sent a %s, the chat shows %+v", kind, got)
		}
	}

	d.must(t, "POST", "/api/chats/1001/block", `{}`)
	c.until("the block", func() bool { return c.Blocked })
	if status, _ := d.do(t, "POST", "/api/chats/1001/send", `{"text":"x"}`); status != 409 {
		t.Errorf("writing while blocked: got %d", status)
	}
	d.must(t, "POST", "/api/chats/1001/unblock", `{}`)
	c.until("the end of the block", func() bool { return !c.Blocked })
}

// Pictures, animations and documents reach the page with their bytes.
func TestPicturesFromTheBot(t *testing.T) {
	opts := quiet()
	opts.Members = []Member{{ID: 7, Name: "member", Language: "en"}}
	d := startDemo(t, opts)
	c := d.open(t, "7")
	d.must(t, "POST", "/api/chats/7/send", `{"text":"/picture"}`)
	c.until("the report", c.says("Your report"))
	want := map[string]string{"photo": string(drawing(t)), "animation": string(film(t)), "document": "%PDF-1.4 pretend"}
	for _, m := range c.messages {
		if m.File == nil {
			continue
		}
		if f := m.File; f.Kind == "document" && (f.Name != "report.pdf" || f.Type != "application/pdf" || f.Size != len(want[f.Kind])) {
			t.Errorf("the page is told of %+v", f)
		}
		if got := d.must(t, "GET", "/api/files/"+m.File.ID, ""); got != want[m.File.Kind] {
			t.Errorf("%s: got %d bytes, want %d", m.File.Kind, len(got), len(want[m.File.Kind]))
		}
		delete(want, m.File.Kind)
	}
	if len(want) != 0 {
		t.Errorf("never came: %d kinds", len(want))
	}
}

// Two members have two chats; neither sees the other's.
func TestMembersAreApart(t *testing.T) {
	opts := quiet()
	opts.Members = []Member{{ID: 7, Name: "a", Language: "en"}, {ID: 8, Name: "b", Language: "de"}}
	d := startDemo(t, opts)
	a := d.open(t, "7")
	d.must(t, "POST", "/api/chats/7/send", `{"text":"only mine"}`)
	a.until("the echo", a.says("You said: only mine"))
	if b := d.open(t, "8"); len(b.messages) != 0 {
		t.Errorf("the other chat has %+v", b.messages)
	}
}

// A bot cannot write to a new member before that member wrote first, as in life.
func TestBotWaitsForTheMember(t *testing.T) {
	clock := newWatch()
	server := telegramtest.Start(t, telegramtest.Options{Now: clock.Now})
	s := &phones{server: server, users: map[int64]*phone{}, files: map[string]*telegramtest.File{}}
	s.Join(7, "member", "en")
	res, err := http.Post(server.URL()+"/bot"+server.Token()+"/sendMessage", "application/json", strings.NewReader(`{"chat_id":7,"text":"hello"}`))
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close()
	if res.StatusCode != 403 {
		t.Errorf("got %d, want 403", res.StatusCode)
	}
}
