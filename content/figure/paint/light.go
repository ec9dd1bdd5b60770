package paint

import "medius/content/figure/body"

// light is a key light above the viewer's left shoulder, the sky, and what the floor throws back.
type light struct {
	key, sky, eye body.Vec
}

func (c *camera) light() light {
	key := unit(along(along(scale(c.right, -.42), c.up, .62), c.toward, .66))
	return light{key: snapVec(key), sky: body.Vec{Y: 1}, eye: c.toward}
}

// on gives the brightness, 0..65535, of a surface that faces n and sees a part of the sky.
func (l *light) on(n body.Vec, open float64) int32 {
	key := dot(n, l.key)
	lit := max(float64(key*.72)+.28, 0) // wrapped round the edge, as on skin
	sky := float64(dot(n, l.sky)*.5) + .5
	ambient := .10 + float64(sky*.18) + float64(max(dot(n, l.eye), 0)*.10)
	seen := .35 + float64(open*.65)
	sum := float64(ambient*seen) + float64(float64(lit*.66)*(.62+float64(open*.38)))
	return int32(min(max(sum, 0), .999) * 65535)
}
