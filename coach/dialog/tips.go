package dialog

import (
	"slices"

	"medius/coach"
)

// Reading: all tips, those that were told first, and all sources, page by page.

// onPage is how much stands on a page.
const (
	tipsOnPage    = 5
	sourcesOnPage = 6
)

// openTips opens the list of tips, openSources that of sources, at their first page.
func (t *turn) openTips() {
	t.m.Place.Reading = coach.Reading{}
	t.detour("tips")
}

func (t *turn) openSources() {
	t.m.Place.Reading = coach.Reading{}
	t.detour("sources")
}

func sceneTips(t *turn) Message {
	told, others := t.tipsInOrder()
	page, pages := t.page(len(told)+len(others), tipsOnPage)
	var body *Phrase
	for i, tip := range append(told, others...) {
		if i/tipsOnPage != page {
			continue
		}
		line := t.tipPhrase(tip)
		switch {
		case i == len(told) && len(told) > 0:
			line = phrase("advice.others", "tip", line)
		case i == 0 && len(told) > 0:
			line = phrase("advice.told", "tip", line)
		}
		body = below(body, line)
	}
	if body == nil {
		p := phrase("list.none")
		body = &p
	}
	toggle := button("advice.off", "off")
	if t.m.Tips.Off {
		toggle = button("advice.on", "on")
	}
	rows := append(turning(page, pages), row(toggle), row(button("library.close", "leave")))
	return Message{Phrase: phrase("advice.tips", "page", page+1, "pages", pages, "tips", *body), Buttons: rows}
}

// tipsInOrder gives the tips that were told, the latest first, and the others in the order of the list.
func (t *turn) tipsInOrder() (told, others []Tip) {
	for _, have := range slices.Backward(t.m.Tips.Told) {
		for _, tip := range t.Advice.Tips {
			if tip.ID == have.ID {
				told = append(told, tip)
			}
		}
	}
	for _, tip := range t.Advice.Tips {
		if !slices.ContainsFunc(told, func(have Tip) bool { return have.ID == tip.ID }) {
			others = append(others, tip)
		}
	}
	return told, others
}

func answerTips(t *turn, v string) {
	switch {
	case t.turned(v):
		t.reshape("tips", coach.LaneReply, 0)
	case v == "off" || v == "on":
		t.wantTips(v == "on")
		t.reshape("tips", coach.LaneReply, 0)
		t.headed(phrase("advice.turned." + v))
	case v == "leave":
		t.say("library.closed")
		t.comeHome()
	default:
		t.again("")
	}
}

// wantTips turns the tip of the day on or off.
func (t *turn) wantTips(want bool) {
	t.m.Tips.Off = !want
	t.note("setting", "tips", want)
}

func sceneSources(t *turn) Message {
	page, pages := t.page(len(t.Advice.Sources), sourcesOnPage)
	var body *Phrase
	for i, s := range t.Advice.Sources {
		if i/sourcesOnPage != page {
			continue
		}
		line := phrase("advice.source", "title", sourceName(s), "about", phrase("source."+s.ID+".about"))
		if s.Address != "" {
			line = phrase("list.lines", "a", line, "b", phrase("advice.title", "title", s.Address))
		}
		body = below(body, line)
	}
	if body == nil {
		p := phrase("list.none")
		body = &p
	}
	return Message{
		Phrase:  phrase("advice.sources", "page", page+1, "pages", pages, "sources", *body),
		Buttons: append(turning(page, pages), row(button("library.close", "leave"))),
	}
}

func answerSources(t *turn, v string) {
	switch {
	case t.turned(v):
		t.reshape("sources", coach.LaneReply, 0)
	case v == "leave":
		t.say("library.closed")
		t.comeHome()
	default:
		t.again("")
	}
}

// below puts a phrase under another one, with an empty line between them.
func below(above *Phrase, p Phrase) *Phrase {
	if above != nil {
		p = phrase("under", "head", *above, "body", p)
	}
	return &p
}

// page is the page being read, and how many there are; at least one.
func (t *turn) page(items, onPage int) (page, pages int) {
	pages = max(1, (items+onPage-1)/onPage)
	return min(max(0, t.m.Place.Reading.Page), pages-1), pages
}

// turning are the buttons to the pages beside this one.
func turning(page, pages int) [][]Button {
	var buttons []Button
	if page > 0 {
		buttons = append(buttons, button("how.before", "before"))
	}
	if page < pages-1 {
		buttons = append(buttons, button("how.next", "next"))
	}
	if len(buttons) == 0 {
		return nil
	}
	return [][]Button{buttons}
}

// turned turns the page, when that is what the button means.
func (t *turn) turned(v string) bool {
	switch v {
	case "before":
		t.m.Place.Reading.Page--
	case "next":
		t.m.Place.Reading.Page++
	default:
		return false
	}
	return true
}
