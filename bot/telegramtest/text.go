package telegramtest

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// Limits of texts, in code points after parsing unless said otherwise.
const (
	rawBytes    = 32_768 // bytes before parsing
	textRunes   = 4096
	captionSize = 1024
)

// formatted reads a text parameter with its parse mode or its entities.
func (in *request) formatted(name, mode, entities string) (formatted, *failure) {
	return parseText(in.text(name), mode, entities)
}

// parseText parses a text as the bot asked for; parse_mode wins over entities.
func parseText(text, mode, entities string) (formatted, *failure) {
	if !utf8.ValidString(text) {
		return formatted{}, wrong("strings must be encoded in UTF-8")
	}
	if len(text) > rawBytes {
		return formatted{}, wrong("text is too long")
	}
	text = clean(text)
	var out formatted
	var err error
	switch strings.ToLower(mode) {
	case "", "none":
		out = formatted{plain: text}
		if entities != "" {
			return readEntities(out, entities)
		}
		out.entities = commandEntity(text)
	case "html":
		out, err = parseHTML(text)
	case "markdownv2":
		out, err = parseMarkdown(text)
	case "markdown":
		out, err = parseOldMarkdown(text)
	default:
		return out, wrong("unsupported parse_mode")
	}
	switch {
	case err == errFormat:
		return out, wrong(err.Error())
	case err != nil:
		return out, wrong("can't parse entities: " + err.Error())
	}
	return out.trim(), nil
}

// readEntities takes the bot's own entities; those outside of the text are an error.
func readEntities(out formatted, entities string) (formatted, *failure) {
	if err := json.Unmarshal([]byte(entities), &out.entities); err != nil {
		return out, wrong("can't parse entities: expected an Array of MessageEntity")
	}
	total := units(out.plain)
	for _, e := range out.entities {
		if e.Offset < 0 || e.Length < 0 || e.end() > total {
			return out, wrong("entity begins or ends outside of the text")
		}
		if e.Type == "date_time" && !validFormat(e.Format) {
			return out, wrong(errFormat.Error())
		}
	}
	sortEntities(out.entities)
	return out.trim(), nil
}

// clean drops carriage returns and turns control characters into blanks, as the server does with every text.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\r':
			return -1
		case r < ' ' && r != '\n':
			return ' '
		}
		return r
	}, text)
}

// messageText reads the text of a message.
func (in *request) messageText() (formatted, *failure) {
	if in.text("text") == "" {
		return formatted{}, wrong("message text is empty")
	}
	out, f := in.formatted("text", in.text("parse_mode"), in.json("entities"))
	switch {
	case f != nil:
		return out, f
	case out.plain == "":
		return out, wrong("text must be non-empty")
	case utf8.RuneCountInString(out.plain) > textRunes:
		return out, wrong("message is too long")
	}
	return out, nil
}

// caption reads a caption, which may be absent.
func caption(text, mode, entities string) (formatted, *failure) {
	out, f := parseText(text, mode, entities)
	if f == nil && utf8.RuneCountInString(out.plain) > captionSize {
		f = wrong("message caption is too long")
	}
	return out, f
}
