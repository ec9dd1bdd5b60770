package paint

import (
	"testing"

	"github.com/goccy/go-yaml"

	"medius/content/figure/body"
)

// posed is a pose worth looking at, and from where.
type sitting struct {
	name, pose string
	view       View
	props      []Prop
	ghost      string
}

// upright and lying are the usual views.
func upright(yaw float64) View {
	return View{Yaw: yaw, Pitch: 6, Focus: body.Vec{Y: .5}, Span: 1.12, Width: 480, Height: 600}
}

func lying(yaw float64) View {
	return View{Yaw: yaw, Pitch: 10, Focus: body.Vec{Y: .22}, Span: .92, Width: 600, Height: 480}
}

var sittings = []sitting{
	{"hip_drop", "{pelvis: {tilt: 10}, w: {knee: 0, foot: {}}, o: {knee: 70, hip: 0}, w_arm: {hand: hip}, o_arm: {hand: {x: 0.36, y: 0.76, z: 0.1, palm: o, fingers: up}}}", upright(Front), []Prop{{Kind: Wall, At: body.Vec{X: .37}, Yaw: -90}}, "{w: {knee: 0, foot: {}}, o: {knee: 70, hip: 0}, w_arm: {hand: hip}}"},
	{"one_leg", "{pelvis: {tilt: -10}, w: {knee: 5, foot: {}}, o: {knee: 40, hip: 25}, w_arm: {abd: 20}, o_arm: {abd: 20}}", upright(-35), nil, ""},
	{"squat", "{pelvis: {y: 0.36}, trunk: {lean: 30}, w: {foot: {x: -0.09, z: 0}}, o: {foot: {x: 0.09, z: 0}}, w_arm: {flex: 80}, o_arm: {flex: 80}}", upright(Side), []Prop{{Kind: Chair, At: body.Vec{Z: -.24}, Outline: true}}, ""},
	{"squat_q", "{pelvis: {y: 0.36}, trunk: {lean: 30}, w: {foot: {x: -0.09, z: 0}}, o: {foot: {x: 0.09, z: 0}}, w_arm: {flex: 80}, o_arm: {flex: 80}}", upright(-40), []Prop{{Kind: Loop, Bones: []body.Bone{body.WThigh, body.OThigh}, Down: .19}}, ""},
	{"sit", "{pelvis: {y: 0.30, z: -.2}, w: {foot: {x: -0.08, z: 0.05}}, o: {foot: {x: 0.08, z: 0.05}}, w_arm: {hand: thigh}, o_arm: {hand: thigh}}", upright(-35), []Prop{{Kind: Chair, At: body.Vec{Z: -.22}}}, ""},
	{"chair_behind", "{pelvis: {y: 0.50}, trunk: {lean: 10}, w: {foot: {x: -0.08, z: 0}}, o: {hip: 10, knee: 30}, w_arm: {hand: {x: -0.1, y: .56, z: .3, palm: down}}, o_arm: {hand: {x: 0.1, y: .56, z: 0.3, palm: down}}}", upright(Side), []Prop{{Kind: Chair, At: body.Vec{Z: .44}}}, ""},
	{"supine", "{lie: back, w: {hip: 45, knee: 90}, o: {hip: 45, knee: 90}}", lying(Side), []Prop{{Kind: Mat}}, ""},
	{"above", "{lie: back, w_arm: {hand: hip}, o_arm: {hand: hip}}", View{Pitch: 90, Focus: body.Vec{}, Span: 1.15, Width: 480, Height: 600}, []Prop{{Kind: Mat}, {Kind: Belt, Bones: []body.Bone{body.WThigh, body.OThigh}, Down: .19}}, ""},
	{"side_lying", "{lie: w_up, w: {hip: 0, abd: 28, knee: 0}, o: {hip: 30, knee: 60}}", lying(Front), []Prop{{Kind: Mat, Yaw: 90}}, "{lie: w_up, w: {hip: 0, abd: 0, knee: 0}, o: {hip: 30, knee: 60}}"},
	{"clam", "{lie: w_up, w: {hip: 45, knee: 70, rot: 35}, o: {hip: 45, knee: 70}}", lying(Front), []Prop{{Kind: Mat, Yaw: 90}}, ""},
	{"plank", "{lie: front, slope: 14, w_arm: {forearm: {}}, o_arm: {forearm: {}}, w: {foot: {tiptoe: true}, knee: 0}, o: {foot: {tiptoe: true}, knee: 0}}", lying(Side), []Prop{{Kind: Mat}}, ""},
	{"kneel", "{lie: front, slope: 20, w_arm: {forearm: {}}, o_arm: {forearm: {}}, plant: {w_knee: {}, o_knee: {}}, w: {knee: 60}, o: {knee: 60}}", lying(-60), []Prop{{Kind: Mat}}, ""},
}

func (s sitting) shot(t *testing.T) Shot {
	t.Helper()
	shot := Shot{View: s.view, Posture: solve(t, s.name, s.pose), Props: s.props}
	if s.ghost != "" {
		g := solve(t, s.name, s.ghost)
		shot.Ghost = &g
	}
	shot.Tint.W[GluteMed] = 1
	return shot
}

func solve(t *testing.T, name, text string) body.Posture {
	t.Helper()
	var p body.Pose
	if err := yaml.UnmarshalWithOptions([]byte(text), &p, yaml.Strict()); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	posture, err := body.Solve(p)
	if err != nil {
		t.Logf("%s: %v", name, err)
	}
	return posture
}
