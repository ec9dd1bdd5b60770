package figure

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"medius/content/figure/paint"
)

// Tint is how hard muscles work, 0 to 1, by name: glute_med, glute_max, quads, hip_flexor and trunk for the W side; with
// other_ before for the O side.
type Tint map[string]float64

// check tells whether every name is a muscle's.
func (t Tint) check() error {
	for _, name := range slices.Sorted(maps.Keys(t)) {
		if _, ok := muscles[strings.TrimPrefix(name, otherSide)]; !ok || t[name] < 0 || t[name] > 1 {
			return fmt.Errorf("tint %s: %g: there are %s, each also with %s, from 0 to 1",
				name, t[name], strings.Join(slices.Sorted(maps.Keys(muscles)), ", "), otherSide)
		}
	}
	return nil
}

// paintTint gives the painter what a scene says, with part 0 to 1 of the way from one to the other, in eighths, so
// that few frames differ by nothing else.
func paintTint(from, to Tint, part float64) paint.Tint {
	var t paint.Tint
	for name, m := range muscles {
		mix := func(prefix string) float64 {
			v := from[prefix+name] + (to[prefix+name]-from[prefix+name])*part
			return float64(int(v*8+0.5)) / 8
		}
		t.W[m], t.O[m] = mix(""), mix(otherSide)
	}
	return t
}

// otherSide begins the name of a muscle of the O side.
const otherSide = "other_"

// muscles are the names that scenes use.
var muscles = map[string]paint.Muscle{
	"glute_med": paint.GluteMed, "glute_max": paint.GluteMax, "quads": paint.Quads, "hip_flexor": paint.HipFlexor, "trunk": paint.Trunk,
}
