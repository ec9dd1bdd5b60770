package figure

import "math/bits"

// A GIF is packed by LZW: strings of pixels that have come before are kept in a book, and one that comes again takes one
// code. Whoever knows the book can choose, among the colours that are near enough to what a pixel should be, those that
// make the longest string of the book. This is known as lossy LZW.

// codes is how many LZW has: the single symbols, two to empty the book and to end, and those of the longer strings.
const codes = 1 << 12

// book is the strings that the packer knows.
type book struct {
	strings [codes]entry
	depth   int // bits of a symbol
	size    int // codes in use
	width   int // bits of a code
	bits    int // packed so far

	trails, longer []trail
}

// entry is a string of the book: a shorter one and a symbol more. 0 stands for none: no string goes on to it.
type entry struct {
	parent uint16
	child  uint16 // the first of those that go on from here
	next   uint16 // the next one with the same parent
	still  uint16 // the one that goes on with clear
	symbol uint8
}

// trail is one way to write what was read since the last code: a string of the book, and how far off it is in all.
type trail struct {
	code uint16
	far  uint32
}

// mostTrails is how many are followed at once.
const mostTrails = 12

// empty takes all strings out but the single symbols.
func (b *book) empty() {
	for i := range 1 << b.depth {
		b.strings[i] = entry{symbol: uint8(i)}
	}
	b.size, b.width = 1<<b.depth+2, b.depth+1
}

// enter puts a string into the book; 0 when the book was full and has been emptied instead.
func (b *book) enter(parent uint16, symbol uint8) uint16 {
	n := b.size
	b.size++
	if n == 1<<b.width {
		b.width++
	}
	if n == codes-1 {
		b.bits += b.width
		b.empty()
		return 0
	}
	b.strings[n] = entry{parent: parent, next: b.strings[parent].child, symbol: symbol}
	b.strings[parent].child = uint16(n)
	if p := &b.strings[parent]; symbol == clear && p.still == 0 {
		p.still = uint16(n)
	}
	return uint16(n)
}

// rename gives the last string that came into the book another symbol at its end.
func (b *book) rename(n uint16, symbol uint8) {
	e := &b.strings[n]
	p := &b.strings[e.parent]
	if p.still == n {
		p.still = 0
	}
	if e.symbol = symbol; symbol == clear {
		p.still = n
	}
}

// pack finds the symbols of a frame and puts what is seen then into the plate. The result is the size in bits.
func (b *book) pack(t *table, out []uint8, p *plate, l *limits) int {
	b.depth = max(bits.Len(uint(len(t.palette)-1)), 2) // as image/gif has it
	b.empty()
	b.bits = b.width
	last, first := -1, uint8(0)
	for i := 0; i < len(out); {
		b.begin(t, p.want[i], p.shown[i], &l[p.kind[i]])
		// The book gains the last string with the symbol that comes now. It can be of use at once only if that symbol is its
		// own first.
		gained := uint16(0)
		if last >= 0 {
			gained = b.enter(uint16(last), first)
		}
		j := i + 1
		for j < len(out) && b.follow(&t.far[p.want[j]], p.want[j], p.shown[j], &l[p.kind[j]]) {
			j++
		}
		last = int(b.write(out[i:j], p.shown[i:j]))
		if first = out[i]; gained != 0 && first != b.strings[gained].symbol {
			b.rename(gained, first)
		}
		i = j
	}
	return b.bits + 2*b.width
}

// write takes the trail that is least off, and gives its code.
func (b *book) write(out, shown []uint8) uint16 {
	best := b.trails[0]
	for _, a := range b.trails[1:] {
		if a.far < best.far {
			best = a
		}
	}
	code := best.code
	for k := len(out) - 1; k >= 0; k-- {
		e := &b.strings[code]
		out[k] = e.symbol
		if e.symbol != clear {
			shown[k] = e.symbol
		}
		code = e.parent
	}
	b.bits += b.width
	return best.code
}

// begin starts trails with the symbols that a pixel can have.
func (b *book) begin(t *table, want, shown uint8, l *limit) {
	b.trails = b.trails[:0]
	far := &t.far[want]
	if far[shown] <= l.stay[want] {
		b.trails = append(b.trails, trail{clear, 0})
	}
	if l.fixed {
		return
	}
	for _, c := range t.near[want] {
		d := far[c]
		if d > l.paint[want] {
			break
		}
		b.trails = append(b.trails, trail{uint16(c), uint32(d)})
	}
}

// follow goes one pixel on, or tells false when no string of the book does.
func (b *book) follow(far *[256]uint16, want, shown uint8, l *limit) bool {
	stays, most := far[shown] <= l.stay[want], l.paint[want]
	longer := b.longer[:0]
	if l.fixed {
		for _, a := range b.trails {
			if n := b.strings[a.code].still; n != 0 {
				longer = append(longer, trail{n, a.far})
			}
		}
		return b.take(longer)
	}
	for _, a := range b.trails {
		for n := b.strings[a.code].child; n != 0; {
			e := &b.strings[n]
			if e.symbol == clear {
				if stays {
					longer = append(longer, trail{n, a.far})
				}
			} else if d := far[e.symbol]; d <= most {
				longer = append(longer, trail{n, a.far + uint32(d)})
			}
			n = e.next
		}
	}
	return b.take(longer)
}

// take goes on with the longer trails, if there are any.
func (b *book) take(longer []trail) bool {
	b.longer = longer
	if len(longer) == 0 {
		return false
	}
	if len(longer) > mostTrails {
		longer = longer[:mostTrails]
	}
	b.trails, b.longer = longer, b.trails
	return true
}
