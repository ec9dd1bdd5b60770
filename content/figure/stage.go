package figure

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"medius/content/figure/body"
)

// stage is a scene ready to be played: key poses solved, moves timed.
type stage struct {
	scene   Scene
	full    bool                   // in the full range
	stances map[string]body.Stance // the key poses, solved
	beats   []beat
}

// beat is the start or one move.
type beat struct {
	phase    int // in the exercise's phases; -1 for the start
	seconds  int // as shown
	from, to string
	via      []Via
	tint     Tint
	ghost    string // a key pose, or ""
	marks    []Mark
	say      string
}

// name of the beat for the places where phases are listed.
func (b beat) name(phases []Phase) string {
	if b.phase < 0 {
		return "start"
	}
	return phases[b.phase].Name
}

// newStage solves and times a scene. An error names the pose or the move; when it is only that a pose cannot be held, the
// stage comes with it, each pose as near as it can be.
func newStage(scene Scene, phases []Phase, full bool) (*stage, error) {
	s := &stage{scene: scene, full: full, stances: map[string]body.Stance{}}
	var unheld []error
	for _, name := range slices.Sorted(maps.Keys(scene.Poses)) {
		pose, err := s.whole(name, nil)
		if err != nil {
			return nil, fmt.Errorf("pose %s: %w", name, err)
		}
		if s.stances[name], err = body.Settle(pose); err != nil {
			unheld = append(unheld, fmt.Errorf("pose %s: %w", name, err))
		}
	}
	if err := s.time(phases, full); err != nil {
		return nil, errors.Join(append(unheld, err)...)
	}
	return s, errors.Join(unheld...)
}

// whole is a pose with all it builds on.
func (s *stage) whole(name string, above []string) (body.Pose, error) {
	key, ok := s.scene.Poses[name]
	if !ok {
		return body.Pose{}, fmt.Errorf("there is no pose %q", name)
	}
	if slices.Contains(above, name) {
		return body.Pose{}, fmt.Errorf("builds on itself: %v", above)
	}
	return s.over(key, append(above, name))
}

func (s *stage) over(key KeyPose, above []string) (body.Pose, error) {
	if key.From == "" {
		return key.Pose, nil
	}
	base, err := s.whole(key.From, above)
	if err != nil {
		return base, err
	}
	return key.Over(base), nil
}

// posture of a key pose; the body at rest where there is none of that name, which newStage does not let through.
func (s *stage) posture(name string) body.Posture {
	if p, ok := s.stances[name]; ok {
		return p.Posture
	}
	return body.Rest()
}

// first is the name of the pose in which the cycle begins.
func (s Scene) first() string {
	if s.Start != "" {
		return s.Start
	}
	return "P1"
}

// time lays the beats out.
func (s *stage) time(phases []Phase, full bool) error {
	at := s.scene.first()
	if len(s.scene.Cycle) == 0 {
		return errors.New("the cycle is empty")
	}
	s.beats = []beat{s.intro(full)}
	for _, m := range s.scene.Cycle {
		i := slices.IndexFunc(phases, func(p Phase) bool { return p.Name == m.Phase })
		if i < 0 {
			return fmt.Errorf("cycle: there is no phase %q", m.Phase)
		}
		seconds, _ := phases[i].shown()
		b := beat{
			phase: i, seconds: seconds, from: at, to: m.end(at, full), via: m.Via, tint: m.Tint, marks: m.shown(full), say: m.Say,
		}
		if b.ghost = m.Ghost; b.ghost == "before" {
			b.ghost = b.from
		}
		s.beats, at = append(s.beats, b), b.to
	}
	if s.posture(at) != s.posture(s.scene.first()) {
		return fmt.Errorf("cycle: ends in %s, not where it began, in %s: the picture would jump", at, s.scene.first())
	}
	return s.check()
}

// intro is the beat before the first move: it stands still, and shows what comes.
func (s *stage) intro(full bool) beat {
	in, m := s.scene.Intro, s.scene.Cycle[0]
	at := s.scene.first()
	b := beat{phase: -1, seconds: introTime, from: at, to: at, tint: in.Tint, ghost: in.Ghost, say: in.Say}
	switch b.ghost {
	case "":
		b.ghost = m.end(at, full)
	case "none":
		b.ghost = ""
	}
	if !in.Bare {
		b.marks = m.shown(full)
	}
	b.marks = slices.Concat(b.marks, in.Marks)
	return b
}

// end is the pose in which a move ends.
func (m Move) end(at string, full bool) string {
	switch {
	case full && m.Full != "":
		return m.Full
	case m.To != "":
		return m.To
	}
	return at
}

func (m Move) shown(full bool) []Mark {
	if full && m.FullMarks != nil {
		return m.FullMarks
	}
	return m.Marks
}

// check looks whether every pose that is named exists and every mark is one.
func (s *stage) check() error {
	for i, b := range s.beats {
		names := []string{b.from, b.to}
		if b.ghost != "" {
			names = append(names, b.ghost)
		}
		for _, v := range b.via {
			names = append(names, v.Pose)
		}
		if err := b.tint.check(); err != nil {
			return fmt.Errorf("beat %d: %w", i, err)
		}
		if err := s.checkNames(names, b.marks); err != nil {
			return fmt.Errorf("beat %d: %w", i, err)
		}
	}
	for _, p := range s.scene.Props {
		if err := p.check(); err != nil {
			return err
		}
	}
	for i, in := range s.scene.Insets {
		var names []string
		if in.Pose != "" {
			names = []string{in.Pose}
		}
		if err := s.checkNames(names, in.Marks); err != nil {
			return fmt.Errorf("inset %d: %w", i+1, err)
		}
	}
	return nil
}

func (s *stage) checkNames(names []string, marks []Mark) error {
	for _, m := range marks {
		if err := m.check(); err != nil {
			return err
		}
		for _, spot := range m.spots() {
			if spot.Of != "" {
				names = append(names, spot.Of)
			}
		}
		if m.Bar != nil && m.Bar.Of != "" {
			names = append(names, m.Bar.Of)
		}
	}
	for _, name := range names {
		if _, ok := s.stances[name]; !ok {
			return fmt.Errorf("there is no pose %q", name)
		}
	}
	return nil
}

// at is the body in a beat, t from 0 to 1 of its time.
func (s *stage) at(b beat, t float64) body.Stance {
	switch {
	case t <= 0 || b.from == b.to && len(b.via) == 0:
		return s.stances[b.from]
	case t >= 1:
		return s.stances[b.to]
	}
	from, to, part := s.leg(b, ease(t))
	return body.Blend(s.stances[from], s.stances[to], part)
}

// leg finds the two poses on the way between which u lies, and where between them.
func (s *stage) leg(b beat, u float64) (from, to string, part float64) {
	from, begin := b.from, 0.0
	for _, v := range append(slices.Clone(b.via), Via{b.to, 1}) {
		if u <= v.At {
			return from, v.Pose, (u - begin) / (v.At - begin)
		}
		from, begin = v.Pose, v.At
	}
	return b.to, b.to, 0
}
