package figure

import (
	"fmt"
	"math"
	"testing"

	"medius/content/figure/body"
)

// playing is one exercise as it is played.
type playing struct {
	record
	name  string
	ask   Ask
	stage *stage
}

// played gives every exercise that has a figure, and its full range where it has one.
func played(t *testing.T) []playing {
	t.Helper()
	var all []playing
	add := func(r record, name string, full bool) {
		a := r.ask(func(key string) string { return key }, full)
		if s, _ := newStage(a.Scene, a.Phases, full); s != nil { // TestScenesAreSound tells the error
			all = append(all, playing{r, name, a, s})
		}
	}
	for _, r := range exercises(t, false) {
		add(r, r.ID, false)
		if r.hasFull() {
			add(r, r.ID+" full", true)
		}
	}
	return all
}

// stances calls f with the body in every frame.
func (p playing) stances(f func(where string, b beat, s body.Stance)) {
	for _, b := range p.stage.beats {
		n := b.seconds * FrameRate
		for i := range n + 1 {
			part := float64(i) / float64(n)
			f(fmt.Sprintf("%s, %s, frame %d", p.name, b.name(p.ask.Phases), i), b, p.stage.at(b, part))
		}
	}
}

// Every pose that a scene names can be held, and every mistake be made.
func TestScenesAreSound(t *testing.T) {
	for _, r := range exercises(t, false) {
		a := r.ask(func(key string) string { return key }, r.hasFull())
		s, err := newStage(a.Scene, a.Phases, a.Full)
		if err != nil {
			t.Errorf("%s: %v", r.ID, err)
		}
		for i, m := range a.Scene.Mistakes {
			if s == nil {
				break
			}
			if _, err := s.wrongly(m, s.right(m)); err != nil {
				t.Errorf("%s: mistake %d: %v", r.ID, i+1, err)
			}
		}
	}
}

func TestBonesKeepTheirLengths(t *testing.T) {
	rest := body.Rest()
	for _, p := range played(t) {
		p.stances(func(where string, _ beat, s body.Stance) {
			for b := range body.Bone(body.Bones) {
				if parent, ok := b.Parent(); ok {
					want := rest[b].At.Sub(rest[parent].At).Len()
					if got := s.Posture[b].At.Sub(s.Posture[parent].At).Len(); math.Abs(got-want) > 1e-9 {
						t.Fatalf("%s: bone %d is %.4f H away from its parent, want %.4f", where, b, got, want)
					}
				}
			}
		})
	}
}

// What is planted at the beginning and at the end of a phase in the same place does not move in between.
func TestPlantedContactsStay(t *testing.T) {
	for _, p := range played(t) {
		p.stances(func(where string, b beat, s body.Stance) {
			from, to := p.stage.stances[b.from], p.stage.stances[b.to]
			if len(b.via) > 0 {
				return
			}
			for _, c := range from.Contacts() {
				for _, d := range to.Contacts() {
					if c.At != d.At || c.Point.Sub(d.Point).Len() > 1e-6 {
						continue
					}
					if off := s.Point(c.At).Sub(c.Point).Len(); off > 0.01 {
						t.Errorf("%s: %s is planted, but %.3f H off", where, c.At, off)
					}
				}
			}
		})
	}
}

func TestJointsStayInTheirLimits(t *testing.T) {
	for _, p := range played(t) {
		seen := map[string]bool{}
		p.stances(func(where string, b beat, s body.Stance) {
			for j, a := range body.Angles(s.Posture) {
				l := body.LimitOf(body.Joint(j))
				const hair = 0.5 // degrees; the way between two poses may bulge
				key := fmt.Sprint(b.phase, j)
				if (a < l.Least-hair || a > l.Most+hair) && !seen[key] {
					seen[key] = true
					t.Errorf("%s: %s is %.0f degrees, its range is %.0f to %.0f", where, body.Joint(j), a, l.Least, l.Most)
				}
			}
		})
	}
}

// Wherever somebody stands still, the centre of mass is over what carries the body.
func TestStandingStillIsPossible(t *testing.T) {
	for _, p := range played(t) {
		for _, b := range p.stage.beats {
			s := p.stage.stances[b.to]
			outline := s.Support()
			if len(outline) == 0 {
				t.Errorf("%s, %s: nothing carries the body", p.name, b.to)
				continue
			}
			if m := body.Margin(outline, s.CentreOfMass()); m < 0 {
				t.Errorf("%s, %s: the centre of mass is %.3f H outside of what carries the body", p.name, b.to, -m)
			}
		}
	}
}

// The whole body stays above the floor.
func TestNothingSinksIntoTheFloor(t *testing.T) {
	for _, p := range played(t) {
		seen := map[body.Landmark]bool{}
		p.stances(func(where string, _ beat, s body.Stance) {
			for l := range body.Landmark(body.Landmarks) {
				if y := s.Point(l).Y; y < -0.016 && !seen[l] {
					seen[l] = true
					t.Errorf("%s: %s is %.3f H below the floor", where, l, -y)
				}
			}
		})
	}
}

var arms = [][3]body.Bone{
	{body.WUpperArm, body.WForearm, body.WHand}, {body.OUpperArm, body.OForearm, body.OHand},
}

