package content

import (
	"slices"
	"strings"
	"testing"
	"time"
)

// The cities on a label keep the same clock as its zone, all year round.
func TestZoneLabelsShareTheirZonesClock(t *testing.T) {
	p := atlas(t)
	seen := map[string]bool{}
	var regions []string
	for _, region := range p.Zones() {
		regions = append(regions, region.Key)
		for _, pick := range region.Zones {
			if seen[pick.Zone] {
				t.Errorf("%s stands there twice", pick.Zone)
			}
			seen[pick.Zone] = true
			for _, name := range strings.Split(pick.Label, ", ") {
				found := p.Find(name)
				if len(found) == 0 || !sameClock(t, found[0].Zone, pick.Zone) {
					t.Errorf("%s: %s is %v", pick.Zone, name, found)
				}
			}
		}
	}
	if got := strings.Join(regions, " "); got != "americas europe africa asia pacific" {
		t.Errorf("regions %s", got)
	}
}

func sameClock(t *testing.T, a, b string) bool {
	t.Helper()
	locA, errA := time.LoadLocation(a)
	locB, errB := time.LoadLocation(b)
	if errA != nil || errB != nil {
		t.Fatal(errA, errB)
	}
	for day := range 366 {
		at := time.Date(2026, 1, 1+day, 12, 0, 0, 0, time.UTC)
		if at.In(locA).Format("15:04") != at.In(locB).Format("15:04") {
			return false
		}
	}
	return true
}

// "What time is it for you now?" finds the clocks that show it, the most populous first.
func TestByOffsetReadsTheClock(t *testing.T) {
	p := atlas(t)
	winter := time.Date(2026, 1, 15, 23, 50, 0, 0, time.UTC)
	summer := time.Date(2026, 7, 15, 6, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		about        string
		now          time.Time
		hour, minute int
		with, not    []string
	}{
		{"the next day already", winter, 0, 50, []string{"Europe/Berlin", "Africa/Lagos"}, []string{"Europe/London"}},
		{"over midnight, within the slack", winter, 0, 0, []string{"Europe/London"}, []string{"Europe/Berlin"}},
		{"a clock ten minutes slow", winter, 23, 40, []string{"Europe/London"}, nil},
		{"a clock eleven minutes slow", winter, 23, 39, nil, []string{"Europe/London"}},
		{"the day before still", summer, 23, 0, []string{"America/Los_Angeles"}, []string{"America/Denver"}},
		{"summer time", summer, 8, 3, []string{"Europe/Berlin", "Africa/Johannesburg"}, []string{"Africa/Lagos"}},
		{"half an hour", summer, 11, 30, []string{"Asia/Kolkata"}, []string{"Asia/Karachi"}},
		{"three quarters", summer, 11, 45, []string{"Asia/Kathmandu"}, []string{"Asia/Kolkata"}},
	} {
		t.Run(c.about, func(t *testing.T) {
			var zones []string
			for _, place := range p.ByOffset(c.now, c.hour, c.minute) {
				if !place.Guess || place.Name == "" {
					t.Errorf("%+v", place)
				}
				zones = append(zones, place.Zone)
			}
			for _, zone := range c.with {
				if !slices.Contains(zones, zone) {
					t.Errorf("no %s in %v", zone, zones)
				}
			}
			for _, zone := range c.not {
				if slices.Contains(zones, zone) {
					t.Errorf("%s in %v", zone, zones)
				}
			}
		})
	}
	if first := p.ByOffset(summer, 14, 0)[0]; spell(first) != "Shanghai, China = Asia/Shanghai ?" {
		t.Errorf("the most populous zone first, got %s", spell(first))
	}
}

// A shared position has a clock anywhere on earth; what is no position has none.
func TestZoneAtKnowsTheWholeEarth(t *testing.T) {
	p := atlas(t)
	for _, c := range []struct {
		about    string
		lat, lon float64
		want     string
	}{
		{"a capital", 52.52, 13.40, "Europe/Berlin"},
		{"south and west", -23.55, -46.63, "America/Sao_Paulo"},
		{"a town beside a border", 47.66, 9.17, "Europe/Berlin"},
		{"an island", -21.14, -175.2, "Pacific/Tongatapu"},
		{"not a latitude", 91, 0, ""},
		{"not a longitude", 0, 181, ""},
	} {
		if got := p.ZoneAt(c.lat, c.lon); got != c.want {
			t.Errorf("%s: got %q, want %q", c.about, got, c.want)
		}
	}
	for lat := -90.0; lat <= 90; lat += 15 {
		for lon := -180.0; lon <= 180; lon += 15 {
			zone := p.ZoneAt(lat, lon)
			if _, err := time.LoadLocation(zone); zone == "" || err != nil {
				t.Fatalf("%v %v: %v", lat, lon, err)
			}
		}
	}
}

// Nearly every large city gets its own clock from its position; the exceptions lie at borders.
func TestZoneAtAgreesWithTheCities(t *testing.T) {
	p := atlas(t)
	wrong, all := 0, p.spots[:2000]
	for _, s := range all {
		want := p.placeAt(int(s.offset)).Zone
		if want == "Asia/Urumqi" {
			continue // two clocks are in use side by side there
		}
		if got := p.ZoneAt(float64(s.lat), float64(s.lon)); got != want && !sameClock(t, got, want) {
			wrong++
			t.Logf("%s: %s", spell(p.placeAt(int(s.offset))), got)
		}
	}
	if wrong > len(all)/500 {
		t.Errorf("%d of %d cities have another clock", wrong, len(all))
	}
}

// The nearest city is found without the tile table, too, across the date line.
func TestNearestCity(t *testing.T) {
	p := atlas(t)
	if got := p.nearest(48.2, 11.6); got.Country != "Germany" {
		t.Errorf("got %v", got)
	}
	if got := p.nearest(-17, -179.9); got.Country != "Fiji" {
		t.Errorf("got %v", got)
	}
}

func TestEmergencyNumberIsTheCountrys(t *testing.T) {
	p := atlas(t)
	for zone, want := range map[string]string{
		"Europe/Berlin": "112", "Europe/London": "999", "America/New_York": "911", "America/Toronto": "911",
		"America/Mexico_City": "911", "Australia/Sydney": "000", "Pacific/Auckland": "111", "Asia/Tokyo": "119",
		"Asia/Calcutta": "112", "US/Pacific": "911", "Africa/Ouagadougou": "", "UTC": "", "Mars/Olympus": "", "": "",
	} {
		if got := p.EmergencyNumber(zone); got != want {
			t.Errorf("%q: got %q, want %q", zone, got, want)
		}
	}
	for country, number := range p.emergency {
		if strings.Trim(number, "0123456789") != "" || len(number) < 3 || len(number) > 4 {
			t.Errorf("%s: %q", country, number)
		}
	}
}
