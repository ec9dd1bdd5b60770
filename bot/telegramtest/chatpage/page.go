package chatpage

import (
	"context"
	"embed"
	"io/fs"
	"log/slog"
	"net/http"
	"sync"
	"time"
)

//go:embed static
var static embed.FS

// Clock is the pretend time of the demo.
type Clock interface {
	// Now gives the pretend time.
	Now() time.Time
	// Advance moves the time forward and gives the new time. by is a Go duration ("15m", "8h"), "next" (to the next
	// promised moment; ErrNothingDue when there is none) or an instant in RFC 3339.
	Advance(ctx context.Context, by string) (time.Time, error)
	// Idle returns when everything that became due has been said.
	Idle(ctx context.Context) error
}

// Options are what the page says about itself. The zero value is a usable page.
type Options struct {
	Title     string   // of the window and the header; "medius demo" when empty
	Notice    string   // the sentence that this is a demo; DefaultNotice when empty
	Bot       string   // name of the bot at the top of a chat; "medius" when empty
	Languages []string // tags offered for a new member; DefaultLanguages when empty
	Members   []Member // who is there from the start; more join at the page
	// Log gets one line per request that went wrong; slog.Default when nil. What members write is never logged.
	Log *slog.Logger
}

// Member is a person with a phone at the page. ID is the Telegram id of the person and of the private chat.
type Member struct {
	ID             int64
	Name, Language string
}

// DefaultNotice stands in the header unless Options.Notice says something else.
const DefaultNotice = "A demo: nothing leaves this computer, and the time is pretend."

// DefaultLanguages are the language tags a new member's app may report.
var DefaultLanguages = []string{"en", "de", "es", "fr", "it", "nl", "pl", "pt-br", "tr", "uk", "ar", "ja"}

// page is the handler behind New.
type page struct {
	chats chats
	clock Clock
	opts  Options
	crowd *crowd

	joining sync.Mutex // held while a member joins
	moving  sync.Mutex // held while the clock moves
}

func newPage(c chats, clock Clock, opts Options) http.Handler {
	if opts.Title == "" {
		opts.Title = "medius demo"
	}
	if opts.Notice == "" {
		opts.Notice = DefaultNotice
	}
	if opts.Bot == "" {
		opts.Bot = "medius"
	}
	if len(opts.Languages) == 0 {
		opts.Languages = DefaultLanguages
	}
	if opts.Log == nil {
		opts.Log = slog.Default()
	}
	p := &page{chats: c, clock: clock, opts: opts, crowd: newCrowd()}
	return guard(p.routes())
}

func (p *page) routes() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /api/state", p.state)
	mux.HandleFunc("GET /api/events", p.allEvents)
	mux.HandleFunc("GET /api/files/{id}", p.file)
	mux.HandleFunc("GET /api/clock", p.readClock)
	mux.HandleFunc("POST /api/clock", p.moveClock)
	mux.HandleFunc("POST /api/members", p.join)
	mux.HandleFunc("GET /api/chats/{id}/events", p.chatEvents)
	mux.HandleFunc("POST /api/chats/{id}/send", p.send)
	mux.HandleFunc("POST /api/chats/{id}/tap", p.tap)
	mux.HandleFunc("POST /api/chats/{id}/location", p.location)
	mux.HandleFunc("POST /api/chats/{id}/media", p.media)
	mux.HandleFunc("POST /api/chats/{id}/block", p.block)
	mux.HandleFunc("POST /api/chats/{id}/unblock", p.unblock)
	mux.HandleFunc("/api/", func(w http.ResponseWriter, _ *http.Request) {
		refuse(w, http.StatusNotFound, "There is nothing at this address.")
	})
	mux.Handle("/", assets())
	return mux
}

// assets serves the embedded page. The files change only with the program, and a new program must not meet old scripts:
// the browser asks every time.
func assets() http.Handler {
	sub, err := fs.Sub(static, "static")
	if err != nil {
		panic(err) // the folder is part of the program
	}
	files := http.FileServerFS(sub)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.Method != http.MethodGet && r.Method != http.MethodHead {
			refuse(w, http.StatusMethodNotAllowed, "This can only be read.")
			return
		}
		w.Header().Set("Cache-Control", "no-cache")
		files.ServeHTTP(w, r)
	})
}
