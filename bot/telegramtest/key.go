package telegramtest

// Key is one button of a reply keyboard.
type Key struct {
	Text     string
	Location bool // shares the position instead of sending the text
}

// Keys is Keyboard with what each button does.
func (u *User) Keys() [][]Key {
	u.s.mu.Lock()
	defer u.s.mu.Unlock()
	if u.chat.keyboard == nil {
		return nil
	}
	var rows [][]Key
	for _, row := range u.chat.keyboard.reply {
		var keys []Key
		for _, button := range row {
			keys = append(keys, Key{Text: button.Text, Location: button.Location})
		}
		rows = append(rows, keys)
	}
	return rows
}
