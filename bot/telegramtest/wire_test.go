package telegramtest

import (
	"bytes"
	"io"
	"net/http"
	"strings"
	"testing"
)

// Paths with and without /test/ and names in any case reach the method.
func TestT1PathsAndNames(t *testing.T) {
	b := newBot(t, Options{})
	for _, name := range []string{"getMe", "getme", "GETME", "test/getMe", "?method=getMe", "test/?method=GetMe"} {
		if out := b.must(name); !strings.Contains(string(out.Result), `"is_bot":true`) {
			t.Errorf("%s: got %s", name, out.Result)
		}
	}
	if n := b.s.Calls("getMe"); n != 6 {
		t.Errorf("got %d calls of getMe, want 6 whatever the spelling", n)
	}
}

// The same call may come in five forms.
func TestT2FormsOfRequest(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	address := "/bot" + b.s.Token() + "/sendMessage"
	forms := map[string]func() *http.Request{
		"GET with a query": func() *http.Request {
			return newRequest(t, http.MethodGet, address+"?chat_id=7&text=GET+with+a+query", "", "")
		},
		"POST with a query": func() *http.Request {
			return newRequest(t, http.MethodPost, address+"?chat_id=7&text=POST+with+a+query", "", "")
		},
		"urlencoded": func() *http.Request {
			return newRequest(t, http.MethodPost, address, "application/x-www-form-urlencoded", "chat_id=7&text=urlencoded")
		},
		"JSON": func() *http.Request {
			body := `{"chat_id":7,"text":"JSON","disable_notification":true,"entities":null,"reply_markup":{"remove_keyboard":true}}`
			return newRequest(t, http.MethodPost, address, "application/json; charset=utf-8", body)
		},
	}
	for name, form := range forms {
		out, err := b.do(form())
		if err != nil || !out.OK || decode[sent](t, out.Result).Text != name {
			t.Errorf("%s: got %s, %v", name, out.Raw, err)
		}
	}
	if out := b.upload("sendMessage", nil, "chat_id", 7, "text", "multipart"); !out.OK {
		t.Errorf("multipart: got %s", out.Raw)
	}
	if wrong := b.s.Breaches(); len(wrong) > 0 {
		t.Errorf("well-formed requests are breaches: %q", wrong)
	}
}

func newRequest(t *testing.T, method, address, kind, body string) *http.Request {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	if kind != "" {
		r.Header.Set("Content-Type", kind)
	}
	return r
}

// A part of a multipart body is found by attach:// and its name.
func TestT2AttachedParts(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	out := b.upload("sendMediaGroup", []part{{"one", "1.png", picture(t, 3, 2)}, {"two", "2.png", picture(t, 5, 4)}},
		"chat_id", member, "media", `[{"type":"photo","media":"attach://one"},{"type":"photo","media":"attach://two"}]`)
	album := decode[[]sent](t, out.Result)
	if len(album) != 2 || album[0].Photo[1].Width != 3 || album[1].Photo[1].Width != 5 {
		t.Errorf("got %s", out.Raw)
	}
	out = b.upload("sendMediaGroup", []part{{"one", "1.png", picture(t, 3, 2)}},
		"chat_id", member, "media", `[{"type":"photo","media":"attach://one"},{"type":"photo","media":"attach://gone"}]`)
	if out.OK || out.Code != 400 {
		t.Errorf("a part that is not there: got %s", out.Raw)
	}
}

// The word null stands for an absent list.
func TestT3NullLists(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	b.must("getUpdates", "allowed_updates", "null")
	b.send(member, "a", "entities", "null")
	out := b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 2, 2)}}, "chat_id", member, "caption_entities", "null")
	if !out.OK {
		t.Errorf("caption_entities null: got %s", out.Raw)
	}
	b.must("editMessageReplyMarkup", "chat_id", member, "message_id",
		b.send(member, "b", "reply_markup", keyboard("x", "y")).ID, "reply_markup", `{"inline_keyboard":null}`)
	if wrong := b.s.Breaches(); len(wrong) > 0 {
		t.Errorf("null is a breach: %q", wrong)
	}
}

