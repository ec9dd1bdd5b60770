package body

import (
	"errors"
	"fmt"
)

// Limit is how far a movement goes, in degrees.
type Limit struct{ Least, Most float64 }

// limits are the ranges of healthy adults, rounded outwards to what everyday movement takes. Spine, hip, knee and
// shoulder follow the norms of the American Academy of Orthopaedic Surgeons (Joint Motion, 1965; Greene and Heckman 1994):
// hip 120/20, 45/30, 45/45; knee 0 to 145; elbow 0 to 150; pronation and supination 85; wrist 80/70, 20/35; trunk 80/30,
// 35, 45; neck 50/60, 45, 80. Dorsiflexion is that of a foot with weight on it (Bennell 1998), toes those of walking on
// tiptoe (Nawoczenski 1999). The joints of the shoulder blade are not bones here, so that the arm has their part too.
var limits = func() (all [Joints]Limit) {
	for j, l := range map[Joint]Limit{
		BackFlexion: {-35, 85}, BackBend: {-38, 38}, BackTwist: {-45, 45},
		NeckFlexion: {-60, 60}, NeckBend: {-45, 45}, NeckTwist: {-80, 80},
	} {
		all[j] = l
	}
	for j, l := range map[Joint]Limit{
		WHipFlexion: {-20, 125}, WHipAbduction: {-30, 45}, WHipRotation: {-45, 50}, WKneeFlexion: {-0.5, 145},
		WDorsiflexion: {-55, 38}, WInversion: {-30, 35}, WFootTurn: {-30, 35}, WToeExtension: {-40, 90},
		WArmElevation: {0, 180}, WArmBackward: {-90, 65}, WArmAcross: {-90, 60}, WArmRotation: {-115, 115},
		WElbowFlexion: {-0.5, 150}, WPronation: {-100, 100}, WWristFlexion: {-85, 85}, WWristDeviation: {-45, 30},
	} {
		all[j], all[j+1] = l, l
	}
	return all
}()

// LimitOf is how far a movement goes.
func LimitOf(j Joint) Limit { return limits[j] }

// WithinLimits tells which joints are bent further than a body can.
func (p Posture) WithinLimits() error {
	var errs []error
	for j, a := range Angles(p) {
		l := limits[j]
		switch {
		case a < l.Least-1e-6:
			errs = append(errs, fmt.Errorf("%s is %.1f degrees, below its least of %.0f%s", Joint(j), a, l.Least, Joint(j).cure()))
		case a > l.Most+1e-6:
			errs = append(errs, fmt.Errorf("%s is %.1f degrees, over its most of %.0f%s", Joint(j), a, l.Most, Joint(j).cure()))
		}
	}
	return errors.Join(errs...)
}

// cure is what usually helps where a joint follows from a foot or a hand, which no angle in the pose shows.
func (j Joint) cure() string {
	switch j {
	case WWristFlexion, OWristFlexion:
		return "; a hand on a wall wants to be higher or nearer, one on a seat further off"
	case WPronation, OPronation, WWristDeviation, OWristDeviation, WArmRotation, OArmRotation:
		return "; turn the fingers, or let the elbow point elsewhere with bend"
	case WDorsiflexion, ODorsiflexion:
		return "; move the foot, or tip it with pitch"
	case WHipFlexion, OHipFlexion, BackFlexion:
		return "; raise the seat, or lean less"
	}
	return ""
}
