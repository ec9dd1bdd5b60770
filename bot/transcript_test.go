package bot_test

import (
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
)

// Every file in testdata/transcripts is a conversation, played against the real script, texts, SQLite and calendar. The
// coach's lines are written anew and must equal the file; UPDATE=1 accepts them, and then the diff wants to be read.
//
//	# for the reader                     clock 2026-03-02 18:00 Europe/Berlin
//	> words                              the member types
//	> [Label]                            the member taps the newest button of that label; several in a row may stand here
//	>> [Label]                           the member taps the same button on an older message
//	quick [A] [B]                        taps one right after the other, as by a finger that slips
//	skim [A] [B]                         taps whose answers are left out, but for the last one
//	wait 90s | wait until 2026-03-03 07:00 | wait until 07:00
//	onboard side=left tips=yes           the first conversation, silently; tips and questions and weekly only where they are wanted
//	trained 20                           so many training days until now, as if weeks had passed
//	round morning=2 pain=1               a whole session by these answers; shows the plan and the last word
//	days 7 morning=1 effort=0            a week of two such sessions a day; shows a line for each day
//	state rung=5 step=10 trained=25      puts the member on another dose, with so many training days
//	language de                          the member's app speaks this language from here on
//	daily                                the house asks after those who have been silent for very long, as it does every day
//	as physio                            somebody else takes the word: another phone, another account; as member goes back
//	follow link                          opens the latest link to the bot that stands on any phone
//	access private                       who may be coached, from here on: private, invite or open; the house begins anew
//	announce                             everybody is offered what the owner has to say, and what waits is sent
//	follow log                           opens the link that stands in the log of a bot without an owner
//	media sticker | group | located Europe/Paris | blocked | unblocked | flooded | restart | suggest
//
// The coach's lines: "<" a message, "~" a message that changed, "x" one that was taken back, "!" shown over the chat, "@"
// the time of what came by itself. "{hip_drop moving, left}" is the picture above the words; a message that changed and
// has no such line keeps the picture it had. "{paper: pain, 30 days, left}" is a chart or a document; a chart without words
// of its own is shown with its caption. Between two taps pass two seconds. "→ physio" stands above what arrives on another
// phone than the one in hand.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/transcripts/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txt"), func(t *testing.T) {
			t.Parallel()
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			got := play(t, string(want))
			if os.Getenv("UPDATE") != "" {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(want) {
				t.Errorf("the conversation has changed (UPDATE=1 accepts it; read the diff):\n%s", firstDifference(got, string(want)))
			}
		})
	}
}

func firstDifference(got, want string) string {
	g, w := strings.Split(got, "\n"), strings.Split(want, "\n")
	for i := range g {
		if i >= len(w) || g[i] != w[i] {
			line := "(end)"
			if i < len(w) {
				line = w[i]
			}
			return fmt.Sprintf("line %d\n got  %s\n want %s", i+1, g[i], line)
		}
	}
	return fmt.Sprintf("line %d: the file goes on: %s", len(g)+1, w[len(g)])
}

// play runs a conversation and gives its file anew.
func play(t *testing.T, script string) string {
	s := newStage(t)
	var out strings.Builder
	t.Cleanup(func() {
		if os.Getenv("SHOW") != "" && t.Failed() {
			t.Log(out.String()) // how far the conversation came
		}
	})
	for line := range strings.Lines(script) {
		line = strings.TrimRight(line, "\n")
		if generated(line) {
			continue
		}
		fmt.Fprintln(&out, line)
		s.line(&out, line)
	}
	return out.String()
}

func generated(line string) bool {
	for _, p := range []string{"< ", "~ ", "! ", "@ ", "x ", "= ", "→ ", "  ", "<", "~"} {
		if strings.HasPrefix(line, p) {
			return true
		}
	}
	return false
}

var tap = regexp.MustCompile(`\[([^\]]+)\]`)

// line plays one line of the author.
func (s *stage) line(out *strings.Builder, line string) {
	s.t.Helper()
	word, rest, _ := strings.Cut(line, " ")
	switch word {
	case "", "#":
	case "clock":
		s.setClock(rest)
	case ">", ">>", "skim", "quick":
		s.says(out, word, rest)
	case "wait":
		s.wait(out, rest)
	case "media":
		kind, words, _ := strings.Cut(rest, " ")
		s.write(out, s.event(dialog.Event{Kind: dialog.Sent, Media: kind, Text: words}))
	case "album":
		for range 3 {
			s.write(out, s.event(dialog.Event{Kind: dialog.Sent, Media: "photo", Album: rest}))
		}
	case "located":
		s.write(out, s.event(dialog.Event{Kind: dialog.Located, Zone: rest}))
	case "blocked":
		s.write(out, s.event(dialog.Event{Kind: dialog.Blocked}))
	case "unblocked":
		s.write(out, s.event(dialog.Event{Kind: dialog.Unblocked}))
	case "flooded":
		s.write(out, s.event(dialog.Event{Kind: dialog.Flooded, Callback: "cb", Language: s.language}))
	case "daily":
		s.write(out, s.daily())
	case "restart":
		s.restart()
	case "as":
		s.take(rest)
	case "follow":
		s.follow(out, rest)
	case "announce":
		s.announce(out)
	case "access":
		s.access = coach.Access(rest)
		s.restart()
		s.offerClaim()
	case "onboard":
		s.write(out, s.onboard(rest))
	case "trained":
		s.trained(rest)
	case "round":
		s.round(out, rest)
	case "days":
		s.days(out, rest)
	case "state":
		s.setState(rest)
	case "language":
		s.language = rest
	case "group":
		s.write(out, s.event(dialog.Event{Kind: dialog.Sent, Media: "group"}))
	case "suggest":
		s.policy = coach.Suggest
		s.restart()
	default:
		s.t.Fatalf("unknown line %q", line)
	}
}

