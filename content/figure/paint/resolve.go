package paint

import "image"

// cliff is how much nearer than its neighbour a sample has to be to get a contour.
const cliff = depthUnit * 14 / 1000

// resolve draws the contours and makes pixels of the samples.
func (c *canvas) resolve(dst *image.RGBA, g *ground) {
	for i, n := range g.colour {
		k := palette[n]
		o := i * 4
		dst.Pix[o], dst.Pix[o+1], dst.Pix[o+2], dst.Pix[o+3] = k.R, k.G, k.B, 255
	}
	d := c.dirty
	for y := d.y0 &^ 1; y < d.y1; y += super {
		for x := d.x0 &^ 1; x < d.x1; x += super {
			var r, gr, b, n int
			for k := range super * super {
				sx, sy := x+k&1, y+k>>1
				i := sy*c.w + sx
				q := c.colour[i]
				if q == none {
					continue
				}
				if c.contour(i, sx, sy) {
					q = lineOf[q]
				}
				p := palette[q]
				r, gr, b, n = r+int(p.R), gr+int(p.G), b+int(p.B), n+1
			}
			if n == 0 {
				continue
			}
			o := dst.PixOffset(x/super, y/super)
			rest := super*super - n
			px := dst.Pix[o : o+3 : o+3]
			px[0] = uint8((r + rest*int(px[0]) + 2) / 4)
			px[1] = uint8((gr + rest*int(px[1]) + 2) / 4)
			px[2] = uint8((b + rest*int(px[2]) + 2) / 4)
		}
	}
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
