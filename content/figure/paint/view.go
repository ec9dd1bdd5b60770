package paint

import (
	"math"

	"medius/content/figure/body"
)

// View is a camera and the picture it takes. With all angles zero the viewer stands before the person (at +z) and sees
// the person's right side, W, on the left of the picture.
type View struct {
	Yaw   float64  // degrees round the person; -90 is at the W side, 180 behind, 90 at the O side
	Pitch float64  // degrees above the floor; 90 looks straight down, with -z at the top of the picture
	Roll  float64  // degrees the picture is turned, clockwise
	Focus body.Vec // what stands in the middle of the picture
	Span  float64  // how much of the world, in body heights, the height of the picture shows at the focus
	Lens  float64  // how far away the camera is, in body heights; 0 is infinitely far, without perspective

	Width, Height int // pixels
}

// The usual places of the camera, as a Yaw. Above is a Pitch.
const (
	Front = 0
	Side  = -90
	Back  = 180
	Above = 90
)

// camera is a View made ready: right, up and toward the viewer, and the scale in samples.
type camera struct {
	right, up, toward body.Vec
	focus             body.Vec
	scale, lens       float64
	cx, cy            float64
}

// camera of the view in a picture of n samples per pixel in each direction.
func (v View) camera(n float64) camera {
	sy, cy := math.Sincos(v.Yaw * math.Pi / 180)
	sp, cp := math.Sincos(v.Pitch * math.Pi / 180)
	sr, cr := math.Sincos(v.Roll * math.Pi / 180)
	right := body.Vec{X: cy, Z: -sy}
	toward := body.Vec{X: float64(sy * cp), Y: sp, Z: float64(cy * cp)}
	up := cross(toward, right)
	return camera{
		right: snapVec(along(scale(right, cr), up, sr)), up: snapVec(along(scale(up, cr), right, -sr)), toward: snapVec(toward),
		focus: snapVec(v.Focus), scale: snap(float64(v.Height) * n / v.Span), lens: v.Lens,
		cx: float64(v.Width) * n / 2, cy: float64(v.Height) * n / 2,
	}
}

// project gives the place in the picture, in samples from its upper left corner, and the depth towards the viewer.
func (c *camera) project(p body.Vec) (x, y, depth float64) {
	p = sub(p, c.focus)
	x, y, depth = dot(p, c.right), dot(p, c.up), dot(p, c.toward)
	k := c.scale
	if c.lens > 0 {
		k = c.scale / (1 - depth/c.lens)
	}
	return c.cx + float64(x*k), c.cy - float64(y*k), depth
}

// Project gives where a point of the world comes to lie in the picture, in pixels from its upper left corner.
func (v View) Project(p body.Vec) (x, y float64) {
	c := v.camera(1)
	x, y, _ = c.project(p)
	return x, y
}

// Depth tells which of two points is nearer to the viewer: the one with the larger depth, in body heights.
func (v View) Depth(p body.Vec) float64 {
	c := v.camera(1)
	_, _, depth := c.project(p)
	return depth
}
