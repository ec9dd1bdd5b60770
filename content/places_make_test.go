package content

import (
	"bufio"
	"cmp"
	"compress/gzip"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/language"
	"golang.org/x/text/language/display"
)

var (
	dumpFlag = flag.String("geonames", "", "GeoNames dump (cities500.txt) to make places/ from")
	zoneFlag = flag.String("tzdb", "", "folder with zone.tab and tzdata.zi of the time zone database")
)

// smallest is the population from which a place is listed; capitals are listed in any case.
const smallest = 15000

// TestMakePlaces makes places/cities.tsv.gz, countries.tsv and zones.tsv anew:
//
//	go test ./content -run TestMakePlaces -geonames cities500.txt -tzdb /usr/share/zoneinfo
//
// It lives in a test because it shares fold with the search and nothing else needs it.
func TestMakePlaces(t *testing.T) {
	if *dumpFlag == "" || *zoneFlag == "" {
		t.Skip("only on request, with -geonames and -tzdb")
	}
	zones := readZones(t, *zoneFlag)
	cities := readDump(t, *dumpFlag, zones)
	writeCities(t, cities)
	writeLines(t, "places/countries.tsv", countryLines(cities))
	writeLines(t, "places/zones.tsv", zoneLines(zones))
}

// TestCountriesHaveNamesInEveryLanguage: UPDATE=1 makes places/countries.<language>.tsv for a new one.
func TestCountriesHaveNamesInEveryLanguage(t *testing.T) {
	p, err := OpenPlaces()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range shipped(t).Languages() {
		if lang == Reference {
			continue
		}
		var lines []string
		for _, code := range slices.Sorted(maps.Keys(p.countries)) {
			if region, err := language.ParseRegion(code); err == nil {
				lines = append(lines, code+"\t"+display.Regions(language.Make(lang)).Name(region))
			}
		}
		file := "places/countries." + lang + ".tsv"
		if os.Getenv("UPDATE") != "" {
			writeLines(t, file, lines)
		}
		data, err := os.ReadFile(file)
		if err != nil || string(data) != strings.Join(lines, "\n")+"\n" {
			t.Errorf("%s is not what CLDR has (UPDATE=1 makes it): %v", file, err)
		}
	}
}

type dumpCity struct {
	name, country, region, zone string
	population                  int
	lat, lon                    float64
	names                       []string // folded
}

// readZones gives the country of every zone and alias, "" where there is none.
func readZones(t *testing.T, dir string) map[string]string {
	zones := map[string]string{"UTC": ""}
	eachLine(t, filepath.Join(dir, "zone.tab"), func(line string) {
		if fields := strings.Split(line, "\t"); !strings.HasPrefix(line, "#") && len(fields) >= 3 {
			zones[fields[2]] = fields[0]
		}
	})
	eachLine(t, filepath.Join(dir, "tzdata.zi"), func(line string) {
		fields := strings.Fields(line)
		if len(fields) == 3 && fields[0] == "L" && strings.Contains(fields[2], "/") && zones[fields[2]] == "" {
			zones[fields[2]] = zones[fields[1]]
		}
	})
	for zone := range zones {
		if _, err := time.LoadLocation(zone); err != nil {
			delete(zones, zone)
		}
	}
	return zones
}

func readDump(t *testing.T, file string, zones map[string]string) []dumpCity {
	var cities []dumpCity
	eachLine(t, file, func(line string) {
		f := strings.Split(line, "\t")
		if len(f) < 19 {
			return
		}
		people, _ := strconv.Atoi(f[14])
		capital := f[7] == "PPLC" || f[7] == "PPLA" && people >= 1000
		_, known := zones[f[17]]
		if !known || people < smallest && !capital {
			return
		}
		if f[7] == "PPLX" { // a part of a city: its figure is often the whole city's
			people /= 10
		}
		c := dumpCity{name: f[1], country: f[8], region: regionCode(f[8], f[10]), zone: f[17], population: people}
		c.lat, _ = strconv.ParseFloat(f[4], 64)
		c.lon, _ = strconv.ParseFloat(f[5], 64)
		c.names = foldedNames(append([]string{f[1], f[2]}, strings.Split(f[3], ",")...))
		cities = append(cities, c)
	})
	slices.SortStableFunc(cities, func(a, b dumpCity) int {
		return cmp.Or(cmp.Compare(b.population, a.population), cmp.Compare(a.name, b.name))
	})
	return cities
}

// foldedNames drops what nobody types: bare romanisations (they begin with a small letter), single letters, tirades.
func foldedNames(names []string) []string {
	var out []string
	for i, name := range names {
		first, _ := utf8.DecodeRuneInString(name)
		folded := fold(name)
		length := utf8.RuneCountInString(folded)
		bare := i > 1 && first < 0x250 && unicode.IsLower(first)
		if bare || folded == "" || length == 1 && first < 0x2E80 || length > 40 || slices.Contains(out, folded) {
			continue
		}
		out = append(out, folded)
	}
	return out
}

