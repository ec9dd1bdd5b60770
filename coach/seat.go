package coach

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/hex"
	"slices"
	"strconv"
	"time"
)

// Seat is a physiotherapist's place beside a member, as the member's own document has it. Nothing of a member is shown to
// anybody without a granted seat, and only the member grants one.
type Seat struct {
	Number int       `json:"number"` // 1, 2, …; never given twice
	State  SeatState `json:"state"`
	// Code is the hash of the invitation's code while nobody has used it.
	Code string `json:"code,omitempty"`
	// Account is the number of the physiotherapist's own account, 0 until the invitation was opened.
	Account int64  `json:"account,omitempty"`
	Label   string `json:"label,omitempty"` // what the physiotherapist wants to be called
	// Asked is the question by which the member lets them in; its buttons stay good beside whatever else is asked.
	Asked   int        `json:"asked,omitempty"`
	Invited time.Time  `json:"invited,omitzero"`
	Until   time.Time  `json:"until,omitzero"` // the invitation expires
	Granted time.Time  `json:"granted,omitzero"`
	Ended   time.Time  `json:"ended,omitzero"`
	Ending  SeatEnding `json:"ending,omitempty"`
	Visits  []Visit    `json:"visits,omitempty"` // the record of what was looked at
}

// SeatState is how far a seat has come.
type SeatState string

// The states, in their order.
const (
	SeatInvited  SeatState = "invited"  // a link was given out
	SeatKnocking SeatState = "knocking" // somebody has opened it, and the member has not said yes yet
	SeatGranted  SeatState = "granted"
	SeatOver     SeatState = "over"
)

// SeatEnding is why a seat is over.
type SeatEnding string

// The endings.
const (
	EndedRevoked   SeatEnding = "revoked"   // the member took the access back
	EndedDeclined  SeatEnding = "declined"  // the member did not let them in
	EndedWithdrawn SeatEnding = "withdrawn" // the invitation was taken back, or a newer one was made
	EndedExpired   SeatEnding = "expired"
	EndedLeft      SeatEnding = "left"      // the physiotherapist ended it
	EndedElsewhere SeatEnding = "elsewhere" // it belonged to another instance
)

// InvitationUseful is how long an invitation can be opened. MostSeats is how many physiotherapists a member may have at
// once; it keeps the list on one screen.
const (
	InvitationUseful = 72 * time.Hour
	MostSeats        = 3
)

// keepSeats is how many seats that are over are kept, so that the record of who looked has their names.
const keepSeats = 20

// InvitationCode makes the code of an invitation: 22 letters that nobody can guess who does not know the secret of this
// instance (128 bits of HMAC-SHA-256). The same invitation always has the same code, so nothing random is needed.
func InvitationCode(secret []byte, member int64, seat int, made time.Time) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("invitation " + strconv.FormatInt(member, 10) + " " + strconv.Itoa(seat) + " " + strconv.FormatInt(made.Unix(), 10)))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil)[:16])
}

// HashOfCode is what is kept of a code: who reads the database cannot use an invitation.
func HashOfCode(code string) string {
	sum := sha256.Sum256([]byte(code))
	return hex.EncodeToString(sum[:])
}

// Invitation is an open invitation that storage found by the hash of its code.
type Invitation struct {
	Member int64 // who invites
	Seat   int
}

// NextSeat is the number of the next seat.
func (m *Member) NextSeat() int {
	n := 0
	for _, s := range m.Seats {
		n = max(n, s.Number)
	}
	return n + 1
}

// Invite opens a seat. An invitation that nobody has used yet is withdrawn: there is one at a time.
func (m *Member) Invite(code string, now time.Time) *Seat {
	for i := range m.Seats {
		if s := &m.Seats[i]; s.State == SeatInvited {
			s.End(EndedWithdrawn, now)
		}
	}
	seat := Seat{Number: m.NextSeat(), State: SeatInvited, Code: HashOfCode(code), Invited: now, Until: now.Add(InvitationUseful)}
	m.Seats = append(slices.Clip(m.Seats), seat)
	over := 0
	for _, s := range m.Seats {
		if s.State == SeatOver {
			over++
		}
	}
	m.Seats = slices.DeleteFunc(slices.Clone(m.Seats), func(s Seat) bool {
		if s.State != SeatOver || over <= keepSeats {
			return false
		}
		over--
		return true
	})
	return &m.Seats[len(m.Seats)-1]
}

// End closes a seat. What opened it is of no use any more.
func (s *Seat) End(why SeatEnding, now time.Time) {
	s.State, s.Ending, s.Ended = SeatOver, why, now
	s.Code, s.Asked = "", 0
}

// Knock takes up an invitation for an account: the code has to be that of an open invitation that has not expired, and the
// account another one than the member's. nil when it is not.
func (m *Member) Knock(e Errand, now time.Time) *Seat {
	for i := range m.Seats {
		s := &m.Seats[i]
		if s.State != SeatInvited || s.Number != e.Seat || e.Code == "" || s.Code != e.Code || e.From == m.ID || e.From == 0 {
			continue
		}
		if !now.Before(s.Until) {
			s.End(EndedExpired, now)
			return nil
		}
		s.State, s.Account, s.Label, s.Code = SeatKnocking, e.From, e.Label, ""
		return s
	}
	return nil
}

// Seat finds a seat by its number, nil when there is none.
func (m *Member) Seat(number int) *Seat {
	for i := range m.Seats {
		if m.Seats[i].Number == number {
			return &m.Seats[i]
		}
	}
	return nil
}

// SeatOf finds the granted seat of an account, nil when it has none. This is the one question that decides what somebody
// else may see of a member or ask of them.
func (m *Member) SeatOf(account int64) *Seat {
	for i := range m.Seats {
		if s := &m.Seats[i]; s.State == SeatGranted && s.Account == account && account != 0 {
			return s
		}
	}
	return nil
}

// Inviting: an invitation is open already, which a new one takes the place of.
func (m *Member) Inviting() bool {
	return slices.ContainsFunc(m.Seats, func(s Seat) bool { return s.State == SeatInvited })
}

// OpenSeats counts the seats that are granted or on the way to it.
func (m *Member) OpenSeats() int {
	n := 0
	for _, s := range m.Seats {
		if s.State != SeatOver {
			n++
		}
	}
	return n
}

// WithoutAccess is the member as an export may carry it to another instance: what happened stays readable, but no access
// comes along. Accounts have other numbers there, and a number must never open a door.
func (m Member) WithoutAccess() Member {
	m.Seats = slices.Clone(m.Seats)
	for i := range m.Seats {
		s := &m.Seats[i]
		if s.State != SeatOver {
			s.State, s.Ending = SeatOver, EndedElsewhere
		}
		s.Code, s.Account, s.Asked = "", 0, 0
	}
	m.Pending, m.Barred = nil, false
	if m.Practice != nil {
		m.Practice = &Practice{Label: m.Practice.Label, DigestOff: m.Practice.DigestOff}
	}
	return m
}
