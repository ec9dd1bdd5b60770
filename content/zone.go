package content

import (
	"cmp"
	"fmt"
	"slices"
	"time"
)

// ZoneRegion is a part of the world for picking a zone from a list.
type ZoneRegion struct {
	Key   string     `yaml:"key"` // "europe", "americas", "asia", "africa", "pacific"
	Zones []ZonePick `yaml:"zones"`
}

// ZonePick is a zone with a label that is spoken: the cities one thinks of.
type ZonePick struct {
	Zone  string `yaml:"zone"`
	Label string `yaml:"label"`
}

func (p *Places) readPicks() error {
	data, err := placeFiles.ReadFile("places/regions.yaml")
	if err != nil {
		return err
	}
	if err := decode(data, &p.picks); err != nil {
		return fmt.Errorf("regions: %w", err)
	}
	for _, region := range p.picks {
		for _, pick := range region.Zones {
			if _, ok := p.home[pick.Zone]; !ok || pick.Label == "" {
				return fmt.Errorf("regions: %s: %q, labelled %q", region.Key, pick.Zone, pick.Label)
			}
		}
	}
	return nil
}

// Zones lists the zones to pick from, by region, roughly from west to east: not every zone there is, but one with the right
// clock for nearly everybody.
func (p *Places) Zones() []ZoneRegion {
	out := slices.Clone(p.picks)
	for i := range out {
		out[i].Zones = slices.Clone(out[i].Zones)
	}
	return out
}

// clockSlack is how far a clock may be off when somebody reads it out.
const clockSlack = 10 * time.Minute

// ByOffset answers "what time is it for you now?": the zones whose clock shows hour:minute now, or at most ten
// minutes off, each by its largest city, the most populous zone first. All are guesses: several zones share a clock
// today and part in another season.
func (p *Places) ByOffset(now time.Time, localHour, localMinute int) []Place {
	said := time.Duration(localHour)*time.Hour + time.Duration(localMinute)*time.Minute
	var zones []string
	for zone := range p.weight {
		loc, err := time.LoadLocation(zone)
		if err != nil {
			continue
		}
		there := now.In(loc)
		shown := time.Duration(there.Hour())*time.Hour + time.Duration(there.Minute())*time.Minute
		apart := (said - shown + 36*time.Hour) % (24 * time.Hour) // half a day added, so that noon is no difference
		if (apart - 12*time.Hour).Abs() <= clockSlack {
			zones = append(zones, zone)
		}
	}
	slices.SortFunc(zones, func(a, b string) int {
		return cmp.Or(cmp.Compare(p.weight[b].people, p.weight[a].people), cmp.Compare(a, b))
	})
	var found []Place
	for _, zone := range zones {
		found = append(found, p.zonePlace(zone))
	}
	return guesses(found)
}
