package chatpage

import (
	"bytes"
	"mime"
	"net/http"
	"strings"
	"time"
)

// file serves the bytes of a file. A picture, a film and a PDF are shown, anything else is offered for saving: a document
// the bot sent must never run as a page of this origin.
func (p *page) file(w http.ResponseWriter, r *http.Request) {
	content, name, kind, ok := p.chats.File(r.PathValue("id"))
	if !ok {
		refuse(w, http.StatusNotFound, "There is no such file.")
		return
	}
	h := w.Header()
	h.Set("Content-Security-Policy", "default-src 'none'; sandbox")
	h.Set("Cache-Control", "private, max-age=3600, immutable") // an id never changes its bytes
	if kind == "" {
		kind = http.DetectContentType(content)
	}
	switch {
	case isPDF(kind, content):
		// Some browsers' readers do not work in a sandbox. What a PDF brings along runs in the reader, not in this page.
		h.Set("Content-Security-Policy", "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'")
		h.Set("Content-Disposition", mime.FormatMediaType("inline", map[string]string{"filename": name}))
	case !shown(kind):
		kind = "application/octet-stream"
		h.Set("Content-Disposition", mime.FormatMediaType("attachment", map[string]string{"filename": name}))
	}
	h.Set("Content-Type", kind)
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(content))
}

// isPDF tells whether a file is what its type says, so that no page can pass for one.
func isPDF(kind string, content []byte) bool {
	return kind == "application/pdf" && bytes.HasPrefix(content, []byte("%PDF-"))
}

// shown tells whether a browser may show the type inside the page.
func shown(kind string) bool {
	media, _, err := mime.ParseMediaType(kind)
	if err != nil || media == "image/svg+xml" {
		return false
	}
	return strings.HasPrefix(media, "image/") || strings.HasPrefix(media, "video/")
}
