package telegram

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"maps"
	"slices"

	tgbotapi "github.com/go-telegram-bot-api/telegram-bot-api/v5"
)

// Identity is who the bot is.
type Identity struct {
	ID       int64  `json:"id"`
	Username string `json:"username"` // without @
	Name     string `json:"first_name"`
}

// Identity asks the server who the bot is, and makes sure that updates are kept for polling: a webhook is removed, what
// waits in the queue is not. It tries until it succeeds, ctx ends, or the token proves invalid; then the error is a
// *bot.Refusal.
func (c *Client) Identity(ctx context.Context) (Identity, error) {
	var me Identity
	if err := c.insist(ctx, "getMe", tgbotapi.Params{}, &me); err != nil {
		return Identity{}, err
	}
	return me, c.insist(ctx, "deleteWebhook", keepWaiting(), nil)
}

// Command is a line of the command menu.
type Command struct {
	Name string `json:"command"` // without the slash; 1 to 32 of a-z, 0-9 and _
	Text string `json:"description"`
}

// Settings keeps small values between two starts; ok is false when there is none.
type Settings interface {
	Value(ctx context.Context, name string) (value string, ok bool, err error)
	SetValue(ctx context.Context, name, value string) error
}

// Commands registers the command menu of every language, "" being the menu of all others. A menu that was registered
// before and did not change is passed over. What goes wrong with one language does not keep the others from their menu.
func (c *Client) Commands(ctx context.Context, settings Settings, menus map[string][]Command) error {
	var all error
	for _, language := range slices.Sorted(maps.Keys(menus)) {
		if err := c.menu(ctx, settings, language, menus[language]); err != nil {
			all = errors.Join(all, fmt.Errorf("commands %q: %w", language, err))
		}
	}
	return all
}

func (c *Client) menu(ctx context.Context, settings Settings, language string, commands []Command) error {
	list := marshal(commands)
	sum := sha256.Sum256([]byte(list))
	name, hash := "commands/"+c.id()+"/"+language, hex.EncodeToString(sum[:])
	known, ok, err := settings.Value(ctx, name)
	if err != nil {
		return err
	}
	if ok && known == hash {
		return nil
	}
	params := tgbotapi.Params{"commands": list}
	params.AddNonEmpty("language_code", language)
	if err := c.insist(ctx, "setMyCommands", params, nil); err != nil {
		return err
	}
	return settings.SetValue(ctx, name, hash)
}
