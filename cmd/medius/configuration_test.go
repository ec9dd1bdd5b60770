package main

import (
	"bytes"
	"os"
	"reflect"
	"strings"
	"testing"
)

const referenceFile = "../../docs/configuration.md"

// The reference is what the program knows: UPDATE=1 writes it anew.
func TestTheReferenceIsFresh(t *testing.T) {
	var out bytes.Buffer
	if err := reference(&out); err != nil {
		t.Fatal(err)
	}
	if os.Getenv("UPDATE") != "" {
		if err := os.WriteFile(referenceFile, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	paper, err := os.ReadFile(referenceFile)
	if err != nil {
		t.Fatal(err)
	}
	if string(paper) != out.String() {
		t.Error("docs/configuration.md is stale: UPDATE=1 go test ./cmd/medius -run TestTheReferenceIsFresh")
	}
}

// Every setting is explained in one sentence that fits into a table.
func TestEveryKeyIsExplained(t *testing.T) {
	for _, k := range keys {
		if k.about == "" || strings.ContainsAny(k.about, "|\n") || strings.HasSuffix(k.about, ".") {
			t.Errorf("%s is explained by %q", k.path, k.about)
		}
	}
}

// A dump read again is the same configuration, whatever the settings are and wherever they come from; only the token is not
// in it.
func TestADumpIsTheSameConfiguration(t *testing.T) {
	odd := map[string]string{"owner.name": "Praxis \"am Tor\": #1 \\ ü\t☂", "owner.contact": "null", "storage.dsn": "a b%20?#.db", "zone": ""}
	for name, values := range map[string]map[string]string{"defaults": {}, "other values": other, "odd ones": odd} {
		env := map[string]string{}
		for path, value := range values {
			k, _ := keyOf(path)
			env[k.env()] = value
		}
		var out bytes.Buffer
		w := empty(env)
		w.Out = &out
		if err := (&dumpCmd{File: exampleFile}).Run(w, &cli{}); err != nil {
			t.Fatal(err)
		}
		said, err := w.configure(exampleFile)
		if err != nil {
			t.Fatal(err)
		}
		again, err := empty(nil).configure(write(t, out.String()))
		if err != nil {
			t.Fatalf("%s: %v\n%s", name, err, &out)
		}
		for _, k := range keys {
			if !strings.Contains(out.String(), "# "+said.origin[k.path]+"\n") {
				t.Errorf("%s: it is not said where %s comes from", name, k.path)
			}
		}
		if (said.Telegram.Token != "") != strings.Contains(out.String(), "# token: "+hidden) {
			t.Errorf("%s: is there a token?\n%s", name, &out)
		}
		said.Telegram.Token = ""
		if !reflect.DeepEqual(said.Config, again.Config) {
			t.Errorf("%s:\n%+v\n%+v\n%s", name, said.Config, again.Config, &out)
		}
	}
}

// The address of a server stays in a dump, without its password: a dump that is read again must not mean another database. Where a file
// holds the address, the dump names that file.
func TestADumpNamesTheSameServer(t *testing.T) {
	const dsn, shown = "postgres://medius:hunter2@db.example.org/medius?sslmode=require", "postgres://medius@db.example.org/medius?sslmode=require"
	file := write(t, dsn)
	for name, c := range map[string]struct {
		env  map[string]string
		want string // in force, when the dump is read again
	}{
		"in the environment": {map[string]string{"MEDIUS_STORAGE_DSN": dsn}, shown},
		"in a file":          {map[string]string{"MEDIUS_STORAGE_DSN_FILE": file}, dsn},
		"without a password": {map[string]string{"MEDIUS_STORAGE_DSN": shown}, shown},
	} {
		var out bytes.Buffer
		w := empty(c.env)
		w.Out = &out
		if err := (&dumpCmd{}).Run(w, &cli{}); err != nil {
			t.Fatal(err)
		}
		again, err := empty(nil).settings(write(t, out.String()))
		if err != nil || again.Storage.DSN != c.want {
			t.Errorf("%s: %v, read again it is %s\n%s", name, err, again.Storage.DSN, &out)
		}
		if strings.Contains(out.String(), "hunter2") || strings.Contains(out.String(), "# Its password is left out") != (name == "in the environment") {
			t.Errorf("%s:\n%s", name, &out)
		}
	}
}

// Windows puts a mark in front of a text, or writes two bytes for each letter; neither is a part of what stands there.
func TestFilesAsWindowsWritesThem(t *testing.T) {
	two := func(text string) string {
		var wide strings.Builder
		wide.WriteString("\xff\xfe")
		for _, letter := range []byte(text) {
			wide.Write([]byte{letter, 0})
		}
		return wide.String()
	}
	for name, as := range map[string]func(string) string{
		"as it is": func(text string) string { return text }, "with a mark": func(text string) string { return "\ufeff" + text }, "two bytes": two,
	} {
		token := write(t, as(testToken+"\r\n"))
		s, err := empty(nil).settings(write(t, as("telegram:\r\n  token_file: "+token+"\r\nadapt: suggest\r\n")))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got, err := s.token(); err != nil || string(got) != testToken || s.Adapt != "suggest" {
			t.Errorf("%s: token read %v, adapt %q: %v", name, string(got) == testToken, s.Adapt, err)
		}
	}
}
