package body

// segment is a part of the body's mass: its share of the whole, and where between the ends of the segment its centre is.
type segment struct {
	share    float64
	from, to Landmark
	at       float64
}

// segments are Winter's table (Biomechanics and Motor Control of Human Movement, 4th ed. 2009, table 4.1, after Dempster
// 1955): shares of the body mass and centres from the proximal end. Of the trunk it takes the whole of it between hips and
// shoulders, of head and neck the point at the ear.
var segments = func() []segment {
	all := []segment{{0.497, Shoulders, Middle, 0.5}, {0.081, WEar, OEar, 0.5}}
	for _, s := range []segment{
		{0.1, WHip, WKnee, 0.433}, {0.0465, WKnee, WAnkle, 0.433}, {0.0145, WHeel, WToeTip, 0.5},
		{0.028, WShoulder, WElbow, 0.436}, {0.016, WElbow, WWrist, 0.43}, {0.006, WWrist, WFingertips, 0.506},
	} {
		all = append(all, s, segment{s.share, s.from.Other(), s.to.Other(), s.at})
	}
	return all
}()

// CentreOfMass is where the body would balance.
func (p Posture) CentreOfMass() Vec {
	var sum Vec
	whole := 0.0
	for _, s := range segments {
		sum = sum.Add(p.Point(s.from).Lerp(p.Point(s.to), s.at).Mul(s.share))
		whole += s.share
	}
	return sum.Mul(1 / whole)
}
