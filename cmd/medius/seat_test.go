package main

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/chromedp"
)

// phoneOf is the phone of the nth member on the demo's page.
func phoneOf(n int) string { return fmt.Sprintf(`.phone[data-chat="%d"]`, 1000+n) }

// press presses the newest button with a label on a phone.
func (b *tab) press(phone, label string) {
	b.t.Helper()
	find := fmt.Sprintf(`[...document.querySelectorAll('%s .key')].filter((x) => x.textContent.trim() === %q).at(-1)`, phone, label)
	b.until(find)
	b.do(chromedp.Evaluate[chromedp.Void](find + `.click()`))
}

func (b *tab) sayOn(chat int, text string) {
	b.t.Helper()
	post := fmt.Sprintf(`fetch("/api/chats/%d/send", {method: "POST", headers: {"Content-Type": "application/json"}, body: JSON.stringify({text: %q})})`, chat, text)
	b.do(chromedp.Evaluate[chromedp.Void]("void " + post))
}

// A member invites, somebody opens the link on another phone, is let in, and sees the list and the page: on the demo's page, as a
// person would do it. With MEDIUS_PICTURES set to a folder the test leaves seat.png there; that of the documents is made with
// MEDIUS_PICTURES=docs/img go test ./cmd/medius -run TestTheLookOfASeat
func TestTheLookOfASeat(t *testing.T) {
	if testing.Short() {
		t.Skip("a short run opens no browser; one without -short does")
	}
	p := start(t, []string{"TMPDIR=" + t.TempDir()}, "demo", "--addr", "127.0.0.1:0")
	b := openTab(t, opened(p), false)
	b.do(chromedp.EmulateViewport(1280, 900))
	b.until(`document.querySelector('.start')?.checkVisibility()`)
	b.session("en")
	member, physio := phoneOf(1), phoneOf(2)
	b.sayOn(1001, "/invite")
	b.press(member, "Just a number")
	link := fmt.Sprintf(`[...document.querySelectorAll('%s .inline-link')].filter((x) => x.textContent.startsWith("https://t.me/")).at(-1)`, member)
	b.until(link)
	b.do(chromedp.Evaluate[chromedp.Void](link + `.click()`))
	b.until(`[...document.querySelectorAll('.choice')].at(-1)`)
	b.do(chromedp.Evaluate[chromedp.Void](`[...document.querySelectorAll('.choice')].at(-1).click()`)) // somebody new
	b.press(physio, "I am a health professional and agree")
	b.until(fmt.Sprintf(`document.querySelector('%s')?.textContent.includes("What should members call you")`, physio))
	b.sayOn(1002, "Practice by the park")
	b.press(member, "Let Practice by the park in")
	b.until(fmt.Sprintf(`document.querySelector('%s')?.textContent.includes("has let you in")`, physio))
	b.sayOn(1002, "/patients")
	b.press(physio, "№ 1")
	b.press(physio, "Pain")
	b.until(fmt.Sprintf(`document.querySelector('%s .picture')?.naturalWidth > 0`, physio))
	b.sayOn(1001, "/access")
	b.press(member, "Who looked, and at what")
	b.until(fmt.Sprintf(`document.querySelector('%s')?.textContent.includes("pain chart")`, member))
	folder := os.Getenv("MEDIUS_PICTURES")
	if folder == "" {
		return
	}
	b.until(`document.getAnimations().every((x) => x.playState !== "running" || x.effect.getTiming().iterations === Infinity)`)
	png, err := chromedp.Run(b.ctx, chromedp.Screenshot(chromedp.CSS(`body`)))
	if err != nil {
		t.Fatal(err)
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join("..", "..", folder)
	}
	if err := os.WriteFile(filepath.Join(folder, "seat.png"), png, 0o644); err != nil {
		t.Fatal(err)
	}
}