func (s *stage) says(out *strings.Builder, word, rest string) {
	s.t.Helper()
	taps := tap.FindAllStringSubmatch(rest, -1)
	if len(taps) == 0 {
		s.write(out, s.event(dialog.Event{Kind: dialog.Said, Text: rest, Language: s.language}))
		return
	}
	for i, m := range taps {
		if word != "quick" || i == 0 {
			s.now = s.now.Add(aMoment)
		}
		got := s.tap(m[1], word == ">>")
		if word != "skim" || i == len(taps)-1 {
			s.write(out, got)
		}
	}
}

// aMoment passes between two taps.
const aMoment = 2 * time.Second

// tap presses the newest button with a label, or with older the one before it.
func (s *stage) tap(label string, older bool) []shown {
	s.t.Helper()
	for i := len(s.shown) - 1; i >= 0; i-- {
		if s.shown[i].before && !older {
			continue
		}
		for _, row := range s.shown[i].buttons {
			for _, b := range row {
				if b.Text != label {
					continue
				}
				if older {
					older = false
					continue
				}
				number, value, _ := strings.Cut(b.Data, ":")
				q, err := strconv.Atoi(number)
				if err != nil {
					s.t.Fatalf("button %q carries %q", label, b.Data)
				}
				return s.event(dialog.Event{
					Kind: dialog.Tapped, Question: q, Choice: value, Message: s.shown[i].id, Label: label, Callback: "cb", Language: s.language,
				})
			}
		}
	}
	s.t.Fatalf("no button %q in the chat; the last message is %q", label, s.shown[len(s.shown)-1].text)
	return nil
}

func (s *stage) setClock(rest string) {
	s.t.Helper()
	f := strings.Fields(rest)
	loc, err := time.LoadLocation(f[2])
	if err != nil {
		s.t.Fatal(err)
	}
	s.zone = loc
	if s.now, err = time.ParseInLocation("2006-01-02 15:04", f[0]+" "+f[1], loc); err != nil {
		s.t.Fatal(err)
	}
}

// wait lets time pass; what is due on the way happens at its own moment.
func (s *stage) wait(out *strings.Builder, rest string) {
	s.t.Helper()
	target := s.target(rest)
	for {
		next, ok, err := s.db.NextDue(s.t.Context())
		if err != nil {
			s.t.Fatal(err)
		}
		if !ok || next.After(target) {
			break
		}
		if next.After(s.now) {
			s.now = next
		}
		if got := s.due(); len(got) > 0 {
			fmt.Fprintf(out, "@ %s\n", s.now.In(s.zone).Format("Mon 2006-01-02 15:04:05"))
			s.write(out, got)
		}
	}
	s.now = target
}

func (s *stage) target(rest string) time.Time {
	s.t.Helper()
	at, ok := strings.CutPrefix(rest, "until ")
	if !ok {
		d, err := time.ParseDuration(rest)
		if err != nil {
			s.t.Fatal(err)
		}
		return s.now.Add(d)
	}
	if t, err := time.ParseInLocation("2006-01-02 15:04", at, s.zone); err == nil {
		return t
	}
	clock, err := time.Parse("15:04", at)
	if err != nil {
		s.t.Fatal(err)
	}
	y, m, d := s.now.In(s.zone).Date()
	t := time.Date(y, m, d, clock.Hour(), clock.Minute(), 0, 0, s.zone)
	if !t.After(s.now) {
		t = time.Date(y, m, d+1, clock.Hour(), clock.Minute(), 0, 0, s.zone)
	}
	return t
}

// link is an invitation in a message.
var link = regexp.MustCompile(`\?start=([A-Za-z0-9_-]+)`)

// logged is the code in the log of a bot without an owner.
const logged = "code-that-stands-in-the-log"

