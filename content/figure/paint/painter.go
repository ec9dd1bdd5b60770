// Package paint draws a posture as a clothed person with real volume: a skin that is made once per build, bent by the
// bones, lit softly and put into a picture together with the things the person exercises with.
//
// The same shot gives the same bytes on every machine: postures are rounded to a fine grid before they are used, sums
// of products are kept from being fused, and everything after the projection is done in integers.
package paint

import (
	"image"

	"medius/content/figure/body"
)

// Tint is how hard each muscle works, 0 to 1, of the working side W and the other side O. Trunk counts the larger.
type Tint struct {
	W, O [Muscles]float64
}

// Sore tells which leg wears the mark of the sore side: a long ringed sock and a stripe down the shorts.
type Sore int

// The sore sides.
const (
	SoreW Sore = iota
	SoreBoth
	SoreNone
)

// Shot is one picture.
type Shot struct {
	View    View
	Posture body.Posture
	Tint    Tint
	Sore    Sore
}

// Painter draws the pictures of one build. It keeps its working memory, so it must not be used by two goroutines at once.
type Painter struct {
	skin   *skinned
	posed  posed
	spots  []spot
	canvas canvas
	ground ground
}

// New makes the skin of a build, which takes a tenth of a second or two.
func New(build Build) *Painter { return &Painter{skin: sculpt(build)} }

// Draw fills dst, whose size must be that of the view.
func (p *Painter) Draw(dst *image.RGBA, shot Shot) {
	cam := shot.View.camera(super)
	w, h := shot.View.Width*super, shot.View.Height*super
	p.canvas.reset(w, h)
	p.place(&shot.Posture, &cam)
	p.ground.lay(shot, p, &cam)
	colours := dress(shot)
	for _, t := range p.skin.triangles {
		k := colours.of(t.region)
		p.canvas.triangle(&p.spots[t.corner[0]], &p.spots[t.corner[1]], &p.spots[t.corner[2]], k.ramp, k.group)
	}
	p.canvas.resolve(dst, &p.ground)
}

// place bends the skin into a posture and projects it.
func (p *Painter) place(posture *body.Posture, cam *camera) {
	s := p.skin
	s.pose(posture, &p.posed)
	if len(p.spots) != len(s.vertices) {
		p.spots = make([]spot, len(s.vertices))
	}
	light := cam.light()
	for i := range s.vertices {
		v := &s.vertices[i]
		m := &p.posed.bonds[v.bond]
		x, y, z := cam.project(m.point(v.at))
		p.spots[i] = spot{
			x: fix(x * (1 << subBits)), y: fix(y * (1 << subBits)), z: fix(z * depthUnit),
			light: light.on(turn(m.turn, v.normal), v.open),
		}
	}
}

// fix rounds to an integer, downwards at a half.
func fix(x float64) int32 { return int32(int64(x+(1<<20)+0.5) - 1<<20) }
