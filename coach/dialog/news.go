package dialog

import (
	"strings"
	"time"

	"medius/coach"
)

// Announcements of the owner's: typed, looked at as members will see them, confirmed, and sent in the slowest lane.

func sceneOwnerNews(*turn) Message {
	return Message{Phrase: phrase("owner.news", "n", coach.MostWords)}
}

// readNews takes whatever is typed, but no command.
func readNews(t *turn, text string) (string, bool) {
	words, ok := coach.ReadWords(text)
	return "text:" + words, ok
}

func answerOwnerNews(t *turn, v string) {
	text, ok := strings.CutPrefix(v, "text:")
	if !ok {
		t.again("owner.news_unclear")
		return
	}
	t.setDraft("news", text)
	t.saying(t.Settings.News(text), nil)
	t.ask("owner_news_sure")
}

// News is an announcement as everybody reads it.
func (s Settings) News(words string) Phrase {
	return phrase("news", "owner", s.ownerName(), "text", words)
}

func sceneOwnerNewsSure(t *turn) Message {
	n := 0
	if o := t.m.Overview; o != nil {
		n = coach.Audience(o.Members)
	}
	return Message{Phrase: phrase("owner.news_sure", "n", n), Buttons: [][]Button{
		row(button("owner.news_send", "send")), row(button("owner.news_anew", "anew")), row(button("owner.news_leave", "leave")),
	}}
}

func answerOwnerNewsSure(t *turn, v string) {
	text := t.draft("news")
	delete(t.m.Place.Draft, "news")
	switch {
	case v == "anew":
		t.ask("owner_news")
	case v == "send" && text != "" && !t.announcing():
		t.out.Announce = text
		t.say("owner.news_begun")
		t.comeHome()
	default:
		t.say("owner.news_left")
		t.comeHome()
	}
}

// announcing tells whether an announcement is on its way.
func (t *turn) announcing() bool {
	o := t.m.Overview
	return o != nil && o.News != nil && !o.News.Over
}

// news is an announcement that reaches this member: who has stopped or is away is left in peace, and at night no phone
// sounds.
func (t *turn) news(e coach.Errand) {
	quiet := t.m.Away || t.m.Barred || t.m.Stage == coach.StageNew || t.m.Stage == coach.StageStopped || t.m.Stage == coach.StageTurnedAway
	if e.From != 0 || quiet { // another account announces nothing
		return
	}
	t.saying(t.Settings.News(e.Text), nil)
	said := &t.out.Say[len(t.out.Say)-1]
	said.Lane, said.Slot, said.Expires, said.Silent = coach.LaneBroadcast, e.Slot, newsUseful, t.atNight()
}

// newsUseful is how long an announcement may be late.
const newsUseful = 3 * 24 * time.Hour

// newsOver tells the owner what became of an announcement.
func (t *turn) newsOver(e coach.Errand) {
	if e.From != 0 || e.News == nil || !t.owner() || t.m.Away {
		return
	}
	t.unasked(phrase("owner.news_over", "sent", e.News.Sent, "undelivered", e.News.Failed))
	t.out.Say[len(t.out.Say)-1].Slot = e.Slot
}
