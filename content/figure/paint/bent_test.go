package paint

import "medius/content/figure/body"

// bent turns bones of the rest posture and what hangs on them, in the order given; so these pictures depend on nothing
// but the lengths of the bones.
func bent(turns ...bend) body.Posture {
	p := body.Rest()
	for _, b := range turns {
		centre := p[b.bone].At
		for k := range p {
			if hangs(body.Bone(k), b.bone) {
				p[k] = body.Frame{At: add(centre, turn(b.turn, sub(p[k].At, centre))), Turn: times(b.turn, p[k].Turn)}
			}
		}
	}
	return p
}

type bend struct {
	bone body.Bone
	turn body.Mat
}

func hangs(b, on body.Bone) bool {
	for b != on {
		parent, ok := b.Parent()
		if !ok {
			return false
		}
		b = parent
	}
	return true
}

// The postures of the golden pictures.
var (
	arms    = []bend{{body.WUpperArm, body.AboutZ(-12)}, {body.OUpperArm, body.AboutZ(165)}, {body.OForearm, body.AboutZ(40)}}
	crouch  = bent(bend{body.WThigh, body.AboutX(-95)}, bend{body.WShank, body.AboutX(100)}, bend{body.OThigh, body.AboutX(-95)}, bend{body.OShank, body.AboutX(100)}, bend{body.Lumbar, body.AboutX(25)}, bend{body.WUpperArm, body.AboutX(-85)}, bend{body.OUpperArm, body.AboutX(-85)})
	huddle  = bent(bend{body.WThigh, body.AboutX(-122)}, bend{body.WShank, body.AboutX(140)}, arms[0], arms[1], arms[2])
	stride  = bent(append([]bend{{body.WThigh, body.AboutX(20)}, {body.OThigh, body.AboutZ(35)}, {body.OShank, body.AboutX(70)}, {body.Chest, body.AboutY(25)}, {body.Head, body.AboutY(-30)}}, arms...)...)
	kicking = bent(append([]bend{{body.WThigh, body.AboutX(-60)}, {body.OShank, body.AboutX(120)}, {body.Lumbar, body.AboutZ(15)}, {body.Neck, body.AboutX(25)}}, arms...)...)
)

// hard is what strains a skin.
var hard = []body.Posture{crouch, huddle, stride, kicking}
