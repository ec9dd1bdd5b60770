package dialog

import (
	"medius/coach"
)

// Journeys: the member says whether the reminders follow the clock of the place or stay with the one at home. Nothing is
// guessed; where the clock looks wrong, it is asked.

// askedAgainAfter is how many days lie between two questions that nobody asked for.
const askedAgainAfter = 28

func sceneTravel(t *turn) Message {
	road := t.m.Road
	body := phrase("road.travel.ask", "zone", t.m.Zone, "time", t.clockIn(t.m.Zone))
	switch {
	case t.draft("zone") != "":
		body = phrase("road.travel.found", "zone", t.draft("zone"), "time", t.clockIn(t.draft("zone")), "home", t.m.Zone, "clock", t.clockIn(t.m.Zone))
	case t.draft("travel") == "odd":
		body = phrase("road.travel.odd", "zone", t.m.Zone, "time", t.clockIn(t.m.Zone))
	case road.Home != "":
		body = phrase("road.travel.away", "zone", t.m.Zone, "time", t.clockIn(t.m.Zone), "home", road.Home)
	}
	rows := [][]Button{row(button("road.travel.follow", "follow"))}
	if road.Home != "" {
		rows = [][]Button{row(button("road.travel.home", "home", "zone", road.Home)), row(button("road.travel.further", "follow"))}
	}
	return Message{Phrase: body, Buttons: append(rows, row(button("road.travel.keep", "keep")))}
}

func answerTravel(t *turn, v string) {
	t.note("travel", "choice", v)
	t.m.Road.TravelAsked = t.today()
	found := t.draft("zone")
	switch {
	case v == "home" && t.m.Road.Home != "":
		t.travelTo(t.m.Road.Home)
		t.travelled()
	case v == "follow" && found != "":
		t.travelTo(found)
		t.travelled()
	case v == "follow":
		t.setDraft("settings", "travel")
		t.ask("zone")
	default:
		t.m.Place.Draft = nil
		t.say("road.travel.kept", "zone", t.m.Zone, "next", t.nextReminder())
		t.comeHome()
	}
}

// travelTo takes another zone for the time of a journey; the one at home is kept.
func (t *turn) travelTo(zone string) {
	t.leaveHome(zone)
	t.m.Zone = zone
	t.note("zone", "zone", zone)
}

// leaveHome keeps in mind which zone is home, before another one is taken.
func (t *turn) leaveHome(zone string) {
	switch road := &t.m.Road; {
	case zone == road.Home:
		road.Home = ""
	case road.Home == "" && zone != t.m.Zone:
		road.Home = t.m.Zone
	}
}

// travelled fits the reminders to the new clock.
func (t *turn) travelled() {
	t.m.Place.Draft, t.m.Road.Nights = nil, nil
	t.replan()
	t.remind()
	key := "road.travel.following"
	if t.m.Road.Home == "" {
		key = "road.travel.back"
	}
	t.saying(phrase(key, "zone", t.m.Zone, "time", t.clockIn(t.m.Zone), "next", t.nextReminder()), wrongPanel())
	t.comeHome()
}

// elsewhere: a shared location shows another time than the one the reminders go by.
func (t *turn) elsewhere(zone string) bool {
	loc, err := t.zones.at(zone)
	if err != nil || zone == "" || zone == "Local" || t.m.Stage != coach.StageActive || t.m.Lock != nil {
		return false
	}
	_, there := t.now.In(loc).Zone()
	_, here := t.local().Zone()
	return there != here
}

// askTravel asks about a journey where something speaks for one; not again for a while.
func (t *turn) askTravel(head Phrase, why string) bool {
	if asked := t.m.Road.TravelAsked; asked != "" && t.today().Since(asked) < askedAgainAfter {
		return false
	}
	t.m.Road.TravelAsked, t.m.Road.Nights = t.today(), nil
	t.m.Place.Draft = map[string]string{"travel": why}
	if head.Key == "" {
		t.ask("travel")
	} else {
		t.under(head, "travel")
	}
	return true
}

// oddHours: the member has done their sessions in what should be the night, twice within a few days; no reminder is set
// for such an hour.
func (t *turn) oddHours() bool {
	for _, slot := range bothSlots {
		if n, ok := minuteOf(t.m.Schedule.Of(slot)); ok && night(n/60) {
			return false
		}
	}
	if !night(t.local().Hour()) {
		return false
	}
	road, kept := &t.m.Road, []coach.Date(nil)
	for _, d := range road.Nights {
		if n := t.today().Since(d); n > 0 && n <= oddWithin {
			kept = append(kept, d)
		}
	}
	road.Nights = append(kept, t.today())
	return len(road.Nights) >= 2
}

// oddWithin is how many days two sessions at night may lie apart to count together.
const oddWithin = 3

// night: hours in which hardly anybody exercises, unless their clock is another one.
func night(hour int) bool { return hour >= 1 && hour < 5 }
