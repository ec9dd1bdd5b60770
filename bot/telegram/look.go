package telegram

import (
	"context"
	"net/http"
	"net/url"
	"time"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Sight is what one look at the server shows: nothing is changed by it, and a bot that is polling is not disturbed.
type Sight struct {
	Identity
	Date    time.Time     // the server's clock, in whole seconds; zero when it did not say
	Took    time.Duration // by which the date may be late
	Webhook string        // the host to which updates go instead of being kept for a poll; "" for none
	Waiting int           // updates the server keeps
}

// Look asks the server once who the bot is, what time it is, and whether updates are sent elsewhere. The error is a
// *bot.Refusal.
func (c *Client) Look(ctx context.Context, now func() time.Time) (Sight, error) {
	var sight Sight
	begun := now()
	me, err := c.carry(ctx, "getMe", callPatience, func(api *tgbotapi.BotAPI) (*tgbotapi.APIResponse, error) {
		answer, err := api.MakeRequest("getMe", tgbotapi.Params{})
		if s, ok := api.Client.(*seam); ok {
			sight.Date, _ = http.ParseTime(s.date) // absent or odd: zero
		}
		return answer, err
	})
	sight.Took = now().Sub(begun)
	if err == nil {
		err = decode("getMe", me, &sight.Identity)
	}
	if err != nil {
		return Sight{}, judge(err)
	}
	var hook struct {
		URL     string `json:"url"`
		Waiting int    `json:"pending_update_count"`
	}
	if err := c.call(ctx, "getWebhookInfo", tgbotapi.Params{}, &hook); err != nil {
		return Sight{}, judge(err)
	}
	sight.Waiting = hook.Waiting
	if hook.URL != "" {
		sight.Webhook = "an address that cannot be read"
		if u, err := url.Parse(hook.URL); err == nil && u.Host != "" {
			sight.Webhook = u.Host // the path is often a secret
		}
	}
	return sight, nil
}
