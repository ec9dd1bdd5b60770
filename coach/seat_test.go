package coach

import (
	"encoding/json"
	"strings"
	"testing"
	"time"
)

var noon = time.Date(2026, 3, 2, 12, 0, 0, 0, time.UTC)

func TestAnInvitationOpensOnceAndExpires(t *testing.T) {
	secret := []byte("a secret of this instance")
	m := Member{ID: 7}
	code := InvitationCode(secret, m.ID, m.NextSeat(), noon)
	if len(code) != 22 || code == InvitationCode(secret, 8, 1, noon) || code == InvitationCode([]byte("another"), 7, 1, noon) {
		t.Fatalf("code %q", code)
	}
	m.Invite(code, noon)
	knock := Errand{From: 9, Seat: 1, Code: HashOfCode(code), Label: "the practice"}
	for what, e := range map[string]Errand{
		"of the member":     {From: 7, Seat: 1, Code: knock.Code},
		"of nobody":         {Seat: 1, Code: knock.Code},
		"for another seat":  {From: 9, Seat: 2, Code: knock.Code},
		"without a code":    {From: 9, Seat: 1},
		"with another code": {From: 9, Seat: 1, Code: HashOfCode("x")},
	} {
		if m.Knock(e, noon) != nil {
			t.Errorf("a knock %s is heard", what)
		}
	}
	if s := m.Knock(knock, noon.Add(InvitationUseful-time.Second)); s == nil || s.State != SeatKnocking || s.Account != 9 {
		t.Fatalf("knock: %+v", s)
	}
	if m.SeatOf(9) != nil {
		t.Error("who knocks is let in")
	}
	if m.Knock(knock, noon) != nil || m.Knock(Errand{From: 10, Seat: 1, Code: knock.Code}, noon) != nil {
		t.Error("the code opens twice")
	}
	m.Seats[0].State = SeatGranted
	if m.SeatOf(9) == nil || m.SeatOf(10) != nil || m.SeatOf(0) != nil {
		t.Error("the seat is not its own")
	}
	m.Seats[0].End(EndedRevoked, noon)
	if m.SeatOf(9) != nil {
		t.Error("who was sent away still sits there")
	}
}

func TestALateKnockIsNotHeard(t *testing.T) {
	m := Member{ID: 7}
	m.Invite("code", noon)
	if m.Knock(Errand{From: 9, Seat: 1, Code: HashOfCode("code")}, noon.Add(InvitationUseful)) != nil || m.Seats[0].Ending != EndedExpired {
		t.Errorf("%+v", m.Seats)
	}
}

func TestANewInvitationWithdrawsTheOldOne(t *testing.T) {
	m := Member{ID: 7}
	for i := range 40 {
		m.Invite(InvitationCode(nil, 7, m.NextSeat(), noon.Add(time.Duration(i))), noon)
	}
	if last := m.Seats[len(m.Seats)-1]; m.OpenSeats() != 1 || last.Number != 40 || last.State != SeatInvited || len(m.Seats) > keepSeats+2 {
		t.Errorf("%d seats, %d open, the last is %+v", len(m.Seats), m.OpenSeats(), last)
	}
}

// An export tells who had access, and gives it to nobody.
func TestAnExportOpensNoDoor(t *testing.T) {
	m := Member{ID: 7, Practice: &Practice{Label: "the practice", Patients: []Patient{{Account: 3, Seat: 1}}, Open: 3}}
	m.Seats = []Seat{
		{Number: 1, State: SeatGranted, Account: 9, Label: "by the park"}, {Number: 2, State: SeatInvited, Code: "c"}, {Number: 3, State: SeatKnocking, Account: 5, Asked: 4},
	}
	m.Pending = []Prescription{{Number: 1, Kind: PrescribeRange, Asked: 3}}
	out := m.WithoutAccess()
	if out.SeatOf(9) != nil || len(out.Practice.Patients) > 0 || out.Practice.Open != 0 || len(out.Pending) > 0 || out.Seats[0].Label != "by the park" {
		t.Errorf("%+v", out)
	}
	raw, err := json.Marshal(out)
	if err != nil || strings.Contains(string(raw), `"account"`) || strings.Contains(string(raw), `"code"`) {
		t.Errorf("%v: %s", err, raw)
	}
	if again, _ := json.Marshal(out.WithoutAccess()); string(again) != string(raw) {
		t.Errorf("twice is another thing:\n%s\n%s", raw, again)
	}
	if m.SeatOf(9) == nil || len(m.Practice.Patients) != 1 {
		t.Error("the member itself has changed")
	}
}

func TestWhoNeedsAttentionComesFirst(t *testing.T) {
	calm := func(change func(*Member)) *Member {
		m := &Member{Stage: StageActive, Programme: Programme{LastSeen: "2026-03-02"}, Courses: []Course{{Side: Left, State: Start(4, 2)}}}
		change(m)
		return m
	}
	p := &Practice{Patients: []Patient{
		{Account: 1, Name: "a", Member: calm(func(*Member) {})},
		{Account: 2, Name: "b", Member: calm(func(m *Member) { m.Programme.TrainingDays = TrainingGoal })},
		{Account: 3, Name: "c", Member: calm(func(m *Member) { m.Programme.LastSeen = "2026-02-27" })},
		{Account: 4, Name: "d", Member: calm(func(m *Member) { m.Courses[0].State.Flare = true })},
		{Account: 5, Name: "e", Member: calm(func(m *Member) { m.Lock = &Lock{Flag: EmergencyTrauma} })},
		{Account: 6, Name: "f", Member: nil},
		{Account: 7, Name: "g", Thirty: true, Member: calm(func(m *Member) { m.Programme.TrainingDays = TrainingGoal })},
		{Account: 8, Name: "h", Member: calm(func(m *Member) { m.Pause, m.Programme.LastSeen = &Pause{}, "2026-01-01" })},
	}}
	var order string
	for _, one := range p.Caseload(func(*Member) Date { return "2026-03-02" }) {
		order += one.Name
	}
	if order != "edcbagh" {
		t.Errorf("order %s", order)
	}
}

// So many messages a day are passed on, and the next day as many again.
func TestMessagesAreCountedByTheDay(t *testing.T) {
	p := Practice{}
	for n := range MostMessages {
		if !p.MaySend("2026-03-02") {
			t.Fatalf("after %d", n)
		}
		p.CountMessage("2026-03-02")
	}
	if p.MaySend("2026-03-02") || !p.MaySend("2026-03-03") {
		t.Errorf("%+v", p)
	}
}
