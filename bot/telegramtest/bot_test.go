package telegramtest

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"
)

// member is the person most tests are about.
const member = 7

// clock is a server clock that moves only when told.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 3, 2, 18, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) jump(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// bot calls a server as a client library would.
type bot struct {
	t    *testing.T
	s    *Server
	http *http.Client
}

// answer is a decoded envelope.
type answer struct {
	Status      int
	Header      http.Header
	Raw         string
	OK          bool
	Code        int             `json:"error_code"`
	Description string          `json:"description"`
	Result      json.RawMessage `json:"result"`
	Parameters  struct {
		RetryAfter int   `json:"retry_after"`
		Migrate    int64 `json:"migrate_to_chat_id"`
	}
}

// newBot returns a bot inside the process; breaches are not errors.
func newBot(t *testing.T, opt Options) bot {
	t.Helper()
	s := New(opt)
	return bot{t, s, &http.Client{Transport: s.Transport()}}
}

// pairs builds parameters from name, value, name, value, ...
func pairs(list []any) url.Values {
	values := url.Values{}
	for i := 0; i < len(list); i += 2 {
		values.Set(list[i].(string), fmt.Sprint(list[i+1]))
	}
	return values
}

func (b bot) url(path string) string { return b.s.URL() + path }

// try makes a call and returns transport errors.
func (b bot) try(ctx context.Context, method string, params ...any) (answer, error) {
	b.t.Helper()
	body := strings.NewReader(pairs(params).Encode())
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, b.url("/bot"+b.s.Token()+"/"+method), body)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return b.do(r)
}

func (b bot) do(r *http.Request) (answer, error) {
	b.t.Helper()
	resp, err := b.http.Do(r)
	if err != nil {
		return answer{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	out := answer{Status: resp.StatusCode, Header: resp.Header, Raw: string(raw)}
	_ = json.Unmarshal(raw, &out) // tests of broken answers look at Raw
	return out, err
}

// call makes a call that gets an envelope.
func (b bot) call(method string, params ...any) answer {
	b.t.Helper()
	out, err := b.try(b.t.Context(), method, params...)
	if err != nil {
		b.t.Fatalf("%s: %v", method, err)
	}
	return out
}

// must makes a call that succeeds.
func (b bot) must(method string, params ...any) answer {
	b.t.Helper()
	out := b.call(method, params...)
	if !out.OK {
		b.t.Fatalf("%s: got %d %q, want success", method, out.Code, out.Description)
	}
	return out
}

// refused makes a call that fails with exactly this code and description.
func (b bot) refused(code int, description, method string, params ...any) answer {
	b.t.Helper()
	out := b.call(method, params...)
	if out.OK || out.Code != code || out.Description != description || out.Status != code {
		b.t.Errorf("%s %v:\n got %d (status %d) %q\nwant %d %q", method, params, out.Code, out.Status, out.Description,
			code, description)
	}
	return out
}

// sent is what tests read of a message on the wire.
type sent struct {
	ID       int64      `json:"message_id"`
	Date     int64      `json:"date"`
	EditDate int64      `json:"edit_date"`
	Text     string     `json:"text"`
	Caption  string     `json:"caption"`
	Entities []Entity   `json:"entities"`
	Photo    []wireFile `json:"photo"`
	Anim     *wireFile  `json:"animation"`
	Doc      *wireFile  `json:"document"`
	Album    string     `json:"media_group_id"`
	Markup   any        `json:"reply_markup"`
	From     account    `json:"from"`
	Chat     wireChat   `json:"chat"`
	ReplyTo  *sent      `json:"reply_to_message"`
}

func decode[T any](t *testing.T, raw []byte) T {
	t.Helper()
	var out T
	if err := json.Unmarshal(raw, &out); err != nil {
		t.Fatalf("decoding %s: %v", raw, err)
	}
	return out
}

// send sends a text and returns the message.
func (b bot) send(chat int64, text string, params ...any) sent {
	b.t.Helper()
	return decode[sent](b.t, b.must("sendMessage", append([]any{"chat_id", chat, "text", text}, params...)...).Result)
}

// got is what tests read of an update.
type got struct {
	ID       int64   `json:"update_id"`
	Message  *sent   `json:"message"`
	Edited   *sent   `json:"edited_message"`
	Member   *change `json:"my_chat_member"`
	Callback *struct {
		ID      string
		Data    string
		Message *sent
		Inline  string `json:"inline_message_id"`
	} `json:"callback_query"`
}

type change struct {
	Chat wireChat
	From account
	Old  struct{ Status string } `json:"old_chat_member"`
	New  struct{ Status string } `json:"new_chat_member"`
}

// poll asks for updates and returns at once.
func (b bot) poll(params ...any) []got {
	b.t.Helper()
	return decode[[]got](b.t, b.must("getUpdates", params...).Result)
}

// texts are the texts of the messages among updates.
func texts(updates []got) string {
	var list []string
	for _, u := range updates {
		if u.Message != nil {
			list = append(list, u.Message.Text)
		}
	}
	return strings.Join(list, " ")
}

// part is one file of a multipart request.
type part struct {
	field, name string
	bytes       []byte
}

// upload makes a multipart call, streamed without a length, as client libraries do.
func (b bot) upload(method string, files []part, params ...any) answer {
	b.t.Helper()
	reader, writer := io.Pipe()
	form := multipart.NewWriter(writer)
	go func() {
		for name, list := range pairs(params) {
			_ = form.WriteField(name, list[0])
		}
		for _, file := range files {
			w, err := form.CreateFormFile(file.field, file.name)
			if err == nil {
				_, _ = w.Write(file.bytes)
			}
		}
		_ = form.Close()
		_ = writer.Close()
	}()
	r, err := http.NewRequestWithContext(b.t.Context(), http.MethodPost, b.url("/bot"+b.s.Token()+"/"+method), reader)
	if err != nil {
		b.t.Fatal(err)
	}
	r.Header.Set("Content-Type", form.FormDataContentType())
	out, err := b.do(r)
	if err != nil {
		b.t.Fatalf("%s: %v", method, err)
	}
	return out
}

// picture is a PNG of that size.
func picture(t *testing.T, width, height int) []byte {
	t.Helper()
	var out bytes.Buffer
	if err := png.Encode(&out, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// keyboard is an inline keyboard of one row of label, data, label, data, ...
func keyboard(list ...string) string {
	var row []map[string]string
	for i := 0; i < len(list); i += 2 {
		row = append(row, map[string]string{"text": list[i], "callback_data": list[i+1]})
	}
	raw, _ := json.Marshal(map[string]any{"inline_keyboard": []any{row}})
	return string(raw)
}

// eventually waits for a condition that other goroutines bring about through the server.
func eventually(t *testing.T, what string, ok func() bool) {
	t.Helper()
	limit := time.After(5 * time.Second)
	for !ok() {
		select {
		case <-limit:
			t.Fatalf("timed out: %s", what)
		case <-time.After(time.Millisecond):
		}
	}
}
