package dialog

import (
	"slices"

	"medius/coach"
)

// The door: who may be coached, and what somebody hears who may not.

// admitted tells whether whoever writes may be coached: what has begun goes on, whatever the configuration says by now.
func (t *turn) admitted() bool {
	switch {
	case t.Settings.Access == coach.AccessOpen, t.owner():
		return true
	case t.Settings.Access == coach.AccessInvite && t.m.Door.Pass == coach.PassMember:
		return true
	}
	return slices.ContainsFunc(t.m.Consents, func(c coach.Consent) bool { return c.Purpose == SafetyTerms })
}

// atDoor answers a stranger who may not come in: one sentence, hardly more than once an hour, and nothing is kept. A group is no
// stranger: it hears its one line.
func (t *turn) atDoor() bool {
	group := t.ev.Kind == Sent && t.ev.Media == "group"
	claims := t.m.Door.Pass == coach.PassClaim && len(t.Settings.Owners) == 0
	if t.m.Stage != coach.StageNew || group || claims || t.m.Invited != nil || t.admitted() {
		return false
	}
	unclaimed := t.m.Door.Unclaimed && len(t.Settings.Owners) == 0
	switch {
	case InvitationIn(t.ev) != "" && unclaimed: // the owner to be, with a link of an earlier start
		t.say("stranger.claim_old")
		return true
	case InvitationIn(t.ev) != "": // somebody tries; that is answered each time
		t.say("practice.not_open")
		return true
	case unclaimed:
		t.say("stranger.unclaimed")
	case t.Settings.Access == coach.AccessInvite:
		t.say("stranger.invite", "contact", t.contact())
	default:
		t.say("stranger.private")
	}
	said := &t.out.Say[len(t.out.Say)-1]
	said.Slot = said.Phrase.Key // one letter of a slot: whoever goes on writing is not answered each time
	return true
}

// opened goes on with the pass that came with /start; false: what stood there is none, or of no use here.
func (t *turn) opened() bool {
	switch {
	case t.m.Door.Pass == coach.PassClaim && len(t.Settings.Owners) == 0:
		t.claim()
	case t.m.Door.Pass != coach.PassMember:
		return false
	case t.owner(): // who looks whether it works shall not use it up
		t.tell("stranger.yours")
	case slices.Contains([]coach.Stage{coach.StageNew, coach.StagePractice, coach.StageOwner}, t.m.Stage) && t.admitted():
		t.out.Used = InvitationIn(t.ev)
		t.beginQuestions()
	default:
		t.tell("stranger.inside") // the link stays good for somebody else
	}
	return true
}

// claim makes whoever opened the link from the log the owner.
func (t *turn) claim() {
	t.out.Used, t.out.Claims = InvitationIn(t.ev), true
	if t.m.Stage == coach.StageNew {
		t.m.Stage = coach.StageOwner
	}
	t.tell("owner.claimed")
}

// beginQuestions begins the first conversation of whoever may be coached.
func (t *turn) beginQuestions() {
	switch {
	case t.admitted():
		t.m.Stage = coach.StageOnboarding
		t.ask("hello")
	case t.m.Practice != nil: // a physiotherapist is a guest, and stays one
		t.m.Stage = coach.StagePractice
		t.openCaseload()
	default:
		t.say("stranger.private")
	}
}
