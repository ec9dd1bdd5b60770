package telegramtest

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// Ids rise per chat, dates are the server's, and the answer is the whole message.
func TestS1SentMessageComesBack(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	u := b.s.User(member, "member", "en")
	b.s.User(8, "other", "en")
	asked := u.Send("/start now")
	c.jump(time.Minute)
	m := b.send(member, "<b>Hi</b> there", "parse_mode", "HTML", "reply_markup", keyboard("Yes", "1:y"),
		"reply_parameters", fmt.Sprintf(`{"message_id":%d}`, asked), "protect_content", true)
	if m.ID != 2 || m.Date != c.Now().Unix() || m.Text != "Hi there" || !m.From.IsBot || m.From.ID != 4242 ||
		m.Chat.ID != member || m.Chat.Type != "private" || m.ReplyTo.ID != asked || m.Markup == nil || len(m.Entities) != 1 {
		t.Errorf("got %+v", m)
	}
	if other := b.send(8, "a"); other.ID != 1 {
		t.Errorf("the first message of another chat: got id %d, want 1", other.ID)
	}
	chat := u.Messages()
	if len(chat) != 2 || chat[0].Text != "/start now" || chat[0].FromBot || chat[0].Entities[0].Type != "bot_command" ||
		chat[0].Entities[0].Length != 6 || !chat[1].FromBot || chat[1].HTML != "<b>Hi</b> there" ||
		chat[1].Buttons[0][0] != (Button{Text: "Yes", Data: "1:y"}) || !chat[1].Protected || chat[1].ReplyTo != asked {
		t.Errorf("the person sees %+v", chat)
	}
	b.refused(400, "Bad Request: message to be replied not found", "sendMessage", "chat_id", member, "text", "a",
		"reply_to_message_id", 99)
	b.must("sendMessage", "chat_id", member, "text", "a", "reply_to_message_id", 99, "allow_sending_without_reply", true)
}

// Lengths count code points after parsing; the raw text counts bytes.
func TestS2Lengths(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	for _, c := range []struct {
		name, text, mode, want string
	}{
		{"4096 letters", strings.Repeat("a", 4096), "", ""},
		{"4096 wide characters", strings.Repeat("😀", 4096), "", ""},
		{"one more", strings.Repeat("a", 4097), "", "message is too long"},
		{"4096 and tags", "<b>" + strings.Repeat("a", 4096) + "</b>", "HTML", ""},
		{"4097 and tags", "<b>" + strings.Repeat("a", 4097) + "</b>", "HTML", "message is too long"},
		{"4096 and blanks around", " " + strings.Repeat("a", 4096) + "\n", "", ""},
		{"32768 bytes that parse to little", strings.Repeat("<b></b>", 4681) + "a", "HTML", ""},
		{"32769 bytes", strings.Repeat("a", 32_769), "", "text is too long"},
		{"nothing", "", "", "message text is empty"},
		{"only blanks", " \n ", "", "text must be non-empty"},
		{"only tags", "<b> </b>", "HTML", "text must be non-empty"},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := bot{t, b.s, b.http}
			if c.want == "" {
				b.must("sendMessage", "chat_id", member, "text", c.text, "parse_mode", c.mode)
			} else if out := b.call("sendMessage", "chat_id", member, "text", c.text, "parse_mode", c.mode); out.Description != "Bad Request: "+c.want {
				t.Errorf("got %q, want %q", out.Description, c.want)
			}
		})
	}
	out := b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 2, 2)}}, "chat_id", member, "caption",
		strings.Repeat("ä", 1025))
	if out.Description != "Bad Request: message caption is too long" {
		t.Errorf("caption: got %q", out.Description)
	}
	out = b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 2, 2)}}, "chat_id", member, "caption",
		"<i>"+strings.Repeat("ä", 1024)+"</i>", "parse_mode", "HTML")
	if !out.OK || len(decode[sent](t, out.Result).Caption) != 2048 {
		t.Errorf("a caption of 1024: got %s", out.Description)
	}
}

