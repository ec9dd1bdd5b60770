package paint

import "image"

// cliff is how much nearer than its neighbour a sample has to be to get a contour.
const cliff = depthUnit * 14 / 1000

// contour tells whether a sample lies at an edge: of the figure, of a limb before another, or of a piece of clothing.
func (c *canvas) contour(i, x, y int) bool { return c.borders(i, x, y, 1) }

// borders looks for a piece of clothing that begins so many samples away.
func (c *canvas) borders(i, x, y, step int) bool {
	if x < 2 || y < 2 || x >= c.w-2 || y >= c.h-2 {
		return false
	}
	z := c.depth[i]
	if steps(z, c.depth[i-2], c.depth[i+2]) || steps(z, c.depth[i-2*c.w], c.depth[i+2*c.w]) {
		return true
	}
	g := c.sample[i].group()
	return g != c.sample[i+step].group() || g != c.sample[i+step*c.w].group()
}

// steps tells whether z falls off to one of its neighbours much more steeply than it rises from the other: a surface that
// is only seen at a slant does not.
func steps(z, a, b int32) bool {
	return z-a-max(b-z, 0) > cliff || z-b-max(a-z, 0) > cliff
}

// backdrop is everything but the figure and its shadow, as pixels. It is made anew only when something of it changed.
type backdrop struct {
	pix  []uint8 // RGBA
	flat []uint8 // the colour of pixels that a shadow can fall on, else 0
	glow []glint
}

// glint is a sample of the edge of an outlined prop.
type glint struct {
	pixel, sample int32
	line          uint8
}

// lay resolves ground, ghost and props.
func (b *backdrop) lay(s *set, g *ghost) {
	n := s.ground.w * s.ground.h
	if len(b.flat) != n {
		b.pix, b.flat = make([]uint8, n*4), make([]uint8, n)
	}
	b.glow = b.glow[:0]
	for y := range s.ground.h {
		for x := range s.ground.w {
			b.pixel(s, g, x, y)
		}
	}
}

func (b *backdrop) pixel(s *set, g *ghost, x, y int) {
	at := y*s.ground.w + x
	var sum [3]int
	same := true
	first := uint8(0)
	for k := range super * super {
		sx, sy := x*super+k&1, y*super+k>>1
		i := sy*s.canvas.w + sx
		q := s.ground.colour[at]
		if c := s.canvas.sample[i].colour(); c != none {
			q = c
			if s.canvas.contour(i, sx, sy) {
				q = lineOf[q]
			}
		}
		if g.posture != nil && g.canvas.sample[i] != none && g.canvas.depth[i] > s.canvas.depth[i] {
			q = ghostAt
			if g.canvas.contour(i, sx, sy) {
				q++
			}
		}
		if q := s.glass.sample[i].colour(); q != none && s.glass.contour(i, sx, sy) {
			b.glow = append(b.glow, glint{pixel: int32(at), sample: int32(i), line: lineOf[q]})
		}
		if k == 0 {
			first = q
		}
		same = same && q == first
		c := palette[q]
		sum[0], sum[1], sum[2] = sum[0]+int(c.R), sum[1]+int(c.G), sum[2]+int(c.B)
	}
	p := b.pix[at*4 : at*4+4 : at*4+4]
	p[0], p[1], p[2], p[3] = mean(sum[0]), mean(sum[1]), mean(sum[2]), 255
	b.flat[at] = 0
	if same && flat(first) {
		b.flat[at] = first
	}
}

// flat tells whether a colour is of something that lies flat: paper, floor or mat.
func flat(colour uint8) bool {
	mat := ramps[toneMat]
	return colour == paperAt || colour == floorAt || int(colour) >= mat.first && int(colour) < mat.first+mat.levels
}

func mean(sum int) uint8 { return uint8((sum + super*super/2) / (super * super)) }

// resolve lays backdrop, shadow, figure and outlined props over each other.
func (p *Painter) resolve(dst *image.RGBA) {
	w, h := p.set.ground.w, p.set.ground.h
	for y := range h {
		copy(dst.Pix[y*dst.Stride:y*dst.Stride+w*4], p.backdrop.pix[y*w*4:(y+1)*w*4])
	}
	p.shadow.fall(dst, p.backdrop.flat, w, h)
	c := &p.canvas
	for y := c.dirty.y0 / super; y < (c.dirty.y1+super-1)/super; y++ {
		for x := c.dirty.x0 / super; x < (c.dirty.x1+super-1)/super; x++ {
			i := y*super*c.w + x*super
			o := y*dst.Stride + x*4
			switch to := dst.Pix[o : o+3 : o+3]; {
			case c.step == super:
				c.hard(to, i, x*super, y*super)
			case c.sample[i].figure() || c.sample[i+1].figure() || c.sample[i+c.w].figure() || c.sample[i+c.w+1].figure():
				c.pixel(to, x*super, y*super)
			}
		}
	}
	for _, g := range p.backdrop.glow {
		x, y := int(g.pixel)%w, int(g.pixel)/w
		before := int(g.sample)
		if c.step == super { // of the figure, a pixel has one sample
			before = y*super*c.w + x*super
		}
		if p.set.glass.depth[g.sample] > c.depth[before] {
			o := y*dst.Stride + x*4
			tint(dst.Pix[o:o+3:o+3], g.line)
		}
	}
}

// pixel mixes the samples of the figure with what is already there.
func (c *canvas) pixel(dst []uint8, x, y int) {
	var r, g, b, rest int
	for k := range super * super {
		sx, sy := x+k&1, y+k>>1
		i := sy*c.w + sx
		q := c.sample[i].colour()
		if !c.sample[i].figure() {
			rest++
			continue
		}
		if c.contour(i, sx, sy) {
			q = lineOf[q]
		}
		v := &palette[q]
		r, g, b = r+int(v.R), g+int(v.G), b+int(v.B)
	}
	dst[0], dst[1], dst[2] = mean(r+rest*int(dst[0])), mean(g+rest*int(dst[1])), mean(b+rest*int(dst[2]))
}

// tint lays one sample of a line over a pixel.
func tint(dst []uint8, line uint8) {
	const n = super * super
	v := palette[line]
	for i, to := range [3]uint8{v.R, v.G, v.B} {
		dst[i] = uint8((int(dst[i])*(n-1) + int(to) + n/2) / n)
	}
}

// hard gives a pixel the colour of its first sample.
func (c *canvas) hard(dst []uint8, i, x, y int) {
	if !c.sample[i].figure() {
		return
	}
	q := c.sample[i].colour()
	if c.borders(i, x, y, super) {
		q = lineOf[q]
	}
	v := &palette[q]
	dst[0], dst[1], dst[2] = v.R, v.G, v.B
}
