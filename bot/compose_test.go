package bot

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// keys is a speaker that says the key.
type sayKey struct{}

func (sayKey) Say(_, key string, _ map[string]any) (string, error) { return key, nil }
func (sayKey) Blanks(string) []string                              { return nil }

// compose gives the letters of a turn, each as a line.
func compose(t *testing.T, ev dialog.Event, turn dialog.Turn) []string {
	t.Helper()
	p := composer{Speak: sayKey{}, now: time.Unix(1000, 0), chat: 7, lang: "de", source: "u1"}
	letters, err := p.turn(ev, turn)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, l := range letters {
		o, err := DecodeOutgoing(l.Body)
		if err != nil {
			t.Fatal(err)
		}
		line := fmt.Sprintf("%s %s %s", o.Kind, strings.TrimPrefix(l.Target, "c7:"), o.Text)
		if o.Picture != nil {
			line += fmt.Sprintf(" %+v", *o.Picture)
		}
		if l.Part {
			line += " (part)"
		}
		lines = append(lines, line)
	}
	return lines
}

func says(key string) dialog.Message {
	return dialog.Message{Phrase: dialog.Phrase{Key: key}, Lane: coach.LaneReply}
}

// A picture goes into its letter as it was asked for, with the language of the turn.
func TestALetterCarriesItsPicture(t *testing.T) {
	card := says("set")
	card.Edits = "q1"
	card.Picture = &dialog.Picture{Exercise: "hip_drop", View: dialog.Step, Number: 2, Side: coach.Left, Full: true, Build: coach.Man}
	got := compose(t, dialog.Event{}, dialog.Turn{Say: []dialog.Message{card}})
	if want := "edit q1 set {Exercise:hip_drop View:step Number:2 Side:left Full:true Build:m Language:de}"; len(got) != 1 || got[0] != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What is over is taken back after the new words; a message that is changed or taken back anyway loses its buttons by that.
func TestWhatATurnTidiesUp(t *testing.T) {
	card := says("pain")
	card.Edits = "card"
	turn := dialog.Turn{
		Say: []dialog.Message{says("hello"), card}, Remove: []string{"bell"}, Strip: []string{"card", "bell", "old"},
		Closed: &dialog.Closed{Name: "card", Label: dialog.Phrase{Key: "done"}},
	}
	got := strings.Join(compose(t, dialog.Event{Kind: dialog.Said}, turn), "\n")
	want := "send  hello\nedit card pain\ndelete bell \nchoose old  (part)"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	turn = dialog.Turn{Say: []dialog.Message{says("hello")}, Closed: turn.Closed}
	if got := strings.Join(compose(t, dialog.Event{Kind: dialog.Said}, turn), "\n"); got != "send  hello\nchoose card  (part)" {
		t.Errorf("got\n%s", got)
	}
}

// The lateness of a reminder counts from the moment that was promised; an answer's from when it was written.
func TestALetterKnowsTheMomentItIsFor(t *testing.T) {
	promised := time.Unix(900, 0)
	p := composer{Speak: sayKey{}, now: time.Unix(1000, 0), due: promised, chat: 7, lang: "de", source: "d:morning:900"}
	reminder := says("prompt")
	reminder.Lane = coach.LaneReminder
	letters, err := p.turn(dialog.Event{Kind: dialog.Arrived}, dialog.Turn{Say: []dialog.Message{reminder, says("answer")}})
	if err != nil || len(letters) != 2 {
		t.Fatalf("%d letters, %v", len(letters), err)
	}
	if !letters[0].Due.Equal(promised) || !letters[1].Due.IsZero() {
		t.Errorf("due %s and %s", letters[0].Due, letters[1].Due)
	}
}

// What Telegram would refuse is mended on the way to the outbox, and what leaves at once is what stands there.
func TestALetterThatIsNoUTF8(t *testing.T) {
	p := composer{chat: 1, source: "s"}
	p.add(Outgoing{Kind: OutSend, Text: "J\xf6rg"}, coach.Letter{}, "0")
	out, err := read(p.letters[0])
	if err != nil || out.Text != "J\ufffdrg" {
		t.Errorf("%q, %v", out.Text, err)
	}
}
