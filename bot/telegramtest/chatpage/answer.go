package chatpage

import (
	"encoding/json"
	"errors"
	"io"
	"mime"
	"net/http"
)

// bodyLimit is the longest JSON body accepted, in bytes: a message of 4096 characters, four bytes each, fits well.
const bodyLimit = 64 << 10

// answer writes v as JSON.
func answer(w http.ResponseWriter, status int, v any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.Header().Set("Cache-Control", "no-store")
	w.WriteHeader(status)
	_ = json.NewEncoder(w).Encode(v) // the only error left is a reader who went away
}

// refuse writes {"error": text}; text is made for the person at the page.
func refuse(w http.ResponseWriter, status int, text string) {
	answer(w, status, map[string]string{"error": text})
}

// decode reads one JSON object into v and refuses everything else. Asking for the JSON content type makes a browser
// ask first (preflight) before another site may send anything here.
func decode(w http.ResponseWriter, r *http.Request, v any) bool {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil || kind != "application/json" {
		refuse(w, http.StatusUnsupportedMediaType, "Send JSON.")
		return false
	}
	in := json.NewDecoder(http.MaxBytesReader(w, r.Body, bodyLimit))
	in.DisallowUnknownFields()
	if err := in.Decode(v); err != nil {
		if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
			refuse(w, http.StatusRequestEntityTooLarge, "That is too long.")
			return false
		}
		refuse(w, http.StatusBadRequest, "That is not the JSON this address expects.")
		return false
	}
	if _, err := in.Token(); !errors.Is(err, io.EOF) {
		refuse(w, http.StatusBadRequest, "Send one JSON object.")
		return false
	}
	return true
}
