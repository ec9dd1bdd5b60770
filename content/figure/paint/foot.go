package paint

import (
	"math"

	"medius/content/figure/body"
)

// foot is a training shoe: a loft from heel to toe, flat below.
type foot struct {
	frame body.Frame
	loft  *limb // t is z, x the middle, a half the width, b the height of the back of the foot above the sole
}

const soleAt = -body.AnkleHeight

var footRings = []ring{
	{-.036, .000, 0, .0200, .046}, {-.020, .000, 0, .0235, .054}, {.005, .000, 0, .0245, .056},
	{.025, -.001, 0, .0250, .048}, {.045, -.002, 0, .0275, .038}, {.065, -.003, 0, .0300, .0315},
	{.082, -.003, 0, .0295, .0275}, {.096, -.003, 0, .0250, .0245}, {.102, -.003, 0, .0220, .0230},
}

func (f foot) at(p body.Vec) float64 {
	q := back(f.frame.Turn, sub(p, f.frame.At))
	r := f.loft.ring(q.Z)
	over := 0.0
	switch {
	case q.Z < f.loft.first:
		over = (f.loft.first - q.Z) / .0065
	case q.Z > f.loft.tip:
		over = (q.Z - f.loft.tip) / .0110
	}
	half := r.b/2 + .004
	y := q.Y - (soleAt + r.b - half)
	d := (round3(math.Abs(q.X-r.x)/r.a, math.Abs(y)/half, over, 3) - 1) * min(r.a, half, .02)
	return carve(d, soleAt-q.Y, .004)
}

// shoe is the field of the foot and the end of the shank.
func (f *form) shoe(p body.Vec) float64 {
	return blend(f.foot.at(p), f.shank.at(p, 2), .010)
}
