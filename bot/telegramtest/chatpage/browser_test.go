package chatpage

import (
	"context"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"medius/bot/telegramtest/browsertest"
)

// patience is how long one step in the browser may take; the machine may be busy.
const patience = 15 * time.Second

// browser is one tab. Whatever the page throws or the browser complains about (a refused policy, a missing file) fails the
// test at its end.
type browser struct {
	t   *testing.T
	ctx context.Context

	mu       sync.Mutex
	troubles []string
}

func openBrowser(t *testing.T) *browser {
	t.Helper()
	path := browsertest.Chromium(t)
	profile, err := os.MkdirTemp("", "chatpage")
	if err != nil {
		t.Fatal(err)
	}
	// The browser's children may write for a moment after its end, so that t.TempDir would fail the test.
	t.Cleanup(func() { _ = os.RemoveAll(profile) })
	options := append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.UserDataDir(profile), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.NoFirstRun,
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true),
		chromedp.Flag("disable-background-networking", true), chromedp.Flag("disable-sync", true),
		chromedp.Flag("disable-dev-shm-usage", true), chromedp.Env("TZ=Europe/Berlin"))
	ctx, cancel := chromedp.NewExecAllocator(context.Background(), options...)
	t.Cleanup(cancel)
	ctx, cancel = chromedp.NewContext(ctx)
	t.Cleanup(cancel)
	b := &browser{t: t, ctx: ctx}
	if err := chromedp.Listen(ctx, b.listen); err != nil {
		t.Fatal(err)
	}
	b.do(chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, log.Enable, cdp.Empty{})
		return err
	}))
	t.Cleanup(func() {
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, trouble := range b.troubles {
			t.Errorf("the browser complained: %s", trouble)
		}
	})
	return b
}

func (b *browser) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch event := event.(type) {
	case *runtime.EventExceptionThrown:
		what := event.ExceptionDetails.Text
		if e := event.ExceptionDetails.Exception; e != nil {
			what += " " + e.Description
		}
		b.troubles = append(b.troubles, what)
	case *log.EventEntryAdded:
		if !strings.Contains(event.Entry.Text, "409") { // a refusal the page shows is no trouble
			b.troubles = append(b.troubles, event.Entry.Text+" "+event.Entry.URL)
		}
	}
}

// do runs steps, each with a limit of time.
func (b *browser) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	for _, step := range steps {
		ctx, cancel := context.WithTimeout(b.ctx, patience)
		err := chromedp.Do(ctx, step)
		cancel()
		if err != nil {
			b.t.Fatalf("browser: %v\npage:\n%s", err, b.text())
		}
	}
}

// text gives what is on the page, for the log of a failed test.
func (b *browser) text() string {
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	text, err := chromedp.Run(ctx, chromedp.Evaluate[string]("document.body.innerText"))
	if err != nil {
		return err.Error()
	}
	return text
}

// until waits for a JavaScript expression to be true.
func (b *browser) until(what, expression string) {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	if _, err := chromedp.Run(ctx, chromedp.Poll[bool]("Boolean("+expression+")")); err != nil {
		b.t.Fatalf("waited for %s (%s): %v\npage:\n%s", what, expression, err, b.text())
	}
}

// value gives the value of a JavaScript expression.
func value[T any](b *browser, expression string) T {
	b.t.Helper()
	ctx, cancel := context.WithTimeout(b.ctx, patience)
	defer cancel()
	v, err := chromedp.Run(ctx, chromedp.Evaluate[T](expression))
	if err != nil {
		b.t.Fatalf("evaluate %s: %v", expression, err)
	}
	return v
}

// onePhone opens the page of a demo with one member, on a screen of that size.
func onePhone(t *testing.T, width, height int64, dark, calm bool) (*demo, *browser) {
	t.Helper()
	opts := quiet()
	opts.Members = []Member{{ID: 7, Name: "First", Language: "en"}}
	d := startDemo(t, opts)
	b := openBrowser(t)
	b.view(width, height, dark, calm)
	b.do(chromedp.Navigate(d.url))
	b.until("the phone", `document.querySelector('.start')?.checkVisibility()`)
	return d, b
}

// view sets the size of the window and whether the system is dark or wants little motion.
func (b *browser) view(width, height int64, dark, calm bool) {
	b.t.Helper()
	scheme, motion := "light", "no-preference"
	if dark {
		scheme = "dark"
	}
	if calm {
		motion = "reduce"
	}
	b.do(chromedp.EmulateViewport(width, height), chromedp.Func(func(ctx context.Context, _ *chromedp.Target) error {
		_, err := chromedp.Call(ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
			{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: motion},
		}})
		return err
	}))
}

// press sends keys to whatever has the focus.
func (b *browser) press(keys string) {
	b.t.Helper()
	b.do(chromedp.KeyEvent(keys))
}

// focused gives the words of the element that has the focus.
func (b *browser) focused() string {
	b.t.Helper()
	return strings.TrimSpace(value[string](b, "document.activeElement.ariaLabel || document.activeElement.textContent || ''"))
}
