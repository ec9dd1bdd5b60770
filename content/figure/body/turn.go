package body

import "math"

// Level is the rotation that turns nothing.
var Level = Mat{X: Vec{X: 1}, Y: Vec{Y: 1}, Z: Vec{Z: 1}}

// AboutX turns by an angle in degrees, y towards z.
func AboutX(degrees float64) Mat {
	s, c := sincos(degrees)
	return Mat{X: Vec{X: 1}, Y: Vec{Y: c, Z: s}, Z: Vec{Y: -s, Z: c}}
}

// AboutY turns by an angle in degrees, z towards x.
func AboutY(degrees float64) Mat {
	s, c := sincos(degrees)
	return Mat{X: Vec{X: c, Z: -s}, Y: Vec{Y: 1}, Z: Vec{X: s, Z: c}}
}

// AboutZ turns by an angle in degrees, x towards y.
func AboutZ(degrees float64) Mat {
	s, c := sincos(degrees)
	return Mat{X: Vec{X: c, Y: s}, Y: Vec{X: -s, Y: c}, Z: Vec{Z: 1}}
}

// About turns by an angle in degrees about a unit axis, as a right-handed screw.
func About(axis Vec, degrees float64) Mat {
	s, c := sincos(degrees)
	of := func(v Vec) Vec {
		return v.Mul(c).Add(axis.Cross(v).Mul(s)).Add(axis.Mul(axis.Dot(v) * (1 - c)))
	}
	return Mat{of(Vec{X: 1}), of(Vec{Y: 1}), of(Vec{Z: 1})}
}

func sincos(degrees float64) (s, c float64) { return math.Sincos(degrees * math.Pi / 180) }

// degrees of an angle in radians.
func degrees(radians float64) float64 { return radians * 180 / math.Pi }

// clamp keeps v between lo and hi.
func clamp(v, lo, hi float64) float64 { return math.Max(lo, math.Min(hi, v)) }

// Apply turns a vector.
func (m Mat) Apply(v Vec) Vec {
	return m.X.Mul(v.X).Add(m.Y.Mul(v.Y)).Add(m.Z.Mul(v.Z))
}

// Unapply turns a vector back.
func (m Mat) Unapply(v Vec) Vec { return Vec{m.X.Dot(v), m.Y.Dot(v), m.Z.Dot(v)} }

// Mul is the turn that does n first and m after it.
func (m Mat) Mul(n Mat) Mat { return Mat{m.Apply(n.X), m.Apply(n.Y), m.Apply(n.Z)} }

// Inverse is the turn back.
func (m Mat) Inverse() Mat {
	return Mat{
		Vec{m.X.X, m.Y.X, m.Z.X},
		Vec{m.X.Y, m.Y.Y, m.Z.Y},
		Vec{m.X.Z, m.Y.Z, m.Z.Z},
	}
}

// Mirror is the same turn of the mirrored body.
func (m Mat) Mirror() Mat {
	return Mat{X: m.X.Mirror().Mul(-1), Y: m.Y.Mirror(), Z: m.Z.Mirror()}
}

// Angle is how far m turns, 0 to 180 degrees.
func (m Mat) Angle() float64 {
	return degrees(2 * math.Atan2(m.axis().Len(), math.Abs(m.quaternion().w)))
}

func (m Mat) axis() Vec { return m.quaternion().v }

// Slerp goes from m (t = 0) to n (t = 1) at an even pace on the shortest arc.
func (m Mat) Slerp(n Mat, t float64) Mat {
	switch t {
	case 0:
		return m
	case 1:
		return n
	}
	q := m.Inverse().Mul(n).quaternion()
	if q.w < 0 {
		q = quaternion{-q.w, q.v.Mul(-1)}
	}
	return m.Mul(About(q.v.Unit(), t*degrees(2*math.Atan2(q.v.Len(), q.w))))
}

// frameOf is the turn whose y axis is along and whose z axis is as near to front as it can be.
func frameOf(along, front Vec) Mat {
	y := along.Unit()
	z := front.across(y)
	if z.Len() < 1e-9 {
		z = Vec{Z: 1}.across(y)
	}
	if z.Len() < 1e-9 {
		z = Vec{Y: 1}.across(y)
	}
	z = z.Unit()
	return Mat{y.Cross(z), y, z}
}

// A quaternion is a rotation without a seam; only Slerp and Angle need it.
type quaternion struct {
	w float64
	v Vec
}

// quaternion picks the largest of the four parts first, so that no small number is divided by.
func (m Mat) quaternion() quaternion {
	xx, yy, zz := m.X.X, m.Y.Y, m.Z.Z
	switch trace := xx + yy + zz; {
	case trace > 0:
		s := 2 * math.Sqrt(1+trace)
		return quaternion{s / 4, Vec{(m.Y.Z - m.Z.Y) / s, (m.Z.X - m.X.Z) / s, (m.X.Y - m.Y.X) / s}}
	case xx >= yy && xx >= zz:
		s := 2 * math.Sqrt(1+xx-yy-zz)
		return quaternion{(m.Y.Z - m.Z.Y) / s, Vec{s / 4, (m.Y.X + m.X.Y) / s, (m.Z.X + m.X.Z) / s}}
	case yy >= zz:
		s := 2 * math.Sqrt(1+yy-xx-zz)
		return quaternion{(m.Z.X - m.X.Z) / s, Vec{(m.Y.X + m.X.Y) / s, s / 4, (m.Z.Y + m.Y.Z) / s}}
	default:
		s := 2 * math.Sqrt(1+zz-xx-yy)
		return quaternion{(m.X.Y - m.Y.X) / s, Vec{(m.Z.X + m.X.Z) / s, (m.Z.Y + m.Y.Z) / s, s / 4}}
	}
}
