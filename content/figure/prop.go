package figure

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"medius/content/figure/body"
	"medius/content/figure/paint"
)

// Prop is a thing in the picture. Which kinds there are, where each is held and how large it is when Size is left out
// stands in the painter's documentation.
type Prop struct {
	Kind    paint.Kind `yaml:"prop"`
	At      Point      `yaml:"at"`
	Turn    float64    `yaml:"turn"`  // degrees about the upright axis; at 0 it faces the front camera
	Pitch   float64    `yaml:"pitch"` // degrees by which its front is tipped down
	Size    Point      `yaml:"size"`  // width, height, depth; 0 is as usual
	Outline bool       `yaml:"outline"`
	Through []Spot     `yaml:"through"` // what a band goes through; landmarks move with the figure
	Round   []string   `yaml:"round"`   // the bones that a loop or belt goes round: [w_thigh, o_thigh]
	Down    float64    `yaml:"down"`    // how far down those bones, in body heights
}

// bones are those that something may go round.
var bones = map[string]body.Bone{
	"w_thigh": body.WThigh, "o_thigh": body.OThigh, "w_shank": body.WShank, "o_shank": body.OShank, "w_foot": body.WFoot,
	"o_foot": body.OFoot, "pelvis": body.Pelvis,
}

func (p Prop) check() error {
	for _, name := range p.Round {
		if _, ok := bones[name]; !ok {
			return fmt.Errorf("%s: %q is no bone; there are %s", p.Kind, name, strings.Join(slices.Sorted(maps.Keys(bones)), ", "))
		}
	}
	return nil
}

// glass gives props as outlines; what the body wears stays as it is, and so does the mat, which hides nothing.
func glass(props []Prop) []Prop {
	shown := slices.Clone(props)
	for i := range shown {
		shown[i].Outline = len(shown[i].Round) == 0 && len(shown[i].Through) == 0 && shown[i].Kind != paint.Mat
	}
	return shown
}

// without leaves props of some kinds out.
func without(props []Prop, kinds []paint.Kind) []Prop {
	return slices.DeleteFunc(slices.Clone(props), func(p Prop) bool { return slices.Contains(kinds, p.Kind) })
}

// propsOf gives the props to the painter, as they are with a posture.
func propsOf(props []Prop, now body.Posture, key func(string) body.Posture) []paint.Prop {
	all := make([]paint.Prop, len(props))
	for i, p := range props {
		all[i] = paint.Prop{
			Kind: p.Kind, At: p.At.vec(), Yaw: p.Turn, Pitch: p.Pitch, Size: p.Size.vec(), Outline: p.Outline, Down: p.Down,
		}
		for _, spot := range p.Through {
			all[i].Points = append(all[i].Points, spot.in(now, key))
		}
		for _, name := range p.Round {
			all[i].Bones = append(all[i].Bones, bones[name])
		}
	}
	return all
}
