package paint

import (
	"math"
	"testing"
)

// TestTheSkinIsClosed: every edge belongs to two triangles that run along it in opposite directions, so no camera can
// look into the body.
func TestTheSkinIsClosed(t *testing.T) {
	for _, b := range []Build{Woman, Man} {
		edges := map[[2]int32]int{}
		s := fresh(b).skin
		for _, tri := range s.triangles {
			for i := range tri.corner {
				edges[[2]int32{tri.corner[i], tri.corner[(i+1)%3]}]++
			}
		}
		open := 0
		for e, n := range edges {
			if edges[[2]int32{e[1], e[0]}] != n {
				open++
			}
		}
		if open > 0 {
			t.Errorf("build %d: %d of %d edges are open", b, open, len(edges))
		}
	}
}

// TestEveryVertexIsCarried: it has a bond, a normal of length one, and stays where it is in the bind posture.
func TestEveryVertexIsCarried(t *testing.T) {
	for _, b := range []Build{Woman, Man} {
		s := fresh(b).skin
		var p posed
		s.pose(&s.bones, &p)
		for i, v := range s.vertices {
			if v.bond < 0 || int(v.bond) >= len(s.bonds) {
				t.Fatalf("build %d: vertex %d has no bond", b, i)
			}
			if l := length(v.normal); math.Abs(l-1) > 1e-4 {
				t.Errorf("build %d: vertex %d has a normal of length %g", b, i, l)
			}
			if off := length(sub(p.bonds[v.bond].point(v.at), v.at)); off > 1e-4 {
				t.Errorf("build %d: vertex %d is %g from its place", b, i, off)
			}
		}
	}
}

// A muscle shows on clothes; on bare skin its colour would look like a wound.
func TestMusclesShowOnClothesOnly(t *testing.T) {
	for b := range skins {
		for _, tri := range skins[b]().triangles {
			if r := tri.region; r.muscle != None && !r.stuff.cloth() {
				t.Fatalf("build %d: muscle %d shows on stuff %d", b, r.muscle, r.stuff)
			}
		}
	}
}
