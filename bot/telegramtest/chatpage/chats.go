package chatpage

import "time"

// chats is what the page needs of the Bot API server; server.go meets it with a telegramtest.Server.
type chats interface {
	// Join makes a member with a private chat of the same id.
	Join(id int64, name, language string)
	// Members lists everybody, oldest first.
	Members() []memberView
	// View gives the chat as its member sees it; ok is false when there is no such member.
	View(id int64) (v chatView, ok bool)
	// Subscribe rings after every change of the chat, until stop is called.
	Subscribe(id int64) (changed <-chan struct{}, stop func())

	Send(id int64, text string) error
	Tap(id, message int64, data string) error
	SendLocation(id int64, lat, lon float64) error
	SendMedia(id int64, kind string) error
	Block(id int64, blocked bool) error

	// File gives the bytes of a file and its MIME type; ok is false when there is no such file.
	File(id string) (content []byte, name, mime string, ok bool)
}

// city is a place the location dialog offers.
type city struct {
	Name string  `json:"name"`
	Lat  float64 `json:"lat"`
	Lon  float64 `json:"lon"`
	Zone string  `json:"zone"`
}

// cities lie in zones that try a coach in different ways: half hours, a clock change of half an hour, seasons the other
// way round, the date line. Coordinates are the usual ones of the city, in degrees.
var cities = []city{
	{"Berlin", 52.52, 13.405, "Europe/Berlin"},
	{"London", 51.5074, -0.1278, "Europe/London"},
	{"Lisbon", 38.7223, -9.1393, "Europe/Lisbon"},
	{"New York", 40.7128, -74.006, "America/New_York"},
	{"Los Angeles", 34.0522, -118.2437, "America/Los_Angeles"},
	{"São Paulo", -23.5505, -46.6333, "America/Sao_Paulo"},
	{"Cairo", 30.0444, 31.2357, "Africa/Cairo"},
	{"Delhi", 28.6139, 77.209, "Asia/Kolkata"},
	{"Tokyo", 35.6762, 139.6503, "Asia/Tokyo"},
	{"Sydney", -33.8688, 151.2093, "Australia/Sydney"},
	{"Auckland", -36.8485, 174.7633, "Pacific/Auckland"},
	{"Honolulu", 21.3069, -157.8583, "Pacific/Honolulu"},
}

// zoneOf keeps a zone name only when it is one.
func zoneOf(name string) string {
	if name == "" || name == "Local" {
		return ""
	}
	if _, err := time.LoadLocation(name); err != nil {
		return ""
	}
	return name
}
