package telegram

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"medius/coach"
	"medius/coach/dialog"
)

func translator() Translator {
	return Translator{Username: "medius_bot", ZoneAt: func(lat, lon float64) string {
		if lat == 52.5 && lon == 13.4 {
			return "Europe/Berlin"
		}
		return ""
	}}
}

const (
	person  = `"from":{"id":7,"is_bot":false,"language_code":"pt-br"}`
	private = `"chat":{"id":7,"type":"private"}`
	group   = `"chat":{"id":-100,"type":"supergroup"}`
)

func said(fields string) string {
	return `{"update_id":1,"message":{"message_id":5,` + person + `,` + private + `,` + fields + `}}`
}

// changed is an update that says of a message what it is now.
func changed(update string) string {
	return strings.Replace(update, `"message"`, `"edited_message"`, 1)
}

func inGroup(fields string) string {
	return `{"update_id":1,"message":{"message_id":5,` + person + `,` + group + `,` + fields + `}}`
}

func tap(data string) string {
	return `{"update_id":1,"callback_query":{"id":"c9",` + person + `,"data":"` + data + `","message":{"message_id":5,` +
		private + `,"date":1,"reply_markup":{"inline_keyboard":[[{"text":"None","callback_data":"41:0"}],` +
		`[{"text":"Some","callback_data":"41:3"},{"text":"Site","url":"https://a.b"}]]}}}}`
}

func member(chat, from, to string) string {
	return `{"update_id":1,"my_chat_member":{` + chat + `,` + person + `,"date":1,"old_chat_member":{"status":"` + from +
		`"},"new_chat_member":{"status":"` + to + `"}}}`
}

