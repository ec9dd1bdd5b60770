package paint

// wear is how a region is drawn in one shot.
type wear struct {
	ramp  ramp
	group uint8
}

// wardrobe holds the colours of a shot by region.
type wardrobe struct {
	wear [2][lip + 1][Muscles]wear
}

func (w *wardrobe) of(r region) wear {
	if r.other {
		return w.wear[1][r.stuff][r.muscle]
	}
	return w.wear[0][r.stuff][r.muscle]
}

// toneOfStuff is what things are made of when they carry no mark.
var toneOfStuff = [...]int{
	skin: toneSkin, shirt: toneShirt, collar: toneCollar, shorts: toneShorts, waistband: toneBelt, stripe: toneShorts, calf: toneSkin,
	rings: toneSkin, sock: toneSock, shoe: toneShoe, sole: toneSole, hair: toneHair, eye: toneHair, brow: toneHair, lip: toneFace,
}

// marked is what they are made of on the sore side.
var marked = map[stuff]int{stripe: toneAccent, calf: toneAccent, rings: tonePale, sock: toneAccent, shoe: toneShoe}

// dress chooses the colours of a shot.
func dress(shot *Shot) *wardrobe {
	var w wardrobe
	for side := range w.wear {
		sore := shot.Sore == SoreBoth || shot.Sore == SoreW && side == 0
		work := shot.Tint.W
		if side == 1 {
			work = shot.Tint.O
		}
		work[Trunk] = max(shot.Tint.W[Trunk], shot.Tint.O[Trunk])
		for s := range w.wear[side] {
			tone := toneOfStuff[s]
			if t, ok := marked[stuff(s)]; ok && sore {
				tone = t
			}
			for m := range w.wear[side][s] {
				group := tone + 1
				if s := stuff(s); s == eye || s == brow || s == lip { // no contour round what is painted on the skin
					group = toneSkin + 1
				}
				w.wear[side][s][m] = wear{ramp: ramps[tone], group: uint8(group)}
				if t, ok := warmth(work[m]); ok && m > 0 {
					w.wear[side][s][m] = wear{ramp: ramps[t], group: 64 + uint8(m)}
				}
			}
		}
	}
	return &w
}

// warmth is the tone of a muscle that works this hard; below a tenth it rests.
func warmth(work float64) (int, bool) {
	switch {
	case work < .1:
		return 0, false
	case work < .4:
		return toneWarm1, true
	case work < .7:
		return toneWarm2, true
	}
	return toneWarm3, true
}
