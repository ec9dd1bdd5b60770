package content

import (
	"bytes"
	"compress/gzip"
	"embed"
	"encoding/binary"
	"fmt"
	"io"
	"io/fs"
	"path"
	"strconv"
	"strings"
)

//go:embed places/cities.tsv.gz places/countries.tsv places/countries.*.tsv places/zones.tsv places/regions.yaml places/emergency.tsv
var placeFiles embed.FS

// Place is where a member may be. Two places can share a zone.
type Place struct {
	Name       string // in its own spelling or the English one: "München" is listed as "Munich"
	Region     string // state or province, in the US, Canada and Australia; "" elsewhere
	Country    string // in English; "" for UTC
	Code       string // of the country, "DE"; "" for UTC
	Zone       string // IANA name that time.LoadLocation knows
	Population int    // 0 when it was not a city that was meant
	// Guess: the words did not name this place exactly; ask before relying on it.
	Guess bool
}

// Places knows cities, countries and time zones. It does not change and may be used by many goroutines.
type Places struct {
	table     lent[cities]
	spots     []spot
	countries map[string]string            // names by code: "DE", "US-OR"
	abroad    map[string]map[string]string // names of countries by language and code, where they are not the English ones
	codes     map[string]string            // codes by folded name, joined by blanks where a name has two
	zones     []string                     // sorted
	home      map[string]string            // country code by zone, "-" for none
	typed     map[string]string            // zone by folded zone name
	weight    map[string]*zoneWeight
	emergency map[string]string // number by country code
	picks     []ZoneRegion
	finder    lent[finder]
}

// cities is one line per city, most populous first: name, country, region, zone, population, latitude, longitude, and the
// folded names between bars. It is searched as it stands: 4 MB, no index beside it.
type cities struct{ text string }

// spot is where the city lies whose line starts at offset.
type spot struct {
	lat, lon float32
	offset   int32
}

// zoneWeight says how many people live in a zone's cities, and which city is the largest.
type zoneWeight struct {
	people  int
	largest int32 // offset of its line
}

// OpenPlaces unpacks the tables that are built into the program; the position table is read on first use.
func OpenPlaces() (*Places, error) {
	p := &Places{
		countries: map[string]string{}, codes: map[string]string{}, home: map[string]string{}, typed: map[string]string{},
		weight: map[string]*zoneWeight{}, emergency: map[string]string{}, table: lent[cities]{make: openCities}, finder: lent[finder]{make: openFinder},
	}
	for _, read := range []func() error{p.readCountries, p.readAbroad, p.readZones, p.readCities, p.readEmergency, p.readPicks} {
		if err := read(); err != nil {
			return nil, fmt.Errorf("places: %w", err)
		}
	}
	return p, nil
}

func (p *Places) readCountries() error {
	return eachRow("countries.tsv", 3, func(row []string) error {
		p.countries[row[0]] = row[1]
		for name := range strings.SplitSeq(strings.Trim(row[2], "|"), "|") {
			p.codes[name] = strings.TrimSpace(p.codes[name] + " " + row[0])
		}
		return nil
	})
}