// No arm goes through the trunk: below the armpit its bones stay outside of the belly and the ribs.
func TestArmsStayOutsideOfTheTrunk(t *testing.T) {
	for _, p := range played(t) {
		seen := map[body.Bone]bool{}
		p.stances(func(where string, _ beat, s body.Stance) {
			for _, arm := range arms {
				if deep := inTrunk(s.Posture, arm); deep > 0.01 && !seen[arm[0]] {
					seen[arm[0]] = true
					t.Errorf("%s: an arm (bone %d) is %.3f H deep in the trunk", where, arm[0], deep)
				}
			}
		})
		for i, m := range p.ask.Scene.Mistakes {
			done, err := p.stage.wrongly(m, p.stage.right(m))
			if err != nil {
				continue // TestScenesAreSound tells the error
			}
			for _, arm := range arms {
				if deep := inTrunk(done, arm); deep > 0.01 {
					t.Errorf("%s, mistake %d: an arm (bone %d) is %.3f H deep in the trunk", p.name, i+1, arm[0], deep)
				}
			}
		}
	}
}

// inTrunk is how deep the bones of an arm are in the ribs or the belly of the slimmer build, about, in body heights.
func inTrunk(p body.Posture, arm [3]body.Bone) float64 {
	deepest := 0.0
	for i := range 2 {
		from, to := p[arm[i]].At, p[arm[i+1]].At
		for part := 0.4 * float64(1-i); part <= 1; part += 0.05 {
			at := from.Add(to.Sub(from).Mul(part))
			deepest = max(deepest, inTube(p[body.Chest], at, 0.016, 0.12, 0.082, 0.056), inTube(p[body.Pelvis], at, 0, 0.11, 0.078, 0.052))
		}
	}
	return deepest
}

// inTube is how deep a point is in an elliptic tube along a bone, that far in front of it, that high, wide and thick.
func inTube(bone body.Frame, at body.Vec, front, high, wide, thick float64) float64 {
	v := bone.Turn.Unapply(at.Sub(bone.At))
	if v.Y < 0 || v.Y > high {
		return 0
	}
	return max(0, (1-math.Hypot(v.X/wide, (v.Z-front)/thick))*thick)
}

// From one frame to the next nothing jumps, the end and the beginning included.
func TestNothingJumps(t *testing.T) {
	for _, p := range played(t) {
		var before *body.Posture
		p.stances(func(where string, _ beat, s body.Stance) {
			if before != nil {
				for l := range body.Landmark(body.Landmarks) {
					if d := s.Point(l).Sub(before.Point(l)).Len(); d > 0.09 {
						t.Errorf("%s: %s jumps by %.3f H", where, l, d)
						break
					}
				}
			}
			now := s.Posture
			before = &now
		})
		last := p.stage.beats[len(p.stage.beats)-1]
		if p.stage.posture(last.to) != p.stage.posture(p.stage.beats[0].from) {
			t.Errorf("%s: the end is not the beginning", p.name)
		}
	}
}

// The frames of a phase take as long as the exercise file says, to the hundredth of a second.
func TestPhasesTakeTheirTime(t *testing.T) {
	for _, p := range played(t) {
		took := make([]int, len(p.stage.beats))
		frames := 0
		for m, hundredths := range p.stage.frames() {
			took[m.beat] += hundredths
			frames++
		}
		total := 0
		for i, b := range p.stage.beats {
			want := introTime
			if b.phase >= 0 {
				phase := p.ask.Phases[b.phase]
				want = phase.Seconds
				if phase.Hold {
					want = shownHold
				} else if phase.Seconds > longest {
					want = shownLong
				}
			}
			if took[i] != 100*want {
				t.Errorf("%s, %s: %d hundredths, want %d s", p.name, b.name(p.ask.Phases), took[i], want)
			}
			total += took[i]
		}
		if 100*frames < 12*total || frames < 60 || frames > 250 {
			t.Errorf("%s: %d frames in %d hundredths", p.name, frames, total)
		}
		if total != 100*p.ask.Seconds() {
			t.Errorf("%s: %d hundredths, announced %d s", p.name, total, p.ask.Seconds())
		}
	}
}

// The three positions of the hip drop, as the programme has them, and the leg that stands.
func TestHipDropTiltsThePelvis(t *testing.T) {
	for _, p := range played(t) {
		if p.ID != "hip_drop" {
			continue
		}
		want := map[string]float64{"start": 0, "lift": 10, "unload": 10, "lower": 0, "settle": 0}
		if p.ask.Full {
			want["lower"] = -12
		}
		for _, b := range p.stage.beats {
			now := p.stage.posture(b.to)
			if got := body.PelvisTilt(now); math.Abs(got-want[b.name(p.ask.Phases)]) > 0.01 {
				t.Errorf("%s, %s: the pelvis is tilted by %.2f degrees, want %g", p.name, b.name(p.ask.Phases), got, want[b.name(p.ask.Phases)])
			}
			hip, ankle := now.Point(body.WHip), now.Point(body.WAnkle)
			if math.Abs(hip.X-ankle.X) > 0.005 {
				t.Errorf("%s, %s: the sore hip is %.3f H beside its ankle", p.name, b.name(p.ask.Phases), hip.X-ankle.X)
			}
		}
	}
}