// Inline keyboards are checked as Telegram checks them.
func TestS4InlineKeyboards(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	rows := func(rows, columns int) string {
		var list [][]map[string]string
		for range rows {
			var row []map[string]string
			for range columns {
				row = append(row, map[string]string{"text": "a", "callback_data": "b"})
			}
			list = append(list, row)
		}
		raw, _ := json.Marshal(map[string]any{"inline_keyboard": list})
		return string(raw)
	}
	for _, c := range []struct{ name, markup, want string }{
		{"64 bytes", keyboard("a", strings.Repeat("ä", 32)), ""},
		{"65 bytes", keyboard("a", strings.Repeat("a", 65)), "BUTTON_DATA_INVALID"},
		{"66 bytes in 33 letters", keyboard("a", strings.Repeat("ä", 33)), "BUTTON_DATA_INVALID"},
		{"empty data", keyboard("a", ""), "BUTTON_DATA_INVALID"},
		{"100 buttons", rows(25, 4), ""},
		{"101 buttons", rows(101, 1), "reply markup is too long"},
		{"8 in a row", rows(1, 8), ""},
		{"9 in a row", rows(1, 9), "reply markup is too long"},
		{"text only", `{"inline_keyboard":[[{"text":"a"}]]}`,
			"can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"},
		{"address", `{"inline_keyboard":[[{"text":"a","url":"https://example.org/x"}]]}`, ""},
		{"no address", `{"inline_keyboard":[[{"text":"a","url":"no address"}]]}`, "BUTTON_URL_INVALID"},
		{"copy", `{"inline_keyboard":[[{"text":"a","copy_text":{"text":"b"},"style":"success"}]]}`, ""},
		{"no object", `[]`, "object expected as reply markup"},
		{"no rows", `{"inline_keyboard":[]}`, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := bot{t, b.s, b.http}
			before := len(b.s.Breaches())
			if c.want == "" {
				b.must("sendMessage", "chat_id", member, "text", "a", "reply_markup", c.markup)
				return
			}
			b.refused(400, "Bad Request: "+c.want, "sendMessage", "chat_id", member, "text", "a", "reply_markup", c.markup)
			if len(b.s.Breaches()) == before {
				t.Error("want a breach")
			}
		})
	}
}

// Edits: what counts as a change, what happens to the keyboard, and what cannot be edited.
func TestS5Edits(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	u := b.s.User(member, "member", "en")
	keys := keyboard("a", "b")
	id := b.send(member, "<b>one</b>", "parse_mode", "HTML", "reply_markup", keys).ID
	edit := func(params ...any) []any { return append([]any{"chat_id", member, "message_id", id}, params...) }
	b.refused(400, "Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
		"editMessageText", edit("text", "<b>one</b>", "parse_mode", "HTML", "reply_markup", keys)...)
	b.must("editMessageText", edit("text", "one", "reply_markup", keys)...) // other entities
	c.jump(time.Minute)
	m := decode[sent](t, b.must("editMessageText", edit("text", "one")...).Result) // no keyboard
	if m.Markup != nil || m.EditDate != c.Now().Unix() || u.Messages()[0].Buttons != nil {
		t.Errorf("got %+v, want an edited message without its keyboard", m)
	}
	b.must("editMessageReplyMarkup", edit("reply_markup", keys)...)
	if chat := u.Messages(); chat[0].Buttons[0][0].Data != "b" || chat[0].Text != "one" || !chat[0].Edited.Equal(c.Now()) {
		t.Errorf("got %+v, want the keyboard back", chat)
	}
	b.refused(400, "Bad Request: message to edit not found", "editMessageText", "chat_id", member, "message_id", 99, "text", "a")
	own := u.Send("mine")
	b.refused(400, "Bad Request: message can't be edited", "editMessageText", "chat_id", member, "message_id", own, "text", "a")
	panel := b.send(member, "panel", "reply_markup", `{"keyboard":[[{"text":"a"}]]}`).ID
	b.refused(400, "Bad Request: message can't be edited", "editMessageText", "chat_id", member, "message_id", panel, "text", "a")
	photo := decode[sent](t, b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 2, 2)}}, "chat_id", member).Result)
	b.refused(400, "Bad Request: there is no text in the message to edit",
		"editMessageText", "chat_id", member, "message_id", photo.ID, "text", "a")
	b.refused(400, "Bad Request: there is no caption in the message to edit",
		"editMessageCaption", "chat_id", member, "message_id", id, "caption", "a")
	if m := decode[sent](t, b.must("editMessageCaption", "chat_id", member, "message_id", photo.ID, "caption", "<b>c</b>",
		"parse_mode", "HTML").Result); m.Caption != "c" || m.Photo == nil {
		t.Errorf("got %+v", m)
	}
}

