package chatpage

import (
	"net/http"
	"regexp"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// firstMember is the id of the first member made at the page, unless there are members already.
const firstMember = 1001

// nameLimit is the longest first name Telegram takes, in characters.
const nameLimit = 64

// languageTag is the shape of the tags Telegram apps report, such as "de" or "pt-br".
var languageTag = regexp.MustCompile(`^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$`)

// crowd is what the page itself knows of its members: who waits for newcomers, and where each of them is.
type crowd struct {
	mu    sync.Mutex
	bells map[chan struct{}]struct{}
	zones map[int64]string
}

func newCrowd() *crowd {
	return &crowd{bells: map[chan struct{}]struct{}{}, zones: map[int64]string{}}
}

// subscribe rings when a member joined, until stop is called.
func (c *crowd) subscribe() (joined <-chan struct{}, stop func()) {
	bell := make(chan struct{}, 1)
	c.mu.Lock()
	defer c.mu.Unlock()
	c.bells[bell] = struct{}{}
	return bell, func() {
		c.mu.Lock()
		defer c.mu.Unlock()
		delete(c.bells, bell)
	}
}

func (c *crowd) ring() {
	c.mu.Lock()
	defer c.mu.Unlock()
	for bell := range c.bells {
		select {
		case bell <- struct{}{}:
		default: // it rings already
		}
	}
}

func (c *crowd) move(id int64, zone string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.zones[id] = zone
}

func (c *crowd) zone(id int64) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.zones[id]
}

// join makes a member.
func (p *page) join(w http.ResponseWriter, r *http.Request) {
	var in struct{ Name, Language string }
	if !decode(w, r, &in) {
		return
	}
	name := strings.TrimSpace(in.Name)
	if name == "" || utf8.RuneCountInString(name) > nameLimit || strings.ContainsFunc(name, unicode.IsControl) {
		refuse(w, http.StatusBadRequest, "Give a name of 1 to 64 characters.")
		return
	}
	if !languageTag.MatchString(in.Language) {
		refuse(w, http.StatusBadRequest, "Give a language tag such as en or pt-br.")
		return
	}
	answer(w, http.StatusCreated, map[string]int64{"id": p.add(name, strings.ToLower(in.Language))})
	p.crowd.ring()
}

// add gives the newcomer the next free id. The lock keeps two newcomers apart.
func (p *page) add(name, language string) int64 {
	p.joining.Lock()
	defer p.joining.Unlock()
	id := int64(firstMember)
	for _, m := range p.chats.Members() {
		id = max(id, m.ID+1)
	}
	p.chats.Join(id, name, language)
	return id
}

// state tells the page what it needs before the stream begins.
func (p *page) state(w http.ResponseWriter, _ *http.Request) {
	members := p.chats.Members()
	if members == nil {
		members = []memberView{}
	}
	answer(w, http.StatusOK, map[string]any{
		"title":     p.opts.Title,
		"notice":    p.opts.Notice,
		"bot":       p.opts.Bot,
		"languages": p.opts.Languages,
		"cities":    cities,
		"clock":     p.clockView(),
		"members":   members,
	})
}
