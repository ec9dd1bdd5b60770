package figure

import (
	"image/color"
	"slices"
)

// table finds the colours of a moving picture. It tells more shades apart than the picture shows: one that lies between
// two colours may be shown as either, and the packer takes the one that is cheaper.
type table struct {
	palette color.Palette    // the colours that are shown; the first one is clear
	shades  []color.RGBA     // those that are told apart; the first one is none
	found   []uint8          // the shade of a colour, by 6 bits of each part; 0: not looked for yet
	far     [256][256]uint16 // how far a shade is from a colour, at most 65535; from clear it is farthest
	near    [256][]uint8     // the colours, the nearest to a shade first
	edge    [256][256]uint8  // beside when two shades make an edge where they meet
	flat    [256]bool        // the shades of even areas and of marks, on which any trace would show
	faint   [256]bool        // and those of what stands still round the figure
}

const (
	tableBits = 6
	tableLow  = 8 - tableBits
	farthest  = 65535
	sharp     = 12000 // how far apart two shades are that make an edge
)

// newTable makes a table of at most 255 colours, besides the one that is clear, and as many shades.
func newTable(colours, shades []color.RGBA) *table {
	t := &table{palette: color.Palette{color.RGBA{}}, shades: []color.RGBA{{}}, found: make([]uint8, 1<<(3*tableBits))}
	for _, c := range colours {
		if len(t.palette) < 256 && !slices.Contains(t.palette, color.Color(c)) {
			t.palette = append(t.palette, c)
		}
	}
	for _, c := range slices.Concat(colours, shades) {
		if len(t.shades) < 256 && !slices.Contains(t.shades, c) {
			t.shades = append(t.shades, c)
		}
	}
	for i, c := range t.shades[1:] {
		t.compare(uint8(i + 1))
		if t.faint[i+1] {
			t.found[key(c.R, c.G, c.B)] = uint8(i + 1) // nothing else may be taken for it
		}
	}
	return t
}

// compare fills in what is known of a shade.
func (t *table) compare(i uint8) {
	c := t.shades[i]
	t.flat[i] = slices.Contains(grounds, c) || slices.Contains(inks, c)
	t.faint[i] = t.flat[i] || slices.Contains(stills, c)
	t.far[i][clear] = farthest
	for j, d := range t.palette[1:] {
		t.far[i][j+1] = uint16(min(apart(c, d.(color.RGBA))+tinge(c, d.(color.RGBA)), farthest))
		t.near[i] = append(t.near[i], uint8(j+1))
	}
	slices.SortStableFunc(t.near[i], func(a, b uint8) int { return int(t.far[i][a]) - int(t.far[i][b]) })
	for j, d := range t.shades[1:] {
		if apart(c, d) > sharp {
			t.edge[i][j+1] = beside
		}
	}
}

// tinge is how much two colours differ in hue, which is seen sooner than a difference of shade.
func tinge(a, b color.RGBA) int {
	r, g, bl := int(a.R)-int(b.R), int(a.G)-int(b.G), int(a.B)-int(b.B)
	return 16 * ((r-g)*(r-g) + (g-bl)*(g-bl))
}

// distance weighs the parts of a difference as the eye does.
func distance(r, g, b int) int { return 3*r*r + 6*g*g + 2*b*b }

// key is the upper bits of a colour.
func key(r, g, b uint8) int {
	return int(r>>tableLow)<<(2*tableBits) | int(g>>tableLow)<<tableBits | int(b>>tableLow)
}

// shade that is nearest to a colour. Colours that share their upper bits share their answer, which is found for the
// middle of what they share, so that it does not depend on which came first.
func (t *table) shade(r, g, b uint8) uint8 {
	k := key(r, g, b)
	if c := t.found[k]; c != 0 {
		return c
	}
	middle := func(v uint8) int { return int(v>>tableLow)<<tableLow | 1<<(tableLow-1) }
	best, least := 1, 1<<30
	for i, p := range t.shades[1:] {
		if d := distance(middle(r)-int(p.R), middle(g)-int(p.G), middle(b)-int(p.B)); d < least {
			best, least = i+1, d
		}
	}
	t.found[k] = uint8(best)
	return uint8(best)
}

// slack is how far a pixel may be from what was drawn, beyond the colour that is nearest: one that is painted, one
// that stays as it is, and either of them beside an edge, where the eye sees less.
type slack struct {
	paint, stay, edge uint16
	all               bool // also what is drawn as it was
}

// limit is how far each shade may be off when it is painted and when it stays.
type limit struct {
	paint, stay [256]uint16
	fixed       bool // nothing is painted
}

// limits are those of each kind of pixels.
type limits [4]limit

// limits of all shades for a slack.
func (t *table) limits(s slack) *limits {
	var l limits
	for c := range t.shades {
		if c == 0 {
			continue
		}
		nearest := t.far[c][t.near[c][0]]
		l[0].paint[c], l[0].stay[c] = nearest+s.paint, nearest+s.stay
		l[beside].paint[c], l[beside].stay[c] = nearest+s.edge, nearest+s.edge+s.edge/2
		switch {
		case t.flat[c]:
			l[0].paint[c], l[0].stay[c] = 0, 0
		case t.faint[c]:
			l[0].paint[c], l[0].stay[c] = nearest, nearest
		}
		if slices.Contains(inks, t.shades[c]) {
			l[beside].paint[c], l[beside].stay[c] = nearest, nearest
		} else if t.faint[c] {
			l[beside].paint[c], l[beside].stay[c] = nearest+s.edge/4, nearest+s.edge/4
		}
		if s.all {
			continue
		}
		l[untouched].stay[c], l[untouched|beside].stay[c] = farthest-1, farthest-1
	}
	if s.all {
		l[untouched], l[untouched|beside] = l[0], l[beside]
	}
	l[untouched].fixed, l[untouched|beside].fixed = !s.all, !s.all
	return &l
}

// stays tells whether a shade may be left as it is shown.
func (t *table) stays(want, shown uint8, l *limit) bool { return t.far[want][shown] <= l.stay[want] }
