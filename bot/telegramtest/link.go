package telegramtest

import (
	"fmt"
	"net/url"
	"strconv"
	"strings"
)

// linkTo makes the entity a link or a mention; it is false when the address is no address, and then Telegram
// drops the entity without a word.
func linkTo(e *Entity, address string) bool {
	if digits, ok := strings.CutPrefix(address, "tg://user?id="); ok {
		id, err := strconv.ParseInt(digits, 10, 64)
		if err != nil {
			return false
		}
		e.Type, e.User = "text_mention", &account{ID: id}
		return true
	}
	checked := checkedURL(address)
	e.Type, e.URL = "text_link", checked
	return checked != ""
}

// checkedURL returns the address as Telegram stores it, "" when it takes it for none.
func checkedURL(address string) string {
	if address == "" || strings.ContainsAny(address, " \n\t") {
		return ""
	}
	if !strings.Contains(address, "://") {
		address = "http://" + address
	}
	parsed, err := url.Parse(address)
	if err != nil {
		return ""
	}
	switch parsed.Scheme {
	case "tg", "ton", "tonsite":
		return address
	case "http", "https", "ftp":
	default:
		return ""
	}
	if host := parsed.Hostname(); host != "localhost" && !strings.ContainsAny(host, ".:") {
		return ""
	}
	if parsed.Path == "" {
		parsed.Path = "/"
	}
	parsed.Host = strings.ToLower(parsed.Host)
	return parsed.String()
}

var (
	errDate   = says("Invalid date specified")
	errFormat = says("invalid date format used")
)

// dateTime fills an entity that shows a moment in the reader's own zone.
func dateTime(e *Entity, unix, format string) error {
	moment, err := strconv.ParseInt(unix, 10, 64)
	if err != nil || moment <= 0 {
		return errDate
	}
	if !validFormat(format) {
		return errFormat
	}
	e.Type, e.UnixTime, e.Format = "date_time", moment, format
	return nil
}

// validFormat knows r alone, or at most one each of t/T (time), d/D (date) and w (weekday).
func validFormat(format string) bool {
	if format == "r" {
		return true
	}
	times, dates, weekdays := 0, 0, 0
	for _, letter := range format {
		switch letter {
		case 't', 'T':
			times++
		case 'd', 'D':
			dates++
		case 'w':
			weekdays++
		default:
			return false
		}
	}
	return times <= 1 && dates <= 1 && weekdays <= 1
}

// complaint is an error in Telegram's own words, capitals included.
type complaint string

func (c complaint) Error() string { return string(c) }

func says(format string, args ...any) error { return complaint(fmt.Sprintf(format, args...)) }
