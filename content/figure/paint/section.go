package paint

import (
	"cmp"
	"math"
	"slices"

	"medius/content/figure/body"
)

// section is the outline of a limb at a way down from its joint, in the bone's axes.
func (f *form) section(bone body.Bone, down float64) []body.Vec {
	var l *limb
	cloth := 0.0
	switch bone {
	case body.OThigh, body.WThigh:
		l = f.thigh
		if down < shortsEnd {
			cloth = f.thickness(1, l.frame.Point(body.Vec{Y: -down}))
		}
	case body.OShank, body.WShank:
		l = f.shank
	case body.OUpperArm, body.WUpperArm:
		l = f.upper
		if down < sleeveEnd {
			cloth = f.thickness(2, l.frame.Point(body.Vec{Y: -down}))
		}
	default:
		l = f.fore
	}
	mirror := 1.0
	if bone.Other() > bone { // a W bone
		mirror = -1
	}
	r := l.ring(down)
	const n = 20
	out := make([]body.Vec, n)
	for i := range out {
		s, c := math.Sincos(float64(i) / n * 2 * math.Pi)
		out[i] = body.Vec{X: mirror * (r.x + float64((r.a+cloth)*c)), Y: -down, Z: r.z + float64((r.b+cloth)*s)}
	}
	return out
}

func sortPoints(points [][2]float64) {
	slices.SortFunc(points, func(a, b [2]float64) int {
		return cmp.Or(cmp.Compare(a[0], b[0]), cmp.Compare(a[1], b[1]))
	})
}
