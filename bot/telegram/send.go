package telegram

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"strconv"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"medius/bot"
	"medius/coach"
)

// longestToast is in characters.
const longestToast = 200

// noPreview keeps links from growing into cards.
const noPreview = `{"is_disabled":true}`

// Send delivers a letter, and says which message it became or changed and what that shows. Its errors are *bot.Refusal.
func (c *Client) Send(ctx context.Context, l coach.Letter, out bot.Outgoing) (coach.Delivered, error) {
	now, err := c.deliver(ctx, l, out)
	if err != nil {
		return coach.Delivered{}, refused(err, out)
	}
	return now, nil
}

// refused judges the error of a delivery. Only an edit is worth a new message when its target is lost.
func refused(err error, out bot.Outgoing) *bot.Refusal {
	r := judge(err)
	if r.Verdict != bot.Resend || r.Moved != 0 {
		return r
	}
	switch out.Kind {
	case bot.OutChoose, bot.OutDelete:
		r.Verdict = bot.Settled
	case bot.OutSend, bot.OutAck:
		r.Verdict = bot.Content
	}
	return r
}

func (c *Client) deliver(ctx context.Context, l coach.Letter, out bot.Outgoing) (now coach.Delivered, err error) {
	chat, target := strconv.FormatInt(l.Chat, 10), out.Aim(l)
	at := tgbotapi.Params{"chat_id": chat, "message_id": strconv.FormatInt(target, 10)}
	now.Shows = l.TargetShows
	switch {
	case out.Kind == bot.OutAck:
		params := tgbotapi.Params{"callback_query_id": out.Callback}
		params.AddNonEmpty("text", cut(out.Toast, longestToast))
		return coach.Delivered{}, c.call(ctx, "answerCallbackQuery", params, nil)
	case out.Picture != nil && (out.Kind == bot.OutSend || out.Kind == bot.OutEdit):
		return c.show(ctx, l, out)
	case out.Paper != nil && out.Kind == bot.OutSend:
		return c.bring(ctx, l, out)
	case out.Kind == bot.OutSend || out.Kind == bot.OutEdit && target == 0:
		params := written(tgbotapi.Params{"chat_id": chat}, "text", out)
		params.AddNonEmpty("reply_markup", replyMarkup(out))
		params.AddBool("disable_notification", out.Silent)
		now.Shows = ""
		now.Message, err = c.message(ctx, "sendMessage", params, 0)
	case target == 0:
		return coach.Delivered{}, nil // nothing to change or to take back
	case out.Kind == bot.OutEdit:
		return c.reword(ctx, l, out)
	case out.Kind == bot.OutChoose:
		at["reply_markup"] = inlineMarkup(out.Buttons)
		now.Message, err = c.message(ctx, "editMessageReplyMarkup", at, target)
	default:
		now.Message, err = target, c.remove(ctx, at, l, out)
	}
	return now, err
}

// remove deletes a message. One that is too old for that gets harmless words instead, if there are any, and loses its
// buttons in any case.
func (c *Client) remove(ctx context.Context, at tgbotapi.Params, l coach.Letter, out bot.Outgoing) error {
	err := c.call(ctx, "deleteMessage", at, nil)
	switch {
	case err == nil || judge(err).Verdict != bot.Settled:
	case out.Text != "":
		_, err = c.reword(ctx, l, out)
	case !isGone(err):
		at["reply_markup"] = inlineMarkup(nil)
		_, err = c.message(ctx, "editMessageReplyMarkup", at, 0)
	}
	return err
}

// message makes a call whose result is a message, or true where the server says no more; then it is fallback.
func (c *Client) message(ctx context.Context, method string, params tgbotapi.Params, fallback int64) (int64, error) {
	raw, err := c.ask(ctx, method, params)
	if err != nil {
		return 0, err
	}
	return cmp.Or(messageIn(raw), fallback), nil
}

// messageIn is the id of a message, 0 where there is none. A message begins with it; the rest, our own words again, is not
// looked at.
func messageIn(result json.RawMessage) (id int64) {
	d := json.NewDecoder(bytes.NewReader(result))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return 0
	}
	for d.More() {
		name, err := d.Token()
		if err == nil && name == "message_id" {
			_ = d.Decode(&id) // what is no number is none
			return id
		}
		var passed json.RawMessage
		if err != nil || d.Decode(&passed) != nil {
			return 0
		}
	}
	return 0
}

// written adds the words to the parameters, as their text or caption.
func written(params tgbotapi.Params, name string, out bot.Outgoing) tgbotapi.Params {
	params[name] = out.Text
	if name == "text" {
		params["link_preview_options"] = noPreview
	}
	if !out.Plain {
		params["parse_mode"] = tgbotapi.ModeHTML
	}
	return params
}

func cut(text string, characters int) string {
	runes := []rune(text)
	if len(runes) <= characters {
		return text
	}
	return string(runes[:characters-1]) + "…"
}
