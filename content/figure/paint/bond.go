package paint

import "medius/content/figure/body"

// A vertex near a joint follows it only in part. Instead of mixing the places where two bones would carry it, which
// makes joints collapse, the joint's own rotation is done in part, about the joint: elbows and knees stay round. The bend
// (swing) and the turn of a limb about its own length (twist) are shared out apart; a twist runs out over the whole limb,
// as skin does it.

// step is how far a vertex follows the joint at the beginning of a bone, in steps of 1/fine.
type step struct {
	bone         body.Bone
	swing, twist uint8
}

const fine = 96

// bond is what carries a vertex: a bone, and from there the joints of one chain, from the root outwards, or, where beside is true, joints that
// lie side by side (both hips and the loin), whose displacements add up.
type bond struct {
	base   body.Bone // what it follows fully
	steps  [4]step
	n      uint8
	beside bool
}

func (b *bond) add(bone body.Bone, swing, twist float64) {
	s := step{bone, uint8(swing*fine + .5), uint8(twist*fine + .5)}
	if (s.swing > 0 || s.twist > 0) && int(b.n) < len(b.steps) {
		b.steps[b.n] = s
		b.n++
	}
}

// bonder finds the bonds of vertices and gives each kind a number.
type bonder struct {
	form   *form
	number map[bond]int32
	bonds  []bond
}

func (b *bonder) join(m *mesh, of func(body.Vec) bond) {
	for i := range m.vertices {
		k := of(m.vertices[i].at)
		n, ok := b.number[k]
		if !ok {
			n = int32(len(b.bonds))
			b.number[k] = n
			b.bonds = append(b.bonds, k)
		}
		m.vertices[i].bond = n
	}
}

// side gives the bones of the limb that a point is nearer to.
func side(p body.Vec, o body.Bone) body.Bone {
	if p.X < 0 {
		return o.Other()
	}
	return o
}

// flesh is the bond of trunk, arms and legs.
func (b *bonder) flesh(p body.Vec) bond {
	f, q := b.form, fold(p)
	var k bond
	_, thigh, _ := f.thigh.local(q)
	_, shank, _ := f.shank.local(q)
	lumbar, chest := smooth(.560, .640, p.Y), smooth(.640, .730, p.Y)
	if q.X > .13 && q.Y > .5 {
		lumbar, chest = 1, 1
	}
	if thigh > .09 && q.X < .26 && p.Y < .46 { // clear of the trunk
		k.add(side(p, body.OThigh), 1, min(thigh/.2, 1))
		k.add(side(p, body.OShank), smooth(-.036, .036, shank), smooth(-.036, .036, shank))
		return k
	}
	arm := f.armward(q)
	_, upper, _ := f.upper.local(q)
	if arm > 0 && p.Y > .55 {
		if chest == 1 {
			k.base = body.Chest
		} else {
			k.add(body.Lumbar, lumbar, lumbar)
			k.add(body.Chest, chest, chest)
		}
		_, fore, _ := f.fore.local(q)
		k.add(side(p, body.OUpperArm), smooth(-.050, .040, upper)*arm, arm*min(max(upper/.17, 0), 1))
		k.add(side(p, body.OForearm), smooth(-.026, .026, fore), min(max(fore/.14, 0), 1))
		return k
	}
	if p.Y > .62 {
		k.add(body.Lumbar, lumbar, lumbar)
		k.add(body.Chest, chest, chest)
		return k
	}
	k.beside = true
	k.add(body.Lumbar, lumbar, lumbar)
	crotch := .06 * smooth(.08, 0, q.X) * smooth(.05, .01, q.Z) // stays with the pelvis, or it hangs below a seat
	hip := smooth(-.050, .060, thigh+(q.X-.08)*.5-crotch)
	mine := smooth(-.020, .020, q.X)
	k.add(side(p, body.OThigh), hip*mine, hip*mine*min(max(thigh/.2, 0), 1))
	k.add(side(p, body.OThigh).Other(), hip*(1-mine), 0)
	return k
}

// lower is the bond of foot and ankle, grip that of hand and wrist, head that of head and neck.
func (b *bonder) lower(p body.Vec) bond {
	q := back(b.form.bones[body.OFoot].Turn, sub(fold(p), b.form.bones[body.OFoot].At))
	k := bond{base: side(p, body.OShank)}
	ankle := smooth(.026, .002, q.Y)
	k.add(side(p, body.OFoot), ankle, ankle)
	toes := smooth(.054, .084, q.Z)
	k.add(side(p, body.OToes), toes, toes)
	return k
}

func (b *bonder) grip(p body.Vec) bond {
	_, fore, _ := b.form.fore.local(fold(p))
	wrist := smooth(.132, .158, fore)
	k := bond{base: side(p, body.OUpperArm)}
	k.add(side(p, body.OForearm), 1, min(fore/.14, 1))
	k.add(side(p, body.OHand), wrist, wrist)
	return k
}

func (b *bonder) head(p body.Vec) bond {
	k := bond{base: body.Chest}
	neck, head := smooth(.822, .862, p.Y), smooth(.868, .908, p.Y+p.Z*.6)
	k.add(body.Neck, neck, neck)
	k.add(body.Head, head, head)
	return k
}
