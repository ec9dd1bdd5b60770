package paint

import (
	"testing"

	"github.com/goccy/go-yaml"

	"medius/content/figure/body"
)

// sitting is a pose worth looking at, and from where.
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

// wallHand is a hand on a wall at x = 0.4 on the O side.
const wallHand = "o_arm: {hand: {x: 0.37, y: 0.8, z: 0.04, palm: o}}"

var sittings = []sitting{
	{"hip_drop", "{pelvis: {tilt: 10, over: w}, w: {foot: {out: 3}, knee: 0}, o: {hip: 0, abd: -8, knee: 70, ankle: -15}, w_arm: {hand: hip}, " + wallHand + "}",
		upright(Front), []Prop{{Kind: Wall, At: body.Vec{X: .37}, Yaw: -90}}, "{pelvis: {tilt: 0, over: w}, w: {foot: {out: 3}, knee: 0}, o: {hip: 0, abd: 0, knee: 70, ankle: -15}, w_arm: {hand: hip}, " + wallHand + "}"},
	{"on_toes", "{pelvis: {tilt: 10, over: w}, w: {foot: {out: 3}, knee: 0}, o: {foot: {tiptoe: true}, knee: 3}, w_arm: {hand: hip}, " + wallHand + "}",
		upright(-30), []Prop{{Kind: Wall, At: body.Vec{X: .37}, Yaw: -90}}, ""},
	{"dropped", "{pelvis: {tilt: -10}, w: {knee: 5, foot: {}}, o: {knee: 70, hip: 35}, w_arm: {abd: 12}, o_arm: {abd: 12}}", upright(-35), nil, ""},
	{"squat", "{weight: w, w: {foot: {}, knee: 55}, o: {hip: 70, knee: 25}, trunk: {lean: 25}, w_arm: {hand: {x: -0.1, y: 0.66, z: 0.4, palm: down, free: true}, bend: out down}, o_arm: {hand: {x: 0, y: 0.66, z: 0.4, palm: down, free: true}, bend: out down}}",
		upright(Side), []Prop{{Kind: Chair, At: body.Vec{Z: -.30}, Outline: true}}, ""},
	{"steps", "{trunk: {lean: 25}, w: {foot: {x: -0.12}, knee: 60}, o: {foot: {x: 0.12}, knee: 60}, w_arm: {hand: hip}, o_arm: {hand: hip}}", upright(-40), []Prop{{Kind: Loop, Bones: []body.Bone{body.WThigh, body.OThigh}, Down: .19}}, ""},
	{"sit", "{plant: {seat: {y: 0.25, z: -0.24}}, w: {foot: {z: 0.03}}, o: {foot: {z: 0.03}}, w_arm: {hand: thigh}, o_arm: {hand: shoulder}}", upright(-35), []Prop{{Kind: Chair, At: body.Vec{Z: -.22}}}, ""},
	{"bridge", "{lie: back, slope: -24, plant: {upper_back: {z: 0}}, w: {foot: {z: 0.56, out: 0}}, o: {foot: {z: 0.56, out: 0}}, w_arm: {hand: floor}, o_arm: {hand: floor}}",
		lying(Side), []Prop{{Kind: Mat, At: body.Vec{Z: .25, Y: -.008}}}, "{lie: back, plant: {upper_back: {z: 0}}, w: {foot: {z: 0.56, out: 0}}, o: {foot: {z: 0.56, out: 0}}, w_arm: {hand: floor}, o_arm: {hand: floor}}"},
	{"above", "{lie: back, w_arm: {hand: hip}, o_arm: {hand: hip}}", View{Pitch: 90, Span: 1.15, Width: 480, Height: 600}, []Prop{{Kind: Mat, At: body.Vec{Y: -.008}}, {Kind: Belt, Bones: []body.Bone{body.WThigh, body.OThigh}, Down: .19}}, ""},
	{"side_lying", "{lie: w_up, w: {hip: -5, abd: 23, rot: -5, ankle: 5}, o: {hip: 30, knee: 60, lies: true}, w_arm: {hand: {x: 0.2, z: 0.22, palm: down, fingers: front}}, o_arm: {flex: 130, abd: 20, elbow: 110}}",
		lying(Front), []Prop{{Kind: Mat, Yaw: 90, At: body.Vec{Y: -.008}}, {Kind: Pillow, At: body.Vec{X: .47, Y: .05}, Size: body.Vec{X: .16, Y: .10, Z: .22}}}, ""},
	{"clam", "{lie: w_up, w: {hip: 45, abd: 10, rot: 30, knee: 90, ankle: 0}, o: {hip: 45, knee: 90, ankle: 0, lies: true}, w_arm: {hand: hip}, o_arm: {flex: 130, abd: 20, elbow: 110}}", lying(-25), []Prop{{Kind: Mat, Yaw: 90, At: body.Vec{Y: -.008}}}, ""},
	{"plank", "{lie: front, slope: 14, w_arm: {forearm: {z: 0}}, o_arm: {forearm: {z: 0}}, w: {foot: {z: -0.83, pitch: 78, out: 0}}, o: {foot: {z: -0.83, pitch: 78, out: 0}}}",
		View{Yaw: Side, Pitch: 10, Focus: body.Vec{Y: .2, Z: -.3}, Span: 1, Width: 600, Height: 480}, []Prop{{Kind: Mat, At: body.Vec{Y: -.008, Z: -.35}}}, ""},
	{"side_plank", "{lie: w_up, slope: 20, pelvis: {tilt: 0}, o_arm: {forearm: {x: 0.3}}, plant: {o_knee: {x: -0.24, z: 0}}, o: {knee: 90}, w: {abd: 28}, w_arm: {hand: hip}}",
		lying(Front), []Prop{{Kind: Mat, Yaw: 90, At: body.Vec{Y: -.008}}}, ""},
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
		t.Fatalf("%s: %v", name, err)
	}
	return posture
}
