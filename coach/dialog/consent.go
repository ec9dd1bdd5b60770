package dialog

import (
	"slices"

	"medius/coach"
)

// The two consents, each with its version and its time.

func sceneHello(t *turn) Message {
	body := phrase("hello.terms")
	if t.brief {
		body = phrase("hello.once_more")
	}
	return Message{
		Phrase:  body,
		Buttons: [][]Button{row(button("hello.agree", "yes")), row(button("hello.decline", "no"))},
	}
}

func answerHello(t *turn, v string) {
	if v != "yes" {
		t.declined()
		return
	}
	t.agreed(SafetyTerms, SafetyVersion)
	if t.m.Stage == coach.StageActive {
		t.renew()
		return
	}
	t.onward("hello")
}

func sceneHealth(t *turn) Message {
	body := phrase("health.terms", "owner", t.ownerName(), "contact", t.contact())
	if t.brief {
		body = phrase("health.once_more")
	}
	return Message{
		Phrase:  body,
		Buttons: [][]Button{row(button("health.agree", "yes")), row(button("hello.decline", "no"))},
	}
}

func answerHealth(t *turn, v string) {
	if v != "yes" {
		t.declined()
		return
	}
	t.agreed(HealthData, HealthVersion)
	if t.m.Stage == coach.StageActive {
		t.renew()
		return
	}
	t.saying(phrase("health.thanks"), wrongPanel())
	t.screen(coach.FullScreening(), "onboarding")
}

// agreed keeps a consent: the version of its text, and when it was given.
func (t *turn) agreed(purpose, version string) {
	t.m.Consents = append(t.m.Consents, coach.Consent{Purpose: purpose, Version: version, Given: t.instant()})
	t.note("consent", "purpose", purpose, "version", version)
}

// outdated is the scene of the first consent whose text has changed since the member agreed; "" when all stand.
func (t *turn) outdated() string {
	for _, c := range []struct{ purpose, version, scene string }{
		{SafetyTerms, SafetyVersion, "hello"}, {HealthData, HealthVersion, "health"},
	} {
		given := slices.ContainsFunc(t.m.Consents, func(g coach.Consent) bool { return g.Purpose == c.purpose && g.Version == c.version })
		if !given {
			return c.scene
		}
	}
	return ""
}

// renew asks for the consents whose texts have changed, then goes on to the session.
func (t *turn) renew() {
	if scene := t.outdated(); scene != "" {
		t.under(phrase("renew.head"), scene)
		return
	}
	t.beginSession("")
}

// declined stops the coaching of a member who does not agree to a new text. Of somebody who says no at the beginning
// nothing is kept.
func (t *turn) declined() {
	if t.m.Stage == coach.StageActive {
		t.stop()
		t.out.Say = nil // what /stop says is said in other words here
		t.saying(phrase("renew.declined"), noPanel())
		return
	}
	if t.Settings.Access == coach.AccessOpen || t.owner() {
		t.say("hello.declined")
	} else { // the invitation is used up
		t.say("hello.declined_invited", "contact", t.contact())
	}
	if t.m.Practice != nil { // a physiotherapist who does not want to be coached stays one
		t.m.Stage = coach.StagePractice
		t.idle()
		return
	}
	t.out.Erase = true
}
