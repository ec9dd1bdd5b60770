package body

import (
	"strings"
	"testing"

	"github.com/goccy/go-yaml"
)

// read decodes a pose as strictly as the catalogue does.
func read(text string) (Pose, error) {
	var p Pose
	err := yaml.UnmarshalWithOptions([]byte(text), &p, yaml.Strict())
	return p, err
}

// TestMisspeltPosesAreRefused: a key or a word that does not exist is an error that names it, wherever it stands.
func TestMisspeltPosesAreRefused(t *testing.T) {
	for _, c := range []struct{ name, text, want string }{
		{"a key of a foot", "w: {foot: {xx: -0.08}}", "xx"},
		{"a key of a hand, which reads itself", "w_arm: {hand: {x: 0.1, pam: down}}", "pam"},
		{"a landmark", "plant: {w_kne: {x: 1}}", "w_kne"},
		{"a direction", "w_arm: {hand: {x: 0.1, palm: sideways}}", "sideways"},
		{"a way to lie", "lie: sideways", "sideways"},
		{"a side", "weight: left", "left"},
		{"a place on the body", "w_arm: {hand: elbow}", "elbow"},
	} {
		_, err := read(c.text)
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want an error that names %s", c.name, err, c.want)
		}
	}
}
