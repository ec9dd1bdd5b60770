package chatpage

import (
	"net/http"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// look reads the newest bubble in view.
const newest = `document.querySelector('.phone:not([hidden]) .message:last-of-type')`

func has(words string) string {
	return `[...document.querySelectorAll('.phone:not([hidden]) .message')].some((m) => m.innerText.includes("` + words + `"))`
}

func click(b *browser, selector string) {
	b.t.Helper()
	b.do(chromedp.Click(chromedp.CSS(selector)))
}

// clickWords presses the button with these words.
func clickWords(b *browser, words string) {
	b.t.Helper()
	found := value[bool](b, `(() => { const all = [...document.querySelectorAll('button')].filter((x) => x.checkVisibility() && x.innerText.trim() === "`+words+`");
		all.at(-1)?.click(); return all.length > 0 })()`)
	if !found {
		b.t.Fatalf("no button %q on the page:\n%s", words, b.text())
	}
}

// A person walks through the demo: a member, a start, a tap, an edit, the keyboard, the time, a second member.
func TestWalk(t *testing.T) {
	sizes := []struct {
		name          string
		width, height int64
	}{
		{"on a phone", 390, 844},
		{"on a desktop", 1280, 800},
	}
	for _, size := range sizes {
		t.Run(size.name, func(t *testing.T) {
			d := startDemo(t, quiet())
			b := openBrowser(t)
			b.view(size.width, size.height, false, false)
			b.do(chromedp.Navigate(d.url))
			walkIn(b)
			walkTap(b, d)
			walkKeys(b)
			if size.width < 760 {
				walkFold(b)
			}
			walkTime(b)
			walkSecond(b, size.width > 760)
			walkReload(b)
		})
	}
}

func walkIn(b *browser) {
	b.t.Helper()
	b.until("the empty page", `document.body.innerText.includes("Nobody is here yet")`)
	notice := value[string](b, `document.querySelector('header').innerText`)
	if !strings.Contains(notice, "nothing leaves this computer") || !strings.Contains(notice, "pretend") {
		b.t.Errorf("the header does not say that this is a demo: %q", notice)
	}
	clickWords(b, "Add the first member")
	b.press("First" + kb.Enter) // the name is selected and gives way
	b.until("the phone", `document.querySelector('.phone:not([hidden])')?.innerText.includes("First")`)
	b.until("the focus on Start", `document.activeElement.innerText === "Start"`)
	b.press(kb.Enter)
	b.until("the welcome", has("Welcome."))
	for _, tag := range []string{"strong", "em", "blockquote", `a[rel~="noopener"][target="_blank"]`, "button.inline-link"} {
		if !value[bool](b, `Boolean(`+newest+`.querySelector('`+tag+`'))`) {
			b.t.Errorf("the welcome has no %s", tag)
		}
	}
}

func walkTap(b *browser, d *demo) {
	b.t.Helper()
	hold := make(chan struct{})
	d.bot.mu.Lock()
	d.bot.hold = hold
	d.bot.mu.Unlock()
	click(b, `.phone:not([hidden]) .key[data-tap="read"]`)
	b.until("the spinner", `document.querySelector('.key[data-tap="read"]').ariaBusy === "true"`)
	close(hold)
	b.until("the edit in place", has("You have read this"))
	b.until("the toast", `document.querySelector('.toast')?.innerText === "Noted."`)
	b.until("the keypad", `document.querySelectorAll('.phone:not([hidden]) .message:last-of-type .key').length === 11`)
	if value[bool](b, has("How it feels")) {
		b.t.Error("the old text is still there")
	}
	if small := value[string](b, `[...document.querySelectorAll('button')].filter((x) => x.checkVisibility() && !x.matches('.inline-link, .spoiler'))
		.map((x) => [x.getBoundingClientRect(), x.ariaLabel || x.innerText]).filter(([r]) => r.width < 44 || r.height < 44)
		.map(([r, words]) => words + " " + r.width + "x" + r.height).join("; ")`); small != "" {
		b.t.Errorf("too small to tap: %s", small)
	}
	wide := value[string](b, `document.documentElement.scrollWidth > innerWidth ? "the page" : [...document.querySelectorAll('.phone:not([hidden]) .key')]
		.filter((x) => x.getBoundingClientRect().right > x.closest('.phone').getBoundingClientRect().right).map((x) => x.innerText).join()`)
	if wide != "" {
		b.t.Errorf("wider than the screen: %s", wide)
	}
}

// walkKeys uses nothing but the keyboard.
func walkKeys(b *browser) {
	b.t.Helper()
	b.do(chromedp.Focus(chromedp.CSS(`.phone:not([hidden]) .field`)))
	b.press(kb.ArrowUp)
	for _, step := range []struct{ key, want string }{
		{"", "0"}, {kb.ArrowRight, "1"}, {kb.ArrowDown, "7"}, {kb.ArrowUp, "1"}, {kb.End, "10"}, {kb.Home, "0"}, {kb.ArrowLeft, "10"}, {"7", "7"},
	} {
		if step.key != "" {
			b.press(step.key)
		}
		if got := b.focused(); got != step.want {
			b.t.Fatalf("after %q the focus is on %q, want %q", step.key, got, step.want)
		}
	}
	if stops := value[int](b, newest+`.querySelectorAll('.key[tabindex="0"]').length`); stops != 1 {
		b.t.Errorf("the keypad has %d stops for the Tab key, want 1", stops)
	}
	if !value[bool](b, `document.activeElement.matches(':focus-visible') && getComputedStyle(document.activeElement).outlineStyle !== "none"`) {
		b.t.Error("the focus cannot be seen")
	}
	b.press(kb.Enter)
	b.until("the answer", has("Your hip today: 7"))
	b.until("the focus on the new button", `document.activeElement.innerText === "Change"`)
	b.until("the answer read out", `document.getElementById("live").innerText.includes("Your hip today: 7")`)
	b.press(kb.Escape)
	b.until("the focus on the field", `document.activeElement.matches(".field")`)

	b.press("hello" + kb.Enter)
	b.until("the echo", has("You said: hello"))
	b.press("/")
	b.until("the command menu", `document.activeElement.closest('[role="menu"]') && document.activeElement.innerText.includes("/start")`)
	b.press(kb.Escape)
	b.until("the menu closed", `!document.querySelector('[role="menu"]') && document.activeElement.matches(".field") && document.activeElement.value === "/"`)
	b.press(kb.Backspace + "/")
	b.until("the command menu again", `document.activeElement.closest('[role="menu"]')`)
	b.press("place")
	b.until("typing on", `document.activeElement.matches(".field") && document.activeElement.value.trim() === "/place"`)
	b.press(kb.Enter)
	b.until("the reply keyboard", `document.querySelectorAll('.phone:not([hidden]) .panel .key').length === 3`)
	b.until("the newest message still in view", `(() => { const log = document.querySelector('.phone:not([hidden]) .thread');
		return log.scrollHeight - log.scrollTop - log.clientHeight < 4 })()`)
	b.do(chromedp.Focus(chromedp.CSS(`.phone:not([hidden]) .panel .key`)))
	b.press(kb.Enter)
	b.until("the location dialog", `document.activeElement.innerText?.startsWith("Berlin")`)
	b.press("t" + kb.Enter)
	b.until("the end of the reply keyboard", `!document.querySelector('.phone:not([hidden]) .panel .key')`)
	b.until("the clock of Tokyo", `document.querySelector('.phone:not([hidden]) .phone-clock').innerText.replace(/\s+/g, " ") === "03:00 Tokyo"`)
}

// walkFold: once somebody has written, the header of a phone is one line, with the next reminder in it; the rest unfolds.
func walkFold(b *browser) {
	b.t.Helper()
	if high := value[float64](b, `document.querySelector('.phone:not([hidden]) .thread').getBoundingClientRect().top`); high > 110 {
		b.t.Errorf("the header and the bars take %.0f pixels", high)
	}
	if !value[bool](b, `document.querySelector('.leap').checkVisibility() && !document.querySelector('#notice').checkVisibility()`) {
		b.t.Error("the header is not folded, or does not lead to the next reminder")
	}
	click(b, `[aria-label="More of the demo"]`)
	b.until("the rest of the header", `document.activeElement.ariaExpanded === "true" && document.querySelector('#notice').checkVisibility()`)
}

func walkTime(b *browser) {
	b.t.Helper()
	b.until("the time", `document.querySelector('.clock-utc').innerText === "Mon 2 Mar 2026 18:00:00 UTC"`)
	if got := value[string](b, `document.querySelector('.clock-here').innerText`); !strings.HasPrefix(got, "19:00") {
		b.t.Errorf("the browser's zone says %q", got)
	}
	click(b, `.leap[aria-label="1 hour later"]`)
	b.until("the hour", `document.querySelector('.clock-utc').innerText.includes("19:00:00")`)
	b.until("the reminder", has("Good morning. Shall we?"))
	b.until("the end of the leap", `document.querySelector('.leap').ariaDisabled === "false"`)
	click(b, `.leap[aria-label="Next reminder"]`)
	b.until("the reason", `[...document.querySelectorAll('.toast')].some((x) => x.innerText.includes("Nothing is planned"))`)
	b.until("the end of the attempt", `document.querySelector('.leap').ariaDisabled === "false"`)
	click(b, `.leap[aria-label="1 day later"]`)
	b.until("the day", `document.querySelector('.clock-utc').innerText === "Tue 3 Mar 2026 19:00:00 UTC"`)
	b.until("the new day in the chat", `[...document.querySelectorAll('.phone:not([hidden]) .day')].at(-1).innerText === "Wednesday 4 March 2026"`)
}

func walkSecond(b *browser, wide bool) {
	b.t.Helper()
	if wide {
		click(b, ".add-member")
	} else {
		click(b, ".phone:not([hidden]) .who")
		b.until("the switcher", `document.activeElement.closest('[role="menu"]')`)
		b.press(kb.End + kb.Enter)
	}
	b.until("the dialog", `document.activeElement.id === "name"`)
	b.press("Second" + kb.Enter)
	b.until("the second phone", `[...document.querySelectorAll('.phone:not([hidden])')].some((x) => x.innerText.includes("Second"))`)
	want := 1
	if wide {
		want = 2
	}
	if got := value[int](b, `document.querySelectorAll('.phone:not([hidden])').length`); got != want {
		b.t.Errorf("%d phones in view, want %d", got, want)
	}
	b.until("the focus on Start", `document.activeElement.innerText === "Start"`)
	click(b, `.phone:not([hidden]):last-of-type [aria-label="More"]`)
	clickWords(b, "Block the bot")
	b.until("the block", `document.querySelector('.phone:last-of-type').innerText.includes("You blocked the bot")`)
	clickWords(b, "Unblock")
	b.until("the end of the block", `document.querySelector('.phone:last-of-type .blocked').hidden`)
}

func walkReload(b *browser) {
	b.t.Helper()
	b.do(chromedp.Reload())
	b.until("both phones", `document.querySelectorAll('.phone').length === 2`)
	b.until("the same phone in view", `[...document.querySelectorAll('.phone:not([hidden])')].at(-1).innerText.includes("Second")`)
	b.until("the old messages", `document.querySelector('.phone').textContent.includes("Your hip today: 7")`)
}

// Who asked for little motion gets a picture that stands still until it is started.
func TestAnimationsWaitWhenMotionIsUnwanted(t *testing.T) {
	d, b := onePhone(t, 390, 844, false, true)
	d.must(t, "POST", "/api/chats/7/send", `{"text":"/picture"}`)
	b.until("the picture", `document.querySelector('img.picture')?.naturalWidth === 320`)
	b.until("the animation", `document.querySelector('.still canvas')?.width === 320`)
	clickWords(b, "Play")
	b.until("the moving picture", `document.querySelector('.still img') && document.querySelector('.play').innerText === "Stop"`)
}

// Until the page knows who is there it does not say that nobody is: the stream may be late.
func TestNobodyIsMissedBeforeTheFirstSync(t *testing.T) {
	opts, come := quiet(), make(chan struct{})
	opts.Members = []Member{{ID: 7, Name: "member", Language: "en"}}
	d := startDemoBehind(t, opts, func(page http.Handler) http.Handler {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if r.URL.Path == "/api/events" {
				select {
				case <-come:
				case <-r.Context().Done():
				}
			}
			page.ServeHTTP(w, r)
		})
	})
	b := openBrowser(t)
	b.view(1280, 800, false, false)
	b.do(chromedp.Navigate(d.url))
	b.until("the tools", `document.querySelector('#tools [aria-label="Keys and hints"]')`)
	b.view(390, 844, false, false) // what is on the screen is arranged anew
	if text := b.text(); strings.Contains(text, "Nobody is here") || strings.Contains(text, "put away") {
		t.Errorf("the page misses who is there:\n%s", text)
	}
	close(come)
	b.until("the phone", `document.querySelector('.start')?.checkVisibility()`)
}
