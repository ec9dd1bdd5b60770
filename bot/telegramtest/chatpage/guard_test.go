package chatpage

import (
	"net/http"
	"strings"
	"testing"
)

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