// offerClaim does what the start of a bot without an owner does.
func (s *stage) offerClaim() {
	s.t.Helper()
	claimed, err := s.db.Claimed(s.t.Context())
	if err == nil && !claimed {
		err = s.db.OfferClaim(s.t.Context(), coach.HashOfCode(logged))
	}
	if err != nil {
		s.t.Fatal(err)
	}
}

// follow opens the link in the log, or the latest one that stands on any phone.
func (s *stage) follow(out *strings.Builder, which string) {
	s.t.Helper()
	code, latest := "", int64(0)
	if which == "log" {
		s.write(out, s.event(dialog.Event{Kind: dialog.Said, Text: "/start " + logged, Language: s.language}))
		return
	}
	for _, p := range s.phones {
		for _, m := range p.shown {
			if found := link.FindStringSubmatch(m.text); found != nil && m.id > latest {
				code, latest = found[1], m.id
			}
		}
	}
	s.write(out, s.event(dialog.Event{Kind: dialog.Said, Text: "/start " + code, Language: s.language}))
}

// write shows messages the way a chat reads, each on the phone it arrives at.
func (s *stage) write(out *strings.Builder, messages []shown) {
	to := s.name
	for _, m := range messages {
		if m.to != to {
			to = m.to
			fmt.Fprintf(out, "→ %s\n", to)
		}
		write(out, []shown{m})
	}
}

// write shows messages the way a chat reads.
func write(out *strings.Builder, messages []shown) {
	for _, m := range messages {
		mark := "<"
		switch {
		case m.isToast:
			fmt.Fprintf(out, "! %s\n", m.toast)
			continue
		case m.removed:
			first, _, _ := strings.Cut(m.text, "\n")
			fmt.Fprintf(out, "x %s\n", html.UnescapeString(first))
			continue
		case m.edited:
			mark = "~"
		}
		for i, line := range strings.Split(html.UnescapeString(m.text), "\n") {
			switch {
			case i == 0:
				fmt.Fprintf(out, "%s %s\n", mark, line)
			case line == "":
				fmt.Fprintln(out, "  ¶")
			default:
				fmt.Fprintf(out, "  %s\n", line)
			}
		}
		if m.silent {
			fmt.Fprintln(out, "   (without a sound)")
		}
		if m.picture != nil {
			fmt.Fprintf(out, "   %s\n", pictureText(*m.picture))
		}
		if m.paper != nil {
			fmt.Fprintf(out, "   %s\n", paperText(*m.paper))
		}
		for _, row := range m.buttons {
			fmt.Fprintf(out, "   %s\n", labels(row))
		}
		if p := m.panel; p != nil {
			fmt.Fprintf(out, "   %s\n", panelText(p))
		}
	}
}

func labels(row []bot.OutButton) string {
	var l []string
	for _, b := range row {
		l = append(l, "["+b.Text+"]")
	}
	return strings.Join(l, " ")
}

func pictureText(p bot.OutPicture) string {
	text := p.Exercise + " " + p.View
	if p.Number > 0 {
		text += " " + strconv.Itoa(p.Number)
	}
	full := ""
	if p.Full {
		full = "full range"
	}
	for _, more := range []string{p.Side, full, p.Build} {
		if more != "" {
			text += ", " + more
		}
	}
	return "{" + text + "}"
}

func paperText(p bot.OutPaper) string {
	span := "since the start"
	if p.Days > 0 {
		span = strconv.Itoa(p.Days) + " days"
	}
	text := "paper: " + p.Kind + ", " + span
	if p.Of != 0 {
		text += ", of a patient"
	}
	if p.Side != "" {
		text += ", " + p.Side
	}
	if p.Dark {
		text += ", dark"
	}
	return "{" + text + "}"
}

func panelText(p *bot.OutPanel) string {
	if p.Remove {
		return "(keyboard removed)"
	}
	var l []string
	if p.Location != "" {
		l = append(l, "("+p.Location+")")
	}
	for _, row := range p.Rows {
		for _, b := range row {
			l = append(l, "("+b+")")
		}
	}
	return strings.Join(l, " ")
}

// announce does what the house does every second, until nothing is left to do.
func (s *stage) announce(out *strings.Builder) {
	s.t.Helper()
	for range 4 {
		if err := s.bot.Announce(s.t.Context(), s.db); err != nil {
			s.t.Fatal(err)
		}
		s.write(out, s.letters())
		s.send()
	}
}

// send lets everything that waits leave.
func (s *stage) send() {
	s.t.Helper()
	for {
		letters, err := s.db.Claim(s.t.Context(), s.now, coach.LaneBroadcast, nil, 100)
		if err != nil {
			s.t.Fatal(err)
		}
		if len(letters) == 0 {
			return
		}
		for i := 0; i < len(letters); i++ {
			next, _, err := s.db.Sent(s.t.Context(), letters[i].ID, coach.Delivered{Message: letters[i].ID})
			if err != nil {
				s.t.Fatal(err)
			}
			letters = append(letters, next...)
		}
	}
}
