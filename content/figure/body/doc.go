// Package body is a human body made of bones: how long they are, how they are posed by joint angles or by what they touch,
// and what a real body could not do. It knows nothing of drawing.
//
// Lengths are fractions of body height. The world is right-handed: y points up, the person in the rest posture stands on
// the floor (y = 0) facing z, and x points to the person's left. Every posture is made for a working (sore) side on the
// right, W; the other side is O. A left hip is the mirror image of the picture, not of the posture.
//
// # Poses
//
// A Pose is what an author writes, and what is left out is natural: an empty pose stands upright, feet hip-width, arms
// hanging. This is the hip drop; a pose that says from is laid Over that one:
//
//	P1: # position 1: on both feet
//	  w: {foot: {out: 3}, knee: 0}
//	  o: {foot: {out: 3}}
//	  w_arm: {hand: hip}
//	  o_arm: {hand: {x: 0.37, y: 0.8, z: 0.04, palm: o}}
//	P2: # position 2: the O side lifted, on the toes of O
//	  from: P1
//	  pelvis: {tilt: 10, over: w}
//	  o: {foot: {tiptoe: true}, knee: 3}
//	P3: # the O foot off the floor, the knee bent behind
//	  from: P2
//	  o: {hip: 0, abd: -8, knee: 70, ankle: -15}
//	P4: # position 3: lowered to level
//	  from: P3
//	  pelvis: {tilt: 0}
//	  o: {abd: 0}
//
// The place of the pelvis is never written if something else tells it:
//
//   - A leg with a foot and a knee angle carries: its length binds the pelvis. With a shank (its lean forwards) it leaves
//     no choice at all. A leg with a foot alone follows; its knee bends as it must. Without a foot a leg hangs by its
//     angles, and a pose that gives it one of them (hip, abd, rot, ankle) takes the foot off the floor. They are measured
//     against the pelvis: under a tilt of 10 the O thigh hangs straight down with abd: -10.
//   - pelvis: {over: w} brings the W hip over the W ankle; weight: w brings the centre of mass over the W foot, which is
//     how people stand on one leg or squat: the hips then go back and to the side by themselves.
//   - Who lies (lie: back, front, w_up, o_up) lies on the ground with what is lowest. plant puts a part of the trunk or a
//     knee somewhere, y being the ground if it is left out: {seat: {y: 0.25, z: -0.24}}, {upper_back: {z: 0}},
//     {o_knee: {x: -0.24}}. A forearm on the ground holds the shoulder above it. Give planted things the same place in
//     every pose, and they stay there while poses blend.
//
// slope lifts the head end of somebody who lies: a bridge has slope: -19, a plank 20. The trunk's lean takes the pelvis
// along, as a bow does; a tilt of the pelvis leaves the chest where it was. A hand is on the own body (hip, shoulder,
// chest, thigh, knee, head), on the floor beside it, or at a point of the world. With a palm (where it faces) the elbow
// finds its own place, and on a wall the fingers point up; fingers and bend say otherwise.
//
// Settle makes a pose good, or tells what cannot be; Blend goes from one to another.
package body
