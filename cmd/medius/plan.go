package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"medius/coach"
)

type planCmd struct{}

// Help is shown by medius plan --help.
func (*planCmd) Help() string {
	return `Every line on standard input is a JSON object:

  {"id": "…", "state": {"rung": 1, "step": 8, …}, "answers": {"during": 2, "completion": "full", …}}

"id" may be left out; "want" is passed over. For every line one comes out:

  {"id": "…", "level": "L0", "action": "UP", "reason": "UP_GREEN", "row": "I13", "state": {…}}

To try it, paste this line into a shell; after this calm, easy day the answer is a step up:

  echo '{"state": {"rung": 1, "step": 8, "points": 2, "usual_morning_pain": 2, "week_start_step": 8, "peak_step_7d": 8}, "answers": {"during": 2, "after": 2, "morning": 2, "night": 1, "effort": 1, "completion": "full"}}' | medius plan

docs/adaptation.md explains the fields. This is how to ask what the coach would do without a member.`
}

// question is a line of standard input.
type question struct {
	ID      json.RawMessage `json:"id"`
	State   *coach.State    `json:"state"`
	Answers *coach.Answers  `json:"answers"`
	Want    json.RawMessage `json:"want"` // of the golden vectors
}

// verdict is a line of standard output.
type verdict struct {
	ID     json.RawMessage `json:"id,omitempty"`
	Level  coach.Level     `json:"level"`
	Action coach.Action    `json:"action"`
	Reason coach.Reason    `json:"reason"`
	Row    string          `json:"row"`
	State  coach.State     `json:"state"`
}

// longestLine is far above any question.
const longestLine = 1 << 20

// Run answers line by line. A bad line is reported and the others are answered all the same.
func (*planCmd) Run(w world) error {
	lines := bufio.NewScanner(w.In)
	lines.Buffer(nil, longestLine)
	out := bufio.NewWriter(w.Out)
	bad := 0
	for n := 1; lines.Scan(); n++ {
		line := bytes.TrimSpace(lines.Bytes())
		if len(line) == 0 {
			continue
		}
		answer, err := decide(line)
		if err == nil {
			err = json.NewEncoder(out).Encode(answer)
		}
		if err != nil {
			bad++
			fmt.Fprintf(w.Err, "line %d: %v\n", n, err)
		}
	}
	if err := errors.Join(lines.Err(), out.Flush()); err != nil {
		return fail("", "standard input: %w", err)
	}
	if bad > 0 {
		return fail("medius plan --help shows what a line looks like", "%d of the lines could not be decided", bad)
	}
	return nil
}

func decide(line []byte) (verdict, error) {
	var q question
	in := json.NewDecoder(bytes.NewReader(line))
	in.DisallowUnknownFields()
	if err := in.Decode(&q); err != nil {
		return verdict{}, err
	}
	if _, err := in.Token(); err != io.EOF {
		return verdict{}, errors.New("there is more than one object")
	}
	if q.State == nil || q.Answers == nil {
		return verdict{}, errors.New("\"state\" and \"answers\" are needed")
	}
	d, err := coach.Decide(*q.State, *q.Answers)
	if err != nil {
		return verdict{}, err
	}
	return verdict{ID: q.ID, Level: d.Level, Action: d.Action, Reason: d.Reason, Row: d.Row, State: d.State}, nil
}
