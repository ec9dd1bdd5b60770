// Package paint draws a posture as a clothed person with real volume: a skin that is made once per build, bent by the
// bones, lit softly and put into a picture together with the things the person exercises with.
//
// The same shot gives the same bytes on every machine: postures are rounded to a fine grid before they are used, sums
// of products are kept from being fused, and everything after the projection is done in integers.
package paint

import (
	"image"
	"slices"

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
	Ghost   *body.Posture // a pose before or after, pale behind the figure
	Tint    Tint
	Sore    Sore
	Props   []Prop
	Floor   Floor
	// Hard leaves the edges of the figure unsoftened, for a frame that is seen for a blink.
	Hard bool
}

// Painter draws the pictures of one build. It keeps its working memory, and what did not change since the last picture,
// so it must not be used by two goroutines at once.
type Painter struct {
	skin   *skinned
	posed  posed
	world  []body.Vec
	spots  []spot
	worn   []body.Vec // the corners of what the person wears
	canvas canvas
	set    set
	ghost  ghost
	shadow shadow

	backdrop backdrop
}

// New makes the skin of a build, which takes a tenth of a second or two.
func New(build Build) *Painter { return &Painter{skin: sculpt(build)} }

// Draw fills dst, whose size must be that of the view.
func (p *Painter) Draw(dst *image.RGBA, shot Shot) {
	cam := shot.View.camera(super)
	haunted := p.ghost.draw(p, &shot)
	p.place(&shot.Posture, &cam)
	changed := p.set.draw(p, &shot)
	if changed || haunted {
		p.backdrop.lay(&p.set, &p.ghost)
	}
	step := 1
	if shot.Hard {
		step = super
	}
	p.canvas.from(&p.set.canvas, changed, step)
	p.wear(&shot, &cam)
	colours := dress(&shot)
	for i := range p.skin.triangles {
		t := &p.skin.triangles[i]
		k := colours.of(t.region)
		p.canvas.triangle(&p.spots[t.corner[0]], &p.spots[t.corner[1]], &p.spots[t.corner[2]], k.ramp, k.group)
	}
	p.throw(&shot)
	p.resolve(dst)
}

// place bends the skin into a posture and projects it.
func (p *Painter) place(posture *body.Posture, cam *camera) {
	s := p.skin
	s.pose(posture, &p.posed)
	if len(p.spots) != len(s.vertices) {
		p.spots, p.world = make([]spot, len(s.vertices)), make([]body.Vec, len(s.vertices))
	}
	light := cam.light()
	for i := range s.vertices {
		v := &s.vertices[i]
		m := &p.posed.bonds[v.bond]
		p.world[i] = m.point(v.at)
		p.spots[i] = cam.spot(p.world[i])
		p.spots[i].light = light.on(turn(m.turn, v.normal), v.open)
	}
}

// spot projects a point.
func (c *camera) spot(p body.Vec) spot {
	x, y, z := c.project(p)
	return spot{x: fix(x * (1 << subBits)), y: fix(y * (1 << subBits)), z: fix(z * depthUnit)}
}

// throw collects the shadows on the floor.
func (p *Painter) throw(shot *Shot) {
	cam := shot.View.camera(1)
	p.shadow.reset(shot.View, shot.Props)
	for i := 0; i < len(p.world); i += 2 {
		p.shadow.drop(&cam, p.world[i])
	}
	for _, at := range slices.Concat(p.set.feet, p.worn) {
		p.shadow.drop(&cam, at)
	}
	p.shadow.soften()
}

// fix rounds to an integer, downwards at a half.
func fix(x float64) int32 { return int32(int64(x+(1<<20)+0.5) - 1<<20) }
