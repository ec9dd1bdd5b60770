package telegram

import (
	"encoding/json"
	"errors"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"medius/coach"
	"medius/coach/dialog"
)

// GroupGreeting is the Media of the event for a group that wants something of the bot: it was added there, or somebody
// called it. medius talks with one person at a time and says so, once.
const GroupGreeting = "group"

// Translator turns updates into events.
type Translator struct {
	Username string                        // of the bot, to know when a group calls it; may be empty
	ZoneAt   func(lat, lon float64) string // the time zone of a place, "" when unknown
}

// Translate opens an update. ok is false when there is nothing to do about it: a place that moves, a service message, a channel.
// An error means that the update cannot be read; it never quotes the update.
func (t Translator) Translate(in coach.Inbound) (ev dialog.Event, ok bool, err error) {
	u, err := open(in)
	if err != nil {
		return dialog.Event{}, false, errors.New("no update")
	}
	if in.Chat == 0 || u.chat() != in.Chat {
		return dialog.Event{}, false, nil
	}
	switch {
	case u.Message == nil && u.Edited != nil:
		ev, ok = edited(*u.Edited, u.odd)
		return ev, ok, nil
	case u.odd:
		return dialog.Event{}, false, errors.New("an update of an unknown form")
	case u.Message != nil:
		return t.message(*u.Message, in.Raw)
	case u.Membership != nil:
		return memberEvent(*u.Membership)
	case u.Callback != nil:
		return tapEvent(*u.Callback)
	}
	return dialog.Event{}, false, nil
}

func (t Translator) message(m message, raw json.RawMessage) (dialog.Event, bool, error) {
	ev := dialog.Event{Language: m.From.Language, When: dated(m.Date)}
	switch {
	case m.From.IsBot:
		return dialog.Event{}, false, nil
	case m.Chat.group():
		ev.Kind, ev.Media = dialog.Sent, GroupGreeting
		return ev, m.Text != nil && t.called(*m.Text), nil
	case !m.Chat.private():
		return dialog.Event{}, false, nil
	}
	switch {
	case present(m.Origin) || present(m.Forwarded):
		ev.Kind, ev.Media = dialog.Sent, "forward"
	case m.Text != nil:
		ev.Kind, ev.Text = dialog.Said, clean(*m.Text)
	case m.Location != nil:
		// Only the zone goes on; where somebody is, medius does not know.
		ev.Kind = dialog.Located
		if t.ZoneAt != nil {
			ev.Zone = t.ZoneAt(m.Location.Latitude, m.Location.Longitude)
		}
	default:
		ev.Kind, ev.Media = dialog.Sent, mediaOf(raw) // none is a service message: pinned, auto-delete changed, ...
		ev.Text, ev.Album = clean(m.Caption), m.Album
		return ev, ev.Media != "", nil
	}
	return ev, true, nil
}

// edited is a message of a member whose words were changed. What was said is not taken back by it.
func edited(m message, odd bool) (ev dialog.Event, ok bool) {
	words := m.Caption
	if m.Text != nil {
		words = *m.Text
	}
	ev = dialog.Event{Kind: dialog.Sent, Media: "edit", Text: clean(words), Language: m.From.Language} // not of the date of what was there before
	return ev, ev.Text != "" && !odd && m.Chat.private() && !m.From.IsBot && !present(m.Origin) && !present(m.Forwarded)
}

// dated is the moment a message was written, zero where it is not known.
func dated(raw json.RawMessage) time.Time {
	seconds, err := strconv.ParseInt(string(raw), 10, 64)
	if err != nil || seconds <= 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0).UTC()
}

// called says whether a text in a group is meant for the bot.
func (t Translator) called(text string) bool {
	if strings.HasPrefix(text, "/") {
		return true
	}
	return t.Username != "" && strings.Contains(strings.ToLower(text), "@"+strings.ToLower(t.Username))
}

// kinds of media by the field that carries them, with the name medius gives them. An animation is also a document, so
// order matters.
var kinds = []struct{ field, name string }{
	{"animation", "animation"}, {"sticker", "sticker"}, {"voice", "voice"}, {"photo", "photo"},
	{"live_photo", "photo"}, {"video", "video"}, {"video_note", "video"}, {"audio", "audio"},
	{"document", "document"}, {"poll", "poll"}, {"contact", "contact"}, {"dice", "dice"}, {"game", "game"},
	{"story", "story"}, {"checklist", "checklist"}, {"paid_media", "photo"}, {"invoice", "invoice"},
	{"rich_message", "rich"},
}

// mediaOf is the kind of media in the message of an update, "" for none.
func mediaOf(raw json.RawMessage) string {
	var update struct {
		Message map[string]json.RawMessage `json:"message"`
	}
	if json.Unmarshal(raw, &update) != nil {
		return ""
	}
	for _, k := range kinds {
		if present(update.Message[k.field]) {
			return k.name
		}
	}
	return ""
}

const longestText = 4096 // characters

var addressed = regexp.MustCompile(`^(/[A-Za-z0-9_]+)@[A-Za-z0-9_]+`)

// clean brings a text into one form: full-width digits become digits, exotic spaces spaces, and a command loses the name
// of the bot it is addressed to.
func clean(text string) string {
	text = strings.TrimSpace(norm.NFKC.String(strings.ToValidUTF8(text, "")))
	if utf8.RuneCountInString(text) > longestText {
		text = string([]rune(text)[:longestText])
	}
	return addressed.ReplaceAllString(text, "$1")
}

// nobodysQuestion is the number of no question: a tap that carries it counts for nothing but is answered.
const nobodysQuestion = -1

func tapEvent(c callback) (dialog.Event, bool, error) {
	if c.From.IsBot || c.Message != nil && !c.Message.Chat.private() {
		return dialog.Event{}, false, nil
	}
	ev := dialog.Event{Kind: dialog.Tapped, Callback: c.ID, Language: c.From.Language}
	ev.Question, ev.Choice = buttonData(c.Data)
	if c.Message != nil {
		ev.Message = c.Message.ID
		ev.Label = label(c.Message.Markup.Rows, c.Data)
	}
	return ev, true, nil
}

// buttonData reads "<question>:<value>". It comes from the member's app, which may send anything.
func buttonData(data string) (question int, value string) {
	number, value, ok := strings.Cut(data, ":")
	n, err := strconv.ParseUint(number, 10, 31)
	if !ok || err != nil || value == "" || len(data) > 64 || !utf8.ValidString(value) {
		return nobodysQuestion, ""
	}
	return int(n), value
}

// label is what stands on the button with that data.
func label(rows [][]inlineButton, data string) string {
	for _, row := range rows {
		for _, b := range row {
			if b.Data == data && data != "" {
				return b.Text
			}
		}
	}
	return ""
}

func memberEvent(m membership) (dialog.Event, bool, error) {
	ev := dialog.Event{Language: m.From.Language}
	out := m.Old.Status == "left" || m.Old.Status == "kicked"
	in := m.New.Status == "member" || m.New.Status == "administrator"
	switch {
	case m.Chat.private() && m.New.Status == "kicked":
		ev.Kind = dialog.Blocked
	case m.Chat.private() && m.New.Status == "member":
		ev.Kind = dialog.Unblocked
	case m.Chat.group() && out && in:
		ev.Kind, ev.Media = dialog.Sent, GroupGreeting
	default:
		return dialog.Event{}, false, nil
	}
	return ev, true, nil
}
