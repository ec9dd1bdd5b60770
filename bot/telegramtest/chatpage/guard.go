package chatpage

import (
	"net"
	"net/http"
	"net/netip"
	"strings"
)

// policy lets the page load what it brings and nothing else: no inline script or style, no other host.
const policy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; " +
	"connect-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none'; " +
	"require-trusted-types-for 'script'; trusted-types 'none'"

// guard turns away what does not come from the page itself.
//
// The Host must be a loopback name: a site whose name was rebound to 127.0.0.1 still sends its own name. The Origin, when
// there is one, must be exactly this host and port: another page on another loopback port is a stranger too.
func guard(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		protect(w.Header())
		switch {
		case !loopback(r.Host):
			refuse(w, http.StatusForbidden, "This page answers on this computer only. Open it as http://127.0.0.1 or localhost.")
		case !sameOrigin(r):
			refuse(w, http.StatusForbidden, "This request came from another site.")
		default:
			next.ServeHTTP(w, r)
		}
	})
}

func protect(h http.Header) {
	h.Set("Content-Security-Policy", policy)
	h.Set("Cross-Origin-Opener-Policy", "same-origin")
	h.Set("Cross-Origin-Resource-Policy", "same-origin")
	h.Set("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
	h.Set("Referrer-Policy", "no-referrer")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("X-Frame-Options", "DENY")
}

// loopback tells whether a Host header names this computer: localhost or a literal loopback address.
func loopback(host string) bool {
	name := host
	if h, _, err := net.SplitHostPort(host); err == nil {
		name = h
	}
	if strings.EqualFold(name, "localhost") {
		return true
	}
	addr, err := netip.ParseAddr(strings.Trim(name, "[]"))
	return err == nil && addr.IsLoopback()
}

// sameOrigin tells whether the browser sent the request on behalf of this page, or of nobody (an address typed by hand,
// a program). Opening the page from a link elsewhere is allowed: that reads nothing.
func sameOrigin(r *http.Request) bool {
	if origin := r.Header.Get("Origin"); origin != "" && !strings.EqualFold(origin, "http://"+r.Host) {
		return false
	}
	switch r.Header.Get("Sec-Fetch-Site") {
	case "", "none", "same-origin":
		return true
	}
	return r.Method == http.MethodGet && r.Header.Get("Sec-Fetch-Mode") == "navigate" && !strings.HasPrefix(r.URL.Path, "/api/")
}
