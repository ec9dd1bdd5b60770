package body

import (
	"fmt"
	"math"
)

// balance shifts the pelvis until the centre of mass is over what should carry it.
func (p Pose) balance(s Stance) (Stance, error) {
	var lean Vec
	var err error
	for range 40 {
		goal, gerr := p.carrier(s)
		if gerr != nil {
			return s, gerr
		}
		off := goal.Sub(s.CentreOfMass())
		if math.Hypot(off.X, off.Z) < 1e-9 {
			break
		}
		lean = lean.Add(Vec{X: off.X, Z: off.Z})
		if s, err = p.settle(lean); err != nil {
			return s, err
		}
	}
	return s, p.balanced(s)
}

// carrier is the point of the ground that should carry the body: before the ankle of the foot that has the weight, or
// between both feet.
func (p Pose) carrier(s Stance) (Vec, error) {
	var sum Vec
	n := 0.0
	for i, h := range halves {
		if p.Weight != Both && string(p.Weight) != h.name {
			continue
		}
		f := s.legs[i].foot
		if s.legs[i].by != byFoot || len(f.on) == 0 {
			return Vec{}, fmt.Errorf("weight: the %s foot is not on the ground", h.name)
		}
		sum = sum.Add(f.flat).Add(f.yaw.Z.Mul(carrying))
		n++
	}
	return sum.Mul(1 / n), nil
}

// carrying is how far before the ankle a quiet stance has its weight.
const carrying = 0.022

// balanced tells whether the pelvis could follow the wish for weight.
func (p Pose) balanced(s Stance) error {
	goal, err := p.carrier(s)
	if err != nil {
		return err
	}
	c := s.CentreOfMass()
	if off := math.Hypot(c.X-goal.X, c.Z-goal.Z); off > 0.003 {
		return fmt.Errorf("weight: the centre of mass stays %.3f H off; leave the place of the pelvis or the shank open", off)
	}
	return nil
}
