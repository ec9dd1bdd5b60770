package chatpage

import "medius/bot/telegramtest"

// message translates one message; its file becomes known to File.
func (s *phones) message(m telegramtest.Message) messageView {
	v := messageView{
		ID: m.ID, Date: m.Date.Unix(), Edited: !m.Edited.IsZero(), Bot: m.FromBot,
		Text: m.Text, Reaction: m.Reaction, File: s.file(m),
	}
	entities := m.Entities
	if v.Text == "" {
		v.Text, entities = m.Caption, m.CaptionEntities
	}
	if v.File == nil && m.Kind != "text" {
		v.Kind = m.Kind
	}
	for _, e := range entities {
		v.Entities = append(v.Entities, entityView{Type: e.Type, Offset: e.Offset, Length: e.Length, URL: e.URL, Language: e.Language})
	}
	for _, row := range m.Buttons {
		var buttons []buttonView
		for _, b := range row {
			buttons = append(buttons, buttonView{Text: b.Text, Data: b.Data, URL: b.URL, Copy: b.Copy, Style: b.Style})
		}
		v.Buttons = append(v.Buttons, buttons)
	}
	return v
}

// file gives what the bot attached. What a member sent to try the bot has no bytes behind it, only its kind.
func (s *phones) file(m telegramtest.Message) *fileView {
	if !m.FromBot {
		return nil
	}
	kind, f := "document", m.Document
	switch {
	case m.Photo != nil:
		kind, f = "photo", m.Photo
	case m.Animation != nil: // which sets Document too
		kind, f = "animation", m.Animation
	}
	if f == nil {
		return nil
	}
	s.mu.Lock()
	s.files[f.ID] = f
	s.mu.Unlock()
	return &fileView{ID: f.ID, Kind: kind, Name: f.Name, Type: f.MIME, Size: int(f.Size), Width: f.Width, Height: f.Height}
}

func keyboardOf(u *telegramtest.User) keyboardView {
	var k keyboardView
	for _, row := range u.Keys() {
		var keys []keyView
		for _, key := range row {
			keys = append(keys, keyView{Text: key.Text, Location: key.Location})
		}
		k.Rows = append(k.Rows, keys)
	}
	return k
}
