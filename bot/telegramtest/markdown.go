package telegramtest

import (
	"strings"
)

// reserved are the characters MarkdownV2 wants escaped outside of code.
const reserved = "_*[]()~`>#+-=|{}.!"

// markdownParser walks over a MarkdownV2 text.
type markdownParser struct {
	in       string
	pos      int
	out      []byte
	units    int
	open     []markdownTag
	quoted   bool // inside a block quotation
	entities []Entity
}

// markdownTag is an entity that still waits for its end.
type markdownTag struct {
	kind  string
	name  string // in error texts
	mark  string // what ends it
	lang  string
	begin int // byte offset of its start
	units int
	bytes int
}

// parseMarkdown parses MarkdownV2. Errors carry Telegram's words, without the leading "can't parse entities: ".
func parseMarkdown(text string) (formatted, error) {
	p := &markdownParser{in: text}
	if strings.HasPrefix(text, ">") {
		p.quote()
	}
	for p.pos < len(p.in) {
		if err := p.step(); err != nil {
			return formatted{}, err
		}
	}
	if n := len(p.open); n > 0 && p.open[n-1].kind == "blockquote" {
		p.closeQuote()
	}
	if n := len(p.open); n > 0 {
		return formatted{}, p.unfinished(p.open[n-1])
	}
	sortEntities(p.entities)
	return formatted{string(p.out), p.entities}, nil
}

func (p *markdownParser) unfinished(tag markdownTag) error {
	return says("Can't find end of %s entity at byte offset %d", tag.name, tag.begin)
}

func (p *markdownParser) put(c byte) {
	p.units += runeUnits(c)
	p.out = append(p.out, c)
	p.pos++
}

func (p *markdownParser) rest() string { return p.in[p.pos:] }

func (p *markdownParser) top() *markdownTag {
	if len(p.open) == 0 {
		return nil
	}
	return &p.open[len(p.open)-1]
}

func (p *markdownParser) step() error {
	c := p.in[p.pos]
	if c == '\\' && p.pos+1 < len(p.in) && p.in[p.pos+1] <= 126 {
		p.pos++
		p.put(p.in[p.pos])
		return nil
	}
	top := p.top()
	if top != nil && (top.kind == "code" || top.kind == "pre") {
		if strings.HasPrefix(p.rest(), top.mark) {
			return p.close(*top)
		}
		if c == '`' {
			return says("Character '`' is reserved and must be escaped with the preceding '\\'")
		}
		p.put(c)
		return nil
	}
	if c == '\n' {
		return p.newline()
	}
	if !strings.ContainsRune(reserved, rune(c)) {
		p.put(c)
		return nil
	}
	if top != nil && top.mark != "" && p.ends(top) {
		return p.close(*top)
	}
	return p.begin(c)
}

// ends tells whether the innermost entity ends here; __ inside italic is an underline, not two ends.
func (p *markdownParser) ends(top *markdownTag) bool {
	if top.mark == "_" && strings.HasPrefix(p.rest(), "__") {
		return false
	}
	return strings.HasPrefix(p.rest(), top.mark)
}

func (p *markdownParser) newline() error {
	if p.quoted && !strings.HasPrefix(p.rest(), "\n>") {
		if top := p.top(); top.kind != "blockquote" {
			return p.unfinished(*top)
		}
		p.closeQuote()
	}
	starts := strings.HasPrefix(p.rest(), "\n>")
	p.put('\n')
	if starts && !p.quoted {
		p.quote()
	} else if starts {
		p.pos++
	}
	return nil
}

func (p *markdownParser) quote() {
	p.quoted = true
	p.push(markdownTag{kind: "blockquote", name: "BlockQuote"}, 1)
}

// closeQuote ends a block quotation; || at its end makes it foldable, which begins as an empty spoiler here.
func (p *markdownParser) closeQuote() {
	tag := *p.top()
	p.open = p.open[:len(p.open)-1]
	p.quoted = false
	if p.units > tag.units {
		p.entities = append(p.entities, Entity{Type: tag.kind, Offset: tag.units, Length: p.units - tag.units})
	}
}

func (p *markdownParser) push(tag markdownTag, width int) {
	tag.begin, tag.units, tag.bytes = p.pos, p.units, len(p.out)
	p.open = append(p.open, tag)
	p.pos += width
}

