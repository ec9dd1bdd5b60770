package content

import (
	"time"

	"medius/coach"
)

// Atlas answers the coach's questions about places: towns by the names people use, with their zones.
type Atlas struct{ Places *Places }

// Find gives the places a typed name may mean, best first.
func (a Atlas) Find(text string) []coach.Town { return spoken(a.Places.Find(text)) }

// ByOffset gives places where the clock shows hour:minute now, most populous first, one per zone.
func (a Atlas) ByOffset(now time.Time, hour, minute int) []coach.Town {
	return spoken(a.Places.ByOffset(now, hour, minute))
}

// Region lists the zones of a part of the world (europe, americas, asia, africa, pacific) by spoken labels.
func (a Atlas) Region(key string) []coach.Town {
	var out []coach.Town
	for _, r := range a.Places.Zones() {
		for _, z := range r.Zones {
			if r.Key == key {
				out = append(out, coach.Town{Name: z.Label, Zone: z.Zone})
			}
		}
	}
	return out
}

// EmergencyNumber is the number to call in a zone, "" when it is not known.
func (a Atlas) EmergencyNumber(zone string) string { return a.Places.EmergencyNumber(zone) }

func spoken(places []Place) []coach.Town {
	var out []coach.Town
	seen := map[string]bool{}
	for _, p := range places {
		name := p.Name
		if p.Region != "" {
			name += ", " + p.Region
		}
		if p.Country != "" && p.Country != p.Name {
			name += ", " + p.Country
		}
		if !seen[name] {
			seen[name] = true
			out = append(out, coach.Town{Name: name, Zone: p.Zone})
		}
	}
	return out
}
