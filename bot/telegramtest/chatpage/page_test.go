package chatpage

import (
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"regexp"
	"strings"
	"testing"
)

// ask sends a request to a handler as the page in a browser would; set changes it.
func ask(h http.Handler, method, path, body string, set ...func(*http.Request)) *httptest.ResponseRecorder {
	r := httptest.NewRequest(method, "http://127.0.0.1:8080"+path, strings.NewReader(body))
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, change := range set {
		change(r)
	}
	w := httptest.NewRecorder()
	h.ServeHTTP(w, r)
	return w
}

func header(name, value string) func(*http.Request) {
	return func(r *http.Request) { r.Header.Set(name, value) }
}

func host(name string) func(*http.Request) { return func(r *http.Request) { r.Host = name } }

// complaint gives the sentence of a refusal.
func complaint(t *testing.T, w *httptest.ResponseRecorder) string {
	t.Helper()
	var out struct{ Error string }
	if err := json.Unmarshal(w.Body.Bytes(), &out); err != nil || out.Error == "" {
		t.Errorf("a refusal should carry a sentence, got %q", w.Body)
	}
	return out.Error
}

func quiet() Options { return Options{Log: slog.New(slog.DiscardHandler)} }

func testPage(t *testing.T) (http.Handler, *room, *watch) {
	t.Helper()
	r, w := newRoom(), newWatch()
	r.Join(1001, "member", "en")
	return newPage(r, w, quiet()), r, w
}

// Only this computer's own names open the page, and only the page itself calls the API.
func TestStrangersAreTurnedAway(t *testing.T) {
	h, _, _ := testPage(t)
	tests := []struct {
		name   string
		path   string
		set    []func(*http.Request)
		status int
	}{
		{"the page by address", "/", nil, 200},
		{"the page by name", "/", []func(*http.Request){host("localhost:8080")}, 200},
		{"the page by the other protocol's address", "/", []func(*http.Request){host("[::1]:8080")}, 200},
		{"any loopback address", "/", []func(*http.Request){host("127.8.8.8")}, 200},
		{"a name that was rebound to loopback", "/", []func(*http.Request){host("evil.example:8080")}, 403},
		{"a name that only begins like a loopback address", "/", []func(*http.Request){host("127.0.0.1.evil.example")}, 403},
		{"an address of the network", "/", []func(*http.Request){host("192.168.1.2:8080")}, 403},
		{"no host", "/api/state", []func(*http.Request){host("")}, 403},
		{"the page's own script", "/api/state", []func(*http.Request){header("Origin", "http://127.0.0.1:8080"), header("Sec-Fetch-Site", "same-origin")}, 200},
		{"a program", "/api/state", nil, 200},
		{"another site", "/api/state", []func(*http.Request){header("Origin", "https://evil.example")}, 403},
		{"a page on another port", "/api/state", []func(*http.Request){header("Origin", "http://127.0.0.1:9999")}, 403},
		{"a page without an origin", "/api/state", []func(*http.Request){header("Origin", "null")}, 403},
		{"another site that hides its origin", "/api/state", []func(*http.Request){header("Sec-Fetch-Site", "cross-site")}, 403},
		{"another port that hides its origin", "/api/state", []func(*http.Request){header("Sec-Fetch-Site", "same-site")}, 403},
		{"another site that embeds a script", "/js/app.js", []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Mode", "no-cors")}, 403},
		{"a link on another site", "/", []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Mode", "navigate")}, 200},
		{"a link on another site into the API", "/api/state", []func(*http.Request){header("Sec-Fetch-Site", "cross-site"), header("Sec-Fetch-Mode", "navigate")}, 403},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if w := ask(h, "GET", test.path, "", test.set...); w.Code != test.status {
				t.Errorf("got %d, want %d: %s", w.Code, test.status, w.Body)
			}
		})
	}
}

// A refused request changes nothing.
func TestStrangersCannotWrite(t *testing.T) {
	h, r, _ := testPage(t)
	tests := []struct {
		name   string
		set    func(*http.Request)
		status int
	}{
		{"another origin", header("Origin", "https://evil.example"), 403},
		{"a form, which needs no preflight", header("Content-Type", "text/plain"), 415},
		{"a rebound name", host("evil.example"), 403},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			if w := ask(h, "POST", "/api/chats/1001/send", `{"text":"x"}`, test.set); w.Code != test.status {
				t.Errorf("got %d, want %d", w.Code, test.status)
			}
		})
	}
	if acts := r.acts(); len(acts) != 0 {
		t.Errorf("a stranger reached the chat: %v", acts)
	}
}

