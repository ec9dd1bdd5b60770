package telegram

import (
	"bytes"
	"encoding/json"
	"errors"
	"strconv"

	"medius/coach"
)

// The structs below name only what medius reads, with 64 bits for every number, and leave everything else unopened: a
// field of an unexpected form cannot make an update unreadable.

type update struct {
	ID         json.RawMessage `json:"update_id"`
	Message    *message        `json:"message"`
	Edited     *message        `json:"edited_message"`
	Callback   *callback       `json:"callback_query"`
	Membership *membership     `json:"my_chat_member"`

	odd bool // something that medius reads has an unexpected form
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
	Caption  string    `json:"caption"`
	Album    string    `json:"media_group_id"`
	Location *location `json:"location"`
	// Date is a Unix time; what is none makes nothing unreadable.
	Date json.RawMessage `json:"date"`
	// A message that was forwarded says so in one of these.
	Origin    json.RawMessage `json:"forward_origin"`
	Forwarded json.RawMessage `json:"forward_date"`
	Markup    struct {
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

// open reads an update, unless that was done. What has an unexpected form is odd; what else there is in it is read all the same.
func open(in coach.Inbound) (*update, error) {
	if u, done := in.Read.(*update); done {
		return u, nil
	}
	var u update
	var form *json.UnmarshalTypeError
	err := json.Unmarshal(in.Raw, &u)
	if u.odd = errors.As(err, &form); u.odd {
		return &u, nil
	}
	return &u, err
}

// peek reads of an update what its envelope needs. ok is false when it has no id; the chat is 0 when it has none.
func peek(raw json.RawMessage) (in coach.Inbound, ok bool) {
	in = coach.Inbound{Raw: raw}
	u, err := open(in)
	if err != nil {
		return coach.Inbound{}, false
	}
	in.Chat, in.Read = u.chat(), u
	in.Update, err = strconv.ParseInt(string(u.ID), 10, 64)
	return in, err == nil
}

// chat is where an update belongs.
func (u *update) chat() int64 {
	switch {
	case u.Message != nil:
		return u.Message.Chat.ID
	case u.Edited != nil:
		return u.Edited.Chat.ID
	case u.Membership != nil:
		return u.Membership.Chat.ID
	case u.Callback != nil && u.Callback.Message != nil:
		return u.Callback.Message.Chat.ID
	case u.Callback != nil:
		return u.Callback.From.ID
	}
	return 0
}
