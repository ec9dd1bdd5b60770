package body

import (
	"fmt"
	"math"
	"strings"
)

// rule binds the place of the pelvis.
type rule struct {
	what   string // for the error
	kind   ruleKind
	centre Vec
	normal Vec     // of a plane
	radius float64 // of a sphere or a ball
}

type ruleKind int

const (
	onPlane  ruleKind = iota // through centre, across normal
	onSphere                 // a limb of known length
	inBall                   // a limb that may bend
)

// miss is how far a place is from obeying, and the way out of it.
func (r rule) miss(at Vec) (by float64, way Vec) {
	if r.kind == onPlane {
		return at.Sub(r.centre).Dot(r.normal), r.normal
	}
	from := at.Sub(r.centre)
	by = from.Len() - r.radius
	if r.kind == inBall && by <= 0 {
		return 0, Vec{}
	}
	return by, from.Unit()
}

// rules are all that binds a pelvis.
type rules []rule

// fix adds a plane for every coordinate that is given.
func (rs *rules) fix(what string, at Place, off Vec) {
	for _, c := range []struct {
		v      *float64
		normal Vec
		off    float64
	}{{at.X, Vec{X: 1}, off.X}, {at.Y, Vec{Y: 1}, off.Y}, {at.Z, Vec{Z: 1}, off.Z}} {
		if c.v != nil {
			*rs = append(*rs, rule{what: what, kind: onPlane, centre: c.normal.Mul(*c.v - c.off), normal: c.normal})
		}
	}
}

// point binds the pelvis wholly.
func (rs *rules) point(what string, at Vec) {
	rs.fix(what, Place{&at.X, &at.Y, &at.Z}, Vec{})
}

// settle finds a place that obeys all rules, near to the first guess: damped Gauss-Newton steps, which change nothing
// that no rule asks for. The number of steps is fixed, so that every machine takes the same way.
func (rs rules) settle(at Vec) Vec {
	for range 40 {
		var a Mat // columns of the normal matrix
		var b Vec
		for _, r := range rs {
			by, way := r.miss(at)
			a.X, a.Y, a.Z = a.X.Add(way.Mul(way.X)), a.Y.Add(way.Mul(way.Y)), a.Z.Add(way.Mul(way.Z))
			b = b.Add(way.Mul(-by))
		}
		a.X.X, a.Y.Y, a.Z.Z = a.X.X+damping, a.Y.Y+damping, a.Z.Z+damping
		at = at.Add(cholesky(a, b))
	}
	return at
}

// lowered is a first guess no higher than the limbs that may bend reach.
func (rs rules) lowered(at Vec) Vec {
	for _, r := range rs {
		if flat := math.Hypot(at.X-r.centre.X, at.Z-r.centre.Z); r.kind == inBall && flat < r.radius {
			at.Y = math.Min(at.Y, r.centre.Y+math.Sqrt(r.radius*r.radius-flat*flat))
		}
	}
	return at
}

// damping keeps a step from going where no rule points. Much less would drown in rounding, much more would slow it.
const damping = 1e-7

// cholesky gives x of a x = b for a symmetric a without a negative direction, and keeps its precision where a is nearly
// flat, which one rule alone always is.
func cholesky(a Mat, b Vec) Vec {
	l11 := math.Sqrt(a.X.X)
	l21, l31 := a.X.Y/l11, a.X.Z/l11
	l22 := math.Sqrt(a.Y.Y - l21*l21)
	l32 := (a.Y.Z - l31*l21) / l22
	l33 := math.Sqrt(a.Z.Z - l31*l31 - l32*l32)
	y1 := b.X / l11
	y2 := (b.Y - l21*y1) / l22
	y3 := (b.Z - l31*y1 - l32*y2) / l33
	z := y3 / l33
	y := (y2 - l32*z) / l22
	return Vec{(y1 - l21*y - l31*z) / l11, y, z}
}

// broken tells which rules a place does not obey.
func (rs rules) broken(at Vec) error {
	var told []string
	for _, r := range rs {
		if by, _ := r.miss(at); math.Abs(by) > 1e-6 {
			told = append(told, fmt.Sprintf("%s: %.3f H %s", r.what, math.Abs(by), r.side(by)))
		}
	}
	if len(told) == 0 {
		return nil
	}
	return fmt.Errorf("the pelvis cannot be everywhere: %s", strings.Join(told, "; "))
}

// side says in words what is wrong with a distance.
func (r rule) side(by float64) string {
	switch {
	case r.kind == onPlane:
		return "off its place; leave out a coordinate of another"
	case by > 0:
		return "out of reach; move the pelvis nearer, or leave out the angle"
	}
	return "too near; move the pelvis away, or leave out the angle"
}