// What arrives becomes exactly this event, or none.
func TestTranslate(t *testing.T) {
	text := func(s string) *dialog.Event { return &dialog.Event{Kind: dialog.Said, Text: s} }
	media := func(s string) *dialog.Event { return &dialog.Event{Kind: dialog.Sent, Media: s} }
	for _, c := range []struct {
		name   string
		update string
		want   *dialog.Event // nil: nothing to do
	}{
		{"a text", said(`"text":"hello"`), text("hello")},
		{"full-width digits and an exotic space", said(`"text":"７：３０\u2003am "`), text("7:30 am")},
		{"a start with its payload", said(`"text":"/start abc_1"`), text("/start abc_1")},
		{"a command addressed to the bot", said(`"text":"/pain@medius_bot 3"`), text("/pain 3")},
		{"a name in the middle stays", said(`"text":"ask me@medius_bot"`), text("ask me@medius_bot")},
		{"an empty text", said(`"text":""`), text("")},
		{"a place that has a zone", said(`"location":{"latitude":52.5,"longitude":13.4}`),
			&dialog.Event{Kind: dialog.Located, Zone: "Europe/Berlin"}},
		{"a place at sea", said(`"location":{"latitude":0,"longitude":0,"live_period":60}`),
			&dialog.Event{Kind: dialog.Located}},
		{"a sticker", said(`"sticker":{"file_id":"x"}`), media("sticker")},
		{"a voice", said(`"voice":{}`), media("voice")},
		{"a photo with words", said(`"photo":[{}],"caption":"look"`), &dialog.Event{Kind: dialog.Sent, Media: "photo", Text: "look"}},
		{"one of several photos", said(`"photo":[{}],"media_group_id":"9"`), &dialog.Event{Kind: dialog.Sent, Media: "photo", Album: "9"}},
		{"a video", said(`"video":{}`), media("video")},
		{"a round video", said(`"video_note":{}`), media("video")},
		{"an animation, which is a document too", said(`"document":{},"animation":{}`), media("animation")},
		{"a document of 3 GB", said(`"document":{"file_size":3000000000}`), media("document")},
		{"a poll", said(`"poll":{}`), media("poll")},
		{"a contact", said(`"contact":{}`), media("contact")},
		{"a dice", said(`"dice":{"value":3}`), media("dice")},
		{"a forwarded text", said(`"text":"buy","forward_origin":{"type":"user"}`), media("forward")},
		{"a field that is null is absent", said(`"text":"a","forward_date":null`), text("a")},
		{"a service message", said(`"pinned_message":{"message_id":1}`), nil},
		{"an edit", changed(said(`"text":"hello"`)), &dialog.Event{Kind: dialog.Sent, Media: "edit", Text: "hello"}},
		{"an edit below a photo", changed(said(`"photo":[{}],"caption":"look"`)), &dialog.Event{Kind: dialog.Sent, Media: "edit", Text: "look"}},
		{"an edit without words", changed(said(`"photo":[{}]`)), nil},
		{"an edit of an unknown form", changed(said(`"text":7`)), nil},
		{"an edit in a group", changed(inGroup(`"text":"/start code"`)), nil},
		{"an edit in a channel", strings.Replace(changed(said(`"text":"a"`)), `"private"`, `"channel"`, 1), nil},
		{"a live place that moves", changed(said(`"location":{}`)), nil},
		{"another bot", strings.Replace(said(`"text":"a"`), `"is_bot":false`, `"is_bot":true`, 1), nil},
		{"a channel", strings.Replace(said(`"text":"a"`), `"private"`, `"channel"`, 1), nil},
		{"a command of another bot in a group", strings.Replace(inGroup(`"text":"/start code"`), `"is_bot":false`, `"is_bot":true`, 1), nil},
		{"a group becomes a large one", inGroup(`"migrate_to_chat_id":-1001`), nil},
		{"a large group has been a small one", inGroup(`"migrate_from_chat_id":-7`), nil},
		{"the bot is made a channel's", strings.Replace(member(private, "left", "administrator"), `"private"`, `"channel"`, 1), nil},
		{"a tap in a channel", strings.Replace(tap("41:3"), `"private"`, `"channel"`, 1), nil},
		{"a text with a date", said(`"text":"a","date":1772400000`), &dialog.Event{Kind: dialog.Said, Text: "a", Language: "pt-br", When: time.Unix(1772400000, 0).UTC()}},
		{"a text with a date that is none", said(`"text":"a","date":"yesterday"`), text("a")},
		{"an unknown kind of update", `{"update_id":1,"poll_answer":{}}`, nil},

		{"a tap", tap("41:3"), &dialog.Event{Kind: dialog.Tapped, Question: 41, Choice: "3", Message: 5, Label: "Some",
			Callback: "c9"}},
		{"a value with a colon", tap("41:7:30"), &dialog.Event{Kind: dialog.Tapped, Question: 41, Choice: "7:30",
			Message: 5, Callback: "c9"}},
		{"a tap on an inaccessible message", `{"update_id":1,"callback_query":{"id":"c9",` + person +
			`,"data":"41:3","message":{` + private + `,"message_id":5,"date":0}}}`,
			&dialog.Event{Kind: dialog.Tapped, Question: 41, Choice: "3", Message: 5, Callback: "c9"}},
		{"a tap without a message", `{"update_id":1,"callback_query":{"id":"c9",` + person + `,"data":"41:3"}}`,
			&dialog.Event{Kind: dialog.Tapped, Question: 41, Choice: "3", Callback: "c9"}},
		{"a tap in a group", strings.Replace(tap("41:3"), private, group, 1), nil},

		{"the bot is blocked", member(private, "member", "kicked"), &dialog.Event{Kind: dialog.Blocked}},
		{"the bot is unblocked", member(private, "kicked", "member"), &dialog.Event{Kind: dialog.Unblocked}},
		{"the bot joins a group", member(group, "left", "member"), media(GroupGreeting)},
		{"the bot is promoted in a group", member(group, "member", "administrator"), nil},
		{"the bot leaves a group", member(group, "member", "kicked"), nil},
		{"a command in a group", inGroup(`"text":"/start@medius_bot"`), media(GroupGreeting)},
		{"a mention in a group", inGroup(`"text":"hey @Medius_Bot, help"`), media(GroupGreeting)},
		{"talk in a group", inGroup(`"text":"hello"`), nil},
		{"a picture in a group", inGroup(`"photo":[]`), nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			in, known := peek(json.RawMessage(c.update))
			if !known {
				t.Fatal("the update has no id")
			}
			kept := in
			kept.Read = nil // out of the inbox it comes unread
			for _, in := range []coach.Inbound{in, kept} {
				got, ok, err := translator().Translate(in)
				if err != nil || ok != (c.want != nil) {
					t.Fatalf("got %+v, %v, %v", got, ok, err)
				}
				if ok {
					c.want.Language = "pt-br"
					if !reflect.DeepEqual(got, *c.want) {
						t.Errorf("got %+v\nwant %+v", got, *c.want)
					}
				}
			}
		})
	}
}

