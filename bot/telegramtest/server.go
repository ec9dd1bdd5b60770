package telegramtest

import (
	"hash/fnv"
	"math/rand/v2"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"time"
)

// DefaultToken is the token of a server whose options name none.
const DefaultToken = "4242:TEST-token-of-the-loopback-server"

// Options says how the server behaves. The zero value is a faithful server on the real clock without rate limits.
type Options struct {
	Token    string                           // "" = DefaultToken
	Name     string                           // first name of the bot; "" = "medius"
	Now      func() time.Time                 // the server's clock, may jump; nil = the real one
	Strict   func(format string, args ...any) // called at every breach; must not call the server; nil = counted only
	Seed     uint64                           // of update ids, file ids and callback ids
	Limits   Limits                           // rate limits; zero = none
	Fast     bool                             // skip the waits of anti-spin, repeated conflicts and same-size uploads
	Faithful bool                             // Start only: keep those waits
	Delay    time.Duration                    // of every call, before it is carried out: the way there and back
	Quiet    bool                             // keep no transcript (benchmarks)
	Answered func(Answer)                     // told of every call that was carried out, before the bot is; must not call the server
}

// Answer says how a call went.
type Answer struct {
	Method   string // in its documented spelling
	Chat     int64  // 0: about no chat
	Callback string // of answerCallbackQuery
	Status   int    // of HTTP: 200, or 429 when a limit was in its way
}

// Server imitates the Bot API for one bot. It is an http.Handler and safe for concurrent use.
type Server struct {
	opt  Options
	bot  *account
	hash uint32 // of the token: file ids belong to one bot
	book *catalogue
	log  ledger
	post office

	mu      sync.Mutex // guards all below
	rand    *rand.Rand
	revoked bool
	url     string
	queue   queue
	poller  poller
	hook    webhook
	people  map[int64]*User
	chats   map[int64]*Chat
	taps    map[string]*tap
	tapSeq  []*tap // in order of creation, to forget the oldest
	tapRoom int    // how many there may be before some are forgotten
	files   []*stored
	faults  []*Fault
	struck  map[FaultKind]int
	menus   map[menuKey][]Command
	profile map[profileKey]string
	limits  gate
	swap    bool
	held    *held
	albums  uint64
}

// New returns a server that listens to nothing: mount it as a handler or use Transport.
func New(opt Options) *Server {
	if opt.Token == "" {
		opt.Token = DefaultToken
	}
	if opt.Name == "" {
		opt.Name = "medius"
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	sum := fnv.New32a()
	sum.Write([]byte(opt.Token))
	id, _ := strconv.ParseInt(opt.Token[:max(0, strings.IndexByte(opt.Token, ':'))], 10, 64)
	s := &Server{
		opt:     opt,
		bot:     &account{ID: id, IsBot: true, FirstName: opt.Name, Username: "medius_test_bot"},
		hash:    sum.Sum32(),
		book:    loadCatalogue(),
		rand:    rand.New(rand.NewPCG(opt.Seed, uint64(id))),
		people:  map[int64]*User{},
		chats:   map[int64]*Chat{},
		taps:    map[string]*tap{},
		tapRoom: mostTaps,
		menus:   map[menuKey][]Command{},
		struck:  map[FaultKind]int{},
		profile: map[profileKey]string{},
	}
	s.log.quiet, s.log.strict, s.log.calls = opt.Quiet, opt.Strict, map[string]int{}
	s.queue.start(s.rand)
	s.limits.set(opt.Limits)
	s.poller.allowed = defaultUpdates()
	return s
}

// Token is the bot's token.
func (s *Server) Token() string { return s.opt.Token }

// URL is the address Start listens on, without a slash at the end; "" after New.
func (s *Server) URL() string { return s.url }

// Endpoint is URL as the format with token and method that the client library wants.
func (s *Server) Endpoint() string { return s.url + "/bot%s/%s" }

// Revoke makes every later call fail with 401, as after a revoked token; a parked poll fails at once.
func (s *Server) Revoke() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.revoked = true
	s.poller.abort(&failure{code: http.StatusUnauthorized, text: "Unauthorized"})
}

// random returns a number in [low, high]; s.mu is held.
func (s *Server) random(low, high int64) int64 { return low + s.rand.Int64N(high-low+1) }
