package content

import "fmt"

func (p *Places) readEmergency() error {
	return eachRow("emergency.tsv", 2, func(row []string) error {
		if p.countries[row[0]] == "" || row[1] == "" {
			return fmt.Errorf("%q has the number %q", row[0], row[1])
		}
		p.emergency[row[0]] = row[1]
		return nil
	})
}

// EmergencyNumber gives the number to call in the country that a zone belongs to, "" when it is not known. A zone
// says where a clock is set, not where a person is: say so beside the number.
func (p *Places) EmergencyNumber(zone string) string { return p.emergency[p.home[zone]] }