// begin starts an entity, or says that the character should have been escaped.
func (p *markdownParser) begin(c byte) error {
	rest := p.rest()
	switch {
	case strings.HasPrefix(rest, "__"):
		p.push(markdownTag{kind: "underline", name: "Underline", mark: "__"}, 2)
	case c == '_':
		p.push(markdownTag{kind: "italic", name: "Italic", mark: "_"}, 1)
	case c == '*':
		p.push(markdownTag{kind: "bold", name: "Bold", mark: "*"}, 1)
	case c == '~':
		p.push(markdownTag{kind: "strikethrough", name: "Strikethrough", mark: "~"}, 1)
	case strings.HasPrefix(rest, "||") && p.foldEnd():
		p.top().kind = "expandable_blockquote"
		p.pos += 2
		p.closeQuote()
	case strings.HasPrefix(rest, "||"):
		p.push(markdownTag{kind: "spoiler", name: "Spoiler", mark: "||"}, 2)
	case c == '[':
		p.push(markdownTag{kind: "text_link", name: "TextUrl", mark: "]"}, 1)
	case strings.HasPrefix(rest, "!["):
		p.push(markdownTag{kind: "date_time", name: "CustomEmoji", mark: "]"}, 2)
	case strings.HasPrefix(rest, "```"):
		p.fence()
	case c == '`':
		p.push(markdownTag{kind: "code", name: "Code", mark: "`"}, 1)
	default:
		return says("Character '%c' is reserved and must be escaped with the preceding '\\'", c)
	}
	return nil
}

// foldEnd tells whether || here ends a foldable quotation: the last thing of its last line.
func (p *markdownParser) foldEnd() bool {
	after := p.rest()[2:]
	top := p.top()
	return top != nil && top.kind == "blockquote" &&
		(after == "" || after[0] == '\n' && !strings.HasPrefix(after, "\n>"))
}

// fence starts a block of code, with the language behind the marks.
func (p *markdownParser) fence() {
	tag := markdownTag{kind: "pre", name: "Pre", mark: "```"}
	line, _, more := strings.Cut(p.rest()[3:], "\n")
	width := 3
	if more && line != "" && !strings.ContainsAny(line, " `") {
		tag.lang, tag.name = line, "PreCode"
		width += len(line) + 1
	} else if more && line == "" {
		width++
	}
	p.push(tag, width)
}

func (p *markdownParser) close(tag markdownTag) error {
	p.open = p.open[:len(p.open)-1]
	p.pos += len(tag.mark)
	e := Entity{Type: tag.kind, Offset: tag.units, Length: p.units - tag.units, Language: tag.lang}
	switch tag.kind {
	case "text_link":
		address, err := p.address("URL")
		if err != nil {
			return err
		}
		if address == "" {
			address = string(p.out[tag.bytes:])
		}
		if !linkTo(&e, address) {
			return nil
		}
	case "date_time":
		if err := p.special(&e); err != nil {
			return err
		}
	}
	if e.Length > 0 {
		p.entities = append(p.entities, e)
	}
	return nil
}

// special reads the address behind ![...]: a moment or a custom emoji.
func (p *markdownParser) special(e *Entity) error {
	address, err := p.address("custom emoji URL")
	if err != nil {
		return err
	}
	if query, ok := strings.CutPrefix(address, "tg://time?"); ok {
		values := map[string]string{}
		for pair := range strings.SplitSeq(query, "&") {
			name, value, _ := strings.Cut(pair, "=")
			values[name] = value
		}
		return dateTime(e, values["unix"], values["format"])
	}
	id, ok := strings.CutPrefix(address, "tg://emoji?id=")
	if !ok {
		return says("Custom emoji entity must contain a tg://emoji URL")
	}
	e.Type, e.Emoji = "custom_emoji", id
	return nil
}

// address reads "(...)" with escapes; "" when there is none.
func (p *markdownParser) address(what string) (string, error) {
	if !strings.HasPrefix(p.rest(), "(") {
		return "", nil
	}
	p.pos++
	begin := p.pos
	var address []byte
	for p.pos < len(p.in) && p.in[p.pos] != ')' {
		if p.in[p.pos] == '\\' && p.pos+1 < len(p.in) {
			p.pos++
		}
		address = append(address, p.in[p.pos])
		p.pos++
	}
	if p.pos == len(p.in) {
		return "", says("Can't find end of a %s at byte offset %d", what, begin)
	}
	p.pos++
	return string(address), nil
}
