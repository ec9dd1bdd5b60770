package paint

// samples per pixel in each direction.
const super = 2

// depthUnit is how many steps of depth a body height has.
const depthUnit = 1 << 15

// subBits is how fine corners are placed between samples: 1/16.
const subBits = 4

// spot is a projected vertex: place in 1/16 samples, depth and light (0..65535).
type spot struct {
	x, y, z, light int32
}

// canvas collects the samples of a picture.
type canvas struct {
	w, h   int // in samples
	depth  []int32
	sample []sample
	dirty  span
	step   int // 1, or 2 when only every other sample of every other row is drawn
}

// sample is a colour of the palette and the group it belongs to: between groups there is a contour. The figure's groups
// are 1..props.
type sample uint16

func (s sample) colour() uint8 { return uint8(s) }
func (s sample) group() uint8  { return uint8(s >> 8) }

// figure tells a sample of the person from the ground and from props.
func (s sample) figure() bool { return s>>8-1 < props }

// props is the last group of the figure; the groups of props come after it.
const props = 99

// span is a rectangle of samples, the right and lower borders excluded.
type span struct{ x0, y0, x1, y1 int }

func (s *span) add(x0, y0, x1, y1 int) {
	if x0 >= x1 {
		return
	}
	if s.x0 >= s.x1 {
		*s = span{x0, y0, x1, y1}
		return
	}
	s.x0, s.y0, s.x1, s.y1 = min(s.x0, x0), min(s.y0, y0), max(s.x1, x1), max(s.y1, y1)
}

const farAway = -1 << 28

// reset empties the canvas.
func (c *canvas) reset(w, h int) {
	if c.w != w || c.h != h {
		*c = canvas{w: w, h: h, step: 1, depth: make([]int32, w*h), sample: make([]sample, w*h)}
		c.dirty = span{0, 0, w, h}
	}
	d := c.dirty
	for y := d.y0; y < d.y1; y++ {
		row := c.depth[y*w+d.x0 : y*w+d.x1]
		for i := range row {
			row[i] = farAway
		}
		clear(c.sample[y*w+d.x0 : y*w+d.x1])
	}
	c.dirty = span{}
}

// from begins with what another canvas shows; where that is as it was, only what was drawn since is wiped out. The
// samples are drawn in steps.
func (c *canvas) from(base *canvas, changed bool, step int) {
	defer func() { c.step = step }()
	if changed || c.w != base.w || c.h != base.h {
		if c.w != base.w || c.h != base.h {
			*c = canvas{w: base.w, h: base.h, step: 1, depth: make([]int32, base.w*base.h), sample: make([]sample, base.w*base.h)}
		}
		copy(c.depth, base.depth)
		copy(c.sample, base.sample)
		c.dirty = span{}
		return
	}
	d := c.dirty
	for y := d.y0; y < d.y1; y += c.step {
		a, b := y*c.w+d.x0, y*c.w+d.x1
		copy(c.depth[a:b], base.depth[a:b])
		copy(c.sample[a:b], base.sample[a:b])
	}
	c.dirty = span{}
}

// widest is how wide or high a triangle may be, in 1/16 samples, so that its edge functions stay within 32 bits.
const widest = 30000

// triangle draws p, q, r, which run counter-clockwise as seen; others face away and are left out.
func (c *canvas) triangle(p, q, r *spot, t ramp, group uint8) {
	x0, x1 := min(p.x, q.x, r.x), max(p.x, q.x, r.x)
	y0, y1 := min(p.y, q.y, r.y), max(p.y, q.y, r.y)
	if x1 < 0 || y1 < 0 || int(x0>>subBits) >= c.w || int(y0>>subBits) >= c.h {
		return
	}
	if x1-x0 > widest || y1-y0 > widest {
		c.quarter(p, q, r, t, group)
		return
	}
	area := (q.x-p.x)*(r.y-p.y) - (q.y-p.y)*(r.x-p.x)
	if area < 0 { // y goes down in a picture
		c.fill(p, r, q, -area, t, group)
	}
}

