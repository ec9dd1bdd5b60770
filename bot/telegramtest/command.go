package telegramtest

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"
)

// Command is one line of the command menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// Limits of a command list.
const (
	mostCommands     = 100
	commandBytes     = 32
	descriptionRunes = 256
)

// menuKey names one list: its scope, with chat and user where the scope has them, and its language.
type menuKey struct {
	scope    string
	chat     int64
	user     int64
	language string
}

func (c *call) menuKey() (menuKey, *failure) {
	scope := struct {
		Type string          `json:"type"`
		Chat json.RawMessage `json:"chat_id"`
		User int64           `json:"user_id"`
	}{Type: "default"}
	if raw := c.in.json("scope"); raw != "" {
		if json.Unmarshal([]byte(raw), &scope) != nil {
			return menuKey{}, wrong("can't parse BotCommandScope: object expected")
		}
	}
	key := menuKey{scope: scope.Type, user: scope.User, language: c.in.text("language_code")}
	switch scope.Type {
	case "default", "all_private_chats", "all_group_chats", "all_chat_administrators":
	case "chat", "chat_administrators", "chat_member":
		_, _ = fmt.Sscan(string(scope.Chat), &key.chat)
		if c.s.chats[key.chat] == nil {
			return key, bad("chat not found")
		}
	default:
		return key, wrong("unsupported type specified")
	}
	return key, checkLanguage(key.language)
}

// checkLanguage wants nothing or exactly two letters a-z.
func checkLanguage(code string) *failure {
	if code == "" {
		return nil
	}
	if len(code) != 2 || code[0] < 'a' || code[0] > 'z' || code[1] < 'a' || code[1] > 'z' {
		return wrong("invalid language code specified")
	}
	return nil
}

func (c *call) setMyCommands() (any, *failure) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	var list []Command
	if json.Unmarshal([]byte(c.in.text("commands")), &list) != nil {
		return nil, wrong("can't parse commands JSON array")
	}
	key, f := c.menuKey()
	if f != nil {
		return nil, f
	}
	if len(list) > mostCommands {
		return nil, wrong("BOT_COMMANDS_TOO_MUCH")
	}
	for _, line := range list {
		if f := line.check(); f != nil {
			return nil, f
		}
	}
	if c.s.menus[key] = list; len(list) == 0 {
		delete(c.s.menus, key)
	}
	return true, nil
}

func (line Command) check() *failure {
	if line.Command == "" || len(line.Command) > commandBytes {
		return wrong("BOT_COMMAND_INVALID")
	}
	for _, r := range line.Command {
		if r > 'z' || r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9') {
			return wrong("BOT_COMMAND_INVALID")
		}
	}
	if n := utf8.RuneCountInString(line.Description); n == 0 || n > descriptionRunes {
		return wrong("BOT_COMMAND_DESCRIPTION_INVALID")
	}
	return nil
}

func (c *call) getMyCommands() (any, *failure) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	key, f := c.menuKey()
	if f != nil {
		return nil, f
	}
	return append([]Command{}, c.s.menus[key]...), nil
}

func (c *call) deleteMyCommands() (any, *failure) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	key, f := c.menuKey()
	if f != nil {
		return nil, f
	}
	delete(c.s.menus, key)
	return true, nil
}

// Commands is the list a person sees in a chat: the first that exists, from the narrowest scope to the default,
// each in the person's language and then in none. language is two letters.
func (s *Server) Commands(chat int64, language string) []Command {
	s.mu.Lock()
	defer s.mu.Unlock()
	scopes := []menuKey{{scope: "chat", chat: chat}, {scope: "all_private_chats"}, {scope: "default"}}
	if chat < 0 {
		scopes[1].scope = "all_group_chats"
	}
	for _, key := range scopes {
		for _, key.language = range []string{language, ""} {
			if list := s.menus[key]; list != nil {
				return append([]Command(nil), list...)
			}
		}
	}
	return nil
}