// The status is the error code, the kind JSON, and 429 says in the header how long to wait.
func TestT4StatusAndHeaders(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	if out := b.must("getMe"); out.Status != 200 || out.Header.Get("Content-Type") != "application/json" {
		t.Errorf("got status %d, %v", out.Status, out.Header)
	}
	b.refused(400, "Bad Request: chat not found", "sendMessage", "chat_id", 99, "text", "a")
	b.s.Fail(Fault{Method: "sendMessage", Kind: Fault429, RetryAfter: 17})
	out := b.refused(429, "Too Many Requests: retry after 17", "sendMessage", "chat_id", member, "text", "a")
	if out.Header.Get("Retry-After") != "17" || out.Parameters.RetryAfter != 17 {
		t.Errorf("got header %q, parameters %+v", out.Header.Get("Retry-After"), out.Parameters)
	}
}

// Tokens, methods and paths that lead nowhere get their own texts.
func TestT5RefusedPaths(t *testing.T) {
	b := newBot(t, Options{})
	for _, c := range []struct {
		path, want string
		code       int
	}{
		{"/bot" + b.s.Token() + "/sendTelegram", "Not Found: method not found", 404},
		{"/bot" + b.s.Token() + "/", "Not Found: method not found", 404},
		{"/", "Not Found", 404},
		{"/health", "Not Found", 404},
		{"/bot4242:other/getMe", "Unauthorized", 401},
		{"/bot04242:other/getMe", "Unauthorized: invalid token specified", 401},
		{"/botnotoken/getMe", "Unauthorized: invalid token specified", 401},
		{"/bot4242:" + strings.Repeat("a", 80) + "/getMe", "Unauthorized: invalid token specified", 401},
		{"/file/bot4242:other/photos/file_0.png", "Unauthorized", 401},
	} {
		out, err := b.do(newRequest(t, http.MethodPost, c.path, "", ""))
		if err != nil || out.Status != c.code || out.Code != c.code || out.Description != c.want {
			t.Errorf("%s: got %d %q, %v; want %d %q", c.path, out.Status, out.Description, err, c.code, c.want)
		}
	}
	b.s.Revoke()
	b.refused(401, "Unauthorized", "getMe")
}

// A file can be fetched back under the path getFile names.
func TestT6Download(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	content := picture(t, 4, 4)
	photo := decode[sent](t, b.upload("sendPhoto", []part{{"photo", "a.png", content}}, "chat_id", member).Result).Photo[1]
	file := decode[struct {
		Path string `json:"file_path"`
		Size int    `json:"file_size"`
	}](t, b.must("getFile", "file_id", photo.ID).Result)
	resp, err := b.http.Do(newRequest(t, http.MethodGet, "/file/bot"+b.s.Token()+"/"+file.Path, "", ""))
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	got, err := io.ReadAll(resp.Body)
	if err != nil || !bytes.Equal(got, content) || file.Size != len(content) {
		t.Errorf("got %d bytes, %v; want the %d uploaded", len(got), err, len(content))
	}
	if out, _ := b.do(newRequest(t, http.MethodGet, "/file/bot"+b.s.Token()+"/photos/file_99.png", "", "")); out.Status != 404 {
		t.Errorf("an unknown file: got %d, want 404", out.Status)
	}
}

// Over a real connection the same answers come, also to a chunked upload.
func TestStartListensOnLoopback(t *testing.T) {
	s := Start(t, Options{})
	b := bot{t, s, http.DefaultClient}
	s.User(member, "member", "en")
	if !strings.HasPrefix(s.URL(), "http://127.0.0.1:") || s.Endpoint() != s.URL()+"/bot%s/%s" {
		t.Errorf("got %s and %s", s.URL(), s.Endpoint())
	}
	if out := b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 2, 2)}}, "chat_id", member); !out.OK {
		t.Errorf("got %s", out.Raw)
	}
}
