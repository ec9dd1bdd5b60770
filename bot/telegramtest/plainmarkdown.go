package telegramtest

import "strings"

// parseOldMarkdown parses the first, frozen form of Markdown: *bold*, _italic_, `code`, ```pre```, [text](address).
func parseOldMarkdown(text string) (formatted, error) {
	var out []byte
	var entities []Entity
	for pos := 0; pos < len(text); {
		c := text[pos]
		if c == '\\' && pos+1 < len(text) && strings.IndexByte("_*`[", text[pos+1]) >= 0 {
			out = append(out, text[pos+1])
			pos += 2
			continue
		}
		if strings.IndexByte("_*`[", c) < 0 {
			out = append(out, c)
			pos++
			continue
		}
		inner, e, next := oldEntity(text, pos)
		if next < 0 {
			return formatted{}, says("Can't find end of the entity starting at byte offset %d", pos)
		}
		if e.Offset, e.Length = units(string(out)), units(inner); e.Length > 0 && e.Type != "" {
			entities = append(entities, e)
		}
		out = append(out, inner...)
		pos = next
	}
	return formatted{string(out), entities}, nil
}

// oldEntity reads the entity that begins at pos; next is -1 when it has no end.
func oldEntity(text string, pos int) (inner string, e Entity, next int) {
	rest := text[pos:]
	mark, kind := rest[:1], map[byte]string{'_': "italic", '*': "bold", '`': "code", '[': "text_link"}[rest[0]]
	end := mark
	if strings.HasPrefix(rest, "```") {
		mark, end, kind = "```", "```", "pre"
	} else if mark == "[" {
		end = "]"
	}
	inner, _, found := strings.Cut(rest[len(mark):], end)
	if !found {
		return "", e, -1
	}
	next = pos + len(mark) + len(inner) + len(end)
	e.Type = kind
	if kind != "text_link" {
		return inner, e, next
	}
	address := inner
	if strings.HasPrefix(text[next:], "(") {
		inside, _, closed := strings.Cut(text[next+1:], ")")
		address, next = inside, min(next+len(inside)+2, len(text))
		if !closed {
			next = len(text)
		}
	}
	if !linkTo(&e, address) {
		e.Type = ""
	}
	return inner, e, next
}
