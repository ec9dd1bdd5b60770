package body

import (
	"maps"
	"slices"
)

// grip is a place on the own body where a hand can lie, for the W hand; O has it mirrored.
type grip struct {
	bone    Bone // the place moves with it
	palm    Vec  // where the middle of the palm is, from the bone's joint
	facing  Vec  // where the palm faces, in the bone's axes
	fingers Vec
	elbow   Vec // where the elbow points, in the axes of the chest
}

// onFloor is the floor beside the body, which is no place on the body.
const onFloor = "floor"

// grips by name.
var grips = map[string]grip{
	"hip":      {Pelvis, Vec{-0.1, 0.055, 0.012}, Vec{0.94, 0, -0.34}, Vec{0.25, -0.45, 0.85}, Vec{-0.8, 0, -0.6}},
	"waist":    {Pelvis, Vec{-0.096, 0.086, 0.02}, Vec{0.94, 0, -0.34}, Vec{0.35, -0.3, 0.88}, Vec{-0.8, 0, -0.6}},
	"chest":    {Chest, Vec{-0.01, 0.1, 0.095}, Vec{0, 0, -1}, Vec{0.9, 0.4, 0}, Vec{-0.6, -0.8, 0.1}},
	"shoulder": {Chest, Vec{0.085, 0.135, 0.06}, Vec{-0.25, -0.2, -0.95}, Vec{0.75, 0.65, 0}, Vec{-0.5, -0.8, 0.4}},
	"thigh":    {WThigh, Vec{-0.01, -0.14, 0.07}, Vec{0, 0, -1}, Vec{0.1, -1, 0}, Vec{-0.8, -0.3, -0.5}},
	"knee":     {WShank, Vec{0, 0.02, 0.048}, Vec{0, 0, -1}, Vec{0, -1, 0}, Vec{-0.8, -0.3, -0.5}},
	"head":     {Head, Vec{-0.055, 0.05, -0.045}, Vec{0.6, 0, 0.8}, Vec{0.8, 0.3, -0.5}, Vec{-1, 0.5, 0}},
}

func gripNames() []string {
	return append(slices.Sorted(maps.Keys(grips)), onFloor)
}

// mirror gives the grip of the O hand.
func (g grip) mirror() grip {
	return grip{g.bone.Other(), g.palm.Mirror(), g.facing.Mirror(), g.fingers.Mirror(), g.elbow.Mirror()}
}

// gripOf finds a grip for the hand of one side.
func gripOf(name string, h half) grip {
	if h.sign > 0 {
		return grips[name].mirror()
	}
	return grips[name]
}
