package telegramtest

import (
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"
)

// htmlTags are the tags of parse_mode HTML and the entities they make; "" depends on attributes.
var htmlTags = map[string]string{
	"b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
	"s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "code": "code", "pre": "pre",
	"tg-spoiler": "spoiler", "span": "spoiler", "a": "", "blockquote": "", "tg-emoji": "", "tg-time": "",
}

// htmlParser walks over a text; positions are bytes, offsets of entities are UTF-16 units.
type htmlParser struct {
	in       string
	pos      int
	out      []byte
	units    int
	open     []htmlTag
	entities []Entity
}

// htmlTag is a start tag that still waits for its end.
type htmlTag struct {
	name       string
	attributes map[string]string
	units      int
	bytes      int
}

// parseHTML turns a text with tags into plain text and entities. Errors carry Telegram's words, without the
// leading "can't parse entities: ".
func parseHTML(text string) (formatted, error) {
	p := &htmlParser{in: text, out: make([]byte, 0, len(text))}
	for p.pos < len(p.in) {
		var err error
		switch {
		case strings.HasPrefix(p.in[p.pos:], "</"):
			err = p.end()
		case p.in[p.pos] == '<':
			err = p.start()
		case p.in[p.pos] == '&':
			p.reference()
		default:
			p.put(p.in[p.pos])
			p.pos++
		}
		if err != nil {
			return formatted{}, err
		}
	}
	if n := len(p.open); n > 0 {
		return formatted{}, says("Can't find end tag corresponding to start tag \"%s\"", p.open[n-1].name)
	}
	return formatted{string(p.out), p.finish()}, nil
}

func (p *htmlParser) put(c byte) {
	p.units += runeUnits(c)
	p.out = append(p.out, c)
}

// peek is the byte at the position, 0 at the end.
func (p *htmlParser) peek() byte {
	if p.pos < len(p.in) {
		return p.in[p.pos]
	}
	return 0
}

func isSpace(c byte) bool {
	return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == 0 || c == '\v'
}

// skip moves on while the byte fulfils the condition.
func (p *htmlParser) skip(while func(byte) bool) string {
	from := p.pos
	for p.pos < len(p.in) && while(p.in[p.pos]) {
		p.pos++
	}
	return p.in[from:p.pos]
}

func (p *htmlParser) start() error {
	begin := p.pos
	p.pos++
	name := strings.ToLower(p.skip(func(c byte) bool { return !isSpace(c) && c != '>' }))
	if p.pos == len(p.in) {
		return says("Unclosed start tag at byte offset %d", begin)
	}
	if _, known := htmlTags[name]; !known {
		return says("Unsupported start tag \"%s\" at byte offset %d", name, begin)
	}
	tag := htmlTag{name: name, attributes: map[string]string{}, units: p.units, bytes: len(p.out)}
	for {
		p.skip(isSpace)
		if p.peek() == '>' {
			break
		}
		if err := p.attribute(&tag, begin); err != nil {
			return err
		}
	}
	p.pos++
	if name == "span" && tag.attributes["class"] != "tg-spoiler" {
		return says("Tag \"span\" must have class \"tg-spoiler\" at byte offset %d", begin)
	}
	p.open = append(p.open, tag)
	return nil
}

func (p *htmlParser) attribute(tag *htmlTag, begin int) error {
	name := p.skip(func(c byte) bool { return !isSpace(c) && c != '=' && c != '>' })
	if name == "" {
		if p.pos == len(p.in) {
			return says("Unclosed start tag \"%s\" at byte offset %d", tag.name, begin)
		}
		return says("Empty attribute name in the tag \"%s\" at byte offset %d", tag.name, begin)
	}
	p.skip(isSpace)
	name = strings.ToLower(name)
	if p.peek() != '=' {
		tag.attributes[name] = ""
		if p.pos == len(p.in) {
			return says("Unclosed start tag \"%s\" at byte offset %d", tag.name, begin)
		}
		return nil
	}
	p.pos++
	p.skip(isSpace)
	value, err := p.value()
	if err != nil {
		return err
	}
	if p.pos == len(p.in) {
		return says("Unclosed start tag at byte offset %d", begin)
	}
	tag.attributes[name] = value
	return nil
}

// value reads what stands behind the equal sign: a quoted text with references, or a bare token.
func (p *htmlParser) value() (string, error) {
	quote := p.peek()
	if quote != '"' && quote != '\'' {
		begin := p.pos
		token := p.skip(func(c byte) bool { return c != '_' && isWord(c) || c == '.' || c == '-' })
		if p.pos < len(p.in) && !isSpace(p.peek()) && p.peek() != '>' {
			return "", says("Unexpected end of name token at byte offset %d", begin)
		}
		return strings.ToLower(token), nil
	}
	p.pos++
	var value strings.Builder
	for p.pos < len(p.in) && p.in[p.pos] != quote {
		if r, size := htmlReference(p.in[p.pos:]); size > 0 {
			value.WriteRune(r)
			p.pos += size
			continue
		}
		value.WriteByte(p.in[p.pos])
		p.pos++
	}
	p.pos = min(p.pos+1, len(p.in))
	return value.String(), nil
}

