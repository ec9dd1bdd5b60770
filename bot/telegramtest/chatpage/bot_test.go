package chatpage

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"strconv"
	"strings"
	"sync"
	"testing"

	"medius/bot/telegramtest"
)

// fakeBot speaks the Bot API to a telegramtest.Server: it greets, asks for a number, shows a picture, asks for a place.
type fakeBot struct {
	t      *testing.T
	server *telegramtest.Server
	client *http.Client

	mu    sync.Mutex
	chats []int64
	hold  chan struct{} // when set, an answer to a tap waits until it is closed
}

// demo is a page with a Bot API server and a bot behind it.
type demo struct {
	url    string
	server *telegramtest.Server
	clock  *watch
	bot    *fakeBot
}

func startDemo(t *testing.T, opts Options) *demo {
	t.Helper()
	return startDemoBehind(t, opts, func(page http.Handler) http.Handler { return page })
}

// startDemoBehind starts a demo whose page is reached through something else.
func startDemoBehind(t *testing.T, opts Options, through func(page http.Handler) http.Handler) *demo {
	t.Helper()
	clock := newWatch()
	server := telegramtest.Start(t, telegramtest.Options{Now: clock.Now})
	bot := &fakeBot{t: t, server: server, client: &http.Client{}}
	bot.start()
	clock.idle = bot.remind
	// A stream would hold the server open; its requests end with this context.
	web := httptest.NewUnstartedServer(through(New(server, clock, opts)))
	web.Start()
	t.Cleanup(func() { web.CloseClientConnections(); web.Close() })
	return &demo{url: web.URL, server: server, clock: clock, bot: bot}
}

func (b *fakeBot) start() {
	b.call(b.t.Context(), "setMyCommands", map[string]any{"commands": []map[string]string{
		{"command": "start", "description": "Begin, or begin anew"},
		{"command": "today", "description": "What is planned today"},
		{"command": "picture", "description": "See an exercise"},
		{"command": "place", "description": "Say where you live"},
	}})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan struct{})
	go func() {
		defer close(done)
		b.poll(ctx)
	}()
	b.t.Cleanup(func() { cancel(); <-done })
}

type update struct {
	ID      int64 `json:"update_id"`
	Message *struct {
		ID       int64               `json:"message_id"`
		Chat     struct{ ID int64 }  `json:"chat"`
		Text     string              `json:"text"`
		Location *map[string]float64 `json:"location"`
	} `json:"message"`
	Callback *struct {
		ID      string `json:"id"`
		Data    string `json:"data"`
		Message struct {
			ID   int64              `json:"message_id"`
			Chat struct{ ID int64 } `json:"chat"`
		} `json:"message"`
	} `json:"callback_query"`
}

func (b *fakeBot) poll(ctx context.Context) {
	var offset int64
	for ctx.Err() == nil {
		var updates []update
		if err := json.Unmarshal(b.call(ctx, "getUpdates", map[string]any{"offset": offset, "timeout": 20}), &updates); err != nil {
			return // the test is over
		}
		for _, u := range updates {
			offset = u.ID + 1
			b.handle(ctx, u)
		}
	}
}

func (b *fakeBot) handle(ctx context.Context, u update) {
	switch {
	case u.Message != nil && u.Message.Location != nil:
		b.say(ctx, u.Message.Chat.ID, "Thank you. I keep the time zone only.", map[string]any{"remove_keyboard": true})
	case u.Message != nil:
		b.hear(ctx, u.Message.Chat.ID, u.Message.Text)
	case u.Callback != nil:
		b.feel(ctx, u.Callback.Message.Chat.ID, u.Callback.Message.ID, u.Callback.ID, u.Callback.Data)
	}
}

func (b *fakeBot) hear(ctx context.Context, chat int64, text string) {
	b.mu.Lock()
	b.chats = append(b.chats, chat)
	b.mu.Unlock()
	switch text {
	case "/start":
		b.say(ctx, chat, "<b>Welcome.</b> I am a coach for sore hips. How it <i>feels</i> decides what we do.\n"+
			"<blockquote>I never replace a physiotherapist.</blockquote>\nRead <a href=\"https://example.org/more\">more</a> or try /today.",
			inline(row("I have read this", "read"), row("Later", "later")))
	case "/today":
		b.ask(ctx, chat)
	case "/picture":
		b.picture(ctx, chat)
	case "/place":
		b.say(ctx, chat, "Where do you live? I need the time zone only.", map[string]any{"resize_keyboard": true, "keyboard": [][]map[string]any{
			{{"text": "Share my place", "request_location": true}}, {{"text": "Europe/Berlin"}, {"text": "Another city"}},
		}})
	case "/typing":
		b.call(ctx, "sendChatAction", map[string]any{"chat_id": chat, "action": "typing"})
	case "":
		b.say(ctx, chat, "I can only read text.", nil)
	default:
		b.say(ctx, chat, "You said: "+text, nil)
	}
}

