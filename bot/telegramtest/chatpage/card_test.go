package chatpage

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/chromedp/chromedp"
)

// picture is the newest picture on the page.
const picture = `document.querySelector('.phone:not([hidden]) .message:last-of-type .picture')`

// A message with a picture that is edited keeps its picture moving while that is the same, and shows another one at once
// when it is not; the words and buttons below it are always the new ones.
func TestAPictureIsEditedInPlace(t *testing.T) {
	d, b := onePhone(t, 360, 740, false, false)
	d.must(t, "POST", "/api/chats/7/send", `{"text":"/picture"}`)
	b.until("the pictures", `document.querySelectorAll('img.picture').length === 2`)
	var sent struct {
		ID        int64 `json:"message_id"`
		Animation struct {
			File string `json:"file_id"`
		} `json:"animation"`
		Photo []struct {
			File string `json:"file_id"`
		} `json:"photo"`
	}
	id := func(kind string) string {
		for _, m := range d.server.User(7, "First", "en").Messages() {
			switch {
			case kind == "animation" && m.Animation != nil:
				return m.Animation.ID
			case kind == "photo" && m.Photo != nil:
				return m.Photo.ID
			}
		}
		return ""
	}
	keys := func(text string) map[string]any { return inline(row(text, text)) }
	answer := d.bot.call(t.Context(), "sendAnimation", with(map[string]any{"chat_id": 7, "animation": id("animation"), "caption": "Set 1"}, keys("Done")))
	if err := json.Unmarshal(answer, &sent); err != nil {
		t.Fatal(err)
	}
	b.until("the card", has("Set 1"))
	b.until("the film", picture+`.naturalWidth === 320`)
	b.do(chromedp.Evaluate[chromedp.Void](`void (window.before = ` + picture + `)`))
	d.bot.call(t.Context(), "editMessageCaption", with(map[string]any{"chat_id": 7, "message_id": sent.ID, "caption": "How was it?"}, keys("Fine")))
	b.until("the question", has("How was it?")+` && !`+has("Set 1"))
	if !value[bool](b, `window.before === `+picture) {
		t.Error("the film began anew though only the words changed")
	}
	if alt := value[string](b, picture+`.alt`); alt != "Picture to “How was it?”" {
		t.Errorf("with other words below it a screen reader says %q", alt)
	}
	item := fmt.Sprintf(`{"type":"photo","media":%q,"caption":"Step 1"}`, id("photo"))
	d.bot.call(t.Context(), "editMessageMedia", with(map[string]any{"chat_id": 7, "message_id": sent.ID, "media": item}, keys("Next")))
	b.until("the step", has("Step 1"))
	b.until("the other picture", picture+`.src !== window.before.src && `+picture+`.complete`)
	if value[bool](b, `document.documentElement.scrollWidth > innerWidth`) {
		t.Error("the page is wider than the phone")
	}
	shown := value[string](b, `JSON.stringify([...document.querySelectorAll('.message:last-of-type .key')].map((x) => x.innerText))`)
	if shown != `["Next"]` {
		t.Errorf("the buttons are %s", shown)
	}
	if alt := value[string](b, picture+`.alt`); alt != "Picture to “Step 1”" {
		t.Errorf("a screen reader says %q", alt)
	}
}

// A document shows what it is called and how large it is; one that the browser can read opens beside the page, the others are
// saved.
func TestADocumentIsOpened(t *testing.T) {
	d, b := onePhone(t, 360, 740, false, false)
	d.must(t, "POST", "/api/chats/7/send", `{"text":"/picture"}`)
	b.until("the report", has("Your report"))
	d.bot.upload(t.Context(), "sendDocument", "document", "medius-export.zip", make([]byte, 3000), 7, "Your data.")
	b.until("the data", has("Your data"))
	got := value[string](b, `JSON.stringify([...document.querySelectorAll('.attachment')].map((a) => [a.innerText, a.target, a.download]))`)
	if want := `[["report.pdf\n16 B","_blank",""],["medius-export.zip\n3 kB","","medius-export.zip"]]`; got != want {
		t.Errorf("got %s\nwant %s", got, want)
	}
}
