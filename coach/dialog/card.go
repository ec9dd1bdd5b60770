package dialog

import (
	"slices"
	"strconv"
	"time"

	"medius/coach"
)

// The card: one message with a picture that is changed in place through a whole session, so that the picture always
// stands beside the buttons and the chat is not flooded. It is the last thing in the chat: when something else has been
// said since, the next question takes it away and sends it anew. A short bell may stand below it, since a message that
// changes makes no sound. Without pictures there is no card, and every question is a message of its own.

// Sheet is what there is to see and to read of an exercise.
type Sheet struct {
	Moves    int   // texts exercise.<id>.move.1 to n, one for each phase
	Mistakes int   // texts exercise.<id>.mistake.1 to n
	Wrong    []int // the mistakes that are drawn, right beside wrong, in the order of their pictures
	Drawn    bool  // there are pictures of it
	// FullMove is the move that goes another way in the full range, where the texts are exercise.<id>.full.move, .tempo and
	// .how; 0: there is no such form. NotFull are the mistakes that are none there.
	FullMove int
	NotFull  []int
}

// steps is how many stills there are: the start and the end of each phase.
func (s Sheet) steps() int { return s.Moves + 1 }

// sheet is empty for what nobody has told anything of.
func (t *turn) sheet(id string) Sheet {
	if t.Sheet == nil {
		return Sheet{}
	}
	return t.Sheet(id)
}

// picture of an exercise on a side; nil where there is none to be shown.
func (t *turn) picture(id string, view View, number int, side coach.Side) *Picture {
	if t.m.NoPictures || !t.sheet(id).Drawn {
		return nil
	}
	return &Picture{Exercise: id, View: view, Number: number, Side: side, Full: t.shownFull(id, side), Build: t.m.Build}
}

// ofSet is the moving picture of a set.
func (t *turn) ofSet(set *coach.Set) *Picture {
	return t.picture(set.Exercise, Moving, 0, t.sideOf(set))
}

// sideOf is the side a set's picture is shown for: where it is done, or the one sore side it counts for.
func (t *turn) sideOf(set *coach.Set) coach.Side {
	if set.Side == "" && len(set.Sides) == 1 {
		return set.Sides[0]
	}
	return set.Side
}

// ofSession is the picture for the question at hand: the set moving while it is to be done, its start as a still while
// the member rests, and so the last one's when all are done, on the side that is asked about.
func (t *turn) ofSession() *Picture {
	s, card := t.m.Session, t.m.Place.Card
	if set := s.Current(); set != nil {
		if t.m.Place.Scene == "rest" {
			return t.picture(set.Exercise, Step, 1, t.sideOf(set))
		}
		return t.ofSet(set)
	}
	last := &s.Sets[len(s.Sets)-1]
	id, side := last.Exercise, t.sideOf(last)
	if card.Live() && card.Shows.View == string(Moving) {
		id, side = card.Shows.Exercise, card.Shows.Side
	}
	if side != "" && len(s.Rate) > 0 {
		side = s.Rate[0]
	}
	return t.picture(id, Step, 1, side)
}

// deal puts a question with a picture on the card: it changes the card, or sends a new one and takes the old one away.
func (t *turn) deal(msg *Message) {
	p := &t.m.Place
	if p.Card.Live() && !p.Card.Buried {
		t.change(msg)
		p.Changed = t.now
	} else {
		if p.Card.Live() {
			t.out.Remove = append(t.out.Remove, questionName(p.Card.Question))
		}
		p.Card.Question, msg.Name = msg.Question, questionName(msg.Question)
	}
	p.Card.Shows, p.Card.Buried, p.Shown = shown(*msg.Picture), false, p.Card.Question
}

// change aims a message at the card. What this turn wanted to put there before is over.
func (t *turn) change(msg *Message) {
	msg.Edits = questionName(t.m.Place.Card.Question)
	t.out.Say = slices.DeleteFunc(t.out.Say, func(m Message) bool { return m.Edits == msg.Edits })
}

// shown is a picture as the card remembers it.
func shown(p Picture) coach.Shown {
	return coach.Shown{Exercise: p.Exercise, View: string(p.View), Number: p.Number, Side: p.Side, Full: p.Full, Build: p.Build}
}

// layDown ends the card: its picture comes to rest, it has no buttons any more, and says p.
func (t *turn) layDown(p Phrase) {
	card := &t.m.Place.Card
	if !card.Live() {
		return
	}
	s := card.Shows
	if s.View == string(Moving) {
		s.View, s.Number = string(Step), 1
	}
	msg := Message{
		Phrase: p, Lane: coach.LaneReply,
		Picture: &Picture{Exercise: s.Exercise, View: View(s.View), Number: s.Number, Side: s.Side, Full: s.Full, Build: s.Build},
	}
	t.change(&msg)
	t.out.Say = append(t.out.Say, msg)
	*card = coach.Card{}
}

// dropCard leaves a card where it is, without its buttons.
func (t *turn) dropCard() {
	if card := &t.m.Place.Card; card.Live() {
		t.out.Strip = append(t.out.Strip, questionName(card.Question))
		*card = coach.Card{}
	}
}

// bury notes that something stands below the card now.
func (t *turn) bury() { t.m.Place.Card.Buried = t.m.Place.Card.Live() }

// bell makes the phone sound for what the card says now. It is taken back at the next word or tap.
func (t *turn) bell(p Phrase) {
	t.unring()
	place := &t.m.Place
	place.Bell = "bell" + strconv.Itoa(place.Question+1)
	t.out.Say = append(t.out.Say, Message{Phrase: p, Name: place.Bell, Lane: coach.LaneReply, Expires: timerUseful})
}

func (t *turn) unring() {
	if bell := &t.m.Place.Bell; *bell != "" {
		t.out.Remove = append(t.out.Remove, *bell)
		*bell = ""
	}
}

// ring asks a scene of the session so that the phone sounds, with a sentence that says why.
func (t *turn) ring(head Phrase, scene string) {
	if card := t.m.Place.Card; card.Live() && !card.Buried && t.ofSession() != nil {
		t.bell(head)
		t.ask(scene)
		return
	}
	if !t.m.Place.Card.Live() {
		t.stripShown()
	}
	t.under(head, scene)
}

// doubleTap is how soon after a question has taken the place of another one a tap is the second half of a double tap,
// which was meant for the one before: nobody reads that fast. A wrong 0 would earn an increase.
const doubleTap = time.Second

// tooQuick: the tap may have been meant for what stood on the card before. What stops always counts.
func (t *turn) tooQuick(choice string) bool {
	p := t.m.Place
	if !scenes[p.Scene].session || p.Changed.IsZero() || choice == "stop" || choice == "hurts" {
		return false
	}
	since := t.now.Sub(p.Changed)
	return since >= 0 && since < doubleTap
}
