package dialog

import (
	"slices"
	"strconv"

	"medius/coach"
)

// The charts: one picture each, whose caption says the same in words, and below it the others.

// charts in the order in which they are offered.
var charts = []PaperKind{PaperPain, PaperDose, PaperWeeks, PaperTraining}

// usualSpan is how many days a chart shows until another span is chosen.
const usualSpan = 30

func sceneProgress(*turn) Message {
	return Message{Phrase: phrase("progress.ask"), Buttons: append(grid(2, chartButtons("")), row(button("progress.close", "close")))}
}

// chartButtons offer all charts but one.
func chartButtons(but PaperKind) []Button {
	var all []Button
	for _, kind := range charts {
		if kind != but {
			all = append(all, button("progress.chart."+string(kind), string(kind)))
		}
	}
	return all
}

func answerProgress(t *turn, v string) {
	switch {
	case slices.Contains(charts, PaperKind(v)):
		t.setDraft("chart", v)
		t.ask("chart")
	case v == "close":
		t.leaveCharts()
	default:
		t.again("")
	}
}

// sceneChart shows the chart that was chosen. A word that was not understood does not bring the picture once more.
func sceneChart(t *turn) Message {
	if t.draft("chart") == "" { // come back to from somewhere else, where it was forgotten
		t.ask("progress")
		return Message{}
	}
	p := t.chart()
	var rows [][]Button
	if spans := t.spans(p); len(spans) > 0 {
		rows = append(rows, spans)
	}
	if p.Side != "" && len(t.m.Courses) == 2 {
		other := p.Side.Other()
		rows = append(rows, row(button("progress.side."+string(other), string(other))))
	}
	rows = append(append(rows, grid(2, chartButtons(p.Kind))...), row(button("progress.close", "close")))
	if t.brief {
		return Message{Phrase: phrase("progress.more"), Buttons: rows}
	}
	return Message{Paper: &p, Buttons: rows}
}

// chart is the one at hand, by the draft.
func (t *turn) chart() Paper {
	p := Paper{Kind: PaperKind(t.draft("chart")), Days: usualSpan, Dark: t.m.Weekly.Dark, Date: t.today()}
	if days := t.draft("chart_days"); days != "" {
		p.Days = atoi(days)
	}
	switch p.Kind {
	case PaperTraining:
		p.Days = 0
	case PaperPain, PaperDose:
		p.Side = t.chartSide()
	}
	if p.Days >= t.daysSoFar() {
		p.Days = 0 // the same picture, and its name says what it is
	}
	return p
}

func (t *turn) chartSide() coach.Side {
	sides := t.m.SoreSides()
	if side := coach.Side(t.draft("chart_side")); slices.Contains(sides, side) || len(sides) == 0 {
		return side
	}
	return sides[0]
}

// daysSoFar counts the days of the programme, today among them.
func (t *turn) daysSoFar() int { return t.today().Since(t.m.Programme.Start) + 1 }

// spans offers the other spans, as far as they show something else.
func (t *turn) spans(p Paper) []Button {
	if p.Kind == PaperTraining {
		return nil
	}
	var all []Button
	for _, days := range []int{14, 30, 90} {
		if days != p.Days && days < t.daysSoFar() {
			all = append(all, button("progress.days", "days:"+strconv.Itoa(days), "n", days))
		}
	}
	if p.Days != 0 {
		all = append(all, button("progress.start", "days:0"))
	}
	return all
}

func answerChart(t *turn, v string) {
	switch {
	case v == "close":
		t.leaveCharts()
		return
	case slices.Contains(charts, PaperKind(v)):
		t.setDraft("chart", v)
	case t.m.Course(coach.Side(v)) != nil:
		t.setDraft("chart_side", v)
	case len(v) > len("days:") && v[:len("days:")] == "days:":
		t.setDraft("chart_days", v[len("days:"):])
	default:
		t.again("")
		return
	}
	t.ask("chart")
}

// leaveCharts goes back to where the member was.
func (t *turn) leaveCharts() {
	t.say("progress.closed")
	t.comeHome()
}

// sceneCharts asks how the charts shall look; a dark one does not blind in a dark room.
func sceneCharts(*turn) Message {
	return Message{Phrase: phrase("charts.ask"), Buttons: [][]Button{
		row(button("charts.light", "light"), button("charts.dark", "dark")),
	}}
}

func answerCharts(t *turn, v string) {
	if v != "light" && v != "dark" {
		t.again("")
		return
	}
	t.m.Weekly.Dark = v == "dark"
	t.note("setting", "charts", v)
	t.settingsDone()
}

func (t *turn) chartsPhrase() Phrase {
	if t.m.Weekly.Dark {
		return phrase("settings.charts_dark")
	}
	return phrase("settings.charts_light")
}
