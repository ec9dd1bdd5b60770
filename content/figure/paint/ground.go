package paint

// ground is what lies behind everything: paper, floor, shadows, as colours of the palette, one per pixel.
type ground struct {
	w, h   int
	colour []uint8
}

func (g *ground) lay(shot Shot, p *Painter, cam *camera) {
	v := shot.View
	if g.w != v.Width || g.h != v.Height {
		g.w, g.h, g.colour = v.Width, v.Height, make([]uint8, v.Width*v.Height)
	}
	for i := range g.colour {
		g.colour[i] = paperAt
	}
}
