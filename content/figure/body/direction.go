package body

import (
	"fmt"
	"slices"
	"strings"
)

// Direction is one word or several ("out down"): up and down are the world's; head, feet, front, back, w, o, out and in
// are the body's, seen from the chest, where out is away from the middle.
type Direction string

// directions of an O limb, the words of the world apart.
var directions = map[string]Vec{
	"up": {}, "down": {}, "head": {Y: 1}, "feet": {Y: -1}, "front": {Z: 1}, "back": {Z: -1},
	"w": {X: -1}, "o": {X: 1}, "out": {X: 1}, "in": {X: -1},
}

// UnmarshalText checks the words.
func (d *Direction) UnmarshalText(text []byte) error {
	words := strings.Fields(string(text))
	for _, w := range words {
		if _, ok := directions[w]; !ok {
			return fmt.Errorf("%s is no direction; there are up, down, head, feet, front, back, w, o, out, in", w)
		}
	}
	if len(words) == 0 {
		return fmt.Errorf("a direction without a word")
	}
	*d = Direction(text)
	return nil
}

// of gives the unit vector for a limb of the side s (-1 W, +1 O) of a body whose chest stands so.
func (d Direction) of(chest Mat, s float64) Vec {
	var sum Vec
	for _, w := range strings.Fields(string(d)) {
		v := directions[w]
		switch {
		case w == "up":
			sum = sum.Add(Vec{Y: 1})
			continue
		case w == "down":
			sum = sum.Add(Vec{Y: -1})
			continue
		case w == "out" || w == "in":
			v.X *= s
		}
		sum = sum.Add(chest.Apply(v))
	}
	return sum.Unit()
}

// UnmarshalText checks the word.
func (l *Lie) UnmarshalText(text []byte) error {
	return choose(l, text, Stand, Back, Front, WUp, OUp)
}

// UnmarshalText checks the word.
func (s *Side) UnmarshalText(text []byte) error { return choose(s, text, SideW, SideO, Both, None) }

// choose sets one of the words that there are.
func choose[T ~string](to *T, text []byte, words ...T) error {
	if !slices.Contains(words, T(text)) {
		return fmt.Errorf("%s is none of %v", text, words)
	}
	*to = T(text)
	return nil
}

// UnmarshalYAML reads "hand: hip" as well as "hand: {x: 0.4, y: 0.75}".
func (h *HandPose) UnmarshalYAML(unmarshal func(any) error) error {
	if unmarshal(&h.On) == nil {
		if _, ok := grips[h.On]; !ok && h.On != onFloor {
			return fmt.Errorf("a hand cannot be on %q; there are %s", h.On, strings.Join(gripNames(), ", "))
		}
		return nil
	}
	type plain HandPose
	h.On = ""
	return unmarshal((*plain)(h))
}
