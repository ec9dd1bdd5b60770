package bot

import (
	"reflect"
	"strings"
	"testing"

	"medius/coach"
)

// A letter that is written and read again is the same letter.
func TestOutgoingSurvivesItsEnvelope(t *testing.T) {
	for _, want := range []Outgoing{
		{Kind: OutSend, Text: "a <b>b</b>", Buttons: [][]OutButton{{{Text: "Yes", Data: "4:y"}, {Text: "No", Data: "4:n"}}, {{Text: "?", Data: "4:?"}}}},
		{Kind: OutSend, Text: "x", Plain: true, Panel: &OutPanel{Rows: [][]string{{"a", "b"}}, Location: "here",
			Persistent: true}},
		{Kind: OutSend, Text: "x", Panel: &OutPanel{Remove: true}},
		{Kind: OutEdit, Text: "x", Message: 1 << 40},
		{Kind: OutEdit, Text: "x", Message: 1, Bare: true},
		{Kind: OutSend, Text: "x", Picture: &OutPicture{Exercise: "hip_drop", View: "step", Number: 2, Side: "left", Full: true,
			Build: "m", Language: "de"}},
		{Kind: OutSend, Text: "x", Paper: &OutPaper{Kind: "pain", Days: 30, Side: "left", Dark: true, Date: "2026-03-02", Language: "de",
			Missing: "no"}},
		{Kind: OutChoose, Message: 3, Buttons: [][]OutButton{{{Text: "Yes", Data: "4:y"}}}},
		{Kind: OutAck, Callback: "77", Toast: "Noted."},
		{Kind: OutDelete, Message: 3},
	} {
		body, err := want.Encode()
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeOutgoing(body)
		if err != nil || !reflect.DeepEqual(got, want) {
			t.Errorf("got %+v, %v\nwant %+v", got, err, want)
		}
	}
}

// A body that cannot be read is refused without being quoted.
func TestBadBodies(t *testing.T) {
	for _, body := range []string{"", "null", "my pain is 7", `{"kind":"my pain is 7","text":"my pain"}`, `{"text":"my pain"}`} {
		_, err := DecodeOutgoing([]byte(body))
		if err == nil {
			t.Errorf("%q was accepted", body)
		} else if strings.Contains(err.Error(), "my pain") {
			t.Errorf("the body is quoted: %v", err)
		}
	}
}

// A letter's target goes before the message named in its body.
func TestAim(t *testing.T) {
	out := Outgoing{Kind: OutEdit, Message: 5}
	if got := out.Aim(coach.Letter{}); got != 5 {
		t.Errorf("aims at %d, want 5", got)
	}
	if got := out.Aim(coach.Letter{TargetMessage: 6}); got != 6 {
		t.Errorf("aims at %d, want 6", got)
	}
}

// Plain text has no tags and no entities left, and stripping twice does not eat a member's own brackets.
func TestAsPlain(t *testing.T) {
	out := Outgoing{Kind: OutSend, Text: `<b>Set 1</b> of 3: hold &lt;10 s&gt; &amp; <a href="https://a.b/?c=d">breathe</a>`}
	want := "Set 1 of 3: hold <10 s> & breathe"
	once := out.AsPlain()
	if once.Text != want || !once.Plain {
		t.Errorf("got %q, want %q", once.Text, want)
	}
	if twice := once.AsPlain(); twice.Text != want {
		t.Errorf("stripped twice: %q", twice.Text)
	}
}

// A caption is measured without its markup, and never found shorter than Telegram finds it.
func TestCaptionFits(t *testing.T) {
	for text, want := range map[string]bool{
		strings.Repeat("w", 1024): true, strings.Repeat("w", 1025): false, strings.Repeat("&lt;", 1024): true,
		"<b>" + strings.Repeat("ä", 1024) + "</b>": true, strings.Repeat("🦵", 1024): false, strings.Repeat("🦵", 512): true,
	} {
		if got := (Outgoing{Text: text}).CaptionFits(); got != want {
			t.Errorf("%d bytes: %v, want %v", len(text), got, want)
		}
	}
}