// A picture can become an animation, also by upload, and a text can become a picture.
func TestS5EditMedia(t *testing.T) {
	b := newBot(t, Options{})
	u := b.s.User(member, "member", "en")
	photo := decode[sent](t, b.upload("sendPhoto", []part{{"photo", "a.png", picture(t, 2, 2)}}, "chat_id", member).Result)
	out := b.upload("editMessageMedia", []part{{"file-0", "a.mp4", []byte("film")}}, "chat_id", member,
		"message_id", photo.ID, "media", `{"type":"animation","media":"attach://file-0","caption":"c"}`)
	m := decode[sent](t, out.Result)
	if m.Anim == nil || m.Doc == nil || m.Photo != nil || m.Caption != "c" || m.Anim.MIME != "video/mp4" {
		t.Errorf("got %s", out.Raw)
	}
	text := b.send(member, "text").ID
	again := fmt.Sprintf(`{"type":"photo","media":"%s"}`, photo.Photo[1].ID)
	b.must("editMessageMedia", "chat_id", member, "message_id", text, "media", again)
	b.refused(400, "Bad Request: "+notModified, "editMessageMedia", "chat_id", member, "message_id", text, "media", again)
	if chat := u.Messages(); chat[1].Photo == nil || chat[1].Text != "" || chat[0].Animation == nil {
		t.Errorf("got %+v", chat)
	}
	b.refused(400, `Bad Request: can't parse media JSON object`, "editMessageMedia", "chat_id", member, "message_id", text)
}

// Deletion: both sides' messages in a private chat, for 48 hours, once.
func TestS6Deletion(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	u := b.s.User(member, "member", "en")
	own, theirs := b.send(member, "bot").ID, u.Send("person")
	b.must("deleteMessage", "chat_id", member, "message_id", own)
	b.must("deleteMessage", "chat_id", member, "message_id", theirs)
	if chat := u.Messages(); len(chat) != 0 {
		t.Errorf("got %+v, want an empty chat", chat)
	}
	b.refused(400, "Bad Request: message to delete not found", "deleteMessage", "chat_id", member, "message_id", own)
	old := b.send(member, "old").ID
	c.jump(48*time.Hour + time.Second)
	b.refused(400, "Bad Request: message can't be deleted for everyone", "deleteMessage", "chat_id", member, "message_id", old)
	first, second := b.send(member, "a").ID, b.send(member, "b").ID
	b.must("deleteMessages", "chat_id", member, "message_ids", fmt.Sprintf("[%d,%d,99]", first, second))
	if chat := u.Messages(); len(chat) != 1 {
		t.Errorf("got %+v, want only the old one", chat)
	}
	if id := b.send(member, "next").ID; id != second+1 {
		t.Errorf("got id %d, want ids never to be used again", id)
	}
	group := b.s.Group(-5, "group")
	b.refused(400, "Bad Request: message can't be deleted", "deleteMessage", "chat_id", -5, "message_id", group.Say(u, "/a"))
	b.refused(400, "Bad Request: message identifiers are not specified", "deleteMessages", "chat_id", member, "message_ids", "[]")
}