// quarter draws a triangle that is too large in four pieces; those beside the picture fall away.
func (c *canvas) quarter(p, q, r *spot, t ramp, group uint8) {
	half := func(a, b *spot) *spot {
		return &spot{x: a.x + (b.x-a.x)/2, y: a.y + (b.y-a.y)/2, z: a.z + (b.z-a.z)/2, light: a.light + (b.light-a.light)/2}
	}
	pq, qr, rp := half(p, q), half(q, r), half(r, p)
	c.triangle(p, pq, rp, t, group)
	c.triangle(pq, q, qr, t, group)
	c.triangle(rp, qr, r, t, group)
	c.triangle(pq, qr, rp, t, group)
}

// fill draws a clockwise triangle whose doubled area is known.
func (c *canvas) fill(p, q, r *spot, area int32, t ramp, group uint8) {
	const one = 1 << subBits
	x0, x1 := min(p.x, q.x, r.x), max(p.x, q.x, r.x)
	y0, y1 := min(p.y, q.y, r.y), max(p.y, q.y, r.y)
	// Samples lie at the middle of their cells.
	sx0, sx1 := max(int(x0+one/2-1)>>subBits, 0), min(int(x1-one/2)>>subBits, c.w-1)
	sy0, sy1 := max(int(y0+one/2-1)>>subBits, 0), min(int(y1-one/2)>>subBits, c.h-1)
	if c.step == 2 {
		sx0, sy0 = (sx0+1)&^1, (sy0+1)&^1
	}
	if sx0 > sx1 || sy0 > sy1 {
		return
	}
	c.dirty.add(sx0, sy0, sx1+1, sy1+1)
	// Edge functions at the first sample, with the top-left rule; w0 belongs to p, and so on.
	pace := one * int32(c.step)
	px, py := int32(sx0)<<subBits+one/2, int32(sy0)<<subBits+one/2
	edge := func(a, b *spot) (w, dx, dy int32) {
		dx, dy = a.y-b.y, b.x-a.x
		w = dy*(py-a.y) + dx*(px-a.x)
		if !(dx > 0 || dx == 0 && dy > 0) {
			w--
		}
		return w, dx * pace, dy * pace
	}
	w0, dx0, dy0 := edge(q, r)
	w1, dx1, dy1 := edge(r, p)
	w2, dx2, dy2 := edge(p, q)
	// Depth and light are planes over the picture.
	inv := 1 / float64(area)
	plane := func(a, b, d int32, bits uint) (at, dx, dy int64) {
		u, v := float64(b-a), float64(d-a)
		gx := float64(float64(float64(u*float64(r.y-p.y))-float64(v*float64(q.y-p.y))) * inv)
		gy := float64(float64(float64(v*float64(q.x-p.x))-float64(u*float64(r.x-p.x))) * inv)
		k := float64(int64(1) << bits)
		start := float64(a) + float64(gx*float64(px-p.x)) + float64(gy*float64(py-p.y))
		return int64(start * k), int64(gx * k * float64(pace)), int64(gy * k * float64(pace))
	}
	z, zx, zy := plane(p.z, q.z, r.z, 8)
	levels := int32(t.levels)
	over := sample(group) << 8
	l, lx, ly := plane(p.light*levels, q.light*levels, r.light*levels, 4)
	first, top := int64(t.first), int64(t.levels-1)
	n := sx1 - sx0 + 1
	for y := sy0; y <= sy1; y += c.step {
		row := y*c.w + sx0
		depth, out := c.depth[row:row+n], c.sample[row:row+n]
		a0, a1, a2, az, al := w0, w1, w2, z, l
		inside := false
		for i := 0; i < len(out); i += c.step {
			if a0|a1|a2 >= 0 {
				inside = true
				if d := int32(az >> 8); d > depth[i] {
					depth[i] = d
					out[i] = over | sample(first+min(max(al>>20, 0), top))
				}
			} else if inside {
				break
			}
			a0, a1, a2, az, al = a0+dx0, a1+dx1, a2+dx2, az+zx, al+lx
		}
		w0, w1, w2, z, l = w0+dy0, w1+dy1, w2+dy2, z+zy, l+ly
	}
}
