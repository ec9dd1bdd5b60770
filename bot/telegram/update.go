package telegram

import (
	"bytes"
	"encoding/json"

	"medius/coach"
)

// The structs below name only what medius reads, with 64 bits for every number, and leave everything else unopened: a
// field of an unexpected form cannot make an update unreadable.

type update struct {
	ID         *int64          `json:"update_id"`
	Message    json.RawMessage `json:"message"`
	Edited     json.RawMessage `json:"edited_message"`
	Callback   json.RawMessage `json:"callback_query"`
	Membership json.RawMessage `json:"my_chat_member"`
}

type chat struct {
	ID   int64  `json:"id"`
	Type string `json:"type"`
}

func (c chat) private() bool { return c.Type == "private" }
func (c chat) group() bool   { return c.Type == "group" || c.Type == "supergroup" }

type user struct {
	ID       int64  `json:"id"`
	IsBot    bool   `json:"is_bot"`
	Language string `json:"language_code"`
}

type message struct {
	ID       int64     `json:"message_id"`
	Chat     chat      `json:"chat"`
	From     user      `json:"from"`
	Text     *string   `json:"text"`
	Location *location `json:"location"`
	// Date is a Unix time; what is none makes nothing unreadable.
	Date   json.RawMessage `json:"date"`
	Markup struct {
		Rows [][]inlineButton `json:"inline_keyboard"`
	} `json:"reply_markup"`
}

type location struct {
	Latitude  float64 `json:"latitude"`
	Longitude float64 `json:"longitude"`
}

type callback struct {
	ID      string   `json:"id"`
	From    user     `json:"from"`
	Message *message `json:"message"` // absent, or without a date when it is no longer accessible
	Data    string   `json:"data"`
}

type membership struct {
	Chat chat `json:"chat"`
	From user `json:"from"`
	Old  struct {
		Status string `json:"status"`
	} `json:"old_chat_member"`
	New struct {
		Status string `json:"status"`
	} `json:"new_chat_member"`
}

// present says whether a field was there with a value.
func present(raw json.RawMessage) bool { return len(raw) > 0 && !bytes.Equal(raw, []byte("null")) }

// peek reads of an update what its envelope needs. ok is false when it has no id; the chat is 0 when it has none.
func peek(raw json.RawMessage) (in coach.Inbound, ok bool) {
	var u update
	if err := json.Unmarshal(raw, &u); err != nil || u.ID == nil {
		return coach.Inbound{}, false
	}
	return coach.Inbound{Update: *u.ID, Chat: chatOf(u), Raw: raw}, true
}

func chatOf(u update) int64 {
	var tap struct {
		From    struct{ ID int64 }
		Message json.RawMessage
	}
	switch {
	case present(u.Message):
		return chatIn(u.Message)
	case present(u.Edited):
		return chatIn(u.Edited)
	case present(u.Membership):
		return chatIn(u.Membership)
	case present(u.Callback):
		if json.Unmarshal(u.Callback, &tap) != nil {
			return 0
		}
		if present(tap.Message) {
			return chatIn(tap.Message)
		}
		return tap.From.ID
	}
	return 0
}

func chatIn(raw json.RawMessage) int64 {
	var has struct {
		Chat struct{ ID int64 }
	}
	if json.Unmarshal(raw, &has) != nil {
		return 0
	}
	return has.Chat.ID
}
