package chatpage

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// pale lists the words on the page whose contrast to what is behind them is below 4.5:1 (WCAG 2.2, 1.4.3, level AA).
// It looks at every visible text; grounds that let something through are mixed with what is behind.
const pale = `(() => {
	const canvas = Object.assign(document.createElement("canvas"), {width: 1, height: 1}).getContext("2d", {willReadFrequently: true});
	const rgba = (color) => {
		canvas.clearRect(0, 0, 1, 1);
		canvas.fillStyle = color;
		canvas.fillRect(0, 0, 1, 1);
		const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
		return [r, g, b, a / 255];
	};
	const over = ([r, g, b, a], [R, G, B]) => [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
	const ground = (node) => {
		if (!node) return [255, 255, 255, 1];
		const own = rgba(getComputedStyle(node).backgroundColor);
		return own[3] > 0.99 ? own : over(own, ground(node.parentElement));
	};
	const light = (c) => { const [r, g, b] = c.map((v) => v / 255).map((v) => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const found = new Set();
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let text = walker.nextNode(); text; text = walker.nextNode()) {
		const node = text.parentElement;
		if (!text.data.trim() || !node.checkVisibility({visibilityProperty: true}) || node.closest(".unseen, .skip, noscript, #live")) continue;
		const behind = ground(node);
		const [a, b] = [light(over(rgba(getComputedStyle(node).color), behind)), light(behind)];
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5) found.add(text.data.trim().slice(0, 30) + " " + ratio.toFixed(2));
	}
	return [...found].join("; ");
})()`

// nameless lists what can be pressed or filled in and has no words for a screen reader.
const nameless = `[...document.querySelectorAll("button, a[href], input, select, textarea, img, [role=toolbar], [role=menu], dialog")]
	.filter((x) => x.checkVisibility() && !x.ariaLabel && !x.innerText?.trim() && !x.labels?.length && !x.hasAttribute("alt"))
	.map((x) => x.outerHTML.slice(0, 80)).join("; ")`

// fill has two members talk with the bot, so that there is something of everything to look at.
func fill(t *testing.T, d *demo, b *browser) {
	t.Helper()
	for _, text := range []string{"/start", "/picture", "/today"} {
		d.must(t, "POST", "/api/chats/7/send", `{"text":"`+text+`"}`)
	}
	b.until("the keypad", has("How is your hip"))
	for _, body := range []string{`send {"text":"/start"}`, `media {"kind":"sticker"}`, `send {"text":"/place"}`} {
		act, rest, _ := strings.Cut(body, " ")
		d.must(t, "POST", "/api/chats/8/"+act, rest)
	}
	d.must(t, "POST", "/api/chats/7/send", `{"text":"That went quite well, thank you."}`)
	d.must(t, "POST", "/api/chats/7/send", `{"text":"/today"}`)
	b.until("the reply keyboard", `document.querySelectorAll('.panel .key').length === 3`)
	b.until("the echo", has("You said: That went"))
}

// The page can be read and heard in light and dark, on a phone and on a desktop, with and without its dialogs open.
//
// With CHATPAGE_PICTURES set to a folder the test leaves a picture of every look there.
func TestEverythingCanBeRead(t *testing.T) {
	opts := quiet()
	opts.Members = []Member{{ID: 7, Name: "First", Language: "en"}, {ID: 8, Name: "Second", Language: "de"}}
	d := startDemo(t, opts)
	b := openBrowser(t)
	b.view(1280, 800, false, false)
	b.do(chromedp.Navigate(d.url))
	b.until("the phones", `document.querySelectorAll('.start').length === 2`)
	fill(t, d, b)
	looks := []struct {
		name          string
		width, height int64
		dark          bool
	}{
		{"desktop-light", 1280, 800, false}, {"desktop-dark", 1280, 800, true},
		{"phone-light", 390, 844, false}, {"phone-dark", 390, 844, true},
		{"narrow-light", 360, 740, false}, {"sideways-dark", 844, 390, true},
	}
	for _, look := range looks {
		b.view(look.width, look.height, look.dark, false)
		b.until("the layout", `innerWidth === `+strconv.FormatInt(look.width, 10))
		b.do(chromedp.Evaluate[chromedp.Void](`void document.querySelector('.fold [aria-expanded="true"]')?.click()`))
		b.judge(look.name)
		if value[bool](b, `document.querySelector('.fold button').checkVisibility()`) {
			click(b, ".fold button")
			b.judge(look.name + "-unfolded")
		}
		if look.width != 1280 && look.width != 390 {
			continue // the dialogs are the same
		}
		for _, open := range []struct{ name, selector string }{
			{"help", `[aria-label="Keys and hints"]`}, {"jump", `[aria-label="Jump to a date and time"]`},
			{"commands", `.phone:not([hidden]) [aria-label="Commands"]`}, {"attach", `.phone:not([hidden]) [aria-label="Send something else"]`},
		} {
			click(b, open.selector)
			b.until(open.name, `document.querySelector('dialog[open], .menu')`)
			b.judge(look.name + "-" + open.name)
			if open.name == "attach" {
				b.press(kb.Enter) // its first item is the location
				b.until("the cities", `document.querySelector('.cities')`)
				b.judge(look.name + "-location")
			}
			b.press(kb.Escape)
			b.until("the end of "+open.name, `!document.querySelector('dialog[open], .menu')`)
		}
	}
}

// judge looks at what is on the screen now.
func (b *browser) judge(name string) {
	b.t.Helper()
	if words := value[string](b, pale); words != "" {
		b.t.Errorf("%s: too pale: %s", name, words)
	}
	if things := value[string](b, nameless); things != "" {
		b.t.Errorf("%s: without a name: %s", name, things)
	}
	if value[bool](b, `document.documentElement.scrollWidth > innerWidth || document.documentElement.scrollHeight > innerHeight`) {
		b.t.Errorf("%s: the page does not fit the window", name)
	}
	dir := os.Getenv("CHATPAGE_PICTURES")
	if dir == "" {
		return
	}
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	// A picture of the end of every transition, not of its middle.
	b.until("the end of movement", `document.getAnimations().every((x) => x.playState !== "running" || x.effect.getTiming().iterations === Infinity)`)
	png, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
