package content

import (
	"time"

	"medius/coach"
)

// Atlas answers the coach's questions about places: towns by the names people use, with their zones.
type Atlas struct{ Places *Places }

// Find gives the places a typed name may mean, best first; only one where it is the one nearly everybody means. Whoever
// means another adds the country, which is named in the member's language.
func (a Atlas) Find(text, lang string) []coach.Town {
	found := a.Places.Find(text)
	if len(found) > 1 && !found[0].Guess && found[0].Population > meant*found[1].Population {
		found = found[:1]
	}
	return a.spoken(found, lang)
}

// meant is how many times larger than the next one of its name a town is, that needs no question.
const meant = 10

// ByOffset gives places where the clock shows hour:minute now, most populous first, one per zone.
func (a Atlas) ByOffset(now time.Time, hour, minute int, lang string) []coach.Town {
	return a.spoken(a.Places.ByOffset(now, hour, minute), lang)
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

func (a Atlas) spoken(places []Place, lang string) []coach.Town {
	var out []coach.Town
	seen := map[string]bool{}
	for _, p := range places {
		name := p.Name
		if p.Region != "" {
			name += ", " + p.Region
		}
		if country := a.countryIn(lang, p); country != "" && p.Country != p.Name && country != p.Name {
			name += ", " + country
		}
		if !seen[name] {
			seen[name] = true
			out = append(out, coach.Town{Name: name, Zone: p.Zone})
		}
	}
	return out
}

// countryIn names a place's country in a language, in English where there is no table of it; towns and states keep the
// names they are listed by.
func (a Atlas) countryIn(lang string, p Place) string {
	if name := a.Places.abroad[lang][p.Code]; name != "" {
		return name
	}
	return p.Country
}
