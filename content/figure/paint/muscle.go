package paint

import (
	"math"
	"slices"

	"medius/content/figure/body"
)

// patch is the outline of a muscle as one sees it from one side: a polygon in the plane that is looked at, with rounded
// corners. see gives a point as seen, and how far it is beyond what can be seen from there.
type patch struct {
	muscle  Muscle
	round   float64
	see     func(f *form, p body.Vec) (u, v, away float64)
	outline [][2]float64
}

// The outlines are drawn round before they are used: each corner is cut off twice.
var patches = func() []patch {
	all := slices.Clone(corneredPatches)
	for i := range all {
		all[i].outline = rounded(rounded(all[i].outline))
	}
	return all
}()

// rounded cuts the corners of a polygon (Chaikin 1974).
func rounded(outline [][2]float64) [][2]float64 {
	var out [][2]float64
	for i, p := range outline {
		q := outline[(i+1)%len(outline)]
		out = append(out,
			[2]float64{p[0]*.75 + q[0]*.25, p[1]*.75 + q[1]*.25}, [2]float64{p[0]*.25 + q[0]*.75, p[1]*.25 + q[1]*.75})
	}
	return out
}

var corneredPatches = []patch{
	{GluteMax, .010, fromBehind, [][2]float64{{.014, .560}, {.050, .572}, {.083, .548}, {.094, .505}, {.088, .470}, {.060, .463}, {.025, .470}, {.012, .500}}},
	{Quads, .010, onThigh, [][2]float64{{-.022, .075}, {.012, .045}, {.028, .070}, {.026, .150}, {.014, .195}, {-.008, .200}, {-.024, .160}}},
	{HipFlexor, .008, fromFront, [][2]float64{{.050, .548}, {.084, .548}, {.108, .508}, {.112, .440}, {.080, .402}, {.052, .435}, {.044, .500}}},
	{Trunk, .010, fromFront, [][2]float64{{-.044, .618}, {.044, .618}, {.052, .660}, {.046, .722}, {-.046, .722}, {-.052, .660}}},
	{GluteMed, .010, fromSide, [][2]float64{{-.050, .566}, {-.030, .576}, {.000, .581}, {.034, .581}, {.062, .574}, {.058, .552}, {.026, .516}, {.008, .490}, {-.008, .492}, {-.024, .520}}},
}

func fromBehind(_ *form, p body.Vec) (u, v, away float64) {
	return p.X, p.Y, max(p.Z+.012, p.X-.14)
}

func fromFront(_ *form, p body.Vec) (u, v, away float64) {
	return p.X, p.Y, max(.012-p.Z, p.X-.14)
}

// fromSide ends in front at a line from the crest down and outwards, as the muscle does.
func fromSide(_ *form, p body.Vec) (u, v, away float64) {
	return p.Z, p.Y, max(.056+max(.585-p.Y, 0)*.5-p.X, p.X-.14)
}

func onThigh(f *form, p body.Vec) (u, v, away float64) {
	x, t, z := f.thigh.local(p)
	return x, t, max(.008-z, p.X-.25, -t, t-.24)
}

// show cuts the muscles into a mesh.
func (f *form) show(m *mesh) {
	for _, patch := range patches {
		m.cut(bodyCell, func(p body.Vec) float64 {
			u, v, away := patch.see(f, fold(p))
			return max(distance(patch.outline, u, v)-patch.round, away)
		}, func(r region) region {
			if r.stuff.cloth() { // on bare skin it would look like a wound
				r.muscle = patch.muscle
			}
			return r
		})
	}
}

// distance to a polygon in the plane, negative inside.
func distance(outline [][2]float64, u, v float64) float64 {
	near, inside := math.Inf(1), false
	for i, p := range outline {
		q := outline[(i+1)%len(outline)]
		du, dv := q[0]-p[0], q[1]-p[1]
		t := min(max(((u-p[0])*du+(v-p[1])*dv)/(du*du+dv*dv), 0), 1)
		near = min(near, math.Hypot(u-p[0]-t*du, v-p[1]-t*dv))
		if (p[1] > v) != (q[1] > v) && u < p[0]+(v-p[1])/dv*du {
			inside = !inside
		}
	}
	if inside {
		return -near
	}
	return near
}
