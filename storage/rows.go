package storage

import (
	"bytes"
	"encoding/json"
	"strconv"
	"time"

	"medius/coach"
)

// milli and instant translate between a moment and its column; the zero time is 0.
func milli(t time.Time) int64 {
	if t.IsZero() {
		return 0
	}
	return t.UnixMilli()
}

func instant(ms int64) time.Time {
	if ms == 0 {
		return time.Time{}
	}
	return time.UnixMilli(ms).UTC()
}

type inboxRow struct {
	Arrival    int64 `gorm:"->"`
	UpdateID   int64
	ChatID     int64
	Raw        []byte
	ReceivedAt int64
}

func (inboxRow) TableName() string { return "inbox" }

func (r inboxRow) inbound() coach.Inbound {
	return coach.Inbound{Arrival: r.Arrival, Update: r.UpdateID, Chat: r.ChatID, Raw: r.Raw}
}

type memberRow struct {
	ID       int64
	ChatID   int64
	Doc      string
	Standing string
	Owner    bool `gorm:"->"` // read from beside the table
}

func (memberRow) TableName() string { return "members" }

type dayRow struct {
	MemberID int64
	Date     string
	Doc      string
}

func (dayRow) TableName() string { return "days" }

type factRow struct {
	ID       int64
	MemberID int64
	At       int64
	Date     string
	Kind     string
	Side     string
	Data     string
}

func (factRow) TableName() string { return "facts" }

func rowOfFact(member int64, f coach.Fact) (factRow, error) {
	data, err := json.Marshal(f.Data)
	return factRow{
		MemberID: member, At: milli(f.At), Date: string(f.Date), Kind: f.Kind, Side: string(f.Side), Data: string(data),
	}, err
}

func (r factRow) fact() (coach.Fact, error) {
	f := coach.Fact{At: instant(r.At), Date: coach.Date(r.Date), Kind: r.Kind, Side: coach.Side(r.Side)}
	decoder := json.NewDecoder(bytes.NewReader([]byte(r.Data)))
	decoder.UseNumber()
	err := decoder.Decode(&f.Data)
	for key, value := range f.Data {
		f.Data[key] = plain(value)
	}
	return f, err
}

// plain gives whole numbers back as int, as they were written, and all others as float64 (on a 32-bit machine also the
// whole ones that do not fit an int).
func plain(value any) any {
	switch v := value.(type) {
	case json.Number:
		if n, err := strconv.Atoi(v.String()); err == nil {
			return n
		}
		n, _ := v.Float64()
		return n
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = plain(v[key])
		}
	}
	return value
}

type appointmentRow struct {
	MemberID int64
	ChatID   int64 `gorm:"->"`
	Kind     string
	At       int64
	Until    int64
	Slot     string
	Lot      int64
}

func (r appointmentRow) appointment() coach.Appointment {
	return coach.Appointment{
		Kind: coach.AppointmentKind(r.Kind), At: instant(r.At), Until: instant(r.Until), Slot: r.Slot, Spread: r.Lot > 0,
	}
}

type letterRow struct {
	ID            int64
	Key           string
	MemberID      int64
	ChatID        int64
	Lane          int
	Target        string
	TargetMessage int64
	TargetShows   string
	NotBefore     int64
	DueAt         int64
	ExpiresAt     int64
	Attempts      int
	Repeatable    bool
	Part          bool
	Body          []byte
}

func (r letterRow) letter() coach.Letter {
	return coach.Letter{
		ID: r.ID, Member: r.MemberID, Chat: r.ChatID, Lane: coach.Lane(r.Lane), Key: r.Key, Target: r.Target,
		TargetMessage: r.TargetMessage, TargetShows: r.TargetShows, Part: r.Part, NotBefore: instant(r.NotBefore), Due: instant(r.DueAt),
		Expires: instant(r.ExpiresAt), Attempts: r.Attempts, Repeat: r.Repeatable, Body: r.Body,
	}
}
