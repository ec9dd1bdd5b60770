package paint

import (
	"image"
)

// cliff is how much nearer than its neighbour a sample has to be to get a contour.
const cliff = depthUnit * 14 / 1000

// resolve lays ground, ghost, figure and outlined props over each other and makes pixels of the samples.
func (p *Painter) resolve(dst *image.RGBA) {
	g := &p.set.ground
	for y := range g.h {
		row := dst.Pix[dst.PixOffset(dst.Rect.Min.X, dst.Rect.Min.Y+y):]
		for x := range g.w {
			var sum [3]int
			for k := range super * super {
				q := palette[p.sample(x, y, x*super+k&1, y*super+k>>1)]
				sum[0], sum[1], sum[2] = sum[0]+int(q.R), sum[1]+int(q.G), sum[2]+int(q.B)
			}
			o := x * 4
			row[o], row[o+1], row[o+2], row[o+3] = mean(sum[0]), mean(sum[1]), mean(sum[2]), 255
		}
	}
}

func mean(sum int) uint8 { return uint8((sum + super*super/2) / (super * super)) }

// sample is the colour of one sample.
func (p *Painter) sample(x, y, sx, sy int) uint8 {
	c := &p.canvas
	i := sy*c.w + sx
	q := c.colour[i]
	if p.set.glass.colour[i] != none && p.set.glass.depth[i] > c.depth[i] && p.set.glass.contour(i, sx, sy) {
		return lineOf[p.set.glass.colour[i]]
	}
	if q != none {
		if c.contour(i, sx, sy) {
			return lineOf[q]
		}
		if flat(q) {
			return darker[p.shadow.at(x, y)][q]
		}
		return q
	}
	if gh := &p.ghost.canvas; p.ghost.posture != nil && gh.colour[i] != none {
		if gh.contour(i, sx, sy) {
			return ghostAt + 1
		}
		return ghostAt
	}
	return darker[p.shadow.at(x, y)][p.set.ground.colour[y*p.set.ground.w+x]]
}

// flat tells whether a colour is of something that lies on the floor.
func flat(q uint8) bool {
	r := ramps[toneMat]
	return int(q) >= r.first && int(q) < r.first+r.levels
}

// contour tells whether a sample lies at an edge: of the figure, of a limb before another, or of a piece of clothing.
func (c *canvas) contour(i, x, y int) bool {
	if x < 2 || y < 2 || x >= c.w-2 || y >= c.h-2 {
		return false
	}
	z := c.depth[i] - cliff
	if z > c.depth[i-2] || z > c.depth[i+2] || z > c.depth[i-2*c.w] || z > c.depth[i+2*c.w] {
		return true
	}
	g := c.group[i]
	return g != c.group[i+1] || g != c.group[i+c.w]
}
