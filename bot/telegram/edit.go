package telegram

import (
	"context"
	"errors"
	"strconv"
	"strings"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"

	"medius/bot"
	"medius/coach"
)

// reword gives an older message other words and buttons: its text, or its caption where it shows a picture. An edit
// without a keyboard removes the one that was there.
//
// Bare words, whose own picture could not be shown, never stand below the picture of something else: that message is
// taken back, and the words want a new one.
func (c *Client) reword(ctx context.Context, l coach.Letter, out bot.Outgoing) (coach.Delivered, error) {
	now := coach.Delivered{Message: out.Aim(l), Shows: l.TargetShows}
	first, second := "text", "caption"
	if l.TargetShows != "" && !out.Bare {
		first, second = second, first
	}
	err := c.edit(ctx, first, l, out)
	if !otherKind(err) {
		return now, err
	}
	if out.Bare {
		at := tgbotapi.Params{"chat_id": strconv.FormatInt(l.Chat, 10), "message_id": strconv.FormatInt(now.Message, 10)}
		if err := c.call(ctx, "deleteMessage", at, nil); err != nil && judge(err).Verdict != bot.Settled {
			return now, err
		}
		return now, &bot.Refusal{Verdict: bot.Resend, Reason: "the message shows another picture"}
	}
	if second == "text" {
		now.Shows = ""
	}
	return now, c.edit(ctx, second, l, out)
}

// edit changes the words of a message in one way: name is text or caption. Words that stand there already are no error.
func (c *Client) edit(ctx context.Context, name string, l coach.Letter, out bot.Outgoing) error {
	method := "editMessageText"
	if name == "caption" {
		method = "editMessageCaption"
		if !out.CaptionFits() {
			return &bot.Refusal{Verdict: bot.Resend, Reason: "too many words for a caption"}
		}
	}
	params := written(tgbotapi.Params{
		"chat_id": strconv.FormatInt(l.Chat, 10), "message_id": strconv.FormatInt(out.Aim(l), 10),
	}, name, out)
	if len(out.Buttons) > 0 {
		params["reply_markup"] = inlineMarkup(out.Buttons)
	}
	err := c.call(ctx, method, params, nil)
	if says(err, "message is not modified") {
		return nil
	}
	return err
}

// otherKind says that the message has a caption and no text, or the other way round.
func otherKind(err error) bool {
	return says(err, "there is no text in the message to edit", "there is no caption in the message to edit")
}

// isGone says that there is no such message (any more).
func isGone(err error) bool { return says(err, "not found") }

// says tells whether the server refused a call with one of these texts in its description.
func says(err error, texts ...string) bool {
	var e *APIError
	if !errors.As(err, &e) || e.Code != 400 {
		return false
	}
	for _, text := range texts {
		if strings.Contains(strings.ToLower(e.Text), text) {
			return true
		}
	}
	return false
}
