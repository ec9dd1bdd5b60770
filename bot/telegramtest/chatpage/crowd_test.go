package chatpage

import (
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// Three phones stand beside one another on a small desktop; where there are more than fit, a button at the edge says so and
// leads there.
func TestPhonesBeyondTheEdgeAreAnnounced(t *testing.T) {
	opts := quiet()
	for n := range 3 {
		opts.Members = append(opts.Members, Member{ID: int64(7 + n), Name: fmt.Sprint("Member ", n+1), Language: "en"})
	}
	d := startDemo(t, opts)
	b := openBrowser(t)
	b.view(1280, 900, false, true)
	b.do(chromedp.Navigate(d.url))
	b.until("three phones", `document.querySelectorAll('.phone').length === 3`)
	const cut = `[...document.querySelectorAll('.phone')].filter((x) => x.getBoundingClientRect().right > innerWidth).length`
	if n := value[int](b, cut); n != 0 || value[bool](b, `[...document.querySelectorAll('.edge')].some((x) => x.checkVisibility())`) {
		t.Errorf("%d of three phones are cut off", n)
	}
	d.must(t, "POST", "/api/members", `{"name":"Fourth","language":"en"}`)
	b.until("the button", `document.querySelector('.edge.after')?.checkVisibility()`)
	b.judge("edge")
	for range 3 {
		b.do(chromedp.Evaluate[chromedp.Void](`void document.querySelector('.edge.after').click()`))
	}
	b.until("the last phone", cut+` === 0 && !document.querySelector('.edge.after').checkVisibility()`)
	b.until("the way back", `document.querySelector('.edge.before').checkVisibility()`)
}

// The fields for a new member stand in a line, though a label may take two; a link of two lines begins where its text does.
func TestThingsStandInLine(t *testing.T) {
	d, b := onePhone(t, 390, 844, false, true)
	d.must(t, "POST", "/api/chats/7/send", `{"text":"https://t.me/bot?start=0123456789012345678901234567890123456789012345678901234"}`)
	b.until("the link", has("You said: https"))
	if align := value[string](b, `getComputedStyle(document.querySelector('.theirs .inline-link')).textAlign`); align != "start" {
		t.Errorf("the link is aligned to the %s", align)
	}
	click(b, ".phone:not([hidden]) .who")
	clickWords(b, "Add member")
	b.until("the dialog", `document.querySelector('dialog[open] #language')`)
	b.judge("add")
	if off := value[float64](b, `(() => { const [a, b] = ["name", "language"].map((id) => document.getElementById(id).getBoundingClientRect());
		return Math.abs(a.top - b.top) + Math.abs(a.bottom - b.bottom) })()`); off > 1 {
		t.Errorf("the two fields are %.0f pixels out of line", off)
	}
}