// readAbroad reads what countries are called in other languages.
func (p *Places) readAbroad() error {
	files, err := fs.Glob(placeFiles, "places/countries.*.tsv")
	if err != nil {
		return err
	}
	p.abroad = map[string]map[string]string{}
	for _, file := range files {
		name := path.Base(file)
		lang := strings.Split(name, ".")[1]
		p.abroad[lang] = map[string]string{}
		err := eachRow(name, 2, func(row []string) error {
			p.abroad[lang][row[0]] = row[1]
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func (p *Places) readZones() error {
	return eachRow("zones.tsv", 2, func(row []string) error {
		p.zones = append(p.zones, row[0])
		p.home[row[0]] = row[1]
		p.typed[fold(row[0])] = row[0]
		return nil
	})
}

// openCities unpacks the table.
func openCities() (*cities, error) {
	file, err := placeFiles.ReadFile("places/cities.tsv.gz")
	if err != nil {
		return nil, err
	}
	packed, err := gzip.NewReader(bytes.NewReader(file))
	if err != nil {
		return nil, fmt.Errorf("cities: %w", err)
	}
	var text strings.Builder
	text.Grow(int(binary.LittleEndian.Uint32(file[len(file)-4:]))) // its size: growing step by step would take five times as much
	if _, err := io.Copy(&text, packed); err != nil {
		return nil, fmt.Errorf("cities: %w", err)
	}
	return &cities{text.String()}, nil
}

// cities gives the table; it was read once without an error.
func (p *Places) cities() *cities {
	all, err := p.table.get()
	if err != nil {
		panic(err) // it is a part of the program
	}
	return all
}

func (p *Places) readCities() error {
	all, err := p.table.get()
	if err != nil {
		return err
	}
	for at := 0; at < len(all.text); {
		line := all.lineAt(at)
		c, err := parseCity(line)
		if err != nil {
			return err
		}
		p.spots = append(p.spots, spot{lat: c.lat, lon: c.lon, offset: int32(at)})
		w := p.weight[c.zone]
		if w == nil {
			w = &zoneWeight{largest: int32(at)}
			p.weight[strings.Clone(c.zone)] = w // a part of the table would hold all of it
		}
		w.people += c.population
		at += len(line) + 1
	}
	return nil
}

// city is one line of the table, taken apart.
type city struct {
	name, country, region, zone string
	population                  int
	lat, lon                    float32
	names                       string // folded, each between bars
}

func parseCity(line string) (city, error) {
	f := strings.Split(line, "\t")
	if len(f) != 8 {
		return city{}, fmt.Errorf("cities: %d columns in %q", len(f), clip(line))
	}
	c := city{name: f[0], country: f[1], region: f[2], zone: f[3], names: f[7]}
	population, err := strconv.Atoi(f[4])
	if err != nil {
		return city{}, fmt.Errorf("cities: %s: %w", c.name, err)
	}
	lat, errLat := strconv.ParseFloat(f[5], 32)
	lon, errLon := strconv.ParseFloat(f[6], 32)
	if errLat != nil || errLon != nil {
		return city{}, fmt.Errorf("cities: %s: position %s %s", c.name, f[5], f[6])
	}
	c.population, c.lat, c.lon = population, float32(lat), float32(lon)
	return c, nil
}

// lineAt gives the line that starts at, or runs through, an offset.
func (c *cities) lineAt(offset int) string {
	start := strings.LastIndexByte(c.text[:offset], '\n') + 1
	return c.restOfLine(start)
}

func (c *cities) restOfLine(offset int) string {
	line, _, _ := strings.Cut(c.text[offset:], "\n")
	return line
}

// placeAt gives the city whose line an offset falls into.
func (p *Places) placeAt(offset int) Place {
	c, err := parseCity(p.cities().lineAt(offset))
	if err != nil {
		return Place{} // every line was read once already
	}
	return Place{
		Name: c.name, Region: p.countries[c.country+"-"+c.region], Country: p.countries[c.country], Code: c.country, Zone: c.zone,
		Population: c.population,
	}
}

// zonePlace stands for a zone as a whole: its largest city, or the last part of its name where it has none.
func (p *Places) zonePlace(zone string) Place {
	if w, ok := p.weight[zone]; ok {
		return p.placeAt(int(w.largest))
	}
	name := zone[strings.LastIndexByte(zone, '/')+1:]
	return Place{Name: strings.ReplaceAll(name, "_", " "), Country: p.countries[p.home[zone]], Code: p.home[zone], Zone: zone}
}

// eachRow reads a table of columns divided by tabs; lines with # are for the reader.
func eachRow(name string, columns int, f func(row []string) error) error {
	data, err := placeFiles.ReadFile("places/" + name)
	if err != nil {
		return err
	}
	for line := range strings.Lines(string(data)) {
		line = strings.TrimSuffix(line, "\n")
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		row := strings.Split(line, "\t")
		if len(row) != columns {
			return fmt.Errorf("%s: %d columns in %q", name, len(row), clip(line))
		}
		if err := f(row); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
	}
	return nil
}
