package paint

import (
	"math"

	"medius/content/figure/body"
)

// field is negative inside of a body.
type field func(body.Vec) float64

// box is where to look for a surface, and how fine.
type box struct {
	low, high body.Vec
	cell      float64
}

// grid holds the values of a field at the corners of cubes.
type grid struct {
	box
	nx, ny, nz int
	value      []float64
}

func (g *grid) index(i, j, k int) int { return (k*g.ny+j)*g.nx + i }

func (g *grid) corner(i, j, k int) body.Vec {
	return add(g.low, body.Vec{X: float64(i) * g.cell, Y: float64(j) * g.cell, Z: float64(k) * g.cell})
}

// block is how many cubes share one look from far away.
const block = 4

// measure takes the values of a field near its surface; elsewhere one look per block must do.
func measure(f field, b box) *grid {
	count := func(low, high float64) int {
		n := int(math.Ceil((high-low)/b.cell)) + 1
		return (n+block-1)/block*block + 1
	}
	g := &grid{box: b, nx: count(b.low.X, b.high.X), ny: count(b.low.Y, b.high.Y), nz: count(b.low.Z, b.high.Z)}
	g.value = make([]float64, g.nx*g.ny*g.nz)
	for i := range g.value {
		g.value[i] = math.NaN()
	}
	for k := 0; k < g.nz; k += block {
		for j := 0; j < g.ny; j += block {
			for i := 0; i < g.nx; i += block {
				g.fill(f, i, j, k)
			}
		}
	}
	return g
}

// fill measures one block: its corners up to and with the next block's first ones, where those are not known already.
func (g *grid) fill(f field, i0, j0, k0 int) {
	middle := add(g.corner(i0, j0, k0), scale(body.Vec{X: 1, Y: 1, Z: 1}, block*g.cell/2))
	far := f(middle)
	near := math.Abs(far) < block*g.cell*0.9*1.25
	for k := k0; k < min(k0+block+1, g.nz); k++ {
		for j := j0; j < min(j0+block+1, g.ny); j++ {
			for i := i0; i < min(i0+block+1, g.nx); i++ {
				v := &g.value[g.index(i, j, k)]
				switch {
				case near && (math.IsNaN(*v) || math.Abs(*v) > 1):
					*v = f(g.corner(i, j, k))
				case math.IsNaN(*v):
					*v = math.Copysign(2, far)
				}
			}
		}
	}
}

// cubeEdges are the twelve edges of a cube as pairs of corners; bit 0 of a corner is x, bit 1 y, bit 2 z.
var cubeEdges = [12][2]int{{0, 1}, {2, 3}, {4, 5}, {6, 7}, {0, 2}, {1, 3}, {4, 6}, {5, 7}, {0, 4}, {1, 5}, {2, 6}, {3, 7}}

// wrap lays a closed net of triangles round the field (naive surface nets, Gibson 1998): one vertex in each cube that
// the surface crosses, one quadrilateral for each crossed edge of the grid.
func wrap(f field, b box) mesh {
	g := measure(f, b)
	var m mesh
	at := make(map[int]int32)
	for k := 0; k < g.nz-1; k++ {
		for j := 0; j < g.ny-1; j++ {
			for i := 0; i < g.nx-1; i++ {
				if p, ok := g.vertex(i, j, k); ok {
					at[g.index(i, j, k)] = int32(len(m.vertices))
					m.vertices = append(m.vertices, vertex{at: settle(f, p, b.cell)})
				}
			}
		}
	}
	strides := [3]int{1, g.nx, g.nx * g.ny}
	for k := 1; k < g.nz-1; k++ {
		for j := 1; j < g.ny-1; j++ {
			for i := 1; i < g.nx-1; i++ {
				here := g.index(i, j, k)
				for axis, stride := range strides {
					a, b := g.value[here] < 0, g.value[here+stride] < 0
					if a == b {
						continue
					}
					u, v := strides[(axis+1)%3], strides[(axis+2)%3]
					m.quad(at[here-u-v], at[here-v], at[here], at[here-u], a)
				}
			}
		}
	}
	for i := range m.vertices {
		m.vertices[i].normal = slope(f, m.vertices[i].at, b.cell)
	}
	return m
}

// vertex is the mean of where the surface cuts the edges of a cube.
func (g *grid) vertex(i, j, k int) (body.Vec, bool) {
	var value [8]float64
	inside := 0
	for c := range value {
		value[c] = g.value[g.index(i+c&1, j+c>>1&1, k+c>>2)]
		if value[c] < 0 {
			inside++
		}
	}
	if inside == 0 || inside == 8 {
		return body.Vec{}, false
	}
	var sum body.Vec
	cuts := 0.0
	for _, e := range cubeEdges {
		a, b := value[e[0]], value[e[1]]
		if (a < 0) == (b < 0) {
			continue
		}
		p, q := g.corner(i+e[0]&1, j+e[0]>>1&1, k+e[0]>>2), g.corner(i+e[1]&1, j+e[1]>>1&1, k+e[1]>>2)
		sum = add(sum, mix(p, q, a/(a-b)))
		cuts++
	}
	return scale(sum, 1/cuts), true
}

// settle draws a vertex onto the surface, but not out of its neighbourhood.
func settle(f field, p body.Vec, cell float64) body.Vec {
	from := p
	for range 3 {
		n, d := gradient(f, p, cell/4), f(p)
		if l := dot(n, n); l > 1e-6 {
			p = along(p, n, -d/l)
		}
	}
	if off := length(sub(p, from)); off > cell*0.7 {
		p = mix(from, p, cell*0.7/off)
	}
	return p
}

func gradient(f field, p body.Vec, e float64) body.Vec {
	return scale(body.Vec{
		X: f(body.Vec{X: p.X + e, Y: p.Y, Z: p.Z}) - f(body.Vec{X: p.X - e, Y: p.Y, Z: p.Z}),
		Y: f(body.Vec{X: p.X, Y: p.Y + e, Z: p.Z}) - f(body.Vec{X: p.X, Y: p.Y - e, Z: p.Z}),
		Z: f(body.Vec{X: p.X, Y: p.Y, Z: p.Z + e}) - f(body.Vec{X: p.X, Y: p.Y, Z: p.Z - e}),
	}, 1/(2*e))
}

func slope(f field, p body.Vec, cell float64) body.Vec { return unit(gradient(f, p, cell/2)) }
