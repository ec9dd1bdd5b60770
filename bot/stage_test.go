package bot_test

import (
	"context"
	"html"
	"log/slog"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
	"medius/coach/words"
	"medius/content"
	"medius/report"
	"medius/scheduler"
	"medius/storage"
	"medius/storage/postgrestest"
)

// stage is everything behind the wire, with a clock of its own: the real script, texts, SQLite and calendar. Letters are
// taken out of the outbox and shown instead of sent.
type stage struct {
	*phone  // whose turn it is
	phones  []*phone
	t       testing.TB
	path    string
	db      *storage.DB
	bot     *bot.Bot
	now     time.Time
	zone    *time.Location
	sent    int64
	policy  coach.Policy
	access  coach.Access
	owners  []int64
	owned   int // what only an owner can do, so far
	written []coach.Letter
	ids     map[string]int64 // message by the key of its letter
}

// phone is one person's: the member's, or that of somebody else in the same conversation.
type phone struct {
	name     string
	chat     int64
	shown    []shown
	last     coach.Member
	language string // what the app reports
}

// take gives somebody the word; who has not been there yet gets a phone.
func (s *stage) take(name string) {
	if i := s.phoneBy(func(p *phone) bool { return p.name == name }); i >= 0 {
		s.phone = s.phones[i]
		return
	}
	s.phone = &phone{name: name, chat: chat + int64(len(s.phones)), language: "en"}
	s.phones = append(s.phones, s.phone)
}

// of finds the phone of a chat.
func (s *stage) of(chat int64) *phone {
	i := s.phoneBy(func(p *phone) bool { return p.chat == chat })
	if i < 0 {
		s.t.Fatalf("a letter to chat %d, which nobody has", chat)
	}
	return s.phones[i]
}

func (s *stage) phoneBy(is func(*phone) bool) int { return slices.IndexFunc(s.phones, is) }

// shown is a message in the member's chat.
type shown struct {
	id      int64
	text    string
	buttons [][]bot.OutButton
	panel   *bot.OutPanel
	picture *bot.OutPicture // nil too where a message that changed keeps its picture
	paper   *bot.OutPaper
	edited  bool
	removed bool
	before  bool // what stood in a message before it changed: who is quick may still tap it
	silent  bool
	toast   string
	isToast bool
	to      string // whose phone
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

// database is where a new stage keeps things: in a file, or on a server in the tests that are about that.
func database(t testing.TB) string {
	if strings.HasPrefix(t.Name(), "TestTranscriptsOnPostgres/") {
		return postgrestest.Database(t)
	}
	return filepath.Join(t.TempDir(), "medius.db")
}

func newStage(t testing.TB) *stage {
	s := &stage{t: t, path: database(t), now: time.Date(2026, 3, 2, 17, 0, 0, 0, time.UTC), zone: time.UTC, policy: coach.Auto, access: coach.AccessOpen, ids: map[string]int64{}}
	s.take("member")
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
		Store: s, Coach: s.coach(), Speak: library, Now: func() time.Time { return s.now }, Overview: s.overview,
	}
}

// coach is the conversation with the stage's own choices.
func (s *stage) coach() *dialog.Coach {
	c := theCoach(s.policy)
	c.Settings.Access, c.Settings.Owners = s.access, s.owners
	return c
}

// overview is how the house is, as far as a stage is one.
func (s *stage) overview(ctx context.Context) (o coach.Overview, err error) {
	o.Members, err = s.db.Census(ctx)
	o.Backup = time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)
	if news, ok, bad := s.db.Broadcast(ctx); bad == nil && ok {
		o.News = &news
	}
	if err == nil {
		o.Barred, err = s.db.Barred(ctx, 40)
	}
	if err == nil {
		o.Open, err = s.db.Invitations(ctx)
	}
	return o, err
}

// Exchange is the real store's; the members it saved are kept at hand for the script.
func (s *stage) Exchange(
	ctx context.Context, first int64, src coach.Source, f func(coach.Member, *coach.Errand) (coach.Entry, error),
) error {
	return s.db.Exchange(ctx, first, src, func(m coach.Member, errand *coach.Errand) (coach.Entry, error) {
		e, err := f(m, errand)
		if err == nil {
			chat := first
			if errand != nil {
				chat = m.Chat
			}
			s.of(chat).last = e.Member
			s.written = append(s.written, e.Letters...)
			s.owned += len(e.Passes)
			if e.Claims || e.Recall || e.Announce != "" || e.Silence {
				s.owned++
			}
		}
		return e, err
	})
}

// restart closes and opens everything, as after a reboot.
func (s *stage) restart() {
	s.t.Helper()
	if err := s.db.Close(); err != nil {
		s.t.Fatal(err)
	}
	s.open()
}

// advice is what the library has to tell.
func advice() dialog.Advice {
	var a dialog.Advice
	for _, tip := range library.Tips() {
		a.Tips = append(a.Tips, dialog.Tip(tip))
	}
	for _, answer := range library.Answers() {
		a.Answers = append(a.Answers, dialog.Answer(answer))
	}
	for _, source := range library.Sources() {
		a.Sources = append(a.Sources, dialog.Source(source))
	}
	return a
}