// Every answer to a tap ends its progress bar once, while it is fresh.
func TestS9Callbacks(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	u := b.s.User(member, "member", "en")
	id := b.send(member, "a", "reply_markup", keyboard("Yes", "1:y")).ID
	tap, ok := u.TapLabel("Yes")
	if !ok || len(u.Messages()[0].Pending) != 1 || b.s.Unanswered() != 1 {
		t.Fatalf("got %+v, want a running progress bar", u.Messages())
	}
	b.must("answerCallbackQuery", "callback_query_id", tap, "text", "Noted.", "show_alert", true)
	if toast := u.Toasts(); len(toast) != 1 || toast[0].Text != "Noted." || !toast[0].Alert || toast[0].Message != id {
		t.Errorf("got %+v", toast)
	}
	if len(u.Messages()[0].Pending) != 0 || b.s.Unanswered() != 0 {
		t.Error("the progress bar still runs")
	}
	const old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
	b.refused(400, old, "answerCallbackQuery", "callback_query_id", tap)
	b.refused(400, old, "answerCallbackQuery", "callback_query_id", "1")
	late := u.Tap(id, "forged")
	c.jump(151 * time.Second)
	b.refused(400, old, "answerCallbackQuery", "callback_query_id", late)
	b.refused(400, "Bad Request: MESSAGE_TOO_LONG", "answerCallbackQuery", "callback_query_id", late,
		"text", strings.Repeat("a", 201))
	if _, ok := u.TapLabel("No"); ok {
		t.Error("pressed a button that is not there")
	}
}

// Lists of commands are kept per scope and language, and the narrowest one is shown.
func TestS10Commands(t *testing.T) {
	b := newBot(t, Options{})
	b.s.User(member, "member", "en")
	set := func(name, scope, language string) {
		t.Helper()
		b.must("setMyCommands", "commands", `[{"command":"`+name+`","description":"d"}]`, "scope", scope, "language_code", language)
	}
	shown := func(want string) {
		t.Helper()
		if list := b.s.Commands(member, "de"); len(list) != 1 || list[0].Command != want {
			t.Errorf("got %v, want %s", list, want)
		}
	}
	const chat = `{"type":"chat","chat_id":7}`
	set("default", "null", "")
	shown("default")
	set("default_de", `{"type":"default"}`, "de")
	shown("default_de")
	set("private", `{"type":"all_private_chats"}`, "")
	shown("private")
	set("private_de", `{"type":"all_private_chats"}`, "de")
	shown("private_de")
	set("chat", chat, "")
	shown("chat")
	set("chat_de", chat, "de")
	shown("chat_de")
	b.must("deleteMyCommands", "scope", chat, "language_code", "de")
	shown("chat")
	if got := string(b.must("getMyCommands", "language_code", "de").Result); got != `[{"command":"default_de","description":"d"}]` {
		t.Errorf("got %s", got)
	}
	if got := string(b.must("getMyCommands", "language_code", "fr").Result); got != `[]` {
		t.Errorf("got %s", got)
	}
	for _, code := range []string{"de-DE", "DE", "d", "deu"} {
		b.refused(400, "Bad Request: invalid language code specified", "setMyCommands", "commands", "[]", "language_code", code)
	}
	for _, list := range []string{`[{"command":"Start","description":"d"}]`, `[{"command":"","description":"d"}]`,
		`[{"command":"` + strings.Repeat("a", 33) + `","description":"d"}]`} {
		b.refused(400, "Bad Request: BOT_COMMAND_INVALID", "setMyCommands", "commands", list)
	}
	b.refused(400, "Bad Request: BOT_COMMANDS_TOO_MUCH", "setMyCommands", "commands",
		"["+strings.Repeat(`{"command":"a","description":"d"},`, 100)+`{"command":"a","description":"d"}]`)
}