func (b *fakeBot) feel(ctx context.Context, chat, message int64, callback, data string) {
	b.mu.Lock()
	hold := b.hold
	b.mu.Unlock()
	if hold != nil {
		select {
		case <-hold:
		case <-ctx.Done():
		}
	}
	switch data {
	case "read":
		b.call(ctx, "answerCallbackQuery", map[string]any{"callback_query_id": callback, "text": "Noted."})
		b.edit(ctx, chat, message, "<b>Welcome.</b> You have read this.", nil)
		b.ask(ctx, chat)
	case "later":
		b.call(ctx, "answerCallbackQuery", map[string]any{"callback_query_id": callback, "text": "Please read it first.", "show_alert": true})
	default:
		b.call(ctx, "answerCallbackQuery", map[string]any{"callback_query_id": callback})
		b.edit(ctx, chat, message, "Your hip today: "+data, inline(row("Change", "read")))
	}
}

func (b *fakeBot) ask(ctx context.Context, chat int64) {
	var rows [][]map[string]string
	for n := range 11 {
		if n%6 == 0 {
			rows = append(rows, nil)
		}
		rows[n/6] = append(rows[n/6], row(strconv.Itoa(n), strconv.Itoa(n))...)
	}
	b.say(ctx, chat, "How is your hip right now, from 0 (calm) to 10?", map[string]any{"inline_keyboard": rows})
}

// remind is what becomes due when the time moves: one line in every chat.
func (b *fakeBot) remind(ctx context.Context) error {
	b.mu.Lock()
	chats := map[int64]bool{}
	for _, chat := range b.chats {
		chats[chat] = true
	}
	b.mu.Unlock()
	for chat := range chats {
		b.say(ctx, chat, "Good morning. Shall we?", inline(row("Yes", "3")))
	}
	return ctx.Err()
}

func (b *fakeBot) say(ctx context.Context, chat int64, html string, markup map[string]any) {
	b.call(ctx, "sendMessage", with(map[string]any{"chat_id": chat, "text": html, "parse_mode": "HTML"}, markup))
}

func (b *fakeBot) edit(ctx context.Context, chat, message int64, html string, markup map[string]any) {
	b.call(ctx, "editMessageText", with(map[string]any{"chat_id": chat, "message_id": message, "text": html, "parse_mode": "HTML"}, markup))
}

func with(fields, markup map[string]any) map[string]any {
	if markup != nil {
		fields["reply_markup"] = markup
	}
	return fields
}

func row(text, data string) []map[string]string {
	return []map[string]string{{"text": text, "callback_data": data}}
}

func inline(rows ...[]map[string]string) map[string]any {
	return map[string]any{"inline_keyboard": rows}
}

func (b *fakeBot) picture(ctx context.Context, chat int64) {
	b.upload(ctx, "sendPhoto", "photo", "hill.png", drawing(b.t), chat, "Bridge, both legs: 2 × 8, slow up, slow down.")
	b.upload(ctx, "sendAnimation", "animation", "hill.gif", film(b.t), chat, "The same, moving.")
	b.upload(ctx, "sendDocument", "document", "report.pdf", []byte("%PDF-1.4 pretend"), chat, "Your report.")
}

func (b *fakeBot) upload(ctx context.Context, method, field, name string, content []byte, chat int64, caption string) {
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	_ = form.WriteField("chat_id", strconv.FormatInt(chat, 10))
	_ = form.WriteField("caption", caption)
	part, err := form.CreateFormFile(field, name)
	if err != nil {
		b.t.Error(err)
		return
	}
	_, _ = part.Write(content)
	_ = form.Close()
	b.post(ctx, method, form.FormDataContentType(), &body)
}

func (b *fakeBot) call(ctx context.Context, method string, fields map[string]any) json.RawMessage {
	return b.post(ctx, method, "application/json", strings.NewReader(encode(fields)))
}

func (b *fakeBot) post(ctx context.Context, method, kind string, body interface{ Read([]byte) (int, error) }) json.RawMessage {
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, fmt.Sprintf(b.server.Endpoint(), b.server.Token(), method), body)
	if err != nil {
		b.t.Error(err)
		return nil
	}
	req.Header.Set("Content-Type", kind)
	res, err := b.client.Do(req)
	if err != nil {
		return nil // the test is over
	}
	defer func() { _ = res.Body.Close() }()
	var out struct {
		OK          bool            `json:"ok"`
		Result      json.RawMessage `json:"result"`
		Description string          `json:"description"`
	}
	if err := json.NewDecoder(res.Body).Decode(&out); err != nil || !out.OK {
		if ctx.Err() == nil {
			b.t.Errorf("%s: %v %s", method, err, out.Description)
		}
	}
	return out.Result
}
