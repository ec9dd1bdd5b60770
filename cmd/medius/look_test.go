package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"medius/bot/telegramtest/browsertest"
)

// tab is a browser that looks at a demo.
type tab struct {
	t   *testing.T
	ctx context.Context
	// asked is the number of the latest question that was answered.
	asked int
}

// openTab opens a page on a small phone, or skips the test where there is no browser.
func openTab(t *testing.T, url string, dark bool) *tab {
	t.Helper()
	path := browsertest.Chromium(t)
	profile, err := os.MkdirTemp("", "look")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(profile) }) // the browser's children may write for a moment after its end
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-component-update", true))...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &tab{t: t, ctx: ctx}
	if err := chromedp.Do(ctx, chromedp.Navigate("about:blank")); err != nil { // the browser lives as long as the first context
		t.Fatal(err)
	}
	scheme := "light"
	if dark {
		scheme = "dark"
	}
	b.do(chromedp.EmulateViewport(360, 740), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}},
		})
		return err
	}), chromedp.Navigate(url))
	return b
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	for _, step := range steps {
		ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
		err := chromedp.Do(ctx, step)
		cancel()
		if err != nil {
			b.t.Fatalf("browser: %v", err)
		}
	}
}

// until waits for an expression to be true.
func (b *tab) until(expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, time.Minute)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("Boolean("+expression+")")); err != nil {
		text, _ := chromedp.Run(b.ctx, chromedp.Evaluate[string]("document.body.innerText"))
		b.t.Fatalf("waited for %s: %v\n%s", expression, err, text)
	}
}

// tap presses the button with a value that belongs to a newer question than the last one answered.
func (b *tab) tap(value string) {
	b.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll('.key[data-tap$=":%s"]')].filter((x) => parseInt(x.dataset.tap) > %d).at(-1)`, value, b.asked)
	b.until(find)
	number, err := chromedp.Run(b.ctx, chromedp.Evaluate[int](`(() => { const x = `+find+`; x.click(); return parseInt(x.dataset.tap) })()`))
	if err != nil {
		b.t.Fatal(err)
	}
	b.asked = number
}

func (b *tab) say(text string) {
	b.t.Helper()
	post := fmt.Sprintf(`fetch("/api/chats/1001/send", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({text: %q})})`, text)
	b.do(chromedp.Evaluate[chromedp.Void]("void " + post))
}

// picture is the newest one in the chat.
const picture = `[...document.querySelectorAll('.phone:not([hidden]) .picture')].at(-1)`

// A session as a member sees it on a small phone, in light and in dark: the exercise moves above the words and buttons of
// its set, and the same message goes on to ask how it was.
//
// With MEDIUS_PICTURES set to a folder the test leaves demo-phone.png, session-light.png and session-dark.png there; those of the
// documentation are made with MEDIUS_PICTURES=docs/img go test ./cmd/medius -run TestTheLookOfASession
func TestTheLookOfASession(t *testing.T) {
	browsertest.Chromium(t) // before a demo is started
	for look, language := range map[string]string{"light": "en", "dark": "en", "german": "de"} {
		t.Run(look, func(t *testing.T) {
			p := start(t, []string{"TMPDIR=" + t.TempDir()}, "demo", "--addr", "127.0.0.1:0")
			b := openTab(t, opened(p), look == "dark")
			b.until(`document.querySelector('.start')?.checkVisibility()`)
			b.session(language)
			b.until(picture + `?.naturalWidth >= 480`)
			if wide, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`document.documentElement.scrollWidth > innerWidth`)); err != nil || wide {
				t.Errorf("the page is wider than the phone (%v)", err)
			}
			b.until(`document.getAnimations().every((x) => x.playState !== "running" || x.effect.getTiming().iterations === Infinity)`)
			b.fits(640)
			b.whole(390, 844)
			if look == "light" {
				b.keep("demo-phone.png", "body")
			}
			if language == "en" {
				b.unrolled()
				b.keep("session-"+look+".png", ".phone:not([hidden])")
			}
			b.do(chromedp.Evaluate[chromedp.Void](`void (window.before = ` + picture + `)`))
			b.tap("done")
			b.until(`[...document.querySelectorAll('.key[data-tap$=":10"]')].some((x) => parseInt(x.dataset.tap) > ` + fmt.Sprint(b.asked) + `)`)
			if same, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool](`window.before === `+picture)); err != nil || !same {
				t.Errorf("the question after the set did not come to the same picture (%v)", err)
			}
		})
	}
}

// fits makes sure that the message with the picture, its words and its buttons, is not taller than a phone.
func (b *tab) fits(tall int) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(360, int64(tall)))
	b.until(fmt.Sprintf(`innerHeight === %d`, tall))
	high, err := chromedp.Run(b.ctx, chromedp.Evaluate[float64](picture+`.closest(".message").getBoundingClientRect().height`))
	if err != nil || high < 300 || high > float64(tall) {
		b.t.Errorf("the first set is %.0f pixels high on a phone of %d (%v)", high, tall, err)
	}
	// A button of one word has one line: a longer word would be cut in two.
	broken, err := chromedp.Run(b.ctx, chromedp.Evaluate[string](`[...`+picture+`.closest(".message").querySelectorAll(".key")].filter((x) => {
		const words = document.createRange()
		words.selectNodeContents(x)
		return !x.innerText.trim().includes(" ") && words.getBoundingClientRect().height > 30
	}).map((x) => x.innerText).join(", ")`))
	if err != nil || broken != "" {
		b.t.Errorf("cut in two: %s (%v)", broken, err)
	}
}

// whole makes sure that on a usual phone the figure is seen from head to foot above its words and buttons.
func (b *tab) whole(wide, tall int64) {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(wide, tall))
	b.until(fmt.Sprintf(`innerHeight === %d`, tall))
	const thread = `document.querySelector(".phone:not([hidden]) .thread")`
	b.until(`(() => { ` + thread + `.scrollTo(0, 1e9)
		return ` + picture + `.getBoundingClientRect().top >= ` + thread + `.getBoundingClientRect().top })()`)
}

// session goes through the first conversation and into the first set of the first session, in a language.
func (b *tab) session(language string) {
	b.t.Helper()
	b.say("/start")
	for _, value := range []string{
		"yes", "yes", "no", "no", "no", "no", "no", "no", "no", "no", "no", "yes", "no", "physiotherapist", "no", "outside", "no",
		"left", "1", "no", "1",
	} {
		b.tap(value)
	}
	b.until(`[...document.querySelectorAll('.key[data-tap$=":clock"]')].length > 0`)
	b.say("Berlin")
	for _, value := range []string{"yes", "07:00", "19:00", "*"} {
		b.tap(value)
	}
	b.until(`[...document.querySelectorAll('.key[data-tap$=":now"]')].length > 0`) // a word could overtake the tap
	b.say("/language")
	for _, value := range []string{language, "now", "1", "begin"} {
		b.tap(value)
	}
}

// unrolled gives the whole message room.
func (b *tab) unrolled() {
	b.t.Helper()
	b.do(chromedp.EmulateViewport(390, 1330))
	b.until(`innerHeight === 1330 && ` + picture + `.getBoundingClientRect().top > 230`)
}

// keep leaves a picture of a part of the page in the folder that was asked for.
func (b *tab) keep(name, part string) {
	b.t.Helper()
	folder := os.Getenv("MEDIUS_PICTURES")
	if folder == "" {
		return
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join("..", "..", folder) // from the root of the repository, where the command is typed
	}
	png, err := chromedp.Run(b.ctx, chromedp.Screenshot(chromedp.CSS(part)))
	if err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
}
