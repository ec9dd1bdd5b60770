package chatpage

import (
	"encoding/json"
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
	for name, content := range map[string]string{"report.pdf": "%PDF-1.7 …", "page.pdf": "<!doctype html><script>alert(1)</script>"} {
		r.files[name] = []byte(content)
	}
	if w := ask(h, "GET", "/api/files/report.pdf", "").Header(); w.Get("Content-Type") != "application/pdf" ||
		w.Get("Content-Disposition") != "inline; filename=report.pdf" || strings.Contains(w.Get("Content-Security-Policy"), "sandbox") {
		t.Errorf("a PDF is to be opened by the browser: got %v", w)
	}
	if w := ask(h, "GET", "/api/files/page.pdf", "").Header(); w.Get("Content-Type") != "application/octet-stream" ||
		!strings.HasPrefix(w.Get("Content-Disposition"), "attachment") {
		t.Errorf("a page that says it is a PDF: got %v", w)
	}
	if w := ask(h, "GET", "/api/files/none", ""); w.Code != 404 {
		t.Errorf("no file: got %d", w.Code)
	}
}
