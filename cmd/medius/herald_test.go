package main

import (
	"bytes"
	"os"
	"testing"
)

// Who ends the input in place of an answer has sent nothing, and reads so on a line of its own.
func TestNoAnswerIsNo(t *testing.T) {
	nobody, err := os.Open(os.DevNull) // a device, as a keyboard is, that ends at once
	if err != nil {
		t.Fatal(err)
	}
	defer nobody.Close()
	var out bytes.Buffer
	if (world{In: nobody, Out: &out}).asked("Type yes: ", true) || out.String() != "Type yes: \n" {
		t.Errorf("said %q", &out)
	}
}
