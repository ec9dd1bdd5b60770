package telegramtest

import (
	"encoding/json"
	"strconv"
)

// inputMedia is one InputMedia object.
type inputMedia struct {
	Type     string          `json:"type"`
	Media    string          `json:"media"`
	Caption  string          `json:"caption"`
	Mode     string          `json:"parse_mode"`
	Entities json.RawMessage `json:"caption_entities"`
	Spoiler  bool            `json:"has_spoiler"`
}

// fill puts the media into a message.
func (in inputMedia) fill(c *call, m *message) *failure {
	if kindNumber(in.Type) == 0 {
		return wrong("the test server does not imitate media of type " + strconv.Quote(in.Type))
	}
	entities := string(in.Entities)
	if entities == "null" {
		entities = ""
	}
	text, f := caption(in.Caption, in.Mode, entities)
	if f != nil {
		return f
	}
	media, f := c.media("", in.Media, in.Type)
	m.kind, m.text, m.media, m.spoiler = in.Type, text, media, in.Spoiler
	return f
}

// Size of an album.
const (
	leastAlbum = 2
	mostAlbum  = 10
)

// sendMediaGroup sends an album; the answer is a list of messages.
func (c *call) sendMediaGroup() (any, *failure) {
	var items []inputMedia
	if err := json.Unmarshal([]byte(c.in.text("media")), &items); err != nil {
		return nil, wrong("can't parse media JSON object")
	}
	if f := checkAlbum(items); f != nil {
		return nil, f
	}
	if c.in.json("reply_markup") != "" {
		return nil, wrong("the message can't be sent: albums carry no reply markup")
	}
	if f := c.throttle(); f != nil {
		return nil, f
	}
	s := c.s
	s.mu.Lock()
	defer s.mu.Unlock()
	chat, f := c.chat()
	if f != nil {
		return nil, f
	}
	messages, f := c.albumMessages(chat, items)
	if f != nil {
		return nil, f
	}
	if f := s.limits.send(chat.id, s.now()); f != nil {
		return nil, f
	}
	out := make([]*wireMessage, 0, len(messages))
	for _, m := range messages {
		s.deliver(chat, m)
		out = append(out, m.wire(s, chat))
	}
	return out, nil
}

func (c *call) albumMessages(chat *Chat, items []inputMedia) ([]*message, *failure) {
	c.s.albums++
	album := strconv.FormatUint(13_000_000_000_000_000+c.s.albums, 10)
	messages := make([]*message, 0, len(items))
	for _, item := range items {
		m := &message{from: c.s.bot, date: c.s.unix(), album: album}
		c.dress(m)
		if f := c.replyTo(chat, m); f != nil {
			return nil, f
		}
		if f := item.fill(c, m); f != nil {
			return nil, f
		}
		messages = append(messages, m)
	}
	return messages, nil
}

// checkAlbum wants 2 to 10 items; documents stay among themselves, animations are not for albums.
func checkAlbum(items []inputMedia) *failure {
	if len(items) < leastAlbum || len(items) > mostAlbum {
		return wrong("media must include 2-10 items")
	}
	for _, item := range items {
		if item.Type == "animation" || (item.Type == "document") != (items[0].Type == "document") {
			return wrong("can't use the media of the specified type in the album")
		}
	}
	return nil
}
