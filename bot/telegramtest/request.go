package telegramtest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

// maxBody is where the server stops reading: a little above the largest upload.
const maxBody = 60 << 20

// errTooLarge is an oversize body, answered with 413.
var errTooLarge = errors.New("request entity too large")

// request is one decoded call: parameters as text (JSON for lists and objects), uploads by part name.
type request struct {
	params map[string]string
	files  map[string]*upload
}

// upload is one file part of a multipart body.
type upload struct {
	name, mime string
	bytes      []byte
}

// readRequest reads parameters from the address and from the body, whatever its form. The body is read to its
// end, so that the server notices when the client goes away.
func readRequest(r *http.Request) (*request, error) {
	in := &request{params: map[string]string{}, files: map[string]*upload{}}
	if r.URL.RawQuery != "" {
		in.add(r.URL.Query())
	}
	if r.Body == nil || r.Method == http.MethodGet {
		return in, nil
	}
	body := http.MaxBytesReader(nil, r.Body, maxBody)
	kind, args, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	err := in.readBody(body, r.ContentLength, kind, args["boundary"])
	var large *http.MaxBytesError
	if errors.As(err, &large) {
		return nil, errTooLarge
	}
	return in, err
}

// readBody reads a body of which the client has said how long it is; what it has said is not believed beyond a few pages.
func (in *request) readBody(body io.Reader, said int64, kind, boundary string) error {
	if kind == "multipart/form-data" {
		return in.readParts(multipart.NewReader(body, boundary))
	}
	whole := bytes.NewBuffer(make([]byte, 0, min(max(said, 0), 16<<10)+bytes.MinRead))
	_, err := whole.ReadFrom(body)
	raw := whole.Bytes()
	if err != nil || len(raw) == 0 {
		return err
	}
	if kind == "application/json" {
		return in.readJSON(raw)
	}
	values, err := url.ParseQuery(string(raw))
	in.add(values)
	return err
}

func (in *request) add(values url.Values) {
	for name, list := range values {
		in.params[name] = list[0]
	}
}

func (in *request) readJSON(raw []byte) error {
	var object map[string]json.RawMessage
	if err := json.Unmarshal(raw, &object); err != nil {
		return err
	}
	for name, value := range object {
		if string(value) == "null" {
			continue // the same as absent
		}
		var text string
		if value[0] == '"' && json.Unmarshal(value, &text) == nil {
			in.params[name] = text
		} else {
			in.params[name] = string(value)
		}
	}
	return nil
}

func (in *request) readParts(parts *multipart.Reader) error {
	for {
		part, err := parts.NextPart()
		if err == io.EOF {
			return nil
		}
		if err != nil {
			return err
		}
		raw, err := io.ReadAll(part)
		if err != nil {
			return err
		}
		if part.FileName() == "" {
			in.params[part.FormName()] = string(raw)
			continue
		}
		in.files[part.FormName()] = &upload{part.FileName(), part.Header.Get("Content-Type"), raw}
	}
}

// has tells whether a parameter or a file of that name is there.
func (in *request) has(name string) bool {
	_, ok := in.params[name]
	return ok || in.files[name] != nil
}

// text is the value of a string parameter, "" when absent.
func (in *request) text(name string) string { return in.params[name] }

// json is the value of a list or object parameter, "" when absent or null.
func (in *request) json(name string) string {
	if value := in.params[name]; value != "null" {
		return value
	}
	return ""
}

// number is the value of an integer parameter, 0 when absent or no number.
func (in *request) number(name string) int64 {
	n, _ := strconv.ParseInt(in.params[name], 10, 64)
	return n
}

// flag is the value of a boolean parameter, read as leniently as the server does.
func (in *request) flag(name string) bool {
	switch strings.ToLower(in.params[name]) {
	case "true", "1", "yes", "t", "y":
		return true
	}
	return false
}

// inspect compares the request with the catalogue and returns what breaks it.
func (in *request) inspect(m *method) []string {
	var wrong []string
	for name, value := range in.params {
		known, ok := m.params[name]
		switch {
		case ok:
			if found := known.shape.checkText(value); found != nil {
				wrong = append(wrong, under(name, found)...)
			}
		case !oldNames[name]:
			wrong = append(wrong, "unknown parameter "+name)
		}
	}
	for name := range in.files {
		if _, ok := m.params[name]; !ok && !oldNames[name] && !in.attached(name) {
			wrong = append(wrong, "a file nothing refers to: "+name)
		}
	}
	for _, name := range m.needed {
		if !in.has(name) {
			wrong = append(wrong, "missing parameter "+name)
		}
	}
	return wrong
}

// attached tells whether a parameter refers to the part by attach://.
func (in *request) attached(name string) bool {
	for _, value := range in.params {
		if strings.Contains(value, "attach://"+name) {
			return true
		}
	}
	return false
}

// checkText checks a parameter as it came over the wire, where everything is text.
func (s *shape) checkText(value string) []string {
	if value == "null" || s.fitsText(value) {
		return nil
	}
	if s.kind == numberShape || s.kind == boolShape || s.kind == literalShape {
		return s.check(value)
	}
	var decoded any
	if err := json.Unmarshal([]byte(value), &decoded); err != nil {
		return []string{": does not fit its type"}
	}
	return s.check(decoded)
}

func (s *shape) fitsText(value string) bool {
	switch s.kind {
	case anyShape, stringShape:
		return true
	case numberShape:
		_, err := strconv.ParseFloat(value, 64)
		return err == nil
	case boolShape:
		_, err := strconv.ParseBool(value)
		return err == nil
	case literalShape:
		return value == s.value
	case unionShape:
		for _, option := range s.options {
			if option.fitsText(value) {
				return true
			}
		}
	}
	return false
}
