package chatpage

import (
	"errors"
	"net/http"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Reasons why a member cannot do what was asked; the page tells the person.
var (
	errNoMember = errors.New("no such member")
	errBlocked  = errors.New("the member blocked the bot")
	errNoButton = errors.New("the message has no such button")
	errKind     = errors.New("unknown kind of message")
)

// textLimit is the longest message Telegram takes, in characters.
const textLimit = 4096

func (p *page) send(w http.ResponseWriter, r *http.Request) {
	var in struct{ Text string }
	id, ok := p.begin(w, r, &in)
	if !ok {
		return
	}
	text := strings.TrimSpace(in.Text)
	if text == "" || utf8.RuneCountInString(text) > textLimit {
		refuse(w, http.StatusBadRequest, "Write 1 to 4096 characters.")
		return
	}
	p.end(w, r, id, "send", p.chats.Send(id, text))
}

func (p *page) tap(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Message int64
		Data    string
	}
	if id, ok := p.begin(w, r, &in); ok {
		p.end(w, r, id, "tap", p.chats.Tap(id, in.Message, in.Data))
	}
}

func (p *page) location(w http.ResponseWriter, r *http.Request) {
	var in struct {
		Lat, Lon *float64
		Zone     string
	}
	id, ok := p.begin(w, r, &in)
	if !ok {
		return
	}
	if in.Lat == nil || in.Lon == nil || !(*in.Lat >= -90 && *in.Lat <= 90 && *in.Lon >= -180 && *in.Lon <= 180) {
		refuse(w, http.StatusBadRequest, "Latitude goes from -90 to 90, longitude from -180 to 180.")
		return
	}
	err := p.chats.SendLocation(id, *in.Lat, *in.Lon)
	if err == nil {
		p.crowd.move(id, zoneOf(in.Zone))
		p.crowd.ring() // the clock of that phone shows another time now
	}
	p.end(w, r, id, "location", err)
}

func (p *page) media(w http.ResponseWriter, r *http.Request) {
	var in struct{ Kind string }
	if id, ok := p.begin(w, r, &in); ok {
		p.end(w, r, id, "media", p.chats.SendMedia(id, in.Kind))
	}
}

func (p *page) block(w http.ResponseWriter, r *http.Request)   { p.setBlocked(w, r, true) }
func (p *page) unblock(w http.ResponseWriter, r *http.Request) { p.setBlocked(w, r, false) }

func (p *page) setBlocked(w http.ResponseWriter, r *http.Request, blocked bool) {
	var in struct{}
	if id, ok := p.begin(w, r, &in); ok {
		p.end(w, r, id, "block", p.chats.Block(id, blocked))
	}
}

// chatID reads {id} of the path and refuses a number that is nobody's.
func (p *page) chatID(w http.ResponseWriter, r *http.Request) (int64, bool) {
	id, err := strconv.ParseInt(r.PathValue("id"), 10, 64)
	if err == nil {
		for _, m := range p.chats.Members() {
			if m.ID == id {
				return id, true
			}
		}
	}
	refuse(w, http.StatusNotFound, "There is no such member.")
	return 0, false
}

// begin reads the member and the body of an act.
func (p *page) begin(w http.ResponseWriter, r *http.Request, in any) (int64, bool) {
	id, ok := p.chatID(w, r)
	return id, ok && decode(w, r, in)
}

// end answers {} or says why not.
func (p *page) end(w http.ResponseWriter, r *http.Request, id int64, act string, err error) {
	switch {
	case err == nil:
		answer(w, http.StatusOK, struct{}{})
	case errors.Is(err, errNoMember):
		refuse(w, http.StatusNotFound, "There is no such member.")
	case errors.Is(err, errBlocked):
		refuse(w, http.StatusConflict, "You blocked the bot. Unblock it first.")
	case errors.Is(err, errNoButton):
		refuse(w, http.StatusConflict, "That button is not there any more.")
	case errors.Is(err, errKind):
		refuse(w, http.StatusBadRequest, "The demo cannot send this kind of message.")
	default:
		p.opts.Log.ErrorContext(r.Context(), "chat page", "act", act, "chat", id, "err", err)
		refuse(w, http.StatusInternalServerError, "Something went wrong. The program's log says more.")
	}
}
