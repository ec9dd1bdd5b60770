package content

import (
	"fmt"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	_ "time/tzdata" // the same zones on every machine, as in the program
)

// opened is shared: unpacking takes longer than a test.
var opened = sync.OnceValues(OpenPlaces)

func atlas(t testing.TB) *Places {
	t.Helper()
	p, err := opened()
	if err != nil {
		t.Fatal(err)
	}
	// Thousands of questions in a row: what is made when it is wanted stays for as long.
	towns, positions := p.cities(), p.positions(t)
	t.Cleanup(func() {
		runtime.KeepAlive(towns)
		runtime.KeepAlive(positions)
	})
	return p
}

// positions is the table of positions.
func (p *Places) positions(t testing.TB) *finder {
	t.Helper()
	f, err := p.finder.get()
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func spell(place Place) string {
	words := []string{place.Name}
	for _, word := range []string{place.Region, place.Country} {
		if word != "" {
			words = append(words, word)
		}
	}
	text := strings.Join(words, ", ") + " = " + place.Zone
	if place.Guess {
		text += " ?"
	}
	return text
}

// People write where they are in many ways; the best reading comes first.
func TestFindReadsWhatPeopleType(t *testing.T) {
	p := atlas(t)
	for _, c := range []struct{ typed, want string }{
		{"Berlin", "Berlin, Germany = Europe/Berlin"},
		{" BERLIN ", "Berlin, Germany = Europe/Berlin"},
		{"berlin, germany", "Berlin, Germany = Europe/Berlin"},
		{"berlin germany", "Berlin, Germany = Europe/Berlin"},
		{"Berlin, Deutschland", "Berlin, Germany = Europe/Berlin"},
		{"München", "Munich, Germany = Europe/Berlin"},
		{"muenchen", "Munich, Germany = Europe/Berlin"},
		{"munich", "Munich, Germany = Europe/Berlin"},
		{"Munich, Bavaria", "Munich, Germany = Europe/Berlin"},
		{"Munich, Bavaria, Germany", "Munich, Germany = Europe/Berlin"},
		{"NYC", "New York City, New York, United States = America/New_York"},
		{"new york", "New York City, New York, United States = America/New_York"},
		{"sao paulo", "São Paulo, Brazil = America/Sao_Paulo"},
		{"São Paulo", "São Paulo, Brazil = America/Sao_Paulo"},
		{"Москва", "Moscow, Russia = Europe/Moscow"},
		{"東京", "Tokyo, Japan = Asia/Tokyo"},
		{"łódź", "Łódź, Poland = Europe/Warsaw"},
		{"zurich", "Zürich, Switzerland = Europe/Zurich"},
		{"st. john's", "St. John's, Newfoundland and Labrador, Canada = America/St_Johns"},
		{"Portland", "Portland, Oregon, United States = America/Los_Angeles"},
		{"Portland, Maine", "Portland, Maine, United States = America/New_York"},
		{"portland me", "Portland, Maine, United States = America/New_York"},
		{"Perth", "Perth, Western Australia, Australia = Australia/Perth"},
		{"Perth, Scotland", "Perth, United Kingdom = Europe/London"},
		{"London, Ontario", "London, Ontario, Canada = America/Toronto"},
		{"Washington DC", "Washington, District of Columbia, United States = America/New_York"},
		{"Frankfurt", "Frankfurt am Main, Germany = Europe/Berlin"},
		{"Europe/Berlin", "Berlin, Germany = Europe/Berlin"},
		{"europe berlin", "Berlin, Germany = Europe/Berlin"},
		{"america/new_york", "New York, United States = America/New_York"},
		{"Asia/Calcutta", "Calcutta, India = Asia/Calcutta"},
		{"utc", "UTC = UTC"},
		{"GMT", "UTC = UTC"},
		{"Germany", "Berlin, Germany = Europe/Berlin"},
		{"Deutschland", "Berlin, Germany = Europe/Berlin"},
		{"uk", "London, United Kingdom = Europe/London"},
		{"texas", "Houston, Texas, United States = America/Chicago"},
		{"Gießübel, Germany", "Berlin, Germany = Europe/Berlin ?"},
		{"berlni", "Berlin, Germany = Europe/Berlin ?"},
		{"Hambrug", "Hamburg, Germany = Europe/Berlin ?"},
		{"san fransisco", "San Francisco, California, United States = America/Los_Angeles"},
		{"Munchenn", "Munich, Germany = Europe/Berlin ?"},
		{"Tonga", "Nuku‘alofa, Tonga = Pacific/Tongatapu"},
		{"Washington", "Washington, District of Columbia, United States = America/New_York"},
		{"Georgia", "Tbilisi, Georgia = Asia/Tbilisi"},
		{"Singapore", "Singapore, Singapore = Asia/Singapore"},
		{"ok", ""},
		{"xyzzyplugh", ""},
		{"rome wasn't built in a day", ""},
		{"", ""},
		{"?", ""},
		{"7:30", ""},
		{strings.Repeat("berlin", 20), ""},
	} {
		t.Run(c.typed, func(t *testing.T) {
			got := ""
			found := p.Find(c.typed)
			if len(found) > 0 {
				got = spell(found[0])
			}
			if got != c.want {
				t.Errorf("got %q, want %q", got, c.want)
			}
		})
	}
}

// A country with several clocks asks back: one city for each, the largest first.
func TestFindOffersEveryClockOfACountry(t *testing.T) {
	var zones []string
	for _, place := range atlas(t).Find("Brazil") {
		zones = append(zones, place.Zone)
	}
	for _, want := range []string{"America/Sao_Paulo", "America/Manaus", "America/Fortaleza"} {
		if !slices.Contains(zones, want) {
			t.Errorf("%s is not among %v", want, zones)
		}
	}
	if len(zones) > mostFound || len(slices.Compact(slices.Sorted(slices.Values(zones)))) != len(zones) {
		t.Errorf("a clock twice, or too many: %v", zones)
	}
}

// Several places of a name come by size, at most six, each with a clock that can be set.
func TestFindOrdersNamesakesByPopulation(t *testing.T) {
	for _, name := range []string{"springfield", "san jose", "valencia", "birmingham", "santiago"} {
		found := atlas(t).Find(name)
		if len(found) < 2 || len(found) > mostFound {
			t.Errorf("%s: %d places", name, len(found))
		}
		if !slices.IsSortedFunc(found, func(a, b Place) int { return b.Population - a.Population }) {
			t.Errorf("%s: %v", name, found)
		}
	}
}

// Every zone that can come out is one that Go knows, and the tables are whole.
func TestEveryZoneCanBeSet(t *testing.T) {
	p := atlas(t)
	for _, zone := range p.zones {
		if _, err := time.LoadLocation(zone); err != nil {
			t.Error(err)
		}
	}
	if len(p.spots) < 25000 {
		t.Errorf("%d cities", len(p.spots))
	}
	for _, s := range p.spots {
		c, err := parseCity(p.cities().lineAt(int(s.offset)))
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := p.home[c.zone]; !ok {
			t.Errorf("%s: zone %s", c.name, c.zone)
		}
		if p.countries[c.country] == "" || c.region != "" && p.countries[c.country+"-"+c.region] == "" {
			t.Errorf("%s: country %s %s", c.name, c.country, c.region)
		}
		if !strings.Contains(c.names, "|"+fold(c.name)+"|") {
			t.Errorf("%s is not found by its own name in %s; make the table anew", c.name, c.names)
		}
	}
}

func TestFoldMakesNamesComparable(t *testing.T) {
	for typed, want := range map[string]string{
		"São Paulo": "sao paulo", "ŁÓDŹ": "lodz", "Saint-Étienne": "saint etienne", "’s-Hertogenbosch": "s hertogenbosch",
		"Weißenfels": "weissenfels", "  A.  b\n": "a b", "İstanbul": "istanbul", "Ｔｏｋｙｏ": "tokyo", "!?": "",
	} {
		if got := fold(typed); got != want {
			t.Errorf("%q becomes %q, want %q", typed, got, want)
		}
	}
}

func TestOneSlip(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"berlin", "berlin", false}, {"berlin", "berln", true}, {"berlin", "berlinn", true}, {"berlin", "bxrlin", true},
		{"berlin", "eberlin", true}, {"berlin", "breliin", false}, {"berlin", "berlni", true}, {"berlin", "lerbin", false},
		{"köln", "koln", true}, {"", "a", true}, {"a", "", true}, {"ab", "ba", true}, {"", "", false}, {"abc", "a", false},
	} {
		if got := oneSlip([]rune(c.a), []rune(c.b)); got != c.want {
			t.Errorf("%q %q: %v", c.a, c.b, got)
		}
	}
}

// Whatever is typed, Find gives at most six places, each with a name and a clock, and gives the same again.
func FuzzFind(f *testing.F) {
	for _, seed := range []string{"Berlin", "berlin, germany", "a|b", "|", "x\ty", "Europe/", ", ,", "\xff", "नई दिल्ली", "İ"} {
		f.Add(seed)
	}
	p := atlas(f)
	f.Fuzz(func(t *testing.T, typed string) {
		found := p.Find(typed)
		if len(found) > mostFound {
			t.Errorf("%d places", len(found))
		}
		for _, place := range found {
			if _, known := p.home[place.Zone]; place.Name == "" || !known {
				t.Errorf("%+v", place)
			}
		}
		if again := p.Find(typed); fmt.Sprint(again) != fmt.Sprint(found) {
			t.Errorf("first %v, then %v", found, again)
		}
	})
}
