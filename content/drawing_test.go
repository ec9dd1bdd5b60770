package content

import (
	"bytes"
	"image"
	"testing"

	"medius/coach"
	"medius/content/figure"
)

// Every picture a member can be shown has a name of its own, known without drawing it, and the same each time.
func TestEveryPictureHasAName(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	find := l.Drawings(&figure.Studio{})
	looks := l.Looks(l.Languages())
	if len(looks) == 0 {
		t.Fatal("there are no pictures")
	}
	seen := map[string]Look{}
	for _, look := range looks {
		d, err := find(look)
		if err != nil {
			t.Fatalf("%+v: %v", look, err)
		}
		if other, taken := seen[d.Name()]; taken {
			t.Fatalf("%+v and %+v are both called %s", look, other, d.Name())
		}
		seen[d.Name()] = look
		if d.Width < 480 || d.Height < 240 || d.Moving != (look.View == figure.Moving) || d.Moving && d.Seconds < 4 {
			t.Errorf("%+v: %+v", look, d)
		}
		if !pictureFile.MatchString(d.Name()) {
			t.Errorf("%s would not be known as a picture in the folder", d.Name())
		}
	}
	again, err := find(looks[0])
	if err != nil || seen[again.Name()] != looks[0] {
		t.Errorf("the second time it is called %s (%v)", again.Name(), err)
	}
}

// A still comes out in the size that was promised; the end of an exercise is the end of its last phase.
func TestAStillIsDrawn(t *testing.T) {
	l, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	find := l.Drawings(&figure.Studio{})
	look := Look{Exercise: "hip_drop", View: figure.Step, Number: 5, Side: coach.Left, Language: Reference}
	last, err := find(look)
	if err != nil {
		t.Fatal(err)
	}
	look.Number = 6
	end, err := find(look)
	if err != nil || end.Hash != last.Hash {
		t.Errorf("the end is another picture than the last step (%v)", err)
	}
	data, err := end.Draw()
	if err != nil || !whole(data) {
		t.Fatalf("%d bytes, %v", len(data), err)
	}
	size, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || size.Width != end.Width || size.Height != end.Height {
		t.Errorf("%d by %d (%v), promised %d by %d", size.Width, size.Height, err, end.Width, end.Height)
	}
	for name, look := range map[string]Look{
		"no such exercise": {Exercise: "handstand", View: figure.Moving, Language: Reference},
		"no such language": {Exercise: "hip_drop", View: figure.Moving, Language: "xx"},
		"no such view":     {Exercise: "hip_drop", View: "x", Language: Reference},
	} {
		if d, err := find(look); err == nil {
			t.Errorf("%s: %+v", name, d)
		}
	}
}
