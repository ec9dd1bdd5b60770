package main

import (
	"bytes"
	"encoding/json"
	"os"
	"strings"
	"testing"

	"medius/coach"
)

// Every golden vector of the rules comes out of the command as it must, in order.
func TestPlanAnswersTheGoldenVectors(t *testing.T) {
	golden, err := os.ReadFile("../../coach/testdata/adaptation-golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var out, errs bytes.Buffer
	if status := run(t.Context(), []string{"plan"}, bytes.NewReader(golden), &out, &errs); status != 0 {
		t.Fatalf("status %d: %s", status, &errs)
	}
	wanted, got := strings.Split(strings.TrimSpace(string(golden)), "\n"), strings.Split(strings.TrimSpace(out.String()), "\n")
	if len(wanted) != len(got) || len(got) < 33 {
		t.Fatalf("%d lines out of %d", len(got), len(wanted))
	}
	type line struct {
		ID     string
		Level  coach.Level
		Action coach.Action
		Reason coach.Reason
		Row    string
		State  coach.State
	}
	for i := range wanted {
		var want struct {
			ID   string
			Want line
		}
		var have line
		if err := json.Unmarshal([]byte(wanted[i]), &want); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal([]byte(got[i]), &have); err != nil {
			t.Fatal(err)
		}
		if have.ID != want.ID || have.Level != want.Want.Level || have.Action != want.Want.Action || have.State != want.Want.State {
			t.Errorf("%s:\ngot  %+v\nwant %+v", want.ID, have, want.Want)
		}
		if have.Reason == "" || have.Row == "" {
			t.Errorf("%s: no reason: %s", want.ID, got[i])
		}
	}
}