func (p *htmlParser) end() error {
	begin := p.pos
	if len(p.open) == 0 {
		return says("Unexpected end tag at byte offset %d", begin)
	}
	p.pos += 2
	name := strings.ToLower(p.skip(func(c byte) bool { return !isSpace(c) && c != '>' }))
	p.skip(isSpace)
	if p.peek() != '>' {
		return says("Unclosed end tag at byte offset %d", begin)
	}
	p.pos++
	tag := p.open[len(p.open)-1]
	p.open = p.open[:len(p.open)-1]
	if name != "" && name != tag.name {
		return says("Unmatched end tag at byte offset %d, expected \"</%s>\", found \"</%s>\"", begin, tag.name, name)
	}
	if p.units == tag.units {
		return nil // nothing in it
	}
	return p.close(tag)
}

// close makes the entity of a finished tag.
func (p *htmlParser) close(tag htmlTag) error {
	e := Entity{Type: htmlTags[tag.name], Offset: tag.units, Length: p.units - tag.units}
	switch tag.name {
	case "a":
		address, there := tag.attributes["href"]
		if !there || address == "" {
			address = string(p.out[tag.bytes:])
		}
		if !linkTo(&e, address) {
			return nil
		}
	case "code":
		e.Language = strings.TrimPrefix(tag.attributes["class"], "language-")
		if e.Language == tag.attributes["class"] {
			e.Language = ""
		}
	case "blockquote":
		e.Type = "blockquote"
		if _, folded := tag.attributes["expandable"]; folded {
			e.Type = "expandable_blockquote"
		}
	case "tg-emoji":
		e.Type, e.Emoji = "custom_emoji", tag.attributes["emoji-id"]
		if id, err := strconv.ParseInt(e.Emoji, 10, 64); err != nil || id == 0 {
			return says("Invalid custom emoji identifier specified")
		}
	case "tg-time":
		if err := dateTime(&e, tag.attributes["unix"], tag.attributes["format"]); err != nil {
			return err
		}
	}
	p.entities = append(p.entities, e)
	return nil
}

// finish merges pre and code that cover the same text, and sorts.
func (p *htmlParser) finish() []Entity {
	var out []Entity
	for _, e := range p.entities {
		if n := len(out); n > 0 && out[n-1].Offset == e.Offset && out[n-1].Length == e.Length &&
			out[n-1].Type != e.Type && isCode(out[n-1].Type) && isCode(e.Type) {
			language := out[n-1].Language + e.Language // only the code tag has one
			if language != "" {
				out[n-1].Type, out[n-1].Language = "pre", language
				continue
			}
		}
		out = append(out, e)
	}
	for i := range out {
		if out[i].Type == "code" {
			out[i].Language = ""
		}
	}
	out = slices.Clip(out)
	sortEntities(out)
	return out
}

func isCode(kind string) bool { return kind == "code" || kind == "pre" }

func (p *htmlParser) reference() {
	r, size := htmlReference(p.in[p.pos:])
	if size == 0 {
		p.put('&')
		p.pos++
		return
	}
	for _, c := range utf8.AppendRune(nil, r) {
		p.put(c)
	}
	p.pos += size
}

// htmlReference decodes the reference a text begins with; size 0 means it begins with none. Telegram knows
// numbers and four names.
func htmlReference(text string) (r rune, size int) {
	if len(text) < 3 || text[0] != '&' {
		return 0, 0
	}
	end := 1
	for end < len(text) && (text[end] == '#' && end == 1 || text[end] != '_' && isWord(text[end])) {
		end++
	}
	name := text[1:end]
	if end < len(text) && text[end] == ';' {
		end++
	}
	if digits, ok := strings.CutPrefix(name, "#"); ok {
		return numericReference(digits, end)
	}
	switch name {
	case "lt":
		return '<', end
	case "gt":
		return '>', end
	case "amp":
		return '&', end
	case "quot":
		return '"', end
	}
	return 0, 0
}

func numericReference(digits string, end int) (rune, int) {
	base := 10
	if hex, ok := strings.CutPrefix(strings.ToLower(digits), "x"); ok {
		digits, base = hex, 16
	}
	code, err := strconv.ParseInt(digits, base, 32)
	if err != nil || code == 0 || code >= 0x10ffff || !utf8.ValidRune(rune(code)) {
		return 0, 0
	}
	return rune(code), end
}
