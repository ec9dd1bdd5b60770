package bot

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// A paper goes into its letter as it was asked for, with the language of the turn and a word for when it cannot be made; a
// chart brings its own words where the message has none. A letter that may have arrived is repeated only with a chart.
func TestALetterCarriesItsPaper(t *testing.T) {
	for _, c := range []struct {
		say    dialog.Message
		want   string
		repeat bool
	}{
		{
			dialog.Message{Paper: &dialog.Paper{Kind: dialog.PaperPain, Days: 14, Side: coach.Left, Dark: true, Date: "2026-03-02"}},
			`"" {Kind:pain Days:14 Side:left Dark:true Date:2026-03-02 Language:de Of:0 Missing:paper.missing}`, true,
		},
		{
			dialog.Message{Phrase: dialog.Phrase{Key: "report.here"}, Paper: &dialog.Paper{Kind: dialog.PaperReport, Date: "2026-03-02"}},
			`"report.here" {Kind:report Days:0 Side: Dark:false Date:2026-03-02 Language:de Of:0 Missing:paper.missing}`, false,
		},
		{
			dialog.Message{Phrase: dialog.Phrase{Key: "export.here"}, Paper: &dialog.Paper{Kind: dialog.PaperExport, Date: "2026-03-02"}},
			`"export.here" {Kind:export Days:0 Side: Dark:false Date:2026-03-02 Language:de Of:0 Missing:paper.missing}`, false,
		},
	} {
		p := composer{Speak: sayKey{}, now: time.Unix(1000, 0), chat: 7, lang: "de", source: "u1"}
		letters, err := p.turn(dialog.Event{}, dialog.Turn{Say: []dialog.Message{c.say}})
		if err != nil || len(letters) != 1 {
			t.Fatalf("%d letters, %v", len(letters), err)
		}
		o, err := DecodeOutgoing(letters[0].Body)
		if err != nil || o.Paper == nil {
			t.Fatalf("%+v, %v", o, err)
		}
		if got := fmt.Sprintf("%q %+v", o.Text, *o.Paper); got != c.want {
			t.Errorf("got %s\nwant %s", got, c.want)
		}
		if letters[0].Repeat != c.repeat {
			t.Errorf("%s: repeat is %v", c.say.Paper.Kind, letters[0].Repeat)
		}
	}
}

// A paper that would replace a message, or share one with a picture, is a defect that is told before anything is written.
func TestAPaperTakesNoPlace(t *testing.T) {
	paper := &dialog.Paper{Kind: dialog.PaperWeeks, Date: "2026-03-02"}
	for _, msg := range []dialog.Message{
		{Paper: paper, Edits: "q1"}, {Paper: paper, Picture: &dialog.Picture{Exercise: "clam", View: dialog.Moving}},
	} {
		p := composer{Speak: sayKey{}, chat: 7, lang: "de", source: "u1"}
		if _, err := p.turn(dialog.Event{}, dialog.Turn{Say: []dialog.Message{msg}}); !errors.Is(err, errPaperEdits) {
			t.Errorf("%+v: %v", msg, err)
		}
	}
}

// Without its paper a letter says so, below its words or in their place.
func TestWordsWithoutAPaper(t *testing.T) {
	paper := &OutPaper{Kind: "report", Missing: "not &lt;now&gt;"}
	for want, o := range map[string]Outgoing{
		"<b>here</b>\n\nnot &lt;now&gt;": {Text: "<b>here</b>", Paper: paper},
		"not &lt;now&gt;":                {Paper: paper},
		"here\n\nnot <now>":              {Text: "here", Plain: true, Paper: paper},
	} {
		if got := o.AsWords(); got.Text != want || got.Paper != nil {
			t.Errorf("got %q, want %q", got.Text, want)
		}
	}
}
