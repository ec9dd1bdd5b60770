package telegramtest

import (
	"encoding/json"
	"unicode/utf8"
)

// profileKey names one text of the bot's page in one language.
type profileKey struct{ field, language string }

// profileRunes are the longest texts.
var profileRunes = map[string]int{"name": 64, "description": 512, "short_description": 120}

func (c *call) setProfile(field string) (any, *failure) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	text, language := c.in.text(field), c.in.text("language_code")
	if f := checkLanguage(language); f != nil {
		return nil, f
	}
	if utf8.RuneCountInString(text) > profileRunes[field] {
		return nil, wrong("bot " + field + " is too long")
	}
	c.s.profile[profileKey{field, language}] = text
	return true, nil
}

// getProfile falls back to the text without a language.
func (c *call) getProfile(field string) (any, *failure) {
	c.s.mu.Lock()
	defer c.s.mu.Unlock()
	language := c.in.text("language_code")
	if f := checkLanguage(language); f != nil {
		return nil, f
	}
	text := c.s.profile[profileKey{field, language}]
	if text == "" {
		text = c.s.profile[profileKey{field, ""}]
	}
	return map[string]string{field: text}, nil
}

func (c *call) setMyName() (any, *failure)             { return c.setProfile("name") }
func (c *call) getMyName() (any, *failure)             { return c.getProfile("name") }
func (c *call) setMyDescription() (any, *failure)      { return c.setProfile("description") }
func (c *call) getMyDescription() (any, *failure)      { return c.getProfile("description") }
func (c *call) setMyShortDescription() (any, *failure) { return c.setProfile("short_description") }
func (c *call) getMyShortDescription() (any, *failure) { return c.getProfile("short_description") }

// Profile is what setMyName ("name"), setMyDescription ("description") and setMyShortDescription
// ("short_description") set for a language; "" when nothing.
func (s *Server) Profile(field, language string) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.profile[profileKey{field, language}]
}

// setMessageReaction puts one emoji under a message; an empty list takes it away.
func (c *call) setMessageReaction() (any, *failure) {
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	chat, f := c.chat()
	if f != nil {
		return nil, f
	}
	m := chat.at(c.in.number("message_id"))
	if m == nil {
		return nil, bad("message to react not found")
	}
	var list []struct {
		Type, Emoji string
	}
	if raw := c.in.json("reaction"); raw != "" && json.Unmarshal([]byte(raw), &list) != nil {
		return nil, wrong("can't parse reaction types JSON object")
	}
	if len(list) > 1 {
		return nil, wrong("REACTIONS_TOO_MANY")
	}
	m.reaction = ""
	for _, one := range list {
		m.reaction = one.Emoji
	}
	s.post.changed(chat.id)
	return true, nil
}
