package dialog

import (
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// What the owner can do in the chat. Nobody else learns that there is anything; and the owner sees numbers of members and
// sums, never a name, a word or a score.

// owns tells whether a chat is the owner's. Named owners leave no room for those who claimed the bot.
func (s Settings) owns(chat int64, claimed bool) bool {
	if len(s.Owners) > 0 {
		return slices.Contains(s.Owners, chat)
	}
	return claimed
}

// owner tells whether whoever writes runs this bot.
func (t *turn) owner() bool { return t.Settings.owns(t.m.Chat, t.m.Door.Owner) }

// NeedsOverview tells whether an event cannot be answered without knowing how the house is.
func (c *Coach) NeedsOverview(m coach.Member, ev Event) bool {
	if !c.Settings.owns(m.Chat, m.Door.Owner) {
		return false
	}
	name, _, slash := commandOf(ev.Text)
	return ev.Kind == Said && slash && name == "owner" || scenes[m.Place.Scene].owner
}

func (t *turn) openOwner() {
	if t.m.Stage == coach.StageNew {
		t.m.Stage = coach.StageOwner
	}
	if t.m.Zone == "" {
		t.m.Zone = t.Settings.Zone
	}
	t.detour("owner")
}

func sceneOwner(t *turn) Message {
	o := coach.Overview{}
	if t.m.Overview != nil {
		o = *t.m.Overview
	}
	backup := phrase("owner.no_backup")
	if !o.Backup.IsZero() {
		backup = phrase("next.at", "day", t.datePhraseOf(o.Backup), "time", o.Backup.In(t.zone()).Format("15:04"))
	}
	if !o.Backup.IsZero() && t.m.Zone == "" {
		backup = phrase("owner.utc", "at", backup) // whose clock it is shall be seen
	}
	var rows [][]Button
	if t.Settings.Access == coach.AccessInvite {
		invite := row(button("owner.invite", "invite"))
		if o.Open > 0 {
			invite = append(invite, button("owner.recall", "recall"))
		}
		rows = append(rows, invite)
	}
	if t.announcing() {
		rows = append(rows, row(button("owner.news_stop", "silence")))
	} else {
		rows = append(rows, row(button("owner.news_write", "news")))
	}
	return Message{
		Phrase: phrase("owner.head",
			"active", o.Members[coach.StandingActive], "paused", o.Members[coach.StandingPaused],
			"beginning", o.Members[coach.StandingBeginning], "stopped", o.Members[coach.StandingStopped], "barred", o.Members[coach.StandingBarred],
			"away", o.Members[coach.StandingAway], "practice", o.Members[coach.StandingPractice],
			"inbox", o.Inbox, "outbox", o.Outbox, "dead", o.Dead, "backup", backup,
			"access", t.whoMayCome(o.Open), "version", t.Settings.Version, "news", newsLine(o.News)),
		Buttons: append(rows, row(button("owner.members", "members")), row(button("seat.close", "close"))),
	}
}

// whoMayCome says it, with the invitations that are open.
func (t *turn) whoMayCome(open int) Phrase {
	may := phrase("owner.access." + string(t.Settings.Access))
	if t.Settings.Access == coach.AccessInvite && open > 0 {
		return phrase("owner.access_open", "access", may, "n", open)
	}
	return may
}

func answerOwner(t *turn, v string) {
	switch v {
	case "invite":
		t.inviteMember()
	case "recall":
		t.out.Recall = true
		t.openNow(func(int) int { return 0 })
		t.say("owner.recalled")
		t.comeHome()
	case "members":
		t.ask("owner_number")
	case "news":
		t.ask("owner_news")
	case "silence":
		t.out.Silence = true
		t.say("owner.news_stopped")
		t.comeHome()
	case "close":
		t.say("owner.closed")
		t.comeHome()
	default:
		t.again("")
	}
}

// openNow changes how many invitations are open, in a copy: how the house is is not this turn's alone.
func (t *turn) openNow(now func(int) int) {
	if t.m.Overview == nil {
		return
	}
	o := *t.m.Overview
	o.Open = now(o.Open)
	t.m.Overview = &o
}

// inviteMember gives a link that lets one person be coached, in a message of its own, so that it can be passed on as it is.
func (t *turn) inviteMember() {
	code := coach.PassCode(t.Settings.Secret, t.m.Chat, t.now)
	pass := coach.NewPass{Code: coach.HashOfCode(code), Until: t.instant().Add(coach.PassUseful)}
	t.out.Passes = append(t.out.Passes, pass)
	t.openNow(func(open int) int { return open + 1 })
	until := t.momentPhrase(pass.Until)
	t.say("owner.invited")
	t.say("owner.link", "link", "https://t.me/"+t.Settings.Username+"?start="+code, "until", until)
	t.comeHome()
}

func sceneOwnerNumber(t *turn) Message {
	if t.m.Overview == nil || len(t.m.Overview.Barred) == 0 {
		return Message{Phrase: phrase("owner.number")}
	}
	var barred []Phrase
	for _, n := range t.m.Overview.Barred {
		barred = append(barred, phrase("owner.sign", "n", strconv.FormatInt(n, 10)))
	}
	return Message{Phrase: phrase("owner.number_barred", "members", list(barred))}
}

// readMemberNumber reads the number of a member, with or without the sign before it. There may be any number of them.
func readMemberNumber(_ *turn, text string) (string, bool) {
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimLeft(text, "№#NnOoRr. "))) // № comes as "No"
	return strconv.Itoa(n), err == nil
}

