package main

import (
	"bytes"
	"cmp"
	"io"
	"net/url"
	"regexp"

	"medius/storage"
)

// Secret is a text that must not be seen: however it is printed, it reads (secret).
type Secret string

const hidden = "(secret)"

// String hides the text; an empty one may be seen.
func (s Secret) String() string {
	if s == "" {
		return ""
	}
	return hidden
}

// GoString hides the text from %#v.
func (s Secret) GoString() string { return s.String() }

// MarshalText hides the text from encoders.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// veil is a writer that lets a secret through nowhere. The packages below keep the token out of their words already; this
// is the second lock, for what nobody thought of. Whole lines must be written at once.
type veil struct {
	to      io.Writer
	secrets []Secret
}

func (v veil) Write(line []byte) (int, error) {
	shown := line
	for _, secret := range v.secrets {
		if secret != "" {
			shown = bytes.ReplaceAll(shown, []byte(secret), []byte(hidden))
		}
	}
	if _, err := v.to.Write(shown); err != nil {
		return 0, err
	}
	return len(line), nil
}

// passwordIn gives the password in the address of a database, "" when there is none.
func passwordIn(dsn string) Secret {
	if !storage.OnServer(dsn) {
		return ""
	}
	u, err := url.Parse(dsn)
	if err != nil {
		return ""
	}
	password, _ := u.User.Password()
	return Secret(cmp.Or(password, u.Query().Get("password")))
}

// passwords in what else the owner may write down: an address, the parameters of a database.
var passwords = regexp.MustCompile(`(://[^/@\s:]*:)[^/\s]+(@)|(\bpassword=)('[^']*'|\S+)`)

// discreet gives a setting without what looks like a token or a password in it.
func discreet(value string) string {
	if _, err := url.Parse(value); err != nil && storage.OnServer(value) {
		return hidden // where the password is in it, cannot be told
	}
	return passwords.ReplaceAllString(tokenLike.ReplaceAllString(value, hidden), "$1$3"+hidden+"$2")
}

// mask is a writer that lets nothing through that looks like a token of any bot, whoever's it is.
type mask struct{ to io.Writer }

var tokenShaped = regexp.MustCompile(`[0-9]{3,}:[A-Za-z0-9_-]{20,}`)

func (m mask) Write(line []byte) (int, error) {
	if _, err := m.to.Write(tokenShaped.ReplaceAll(line, []byte(hidden))); err != nil {
		return 0, err
	}
	return len(line), nil
}
