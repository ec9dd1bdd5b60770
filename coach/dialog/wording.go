package dialog

import (
	"slices"
	"strconv"
)

// What messages are made of: phrases, buttons, rows of them.

// phrase makes a phrase from a key and name, value pairs.
func phrase(key string, pairs ...any) Phrase {
	p := Phrase{Key: key}
	if len(pairs) > 0 {
		p.Args = Args{}
	}
	for i := 0; i+1 < len(pairs); i += 2 {
		p.Args[pairs[i].(string)] = pairs[i+1]
	}
	return p
}

// list joins phrases with commas.
func list(items []Phrase) Phrase {
	if len(items) == 0 {
		return phrase("list.none")
	}
	out := items[0]
	for _, p := range items[1:] {
		out = phrase("list.pair", "a", out, "b", p)
	}
	return out
}

// button makes a button whose label is a text key.
func button(key, value string, pairs ...any) Button {
	return Button{Label: phrase(key, pairs...), Value: value}
}

// row is a line of buttons.
func row(buttons ...Button) []Button { return buttons }

// keypad is the 0-10 scale, four to a row so that a thumb finds them on a phone.
func keypad(more ...[]Button) [][]Button {
	return append(grid(4, numbers(0, 10)), more...)
}

// numbers are buttons from one number to another.
func numbers(from, to int) []Button {
	var all []Button
	for n := from; n <= to; n++ {
		all = append(all, button("number", strconv.Itoa(n), "value", n))
	}
	return all
}

// grid puts buttons into rows of this many.
func grid(width int, buttons []Button) [][]Button {
	return slices.Collect(slices.Chunk(buttons, width))
}

// yesNo builds a scene with two buttons.
func yesNo(key string) func(*turn) Message {
	return func(*turn) Message {
		return Message{Phrase: phrase(key), Buttons: [][]Button{row(button("yes", "yes"), button("no", "no"))}}
	}
}
