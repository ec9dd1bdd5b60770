package coach

import (
	"cmp"
	"slices"
	"time"
)

// Practice is the physiotherapist's side of the seats: whom they look after.
type Practice struct {
	Label    string    `json:"label"` // what members read
	Patients []Patient `json:"patients,omitempty"`
	// Open is the account of the patient whose page is open, 0 for none.
	Open int64 `json:"open,omitempty"`
	// DigestOff: the morning's list is not sent. An immediate word on a red flag always is.
	DigestOff bool `json:"digest_off,omitempty"`
	// Told is what the latest digest said, so that it is not said twice, and ToldOn when.
	Told   string `json:"told,omitempty"`
	ToldOn Date   `json:"told_on,omitempty"`
	// Sent counts the messages passed on, on a date.
	Sent   int  `json:"sent,omitempty"`
	SentOn Date `json:"sent_on,omitempty"`
}

// Patient is one member a physiotherapist was let in by.
type Patient struct {
	Account int64     `json:"account"`
	Seat    int       `json:"seat"`
	Name    string    `json:"name"` // what the member wants to be called
	Since   time.Time `json:"since"`
	// Thirty: that thirty training days are done has been seen.
	Thirty bool `json:"thirty,omitempty"`
	// Member is the patient with the recent days, read in the same transaction; nil when the access is over. It is only
	// looked at, never changed.
	Member *Member `json:"-"`
}

// MostMessages is how many messages a day are passed on to one's patients: a coach is no messenger.
const MostMessages = 10

// MaySend: another message may be passed on today.
func (p *Practice) MaySend(today Date) bool { return p.SentOn != today || p.Sent < MostMessages }

// CountMessage notes that one was passed on.
func (p *Practice) CountMessage(today Date) {
	if p.SentOn != today {
		p.Sent, p.SentOn = 0, today
	}
	p.Sent++
}

// Attention is why a physiotherapist should look at a member first.
type Attention string

// The reasons, the most urgent first.
const (
	AttendFlag   Attention = "red_flag"
	AttendFlare  Attention = "flare"
	AttendSilent Attention = "silent" // no answer for three days
	AttendThirty Attention = "thirty" // thirty training days: time to look back
	AttendNone   Attention = "none"
)

// silentDays is the number of days without a word after which a physiotherapist is told.
const silentDays = 3

// Attention tells what stands out about a member on a date of the member's calendar.
func (m *Member) Attention(today Date) Attention {
	switch {
	case m.Lock != nil:
		return AttendFlag
	case m.Stage != StageActive || m.Pause != nil:
		return AttendNone
	case m.InFlare():
		return AttendFlare
	case m.Programme.LastSeen != "" && today.Since(m.Programme.LastSeen) >= silentDays:
		return AttendSilent
	}
	return AttendNone
}

// Attention is the member's, and the first look after thirty training days.
func (p Patient) Attention(today Date) Attention {
	if p.Member == nil {
		return AttendNone
	}
	a := p.Member.Attention(today)
	if a == AttendNone && p.Member.Programme.TrainingDays >= TrainingGoal && !p.Thirty {
		return AttendThirty
	}
	return a
}

// urgency puts the reasons in their order.
func (a Attention) urgency() int {
	return slices.Index([]Attention{AttendFlag, AttendFlare, AttendSilent, AttendThirty, AttendNone}, a)
}

// Caseload lists the patients who still grant access, those first who need attention most; where that is the same, in the
// order of their names. today gives the date on a member's own calendar.
func (p *Practice) Caseload(today func(*Member) Date) []Patient {
	var list []Patient
	for _, one := range p.Patients {
		if one.Member != nil {
			list = append(list, one)
		}
	}
	slices.SortStableFunc(list, func(a, b Patient) int {
		return cmp.Or(
			cmp.Compare(a.Attention(today(a.Member)).urgency(), b.Attention(today(b.Member)).urgency()),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Account, b.Account))
	})
	return list
}

// Patient finds a patient by their account, nil when they are none (any more).
func (p *Practice) Patient(account int64) *Patient {
	for i := range p.Patients {
		if p.Patients[i].Account == account {
			return &p.Patients[i]
		}
	}
	return nil
}

// Clone shares nothing changeable with the original; the patients' own documents are only looked at.
func (p *Practice) Clone() *Practice {
	if p == nil {
		return nil
	}
	c := *p
	c.Patients = slices.Clone(p.Patients)
	return &c
}
