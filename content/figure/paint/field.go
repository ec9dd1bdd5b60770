package paint

import (
	"math"

	"medius/content/figure/body"
)

// A body is described as a field: a function that is negative inside and grows outwards about as fast as the distance
// does. Fields blend into each other without a seam, which is what flesh does at a shoulder or a hip.

// ring is a cross-section of a limb: t from the joint down the bone, the middle x (outwards) and z (to the front), half
// the width a and half the depth b.
type ring struct{ t, x, z, a, b float64 }

// limb is a loft through rings along a bone.
type limb struct {
	frame body.Frame
	side  float64 // 1, or -1 where x of the rings is mirrored
	first float64
	step  float64
	rings []ring // evenly spaced, from first on
	tip   float64
	reach float64
}

const ringsPerLimb = 96

// newLimb lofts through the rings of a table, whose t rises.
func newLimb(frame body.Frame, side float64, table []ring) *limb {
	l := &limb{frame: frame, side: side, first: table[0].t}
	last := table[len(table)-1].t
	l.step = (last - l.first) / ringsPerLimb
	for i := 0; i <= ringsPerLimb; i++ {
		l.rings = append(l.rings, between(table, l.first+float64(i)*l.step))
	}
	for _, r := range l.rings {
		l.reach = max(l.reach, r.a, r.b)
	}
	l.tip = last
	return l
}

// between interpolates a table so that the outline has no kinks and does not overshoot (monotone cubics, Fritsch and
// Carlson 1980, with the harmonic mean of the slopes).
func between(table []ring, t float64) ring {
	i := 0
	for i < len(table)-2 && t > table[i+1].t {
		i++
	}
	p, q := table[i], table[i+1]
	h := q.t - p.t
	u := min(max((t-p.t)/h, 0), 1)
	curve := func(value func(ring) float64) float64 {
		slope := func(k int) float64 { // of the piece before ring k
			if k < 1 || k >= len(table) {
				return 0
			}
			return (value(table[k]) - value(table[k-1])) / (table[k].t - table[k-1].t)
		}
		tangent := func(k int) float64 {
			s, n := slope(k), slope(k+1)
			switch {
			case k == 0:
				return n
			case k == len(table)-1:
				return s
			case s*n <= 0:
				return 0
			}
			return 2 * s * n / (s + n)
		}
		a, b := value(p), value(q)
		u2, u3 := u*u, u*u*u
		return a*(2*u3-3*u2+1) + b*(3*u2-2*u3) + h*(tangent(i)*(u3-2*u2+u)+tangent(i+1)*(u3-u2))
	}
	return ring{
		t: t,
		x: curve(func(r ring) float64 { return r.x }), z: curve(func(r ring) float64 { return r.z }),
		a: curve(func(r ring) float64 { return r.a }), b: curve(func(r ring) float64 { return r.b }),
	}
}

// local gives a point in the bone's own axes, t down the bone, x outwards.
func (l *limb) local(p body.Vec) (x, t, z float64) {
	q := back(l.frame.Turn, sub(p, l.frame.At))
	return q.X * l.side, -q.Y, q.Z
}

// ring is the cross-section at t, beyond the ends the last one.
func (l *limb) ring(t float64) ring {
	k := min(max((t-l.first)/l.step, 0), ringsPerLimb)
	i := min(int(k), ringsPerLimb-1)
	u := k - float64(i)
	r, s := l.rings[i], l.rings[i+1]
	return ring{t: t, x: r.x + (s.x-r.x)*u, z: r.z + (s.z-r.z)*u, a: r.a + (s.a-r.a)*u, b: r.b + (s.b-r.b)*u}
}

// at measures the field. Beyond its ends a limb is round.
func (l *limb) at(p body.Vec, power float64) float64 {
	x, t, z := l.local(p)
	r := l.ring(t)
	least := min(r.a, r.b)
	over := 0.0
	if t < l.first {
		over = (l.first - t) / least
	} else if t > l.tip {
		over = (t - l.tip) / least
	}
	return (round3(math.Abs(x-r.x)/r.a, over, math.Abs(z-r.z)/r.b, power) - 1) * least
}

// round3 is the length of a vector, measured so that power 2 gives an ellipse and more a rounded box.
func round3(x, y, z, power float64) float64 {
	switch power {
	case 2:
		return math.Sqrt(x*x + y*y + z*z)
	case 4:
		return math.Sqrt(math.Sqrt(x*x*x*x + y*y*y*y + z*z*z*z))
	}
	s, f := math.Sqrt(x*x+y*y+z*z), math.Sqrt(math.Sqrt(x*x*x*x+y*y*y*y+z*z*z*z)) // between the two
	return s + (f-s)*(power-2)/2
}

// ball is an ellipsoid with its own axes.
type ball struct {
	centre, radii body.Vec
	turn          body.Mat
}

func (b ball) at(p body.Vec) float64 {
	q := back(b.turn, sub(p, b.centre))
	return (round3(q.X/b.radii.X, q.Y/b.radii.Y, q.Z/b.radii.Z, 2) - 1) * min(b.radii.X, b.radii.Y, b.radii.Z)
}

// cone is a round bar from a to b whose radius goes from ra to rb.
type cone struct {
	a, b   body.Vec
	ra, rb float64
}

func (c cone) at(p body.Vec) float64 {
	d := sub(c.b, c.a)
	t := min(max(dot(sub(p, c.a), d)/dot(d, d), 0), 1)
	return length(sub(p, along(c.a, d, t))) - (c.ra + (c.rb-c.ra)*t)
}

// blend joins two fields with a fillet of about k.
func blend(a, b, k float64) float64 {
	h := max(k-math.Abs(a-b), 0)
	return min(a, b) - h*h/(4*k)
}

// carve cuts away what is outside of b, with an edge rounded by k.
func carve(a, b, k float64) float64 { return -blend(-a, -b, k) }
