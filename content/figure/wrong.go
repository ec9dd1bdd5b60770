package figure

import (
	"fmt"
	"image"
	"image/draw"
	"slices"

	"medius/content/figure/body"
	"medius/content/figure/paint"
)

// The halves of a picture of right beside wrong, or above it, in pixels. On a phone 360 wide the picture is shown at about
// half its size, so that signs and words are large here.
const (
	panelHead = 52
	panelWide = 360
	panelHigh = 448
	stackWide = 640
	stackHigh = 288
)

// Wrong draws picture n of right beside wrong: the mistake at the right, crossed out.
func (s *Studio) Wrong(a Ask, n int) (Picture, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if n < 1 || n > a.Mistakes() {
		return Picture{}, fmt.Errorf("%s: mistake %d of %d", a.ID, n, a.Mistakes())
	}
	shoot, err := s.open(a)
	if err != nil {
		return Picture{}, err
	}
	pic, err := shoot.wrong(a.mistakes()[n-1])
	if err != nil {
		return Picture{}, fmt.Errorf("%s: mistake %d: %w", a.ID, n, err)
	}
	return pic, nil
}

// wrong draws both halves of a mistake's picture.
func (s *shoot) wrong(m Mistake) (Picture, error) {
	name := s.stage.right(m)
	done, err := s.stage.wrongly(m, name)
	if err != nil {
		return Picture{}, err
	}
	both := []body.Posture{s.stage.posture(name), done}
	camera := s.stage.scene.Camera
	if m.Camera != nil {
		camera = *m.Camera
	}
	w, h := panelWide, panelHigh
	if m.Stack {
		camera.Height *= float64(panelWide) / panelHigh * stackHigh / stackWide
		w, h = stackWide, stackHigh
	}
	var halves [2]*image.RGBA
	for i, posture := range both {
		marks, props := slices.Concat(m.Marks, m.RightMarks), m.RightProps
		if i == 1 {
			marks, props = slices.Concat(m.Marks, m.WrongMarks), m.WrongProps
		}
		half := newShoot(s.painter, s.stage, s.ask, camera, w, h, h)
		half.lens = camera.lens(w, h, both)
		half.props = slices.Concat(half.props, props)
		if i == 1 {
			half.props = without(half.props, m.WrongWithout)
		}
		if m.Glass {
			half.props = glass(half.props)
		}
		half.panel(posture, paintTint(nil, m.Tint, 1), marks)
		halves[i] = half.canvas
	}
	return Picture{s.join(halves, m.Stack)}, nil
}

// join puts the halves side by side, or one above the other, each under its head.
func (s *shoot) join(halves [2]*image.RGBA, stack bool) *image.RGBA {
	size := halves[0].Rect.Size()
	step := image.Pt(size.X, 0)
	if stack {
		step = image.Pt(0, size.Y+panelHead)
	}
	out := image.NewRGBA(image.Rectangle{Max: size.Add(step).Add(image.Pt(0, panelHead))})
	p := newPen(out)
	for i, half := range halves {
		corner := step.Mul(i)
		s.head(p, i == 0, at{float64(corner.X), float64(corner.Y)}, float64(size.X))
		corner.Y += panelHead
		draw.Draw(out, image.Rectangle{corner, corner.Add(size)}, half, image.Point{}, draw.Src)
	}
	if !stack {
		x, h := float64(size.X), float64(out.Rect.Dy())
		p.fill([]at{{x - 2, 0}, {x + 2, 0}, {x + 2, h}, {x - 2, h}}, shelf)
	}
	return out
}

// right is the pose that the mistake is set against: its own, or the end of the first move in which a muscle works.
func (s *stage) right(m Mistake) string {
	for _, move := range s.scene.Cycle {
		if s.full && move.Full != "" && move.To == m.Right {
			return move.Full
		}
	}
	if m.Right != "" {
		return m.Right
	}
	for _, b := range s.beats {
		if b.phase >= 0 && len(b.tint) > 0 {
			return b.to
		}
	}
	return s.beats[0].to
}

// wrongly solves the pose of a mistake.
func (s *stage) wrongly(m Mistake, right string) (body.Posture, error) {
	key := m.Wrong
	if key.From == "" {
		key.From = right
	}
	pose, err := s.over(key, nil)
	if err != nil {
		return body.Posture{}, err
	}
	names := []string{right}
	if err := m.Tint.check(); err != nil {
		return body.Posture{}, err
	}
	if err := s.checkNames(names, slices.Concat(m.Marks, m.RightMarks, m.WrongMarks)); err != nil {
		return body.Posture{}, err
	}
	return body.Solve(pose)
}

// panel draws one half.
func (s *shoot) panel(posture body.Posture, tint paint.Tint, marks []Mark) {
	s.figure(scenery{posture: posture, tint: tint})
	k := &sketch{
		pen: newPen(s.canvas), lens: s.lens, now: posture, key: s.stage.posture, part: 1,
		way: func(l body.Landmark) []body.Vec { return []body.Vec{posture.Point(l)} },
	}
	for _, mark := range marks {
		k.draw(mark)
	}
	s.flip()
	k.finish(s.ask.Say, s.canvas.Rect.Dx(), s.canvas.Rect.Dy(), s.turned)
}

// head writes right or wrong above a half, with a tick or a cross.
func (s *shoot) head(p pen, done bool, corner at, w float64) {
	p.fill([]at{corner, corner.add(at{w, 0}), corner.add(at{w, panelHead}), corner.add(at{0, panelHead})}, shelf)
	key, tone, sign := "figure.wrong", warning, cross
	if done {
		key, tone, sign = "figure.right", right, tick
	}
	sign(p, corner.add(at{34, panelHead / 2}), 18)
	l := letters(true, 27)
	l.write(p, l.fit(s.ask.Say(key), w-80), corner.add(at{64, panelHead/2 + 9.5}), tone)
}
