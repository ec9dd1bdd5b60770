package telegramtest

import (
	"fmt"
	"html"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Entity is a formatted part of a text. Offset and length are in UTF-16 code units.
type Entity struct {
	Type     string   `json:"type"`
	Offset   int      `json:"offset"`
	Length   int      `json:"length"`
	URL      string   `json:"url,omitempty"`
	User     *account `json:"user,omitempty"`
	Language string   `json:"language,omitempty"`
	UnixTime int64    `json:"unix_time,omitempty"`
	Format   string   `json:"date_time_format,omitempty"`
	Emoji    string   `json:"custom_emoji_id,omitempty"`
}

func (e Entity) end() int { return e.Offset + e.Length }

// formatted is a text with its entities.
type formatted struct {
	plain    string
	entities []Entity
}

// mostEntities is how many entities of a message count; further ones are ignored.
const mostEntities = 100

func (f formatted) equal(other formatted) bool {
	return f.plain == other.plain && slices.Equal(f.entities, other.entities)
}

// units is the length of a text in UTF-16 code units.
func units(text string) int {
	n := 0
	for _, r := range text {
		n += utf16.RuneLen(r)
	}
	return n
}

// runeUnits is how many UTF-16 units a character needs, judged by its first byte.
func runeUnits(first byte) int {
	switch {
	case first&0xC0 == 0x80:
		return 0 // a later byte
	case first >= 0xF0:
		return 2
	}
	return 1
}

// blanks are what the server cuts off both ends of a text.
const blanks = " \t\r\n\v\f\u00a0"

// trim cuts blanks off both ends and moves the entities, as the server does before it stores a text.
func (f formatted) trim() formatted {
	left := strings.TrimLeft(f.plain, blanks)
	cut := units(f.plain[:len(f.plain)-len(left)])
	plain := strings.TrimRight(left, blanks)
	total := units(plain)
	var kept []Entity
	for _, e := range f.entities {
		from, to := max(e.Offset-cut, 0), min(e.end()-cut, total)
		if to > from && len(kept) < mostEntities {
			e.Offset, e.Length = from, to-from
			kept = append(kept, e)
		}
	}
	return formatted{plain, kept}
}

// sortEntities brings entities into the order of the wire: by offset, longer ones first.
func sortEntities(entities []Entity) {
	slices.SortStableFunc(entities, func(a, b Entity) int {
		if a.Offset != b.Offset {
			return a.Offset - b.Offset
		}
		return b.Length - a.Length
	})
}

// tags are the HTML tags of entities that need no attribute.
var tags = map[string]string{
	"bold": "b", "italic": "i", "underline": "u", "strikethrough": "s", "spoiler": "tg-spoiler", "code": "code",
	"blockquote": "blockquote",
}

// html renders the text with Telegram's tags; everything else in it is escaped.
func (f formatted) html() string {
	if len(f.entities) == 0 {
		return html.EscapeString(f.plain)
	}
	var out strings.Builder
	var open []Entity
	at, next := 0, 0
	for i := 0; i <= len(f.plain); {
		for len(open) > 0 && open[len(open)-1].end() <= at {
			out.WriteString(closeTag(open[len(open)-1]))
			open = open[:len(open)-1]
		}
		for next < len(f.entities) && f.entities[next].Offset <= at {
			out.WriteString(openTag(f.entities[next]))
			open = append(open, f.entities[next])
			next++
		}
		if i == len(f.plain) {
			break
		}
		r, size := utf8.DecodeRuneInString(f.plain[i:])
		out.WriteString(html.EscapeString(f.plain[i : i+size]))
		at += utf16.RuneLen(r)
		i += size
	}
	for _, e := range slices.Backward(open) {
		out.WriteString(closeTag(e))
	}
	return out.String()
}

func openTag(e Entity) string {
	switch e.Type {
	case "text_link":
		return `<a href="` + html.EscapeString(e.URL) + `">`
	case "text_mention":
		return fmt.Sprintf(`<a href="tg://user?id=%d">`, e.User.ID)
	case "pre":
		if e.Language != "" {
			return `<pre><code class="language-` + html.EscapeString(e.Language) + `">`
		}
		return "<pre>"
	case "expandable_blockquote":
		return "<blockquote expandable>"
	case "custom_emoji":
		return `<tg-emoji emoji-id="` + html.EscapeString(e.Emoji) + `">`
	case "date_time":
		return fmt.Sprintf(`<tg-time unix="%d" format="%s">`, e.UnixTime, html.EscapeString(e.Format))
	}
	if tag := tags[e.Type]; tag != "" {
		return "<" + tag + ">"
	}
	return ""
}

func closeTag(e Entity) string {
	switch e.Type {
	case "text_link", "text_mention":
		return "</a>"
	case "pre":
		if e.Language != "" {
			return "</code></pre>"
		}
		return "</pre>"
	case "expandable_blockquote":
		return "</blockquote>"
	case "custom_emoji":
		return "</tg-emoji>"
	case "date_time":
		return "</tg-time>"
	}
	if tag := tags[e.Type]; tag != "" {
		return "</" + tag + ">"
	}
	return ""
}

// commandEntity marks the command a text begins with.
func commandEntity(text string) []Entity {
	if !strings.HasPrefix(text, "/") {
		return nil
	}
	end := 1
	for end < len(text) && (isWord(text[end]) || text[end] == '@') {
		end++
	}
	if end == 1 {
		return nil
	}
	return []Entity{{Type: "bot_command", Length: end}}
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z'
}
