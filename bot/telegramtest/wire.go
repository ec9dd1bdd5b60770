package telegramtest

import (
	"encoding/json"
	"maps"
)

// account is a user or a bot on the wire.
type account struct {
	ID        int64  `json:"id"`
	IsBot     bool   `json:"is_bot"`
	FirstName string `json:"first_name"`
	Username  string `json:"username,omitempty"`
	Language  string `json:"language_code,omitempty"`
}

// wireChat is a chat on the wire.
type wireChat struct {
	ID        int64  `json:"id"`
	Type      string `json:"type"`
	Title     string `json:"title,omitempty"`
	FirstName string `json:"first_name,omitempty"`
}

// wireFile is a PhotoSize, an Animation or a Document on the wire.
type wireFile struct {
	ID       string `json:"file_id"`
	Unique   string `json:"file_unique_id"`
	Width    int    `json:"width,omitempty"`
	Height   int    `json:"height,omitempty"`
	Duration *int   `json:"duration,omitempty"`
	Name     string `json:"file_name,omitempty"`
	MIME     string `json:"mime_type,omitempty"`
	Size     int64  `json:"file_size,omitempty"`
}

// wireMessage is a message on the wire.
type wireMessage struct {
	ID              int64           `json:"message_id"`
	From            *account        `json:"from,omitempty"`
	Chat            wireChat        `json:"chat"`
	Date            int64           `json:"date"`
	EditDate        int64           `json:"edit_date,omitempty"`
	ReplyTo         *wireMessage    `json:"reply_to_message,omitempty"`
	Album           string          `json:"media_group_id,omitempty"`
	Text            string          `json:"text,omitempty"`
	Entities        []Entity        `json:"entities,omitempty"`
	Photo           []wireFile      `json:"photo,omitempty"`
	Animation       *wireFile       `json:"animation,omitempty"`
	Document        *wireFile       `json:"document,omitempty"`
	Caption         string          `json:"caption,omitempty"`
	CaptionEntities []Entity        `json:"caption_entities,omitempty"`
	Spoiler         bool            `json:"has_media_spoiler,omitempty"`
	Protected       bool            `json:"has_protected_content,omitempty"`
	Effect          string          `json:"effect_id,omitempty"`
	Preview         json.RawMessage `json:"link_preview_options,omitempty"`
	Markup          json.RawMessage `json:"reply_markup,omitempty"`

	extra map[string]any
}

// MarshalJSON adds the further fields of a message made by SendRaw.
func (w *wireMessage) MarshalJSON() ([]byte, error) {
	type plain wireMessage
	raw, err := json.Marshal((*plain)(w))
	if err != nil || len(w.extra) == 0 {
		return raw, err
	}
	var merged map[string]any
	if err := json.Unmarshal(raw, &merged); err != nil {
		return nil, err
	}
	maps.Copy(merged, w.extra)
	return json.Marshal(merged)
}

// encode writes a value as JSON; a message straight, not through the encoder that would read it again.
func encode(value any) ([]byte, error) {
	if m, ok := value.(*wireMessage); ok {
		return m.MarshalJSON()
	}
	return json.Marshal(value)
}

// wire converts a message for the bot. A reply carries the message it replies to, but not the one before that.
func (m *message) wire(s *Server, chat *Chat) *wireMessage {
	out := m.bare(s, chat)
	if replied := chat.at(m.replyTo); replied != nil {
		out.ReplyTo = replied.bare(s, chat)
	}
	return out
}

func (m *message) bare(s *Server, chat *Chat) *wireMessage {
	out := &wireMessage{
		ID: m.id, From: m.from, Chat: chat.wire(), Date: m.date, EditDate: m.edited, Album: m.album,
		Spoiler: m.spoiler, Protected: m.protected, Effect: m.effect, extra: m.extra,
		Preview: json.RawMessage(m.preview),
	}
	if m.kind == "text" {
		out.Text, out.Entities = m.text.plain, m.text.entities
	} else {
		out.Caption, out.CaptionEntities = m.text.plain, m.text.entities
	}
	if m.media != nil {
		m.media.wireInto(s, m.kind, out)
	}
	if m.markup != nil && m.markup.inline != nil {
		out.Markup = m.markup.raw
	}
	return out
}
