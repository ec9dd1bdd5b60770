// Package telegramtest is a Bot API server on loopback, for tests and for the demo.
package telegramtest

import (
	"context"
	"net/http"
	"time"
)

// TB is the part of testing.TB that Start needs.
type TB interface {
	Helper()
	Errorf(format string, args ...any)
	Cleanup(func())
}

// Options says how the server behaves. The zero value is a quick server on the real clock without rate limits.
type Options struct {
	Token    string                           // "" = DefaultToken
	Now      func() time.Time                 // the server's clock; nil = the real one
	Strict   func(format string, args ...any) // called at every breach of the protocol by the bot; nil = counted only
	Seed     uint64                           // of update ids, file ids and callback ids; 0 = a fixed seed
	Limits   Limits                           // rate limits; zero = none
	Fast     bool                             // skip the waits of anti-spin and of repeated conflicts
	Faithful bool                             // Start only: keep those waits
	Quiet    bool                             // keep no transcript (benchmarks)
}

// DefaultToken is the token of a server whose options name none.
const DefaultToken = "4242:TEST-token-of-the-loopback-server"

// Bucket is a token bucket: Rate tokens a second, at most Burst at once. Rate 0 = no limit.
type Bucket struct {
	Rate  float64
	Burst int
}

// Limits are the rate limits; a zero bucket limits nothing.
type Limits struct {
	Chat    Bucket // sends into one private chat
	Group   Bucket // sends into one group
	Edit    Bucket // edits in one chat
	Bulk    Bucket // sends in all
	Uploads bool   // space uploads of the same size
}

// Server imitates the Bot API for one bot. It is an http.Handler.
type Server struct{}

// User is a person with a private chat with the bot.
type User struct{}

// Chat is a group the bot is in.
type Chat struct{}

// Message is one message as the person sees it now.
type Message struct {
	ID              int64
	Chat            int64
	Date            time.Time
	Edited          time.Time // zero: never
	FromBot         bool
	From            int64
	Kind            string // "text", "photo", "animation", "document", "sticker", "location", ...
	Text            string // plain text; "" for media
	HTML            string // the same as safe HTML: Telegram's tags only, everything else escaped
	Entities        []Entity
	Caption         string // of media
	CaptionHTML     string
	CaptionEntities []Entity
	Buttons         [][]Button // inline keyboard
	Photo           *File
	Animation       *File
	Document        *File // an animation sets it too
	ReplyTo         int64
	Album           string // media group id
	Silent          bool
	Protected       bool
	Effect          string
	Reaction        string   // emoji set by the bot
	Pending         []string // data of taps on this message whose progress bar still runs
}

// Button is one inline button.
type Button struct {
	Text, Data, URL, Style, Copy string
}

// Entity is a formatted part of a text; offset and length in UTF-16 units.
type Entity struct {
	Type     string `json:"type"`
	Offset   int    `json:"offset"`
	Length   int    `json:"length"`
	URL      string `json:"url,omitempty"`
	Language string `json:"language,omitempty"`
	UnixTime int64  `json:"unix_time,omitempty"`
	Format   string `json:"date_time_format,omitempty"`
	Emoji    string `json:"custom_emoji_id,omitempty"`
}

// File is an uploaded file; its bytes are got with Server.File.
type File struct {
	ID, Name, MIME string
	Size           int64
	Width, Height  int
}

// Toast is the answer to one tap.
type Toast struct {
	Callback string
	Message  int64
	Text     string // "" only ends the progress bar
	Alert    bool
	At       time.Time
}

// Command is a line of the command menu.
type Command struct {
	Command     string `json:"command"`
	Description string `json:"description"`
}

// FaultKind is a way a call can go wrong.
type FaultKind int

// Kinds of fault.
const (
	FaultHTML502     FaultKind = iota + 1 // an HTML page with status 502
	FaultJSON502                          // a JSON envelope with 502
	FaultEmpty                            // status 200, empty body
	FaultCutJSON                          // carried out, answer cut in the middle
	Fault429                              // RetryAfter seconds
	FaultResetBefore                      // connection reset, not carried out
	FaultResetAfter                       // carried out, connection reset
	FaultSlow                             // carried out, answer Delay later
	Fault401                              // token revoked
	Fault403Blocked                       // blocked by the user
	Fault409                              // other getUpdates request
	FaultCode                             // Code and Description
)

// Fault makes matching calls go wrong.
type Fault struct {
	Method      string // "" or "*" = every method
	Chat        int64  // 0 = every chat
	Times       int    // 0 = once, negative = until cancelled
	Kind        FaultKind
	RetryAfter  int // seconds
	Delay       time.Duration
	Code        int
	Description string
	After       bool // carry the call out first
}

func New(Options) *Server                                      { return &Server{} }
func Start(TB, Options) *Server                                { return &Server{} }
func (s *Server) ServeHTTP(http.ResponseWriter, *http.Request) {}
func (s *Server) URL() string                                  { return "" }
func (s *Server) Token() string                                { return "" }

// Endpoint is the format NewBotAPIWithClient wants.
func (s *Server) Endpoint() string { return "" }

// Transport answers requests without a network.
func (s *Server) Transport() http.RoundTripper               { return nil }
func (s *Server) User(id int64, name, language string) *User { return nil }

// Stranger never started the bot.
func (s *Server) Stranger(id int64, name, language string) *User { return nil }
func (s *Server) Group(id int64, title string) *Chat             { return nil }
func (s *Server) Fail(Fault) (cancel func())                     { return nil }
func (s *Server) Subscribe(chat int64) (<-chan struct{}, func()) { return nil, nil }
func (s *Server) Changes() (<-chan struct{}, func())             { return nil, nil }
func (s *Server) Commands(chat int64, language string) []Command { return nil }
func (s *Server) Typing(chat int64) time.Time                    { return time.Time{} }
func (s *Server) File(id string) []byte                          { return nil }
func (s *Server) RestartIDs(next int64)                          {}
func (s *Server) Redeliver(update int64) bool                    { return false }
func (s *Server) SwapNext()                                      {}
func (s *Server) InjectRaw(json string) int64                    { return 0 }
func (s *Server) Revoke()                                        {}
func (s *Server) SetWebhook(url string)                          {}
func (s *Server) Confirmed(update int64) bool                    { return false }
func (s *Server) LastUpdate() int64                              { return 0 }
func (s *Server) Pending() int                                   { return 0 }
func (s *Server) Transcript() []string                           { return nil }
func (s *Server) Calls(method string) int                        { return 0 }
func (s *Server) Breaches() []string                             { return nil }
func (s *Server) ExpectBreach(fragment string)                   {}
func (s *Server) AllowUnanswered()                               {}

func (u *User) ID() int64                                                  { return 0 }
func (u *User) Send(text string) int64                                     { return 0 }
func (u *User) SendRaw(kind string, fields map[string]any) int64           { return 0 }
func (u *User) SendLocation(lat, lon float64) int64                        { return 0 }
func (u *User) Edit(message int64, text string)                            {}
func (u *User) Tap(message int64, data string) (callback string)           { return "" }
func (u *User) TapLabel(label string) (callback string, ok bool)           { return "", false }
func (u *User) Block()                                                     {}
func (u *User) Unblock()                                                   {}
func (u *User) Delete()                                                    {}
func (u *User) Messages() []Message                                        { return nil }
func (u *User) Keyboard() [][]string                                       { return nil }
func (u *User) WaitFor(ctx context.Context, ok func([]Message) bool) error { return nil }
func (u *User) Toasts() []Toast                                            { return nil }
