package body

import (
	"cmp"
	"math"
	"slices"
)

// soles are the corners of what of a foot stands, by the landmark that is in contact: a heel is 0.04 H wide, the
// forefoot 0.056 H, and carries up to the toes.
var soles = map[Landmark][]spot{
	WHeel: {{bone: WFoot, offset: Vec{-0.02, -AnkleHeight, -0.04}}, {bone: WFoot, offset: Vec{0.02, -AnkleHeight, -0.04}}},
	WBall: {
		{bone: WToes, offset: Vec{-0.03, -0.012, 0}}, {bone: WToes, offset: Vec{0.026, -0.012, 0}},
		{bone: WToes, offset: Vec{-0.015, -0.012, 0.035}}, {bone: WToes, offset: Vec{0.02, -0.012, 0.04}},
	},
}

// lyingHigh is how high a joint or the skin may be over what it lies on.
const lyingHigh = 0.045

// Support is the outline on the floor of what carries the body, seen from above, in order; empty where nothing does. A
// hand on a wall or a chair counts with the point below it: it steadies. Who lies is carried by all that is low enough.
func (s Stance) Support() []Vec {
	var points []Vec
	for l := range Landmark(Landmarks) {
		if at := s.Point(l); s.lying && at.Y < s.ground+lyingHigh {
			points = append(points, Vec{X: at.X, Z: at.Z})
		}
	}
	for _, c := range s.Contacts() {
		w := c.At
		if w != WHeel && w != WBall {
			w = w.Other()
		}
		corners, foot := soles[w]
		if !foot {
			points = append(points, Vec{X: c.Point.X, Z: c.Point.Z})
		}
		for _, k := range corners {
			bone, offset := k.bone, k.offset
			if w != c.At {
				bone, offset = bone.Other(), offset.Mirror()
			}
			at := s.Posture[bone].Point(offset)
			points = append(points, Vec{X: at.X, Z: at.Z})
		}
	}
	return hull(points)
}

// hull is the convex outline of points in the plane of x and z (Andrew's monotone chain).
func hull(points []Vec) []Vec {
	slices.SortFunc(points, func(a, b Vec) int { return cmp.Or(cmp.Compare(a.X, b.X), cmp.Compare(a.Z, b.Z)) })
	points = slices.Compact(points)
	if len(points) < 3 {
		return points
	}
	half := func(out []Vec) []Vec {
		for _, p := range points {
			for len(out) > 1 && left(out[len(out)-2], out[len(out)-1], p) <= 0 {
				out = out[:len(out)-1]
			}
			out = append(out, p)
		}
		return out[:len(out)-1]
	}
	lower := half(nil)
	slices.Reverse(points)
	return append(lower, half(nil)...)
}

// left is positive where c lies to the left of the way from a to b.
func left(a, b, c Vec) float64 { return (b.X-a.X)*(c.Z-a.Z) - (b.Z-a.Z)*(c.X-a.X) }

// Margin is how far inside an outline on the floor a point lies, seen from above; negative is outside.
func Margin(outline []Vec, p Vec) float64 {
	inside, nearest := len(outline) > 2, math.Inf(1)
	for i, a := range outline {
		b := outline[(i+1)%len(outline)]
		if left(a, b, p) < 0 {
			inside = false
		}
		nearest = math.Min(nearest, beyond(a, b, p))
	}
	if inside {
		return nearest
	}
	return -nearest
}

// beyond is how far a point is from a piece of a line, on the floor.
func beyond(a, b, p Vec) float64 {
	ab, ap := Vec{X: b.X - a.X, Z: b.Z - a.Z}, Vec{X: p.X - a.X, Z: p.Z - a.Z}
	t := 0.0
	if l := ab.Dot(ab); l > 0 {
		t = clamp(ap.Dot(ab)/l, 0, 1)
	}
	return ap.Sub(ab.Mul(t)).Len()
}
