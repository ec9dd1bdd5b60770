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
	newLog(c, veil{&log, token}).Info("started", "config", c, "token", c.Telegram.Token, "address", "http://host/bot"+token+"/getMe")
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