func answerOwnerNumber(t *turn, v string) {
	if atoi(v) <= 0 {
		t.again("owner.number_unclear")
		return
	}
	t.setDraft("number", strconv.Itoa(atoi(v)))
	t.ask("owner_member")
}

// sceneOwnerMember offers what there is to do: blocking, or the opposite where the member is known to be blocked.
func sceneOwnerMember(t *turn) Message {
	n := t.draft("number")
	do := button("owner.bar", "bar", "n", n)
	if t.m.Overview != nil && slices.Contains(t.m.Overview.Barred, int64(atoi(n))) {
		do = button("owner.unbar", "unbar", "n", n)
	}
	return Message{Phrase: phrase("owner.member", "n", n), Buttons: [][]Button{row(do)}}
}

// answerOwnerMember leaves it to the member's own conversation: what comes of it is told by an errand.
func answerOwnerMember(t *turn, v string) {
	kind := coach.ErrandUnbar
	switch v {
	case "bar":
		kind = coach.ErrandBar
	case "unbar":
	default: // another number
		answerOwnerNumber(t, v)
		return
	}
	t.out.Errands = append(t.out.Errands, coach.Errand{Kind: kind, To: int64(atoi(t.draft("number")))})
}

// heardOf is what came of an errand of the owner's, who is waiting for it.
func (t *turn) heardOf(e coach.Errand) {
	if !t.owner() {
		return
	}
	came := "done." + string(e.Bar)
	if e.Kind == coach.ErrandGone {
		came = "nobody"
	}
	n := strconv.FormatInt(e.From, 10)
	if t.m.Place.Scene != "owner_member" || t.draft("number") != n {
		t.unasked(phrase("owner."+came, "n", n))
		return
	}
	t.setDraft("came", came)
	t.ask("owner_told")
}

func sceneOwnerTold(t *turn) Message {
	return Message{Phrase: phrase("owner."+t.draft("came"), "n", t.draft("number"))}
}

// newsLine says how far the latest announcement has come.
func newsLine(b *coach.Broadcast) Phrase {
	switch {
	case b == nil:
		return phrase("owner.no_news")
	case b.Over:
		return phrase("owner.news_was", "sent", b.Sent, "undelivered", b.Failed)
	}
	return phrase("owner.news_is", "sent", b.Sent, "undelivered", b.Failed)
}
