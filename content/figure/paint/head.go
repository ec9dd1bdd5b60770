package paint

import "medius/content/figure/body"

// skull is the head with its face, the half with x > 0.
type skull struct {
	balls []flesh // cranium, face, jaw, cheeks, ears
	cones []tendon
	hair  []flesh
	nape  float64 // where the hair ends behind
}

var skulls = [...]skull{
	Woman: {
		balls: []flesh{
			{lump(0, .944, -.005, .0482, .0520, .0545), 0},
			{lump(0, .915, .014, .0392, .0440, .0410), .015},
			{lump(0, .885, .033, .0180, .0150, .0180), .020},
			{lump(.020, .912, .034, .0150, .0130, .0150), .012},
		},
		cones: []tendon{
			{bar(0, .832, -.020, .0260, 0, .900, -.012, .0240), .012},
			{bar(0, .930, .0520, .0042, 0, .9095, .0590, .0056), .009},
		},
		nape: .902,
		hair: []flesh{
			{lump(0, .947, -.007, .0528, .0545, .0575), 0},
			{lump(0, .921, -.022, .0440, .0370, .0385), .015},
		},
	},
	Man: {
		balls: []flesh{
			{lump(0, .944, -.005, .0488, .0530, .0550), 0},
			{lump(0, .914, .014, .0408, .0460, .0420), .015},
			{lump(0, .883, .034, .0225, .0160, .0190), .018},
			{lump(.022, .895, .016, .0160, .0180, .0200), .014},
		},
		cones: []tendon{
			{bar(0, .832, -.020, .0310, 0, .900, -.012, .0285), .014},
			{bar(0, .931, .0530, .0048, 0, .9090, .0605, .0064), .009},
		},
		nape: .907,
		hair: []flesh{
			{lump(0, .946, -.006, .0512, .0550, .0575), 0},
			{lump(0, .926, -.024, .0440, .0340, .0385), .012},
			{lump(0, .987, .010, .0340, .0170, .0300), .020},
		},
	},
}

var ear = lump(.0460, .918, -.006, .0060, .0165, .0105)

// stump is where the neck leaves the trunk; it dives into the neck of the head.
func (s skull) stump(p body.Vec) float64 {
	n := s.cones[0]
	n.b, n.rb = mix(n.a, n.b, .5), n.ra*.72
	return n.at(p)
}

// face is the field of head and neck.
func (s skull) face(p body.Vec) float64 {
	d := s.balls[0].at(p)
	for _, b := range s.balls[1:] {
		d = blend(d, b.at(p), b.k)
	}
	for _, c := range s.cones {
		d = blend(d, c.at(p), c.k)
	}
	return blend(d, ear.at(p), .004)
}

// cap is the field of the hair, cut off at the hairline.
func (s skull) cap(p body.Vec) float64 {
	d := s.hair[0].at(p)
	for _, b := range s.hair[1:] {
		d = blend(d, b.at(p), b.k)
	}
	// In front of a line from the ears to the forehead, and below the nape, there is none.
	line := (p.Z + .016) - max(p.Y-.918, 0)*1.06
	d = carve(d, line*.68, .006)
	return carve(d, (s.nape-p.Y)*.9, .008)
}

// bun is a knot of tied hair, high enough not to be lain upon.
var bun = lump(0, .998, -.040, .0225, .0205, .0225)
