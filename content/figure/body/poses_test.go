package body

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// key is a pose in a file.
type key struct {
	From string
	Pose `yaml:",inline"`
}

// figures reads the poses of the test data by file and name, each laid over those it is from.
func figures(t *testing.T) map[string]map[string]Pose {
	t.Helper()
	files, err := filepath.Glob("testdata/poses/*.yaml")
	if err != nil || len(files) < 5 {
		t.Fatalf("%d files: %v", len(files), err)
	}
	all := map[string]map[string]Pose{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var keys map[string]key
		if err := yaml.UnmarshalWithOptions(text, &keys, yaml.Strict()); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		poses := map[string]Pose{}
		for name, k := range keys {
			p := k.Pose
			for from := k.From; from != ""; from = keys[from].From {
				p = p.Over(keys[from].Pose)
			}
			poses[name] = p
		}
		all[strings.TrimSuffix(filepath.Base(file), ".yaml")] = poses
	}
	return all
}

// names are the names of poses in order.
func names(poses map[string]Pose) []string {
	var out []string
	for name := range poses {
		out = append(out, name)
	}
	slices.Sort(out)
	return out
}

// stance settles a pose that is right.
func stance(t *testing.T, p Pose) Stance {
	t.Helper()
	s, err := Settle(p)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// TestEveryPoseCanBeHeld: standing, sitting, kneeling, lying on all four sides: nothing out of reach, no joint beyond its
// limit, every contact where it was said to be, nothing of the feet under the ground.
func TestEveryPoseCanBeHeld(t *testing.T) {
	for file, poses := range figures(t) {
		for name, p := range poses {
			s, err := Settle(p)
			if err != nil {
				t.Errorf("%s %s: %v", file, name, err)
				continue
			}
			if len(s.Contacts()) == 0 {
				t.Errorf("%s %s touches nothing", file, name)
			}
			for _, c := range s.Contacts() {
				low := c.Point.Y
				if c.At == WKnee || c.At == OKnee || c.At == WElbow || c.At == OElbow || c.At == WWrist || c.At == OWrist {
					continue // a joint is above what it lies on
				}
				if low < -1e-9 {
					t.Errorf("%s %s: %s is at height %.4f", file, name, c.At, low)
				}
			}
			for _, h := range halves {
				if deep := s.above(h); deep < -0.06 {
					t.Errorf("%s %s: the %s foot is %.3f under the ground", file, name, h.name, -deep)
				}
			}
		}
	}
}

// TestPlantedThingsStayPlanted: between any two poses of an exercise what touches the same point in both stays there to a
// billionth of the body's height, no bone changes its length, and the way begins and ends where it should.
func TestPlantedThingsStayPlanted(t *testing.T) {
	for file, poses := range figures(t) {
		for _, from := range names(poses) {
			for _, to := range names(poses) {
				a, b := stance(t, poses[from]), stance(t, poses[to])
				for i := range 41 {
					s := Blend(a, b, float64(i)/40)
					for _, c := range s.Contacts() {
						start, end := a.Point(c.At), b.Point(c.At)
						if start.Sub(end).Len() < 1e-9 && c.Point.Sub(start).Len() > 1e-9 {
							t.Errorf("%s %s to %s at %d/40: %s moves by %.2g", file, from, to, i, c.At, c.Point.Sub(start).Len())
						}
					}
					if bone, by := stretched(s.Posture); by > 1e-12 {
						t.Errorf("%s %s to %s at %d/40: bone %d is %.2g longer", file, from, to, i, bone, by)
					}
				}
			}
		}
	}
}

// TestBlendsHaveNoJump: no joint moves far in a small step, the first and the last least of all.
func TestBlendsHaveNoJump(t *testing.T) {
	const steps = 200
	for file, poses := range figures(t) {
		all := names(poses)
		for i, from := range all {
			to := all[(i+1)%len(all)]
			a, b := stance(t, poses[from]), stance(t, poses[to])
			last := a
			for k := 1; k <= steps; k++ {
				s := Blend(a, b, float64(k)/steps)
				for bone := range s.Posture {
					moved := s.Posture[bone].At.Sub(last.Posture[bone].At).Len()
					turned := s.Posture[bone].Turn.Inverse().Mul(last.Posture[bone].Turn).Angle()
					if moved > 0.02 || turned > 5 {
						t.Errorf("%s %s to %s at %d: bone %d jumps by %.3f H and %.1f degrees", file, from, to, k, bone, moved, turned)
					}
				}
				last = s
			}
		}
	}
}

// TestJointsStayWithinLimitsOnTheWay: from pose to next pose no joint is bent further than a body can.
func TestJointsStayWithinLimitsOnTheWay(t *testing.T) {
	for file, poses := range figures(t) {
		all := names(poses)
		for i, from := range all {
			to := all[(i+1)%len(all)]
			a, b := stance(t, poses[from]), stance(t, poses[to])
			for k := range 25 {
				if err := Blend(a, b, float64(k)/24).WithinLimits(); err != nil {
					t.Errorf("%s %s to %s at %d/24: %v", file, from, to, k, err)
				}
			}
		}
	}
}

// stretched finds the bone whose length is furthest from the rest posture's.
func stretched(p Posture) (worst Bone, by float64) {
	for b := Lumbar; b < Bone(Bones); b++ {
		off := p[b].At.Sub(p[parents[b]].At).Len() - offsets[b].Len()
		if off < 0 {
			off = -off
		}
		if off > by {
			worst, by = b, off
		}
	}
	return worst, by
}

// TestThePackageCommentShowsTheHipDrop: the worked example is the one that is tested.
func TestThePackageCommentShowsTheHipDrop(t *testing.T) {
	doc, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	text, err := os.ReadFile("testdata/poses/hip_drop.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, example, _ := strings.Cut(string(text), "\nP1:")
	example, _, _ = strings.Cut("P1:"+example, "P4_full:")
	var shown strings.Builder
	for _, line := range strings.Split(strings.TrimSpace(example), "\n") {
		shown.WriteString("//\t" + line + "\n")
	}
	if !strings.Contains(string(doc), shown.String()) {
		t.Errorf("doc.go does not show\n%s", shown.String())
	}
}
