package bot_test

import (
	"log/slog"
	"path/filepath"
	"testing"
	"time"
	_ "time/tzdata"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
	"medius/coach/words"
	"medius/content"
	"medius/scheduler"
	"medius/storage"
)

// stage is everything behind the wire, with a clock of its own: the real script, texts, SQLite and calendar. Letters are
// taken out of the outbox and shown instead of sent.
type stage struct {
	t      testing.TB
	path   string
	db     *storage.DB
	bot    *bot.Bot
	now    time.Time
	zone   *time.Location
	update int64
	sent   int64
	shown  []shown
	policy coach.Policy
}

// shown is a message in the member's chat.
type shown struct {
	id      int64
	text    string
	buttons [][]bot.OutButton
	panel   *bot.OutPanel
	edited  bool
	toast   string
	isToast bool
}

const chat = 4711

// library and coaching are loaded once; they do not change.
var library = func() *content.Library {
	l, err := content.Load()
	if err != nil {
		panic(err)
	}
	return l
}()

var atlas = func() content.Atlas {
	p, err := content.OpenPlaces()
	if err != nil {
		panic(err)
	}
	return content.Atlas{Places: p}
}()

func newStage(t testing.TB) *stage {
	s := &stage{t: t, path: filepath.Join(t.TempDir(), "medius.db"), now: time.Date(2026, 3, 2, 17, 0, 0, 0, time.UTC), zone: time.UTC, policy: coach.Auto}
	s.open()
	return s
}

func (s *stage) open() {
	s.t.Helper()
	db, err := storage.Open(s.t.Context(), storage.Options{DSN: s.path, Now: func() time.Time { return s.now }, Log: slog.New(slog.DiscardHandler)})
	if err != nil {
		s.t.Fatal(err)
	}
	s.t.Cleanup(func() { _ = db.Close() })
	if _, err := db.Recover(s.t.Context()); err != nil {
		s.t.Fatal(err)
	}
	s.db = db
	s.bot = &bot.Bot{
		Store: db, Coach: theCoach(s.policy), Speak: library, Now: func() time.Time { return s.now },
		Log: slog.New(slog.DiscardHandler),
	}
}

// restart closes and opens everything, as after a reboot.
func (s *stage) restart() {
	s.t.Helper()
	if err := s.db.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.open()
}

func theCoach(policy coach.Policy) *dialog.Coach {
	lexicons := map[string]*words.Lexicon{}
	for _, lang := range library.Languages() {
		var l words.Lexicon
		if err := library.Lexicon(lang, &l); err != nil {
			panic(err)
		}
		lexicons[lang] = &l
	}
	return &dialog.Coach{
		Schedule:  scheduler.Parse,
		Words:     func(lang string) *words.Lexicon { return lexicons[lang] },
		Say:       func(lang string, p dialog.Phrase) string { return bot.PlainText(library, lang, p) },
		Languages: library.Languages(),
		Places:    atlas,
		Settings: dialog.Settings{
			Defaults: coach.Schedules{Morning: "0 7 * * *", Evening: "0 19 * * *"},
			Policy:   policy, Owner: "The owner of this bot", Contact: "owner@example.org", Version: "test",
		},
	}
}

// event delivers one event as an update of the inbox, and collects what the coach says to it.
func (s *stage) event(ev dialog.Event) []shown {
	s.t.Helper()
	s.update++
	if err := s.db.Accept(s.t.Context(), []coach.Inbound{{Update: s.update, Chat: chat, Raw: []byte("{}")}}, s.update+1); err != nil {
		s.t.Fatal(err)
	}
	if err := s.bot.Handle(s.t.Context(), chat, coach.Source{Update: s.update}, ev); err != nil {
		s.t.Fatalf("%s %q: %v", ev.Kind, ev.Text, err)
	}
	return s.letters()
}

// due applies everything that is due now.
func (s *stage) due() []shown {
	s.t.Helper()
	for {
		dues, err := s.db.DueNow(s.t.Context(), s.now, 100)
		if err != nil {
			s.t.Fatal(err)
		}
		if len(dues) == 0 {
			return s.letters()
		}
		for _, d := range dues {
			if err := s.bot.Handle(s.t.Context(), d.Chat, coach.Source{Due: &d}, dialog.Event{Kind: dialog.Arrived, Due: d.Appointment}); err != nil {
				s.t.Fatalf("due %s: %v", d.Kind, err)
			}
		}
	}
}

// letters empties the outbox into the chat.
func (s *stage) letters() []shown {
	s.t.Helper()
	var out []shown
	for {
		letters, err := s.db.Claim(s.t.Context(), s.now, nil, 100)
		if err != nil {
			s.t.Fatal(err)
		}
		if len(letters) == 0 {
			return out
		}
		for _, l := range letters {
			o, err := bot.DecodeOutgoing(l.Body)
			if err != nil {
				s.t.Fatal(err)
			}
			id := s.show(l, o, &out)
			if err := s.db.Sent(s.t.Context(), l.ID, id); err != nil {
				s.t.Fatal(err)
			}
		}
	}
}

// show puts a letter into the chat as the member's app would.
func (s *stage) show(l coach.Letter, o bot.Outgoing, out *[]shown) int64 {
	msg := shown{text: o.Text, buttons: o.Buttons, panel: o.Panel}
	switch o.Kind {
	case bot.OutAck:
		if o.Toast != "" {
			*out = append(*out, shown{toast: o.Toast, isToast: true})
		}
		return 0
	case bot.OutChoose:
		for i := range s.shown {
			if s.shown[i].id == o.Aim(l) {
				s.shown[i].edited = true // its keyboard has become the chosen button; old taps may still be played
			}
		}
		return 0
	case bot.OutEdit:
		for i := range s.shown {
			if aim := o.Aim(l); aim != 0 && s.shown[i].id == aim {
				s.shown[i].text, s.shown[i].buttons = o.Text, o.Buttons
				msg.edited = true
				*out = append(*out, msg)
				return aim
			}
		}
	}
	s.sent++
	msg.id = s.sent
	s.shown = append(s.shown, msg)
	*out = append(*out, msg)
	return s.sent
}
