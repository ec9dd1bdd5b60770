package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"testing"
)

// A secret is not seen, however it is printed.
func TestASecretIsNotSeen(t *testing.T) {
	const token = "4242:TEST-token-that-must-never-be-seen"
	c := defaults()
	c.Telegram.Token = token
	asJSON, err := json.Marshal(c)
	if err != nil {
		t.Fatal(err)
	}
	var log bytes.Buffer
	newLog(c, veil{&log, []Secret{token}}).Info("started", "config", c, "token", c.Telegram.Token, "address", "http://host/bot"+token+"/getMe")
	for _, printed := range []string{
		fmt.Sprint(c), fmt.Sprintf("%v %+v %s", c, c, c.Telegram.Token), fmt.Sprintf("%#v", c), fmt.Sprintf("%q", c.Telegram.Token),
		string(asJSON), log.String(),
	} {
		if bytes.Contains([]byte(printed), []byte("TEST-token")) {
			t.Errorf("the token is in %s", printed)
		}
		if !bytes.Contains([]byte(printed), []byte(hidden)) {
			t.Errorf("it is not said that there is one: %s", printed)
		}
	}
}

// Whatever looks like a password in another setting is not shown either, and everything else is.
func TestPasswordsInSettingsAreNotShown(t *testing.T) {
	for value, want := range map[string]string{
		"postgres://medius:hunter2@db.example.org/medius?sslmode=require": "postgres://medius:(secret)@db.example.org/medius?sslmode=require",
		"host=db user=medius password=hunter2 dbname=medius":              "host=db user=medius password=(secret) dbname=medius",
		"host=db password='hunter 2' dbname=medius":                       "host=db password=(secret) dbname=medius",
		"http://127.0.0.1:8081":                                           "http://127.0.0.1:8081",
		"https://api.telegram.org/x@y":                                    "https://api.telegram.org/x@y",
		"http://127.0.0.1:1/bot4242:TEST-token-that-must-never-be-seen":   "http://127.0.0.1:1/bot(secret)",
		"mail@example.org":                                                "mail@example.org",
	} {
		if got := discreet(value); got != want {
			t.Errorf("%s: got %s, want %s", value, got, want)
		}
		var out bytes.Buffer
		w := empty(map[string]string{"MEDIUS_OWNER_CONTACT": value})
		w.Out = &out
		if err := (&dumpCmd{}).Run(w, &cli{}); err != nil || bytes.Contains(out.Bytes(), []byte("hunter")) {
			t.Errorf("%s: %v\n%s", value, err, &out)
		}
	}
}
