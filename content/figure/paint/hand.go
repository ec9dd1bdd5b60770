package paint

import "medius/content/figure/body"

// handOf shapes the O hand: a palm and five fingers, open and a little relaxed. In the hand's axes the fingers point
// down, the thumb to the front and the palm towards the body (-x).
func handOf(at body.Frame, b Build) ([]cone, []ball) {
	thick := [...]float64{Woman: 1, Man: 1.12}[b]
	place := func(x, y, z float64) body.Vec { return at.Point(body.Vec{X: x, Y: y, Z: z}) }
	finger := func(z, z2, tip, curl float64) cone {
		return cone{a: place(0, -.050, z), b: place(-curl, tip, z2), ra: .0066 * thick, rb: .0050 * thick}
	}
	fingers := []cone{
		finger(.0155, .0185, -.092, .007), finger(.0050, .0060, -.099, .006),
		finger(-.0055, -.0065, -.094, .007), finger(-.0150, -.0185, -.083, .008),
		{a: place(-.004, -.018, .014), b: place(-.010, -.046, .031), ra: .0088 * thick, rb: .0072 * thick},
		{a: place(-.010, -.046, .031), b: place(-.012, -.066, .034), ra: .0072 * thick, rb: .0054 * thick},
	}
	palm := []ball{
		{centre: place(0, -.034, 0), radii: body.Vec{X: .0105 * thick, Y: .030, Z: .0215 * thick}, turn: at.Turn},
		{centre: place(0, -.006, 0), radii: body.Vec{X: .0105 * thick, Y: .022, Z: .0145 * thick}, turn: at.Turn},
	}
	return fingers, palm
}

// grip is the field of the hand and the end of the forearm.
func (f *form) grip(p body.Vec) float64 {
	d := f.fore.at(p, 2)
	for _, b := range f.palm {
		d = blend(d, b.at(p), .010)
	}
	for i, c := range f.hand {
		k := .0035
		if i >= 4 {
			k = .008
		}
		d = blend(d, c.at(p), k)
	}
	return d
}
