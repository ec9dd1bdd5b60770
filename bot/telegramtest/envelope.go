package telegramtest

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
)

// failure is an answer with "ok": false.
type failure struct {
	code    int
	text    string
	retry   int   // parameters.retry_after, seconds
	migrate int64 // parameters.migrate_to_chat_id
	breach  bool  // the bot's own mistake, to be reported
	wait    bool  // answer only after the hold of a repeated conflict
}

func bad(text string) *failure {
	return &failure{code: http.StatusBadRequest, text: "Bad Request: " + text}
}

// wrong is a refusal that is the bot's own mistake.
func wrong(text string) *failure {
	f := bad(text)
	f.breach = true
	return f
}

func forbidden(text string) *failure {
	return &failure{code: http.StatusForbidden, text: "Forbidden: " + text}
}

func tooMany(seconds int) *failure {
	return &failure{
		code:  http.StatusTooManyRequests,
		text:  fmt.Sprintf("Too Many Requests: retry after %d", seconds),
		retry: seconds,
	}
}

func (f *failure) body() []byte {
	type parameters struct {
		RetryAfter int   `json:"retry_after,omitempty"`
		Migrate    int64 `json:"migrate_to_chat_id,omitempty"`
	}
	answer := struct {
		OK          bool        `json:"ok"`
		Code        int         `json:"error_code"`
		Description string      `json:"description"`
		Parameters  *parameters `json:"parameters,omitempty"`
	}{Code: f.code, Description: f.text}
	if f.retry != 0 || f.migrate != 0 {
		answer.Parameters = &parameters{f.retry, f.migrate}
	}
	body, _ := json.Marshal(answer) // plain fields: cannot fail
	return body
}

// reply is an answer on its way to the wire.
type reply struct {
	status int
	body   []byte
	retry  int
	html   bool
}

func (f *failure) reply() reply {
	return reply{status: f.code, body: f.body(), retry: f.retry}
}

// success wraps a result; json.RawMessage results are taken as they are.
func success(result any) reply {
	raw, straight := result.(json.RawMessage)
	if !straight {
		raw, _ = encode(result) // results are our own structs
	}
	body := make([]byte, 0, len(raw)+24)
	body = append(body, `{"ok":true,"result":`...)
	body = append(body, raw...)
	return reply{status: http.StatusOK, body: append(body, '}')}
}

func (r reply) write(w http.ResponseWriter) {
	kind := "application/json"
	if r.html {
		kind = "text/html"
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(r.body)))
	if r.retry > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(r.retry))
	}
	w.WriteHeader(r.status)
	_, _ = w.Write(r.body) // the client may have gone
}
