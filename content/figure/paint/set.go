package paint

import (
	"reflect"
	"slices"

	"medius/content/figure/body"
)

// set is what stands round the figure: paper, floor and props, drawn once as long as it stays the same.
type set struct {
	view    View
	floor   Floor
	props   []Prop
	posture body.Posture
	ground  ground
	canvas  canvas // solid props
	glass   canvas // props in outline
	feet    []body.Vec
}

// draw tells whether anything changed.
func (s *set) draw(p *Painter, shot *Shot) bool {
	if s.same(shot) {
		return false
	}
	s.ground.lay(shot.View, shot.Floor, shot.Props)
	s.view, s.floor, s.posture = shot.View, shot.Floor, shot.Posture
	s.props = slices.DeleteFunc(slices.Clone(shot.Props), Prop.moves)
	cam := shot.View.camera(super)
	w, h := shot.View.Width*super, shot.View.Height*super
	s.canvas.reset(w, h)
	s.glass.reset(w, h)
	s.feet = s.feet[:0]
	for i, prop := range s.props {
		to := &s.canvas
		if prop.Outline {
			to = &s.glass
		}
		for _, part := range prop.solid(p.skin, &shot.Posture).parts {
			part.draw(to, &cam, uint8(props+1+4*(i%32)))
			if prop.Kind != Mat && prop.Kind != Wall && prop.Kind != Door {
				s.feet = append(s.feet, part.at...)
			}
		}
	}
	return true
}

// moves tells whether a prop goes with the person, in front of what stands there.
func (p Prop) moves() bool { return (len(p.Bones) > 0 || len(p.Points) > 0) && !p.Outline }

// same tells whether a shot has the same surroundings.
func (s *set) same(shot *Shot) bool {
	if s.view != shot.View || s.floor != shot.Floor {
		return false
	}
	n := 0
	for _, p := range shot.Props {
		if p.moves() {
			continue
		}
		if n == len(s.props) || !reflect.DeepEqual(s.props[n], p) || len(p.Bones) > 0 && s.posture != shot.Posture {
			return false
		}
		n++
	}
	return n == len(s.props)
}

// wornGroups are those of what goes with the person, above those of the body.
const wornGroups = 70

// wear draws what goes with the person.
func (p *Painter) wear(shot *Shot, cam *camera) {
	p.worn = p.worn[:0]
	for i, prop := range shot.Props {
		if !prop.moves() {
			continue
		}
		for _, part := range prop.solid(p.skin, &shot.Posture).parts {
			part.draw(&p.canvas, cam, uint8(wornGroups+4*(i%7)))
			p.worn = append(p.worn, part.at...)
		}
	}
}

// draw puts a part into the picture. Faces that look in different directions belong to different groups, so that the
// edges between them show.
func (p *part) draw(c *canvas, cam *camera, group uint8) {
	light := cam.light()
	spots := make([]spot, len(p.at))
	for i, at := range p.at {
		spots[i] = cam.spot(snapVec(at))
		spots[i].light = light.on(snapVec(p.faces[i]), 1)
	}
	for _, t := range p.tri {
		n := p.faces[t[0]]
		g := group
		if x, y, z := abs(n.X), abs(n.Y), abs(n.Z); p.soft {
		} else if y > .8 {
			g++
		} else if x > z {
			g += 2
		}
		c.triangle(&spots[t[0]], &spots[t[1]], &spots[t[2]], ramps[p.tone], g)
	}
}
