package paint

import (
	"fmt"
	"slices"
	"strings"

	"medius/content/figure/body"
)

// Kind is what a prop is.
type Kind int

// The kinds of props. Their usual sizes, in body heights, stand in sizes.
const (
	Wall    Kind = iota // At is the foot of its surface, which faces along Yaw
	Chair               // At is the floor below the middle of the seat; the sitter faces along Yaw. Size is width, height of the seat, depth
	Mat                 // At is the middle of its lower face
	Pillow              // a block; At is its middle
	Bolster             // a round bar whose length runs along x at Yaw 0; At is its middle
	Band                // a taut resistance band through Points
	Loop                // a resistance band round the limbs Bones, Down from their upper joints
	Belt                // a firm strap in the same way
	Step                // a low box; At is the middle of its lower face
	Table               // At is the floor below its middle
	Door                // as Wall, with a handle
	Anchor              // a small knob that a band is fixed to; At is its middle
)

var kinds = []string{"wall", "chair", "mat", "pillow", "bolster", "band", "loop", "belt", "step", "table", "door", "anchor"}

// String is the name that scene files use.
func (k Kind) String() string { return kinds[k] }

// UnmarshalText reads a kind by its name.
func (k *Kind) UnmarshalText(text []byte) error {
	i := slices.Index(kinds, string(text))
	if i < 0 {
		return fmt.Errorf("%s is no prop; there are %s", text, strings.Join(kinds, ", "))
	}
	*k = Kind(i)
	return nil
}

// Prop is a thing beside, below or round the person. Lengths are in body heights.
type Prop struct {
	Kind    Kind
	At      body.Vec
	Yaw     float64    // degrees, as of a View: at 0 a prop faces the front camera
	Pitch   float64    // degrees by which its front is tipped down, for pillows
	Size    body.Vec   // width, height, depth; what is zero is as usual
	Outline bool       // only its edges are drawn, so that it hides nothing
	Points  []body.Vec // of a band
	Bones   []body.Bone
	Down    float64
}

var sizes = map[Kind]body.Vec{
	Wall:    {X: .60, Y: 1.10, Z: .05},
	Door:    {X: .44, Y: 1.12, Z: .03},
	Chair:   {X: .27, Y: .25, Z: .25},
	Mat:     {X: .42, Y: .008, Z: 1.10},
	Pillow:  {X: .26, Y: .09, Z: .20},
	Bolster: {X: .30, Y: .085, Z: .085},
	Band:    {X: .014},
	Loop:    {Y: .022},
	Belt:    {Y: .020},
	Step:    {X: .32, Y: .09, Z: .24},
	Table:   {X: .60, Y: .42, Z: .36},
	Anchor:  {X: .02, Y: .02, Z: .02},
}

// size is the usual size where nothing else is said.
func (p Prop) size() body.Vec {
	s := sizes[p.Kind]
	pick := func(own, usual float64) float64 {
		if own > 0 {
			return own
		}
		return usual
	}
	return body.Vec{X: pick(p.Size.X, s.X), Y: pick(p.Size.Y, s.Y), Z: pick(p.Size.Z, s.Z)}
}

// solid builds a prop; round it may stand a person.
func (p Prop) solid(s *skinned, posture *body.Posture) solid {
	size := p.size()
	b := solid{frame: body.Frame{At: p.At, Turn: times(body.AboutY(p.Yaw), body.AboutX(p.Pitch))}}
	at := func(x, y, z float64) body.Vec { return body.Vec{X: x, Y: y, Z: z} }
	switch p.Kind {
	case Wall, Door:
		b.box(at(0, size.Y/2, -size.Z/2), size, .004, toneProp)
		if p.Kind == Door {
			b.box(at(size.X*.38, .55, .012), at(.05, .012, .012), .005, toneDark)
		}
	case Chair:
		b.chair(size)
	case Mat:
		b.box(at(0, size.Y/2, 0), size, min(size.Y*.45, .012), toneMat)
	case Pillow:
		b.box(at(0, 0, 0), size, size.Y*.42, toneCushion)
	case Bolster:
		b.box(at(0, 0, 0), size, min(size.Y, size.Z)*.49, toneCushion)
	case Step:
		b.box(at(0, size.Y/2, 0), size, .008, toneProp)
	case Table:
		b.table(size)
	case Anchor:
		b.box(at(0, 0, 0), size, .008, toneDark)
	case Band:
		b.band(p.Points, size.X)
	case Loop:
		b.loop(s, posture, p, size.Y, toneBand)
	case Belt:
		b.loop(s, posture, p, size.Y, toneDark)
	}
	return b
}

func (b *solid) chair(size body.Vec) {
	w, h, d := size.X, size.Y, size.Z
	const leg, seat = .018, .020
	b.box(body.Vec{Y: h - seat/2}, body.Vec{X: w, Y: seat, Z: d}, .006, toneProp)
	for _, x := range []float64{-1, 1} {
		b.box(body.Vec{X: x * (w/2 - .014), Y: (h - seat) / 2, Z: d/2 - .014}, body.Vec{X: leg, Y: h - seat, Z: leg}, .004, toneDark)
		b.box(body.Vec{X: x * (w/2 - .014), Y: (h + .27) / 2, Z: -d/2 + .010}, body.Vec{X: leg, Y: h + .27, Z: leg}, .004, toneDark)
	}
	b.box(body.Vec{Y: h + .225, Z: -d/2 + .010}, body.Vec{X: w, Y: .085, Z: .016}, .006, toneProp)
}

func (b *solid) table(size body.Vec) {
	w, h, d := size.X, size.Y, size.Z
	const leg, top = .026, .022
	b.box(body.Vec{Y: h - top/2}, body.Vec{X: w, Y: top, Z: d}, .006, toneProp)
	for _, x := range []float64{-1, 1} {
		for _, z := range []float64{-1, 1} {
			b.box(body.Vec{X: x * (w/2 - .03), Y: (h - top) / 2, Z: z * (d/2 - .03)}, body.Vec{X: leg, Y: h - top, Z: leg}, .004, toneDark)
		}
	}
}
