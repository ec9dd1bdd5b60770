package dialog

import (
	"fmt"
	"slices"
	"strings"

	"medius/coach"
)

// The member's time zone: from a shared location, a typed town, a list, or the time on the member's clock.

func sceneZone(t *turn) Message {
	if t.draft("zone_shared") == "" {
		t.setDraft("zone_shared", "yes")
		t.offerLocation()
	}
	return Message{Phrase: phrase("zone.ask"), Buttons: [][]Button{
		row(button("zone.pick", "pick"), button("zone.clock", "clock")),
	}}
}

// offerLocation puts the button that shares the location under the input field.
func (t *turn) offerLocation() {
	location := phrase("zone.location")
	t.bury()
	t.out.Say = append(t.out.Say, Message{
		Phrase: phrase("zone.share"),
		Panel:  &Panel{Location: &location, Rows: wrongPanel().Rows},
		Lane:   coach.LaneReply,
	})
}

// readZoneConfirm takes yes, no, or another town.
func readZoneConfirm(t *turn, text string) (string, bool) {
	if v, ok := readAgreement(t, text); ok {
		return v, true
	}
	return readZone(t, text)
}

// readZone takes a town, a zone's name, or the time it is for the member now.
func readZone(t *turn, text string) (string, bool) {
	if h, m, ok := t.lex.Clock(text); ok {
		t.offerPlaces(t.byClock(h, m), "zone.no_such_time")
		return "", true
	}
	_, answer := t.lex.Agrees(text)
	_, order := t.lex.Command(text)
	switch {
	case (answer || order) && t.m.Place.Scene == "zone_list":
		t.say("zone.pick_one") // the list stands above
		return "", true
	case answer || order: // "yes" is the name of a town somewhere
		return "", false
	}
	places := t.Places.Find(text, t.m.Language)
	if len(places) == 0 {
		return "", false
	}
	if len(places) == 1 {
		return "place:" + places[0].Zone, true
	}
	t.offerPlaces(places, "zone.unknown")
	return "", true
}

// byClock finds places by the time on the member's clock. Up to 12 o'clock it may be the morning or the evening.
func (t *turn) byClock(h, m int) []coach.Town {
	towns := t.Places.ByOffset(t.now, h, m, t.m.Language)
	if h > 12 {
		return towns
	}
	later := t.Places.ByOffset(t.now, (h+12)%24, m, t.m.Language)
	return append(slices.Clip(towns[:min(4, len(towns))]), later[:min(4, len(later))]...)
}

func answerZone(t *turn, v string) {
	switch {
	case v == "pick":
		t.ask("zone_region")
	case v == "clock":
		t.say("zone.type_time")
	default:
		t.offerZone(strings.TrimPrefix(v, "place:"))
	}
}

// offerPlaces lets the member choose among places.
func (t *turn) offerPlaces(places []coach.Town, none string) {
	if len(places) == 0 {
		t.again(none)
		return
	}
	var rows [][]Button
	seen := map[string]bool{}
	for _, p := range places[:min(len(places), 8)] {
		if seen[p.Zone] {
			continue // the same clock: nothing to choose
		}
		seen[p.Zone] = true
		rows = append(rows, row(t.place(p)))
	}
	t.listPlaces(rows)
}

// listPlaces asks which of these places it is.
func (t *turn) listPlaces(rows [][]Button) {
	rows = append(rows, row(button("zone.other", "other")))
	t.m.Place.Scene = "zone_list"
	t.sayAgain(Message{Phrase: phrase("zone.which"), Buttons: rows})
}

// place is a place to pick, with the time on its clocks.
func (t *turn) place(p coach.Town) Button {
	return Button{Label: phrase("zone.place", "name", p.Name, "time", t.clockIn(p.Zone)), Value: "place:" + p.Zone}
}

// The list is kept by its buttons; typed text is a new search.
func sceneZoneList(t *turn) Message { return sceneZone(t) }

func answerZoneList(t *turn, v string) {
	if v == "other" {
		t.ask("zone")
		return
	}
	answerZone(t, v)
}

func sceneRegion(*turn) Message {
	var rows [][]Button
	for _, r := range Regions {
		rows = append(rows, row(button("zone.region."+r, r)))
	}
	return Message{Phrase: phrase("zone.region_ask"), Buttons: rows}
}

func answerRegion(t *turn, v string) {
	places := t.Places.Region(v)
	if len(places) == 0 {
		answerZone(t, v)
		return
	}
	var towns []Button
	for _, p := range places[:min(len(places), 40)] {
		towns = append(towns, t.place(p))
	}
	t.listPlaces(grid(2, towns))
}

// offerZone has the member confirm a zone by its clock.
func (t *turn) offerZone(zone string) {
	if _, err := t.zones.at(zone); err != nil || zone == "" || zone == "Local" {
		t.again("zone.unknown")
		return
	}
	t.setDraft("zone", zone)
	t.ask("zone_confirm")
}

func sceneZoneConfirm(t *turn) Message {
	zone := t.draft("zone")
	return Message{
		Phrase:  phrase("zone.confirm", "zone", zone, "time", t.clockIn(zone)),
		Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))},
	}
}

func answerZoneConfirm(t *turn, v string) {
	switch v {
	case "yes":
	case "no":
		t.ask("zone")
		return
	default:
		answerZone(t, v)
		return
	}
	if t.draft("zone") == "" { // asked about in another conversation meanwhile
		t.ask("zone")
		return
	}
	travelling := t.draft("settings") == "travel"
	if travelling {
		t.leaveHome(t.draft("zone"))
	} else {
		t.m.Road.Home = "" // moved, or never away
	}
	t.m.Zone = t.draft("zone")
	delete(t.m.Place.Draft, "zone")
	delete(t.m.Place.Draft, "zone_shared")
	t.note("zone", "zone", t.m.Zone)
	if !travelling {
		t.saying(phrase("zone.done", "time", t.clockIn(t.m.Zone)), wrongPanel())
	}
	if t.settling() {
		t.remind()
	}
	t.onward("zone")
}

var zoneScenes = []string{"zone", "zone_list", "zone_region", "zone_confirm"}

// located handles a shared location; only its zone has come this far.
func (t *turn) located() {
	switch scene := t.m.Place.Scene; {
	case (scene == "" || scene == "travel") && t.elsewhere(t.ev.Zone):
		t.m.Place.Draft = map[string]string{"zone": t.ev.Zone}
		t.ask("travel")
	case scene == "":
		t.say("zone.not_now")
	case !slices.Contains(zoneScenes, scene):
		t.say("zone.not_now")
		t.ask(scene)
	case t.ev.Zone == "":
		t.again("zone.nowhere")
	default:
		t.offerZone(t.ev.Zone)
	}
}

// clockIn is the wall clock of a zone now, "HH:MM".
func (t *turn) clockIn(zone string) string {
	loc, err := t.zones.at(zone)
	if err != nil {
		return "?"
	}
	return t.now.In(loc).Format("15:04")
}

func clockText(h, m int) string { return fmt.Sprintf("%02d:%02d", h, m) }
