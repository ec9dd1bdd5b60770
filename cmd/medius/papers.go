package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"medius/bot"
	"medius/coach"
	"medius/coach/dialog"
	"medius/content"
	"medius/report"
	"medius/storage"
)

// press makes papers from what is kept about a member. Nothing of them stays on the disk.
type press struct {
	archive archive
	library *content.Library
	now     func() time.Time
}

// archive is where the whole course of a member stands.
type archive interface {
	History(ctx context.Context, member int64) (storage.History, bool, error)
}

var (
	errNobody = errors.New("there is no such member any more")
	errNoSeat = errors.New("the member does not grant access any more")
)

// Print makes one paper for one member.
func (p press) Print(ctx context.Context, member int64, o bot.OutPaper) (bot.File, error) {
	h, err := p.history(ctx, member, o.Of)
	if err != nil {
		return bot.File{}, err
	}
	r := record(h)
	var file bot.File
	var data []byte
	switch kind := dialog.PaperKind(o.Kind); kind {
	case dialog.PaperReport:
		file = bot.File{Kind: bot.Document, Name: "medius-report-" + o.Date + ".pdf"}
		data, err = p.document(r, o)
	case dialog.PaperExport:
		file = bot.File{Kind: bot.Document, Name: "medius-export-" + o.Date + ".zip"}
		data, err = packed(r)
	default:
		file, data, err = p.chart(r, o)
	}
	if err != nil {
		return bot.File{}, err
	}
	file.Data = func(context.Context) ([]byte, error) { return data, nil }
	return file, nil
}

// history is what a paper is made from: the member's own course, or that of a patient who grants the member a seat now.
func (p press) history(ctx context.Context, member, of int64) (storage.History, error) {
	subject := member
	if of != 0 {
		subject = of
	}
	h, ok, err := p.archive.History(ctx, subject)
	switch {
	case err != nil:
		return h, err
	case !ok:
		return h, errNobody
	case of != 0 && h.Member.SeatOf(member) == nil:
		return storage.History{}, errNoSeat
	}
	return h, nil
}

// record is a history in the words of package report.
func record(h storage.History) report.Record {
	return report.Record{Member: h.Member, Days: h.Days, Facts: h.Facts, Appointments: h.Appointments}
}

// charts are the pictures that papers of these kinds are.
var charts = map[dialog.PaperKind]report.Chart{
	dialog.PaperPain: report.Pain, dialog.PaperDose: report.Dose, dialog.PaperWeeks: report.Weeks, dialog.PaperTraining: report.Training,
}

// chart draws a picture for a phone.
func (p press) chart(r report.Record, o bot.OutPaper) (bot.File, []byte, error) {
	chart, ok := charts[dialog.PaperKind(o.Kind)]
	if !ok {
		return bot.File{}, nil, fmt.Errorf("no paper %q", o.Kind)
	}
	picture, err := report.Draw(r, window(r, o), chart, coach.Side(o.Side), report.Look{Say: p.say(o.Language), Dark: o.Dark})
	if err != nil {
		return bot.File{}, nil, err
	}
	return bot.File{Kind: bot.Photo, Name: "medius-" + o.Kind + ".png", Caption: picture.Caption}, picture.PNG, nil
}

// document writes the report for a physiotherapist.
func (p press) document(r report.Record, o bot.OutPaper) ([]byte, error) {
	zone, err := time.LoadLocation(r.Member.Zone) // "" is UTC
	if err != nil {
		return nil, err
	}
	return report.Document(r, window(r, o), report.Options{Label: r.Member.SeatName, Say: p.say(o.Language), Language: o.Language, Made: p.now().In(zone)})
}

// window is the span a paper is about.
func window(r report.Record, o bot.OutPaper) report.Window {
	if o.Days == 0 {
		return r.Everything(coach.Date(o.Date))
	}
	return report.Last(o.Days, coach.Date(o.Date))
}

// say gives the texts of a language. A text that cannot be said is its key, so that a defect is seen and nothing breaks.
func (p press) say(language string) report.Say {
	return func(key string, blanks map[string]any) string {
		text, err := p.library.Say(language, key, blanks)
		if err != nil {
			return key
		}
		return text
	}
}
