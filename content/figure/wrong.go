package figure

import (
	"fmt"
	"image"
	"image/draw"

	"medius/content/figure/body"
	"medius/content/figure/paint"
)

// The two halves of a picture of right beside wrong, in pixels. On a phone 360 wide the picture is shown at about half
// its size, so that signs and words are large here.
const (
	panelWide = 360
	panelHigh = 500
	panelHead = 52
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
	pic, err := shoot.wrong(a.Scene.Mistakes[n-1])
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
	w, h := s.ask.Size(Wrong)
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for i, posture := range both {
		marks, props := append(m.Marks[:len(m.Marks):len(m.Marks)], m.RightMarks...), m.RightProps
		if i == 1 {
			marks, props = append(m.Marks[:len(m.Marks):len(m.Marks)], m.WrongMarks...), m.WrongProps
		}
		half := newShoot(s.painter, s.stage, s.ask, camera, panelWide, panelHigh-panelHead, panelHigh-panelHead)
		half.lens = camera.lens(panelWide, panelHigh-panelHead, both)
		half.props = append(half.props[:len(half.props):len(half.props)], props...)
		if m.Glass {
			half.props = glass(half.props)
		}
		half.panel(posture, paintTint(nil, m.Tint, 1), marks)
		at := image.Rect(i*panelWide, panelHead, (i+1)*panelWide, panelHigh)
		draw.Draw(out, at, half.canvas, image.Point{}, draw.Src)
	}
	s.heads(newPen(out))
	return Picture{out}, nil
}

// right is the pose that the mistake is set against: its own, or the end of the first move in which a muscle works.
func (s *stage) right(m Mistake) string {
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
	if err := s.checkNames(names, append(append(m.Marks[:len(m.Marks):len(m.Marks)], m.RightMarks...), m.WrongMarks...)); err != nil {
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

// heads writes right and wrong above the halves, with a tick and a cross, and parts them.
func (s *shoot) heads(p pen) {
	l := letters(true, 27)
	for i, key := range []string{"figure.right", "figure.wrong"} {
		x := float64(i * panelWide)
		tone := right
		if i == 1 {
			tone = warning
		}
		p.fill([]at{{x, 0}, {x + panelWide, 0}, {x + panelWide, panelHead}, {x, panelHead}}, shelf)
		sign := at{x + 34, panelHead / 2}
		if i == 0 {
			tick(p, sign, 18)
		} else {
			cross(p, sign, 18)
		}
		l.write(p, l.fit(s.ask.Say(key), panelWide-80), at{x + 64, panelHead/2 + 9.5}, tone)
	}
	p.fill([]at{{panelWide - 2, 0}, {panelWide + 2, 0}, {panelWide + 2, panelHigh}, {panelWide - 2, panelHigh}}, shelf)
}
