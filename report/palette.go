package report

import "image/color"

// palette holds the colours of a drawing. None of them carries a meaning alone: every mark has a shape of its own too.
// All are opaque, so that paper and screen show the same.
type palette struct {
	ground, ink, muted, line color.RGBA
	accent, warm             color.RGBA // what the hip did, and what needed care
	low, mid, high           color.RGBA // the pain zones 0-2, 3-5, 6-10
	away                     color.RGBA // days without entries
	hatch                    color.RGBA // the slanting lines over days of a flare, quieter than what lies on them
}

func rgb(hex uint32) color.RGBA {
	return color.RGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

var (
	light = palette{
		ground: rgb(0xffffff), ink: rgb(0x16211d), muted: rgb(0x4c5c55), line: rgb(0xcbd6d1),
		accent: rgb(0x0b6957), warm: rgb(0xa86200),
		low: rgb(0xe4f3ed), mid: rgb(0xfaf2de), high: rgb(0xf1e5dd), away: rgb(0xe3e8e6), hatch: rgb(0xd8b384),
	}
	dark = palette{
		ground: rgb(0x151d1b), ink: rgb(0xe6eeeb), muted: rgb(0xa0b3ac), line: rgb(0x3a4945),
		accent: rgb(0x62ceb2), warm: rgb(0xe9b765),
		low: rgb(0x16312a), mid: rgb(0x3f3914), high: rgb(0x502822), away: rgb(0x28312f), hatch: rgb(0x6e5c3a),
	}
)

func paletteOf(isDark bool) palette {
	if isDark {
		return dark
	}
	return light
}
