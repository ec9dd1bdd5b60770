package e2e

import (
	"errors"
	"fmt"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"medius/bot/telegramtest"
)

// member answers whatever is asked, as a member with a hip that gets better would, and never looks at the clock. What is
// answered depends only on what is asked and on how often it was asked before.
type member struct {
	t        *testing.T
	user     *telegramtest.User
	program  *program
	answered int            // the number of the latest question that was answered
	asked    map[string]int // how often each rule was used
	said     []string       // every answer, for the comparison of two weeks
	killed   func()         // after each death, before the next start
	// disturbed is called before every step: something may go wrong then.
	disturbed func()
}

const chat = 7

func newMember(t *testing.T, p *program) *member {
	return &member{t: t, user: p.server.User(chat, "member", "en"), program: p, asked: map[string]int{}, killed: func() {}, disturbed: func() {}}
}

// answer is a reply to a kind of question: the first rule whose words are in the question counts, with its replies in turn.
// A reply is the label of a button, or a text when no button has it.
var answers = []struct {
	about   string
	replies []string
}{
	{"Do you agree?", []string{"I have read this and agree"}},
	{"May I keep these data", []string{"Yes, you may keep them"}},
	{"18 or older?", []string{"Yes"}},
	{"Who told you", []string{"Physiotherapist"}},
	{"Where does it hurt most?", []string{"Outside of the hip"}},
	{"Which hip", []string{"Left"}},
	{"usual morning", []string{"3"}},
	{"Stand beside", []string{"2"}},
	{"name of a town", []string{"Berlin"}},
	{"Is that your time?", []string{"Yes"}},
	{"write in the morning?", []string{"07:00"}},
	{"in the evening?", []string{"19:00"}},
	{"On which days?", []string{"Every day"}},
	{"first session now?", []string{"Start now"}},
	{"hip this morning", []string{"2", "1", "2", "5", "3", "2", "1"}},
	{"And the night?", []string{"As usual, slept", "No hip pain"}},
	{"hip right now", []string{"1", "2", "0"}},
	{"Worst pain", []string{"1", "2", "1", "3", "0"}},
	{"How many did you do", []string{"5"}},
	{"How much was left", []string{"Fine: 2 to 4 left", "Hard: 0 or 1 left"}},
	{"how is your hip now", []string{"1", "2"}},
	{"Rest ", []string{"Skip rest", "Skip rest", waits}},
	{"set ", []string{"Done", "Done", "Done", "Done", "Did fewer"}},
}

// waits is the reply of a member who lets the time pass.
const waits = "…"

// clockTime is what a question says of the time.
var clockTime = regexp.MustCompile(`it is \d\d:\d\d there`)

// question is a message that can be answered.
type question struct {
	number  int
	message telegramtest.Message
}

// open gives the newest question that was not answered yet.
func (m *member) open() (question, bool) {
	best := question{number: m.answered}
	for _, msg := range m.user.Messages() {
		for _, row := range msg.Buttons {
			for _, b := range row {
				number, _, _ := strings.Cut(b.Data, ":")
				if n, err := strconv.Atoi(number); err == nil && n > best.number {
					best = question{n, msg}
				}
			}
		}
	}
	return best, best.number > m.answered
}

// reply answers a question.
func (m *member) reply(q question) {
	m.t.Helper()
	said := m.choose(q.message)
	m.answered = q.number
	if said == waits {
		m.note(q, said)
		return
	}
	// Every other answer is typed: a typed answer that is applied twice answers the next question too.
	typed := len(m.said)%2 == 1
	for _, row := range q.message.Buttons {
		for _, b := range row {
			if b.Text == said && !typed {
				m.note(q, said)
				m.user.Tap(q.message.ID, b.Data)
				return
			}
		}
	}
	m.note(q, "typed "+said)
	m.user.Send(said)
}

func (m *member) note(q question, said string) {
	first, _, _ := strings.Cut(words(q.message), "\n")
	first = clockTime.ReplaceAllString(first, "it is … there") // a busy machine takes longer
	m.said = append(m.said, first+" -> "+said)
}

// choose finds what to say. Where nothing fits it is no, or else the first button: start, go on.
func (m *member) choose(msg telegramtest.Message) string {
	for _, rule := range answers {
		if strings.Contains(words(msg), rule.about) {
			n := m.asked[rule.about]
			m.asked[rule.about]++
			return rule.replies[n%len(rule.replies)]
		}
	}
	for _, row := range msg.Buttons {
		for _, b := range row {
			if b.Text == "No" {
				return "No"
			}
		}
	}
	return msg.Buttons[0][0].Text
}

// slack is added to a moment the member waits for. What a killed program had in hand is given free after half a minute.
const slack = 40 * time.Second

// live answers whatever is asked and waits for what comes next, until nothing more comes before the end. Between two steps
// the program may die at any instant.
func (m *member) live(end time.Time) {
	m.t.Helper()
	for step := range 5000 {
		m.disturbed()
		done, err := m.step(end)
		switch {
		case errors.Is(err, errDead):
			<-m.program.ended
			m.killed()
			m.program.again()
		case err != nil:
			m.t.Fatalf("step %d: %v", step, err)
		case done:
			return
		}
	}
	m.t.Fatalf("the week does not end; the last answers:\n%s", strings.Join(m.said[max(0, len(m.said)-20):], "\n"))
}

// step answers one question, or waits for the next moment.
func (m *member) step(end time.Time) (done bool, err error) {
	p := m.program
	if err := p.rest(); err != nil {
		return false, err
	}
	if _, ok := m.open(); ok {
		return false, m.react()
	}
	next, err := p.ask(http.MethodGet, "/now", "")
	if err != nil {
		return false, err
	}
	if next.IsZero() {
		return false, fmt.Errorf("nothing is promised; the chat ends with %q", m.last())
	}
	if next.After(end) {
		return true, nil
	}
	return false, p.to(next)
}

// aMoment is how long somebody looks at a question before answering it.
const aMoment = 2 * time.Second

// react answers the open question after a moment; what comes up in that moment is answered instead.
func (m *member) react() error {
	p := m.program
	if err := p.to(p.latest().Add(aMoment)); err != nil {
		return err
	}
	if err := p.rest(); err != nil {
		return err
	}
	if q, ok := m.open(); ok {
		m.reply(q)
	}
	return nil
}

func (m *member) last() string {
	all := m.user.Messages()
	return words(all[len(all)-1])
}

// words are what stands in a message, or below its picture.
func words(msg telegramtest.Message) string { return msg.Text + msg.Caption }

// heard counts the coach's messages in the chat.
func (m *member) heard() (n int) {
	for _, msg := range m.user.Messages() {
		if msg.FromBot {
			n++
		}
	}
	return n
}