// The bot's page: texts per language, with limits.
func TestS10Profile(t *testing.T) {
	b := newBot(t, Options{})
	b.must("setMyDescription", "description", "coach", "language_code", "de")
	b.must("setMyShortDescription", "short_description", "short")
	if b.s.Profile("description", "de") != "coach" || b.s.Profile("short_description", "") != "short" {
		t.Error("the texts were not kept")
	}
	if got := string(b.must("getMyShortDescription", "language_code", "de").Result); got != `{"short_description":"short"}` {
		t.Errorf("got %s", got)
	}
	if out := b.call("setMyDescription", "description", strings.Repeat("a", 513)); out.Code != 400 {
		t.Errorf("513 characters: got %+v", out)
	}
	b.refused(400, "Bad Request: invalid language code specified", "setMyName", "name", "a", "language_code", "de-AT")
}

// Reply keyboards stay until removed, and ask for a position in private chats only.
func TestS11ReplyKeyboards(t *testing.T) {
	b := newBot(t, Options{})
	u := b.s.User(member, "member", "en")
	b.s.Group(-5, "group")
	const panel = `{"keyboard":[[{"text":"Where am I","request_location":true}],["later","never"]],"resize_keyboard":true}`
	b.send(member, "a", "reply_markup", panel)
	want := [][]string{{"Where am I"}, {"later", "never"}}
	if got := u.Keyboard(); fmt.Sprint(got) != fmt.Sprint(want) {
		t.Errorf("got %v, want %v", got, want)
	}
	b.send(member, "another message keeps it")
	b.send(member, "inline keeps it", "reply_markup", keyboard("a", "b"))
	if u.Keyboard() == nil {
		t.Error("the keyboard went away by itself")
	}
	b.send(member, "gone", "reply_markup", `{"remove_keyboard":true}`)
	if got := u.Keyboard(); got != nil {
		t.Errorf("got %v, want none", got)
	}
	b.refused(400, "Bad Request: location can be requested in private chats only",
		"sendMessage", "chat_id", -5, "text", "a", "reply_markup", panel)
	b.refused(400, "Bad Request: phone number can be requested in private chats only",
		"sendMessage", "chat_id", -5, "text", "a", "reply_markup", `{"keyboard":[[{"text":"a","request_contact":true}]]}`)
	b.send(member, "once", "reply_markup", `{"keyboard":[[{"text":"a"}]],"one_time_keyboard":true}`)
	u.Send("a")
	if u.Keyboard() != nil {
		t.Error("a one-time keyboard stays after use")
	}
	b.refused(400, "Bad Request: inline keyboard expected", "editMessageReplyMarkup", "chat_id", member, "message_id",
		b.send(member, "x").ID, "reply_markup", panel)
}

// A chat action is shown for five seconds, or until the message comes.
func TestTypingEndsByItself(t *testing.T) {
	c := newClock()
	b := newBot(t, Options{Now: c.Now})
	b.s.User(member, "member", "en")
	b.must("sendChatAction", "chat_id", member, "action", "typing")
	if got := b.s.Typing(member); !got.Equal(c.Now().Add(5 * time.Second)) {
		t.Errorf("got %v", got)
	}
	c.jump(5 * time.Second)
	if !b.s.Typing(member).IsZero() {
		t.Error("still typing after five seconds")
	}
	b.must("sendChatAction", "chat_id", member, "action", "typing")
	b.send(member, "a")
	if !b.s.Typing(member).IsZero() {
		t.Error("still typing after the message")
	}
}

// A bot may put one reaction under a message.
func TestReactions(t *testing.T) {
	b := newBot(t, Options{})
	u := b.s.User(member, "member", "en")
	id := u.Send("done")
	b.must("setMessageReaction", "chat_id", member, "message_id", id, "reaction", `[{"type":"emoji","emoji":"🔥"}]`)
	if got := u.Messages()[0].Reaction; got != "🔥" {
		t.Errorf("got %q", got)
	}
	b.refused(400, "Bad Request: REACTIONS_TOO_MANY", "setMessageReaction", "chat_id", member, "message_id", id,
		"reaction", `[{"type":"emoji","emoji":"🔥"},{"type":"emoji","emoji":"👍"}]`)
}
