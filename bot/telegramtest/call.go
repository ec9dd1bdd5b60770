package telegramtest

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// call is one request on its way through the server.
type call struct {
	s    *Server
	ctx  context.Context
	m    *method
	in   *request
	slow time.Duration // still to wait before the answer
}

// handler carries a method out. It takes Server.mu itself.
type handler func(*call) (any, *failure)

// imitated are the methods the server carries out; every other one of the catalogue is refused and is a breach,
// so that no test passes by accident.
var imitated = map[string]handler{
	"getMe":                  (*call).getMe,
	"getUpdates":             (*call).getUpdates,
	"setWebhook":             (*call).setWebhook,
	"deleteWebhook":          (*call).deleteWebhook,
	"getWebhookInfo":         (*call).getWebhookInfo,
	"getChat":                (*call).getChat,
	"sendMessage":            (*call).sendMessage,
	"sendPhoto":              (*call).sendPhoto,
	"sendAnimation":          (*call).sendAnimation,
	"sendDocument":           (*call).sendDocument,
	"sendMediaGroup":         (*call).sendMediaGroup,
	"sendChatAction":         (*call).sendChatAction,
	"editMessageText":        (*call).editMessageText,
	"editMessageCaption":     (*call).editMessageCaption,
	"editMessageMedia":       (*call).editMessageMedia,
	"editMessageReplyMarkup": (*call).editMessageReplyMarkup,
	"deleteMessage":          (*call).deleteMessage,
	"deleteMessages":         (*call).deleteMessages,
	"answerCallbackQuery":    (*call).answerCallbackQuery,
	"setMyCommands":          (*call).setMyCommands,
	"getMyCommands":          (*call).getMyCommands,
	"deleteMyCommands":       (*call).deleteMyCommands,
	"setMyName":              (*call).setMyName,
	"getMyName":              (*call).getMyName,
	"setMyDescription":       (*call).setMyDescription,
	"getMyDescription":       (*call).getMyDescription,
	"setMyShortDescription":  (*call).setMyShortDescription,
	"getMyShortDescription":  (*call).getMyShortDescription,
	"getFile":                (*call).getFile,
	"setMessageReaction":     (*call).setMessageReaction,
}

// ServeHTTP answers /bot<token>/<method>, /bot<token>/test/<method> and /file/bot<token>/<path>.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if path, ok := strings.CutPrefix(r.URL.Path, "/file/bot"); ok {
		s.serveFile(w, path)
		return
	}
	path, ok := strings.CutPrefix(r.URL.Path, "/bot")
	if !ok {
		(&failure{code: http.StatusNotFound, text: "Not Found"}).reply().write(w)
		return
	}
	in, err := readRequest(r)
	token, name, _ := strings.Cut(path, "/")
	name = strings.TrimPrefix(name, "test/")
	switch {
	case errors.Is(err, errTooLarge):
		(&failure{code: http.StatusRequestEntityTooLarge, text: "Request Entity Too Large"}).reply().write(w)
	case err != nil:
		s.log.breach("a body that cannot be read: %v", err)
		bad("can't parse the request body").reply().write(w)
	default:
		pause(r.Context(), s.opt.Delay)
		s.answer(w, r.Context(), token, name, in)
	}
}

// answer checks the token, finds the method, and carries the call out unless a fault comes between.
func (s *Server) answer(w http.ResponseWriter, ctx context.Context, token, name string, in *request) {
	if f := s.checkToken(token); f != nil {
		f.reply().write(w)
		return
	}
	if name == "" {
		name = in.text("method")
	}
	m := s.book.find(name)
	if m == nil {
		s.log.count(name)
		s.log.breach("unknown method %s", name)
		(&failure{code: http.StatusNotFound, text: "Not Found: method not found"}).reply().write(w)
		return
	}
	s.log.count(m.name)
	c := &call{s: s, ctx: ctx, m: m, in: in}
	if fault := s.takeFault(c); fault != nil {
		fault.serve(c, w)
		return
	}
	answer := c.run()
	if s.opt.Answered != nil {
		s.opt.Answered(Answer{m.name, in.number("chat_id"), in.text("callback_query_id"), answer.status})
	}
	answer.write(w)
}

func (s *Server) checkToken(token string) *failure {
	if strings.HasPrefix(token, "0") || len(token) > 80 || !strings.Contains(token, ":") {
		return &failure{code: http.StatusUnauthorized, text: "Unauthorized: invalid token specified"}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if token != s.opt.Token || s.revoked {
		return &failure{code: http.StatusUnauthorized, text: "Unauthorized"}
	}
	return nil
}

// run carries the call out.
func (c *call) run() reply {
	for _, text := range c.in.inspect(c.m) {
		c.s.log.breach("%s: %s", c.m.name, text)
	}
	carry := imitated[c.m.name]
	if carry == nil {
		c.s.log.breach("%s: not imitated by the test server", c.m.name)
		return (&failure{
			code: http.StatusNotImplemented, text: "Not Implemented: the test server does not imitate " + c.m.name,
		}).reply()
	}
	result, f := carry(c)
	if c.slow > 0 {
		pause(c.ctx, c.slow)
	}
	if f == nil {
		return success(result)
	}
	if f.breach {
		c.s.log.breach("%s: %s", c.m.name, f.text)
	}
	return f.reply()
}

// pause waits in real time, or until the client is gone.
func pause(ctx context.Context, d time.Duration) {
	if d <= 0 {
		return
	}
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
	}
}

// chat finds the chat a call is about and checks that the bot can write into it; s.mu is held.
func (c *call) chat() (*Chat, *failure) {
	value := c.in.text("chat_id")
	if value == "" {
		return nil, wrong("chat_id is empty")
	}
	id, err := strconv.ParseInt(value, 10, 64)
	chat := c.s.chats[id]
	switch {
	case err != nil || chat == nil && id != c.s.bot.ID:
		return nil, bad("chat not found")
	case chat == nil:
		return nil, forbidden("the bot can't send messages to the bot")
	}
	return chat, chat.refusal()
}

func (c *call) getMe() (any, *failure) {
	type me struct {
		account
		Join    bool `json:"can_join_groups"`
		ReadAll bool `json:"can_read_all_group_messages"`
		Inline  bool `json:"supports_inline_queries"`
	}
	return me{account: *c.s.bot, Join: true}, nil
}

func (c *call) getChat() (any, *failure) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	chat, f := c.chat()
	if f != nil {
		return nil, f
	}
	return chat.wire(), nil
}
