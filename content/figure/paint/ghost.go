package paint

import "medius/content/figure/body"

// ghost is a second pose, pale behind the figure. It is drawn once as long as it stays the same.
type ghost struct {
	view    View
	posture *body.Posture
	canvas  canvas
}

// draw tells whether anything changed.
func (g *ghost) draw(p *Painter, shot *Shot) bool {
	if shot.Ghost == nil {
		was := g.posture != nil
		g.posture = nil
		return was
	}
	if g.posture != nil && *g.posture == *shot.Ghost && g.view == shot.View {
		return false
	}
	posture := *shot.Ghost
	g.posture, g.view = &posture, shot.View
	cam := shot.View.camera(super)
	g.canvas.reset(shot.View.Width*super, shot.View.Height*super)
	p.place(&posture, &cam)
	flat := ramp{first: int(ghostAt), levels: 1}
	for i := range p.skin.triangles {
		t := &p.skin.triangles[i]
		g.canvas.triangle(&p.spots[t.corner[0]], &p.spots[t.corner[1]], &p.spots[t.corner[2]], flat, 1)
	}
	return true
}
