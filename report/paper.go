package report

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-fonts/liberation/liberationsansbold"
	"codeberg.org/go-fonts/liberation/liberationsansregular"
	"codeberg.org/go-pdf/fpdf"
	"gonum.org/v1/plot/vg"
)

// family is the name of the embedded font. Liberation Sans is licensed under the SIL Open Font License 1.1, which lets
// documents carry it.
const family = "liberation"

// The page is A4; lengths are points from the top left.
const (
	pageWidth, pageHeight = 595.28, 841.89
	pageMargin            = 42.0
	textWidth             = pageWidth - 2*pageMargin
	lowest                = pageHeight - 52 // below it is the footer
	paperEm               = 8.0             // text in charts
)

// paper is a document that is being written, from top to bottom.
type paper struct {
	words
	pdf *fpdf.Fpdf
	y   float64
}

// newPaper begins a document. made stands in it as the time it was made: the same one gives the same bytes.
func newPaper(w words, made time.Time, language, title, footer string) *paper {
	pdf := fpdf.NewCustom(&fpdf.InitType{UnitStr: "pt", Size: fpdf.SizeType{Wd: pageWidth, Ht: pageHeight}})
	pdf.SetCatalogSort(true)
	pdf.SetCreationDate(made)
	pdf.SetModificationDate(made)
	pdf.SetProducer("medius", true)
	pdf.SetTitle(title, true)
	pdf.SetLang(language)
	pdf.SetAutoPageBreak(false, 0)
	pdf.AddUTF8FontFromBytes(family, "", liberationsansregular.TTF)
	pdf.AddUTF8FontFromBytes(family, "B", liberationsansbold.TTF)
	p := &paper{words: w, pdf: pdf}
	pdf.AliasNbPages("{pages}")
	pdf.SetFooterFunc(func() {
		p.text(pageMargin, pageHeight-28, 7, false, light.muted, footer)
		page := p.tell("report.page", "n", pdf.PageNo(), "of", "{pages}")
		p.text(pageWidth-pageMargin-p.pdf.GetStringWidth(p.tell("report.page", "n", 10, "of", 10)), pageHeight-28, 7, false, light.muted, page)
	})
	p.turn()
	return p
}

// bytes ends the document.
func (p *paper) bytes() ([]byte, error) {
	var out bytes.Buffer
	if err := p.pdf.Output(&out); err != nil {
		return nil, fmt.Errorf("report: %w", err)
	}
	return out.Bytes(), nil
}

// turn begins a new page.
func (p *paper) turn() {
	p.pdf.AddPage()
	p.y = pageMargin
}

// need turns the page when there is less room than this.
func (p *paper) need(height float64) {
	if p.y+height > lowest {
		p.turn()
	}
}

type colour = interface{ RGBA() (r, g, b, a uint32) }

func (p *paper) font(size float64, bold bool, c colour) {
	style := ""
	if bold {
		style = "B"
	}
	p.pdf.SetFont(family, style, size)
	r, g, b, _ := c.RGBA()
	p.pdf.SetTextColor(int(r>>8), int(g>>8), int(b>>8))
}

// text writes one line on its base line.
func (p *paper) text(x, y, size float64, bold bool, c colour, text string) {
	p.font(size, bold, c)
	p.pdf.Text(x, y, printable(text))
}

// lines breaks a text to a width in the font at hand.
func (p *paper) lines(text string, width float64) []string {
	var lines []string
	line := ""
	for word := range strings.FieldsSeq(printable(text)) {
		longer := strings.TrimSpace(line + " " + word)
		if line != "" && p.pdf.GetStringWidth(longer) > width {
			lines, longer = append(lines, line), word
		}
		for p.pdf.GetStringWidth(longer) > width { // a word that is wider than its column
			cut := len([]rune(longer)) - 1
			for cut > 1 && p.pdf.GetStringWidth(string([]rune(longer)[:cut])) > width {
				cut--
			}
			lines, longer = append(lines, string([]rune(longer)[:cut])), string([]rune(longer)[cut:])
		}
		line = longer
	}
	return append(lines, line)
}

// heading begins a section; at least this much has to follow it on the same page.
func (p *paper) heading(key string, follows float64) {
	p.need(28 + follows)
	p.y += 22
	p.text(pageMargin, p.y, 11.5, true, light.accent, p.tell(key))
	p.y += 5
	p.line(p.y, light.line)
	p.y += 5
}

func (p *paper) line(y float64, c colour) {
	r, g, b, _ := c.RGBA()
	p.pdf.SetDrawColor(int(r>>8), int(g>>8), int(b>>8))
	p.pdf.SetLineWidth(0.5)
	p.pdf.Line(pageMargin, y, pageWidth-pageMargin, y)
}

// paragraph writes text over the whole width. Where the page turns in it, at least two lines stand together on both sides; up
// to three lines are not parted.
func (p *paper) paragraph(size float64, c colour, text string) {
	leading := size * 1.4
	p.font(size, false, c)
	lines := p.lines(text, textWidth)
	for i, line := range lines {
		together := 1
		switch {
		case i == 0:
			together = 2
			if len(lines) <= 3 {
				together = len(lines)
			}
		case i == len(lines)-2:
			together = 2
		}
		p.need(float64(together) * leading)
		p.y += leading
		p.text(pageMargin, p.y, size, false, c, line)
	}
}

// figures draws charts side by side into equal columns.
func (p *paper) figures(height float64, charts ...func(sheet)) {
	const between = 16
	p.need(height)
	wide := (textWidth - between*float64(len(charts)-1)) / float64(len(charts))
	for i, chart := range charts {
		canvas := &vector{pdf: p.pdf, x: pageMargin + float64(i)*(wide+between), y: p.y + height, scale: 1}
		p.pdf.SetLineCapStyle("butt")
		chart(paperSheet(canvas, vg.Length(wide), vg.Length(height), paperEm, p.words))
	}
	p.pdf.SetDashPattern(nil, 0)
	p.y += height
}
