package figure

import (
	"image"
	"image/color"
	"slices"

	"medius/content/figure/body"
)

// inset is a second, smaller view in a corner of the picture.
type inset struct {
	Inset
	shoot *shoot
	at    image.Point // its upper left corner
	cover []uint8     // per pixel of the layer, how much of it shows, 0 to 255
}

// insets sets up the scene's insets for a picture.
func (s *shoot) insets() []*inset {
	var all []*inset
	for _, def := range s.stage.scene.Insets {
		all = append(all, s.inset(def))
	}
	return all
}

func (s *shoot) inset(def Inset) *inset {
	part, tall := def.Size, def.Tall
	if part == 0 {
		part = 0.3
	}
	if tall == 0 || def.Round {
		tall = 1
	}
	w := int(part * float64(s.canvas.Rect.Dx()))
	h := int(float64(w) * tall)
	small := &shoot{painter: s.painter.Twin(), stage: s.stage, ask: s.ask, props: s.props}
	if def.Glass {
		small.props = glass(small.props)
	}
	seen := s.stage.seen()
	if def.Pose != "" {
		seen = []body.Posture{s.stage.posture(def.Pose)}
	}
	small.lens = def.Camera.lens(w, h, seen)
	small.layer = image.NewRGBA(image.Rect(0, 0, w, h))
	small.canvas = image.NewRGBA(small.layer.Rect)
	const edge = 10
	in := &inset{Inset: def, shoot: small, at: image.Pt(edge, edge+2)}
	upper := s.layer.Rect
	if def.Place == "top_right" || def.Place == "bottom_right" || def.Place == "" {
		in.at.X = upper.Dx() - w - edge
	}
	if def.Place == "bottom_left" || def.Place == "bottom_right" {
		in.at.Y = upper.Dy() - h - edge
	}
	in.cover = coverOf(in.outline(at{}), w, h)
	return in
}

// outline is the inset's edge, moved.
func (in *inset) outline(by at) []at {
	w, h := float64(in.shoot.layer.Rect.Dx()), float64(in.shoot.layer.Rect.Dy())
	if in.Round {
		return circle(by.add(at{w / 2, h / 2}), w/2-1)
	}
	return rounded(by.X+1, by.Y+1, w-2, h-2, 14)
}

// coverOf rasterises a closed path.
func coverOf(path []at, w, h int) []uint8 {
	im := image.NewRGBA(image.Rect(0, 0, w, h))
	newPen(im).fill(path, paper)
	cover := make([]uint8, w*h)
	for i := range cover {
		cover[i] = im.Pix[4*i+3]
	}
	return cover
}

// shown tells whether the inset belongs to a beat.
func (in *inset) shown(b beat, phases []Phase) bool {
	return len(in.Phases) == 0 || slices.Contains(in.Phases, b.name(phases))
}

// draw puts the inset on the picture.
func (in *inset) draw(s *shoot, k *sketch, m moment) {
	b := s.stage.beats[m.beat]
	if !in.shown(b, s.ask.Phases) {
		return
	}
	if in.Pose != "" {
		m.posture = s.stage.posture(in.Pose)
	}
	want := scenery{posture: m.posture, hard: m.hard && in.Pose == ""}
	switch {
	case len(in.Tint) > 0:
		want.tint = paintTint(nil, in.Tint, 1)
	case !in.NoTint:
		want.tint = s.tint(m)
	}
	small := in.shoot
	small.figure(want)
	inner := &sketch{
		pen: newPen(small.canvas), lens: small.lens, now: m.posture, key: s.stage.posture, part: m.part, way: s.stage.way(b),
	}
	for _, mark := range in.Marks {
		inner.draw(mark)
	}
	in.paste(s.canvas)
	by := at{float64(in.at.X), float64(in.at.Y)}
	edge := in.outline(by)
	k.pen.line(append(edge, edge[0]), 3, in.edge())
	in.sign(k, by)
	for _, n := range inner.notes {
		n.at, n.to = n.at.add(by), n.to.add(by)
		k.notes = append(k.notes, n)
	}
	for _, f := range inner.after {
		k.after = append(k.after, func(p pen, turn func(at) at) { f(p, func(a at) at { return turn(a.add(by)) }) })
	}
}

// edge is the colour of the frame.
func (in *inset) edge() color.RGBA {
	switch {
	case in.Wrong:
		return warning
	case in.Right:
		return right
	}
	return faint
}

// sign puts tick, cross and words at the edge of the inset.
func (in *inset) sign(k *sketch, by at) {
	w, h := float64(in.shoot.layer.Rect.Dx()), float64(in.shoot.layer.Rect.Dy())
	corner := by.add(at{w - 14, 14})
	if in.at.X > 100 {
		corner = by.add(at{14, 14})
	}
	switch {
	case in.Wrong:
		// Struck through besides: a cross in the corner alone is overlooked.
		a, b := by.add(at{0.12 * w, h - 0.12*h}), by.add(at{w - 0.12*w, 0.12 * h})
		k.pen.line([]at{a, b}, 4, warning)
		k.after = append(k.after, func(p pen, turn func(at) at) { cross(p, turn(corner), 15) })
	case in.Right:
		k.after = append(k.after, func(p pen, turn func(at) at) { tick(p, turn(corner), 15) })
	}
	if in.Say != "" {
		below := by.add(at{w / 2, h - 2})
		k.notes = append(k.notes, note{say: in.Say, at: below, to: below})
	}
}

// paste copies the small picture, the soft edge blended.
func (in *inset) paste(onto *image.RGBA) {
	from := in.shoot.canvas
	w := from.Rect.Dx()
	for i, c := range in.cover {
		if c == 0 {
			continue
		}
		o := onto.PixOffset(in.at.X+i%w, in.at.Y+i/w)
		if c == 255 {
			copy(onto.Pix[o:o+3], from.Pix[4*i:4*i+3])
			continue
		}
		for j := range 3 {
			a, b := int(from.Pix[4*i+j]), int(onto.Pix[o+j])
			onto.Pix[o+j] = uint8((a*int(c) + b*(255-int(c)) + 127) / 255)
		}
	}
}
