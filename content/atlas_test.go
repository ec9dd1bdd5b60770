package content

import (
	"slices"
	"testing"

	"medius/coach"
)

// Countries have their names in the member's language; where the names of towns are alike, that is what tells them apart.
func TestCountriesAreNamedInTheMembersLanguage(t *testing.T) {
	p, err := OpenPlaces()
	if err != nil {
		t.Fatal(err)
	}
	a := Atlas{Places: p}
	names := func(towns []coach.Town) (all []string) {
		for _, town := range towns {
			all = append(all, town.Name)
		}
		return all
	}
	for lang, want := range map[string]string{"en": "Cambridge, United Kingdom", "de": "Cambridge, Vereinigtes Königreich"} {
		if got := names(a.Find("cambridge", lang)); !slices.Contains(got, want) {
			t.Errorf("%s: %q, want %q among them", lang, got, want)
		}
	}
	for _, town := range a.Find("singapur", "de") {
		if town.Name == "Singapore, Singapur" {
			t.Errorf("one name twice: %q", town.Name)
		}
	}
	if en, de := names(a.Find("san jose", "en")), names(a.Find("san jose", "de")); len(en) != len(de) || len(en) == 0 {
		t.Errorf("%q in English, %q in German", en, de)
	}
}
