package telegram

import (
	"encoding/json"

	"medius/bot"
)

// The library's keyboards are those of 2021; these have the fields medius uses.

// Style came with Bot API 9.4; older apps show the button as any other.
type inlineButton struct {
	Text  string `json:"text"`
	Data  string `json:"callback_data"`
	Style string `json:"style,omitempty"`
}

type inlineKeyboard struct {
	Rows [][]inlineButton `json:"inline_keyboard"`
}

type panelButton struct {
	Text     string `json:"text"`
	Location bool   `json:"request_location,omitempty"`
}

type panel struct {
	Rows       [][]panelButton `json:"keyboard"`
	Resize     bool            `json:"resize_keyboard"`
	Persistent bool            `json:"is_persistent,omitempty"`
}

// replyMarkup is the one keyboard a message can carry, "" for none.
func replyMarkup(out bot.Outgoing) string {
	switch {
	case len(out.Buttons) > 0:
		return inlineMarkup(out.Buttons)
	case out.Panel == nil:
		return ""
	case out.Panel.Remove:
		return `{"remove_keyboard":true}`
	}
	return panelMarkup(*out.Panel)
}

// inlineMarkup writes [] for no rows: null would be refused by a strict server.
func inlineMarkup(rows [][]bot.OutButton) string {
	keyboard := inlineKeyboard{Rows: make([][]inlineButton, len(rows))}
	for i, row := range rows {
		keyboard.Rows[i] = make([]inlineButton, len(row))
		for j, b := range row {
			keyboard.Rows[i][j] = inlineButton{Text: b.Text, Data: b.Data}
			if b.Danger {
				keyboard.Rows[i][j].Style = "danger"
			}
		}
	}
	return marshal(keyboard)
}

func panelMarkup(p bot.OutPanel) string {
	keyboard := panel{Rows: [][]panelButton{}, Resize: true, Persistent: p.Persistent}
	if p.Location != "" {
		keyboard.Rows = append(keyboard.Rows, []panelButton{{Text: p.Location, Location: true}})
	}
	for _, row := range p.Rows {
		buttons := make([]panelButton, len(row))
		for i, text := range row {
			buttons[i] = panelButton{Text: text}
		}
		keyboard.Rows = append(keyboard.Rows, buttons)
	}
	return marshal(keyboard)
}

// marshal writes a struct of strings and booleans, which cannot fail.
func marshal(v any) string {
	text, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(text)
}
