package paint

import (
	"math"
	"testing"

	"medius/content/figure/body"
)

// TestViewsFollowTheConventions: from the front W is on the left; from the side the person looks to the right; from
// above -z is at the top.
func TestViewsFollowTheConventions(t *testing.T) {
	for _, c := range []struct {
		name  string
		view  View
		point body.Vec
		x, y  float64
	}{
		{"front: W is on the left", View{Yaw: Front}, body.Vec{X: -.1}, 90, 100},
		{"front: up is up", View{Yaw: Front}, body.Vec{Y: .1}, 100, 90},
		{"side: the front is on the right", View{Yaw: Side}, body.Vec{Z: .1}, 110, 100},
		{"above: the head of one who lies on the back is at the top", View{Pitch: Above}, body.Vec{Z: -.1}, 100, 90},
		{"above: W is on the left", View{Pitch: Above}, body.Vec{X: -.1}, 90, 100},
		{"a camera that looks down sees what is behind higher up", View{Pitch: 30}, body.Vec{Z: -.2}, 100, 90},
		{"near things are larger through a lens", View{Lens: 2}, body.Vec{X: .1, Z: 1}, 120, 100},
		{"a roll of 90 degrees turns the picture clockwise", View{Roll: 90}, body.Vec{Y: .1}, 110, 100},
	} {
		c.view.Span, c.view.Width, c.view.Height = 2, 200, 200
		if x, y := c.view.Project(c.point); math.Abs(x-c.x) > .01 || math.Abs(y-c.y) > .01 {
			t.Errorf("%s: got %.2f, %.2f, want %.0f, %.0f", c.name, x, y, c.x, c.y)
		}
	}
	v := View{Yaw: Side, Span: 1, Width: 10, Height: 10}
	if v.Depth(body.Vec{X: -.1}) <= v.Depth(body.Vec{X: .1}) {
		t.Error("from the W side W is not nearer")
	}
}

// TestLargeThingsReachTheEdge: a wall that is far larger than the picture still fills it.
func TestLargeThingsReachTheEdge(t *testing.T) {
	v := View{Focus: body.Vec{Y: .5}, Span: .02, Width: 60, Height: 60}
	pic := take(fresh(Woman), Shot{View: v, Posture: crouch, Props: []Prop{{Kind: Wall, At: body.Vec{Z: .9}}}})
	for _, at := range [][2]int{{0, 0}, {59, 0}, {0, 59}, {59, 59}, {30, 30}} {
		if c := pic.RGBAAt(at[0], at[1]); c == Paper || c == Ground {
			t.Errorf("at %v there is no wall", at)
		}
	}
}
