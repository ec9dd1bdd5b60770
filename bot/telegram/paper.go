package telegram

import (
	"context"

	"medius/bot"
	"medius/coach"
)

// A message that shows a paper has a caption, but no picture that could be the same as another one.
const showsPaper = "paper"

// bring delivers a letter with a paper, always as a new message. The paper is made here and now, uploaded, and not kept:
// it is about the member's health.
func (c *Client) bring(ctx context.Context, l coach.Letter, out bot.Outgoing) (coach.Delivered, error) {
	if c.Press == nil || l.Member == 0 {
		return coach.Delivered{}, &bot.Refusal{Verdict: bot.Content, Reason: "there are no papers here"}
	}
	file, err := c.Press.Print(ctx, l.Member, *out.Paper)
	if err != nil {
		return coach.Delivered{}, unprinted(ctx, err)
	}
	data, err := file.Data(ctx)
	if err != nil {
		return coach.Delivered{}, unprinted(ctx, err)
	}
	if out.Text == "" {
		out.Text, out.Plain = cut(file.Caption, bot.LongestCaption), true
	}
	if !out.CaptionFits() {
		return coach.Delivered{}, &bot.Refusal{Verdict: bot.Content, Reason: "too many words for a caption"}
	}
	m, err := c.hand(ctx, post{chat: l.Chat, out: out, file: file}, data)
	return coach.Delivered{Message: m.ID, Shows: showsPaper}, err
}

// unprinted judges why a paper is not there. When we are about to stop, the letter waits for the next start; else its
// words are better than nothing.
func unprinted(ctx context.Context, err error) *bot.Refusal {
	if ctx.Err() != nil {
		return &bot.Refusal{Verdict: bot.Retry, Reason: "stopped before the paper was there"}
	}
	return &bot.Refusal{Verdict: bot.Content, Reason: "no paper: " + err.Error()}
}
