package figure

import (
	"image"
	"image/draw"

	"medius/coach"
	"medius/content/figure/body"
	"medius/content/figure/paint"
)

// shoot draws the frames of one view of a stage. It keeps the figure it drew last: while nobody moves, only the marks
// and the bar are new.
type shoot struct {
	painter *paint.Painter
	stage   *stage
	ask     Ask
	props   []Prop
	lens    lens
	layer   *image.RGBA // the figure alone
	drawn   scenery     // what layer shows
	fresh   bool        // layer shows something
	canvas  *image.RGBA // the whole picture
}

// scenery is all that the figure's layer depends on and that changes.
type scenery struct {
	posture body.Posture
	ghost   string
	tint    paint.Tint
	hard    bool // see paint.Shot
}

// newShoot sets up a picture of a size, of which the upper part shows the figure.
func newShoot(p *paint.Painter, s *stage, a Ask, c Camera, width, height, upper int) *shoot {
	return &shoot{
		painter: p, stage: s, ask: a, props: s.scene.Props, lens: c.lens(width, upper, s.seen()),
		layer: image.NewRGBA(image.Rect(0, 0, width, upper)), canvas: image.NewRGBA(image.Rect(0, 0, width, height)),
	}
}

// seen lists the postures that the camera has to show: those of the cycle.
func (s *stage) seen() []body.Posture {
	var all []body.Posture
	for _, b := range s.beats {
		all = append(all, s.posture(b.to))
		for _, v := range b.via {
			all = append(all, s.posture(v.Pose))
		}
	}
	return all
}

// figure brings the layer up to date and copies it to the canvas.
func (s *shoot) figure(want scenery) {
	if !s.fresh || want != s.drawn {
		shot := paint.Shot{
			View: s.lens.view(), Posture: want.posture, Tint: want.tint, Sore: s.sore(), Props: propsOf(s.props, want.posture, s.stage.posture),
			Hard: want.hard,
		}
		if want.ghost != "" {
			ghost := s.stage.posture(want.ghost)
			if ghost != want.posture {
				shot.Ghost = &ghost
			}
		}
		s.painter.Draw(s.layer, shot)
		s.drawn, s.fresh = want, true
	}
	draw.Draw(s.canvas, s.layer.Rect, s.layer, image.Point{}, draw.Src)
}

// sore tells which leg wears the sign of the sore side.
func (s *shoot) sore() paint.Sore {
	if s.unmarked() {
		return paint.SoreBoth
	}
	return paint.SoreW
}

// unmarked tells that neither side stands out.
func (s *shoot) unmarked() bool {
	return s.ask.Alike && s.ask.Side != coach.Left && s.ask.Side != coach.Right
}

// view is the lens as the painter's camera.
func (l lens) view() paint.View {
	return paint.View{Yaw: l.yaw, Pitch: l.pitch, Focus: l.look, Span: l.height, Width: l.width, Height: l.pixels}
}

// flip mirrors the upper part of the canvas when the sore side is the left one.
func (s *shoot) flip() {
	if s.ask.Side == coach.Left {
		mirror(s.canvas, s.layer.Rect)
	}
}

// turned is where a place comes to lie by flip.
func (s *shoot) turned(p at) at {
	if s.ask.Side == coach.Left {
		p.X = float64(s.canvas.Rect.Dx()) - p.X
	}
	return p
}

// mirror turns a part of a picture round, left to right.
func mirror(im *image.RGBA, part image.Rectangle) {
	for y := part.Min.Y; y < part.Max.Y; y++ {
		row := im.Pix[im.PixOffset(part.Min.X, y):im.PixOffset(part.Max.X, y)]
		for i, j := 0, len(row)-4; i < j; i, j = i+4, j-4 {
			a, b := [4]byte(row[i:]), [4]byte(row[j:])
			copy(row[i:], b[:])
			copy(row[j:], a[:])
		}
	}
}
