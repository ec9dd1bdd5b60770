package figure

import (
	"math"

	"medius/content/figure/body"
)

// lens is a camera set up for a picture: where a point of the world comes to lie in it.
type lens struct {
	yaw, pitch    float64 // degrees: the viewer stands that far to the person's left, and above
	look          body.Vec
	height        float64 // of what is seen, in body heights
	width, pixels int     // of the picture
}

// angles of the camera, in degrees: from straight ahead to the person's left, and up.
func (c Camera) angles() (yaw, pitch float64) {
	const slightly = 6 // a look from a little above gives the floor depth
	yaw, pitch = 0, slightly
	switch c.From {
	case Side:
		yaw = -90
	case Other:
		yaw = 90
	case Back:
		yaw = 180
	case Above:
		yaw, pitch = 0, 90
	}
	return yaw + c.Turn, pitch + c.Pitch
}

// axes are the directions of the picture in the world: right, up, and to the viewer.
func (l lens) axes() (right, up, near body.Vec) {
	turn := body.AboutY(l.yaw).Mul(body.AboutX(-l.pitch))
	return turn.X, turn.Y, turn.Z
}

// scale is how many pixels a body height has.
func (l lens) scale() float64 { return float64(l.pixels) / l.height }

// project gives the place of a point in the picture.
func (l lens) project(v body.Vec) at {
	right, up, _ := l.axes()
	d := v.Sub(l.look)
	return at{float64(l.width)/2 + d.Dot(right)*l.scale(), float64(l.pixels)/2 - d.Dot(up)*l.scale()}
}

// lens sets the camera up for a picture in which the postures have room.
func (c Camera) lens(width, height int, postures []body.Posture) lens {
	yaw, pitch := c.angles()
	l := lens{yaw: yaw, pitch: pitch, height: c.Height, width: width, pixels: height}
	middle, fits := l.frame(postures, float64(width)/float64(height), c.margin())
	if l.height == 0 {
		l.height = fits
	}
	if l.look = middle; c.Look != nil {
		l.look = c.Look.vec()
	}
	return l
}

func (c Camera) margin() float64 {
	if c.Margin != 0 {
		return c.Margin
	}
	return 0.08
}

// frame finds the middle of what the postures take up, and the height of the picture that shows all of it.
func (l lens) frame(postures []body.Posture, aspect, margin float64) (middle body.Vec, height float64) {
	axes := [3]body.Vec{}
	axes[0], axes[1], axes[2] = l.axes()
	var low, high [3]float64
	for i := range low {
		low[i], high[i] = math.Inf(1), math.Inf(-1)
	}
	for _, p := range postures {
		for mark := range body.Landmark(body.Landmarks) {
			for i, axis := range axes {
				d := p.Point(mark).Dot(axis)
				low[i], high[i] = math.Min(low[i], d), math.Max(high[i], d)
			}
		}
	}
	for i, axis := range axes {
		middle = middle.Add(axis.Mul((low[i] + high[i]) / 2))
	}
	return middle, math.Max(high[1]-low[1]+2*margin, (high[0]-low[0]+2*margin)/aspect)
}
