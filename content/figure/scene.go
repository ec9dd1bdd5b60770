package figure

import (
	"slices"

	"medius/content/figure/body"
	"medius/content/figure/paint"
)

// Scene is the figure section of an exercise file: how the exercise looks. What its phases are called, how long they take
// and what is said stands in the rest of the file. The package documentation shows how to write one.
type Scene struct {
	Size   Size   `yaml:"size"` // portrait when empty
	Camera Camera `yaml:"camera"`
	Props  []Prop `yaml:"props"`
	// Poses are the key poses by name: P1, P2, … One may build on another and state what differs.
	Poses map[string]KeyPose `yaml:"poses"`
	// Start is the pose the cycle begins with and comes back to; P1 when empty.
	Start string `yaml:"start"`
	// Cycle holds the moves of one repetition, one for each phase of the exercise, in order. A phase may come twice, for
	// an exercise that goes there and back.
	Cycle []Move `yaml:"cycle"`
	// Intro is what the first frame shows besides the marks of the first move.
	Intro    Intro     `yaml:"intro"`
	Insets   []Inset   `yaml:"insets"`
	Mistakes []Mistake `yaml:"mistakes"`
	// Sore is where the mark of the sore side sits, when the outer hip does not suit.
	Sore *SoreMark `yaml:"sore"`
}

// Size is the shape of the picture.
type Size string

// The shapes.
const (
	Portrait  Size = "portrait"  // 480 x 600
	Landscape Size = "landscape" // 600 x 480
)

// KeyPose is a pose, or what differs from another one.
type KeyPose struct {
	From      string `yaml:"from"`
	body.Pose `yaml:",inline"`
}

// Move is how the figure gets through one phase.
type Move struct {
	Phase string `yaml:"phase"`
	To    string `yaml:"to"`   // the pose at its end; the same as before when empty
	Full  string `yaml:"full"` // the pose at its end in the full range, where that is unlocked
	Via   []Via  `yaml:"via"`  // poses passed on the way
	// Tint is how hard the muscles work at the end of the phase, 0 to 1: {glute_med: 1}.
	Tint Tint `yaml:"tint"`
	// Ghost is a pose shown pale behind the figure; "before" is the one the phase begins with.
	Ghost string `yaml:"ghost"`
	Marks []Mark `yaml:"marks"`
	// FullMarks take the place of Marks in the full range.
	FullMarks []Mark `yaml:"full_marks"`
	// Say is the key of a few words shown in the corner: figure.position_2.
	Say string `yaml:"say"`
}

// Via is a pose passed on the way, at a part (0 to 1) of the way.
type Via struct {
	Pose string  `yaml:"pose"`
	At   float64 `yaml:"at"`
}

// Intro is shown for the first second, before the first phase.
type Intro struct {
	Tint  Tint   `yaml:"tint"`
	Ghost string `yaml:"ghost"` // the pose that comes; the end of the first move when empty, "none" for none
	Marks []Mark `yaml:"marks"` // besides those of the first move
	Say   string `yaml:"say"`
	Bare  bool   `yaml:"bare"` // without the marks of the first move
}

// Camera says where the viewer stands.
type Camera struct {
	From  From    `yaml:"from"`  // front when empty
	Turn  float64 `yaml:"turn"`  // degrees further round, to the viewer's right
	Pitch float64 `yaml:"pitch"` // degrees further up; from front, side, back and feet it begins at 6
	// Look is the point in the middle of the picture and Height the height of what is seen, in body heights. Where they
	// are left out, all poses fit in.
	Look   *Point  `yaml:"look"`
	Height float64 `yaml:"height"`
	// Margin is the room round the figure, in body heights, where Height is left out; 0.08 when 0.
	Margin float64 `yaml:"margin"`
}

// From names where the viewer stands.
type From string

// The places of the viewer.
const (
	Front From = "front" // also at the feet of somebody on the back
	Side  From = "side"  // on the W side
	Other From = "other" // on the O side
	Back  From = "back"
	Above From = "above"
)

// Inset is a second view in a corner.
type Inset struct {
	Camera Camera `yaml:"camera"`
	Pose   string `yaml:"pose"`  // fixed; moving with the figure when empty
	Round  bool   `yaml:"round"` // a circle instead of a box
	// Place is a corner: top_left, top_right, bottom_left, bottom_right. Left and right are those of the picture for W.
	Place string  `yaml:"place"`
	Size  float64 `yaml:"size"`  // part of the picture's width; 0.3 when 0
	Tall  float64 `yaml:"tall"`  // height over width, of a box; 1 when 0
	Wrong bool    `yaml:"wrong"` // crossed out
	Right bool    `yaml:"right"` // with a tick
	Marks []Mark  `yaml:"marks"`
	Say   string  `yaml:"say"`
	// Phases are those in which the inset is shown; all when empty. "start" is the first second.
	Phases []string `yaml:"phases"`
	NoTint bool     `yaml:"no_tint"`
	// Tint is what works in the inset's own pose; that of the phase when empty.
	Tint Tint `yaml:"tint"`
	// Glass shows the props as outlines, where they would hide what the inset is for.
	Glass bool `yaml:"glass"`
}

// Mistake is one picture of right beside wrong.
type Mistake struct {
	// Shows is the number of the text it shows: exercise.<id>.mistake.<n>.
	Shows int `yaml:"shows"`
	// Right is the pose done right, the end of the first move that has a tint when empty; Wrong is the same done wrong.
	// In the full range the pose at the end of a move is the one that is full.
	Right  string  `yaml:"right"`
	Wrong  KeyPose `yaml:"wrong"` // builds on Right when From is empty
	Camera *Camera `yaml:"camera"`
	Tint   Tint    `yaml:"tint"`
	Glass  bool    `yaml:"glass"` // the props as outlines, where they would hide the mistake
	// Stack puts right above wrong instead of beside it, for somebody who lies: the same width is seen, larger.
	Stack bool `yaml:"stack"`
	// Marks are on both pictures, RightMarks and WrongMarks on one.
	Marks      []Mark `yaml:"marks"`
	RightMarks []Mark `yaml:"right_marks"`
	WrongMarks []Mark `yaml:"wrong_marks"`
	// RightProps and WrongProps come besides the scene's.
	RightProps []Prop `yaml:"right_props"`
	WrongProps []Prop `yaml:"wrong_props"`
	// WrongWithout are the kinds of props that are missing where it is done wrong.
	WrongWithout []paint.Kind `yaml:"wrong_without"`
	// NotFull tells that it is no mistake in the full range, where it is left out. Such come last, so that the others have
	// the same numbers in both ranges.
	NotFull bool `yaml:"not_full"`
}

// Drawn lists the mistakes that are shown, in the full range or short of it.
func (s Scene) Drawn(full bool) []Mistake {
	return slices.DeleteFunc(slices.Clone(s.Mistakes), func(m Mistake) bool { return full && m.NotFull })
}

// SoreMark says where the mark of the sore side sits.
type SoreMark struct {
	At    Spot  `yaml:"at"`
	Label Shift `yaml:"label"` // from there, in body heights across and up the picture
	Hide  bool  `yaml:"hide"`
}
