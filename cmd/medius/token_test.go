package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medius/bot/telegramtest"
)

// secretPart is in every token of these tests, whole or in part.
const secretPart = "TEST-token"

// statusOverheard is the exit status of a program that said a token.
const statusOverheard = 97

// listenedTo is main, as the tests start it: whoever says a token on either output has another exit status than any test wants.
func listenedTo() {
	out, errs := &eavesdropper{to: os.Stdout}, &eavesdropper{to: os.Stderr}
	status := run(context.Background(), os.Args[1:], os.Stdin, out, errs)
	if out.heard || errs.heard {
		fmt.Fprintln(os.Stderr, "a token was said")
		status = statusOverheard
	}
	os.Exit(status)
}

// eavesdropper looks for a token in all that is written, however it is cut into pieces.
type eavesdropper struct {
	to    io.Writer
	tail  []byte
	heard bool
}

func (e *eavesdropper) Write(p []byte) (int, error) {
	seen := append(e.tail, p...)
	e.heard = e.heard || bytes.Contains(seen, []byte(secretPart))
	e.tail = bytes.Clone(seen[max(0, len(seen)-len(secretPart)+1):])
	return e.to.Write(p)
}

// The eavesdropper hears well.
func TestTheEavesdropper(t *testing.T) {
	for text, want := range map[string]bool{"nothing": false, "4242:" + secretPart + "-x": true, "TEST-toke n": false} {
		e := &eavesdropper{to: io.Discard}
		for _, b := range []byte(text) {
			if _, err := e.Write([]byte{b}); err != nil {
				t.Fatal(err)
			}
		}
		if e.heard != want {
			t.Errorf("%q: %v", text, e.heard)
		}
	}
}

// searched looks for a token in every file of a folder: databases, backups, exports, dumps, whatever was made there.
func searched(t *testing.T, folder string, but ...string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || !entry.Type().IsRegular() {
			return err
		}
		text, err := os.ReadFile(path)
		for _, name := range but {
			if entry.Name() == name {
				text = nil
			}
		}
		if bytes.Contains(text, []byte(secretPart)) {
			t.Errorf("a token is in %s", path)
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}

// Whatever the owner types, with a token that is right, that is refused, that is none, or that stands in the wrong place, and
// whatever the server answers: it is in no output and in no file.
func TestNoVerbSaysTheToken(t *testing.T) {
	verbs := [][]string{
		{"doctor"}, {"doctor", "--offline"}, {"check"}, {"config", "dump"}, {"config", "reference"}, {"man"}, {"completion", "bash"}, {"version"},
		{"loadtest", "--listen", "0.0.0.0:0"},
		{"broadcast", "--status"}, {"broadcast", "--stop"}, {"broadcast", "--preview", "hello"}, {"broadcast", "--file", testToken},
		{"move"}, {"move", "--to", testToken}, {"move", "--to", "postgres://x:" + testToken + "@127.0.0.1:1/x"}, {"backup"}, {"backup", "--out", "copy"}, {"restore", "copy"}, {"restore", "copy", "--replace"}, {"restore", "token"},
		{"export", "--all", "--out", "all"}, {"forget", "4711"}, {"import", "token", "--member", "9"}, {"next"}, {"healthcheck", "--wait", "1s"},
		{"check", "token"}, {"check", "wrong.yaml"}, {"config", "dump", "wrong.yaml"}, {"doctor", "--config", "wrong.yaml"}, {testToken},
		{"check", "--config", testToken}, {"run", "--" + testToken},
	}
	for name, cause := range map[string]func(*ward){
		"a right token": func(*ward) {},
		"in a file": func(w *ward) {
			delete(w.env, "MEDIUS_TELEGRAM_TOKEN")
			w.env["MEDIUS_TELEGRAM_TOKEN_FILE"] = w.path("token")
		},
		"one that is none": func(w *ward) { w.env["MEDIUS_TELEGRAM_TOKEN"] = secretPart + " with blanks" },
		"a refused one":    func(w *ward) { w.server.Revoke() },
		"nobody there":     func(w *ward) { w.env["MEDIUS_TELEGRAM_ENDPOINT"] = "http://127.0.0.1:1" },
		"as the endpoint":  func(w *ward) { w.env["MEDIUS_TELEGRAM_ENDPOINT"] = testToken },
		"in the endpoint":  func(w *ward) { w.env["MEDIUS_TELEGRAM_ENDPOINT"] = "http://127.0.0.1:1/bot" + testToken },
		"as a password":    func(w *ward) { w.env["MEDIUS_TELEGRAM_ENDPOINT"] = "http://x:" + testToken + "@127.0.0.1:1" },
		"as the database's password": func(w *ward) {
			w.env["MEDIUS_STORAGE_DSN"] = "postgres://medius:" + secretPart + "@127.0.0.1:1/medius?connect_timeout=1"
		},
		"as a password in the query": func(w *ward) {
			w.env["MEDIUS_STORAGE_DSN"] = "postgres://medius@127.0.0.1:1/medius?connect_timeout=1&password=" + secretPart
		},
		"as a password that cannot be read": func(w *ward) {
			w.env["MEDIUS_STORAGE_DSN"] = "postgres://medius:" + secretPart + "%zz@127.0.0.1:1/medius"
		},
		"as the owner":        func(w *ward) { w.env["MEDIUS_OWNER_NAME"] = testToken },
		"as a number":         func(w *ward) { w.env["MEDIUS_WORKERS"] = testToken },
		"a proxy's page":      func(w *ward) { w.server.Fail(telegramtest.Fault{Method: "getMe", Kind: telegramtest.FaultHTML502}) },
		"an answer cut short": func(w *ward) { w.server.Fail(telegramtest.Fault{Method: "getMe", Kind: telegramtest.FaultCutJSON}) },
	} {
		t.Run(name, func(t *testing.T) {
			w := admit(t)
			t.Chdir(filepath.Dir(w.database))
			w.file("token", testToken)
			w.file("wrong.yaml", "telegram:\n  tokn: \""+testToken+"\"\n  token: ["+testToken+"\n")
			cause(w)
			for _, args := range verbs {
				_, said := w.types(args...) // looks for it
				if said == "" {
					t.Errorf("%s says nothing", strings.Join(args, " "))
				}
			}
			searched(t, filepath.Dir(w.database), "token", "wrong.yaml")
		})
	}
}

func (w *ward) path(name string) string { return filepath.Join(filepath.Dir(w.database), name) }
