package body

import "math"

// How high the joints of a leg are that lies on the ground: on its side, and otherwise.
const (
	kneeLying   = 0.038
	ankleLying  = 0.03
	heelLying   = 0.036
	closeEnough = 1e-9
)

// lay lets a leg sink until it touches the ground. A leg that lies on its side has two ways to move, apart from the
// other leg and round its own length, and so brings both knee and ankle down; on back or front it has the hip alone.
func (p Pose) lay(b *Posture, h half, l LegPose, ground float64) LegPose {
	if p.Lie == Back || p.Lie == Front {
		return p.layFlat(b, h, l, ground)
	}
	abd, rot := or(l.Abd, 0), or(l.Rot, 0)
	high := func(abd, rot float64) (knee, ankle float64) {
		l.Abd, l.Rot = &abd, &rot
		b.legBy(h, l)
		return b.Point(h.knee).Y - ground - kneeLying, b.Point(h.ankle).Y - ground - ankleLying
	}
	for range 40 { // damped Gauss-Newton; a straight leg does not mind its rotation
		const d = 1e-3
		k, a := high(abd, rot)
		k1, a1 := high(abd+d, rot)
		k2, a2 := high(abd, rot+d)
		ka, aa, kr, ar := (k1-k)/d, (a1-a)/d, (k2-k)/d, (a2-a)/d
		aaa, arr, aar := ka*ka+aa*aa+closeEnough, kr*kr+ar*ar+closeEnough, ka*kr+aa*ar
		ga, gr := ka*k+aa*a, kr*k+ar*a
		det := aaa*arr - aar*aar
		abd -= clamp((ga*arr-gr*aar)/det, -10, 10)
		rot -= clamp((gr*aaa-ga*aar)/det, -10, 10)
	}
	high(abd, rot)
	return l
}

// layFlat sinks a leg of somebody who lies on back or front.
func (p Pose) layFlat(b *Posture, h half, l LegPose, ground float64) LegPose {
	ankle := heelLying
	down, up := -20.0, 120.0
	if p.Lie == Front {
		ankle, down, up = ankleLying, 120, -20
	}
	for range 60 {
		hip := (down + up) / 2
		l.Hip = &hip
		b.legBy(h, l)
		if math.Min(b.Point(h.knee).Y-kneeLying, b.Point(h.ankle).Y-ankle) > ground {
			up = hip
		} else {
			down = hip
		}
	}
	return l
}
