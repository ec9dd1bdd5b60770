package paint

import "medius/content/figure/body"

// skull is the head with its face, the half with x > 0.
type skull struct {
	balls []flesh // cranium, face, jaw, cheeks, ears
	cones []tendon
	hair  []flesh
}

var skulls = [...]skull{
	Woman: {
		balls: []flesh{
			{lump(0, .944, -.010, .0465, .0520, .0570), 0},
			{lump(0, .915, .014, .0375, .0440, .0410), .015},
			{lump(0, .886, .030, .0200, .0165, .0190), .020},
			{lump(.020, .912, .034, .0150, .0130, .0150), .012},
		},
		cones: []tendon{
			{bar(0, .832, -.020, .0260, 0, .900, -.012, .0240), .012},
			{bar(0, .928, .0545, .0045, 0, .9085, .0640, .0062), .008},
		},
		hair: []flesh{
			{lump(0, .948, -.014, .0520, .0550, .0600), 0},
			{lump(0, .918, -.030, .0455, .0400, .0420), .015},
		},
	},
	Man: {
		balls: []flesh{
			{lump(0, .944, -.010, .0475, .0530, .0580), 0},
			{lump(0, .914, .014, .0395, .0460, .0420), .015},
			{lump(0, .884, .030, .0245, .0175, .0200), .018},
			{lump(.022, .895, .016, .0160, .0180, .0200), .014},
		},
		cones: []tendon{
			{bar(0, .832, -.020, .0310, 0, .900, -.012, .0285), .014},
			{bar(0, .929, .0555, .0050, 0, .9085, .0660, .0070), .008},
		},
		hair: []flesh{
			{lump(0, .947, -.012, .0505, .0555, .0600), 0},
			{lump(0, .922, -.028, .0455, .0360, .0420), .012},
		},
	},
}

var ear = lump(.0445, .918, -.006, .0060, .0165, .0105)

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
	line := (p.Z - .004) - max(p.Y-.922, 0)*.72
	d = carve(d, line*.75, .006)
	return carve(d, (.893-p.Y)*.9, .008)
}

// bun is a knot of tied hair.
var bun = lump(0, .962, -.079, .0245, .0245, .0220)
