package paint

import (
	"crypto/sha256"
	"encoding/hex"
	"testing"
)

// golden are the hashes of pictures as this version draws them. A new hash is a new look: whoever wants one changes them
// here, and the version of the engine, so that stored pictures are drawn again.
var golden = map[string]string{}

// TestPicturesAreTheSameEverywhere: run it with GOARCH=386, and with GOAMD64=v3, which fuses products and sums as other
// machines do.
func TestPicturesAreTheSameEverywhere(t *testing.T) {
	for b, build := range []string{"f", "m"} {
		p := New(Build(b))
		for _, s := range sittings {
			name := build + " " + s.name
			sum := sha256.Sum256(take(p, s.shot(t)).Pix)
			if got := hex.EncodeToString(sum[:8]); got != golden[name] {
				t.Errorf("\t%q: %q,", name, got)
			}
		}
	}
}
