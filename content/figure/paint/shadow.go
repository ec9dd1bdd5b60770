package paint

import (
	"image"

	"medius/content/figure/body"
)

// shadow is what body and props keep from the light near the floor: soft, and the darker the nearer they are to it. It
// is collected in cells of some pixels.
type shadow struct {
	w, h   int
	cell   []int32
	blur   []int32
	height float64 // of the floor, or of the mat on it
}

const (
	shadowCell   = 4   // pixels
	shadowReach  = .20 // body heights above the floor from which nothing is thrown
	shadowLevels = 5
	shadowFull   = 1 << 12
)

func (s *shadow) reset(v View, props []Prop) {
	w, h := v.Width/shadowCell+2, v.Height/shadowCell+2
	if s.w != w || s.h != h {
		*s = shadow{w: w, h: h, cell: make([]int32, w*h), blur: make([]int32, w*h)}
	}
	clear(s.cell)
	s.height = 0
	for _, p := range props {
		if p.Kind == Mat {
			s.height = max(s.height, p.At.Y+p.size().Y)
		}
	}
}

// drop throws the shadow of one point; cam counts pixels.
func (s *shadow) drop(cam *camera, p body.Vec) {
	above := max(p.Y-s.height, 0)
	if above >= shadowReach {
		return
	}
	k := 1 - above/shadowReach
	x, y, _ := cam.project(body.Vec{X: p.X + float64(above*.25), Y: s.height, Z: p.Z - float64(above*.15)})
	cx, cy := int(x/shadowCell), int(y/shadowCell)
	if x < 0 || y < 0 || cx >= s.w || cy >= s.h {
		return
	}
	at := &s.cell[cy*s.w+cx]
	*at = max(*at, int32(float64(k*k)*shadowFull))
}

// soften blurs the cells twice over five neighbours in each direction.
func (s *shadow) soften() {
	for range 2 {
		s.pass(s.cell, s.blur, 1, s.w)
		s.pass(s.blur, s.cell, s.w, 1)
	}
}

func (s *shadow) pass(from, to []int32, stride, across int) {
	n, lines := s.w, s.h
	if stride != 1 {
		n, lines = s.h, s.w
	}
	for l := range lines {
		base := l * across
		// The sum over five neighbours moves along.
		sum := from[base] + from[base+stride]
		for i := range n {
			if k := i + 2; k < n {
				sum += from[base+k*stride]
			}
			to[base+i*stride] = sum / 5
			if k := i - 2; k >= 0 {
				sum -= from[base+k*stride]
			}
		}
	}
}

// fall darkens the flat parts of a picture.
func (s *shadow) fall(dst *image.RGBA, flat []uint8, w, h int) {
	const half = shadowCell / 2
	for cy := range s.h - 1 {
		for cx := range s.w - 1 {
			i := cy*s.w + cx
			corner := [4]int32{s.cell[i], s.cell[i+1], s.cell[i+s.w], s.cell[i+s.w+1]}
			if corner == [4]int32{} {
				continue
			}
			// The pixels between the middles of four cells.
			for v := range shadowCell {
				y := cy*shadowCell + half + v
				for u := range shadowCell {
					x := cx*shadowCell + half + u
					if x >= w || y >= h || flat[y*w+x] == none {
						continue
					}
					c := &palette[darker[level(&corner, int32(u), int32(v))][flat[y*w+x]]]
					o := y*dst.Stride + x*4
					dst.Pix[o], dst.Pix[o+1], dst.Pix[o+2] = c.R, c.G, c.B
				}
			}
		}
	}
}

// level is how dark a pixel between four cells is, 0 to shadowLevels-1.
func level(corner *[4]int32, u, v int32) int {
	const full = shadowCell * 2
	u, v = 2*u+1, 2*v+1
	top := corner[0]*(full-u) + corner[1]*u
	low := corner[2]*(full-u) + corner[3]*u
	return min(int((top*(full-v)+low*v)/(full*full))*(shadowLevels+2)/shadowFull, shadowLevels-1)
}