// Every answer, refusals included, forbids what the page does not need.
func TestEveryAnswerCarriesThePolicy(t *testing.T) {
	h, _, _ := testPage(t)
	for _, path := range []string{"/", "/js/app.js", "/api/state", "/api/none", "/none"} {
		got := ask(h, "GET", path, "").Header()
		policy := got.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'"} {
			if !strings.Contains(policy, part) {
				t.Errorf("%s: policy %q lacks %q", path, policy, part)
			}
		}
		if strings.Contains(policy, "unsafe") || strings.Contains(policy, "http:") {
			t.Errorf("%s: policy %q lets strangers in", path, policy)
		}
		if got.Get("X-Content-Type-Options") != "nosniff" || got.Get("Referrer-Policy") != "no-referrer" {
			t.Errorf("%s: headers %v", path, got)
		}
	}
}

// The page works without a network: nothing in it names another host, and nothing in it is inline.
func TestAssetsNeedNobodyElse(t *testing.T) {
	address := regexp.MustCompile(`(?:https?:)?//[a-z0-9.-]+\.[a-z]{2,}`)
	inline := regexp.MustCompile(`(?i)<script>|<style|\sstyle=|\son[a-z]+=|innerHTML|insertAdjacentHTML|\beval\(`)
	err := fs.WalkDir(static, "static", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := static.ReadFile(path)
		if err != nil {
			return err
		}
		for _, found := range address.FindAllString(string(content), -1) {
			if found != "http://www.w3.org" { // the name of SVG, not a place
				t.Errorf("%s names %s", path, found)
			}
		}
		if strings.HasSuffix(path, ".html") || strings.HasSuffix(path, ".js") {
			if found := inline.FindString(string(content)); found != "" {
				t.Errorf("%s has %q", path, found)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// The page and its parts come with their types, and only to be read.
func TestAssetsAreServed(t *testing.T) {
	h, _, _ := testPage(t)
	for path, kind := range map[string]string{"/": "text/html", "/js/app.js": "text/javascript", "/css/base.css": "text/css", "/icon.svg": "image/svg+xml"} {
		w := ask(h, "GET", path, "")
		if w.Code != 200 || !strings.HasPrefix(w.Header().Get("Content-Type"), kind) {
			t.Errorf("%s: got %d %s", path, w.Code, w.Header().Get("Content-Type"))
		}
	}
	if w := ask(h, "POST", "/", "{}"); w.Code != http.StatusMethodNotAllowed {
		t.Errorf("writing to the page: got %d", w.Code)
	}
	if w := ask(h, "GET", "/page.go", ""); w.Code != http.StatusNotFound {
		t.Errorf("the source is not part of the page: got %d", w.Code)
	}
}

// The state says what the page shows before anything happens.
func TestStateTellsWhatThePageNeeds(t *testing.T) {
	r, clock := newRoom(), newWatch()
	h := newPage(r, clock, Options{Title: "a title", Notice: "a notice", Bot: "a bot"})
	var got struct {
		Title, Notice, Bot string
		Languages          []string
		Cities             []city
		Clock              clockView
		Members            []memberView
	}
	if err := json.Unmarshal(ask(h, "GET", "/api/state", "").Body.Bytes(), &got); err != nil {
		t.Fatal(err)
	}
	if got.Title != "a title" || got.Notice != "a notice" || got.Bot != "a bot" || got.Members == nil || len(got.Members) != 0 {
		t.Errorf("got %+v", got)
	}
	if !got.Clock.Now.Equal(clock.Now()) || len(got.Languages) == 0 {
		t.Errorf("got %+v", got)
	}
	for _, c := range got.Cities {
		if zoneOf(c.Zone) == "" || c.Lat < -90 || c.Lat > 90 || c.Lon < -180 || c.Lon > 180 {
			t.Errorf("city %+v is nowhere", c)
		}
	}
}

// A member gets the next free id.
func TestNewMembersGetIDs(t *testing.T) {
	h, r, _ := testPage(t)
	tests := []struct {
		name, body string
		status     int
	}{
		{"a name and a language", `{"name":" second ","language":"pt-BR"}`, 201},
		{"no name", `{"name":"  ","language":"en"}`, 400},
		{"a name that is too long", `{"name":"` + strings.Repeat("x", 65) + `","language":"en"}`, 400},
		{"a name with a line break", `{"name":"a\nb","language":"en"}`, 400},
		{"no language", `{"name":"a"}`, 400},
		{"a language that is none", `{"name":"a","language":"<b>"}`, 400},
		{"a field nobody knows", `{"name":"a","language":"en","admin":true}`, 400},
		{"two objects", `{"name":"a","language":"en"}{}`, 400},
		{"no object", `nothing`, 400},
		{"too much", `{"name":"` + strings.Repeat("x", bodyLimit) + `"}`, 413},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w := ask(h, "POST", "/api/members", test.body)
			if w.Code != test.status {
				t.Fatalf("got %d, want %d: %s", w.Code, test.status, w.Body)
			}
			if w.Code == 201 && strings.TrimSpace(w.Body.String()) != `{"id":1002}` {
				t.Errorf("got %s", w.Body)
			}
		})
	}
	if got := r.Members(); len(got) != 2 || got[1] != (memberView{1002, "second", "pt-br"}) {
		t.Errorf("members: %v", got)
	}
}

// What a member does reaches the chat; what cannot be done is refused in words.
func TestActs(t *testing.T) {
	tests := []struct {
		name, path, body string
		err              error // what the chat says
		status           int
		did              string
	}{
		{"a text", "1001/send", `{"text":" hello "}`, nil, 200, "send hello"},
		{"an empty text", "1001/send", `{"text":" \n "}`, nil, 400, ""},
		{"the longest text", "1001/send", `{"text":"` + strings.Repeat("ü", 4096) + `"}`, nil, 200, "send " + strings.Repeat("ü", 4096)},
		{"a text that is too long", "1001/send", `{"text":"` + strings.Repeat("ü", 4097) + `"}`, nil, 400, ""},
		{"a tap", "1001/tap", `{"message":3,"data":"a"}`, nil, 200, "tap a"},
		{"a tap on a button that has gone", "1001/tap", `{"message":3,"data":"a"}`, errNoButton, 409, ""},
		{"a place", "1001/location", `{"lat":0,"lon":-180}`, nil, 200, "location"},
		{"half a place", "1001/location", `{"lat":1}`, nil, 400, ""},
		{"a place beyond the pole", "1001/location", `{"lat":91,"lon":0}`, nil, 400, ""},
		{"a sticker", "1001/media", `{"kind":"sticker"}`, nil, 200, "media sticker"},
		{"a kind that is none", "1001/media", `{"kind":"dream"}`, errKind, 400, ""},
		{"blocking", "1001/block", `{}`, nil, 200, "block"},
		{"unblocking", "1001/unblock", `{}`, nil, 200, "unblock"},
		{"writing while blocked", "1001/send", `{"text":"x"}`, errBlocked, 409, ""},
		{"nobody's chat", "77/send", `{"text":"x"}`, nil, 404, ""},
		{"a chat that is no number", "x/send", `{"text":"x"}`, nil, 404, ""},
		{"trouble behind the page", "1001/send", `{"text":"x"}`, errors.New("secret detail"), 500, ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			h, r, _ := testPage(t)
			r.err = test.err
			w := ask(h, "POST", "/api/chats/"+test.path, test.body)
			if w.Code != test.status {
				t.Fatalf("got %d, want %d: %s", w.Code, test.status, w.Body)
			}
			if w.Code != 200 {
				if words := complaint(t, w); strings.Contains(words, "secret detail") {
					t.Errorf("an inner error reached the person: %q", words)
				}
			}
			if got := strings.Join(r.acts(), ";"); got != test.did {
				t.Errorf("did %q, want %q", got, test.did)
			}
		})
	}
}

// The log says what went wrong and never what was written.
func TestTheLogKeepsWordsToItself(t *testing.T) {
	var log strings.Builder
	r := newRoom()
	r.Join(1001, "member", "en")
	r.err = errors.New("trouble")
	h := newPage(r, newWatch(), Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
	ask(h, "POST", "/api/chats/1001/send", `{"text":"my private words"}`)
	if !strings.Contains(log.String(), "trouble") || strings.Contains(log.String(), "private") {
		t.Errorf("log: %s", log.String())
	}
}

// A picture is shown; whatever could run as a page is only offered for saving.
func TestFiles(t *testing.T) {
	h, r, _ := testPage(t)
	r.files["picture"] = drawing(t)
	r.files["page"] = []byte("<!doctype html><script>alert(1)</script>")
	r.files["drawing"] = []byte(`<svg xmlns="http://www.w3.org/2000/svg"/>`)
	w := ask(h, "GET", "/api/files/picture", "")
	if got, _ := io.ReadAll(w.Body); w.Code != 200 || w.Header().Get("Content-Type") != "image/png" || string(got) != string(r.files["picture"]) {
		t.Errorf("picture: got %d %v", w.Code, w.Header())
	}
	for _, id := range []string{"page", "drawing"} {
		w := ask(h, "GET", "/api/files/"+id, "").Header()
		if w.Get("Content-Type") != "application/octet-stream" || !strings.HasPrefix(w.Get("Content-Disposition"), "attachment") ||
			!strings.Contains(w.Get("Content-Security-Policy"), "sandbox") {
			t.Errorf("%s: got %v", id, w)
		}
	}
	if w := ask(h, "GET", "/api/files/none", ""); w.Code != 404 {
		t.Errorf("no file: got %d", w.Code)
	}
}
