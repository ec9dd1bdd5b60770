package report

// column of a table: a heading, and the share of the width it takes.
type column struct {
	heading string
	share   float64
	right   bool // numbers stand at the right edge
}

const (
	cellSize    = 7.2
	cellLeading = 9.0
	cellPad     = 3.0
)

// table writes rows under headings, which are repeated on every page.
func (p *paper) table(columns []column, rows [][]string) {
	total := 0.0
	for _, c := range columns {
		total += c.share
	}
	widths := make([]float64, len(columns))
	headings := make([]string, len(columns))
	for i, c := range columns {
		widths[i], headings[i] = textWidth*c.share/total, c.heading
	}
	p.need(3 * cellLeading)
	p.row(columns, widths, headings, true)
	for _, cells := range rows {
		if p.y+p.rowHeight(widths, cells, false) > lowest {
			p.turn()
			p.row(columns, widths, headings, true)
		}
		p.row(columns, widths, cells, false)
	}
	p.y += 4
}

func (p *paper) rowHeight(widths []float64, cells []string, bold bool) float64 {
	most := 1
	p.font(cellSize, bold, light.ink)
	for i, cell := range cells {
		most = max(most, len(p.lines(cell, widths[i]-2*cellPad)))
	}
	return float64(most)*cellLeading + 3
}

func (p *paper) row(columns []column, widths []float64, cells []string, head bool) {
	height := p.rowHeight(widths, cells, head)
	color := light.ink
	if head {
		color = light.muted
	}
	x := pageMargin
	for i, cell := range cells {
		p.font(cellSize, head, color)
		for n, line := range p.lines(cell, widths[i]-2*cellPad) {
			at := x + cellPad
			if columns[i].right {
				at = x + widths[i] - cellPad - p.pdf.GetStringWidth(line)
			}
			p.text(at, p.y+cellLeading*(float64(n)+1)-1, cellSize, head, color, line)
		}
		x += widths[i]
	}
	p.y += height
	p.line(p.y, light.line)
}
