package paint

import "image/color"

// ramp is one tone from its contour (level 0) over its shadow to its light.
type ramp struct {
	first, levels int
}

// tone is a ramp before it has its place in the palette: three colours to go through, and how many levels.
type tone struct {
	line, dark, light color.RGBA
	levels            int
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// The tones. What is warm and strong is kept for what matters: the sore leg and the muscle at work.
const (
	toneSkin = iota
	toneShirt
	toneCollar
	toneShorts
	toneBelt
	toneAccent
	tonePale
	toneSock
	toneShoe
	toneSole
	toneHair
	toneFace
	toneWarm1
	toneWarm2
	toneWarm3
	toneProp
	toneDark
	toneMat
	toneCushion
	toneBand
	tones
)

var toneOf = [tones]tone{
	toneSkin:    {rgb(0x8a5640), rgb(0xb97f62), rgb(0xf3cbae), 12},
	toneShirt:   {rgb(0x3d6a72), rgb(0x6fa3a8), rgb(0xcfe6e4), 12},
	toneCollar:  {rgb(0x3d6a72), rgb(0x5f959b), rgb(0xb4d6d5), 6},
	toneShorts:  {rgb(0x1f2c44), rgb(0x2b3c5b), rgb(0x5f769c), 10},
	toneBelt:    {rgb(0x1f2c44), rgb(0x8d9db5), rgb(0xe4eaf2), 6},
	toneAccent:  {rgb(0x8a3a12), rgb(0xb9501a), rgb(0xf59a4c), 8},
	tonePale:    {rgb(0x8d8a85), rgb(0xb9b6b0), rgb(0xfbf9f4), 8},
	toneSock:    {rgb(0x8d8a85), rgb(0xa9adb2), rgb(0xeef0f2), 6},
	toneShoe:    {rgb(0x3b4757), rgb(0x4c5a6d), rgb(0x94a3b6), 8},
	toneSole:    {rgb(0x8d8a85), rgb(0xc2c0bb), rgb(0xffffff), 6},
	toneHair:    {rgb(0x2a1c16), rgb(0x3a271e), rgb(0x7d5a45), 8},
	toneFace:    {rgb(0x8a5640), rgb(0x9c5546), rgb(0xcf8a76), 4},
	toneWarm1:   {rgb(0x7a3b3a), rgb(0x7a4a52), rgb(0xc99188), 8},
	toneWarm2:   {rgb(0x86230f), rgb(0xa5402c), rgb(0xf08a62), 8},
	toneWarm3:   {rgb(0x8c0f08), rgb(0xc22a17), rgb(0xff7d4f), 8},
	toneProp:    {rgb(0x86786a), rgb(0xa39483), rgb(0xe2d6c6), 8},
	toneDark:    {rgb(0x5e5347), rgb(0x786a5b), rgb(0xbba994), 8},
	toneMat:     {rgb(0x5a6f7d), rgb(0x6f8796), rgb(0xa9bfcb), 8},
	toneCushion: {rgb(0x8f8574), rgb(0xb3a892), rgb(0xf1e9d8), 8},
	toneBand:    {rgb(0x4d3a78), rgb(0x6a519f), rgb(0xb7a2e0), 6},
}

// The colours of marks and letters, so that whoever draws over the figure stays within the same palette.
var (
	Paper   = rgb(0xe4dfd4) // the ground of a picture
	Ground  = rgb(0xd1c8b9) // the floor
	Ink     = rgb(0x2b2f36) // letters, lines
	Faint   = rgb(0x8b8a86) // what is less important
	Accent  = rgb(0xc8501a) // the sore side, arrows
	Warning = rgb(0xb3261e) // wrong, stop
	Right   = rgb(0x2e7d4f) // right
	White   = rgb(0xffffff)
	Shade   = rgb(0xaca190) // the darkest of a shadow on the floor
	Ghost   = rgb(0xc3c7cc) // a pose before or after
)

const (
	none = 0 // the sample shows the ground behind
)

var (
	ramps   [tones]ramp
	palette []color.RGBA
	lineOf  [256]uint8 // the contour colour of a colour
	paperAt uint8
	floorAt uint8
	ghostAt uint8 // the ghost, followed by its contour
	// darker gives what the shadow of a level makes of a colour that lies flat on the floor.
	darker [shadowLevels][256]uint8
)

func init() { mixPalette() }

// mixPalette lays out the palette: 0 is nothing, then the ramps, then the ground.
func mixPalette() {
	palette = append(palette, color.RGBA{})
	put := func(c color.RGBA) uint8 {
		palette = append(palette, c)
		n := uint8(len(palette) - 1)
		lineOf[n] = n
		return n
	}
	for i, t := range toneOf {
		ramps[i] = ramp{first: len(palette) + 1, levels: t.levels}
		line := put(t.line)
		for l := range t.levels {
			lineOf[put(between2(t.dark, t.light, l, t.levels-1))] = line
		}
	}
	paperAt = put(Paper)
	floorAt = put(Ground)
	for l := range shadowLevels {
		for i := range darker[l] {
			darker[l][i] = uint8(i)
		}
		for _, r := range ramps {
			for k := range r.levels {
				darker[l][r.first+k] = uint8(r.first + max(k-l, 0))
			}
		}
		if l > 0 {
			darker[l][paperAt] = put(between2(Paper, Shade, 2*l+1, 2*shadowLevels))
			darker[l][floorAt] = put(between2(Ground, Shade, l, shadowLevels-1))
		}
	}
	ghostAt = put(Ghost)
	put(Faint)
}

// Things holds the colours of props that stand still.
func Things() []color.RGBA {
	var all []color.RGBA
	for _, t := range []int{toneProp, toneDark, toneMat, toneCushion} {
		r := ramps[t]
		all = append(all, palette[r.first-1:r.first+r.levels]...)
	}
	return all
}

// between2 goes from a to b by n of m steps.
func between2(a, b color.RGBA, n, m int) color.RGBA {
	if m == 0 {
		return b
	}
	mid := func(a, b uint8) uint8 { return uint8((int(a)*(m-n) + int(b)*n + m/2) / m) }
	return color.RGBA{R: mid(a.R, b.R), G: mid(a.G, b.G), B: mid(a.B, b.B), A: 255}
}

// Palette holds all colours that a figure is made of, and those of the marks; what lies between two of them at an edge
// is not in it.
func Palette() []color.RGBA {
	return append(append([]color.RGBA{}, palette[1:]...), Ink, Accent, Warning, Right, White)
}
