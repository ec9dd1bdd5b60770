package main

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"image/png"
	"io"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"medius/bot"
	"medius/coach"
	"medius/content"
	"medius/report"
	"medius/storage"
)

// noon is when the tests of papers and exports happen.
var noon = time.Date(2026, 5, 2, 12, 0, 0, 0, time.UTC)

func openData(t *testing.T, path string) *storage.DB {
	t.Helper()
	db, err := storage.Open(t.Context(), storage.Options{DSN: path, Now: func() time.Time { return noon }, Rules: coach.RulesVersion})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

// lived keeps a member of a chat with 60 mornings in the diary, far more than are loaded for a turn.
func lived(t *testing.T, db *storage.DB, chat int64) {
	t.Helper()
	start := coach.Date("2026-03-02")
	state := coach.Start(1, 3)
	for i := range 60 {
		date := start.Add(i)
		entry := coach.Entry{
			Member: coach.Member{
				Language: "de", Zone: "Europe/Berlin", Stage: coach.StageActive, Schedule: coach.Schedules{Morning: "0 7 * * *"},
				Programme: coach.Programme{Start: start, LastSeen: date, TrainingDays: i / 2},
				Courses:   []coach.Course{{Side: coach.Left, State: state}},
				Days: []coach.Day{{
					Date: date, Number: i, CheckIn: coach.CheckIn{Morning: map[coach.Side]int{coach.Left: 1 + i%4}, Done: true},
					Rounds: []coach.Round{{Slot: coach.Morning, Outcome: coach.Done}},
				}},
			},
			Facts: []coach.Fact{{
				At: noon.Add(time.Duration(i-60) * 24 * time.Hour), Date: date, Kind: "morning", Side: coach.Left,
				Data: map[string]any{"score": 1 + i%4},
			}},
			Keep: []coach.Appointment{{Kind: "morning", At: noon.Add(19 * time.Hour), Until: noon.Add(20 * time.Hour), Slot: "2026-05-03 morning"}},
		}
		err := db.Turn(t.Context(), chat, coach.Source{}, func(coach.Member) (coach.Entry, error) { return entry, nil })
		if err != nil {
			t.Fatal(err)
		}
	}
}

func aPress(t *testing.T) (press, int64) {
	t.Helper()
	db := openData(t, filepath.Join(t.TempDir(), "medius.db"))
	lived(t, db, 7)
	library, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	m, _, err := db.Member(t.Context(), 7)
	if err != nil {
		t.Fatal(err)
	}
	return press{archive: db, library: library, now: func() time.Time { return noon }}, m.ID
}

func (p press) must(t *testing.T, member int64, o bot.OutPaper) (bot.File, []byte) {
	t.Helper()
	file, err := p.Print(t.Context(), member, o)
	if err != nil {
		t.Fatalf("%s: %v", o.Kind, err)
	}
	data, err := file.Data(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return file, data
}

// Every chart is a picture with its own words, in the member's language, for a light and for a dark screen, and goes back
// farther than what a turn of the conversation knows.
func TestChartsAreDrawn(t *testing.T) {
	p, member := aPress(t)
	for kind, says := range map[string]string{"pain": "60 Werte", "dose": "Umfang", "weeks": "60", "training": "29"} {
		side := ""
		if kind == "pain" || kind == "dose" {
			side = "left"
		}
		o := bot.OutPaper{Kind: kind, Side: side, Date: "2026-04-30", Language: "de"}
		file, light := p.must(t, member, o)
		o.Dark = true
		_, dark := p.must(t, member, o)
		picture, err := png.Decode(bytes.NewReader(light))
		if err != nil || picture.Bounds().Dx() != 1080 || bytes.Equal(light, dark) {
			t.Errorf("%s: %v, as dark as light: %v", kind, err, bytes.Equal(light, dark))
		}
		if file.Kind != bot.Photo || !strings.HasSuffix(file.Name, ".png") || !strings.Contains(file.Caption, says) {
			t.Errorf("%s: %s %s says %q, want %q in it", kind, file.Kind, file.Name, file.Caption, says)
		}
		o.Language = "en"
		if english, _ := p.must(t, member, o); english.Caption == file.Caption {
			t.Errorf("%s: the words are the same in both languages", kind)
		}
		o.Days = 14
		if short, _ := p.must(t, member, o); kind == "pain" && !strings.Contains(short.Caption, "14") {
			t.Errorf("two weeks of %s say %q", kind, short.Caption)
		}
	}
}

// The report is a PDF that carries the date in its name.
func TestTheReportIsAPDF(t *testing.T) {
	p, member := aPress(t)
	file, data := p.must(t, member, bot.OutPaper{Kind: "report", Days: 30, Date: "2026-04-30", Language: "de"})
	if file.Kind != bot.Document || file.Name != "medius-report-2026-04-30.pdf" || !bytes.HasPrefix(data, []byte("%PDF-")) {
		t.Errorf("%s %s of %d bytes", file.Kind, file.Name, len(data))
	}
}

// The export is one file with everything in it; the same member gives the same bytes.
func TestTheExportIsOneFile(t *testing.T) {
	p, member := aPress(t)
	o := bot.OutPaper{Kind: "export", Date: "2026-04-30", Language: "de"}
	file, data := p.must(t, member, o)
	if file.Kind != bot.Document || file.Name != "medius-export-2026-04-30.zip" {
		t.Errorf("%s %s", file.Kind, file.Name)
	}
	if _, again := p.must(t, member, o); !bytes.Equal(data, again) {
		t.Error("the second export is another file")
	}
	box, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range box.File {
		names = append(names, f.Name)
	}
	if got := strings.Join(names, " "); got != "medius.json days.csv sessions.csv decisions.csv outcomes.csv notes.csv journal.csv" {
		t.Errorf("it holds %s", got)
	}
	in, err := box.Open(dataFile)
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(in)
	if err != nil {
		t.Fatal(err)
	}
	r, err := report.DecodeJSON(text)
	if err != nil || len(r.Days) != 60 || len(r.Facts) != 60 || len(r.Appointments) != 1 {
		t.Errorf("%d days, %d facts, %d appointments, %v", len(r.Days), len(r.Facts), len(r.Appointments), err)
	}
}

// What cannot be made is an error: nobody gets somebody else's, or an empty page.
func TestWhatThePressRefuses(t *testing.T) {
	p, member := aPress(t)
	for name, c := range map[string]struct {
		member int64
		paper  bot.OutPaper
	}{
		"a stranger":       {member + 1, bot.OutPaper{Kind: "report", Date: "2026-04-30", Language: "de"}},
		"an unknown paper": {member, bot.OutPaper{Kind: "horoscope", Date: "2026-04-30", Language: "de"}},
		"no date":          {member, bot.OutPaper{Kind: "pain", Side: "left", Language: "de"}},
	} {
		if _, err := p.Print(t.Context(), c.member, c.paper); err == nil {
			t.Errorf("%s: printed", name)
		}
	}
	ended, stop := context.WithCancel(t.Context())
	stop()
	if _, err := p.Print(ended, member, bot.OutPaper{Kind: "report", Date: "2026-04-30", Language: "de"}); err == nil {
		t.Error("printed after the end")
	}
}

// Somebody else's course is printed while they grant a seat, and not a moment longer: a letter that waited does not bring it.
func TestAnothersCourseNeedsASeat(t *testing.T) {
	p, member := aPress(t)
	const physio = 99
	paper := bot.OutPaper{Kind: "pain", Side: "left", Date: "2026-04-30", Language: "en", Of: member}
	seat := func(state coach.SeatState) {
		t.Helper()
		err := p.archive.(*storage.DB).Turn(t.Context(), 7, coach.Source{}, func(m coach.Member) (coach.Entry, error) {
			m.Seats = []coach.Seat{{Number: 1, State: state, Account: physio}}
			return coach.Entry{Member: m}, nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, state := range []coach.SeatState{coach.SeatInvited, coach.SeatKnocking, coach.SeatOver} {
		seat(state)
		if _, err := p.Print(t.Context(), physio, paper); !errors.Is(err, errNoSeat) {
			t.Errorf("%s: %v", state, err)
		}
	}
	seat(coach.SeatGranted)
	p.must(t, physio, paper)
	if _, err := p.Print(t.Context(), physio+1, paper); !errors.Is(err, errNoSeat) {
		t.Errorf("another account: %v", err)
	}
}
