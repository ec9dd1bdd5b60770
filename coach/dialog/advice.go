package dialog

import (
	"slices"

	"medius/coach"
)

// What the coach knows to tell beside the exercises: tips, answers to questions, and where both come from.

// Advice is all there is of it, each in the order in which it is listed.
type Advice struct {
	Tips    []Tip
	Answers []Answer
	Sources []Source
}

// Tip is one short piece of advice; its words are the text tip.<id>.
type Tip struct {
	coach.Tip
	Sources []string // ids
}

// Answer is a fixed answer to a question; its words are the texts answer.<id>.question and answer.<id>.text.
type Answer struct {
	ID       string
	Sources  []string            // ids
	Keywords map[string][]string // by language; what a question is found by (words.Topic)
	Aside    bool                // found by its words, but not in the list
}

// Source is where a fact comes from; its text source.<id>.about says what is to be found there.
type Source struct {
	ID      string
	Title   string // not translated
	Address string // "" for what has none
}

// tellTip tells the tip of the day, if there is one: in a calm moment, right after something was finished, so that it
// neither rings the phone by itself nor stands between a question and its answer.
func (t *turn) tellTip() {
	if t.m.Tips.Off {
		return
	}
	var tips []coach.Tip
	for _, tip := range t.Advice.Tips {
		tips = append(tips, tip.Tip)
	}
	next, ok := coach.NextTip(tips, t.m.Tips.Told, t.m.TipDay(t.m.Outcomes, t.today(), t.m.Running.Active()))
	if !ok {
		return
	}
	first := len(t.m.Tips.Told) == 0
	t.m.Tips.Told = append(slices.Clip(t.m.Tips.Told), coach.TipTold{ID: next.ID, On: t.today()})
	t.note("tip", "id", next.ID)
	i := slices.IndexFunc(t.Advice.Tips, func(tip Tip) bool { return tip.ID == next.ID })
	p := phrase("advice.tip", "tip", t.tipPhrase(t.Advice.Tips[i]))
	if first {
		p = phrase("under", "head", p, "body", phrase("advice.first"))
	}
	t.saying(p, nil)
}

// tipPhrase is a tip with its sources.
func (t *turn) tipPhrase(tip Tip) Phrase {
	return phrase("advice.sourced", "text", phrase("tip."+tip.ID), "sources", t.sourcesPhrase(tip.Sources))
}

// answerPhrase is an answer under its question, with its sources.
func (t *turn) answerPhrase(a Answer) Phrase {
	return phrase("advice.answer", "question", phrase("answer."+a.ID+".question"),
		"answer", phrase("advice.sourced", "text", phrase("answer."+a.ID+".text"), "sources", t.sourcesPhrase(a.Sources)))
}

// sourcesPhrase names sources.
func (t *turn) sourcesPhrase(ids []string) Phrase {
	var named []Phrase
	for _, s := range t.Advice.Sources {
		if slices.Contains(ids, s.ID) {
			named = append(named, sourceName(s))
		}
	}
	if len(named) == 0 {
		return phrase("list.none")
	}
	all := named[0]
	for _, p := range named[1:] {
		all = phrase("advice.and", "a", all, "b", p)
	}
	return all
}

// sourceName is a title. What has no address is no publication with a name of its own; it is named in the member's
// language.
func sourceName(s Source) Phrase {
	if s.Address == "" {
		return phrase("advice.unpublished." + s.ID)
	}
	return phrase("advice.title", "title", s.Title)
}

// answer finds one.
func (t *turn) answer(id string) (Answer, bool) {
	for _, a := range t.Advice.Answers {
		if a.ID == id {
			return a, true
		}
	}
	return Answer{}, false
}
