package coach

import (
	"bufio"
	"bytes"
	"encoding/json"
	"os"
	"testing"
)

type goldenCase struct {
	ID      string  `json:"id"`
	State   State   `json:"state"`
	Answers Answers `json:"answers"`
	Want    struct {
		Level  Level  `json:"level"`
		Action Action `json:"action"`
		State  State  `json:"state"`
	} `json:"want"`
}

// goldenRows says which row and reason each golden case must come from; the file itself knows level, action, state.
var goldenRows = map[string]struct {
	row    string
	reason Reason
	cause  Cause
}{
	"G01": {"I8", ReasonHoldPoints, CauseDuring}, "G02": {"I13", ReasonUpGreen, CauseDuring},
	"G03": {"I6", ReasonHoldHard, CauseDuring}, "G04": {"H2", ReasonBack1Effort, CauseDuring},
	"G05": {"I12", ReasonHoldCap, CauseDuring}, "G06": {"I7", ReasonHoldCool, CauseDuring},
	"G07": {"I4", ReasonHoldPainkiller, CauseDuring}, "G08": {"I2", ReasonHoldPartial, CauseDuring},
	"G09": {"I1", ReasonHoldData, CauseDuring}, "G10": {"C2", ReasonHoldData, ""},
	"G11": {"I8", ReasonHoldPoints, CauseDuring}, "G12": {"I13", ReasonUpAmber, CauseDuring},
	"G13": {"I6", ReasonHoldHard, CauseDuring}, "G14": {"G4", ReasonHoldLinger, CauseMorning},
	"G15": {"G2", ReasonBack1Linger, CauseMorning}, "G16": {"G3", ReasonBack1Hard, CauseNight},
	"G17": {"F4", ReasonBack2Red, CauseDuring}, "G18": {"F1", ReasonRestFlare, CauseDuring},
	"G19": {"F4", ReasonBack2Red, CauseNight}, "G20": {"F4", ReasonBack2Red, CauseMorning},
	"G21": {"D1", ReasonRestFlare, CauseDuring}, "G22": {"B3", ReasonFlareWait, CauseMorning},
	"G23": {"B4", ReasonFlareExit, CauseMorning}, "G24": {"B2", ReasonFlareSore, CauseMorning},
	"G25": {"I10", ReasonRungUp, CauseDuring}, "G26": {"I6", ReasonHoldTop, CauseDuring},
	"G27": {"E4", ReasonTrialOK, CauseDuring}, "G28": {"E1", ReasonTrialBack, CauseDuring},
	"G29": {"G4", ReasonHoldTrend, CauseTrend}, "G30": {"G4", ReasonHoldPainStop, CauseStopped},
	"G31": {"A1", ReasonStopFlag, ""}, "G32": {"F3", ReasonRungDownMin, CauseDuring},
	"G33": {"I9", ReasonHoldLast, CauseDuring},
}

func goldenCases(t testing.TB) []goldenCase {
	t.Helper()
	file, err := os.ReadFile("testdata/adaptation-golden.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldenCase
	lines := bufio.NewScanner(bytes.NewReader(file))
	for lines.Scan() {
		var c goldenCase
		dec := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		dec.DisallowUnknownFields()
		if err := dec.Decode(&c); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		cases = append(cases, c)
	}
	return cases
}

// Every golden case comes out exactly, all thirteen fields, and for the right reason.
func TestGoldenCases(t *testing.T) {
	cases := goldenCases(t)
	if len(cases) != 33 || len(goldenRows) != 33 {
		t.Fatalf("%d cases in the file, %d in the table, want 33", len(cases), len(goldenRows))
	}
	for _, c := range cases {
		t.Run(c.ID, func(t *testing.T) {
			d, err := Decide(c.State, c.Answers)
			if err != nil {
				t.Fatal(err)
			}
			if d.Level != c.Want.Level || d.Action != c.Want.Action || d.State != c.Want.State {
				t.Errorf("got  %s %s %+v\nwant %s %s %+v", d.Level, d.Action, d.State, c.Want.Level, c.Want.Action, c.Want.State)
			}
			want := goldenRows[c.ID]
			if d.Row != want.row || d.Reason != want.reason || d.Cause != want.cause {
				t.Errorf("got row %s %s %q, want %s %s %q", d.Row, d.Reason, d.Cause, want.row, want.reason, want.cause)
			}
			if d.Rules != RulesVersion {
				t.Errorf("rules version %q", d.Rules)
			}
			if (d.Missing != "") != (d.Reason == ReasonHoldData) {
				t.Errorf("missing %q with reason %s", d.Missing, d.Reason)
			}
		})
	}
}

// What is stored comes back as it was, a missing trend included.
func TestAnswersAndDecisionsSurviveJSON(t *testing.T) {
	for _, c := range goldenCases(t) {
		d, err := Decide(c.State, c.Answers)
		if err != nil {
			t.Fatal(err)
		}
		b, err := json.Marshal(struct {
			A Answers
			D Decision
		}{c.Answers, d})
		if err != nil {
			t.Fatal(err)
		}
		var back struct {
			A Answers
			D Decision
		}
		if err := json.Unmarshal(b, &back); err != nil {
			t.Fatal(err)
		}
		if back.D != d {
			t.Errorf("%s: decision %+v came back as %+v", c.ID, d, back.D)
		}
		again, err := Decide(c.State, back.A)
		if err != nil || again != d {
			t.Errorf("%s: the answers decide %+v after storing, %+v before (%v)", c.ID, again, d, err)
		}
	}
	b, err := json.Marshal(Answers{Completion: CompletionNone})
	want := `{"during":null,"after":null,"morning":null,"night":null,"effort":null,"completion":"none","trend":null,` +
		`"stopped_for_pain":false,"painkiller":false,"red_flag":false,"low_adherence":false}`
	if string(b) != want || err != nil {
		t.Errorf("got  %s\nwant %s (%v)", b, want, err)
	}
}
