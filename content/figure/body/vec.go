package body

import "math"

// Add is v + u.
func (v Vec) Add(u Vec) Vec { return Vec{v.X + u.X, v.Y + u.Y, v.Z + u.Z} }

// Sub is v - u.
func (v Vec) Sub(u Vec) Vec { return Vec{v.X - u.X, v.Y - u.Y, v.Z - u.Z} }

// Mul is v, k times as long.
func (v Vec) Mul(k float64) Vec { return Vec{k * v.X, k * v.Y, k * v.Z} }

// Dot is the inner product.
func (v Vec) Dot(u Vec) float64 { return v.X*u.X + v.Y*u.Y + v.Z*u.Z }

// Cross is the outer product, right-handed.
func (v Vec) Cross(u Vec) Vec {
	return Vec{v.Y*u.Z - v.Z*u.Y, v.Z*u.X - v.X*u.Z, v.X*u.Y - v.Y*u.X}
}

// Len is the length.
func (v Vec) Len() float64 { return math.Sqrt(v.Dot(v)) }

// Unit has the direction of v and length 1; the zero vector stays as it is.
func (v Vec) Unit() Vec {
	if l := v.Len(); l > 0 {
		return v.Mul(1 / l)
	}
	return v
}

// Lerp goes from v (t = 0) to u (t = 1) in a straight line.
func (v Vec) Lerp(u Vec, t float64) Vec { return v.Mul(1 - t).Add(u.Mul(t)) }

// across is the part of v at right angles to the unit vector n.
func (v Vec) across(n Vec) Vec { return v.Sub(n.Mul(v.Dot(n))) }

// Mirror swaps left and right.
func (v Vec) Mirror() Vec { return Vec{-v.X, v.Y, v.Z} }
