package storage

import (
	"bytes"
	"strings"
)

// Postgres keeps no NUL in a text, and does not look into a JSON document that speaks of one. Nobody types it; what comes
// with one all the same gets the sign for a letter that cannot be shown.
const (
	nul         = "\x00"
	nulInJSON   = `\u0000`
	unshown     = "\ufffd"
	unshownJSON = `\ufffd`
)

// withoutNUL gives a text that every engine keeps.
func withoutNUL(text string) string {
	text = strings.ReplaceAll(text, nul, unshown)
	if !strings.Contains(text, nulInJSON) {
		return text
	}
	var out bytes.Buffer
	for i := 0; i < len(text); i++ {
		switch {
		case strings.HasPrefix(text[i:], nulInJSON):
			out.WriteString(unshownJSON)
			i += len(nulInJSON) - 1
		case text[i] == '\\' && i+1 < len(text): // \\u0000 is a backslash and a word
			out.WriteString(text[i : i+2])
			i++
		default:
			out.WriteByte(text[i])
		}
	}
	return out.String()
}
