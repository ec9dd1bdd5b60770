package figure

import (
	"errors"
	"fmt"
	"reflect"

	"medius/content/figure/body"
)

// Mark is one sign drawn over the figure: exactly one of its fields is set.
type Mark struct {
	Arrow  *Arrow  `yaml:"arrow"`
	Press  *Press  `yaml:"press"`
	Line   *Line   `yaml:"line"`
	Level  *Level  `yaml:"level"`
	Plumb  *Plumb  `yaml:"plumb"`
	Bar    *Bar    `yaml:"bar"`
	Stop   *Sign   `yaml:"stop"`
	Tick   *Sign   `yaml:"tick"`
	Cross  *Sign   `yaml:"cross"`
	Lock   *Sign   `yaml:"lock"`
	Prints *Prints `yaml:"prints"`
	Weight *Weight `yaml:"weight"`
	Timer  *Timer  `yaml:"timer"`
	Label  *Label  `yaml:"label"`
}

// Arrow shows a movement: the way a landmark takes in this phase, or from one spot to another.
type Arrow struct {
	Path *body.Landmark `yaml:"path"`
	From *Spot          `yaml:"from"`
	To   *Spot          `yaml:"to"`
	Off  Point          `yaml:"off"`  // moves the whole arrow
	Bend float64        `yaml:"bend"` // part of its length; to the left as seen from its beginning
	Grow float64        `yaml:"grow"` // times as long as the way; 1 when 0
	Both bool           `yaml:"both"` // a head at each end
	Stop bool           `yaml:"stop"` // a bar across the tip
	Tone Tone           `yaml:"tone"`
	Thin bool           `yaml:"thin"`
}

// Press shows pressure without movement: short double arrows.
type Press struct {
	At   Spot  `yaml:"at"`
	Out  Point `yaml:"out"` // direction and length
	Tone Tone  `yaml:"tone"`
}

// Line is a dashed line through spots.
type Line struct {
	Through []Spot  `yaml:"through"`
	Reach   float64 `yaml:"reach"` // how far it goes on beyond both ends
	Solid   bool    `yaml:"solid"`
	Tone    Tone    `yaml:"tone"`
}

// Level is a dashed line level in the picture.
type Level struct {
	At    Spot    `yaml:"at"`
	Reach float64 `yaml:"reach"` // to either side; 0.2 when 0
	Tone  Tone    `yaml:"tone"`
	Say   string  `yaml:"say"` // the key of a word at its end on the W side
}

// Plumb is a dashed line upright in the picture.
type Plumb struct {
	At   Spot    `yaml:"at"`
	Up   float64 `yaml:"up"`
	Down float64 `yaml:"down"`
	Tone Tone    `yaml:"tone"`
}

// Bar is the pelvis bar, the line between the hip joints. With Level it comes with a dashed line at level, and with the
// angle between the two filled: in the warning tone where O is below W.
type Bar struct {
	Of    string `yaml:"of"` // of a key pose, drawn pale
	Level bool   `yaml:"level"`
	// Deep tells that it may sink below level, which is a warning otherwise.
	Deep bool `yaml:"deep"`
}

// Sign is a small sign at a spot.
type Sign struct {
	At   Spot    `yaml:"at"`
	Turn float64 `yaml:"turn"` // degrees
	Big  bool    `yaml:"big"`
}

// Prints are footprints on the floor, by where the ankles stood.
type Prints struct {
	At []Spot `yaml:"at"`
}

// Weight shows by dots how much stands on a spot.
type Weight struct {
	At   Spot `yaml:"at"`
	Dots int  `yaml:"dots"`
	Pale bool `yaml:"pale"`
}

// Timer is a stopwatch that goes round while the phase lasts.
type Timer struct {
	At     Spot    `yaml:"at"`
	Radius float64 `yaml:"radius"`
}

