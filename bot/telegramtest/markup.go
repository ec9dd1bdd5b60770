package telegramtest

import (
	"bytes"
	"encoding/json"
	"unicode/utf8"
)

// Limits of keyboards.
const (
	mostButtons = 100
	rowButtons  = 8
	dataBytes   = 64
	placeholder = 64
	copyRunes   = 256
)

// markup is a parsed reply_markup: an inline keyboard, a reply keyboard, its removal, or a forced reply.
type markup struct {
	raw    json.RawMessage // an inline keyboard as it goes back to the bot
	inline [][]inlineButton
	reply  [][]replyButton
	once   bool
	remove bool
	force  bool
}

type inlineButton struct {
	Text   string  `json:"text"`
	URL    string  `json:"url,omitempty"`
	Data   *string `json:"callback_data,omitempty"`
	Style  string  `json:"style,omitempty"`
	Copy   *copied `json:"copy_text,omitempty"`
	WebApp *struct {
		URL string `json:"url"`
	} `json:"web_app,omitempty"`
	Inline      *string         `json:"switch_inline_query,omitempty"`
	InlineHere  *string         `json:"switch_inline_query_current_chat,omitempty"`
	InlineOther json.RawMessage `json:"switch_inline_query_chosen_chat,omitempty"`
	Login       json.RawMessage `json:"login_url,omitempty"`
	Disabled    json.RawMessage `json:"disabled,omitempty"`
	Game        json.RawMessage `json:"callback_game,omitempty"`
	Pay         bool            `json:"pay,omitempty"`
	Icon        string          `json:"icon_custom_emoji_id,omitempty"`
}

type copied struct {
	Text string `json:"text"`
}

// replyButton is a plain text, or asks for something only a private chat gives.
type replyButton struct {
	Text     string          `json:"text"`
	Location bool            `json:"request_location"`
	Contact  bool            `json:"request_contact"`
	Poll     json.RawMessage `json:"request_poll"`
	Users    json.RawMessage `json:"request_users"`
	WebApp   json.RawMessage `json:"web_app"`
}

func (b replyButton) private() bool {
	return b.Location || b.Contact || b.Poll != nil || b.Users != nil || b.WebApp != nil
}

// UnmarshalJSON takes a bare string for a button with that text.
func (b *replyButton) UnmarshalJSON(raw []byte) error {
	if raw[0] == '"' {
		return json.Unmarshal(raw, &b.Text)
	}
	type plain replyButton
	return json.Unmarshal(raw, (*plain)(b))
}

// readMarkup parses and checks a reply_markup; nil when there is none or it is an inline keyboard without buttons.
func readMarkup(raw string, private bool) (*markup, *failure) {
	if raw == "" {
		return nil, nil
	}
	var in struct {
		Inline      *[][]inlineButton `json:"inline_keyboard"`
		Reply       *[][]replyButton  `json:"keyboard"`
		Remove      bool              `json:"remove_keyboard"`
		Force       bool              `json:"force_reply"`
		Once        bool              `json:"one_time_keyboard"`
		Placeholder string            `json:"input_field_placeholder"`
	}
	if raw[0] != '{' {
		return nil, wrong("object expected as reply markup")
	}
	if err := json.Unmarshal([]byte(raw), &in); err != nil {
		return nil, wrong("can't parse reply keyboard markup JSON object")
	}
	if utf8.RuneCountInString(in.Placeholder) > placeholder {
		return nil, wrong("input field placeholder is too long")
	}
	switch {
	case in.Inline != nil:
		return inlineMarkup(*in.Inline)
	case in.Reply != nil:
		return replyMarkup(*in.Reply, in.Once, private)
	case in.Remove:
		return &markup{remove: true}, nil
	case in.Force:
		return &markup{force: true}, nil
	}
	return nil, nil
}

func inlineMarkup(rows [][]inlineButton) (*markup, *failure) {
	kept, f := rowsWithin(rows)
	if f != nil || kept == nil {
		return nil, f
	}
	for _, row := range kept {
		for _, button := range row {
			if f := button.check(); f != nil {
				return nil, f
			}
		}
	}
	raw := marshal(struct {
		Rows [][]inlineButton `json:"inline_keyboard"`
	}{kept})
	return &markup{inline: kept, raw: raw}, nil
}

// rowsWithin drops empty rows and checks the number of buttons.
func rowsWithin[B any](rows [][]B) (kept [][]B, f *failure) {
	total := 0
	for _, row := range rows {
		if len(row) > rowButtons {
			return nil, wrong("reply markup is too long")
		}
		if len(row) > 0 {
			kept = append(kept, row)
		}
		total += len(row)
	}
	if total > mostButtons {
		return nil, wrong("reply markup is too long")
	}
	return kept, nil
}

func (b inlineButton) check() *failure {
	const broken = "can't parse inline keyboard button: "
	switch {
	case b.Text == "":
		return wrong(broken + "Button text must be non-empty")
	case b.Data != nil:
		if n := len(*b.Data); n == 0 || n > dataBytes {
			return wrong("BUTTON_DATA_INVALID")
		}
	case b.URL != "":
		if checkedURL(b.URL) == "" && !linkTo(&Entity{}, b.URL) {
			return wrong("BUTTON_URL_INVALID")
		}
	case b.Copy != nil:
		if n := utf8.RuneCountInString(b.Copy.Text); n == 0 || n > copyRunes {
			return wrong("BUTTON_COPY_TEXT_INVALID")
		}
	case b.WebApp == nil && b.Inline == nil && b.InlineHere == nil && b.InlineOther == nil && b.Login == nil &&
		b.Disabled == nil && b.Game == nil && !b.Pay:
		return wrong(broken + "Text buttons are unallowed in the inline keyboard")
	}
	return nil
}

func replyMarkup(rows [][]replyButton, once, private bool) (*markup, *failure) {
	kept, f := rowsWithin(rows)
	if f != nil {
		return nil, f
	}
	for _, row := range kept {
		for _, button := range row {
			if button.Text == "" {
				return nil, wrong("can't parse keyboard button: Button text must be non-empty")
			}
			if button.private() && !private {
				return nil, wrong(requestOf(button) + " can be requested in private chats only")
			}
		}
	}
	return &markup{reply: kept, once: once}, nil
}

func requestOf(b replyButton) string {
	switch {
	case b.Location:
		return "location"
	case b.Contact:
		return "phone number"
	case b.Poll != nil:
		return "poll"
	case b.Users != nil:
		return "users"
	}
	return "web App"
}

func (m *markup) equal(other *markup) bool {
	if m == nil || other == nil {
		return m == other
	}
	return bytes.Equal(m.raw, other.raw)
}

// seen converts an inline keyboard.
func (m *markup) seen() [][]Button {
	var rows [][]Button
	for _, row := range m.inline {
		var out []Button
		for _, b := range row {
			button := Button{Text: b.Text, URL: b.URL, Style: b.Style}
			if b.Data != nil {
				button.Data = *b.Data
			}
			if b.Copy != nil {
				button.Copy = b.Copy.Text
			}
			out = append(out, button)
		}
		rows = append(rows, out)
	}
	return rows
}

// labels are the texts of a reply keyboard.
func (m *markup) labels() [][]string {
	rows := make([][]string, 0, len(m.reply))
	for _, row := range m.reply {
		var out []string
		for _, b := range row {
			out = append(out, b.Text)
		}
		rows = append(rows, out)
	}
	return rows
}
