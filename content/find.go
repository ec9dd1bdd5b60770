package content

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// mostFound is how many candidates Find gives: as many as fit on a small screen as buttons.
const mostFound = 6

// Find reads what a member typed as the place they are in: a city, perhaps with its country or state, a country, or
// the name of a time zone. The best candidates come first, by population; nil when nothing fits. Where only a
// country or state was understood, its zones are given by their largest cities.
func (p *Places) Find(text string) []Place {
	whole := fold(text)
	if length := utf8.RuneCountInString(whole); length < 2 || length > 80 {
		return nil
	}
	if zone, ok := p.typed[whole]; ok && (strings.Contains(whole, " ") || whole == "utc") {
		return []Place{p.named(zone)}
	}
	if whole == "gmt" {
		return []Place{p.named("UTC")}
	}
	if name, rest, comma := strings.Cut(text, ","); comma {
		if found := p.inside(fold(name), p.areas(strings.Split(rest, ","))); found != nil {
			return found
		}
	}
	for _, try := range []func(string) []Place{p.country, p.exactly, p.state, p.split, p.beginning, p.mistyped} {
		if found := try(whole); found != nil {
			return found
		}
	}
	return nil
}

// named is a zone called by its own name: "Europe/Berlin" is Berlin, whatever its largest city is.
func (p *Places) named(zone string) Place {
	name := zone[strings.LastIndexByte(zone, '/')+1:]
	return Place{Name: strings.ReplaceAll(name, "_", " "), Country: p.countries[p.home[zone]], Code: p.home[zone], Zone: zone}
}

// exactly gives the cities with this name, in any spelling on record.
func (p *Places) exactly(name string) []Place { return p.search("|"+name+"|", nil) }

// beginning gives the cities whose name begins with these words: "palma" for Palma de Mallorca.
func (p *Places) beginning(name string) []Place {
	if utf8.RuneCountInString(name) < 4 {
		return nil
	}
	return guesses(p.search("|"+name+" ", nil))
}

// country gives the zones of a country. It comes before the cities, because a town somewhere is called Tonga; a state
// comes after them, because Washington is a city first.
func (p *Places) country(name string) []Place {
	codes := strings.Fields(p.codes[name])
	if slices.ContainsFunc(codes, func(code string) bool { return !strings.Contains(code, "-") }) {
		return p.largest(codes) // Georgia is a state besides: both are offered
	}
	return nil
}

// state gives the zones of a state by its full name: "ok" is not Oklahoma here.
func (p *Places) state(name string) []Place {
	if len(name) < 4 {
		return nil
	}
	return p.largest(strings.Fields(p.codes[name]))
}

// split reads "berlin germany" and "portland or".
func (p *Places) split(whole string) []Place {
	words := strings.Fields(whole)
	for at := len(words) - 1; at > 0; at-- {
		codes := strings.Fields(p.codes[strings.Join(words[at:], " ")])
		if len(codes) == 0 {
			continue
		}
		if found := p.search("|"+strings.Join(words[:at], " ")+"|", codes); found != nil {
			return found
		}
	}
	return nil
}

// areas gives the codes of the countries and states among words after a comma.
func (p *Places) areas(words []string) [][]string {
	var all [][]string
	for _, word := range words {
		if codes := strings.Fields(p.codes[fold(word)]); len(codes) > 0 {
			all = append(all, codes)
		}
	}
	return all
}

// inside looks a name up in the areas that were named after it, and falls back on the areas: a village that is not
// on record still has its country's time. A district or a county says nothing here.
func (p *Places) inside(name string, areas [][]string) []Place {
	if len(areas) == 0 {
		return p.exactly(name)
	}
	if found := p.search("|"+name+"|", areas[0]); found != nil {
		return found
	}
	return guesses(p.largest(areas[0]))
}

// search gives the cities with needle among their names, in the areas with these codes, or anywhere.
func (p *Places) search(needle string, codes []string) []Place {
	var found []Place
	all := p.cities()
	for at := 0; len(found) < mostFound; {
		next := strings.Index(all.text[at:], needle)
		if next < 0 {
			break
		}
		at += next
		end := at + len(all.restOfLine(at))
		c, err := parseCity(all.lineAt(at))
		if err == nil && (codes == nil || slices.Contains(codes, c.country) || slices.Contains(codes, c.country+"-"+c.region)) {
			found = addOnce(found, p.placeAt(at))
		}
		at = end
	}
	return found
}

// largest gives the largest city of every zone in an area.
func (p *Places) largest(codes []string) []Place {
	var found []Place
	if len(codes) == 0 {
		return nil
	}
	all := p.cities()
	for _, s := range p.spots {
		c, err := parseCity(all.lineAt(int(s.offset)))
		if err != nil || !slices.Contains(codes, c.country) && !slices.Contains(codes, c.country+"-"+c.region) {
			continue
		}
		if !slices.ContainsFunc(found, func(f Place) bool { return f.Zone == c.zone }) {
			found = append(found, p.placeAt(int(s.offset)))
		}
		if len(found) == mostFound {
			break
		}
	}
	return found
}

// addOnce leaves out a second place that reads the same.
func addOnce(found []Place, place Place) []Place {
	for _, f := range found {
		if f.Name == place.Name && f.Region == place.Region && f.Country == place.Country && f.Zone == place.Zone {
			return found
		}
	}
	return append(found, place)
}

func guesses(found []Place) []Place {
	for i := range found {
		found[i].Guess = true
	}
	return found
}