func writeCities(t *testing.T, cities []dumpCity) {
	file, err := os.Create("places/cities.tsv.gz")
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	packed, err := gzip.NewWriterLevel(file, gzip.BestCompression)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range cities {
		fmt.Fprintf(packed, "%s\t%s\t%s\t%s\t%d\t%.2f\t%.2f\t|%s|\n",
			c.name, c.country, c.region, c.zone, c.population, c.lat, c.lon, strings.Join(c.names, "|"))
	}
	if err := packed.Close(); err != nil {
		t.Fatal(err)
	}
}

// cldrLanguages are those whose names of countries are understood.
var cldrLanguages = []string{"en", "ar", "cs", "da", "de", "el", "es", "fi", "fr", "he", "hi", "hu", "it", "ja", "ko", "nb",
	"nl", "pl", "pt", "ro", "ru", "sv", "tr", "uk", "zh"}

// alsoCalled are names of countries and regions that people type and CLDR does not have.
var alsoCalled = map[string][]string{
	"US": {"USA", "U.S.A.", "US", "U.S.", "America", "United States of America", "The United States", "The States"},
	"GB": {"UK", "U.K.", "England", "Scotland", "Wales", "Northern Ireland", "Great Britain", "Britain"},
	"AE": {"UAE", "U.A.E.", "Emirates"}, "NL": {"Holland", "The Netherlands"}, "CZ": {"Czech Republic"},
	"KR": {"Korea"}, "IE": {"Republic of Ireland"}, "CI": {"Ivory Coast"}, "MM": {"Burma"}, "CD": {"DRC", "DR Congo"},
	"TR": {"Turkey"}, "MK": {"Macedonia"}, "VA": {"Vatican"}, "PS": {"Palestine"}, "HK": {"Hong Kong"}, "MO": {"Macau"},
	"CV": {"Cape Verde"}, "SZ": {"Swaziland"}, "BA": {"Bosnia"}, "NZ": {"Aotearoa"}, "PH": {"The Philippines"},
}

// regions are the states and provinces of countries with many zones and many towns of one name.
var regions = map[string]string{
	"US": "AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DE Delaware;" +
		"DC District of Columbia;FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;KY Kentucky;" +
		"LA Louisiana;ME Maine;MD Maryland;MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;" +
		"NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;NC North Carolina;ND North Dakota;" +
		"OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;" +
		"TX Texas;UT Utah;VT Vermont;VA Virginia;WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming",
	"CA": "AB Alberta;BC British Columbia;MB Manitoba;NB New Brunswick;NL Newfoundland and Labrador;NS Nova Scotia;" +
		"ON Ontario;PE Prince Edward Island;QC Quebec;SK Saskatchewan;YT Yukon;NT Northwest Territories;NU Nunavut",
	"AU": "ACT Australian Capital Territory;NSW New South Wales;NT Northern Territory;QLD Queensland;SA South Australia;" +
		"TAS Tasmania;VIC Victoria;WA Western Australia",
}

// provinces are GeoNames's numbers for them; states of the US have their letters there already.
var provinces = map[string]string{
	"CA01": "AB", "CA02": "BC", "CA03": "MB", "CA04": "NB", "CA05": "NL", "CA07": "NS", "CA08": "ON", "CA09": "PE",
	"CA10": "QC", "CA11": "SK", "CA12": "YT", "CA13": "NT", "CA14": "NU",
	"AU01": "ACT", "AU02": "NSW", "AU03": "NT", "AU04": "QLD", "AU05": "SA", "AU06": "TAS", "AU07": "VIC", "AU08": "WA",
}

func regionCode(country, admin string) string {
	if country == "US" {
		return admin
	}
	return provinces[country+admin]
}

func countryLines(cities []dumpCity) []string {
	var lines, codes []string
	for _, c := range cities {
		codes = append(codes, c.country)
	}
	slices.Sort(codes)
	for _, code := range slices.Compact(codes) {
		region := language.MustParseRegion(code)
		names := slices.Clone(alsoCalled[code])
		for _, tag := range cldrLanguages {
			names = append(names, display.Regions(language.Make(tag)).Name(region))
		}
		name := display.English.Regions().Name(region)
		lines = append(lines, fmt.Sprintf("%s\t%s\t|%s|", code, name, strings.Join(foldedNames(names), "|")))
	}
	for country, list := range regions {
		for item := range strings.SplitSeq(list, ";") {
			code, name, _ := strings.Cut(item, " ")
			lines = append(lines, fmt.Sprintf("%s-%s\t%s\t|%s|%s|", country, code, name, fold(code), fold(name)))
		}
	}
	slices.Sort(lines)
	return lines
}

func zoneLines(zones map[string]string) []string {
	var lines []string
	for zone, country := range zones {
		lines = append(lines, zone+"\t"+cmp.Or(country, "-"))
	}
	slices.Sort(lines)
	return lines
}

func eachLine(t *testing.T, name string, f func(line string)) {
	file, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		f(lines.Text())
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
}

func writeLines(t *testing.T, name string, lines []string) {
	if err := os.WriteFile(name, []byte(strings.Join(lines, "\n")+"\n"), 0o644); err != nil {
		t.Fatal(err)
	}
}
