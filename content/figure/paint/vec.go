package paint

import (
	"math"

	"medius/content/figure/body"
)

// Products are rounded before they are added (float64(a*b)): the language then forbids to fuse the two, and a picture
// comes out alike on every machine.

func add(a, b body.Vec) body.Vec { return body.Vec{X: a.X + b.X, Y: a.Y + b.Y, Z: a.Z + b.Z} }
func sub(a, b body.Vec) body.Vec { return body.Vec{X: a.X - b.X, Y: a.Y - b.Y, Z: a.Z - b.Z} }
func scale(a body.Vec, s float64) body.Vec {
	return body.Vec{X: float64(a.X * s), Y: float64(a.Y * s), Z: float64(a.Z * s)}
}

// along goes from a by s times d.
func along(a, d body.Vec, s float64) body.Vec {
	return body.Vec{X: a.X + float64(d.X*s), Y: a.Y + float64(d.Y*s), Z: a.Z + float64(d.Z*s)}
}

func dot(a, b body.Vec) float64 {
	return float64(a.X*b.X) + float64(a.Y*b.Y) + float64(a.Z*b.Z)
}

func cross(a, b body.Vec) body.Vec {
	return body.Vec{
		X: float64(a.Y*b.Z) - float64(a.Z*b.Y),
		Y: float64(a.Z*b.X) - float64(a.X*b.Z),
		Z: float64(a.X*b.Y) - float64(a.Y*b.X),
	}
}

func length(a body.Vec) float64 { return math.Sqrt(dot(a, a)) }

// unit gives the direction of a; of nothing it gives up.
func unit(a body.Vec) body.Vec {
	l := length(a)
	if l < 1e-12 {
		return body.Vec{Y: 1}
	}
	return scale(a, 1/l)
}

// mix goes from a to b by t.
func mix(a, b body.Vec, t float64) body.Vec { return along(a, sub(b, a), t) }

// turn applies a rotation, back undoes it.
func turn(m body.Mat, v body.Vec) body.Vec {
	return along(along(scale(m.X, v.X), m.Y, v.Y), m.Z, v.Z)
}

func back(m body.Mat, v body.Vec) body.Vec {
	return body.Vec{X: dot(m.X, v), Y: dot(m.Y, v), Z: dot(m.Z, v)}
}

// times applies b first, then a.
func times(a, b body.Mat) body.Mat {
	return body.Mat{X: turn(a, b.X), Y: turn(a, b.Y), Z: turn(a, b.Z)}
}

func transpose(m body.Mat) body.Mat {
	return body.Mat{
		X: body.Vec{X: m.X.X, Y: m.Y.X, Z: m.Z.X},
		Y: body.Vec{X: m.X.Y, Y: m.Y.Y, Z: m.Z.Y},
		Z: body.Vec{X: m.X.Z, Y: m.Y.Z, Z: m.Z.Z},
	}
}

// snap rounds to steps of a millionth of body height, so that what a machine adds in its last digit is gone.
func snap(x float64) float64 { return math.Floor(x*(1<<20)+0.5) / (1 << 20) }

func snapVec(v body.Vec) body.Vec { return body.Vec{X: snap(v.X), Y: snap(v.Y), Z: snap(v.Z)} }

func snapFrame(f body.Frame) body.Frame {
	return body.Frame{At: snapVec(f.At), Turn: body.Mat{X: snapVec(f.Turn.X), Y: snapVec(f.Turn.Y), Z: snapVec(f.Turn.Z)}}
}

// smooth goes from 0 at a to 1 at b without a kink at either end.
func smooth(a, b, x float64) float64 {
	t := min(max((x-a)/(b-a), 0), 1)
	return float64(t*t) * (3 - float64(2*t))
}

// affine is a rotation, or a mixture of some, and a shift.
type affine struct {
	turn body.Mat
	at   body.Vec
}

func (a affine) point(v body.Vec) body.Vec {
	return along(along(along(a.at, a.turn.X, v.X), a.turn.Y, v.Y), a.turn.Z, v.Z)
}

// after does b first, then a.
func (a affine) after(b affine) affine { return affine{turn: times(a.turn, b.turn), at: a.point(b.at)} }

// about turns round a point and shifts by d.
func about(m body.Mat, centre, d body.Vec) affine {
	return affine{turn: m, at: add(sub(centre, turn(m, centre)), d)}
}
