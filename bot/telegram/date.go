package telegram

import (
	"net/http"
	"time"
)

// stamp is the date of an answer, and when it came by the clock that nobody can set.
type stamp struct {
	text string // as the server wrote it
	date time.Time
	came time.Time
}

// Date is what time it is at the server, by its answers; ok is false as long as there was none.
func (c *Client) Date() (now time.Time, ok bool) {
	latest := c.latest.Load()
	if latest == nil {
		return time.Time{}, false
	}
	return latest.date.Add(time.Since(latest.came)), true
}

// noteDate keeps the date of an answer, the first of its second.
func (c *Client) noteDate(text string) {
	if latest := c.latest.Load(); latest != nil && latest.text == text {
		return
	}
	if date, err := http.ParseTime(text); err == nil {
		c.latest.Store(&stamp{text, date, time.Now()})
	}
}