// Button data that medius never wrote belongs to no question, but the tap can still be answered.
func TestForgedTaps(t *testing.T) {
	for _, data := range []string{"", "41", "41:", ":3", "-1:3", "+41:3", "41 :3", "x:3", "4294967296:3", "2147483648:1",
		"41:" + strings.Repeat("a", 70)} {
		in, _ := peek(json.RawMessage(tap(data)))
		got, ok, err := translator().Translate(in)
		if !ok || err != nil || got.Question != nobodysQuestion || got.Choice != "" || got.Callback != "c9" {
			t.Errorf("%q: got %+v, %v, %v", data, got, ok, err)
		}
	}
}

// The chat of an update is found wherever it stands, in 64 bits.
func TestPeek(t *testing.T) {
	for raw, chat := range map[string]int64{
		said(`"text":"a"`):              7,
		inGroup(`"text":"a"`):           -100,
		tap("1:1"):                      7,
		member(group, "left", "member"): -100,
		`{"update_id":1,"callback_query":{"from":{"id":9007199254740991}}}`: 9007199254740991,
		`{"update_id":1,"edited_message":{"chat":{"id":4503599627370495}}}`: 4503599627370495,
		`{"update_id":1,"message":{"chat":7}}`:                              0,
		`{"update_id":1,"message":null,"callback_query":"x"}`:               0,
		`{"update_id":1}`: 0,
	} {
		in, ok := peek(json.RawMessage(raw))
		if !ok || in.Chat != chat || in.Update != 1 {
			t.Errorf("%s: got update %d, chat %d, %v", raw, in.Update, in.Chat, ok)
		}
	}
	for _, raw := range []string{"", "17", "[]", "{}", `{"update_id":"x"}`, `{"update_id":1.5}`} {
		if _, ok := peek(json.RawMessage(raw)); ok {
			t.Errorf("%q has an id", raw)
		}
	}
}

// An update that cannot be read is an error that does not quote it.
func TestUnreadableUpdates(t *testing.T) {
	for _, raw := range []string{`{"update_id":1,"message":{"chat":{"id":7},"text":["my pain"]}}`,
		`{"update_id":1,"callback_query":{"from":{"id":7},"data":{"my pain":1}}}`,
		`{"update_id":1,"my_chat_member":{"chat":{"id":7},"new_chat_member":"my pain"}}`} {
		in, _ := peek(json.RawMessage(raw))
		_, ok, err := translator().Translate(in)
		if ok || err == nil || strings.Contains(err.Error(), "pain") {
			t.Errorf("%s: %v, %v", raw, ok, err)
		}
	}
}

// Text that grows when normalised is cut to what the dialog expects, at a character.
func TestLongTexts(t *testing.T) {
	got := clean(strings.Repeat("\ufdfa", 4096)) // each becomes 18 characters
	if n := utf8.RuneCountInString(got); n != longestText || !utf8.ValidString(got) {
		t.Errorf("%d characters", n)
	}
}

// Whatever arrives, the translator does not panic, and nothing without a chat becomes an event.
func FuzzTranslate(f *testing.F) {
	for _, seed := range []string{said(`"text":"/start x"`), said(`"location":{"latitude":1e400}`), tap("41:3"), tap("::"),
		member(private, "member", "kicked"), inGroup(`"text":"/x"`), said(`"photo":[],"caption":"x"`), `{`, `null`, `[]`,
		`{"update_id":1,"message":{"chat":{"id":0,"type":"private"},"text":"a"}}`} {
		f.Add([]byte(seed), int64(7))
	}
	f.Fuzz(func(t *testing.T, raw []byte, chat int64) {
		in, ok := peek(raw)
		if !ok {
			in = coach.Inbound{Update: 1, Chat: chat, Raw: raw}
		}
		ev, ok, err := translator().Translate(in)
		switch {
		case !ok:
			return
		case err != nil:
			t.Errorf("an event and an error: %v", err)
		case in.Chat == 0:
			t.Error("an event without a chat")
		case ev.Kind == "":
			t.Error("an event of no kind")
		case utf8.RuneCountInString(ev.Text) > longestText || !utf8.ValidString(ev.Text):
			t.Error("a text too long, or broken")
		case ev.Kind == dialog.Tapped && ev.Question < nobodysQuestion:
			t.Errorf("question %d", ev.Question)
		}
	})
}