// Label is a word or two, with a line to what it means where it stands off.
type Label struct {
	Say   string `yaml:"say"` // a text key: figure.level
	At    Spot   `yaml:"at"`
	Shift Shift  `yaml:"shift"`
	Tone  Tone   `yaml:"tone"`
}

// Tone is the colour of a mark. Tones differ in lightness and in how the mark is drawn, too.
type Tone string

// The tones.
const (
	Plain  Tone = ""
	Accent Tone = "accent" // the sore side
	Warn   Tone = "warn"
	Faint  Tone = "faint"
	Good   Tone = "good"
)

// Point is a place or a way in the world, in body heights: x to the person's left, y up, z to the front (standing).
type Point [3]float64

func (p Point) vec() body.Vec { return body.Vec{X: p[0], Y: p[1], Z: p[2]} }

// Shift is a way in the picture, in body heights: to the right and up. It turns round where the picture is mirrored.
type Shift [2]float64

// Spot is a landmark of the figure as it moves, or a point of the world. A file writes o_hip, or [0, 0.5, 0], or
// {at: o_hip, off: [0.05, 0, 0], of: P4}.
type Spot struct {
	Landmark *body.Landmark `yaml:"at"`
	Point    *Point         `yaml:"point"`
	Off      Point          `yaml:"off"`
	Of       string         `yaml:"of"` // a key pose: the spot stays where it is there
}

// spotFields is a Spot in its long form.
type spotFields Spot

// UnmarshalYAML reads the three forms.
func (s *Spot) UnmarshalYAML(decode func(any) error) error {
	var p Point
	if err := decode(&p); err == nil {
		s.Point = &p
		return nil
	}
	var name string
	if err := decode(&name); err == nil {
		s.Landmark = new(body.Landmark)
		return s.Landmark.UnmarshalText([]byte(name))
	}
	if err := decode((*spotFields)(s)); err != nil {
		return err
	}
	if (s.Landmark == nil) == (s.Point == nil) {
		return errors.New("a spot is either a landmark (at) or a point")
	}
	return nil
}

// in gives the place of the spot for a posture; key finds the postures of key poses.
func (s Spot) in(now body.Posture, key func(string) body.Posture) body.Vec {
	if s.Of != "" {
		now = key(s.Of)
	}
	switch {
	case s.Landmark != nil:
		return now.Point(*s.Landmark).Add(s.Off.vec())
	case s.Point != nil:
		return s.Point.vec().Add(s.Off.vec())
	}
	return s.Off.vec()
}

// check tells whether exactly one field is set.
func (m Mark) check() error {
	set := 0
	v := reflect.ValueOf(m)
	for i := range v.NumField() {
		if !v.Field(i).IsNil() {
			set++
		}
	}
	if set != 1 {
		return fmt.Errorf("a mark is one sign, not %d", set)
	}
	if a := m.Arrow; a != nil && (a.Path == nil) == (a.From == nil || a.To == nil) {
		return errors.New("an arrow has either a path, or from and to")
	}
	return nil
}

// spots lists where the mark hangs.
func (m Mark) spots() []Spot {
	var all []Spot
	one := func(p *Spot) {
		if p != nil {
			all = append(all, *p)
		}
	}
	for _, sign := range []*Sign{m.Stop, m.Tick, m.Cross, m.Lock} {
		if sign != nil {
			one(&sign.At)
		}
	}
	switch {
	case m.Arrow != nil:
		one(m.Arrow.From)
		one(m.Arrow.To)
	case m.Press != nil:
		one(&m.Press.At)
	case m.Line != nil:
		all = append(all, m.Line.Through...)
	case m.Level != nil:
		one(&m.Level.At)
	case m.Plumb != nil:
		one(&m.Plumb.At)
	case m.Prints != nil:
		all = append(all, m.Prints.At...)
	case m.Weight != nil:
		one(&m.Weight.At)
	case m.Timer != nil:
		one(&m.Timer.At)
	case m.Label != nil:
		one(&m.Label.At)
	}
	return all
}
