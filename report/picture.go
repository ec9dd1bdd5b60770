package report

import (
	"bytes"
	"fmt"
	"image/png"
	"math"

	"gonum.org/v1/plot/vg"

	"medius/coach"
)

// Chart names a picture.
type Chart string

// The charts. Pain and Dose are about one side each.
const (
	Pain     Chart = "pain"
	Dose     Chart = "dose"
	Weeks    Chart = "weeks"    // what became of every session
	Training Chart = "training" // training days of 30
)

// Look is how pictures are made: in which language, and for a light or a dark screen.
type Look struct {
	Say  Say
	Dark bool
}

// Picture is one chart: a PNG of 1080 points width, and the caption that says the same in words.
type Picture struct {
	Chart   Chart
	Side    coach.Side // empty where the chart is about both
	PNG     []byte
	Caption string
}

// The size of a picture in pixels: it fills the width of a phone held upright, and leaves room for its caption.
const (
	pictureWidth = 1080
	pictureText  = 32 // about 11.5 px on a phone of 390 px
)

// height is as much as a chart needs: a span of one week needs less than one of twelve, and a sentence less than both.
func (r Record) height(w Window, chart Chart, side coach.Side, say words) vg.Length {
	const chartHeight, sentence = 1100, 480
	switch chart {
	case Training:
		return 900
	case Weeks:
		rows := min(mostWeeks, monday(w.To).Since(monday(w.From))/7+1)
		return min(1180, vg.Length(380+90*rows))
	case Pain:
		if c := r.follow(side, w); c.empty() {
			return sentence
		}
	case Dose:
		c := r.follow(side, w)
		if len(c.lanes()) == 0 {
			return sentence
		}
		ruler := sheet{words: say, em: pictureText}
		const wide = pictureWidth - 2*1.2*pictureText // less the margins of newSheet
		return chartHeight - 60 + vg.Length(math.Ceil(float64(ruler.whyHeight(c.whys(), wide))))
	}
	return chartHeight
}

// Pictures draws all charts of a member's span: pain and dose for each sore side, then weeks and training days.
func Pictures(r Record, w Window, look Look) ([]Picture, error) {
	var out []Picture
	for _, chart := range []Chart{Pain, Dose} {
		for _, side := range r.sides(w) {
			p, err := Draw(r, w, chart, side, look)
			if err != nil {
				return nil, err
			}
			out = append(out, p)
		}
	}
	for _, chart := range []Chart{Weeks, Training} {
		p, err := Draw(r, w, chart, "", look)
		if err != nil {
			return nil, err
		}
		out = append(out, p)
	}
	return out, nil
}

// Draw makes one chart. A span that begins before the programme is cut off at its start; one that is empty, or a chart
// that does not exist, is an error.
func Draw(r Record, w Window, chart Chart, side coach.Side, look Look) (Picture, error) {
	w = r.since(w)
	if w.Days() == 0 {
		return Picture{}, fmt.Errorf("chart %s: no days from %q to %q", chart, w.From, w.To)
	}
	say := words{look.Say}
	height := r.height(w, chart, side, say)
	canvas := newRaster(pictureWidth, height)
	s := newSheet(canvas, pictureWidth, height, pictureText, say, paletteOf(look.Dark))
	caption, err := s.chart(r, w, chart, side)
	if err != nil {
		return Picture{}, err
	}
	var file bytes.Buffer
	if err := png.Encode(&file, canvas.Image()); err != nil {
		return Picture{}, fmt.Errorf("chart %s: %w", chart, err)
	}
	return Picture{Chart: chart, Side: side, PNG: file.Bytes(), Caption: caption}, nil
}

// chart draws one onto the sheet and gives its caption.
func (s sheet) chart(r Record, w Window, chart Chart, side coach.Side) (string, error) {
	switch chart {
	case Pain:
		c, title := r.follow(side, w), s.of("chart.pain.title.", side, len(r.sides(w)))
		s.painChart(c, title)
		return s.painCaption(c, title), nil
	case Dose:
		c, title := r.follow(side, w), s.of("chart.dose.title.", side, len(r.sides(w)))
		reasons := c.whys()
		s.doseChart(c, title, reasons)
		return s.doseStory(c, title, reasons), nil
	case Weeks:
		s.weeksChart(r, w)
		return s.weeksCaption(r, w), nil
	case Training:
		n := r.Member.Programme.TrainingDays
		s.trainingChart(n)
		return s.trainingCaption(n), nil
	}
	return "", fmt.Errorf("no chart %q", chart)
}
