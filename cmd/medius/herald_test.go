package main

import (
	"bytes"
	"os"
	"strings"
	"testing"
)

// Who ends the input in place of an answer has sent nothing, and reads so on a line of its own.
func TestNoAnswerIsNo(t *testing.T) {
	var out bytes.Buffer
	if (world{In: strings.NewReader(""), Out: &out}).asked("Type yes: ", true) || out.String() != "Type yes: \n" {
		t.Errorf("said %q", &out)
	}
}

// Where nobody sits at a keyboard, nobody is asked: what a service or cron gives a program to read is a device, too.
func TestNobodyIsAskedWithoutATerminal(t *testing.T) {
	nobody, err := os.Open(os.DevNull)
	if err != nil {
		t.Fatal(err)
	}
	defer nobody.Close()
	if (world{In: nobody}).attended() || (world{In: strings.NewReader("yes\n")}).attended() {
		t.Error("somebody is said to sit there")
	}
}
