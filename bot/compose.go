package bot

import (
	"bytes"
	"fmt"
	"slices"
	"time"

	"medius/coach"
	"medius/coach/dialog"
)

// composer turns the messages of one turn into letters. Every letter has a key that names its source, so that a turn that
// is applied once is also said once.
type composer struct {
	Speak   Speaker
	now     time.Time
	chat    int64
	lang    string
	source  string
	due     time.Time // the promised moment that led to it; zero: none did
	letters []coach.Letter
	err     error // the first thing that went wrong
}

// turn composes everything one turn says: first the answer to the tap, last what only tidies up.
func (p *composer) turn(ev dialog.Event, turn dialog.Turn) ([]coach.Letter, error) {
	if ev.Kind == dialog.Tapped || ev.Kind == dialog.Flooded {
		p.acknowledge(ev, turn)
	}
	for _, msg := range turn.Say {
		p.message(msg)
	}
	p.remove(turn.Remove)
	p.choose(ev, turn)
	p.strip(turn.Strip)
	return p.letters, p.err
}

// ackLife is how long the answer to a tap is worth anything.
const ackLife = 100 * time.Second

// chosenLife is how long it is worth shrinking a keyboard to the button that was chosen. It outlasts the drawing of a new
// picture, behind which it waits.
const chosenLife = 30 * time.Second

// acknowledge ends the tap's progress bar.
func (p *composer) acknowledge(ev dialog.Event, turn dialog.Turn) {
	if ev.Callback != "" {
		out := Outgoing{Kind: OutAck, Callback: ev.Callback}
		if turn.Toast != nil {
			out.Toast = PlainText(p.Speak, p.lang, *turn.Toast)
		}
		p.add(out, coach.Letter{Lane: coach.LaneAck, Expires: p.now.Add(ackLife), Repeat: true}, "ack")
	}
}

// choose shrinks a keyboard that was answered to what was chosen. It comes after the answer, so that it delays nothing.
func (p *composer) choose(ev dialog.Event, turn dialog.Turn) {
	letter := coach.Letter{Lane: coach.LaneTimer, Expires: p.now.Add(chosenLife), Repeat: true, Part: true}
	out := Outgoing{Kind: OutChoose}
	label := ev.Label
	switch {
	case turn.Closed != nil && p.changed(turn.Closed.Name):
		return
	case turn.Closed != nil:
		letter.Target, label = p.named(turn.Closed.Name), PlainText(p.Speak, p.lang, turn.Closed.Label)
	case turn.Chosen && ev.Message != 0 && label != "":
		out.Message = ev.Message
	default:
		return
	}
	out.Buttons = [][]OutButton{{{Text: "✓ " + label, Data: "0:done"}}}
	p.add(out, letter, "chosen")
}

// strip takes the buttons off messages that are over. It is a nicety: where there is no time for it, it is left out.
func (p *composer) strip(names []string) {
	for _, name := range names {
		if p.changed(name) {
			continue
		}
		letter := coach.Letter{Lane: coach.LaneTimer, Expires: p.now.Add(chosenLife), Target: p.named(name), Repeat: true, Part: true}
		p.add(Outgoing{Kind: OutChoose}, letter, "strip:"+name)
	}
}

// remove takes messages back. Unlike a keyboard, a message that is over must go, however late.
func (p *composer) remove(names []string) {
	for _, name := range names {
		letter := coach.Letter{Lane: coach.LaneReply, Target: p.named(name), Repeat: true}
		p.add(Outgoing{Kind: OutDelete}, letter, "remove:"+name)
	}
}

// changed tells whether this turn edits or removes the message of that name; its keyboard is taken care of then.
func (p *composer) changed(name string) bool {
	return slices.ContainsFunc(p.letters, func(l coach.Letter) bool { return l.Target == p.named(name) && !l.Part })
}

func (p *composer) message(msg dialog.Message) {
	out, repeat := Outgoing{Kind: OutSend, Silent: msg.Silent}, true
	if msg.Paper != nil {
		repeat = p.paper(msg, &out)
	}
	if msg.Paper == nil || msg.Phrase.Key != "" {
		text, err := Render(p.Speak, p.lang, msg.Phrase)
		if err != nil {
			p.fail(err)
			return
		}
		out.Text = text
	}
	if msg.Picture != nil {
		out.Picture = outPicture(*msg.Picture, p.lang)
	}
	for _, row := range msg.Buttons {
		var line []OutButton
		for _, b := range row {
			line = append(line, OutButton{
				Text: PlainText(p.Speak, p.lang, b.Label), Data: fmt.Sprintf("%d:%s", msg.Question, b.Value), Danger: b.Danger,
			})
		}
		out.Buttons = append(out.Buttons, line)
	}
	if msg.Panel != nil {
		out.Panel = p.panel(*msg.Panel)
	}
	letter := coach.Letter{Lane: msg.Lane, Repeat: repeat}
	if bulk(msg.Lane) {
		letter.Due = p.due
	}
	if msg.Expires > 0 {
		letter.Expires = p.now.Add(msg.Expires)
	}
	name := fmt.Sprintf("%d", len(p.letters))
	switch {
	case msg.Edits != "":
		out.Kind, letter.Target = OutEdit, p.named(msg.Edits)
	case msg.Slot != "" && msg.Lane == coach.LaneBroadcast: // so that the letters of one announcement are found together
		letter.Key = msg.Slot + ":" + p.named("")
	case msg.Slot != "":
		letter.Key = p.named("slot:" + msg.Slot)
	}
	if msg.Name != "" {
		letter.Key = p.named(msg.Name)
	}
	p.add(out, letter, name)
}

func (p *composer) panel(panel dialog.Panel) *OutPanel {
	out := &OutPanel{Remove: panel.Remove, Persistent: !panel.Remove}
	if panel.Location != nil {
		out.Location = PlainText(p.Speak, p.lang, *panel.Location)
	}
	for _, row := range panel.Rows {
		var line []string
		for _, label := range row {
			line = append(line, PlainText(p.Speak, p.lang, label))
		}
		out.Rows = append(out.Rows, line)
	}
	return out
}

// named makes a name that is the member's own unique in the whole outbox.
func (p *composer) named(name string) string { return fmt.Sprintf("c%d:%s", p.chat, name) }

func (p *composer) fail(err error) {
	if p.err == nil {
		p.err = err
	}
}

// mended is what JSON has in place of a byte that is no UTF-8, which Telegram would refuse.
var mended = []byte(`\ufffd`)

// add puts a call into its envelope. name tells the letters of one turn apart where they have no name of their own.
func (p *composer) add(out Outgoing, l coach.Letter, name string) {
	body, err := out.Encode()
	if err != nil {
		p.fail(err)
		return
	}
	l.Chat, l.Body = p.chat, body
	if !bytes.Contains(body, mended) {
		l.Made = out
	}
	if l.Key == "" {
		l.Key = p.named(p.source + ":" + name)
	}
	p.letters = append(p.letters, l)
}