// sheetOf is what the library has of an exercise; two of its mistakes are drawn, and those that are none in the full range.
func sheetOf(id string) dialog.Sheet {
	e, ok := library.Exercise(id)
	s := dialog.Sheet{Moves: e.Moves, Mistakes: e.Mistakes, Drawn: ok}
	for n := 1; n <= min(2, e.Mistakes); n++ {
		s.Wrong = append(s.Wrong, n)
	}
	for i, p := range e.Phases {
		if p.SecondsFull > 0 {
			s.FullMove = i + 1
		}
	}
	for _, m := range e.Figure.Mistakes {
		if m.NotFull {
			s.Wrong, s.NotFull = append(s.Wrong, m.Shows), append(s.NotFull, m.Shows)
		}
	}
	return s
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
		Sheet:     sheetOf,
		Advice:    advice(),
		Settings: dialog.Settings{
			Defaults: coach.Schedules{Morning: "0 7 * * *", Evening: "0 19 * * *"},
			Policy:   policy, Owner: "The owner of this bot", Contact: "owner@example.org", Version: "test",
			Username: "medius_bot", Secret: []byte("of the stage"), Access: coach.AccessOpen,
		},
	}
}

// event delivers one event and collects what the coach says to it.
func (s *stage) event(ev dialog.Event) []shown {
	s.t.Helper()
	s.now = s.now.Add(time.Nanosecond) // two events at one instant are still two
	if err := s.bot.Handle(s.t.Context(), s.chat, coach.Source{}, ev); err != nil {
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
		spread, err := s.db.DueSpread(s.t.Context(), s.now, 100)
		if err != nil {
			s.t.Fatal(err)
		}
		if dues = append(dues, spread...); len(dues) == 0 {
			return s.letters()
		}
		for _, d := range dues {
			if err := s.bot.Handle(s.t.Context(), d.Chat, coach.Source{Due: &d}, dialog.Event{Kind: dialog.Arrived, Due: d.Appointment}); err != nil {
				s.t.Fatalf("due %s: %v", d.Kind, err)
			}
		}
	}
}

// letters puts what the latest turns wrote into the chat. They are also in the outbox; that it sends them, once and in
// order, is shown elsewhere.
func (s *stage) letters() []shown {
	s.t.Helper()
	var out []shown
	for _, l := range s.written {
		o, err := bot.DecodeOutgoing(l.Body)
		if err != nil {
			s.t.Fatal(err)
		}
		if !reflect.DeepEqual(l.Made, o) { // what is sent at once and what is read from the outbox after a crash
			s.t.Fatalf("letter %s was made as\n%+v, and is read as\n%+v", l.Key, l.Made, o)
		}
		speaks := s.phone
		s.phone = s.of(l.Chat)
		before := len(out)
		s.show(l, o, &out)
		for i := range out[before:] {
			out[before+i].to = s.name
		}
		s.phone = speaks
	}
	s.written = nil
	return out
}

// find gives the place of the message that a letter is about, -1 when there is none.
func (s *stage) find(target string) int {
	id, ok := s.ids[target]
	return slices.IndexFunc(s.shown, func(m shown) bool { return ok && m.id == id && !m.before })
}

// caption is what a chart says of itself, drawn from what is kept, as it is when it is delivered.
func (s *stage) caption(p bot.OutPaper) string {
	s.t.Helper()
	h, ok, err := s.db.HistoryOf(s.t.Context(), s.chat)
	if p.Of != 0 {
		h, ok, err = s.db.History(s.t.Context(), p.Of)
	}
	if err != nil || !ok {
		s.t.Fatalf("history: %t, %v", ok, err)
	}
	r := report.Record{Member: h.Member, Days: h.Days, Facts: h.Facts}
	w := r.Everything(coach.Date(p.Date))
	if p.Days > 0 {
		w = report.Last(p.Days, coach.Date(p.Date))
	}
	say := func(key string, blanks map[string]any) string {
		text, err := library.Say(p.Language, key, blanks)
		if err != nil {
			s.t.Fatal(err)
		}
		return text
	}
	chart, err := report.Draw(r, w, report.Chart(p.Kind), coach.Side(p.Side), report.Look{Say: say, Dark: p.Dark})
	if err != nil {
		s.t.Fatalf("%s: %v", p.Kind, err)
	}
	return html.EscapeString(chart.Caption)
}

// show puts a letter into the chat as the member's app would.
func (s *stage) show(l coach.Letter, o bot.Outgoing, out *[]shown) {
	msg := shown{text: o.Text, buttons: o.Buttons, panel: o.Panel, picture: o.Picture, paper: o.Paper, silent: o.Silent}
	if msg.text == "" && o.Paper != nil {
		msg.text = s.caption(*o.Paper)
	}
	switch o.Kind {
	case bot.OutAck:
		if o.Toast != "" {
			*out = append(*out, shown{toast: o.Toast, isToast: true})
		}
		return
	case bot.OutChoose: // the keyboard becomes the chosen button; the transcripts still play taps on the old one
		return
	case bot.OutDelete:
		if i := s.find(l.Target); i >= 0 {
			*out = append(*out, shown{text: s.shown[i].text, removed: true})
			s.shown = slices.Delete(s.shown, i, i+1)
		}
		return
	case bot.OutEdit:
		if i := s.find(l.Target); i >= 0 {
			was := s.shown[i]
			was.before = true
			s.shown[i].text, s.shown[i].buttons, s.shown[i].picture = o.Text, o.Buttons, o.Picture
			s.shown = slices.Insert(s.shown, i, was)
			msg.edited = true
			if was.picture != nil && o.Picture != nil && *was.picture == *o.Picture {
				msg.picture = nil
			}
			*out = append(*out, msg)
			return
		}
	}
	s.sent++
	msg.id = s.sent
	s.ids[l.Key] = msg.id
	s.shown = append(s.shown, msg)
	*out = append(*out, msg)
}
