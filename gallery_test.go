package medius_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"medius/coach"
	"medius/content"
	"medius/content/figure"
)

// The document that shows every exercise, and the folder its pictures lie in.
const (
	galleryPaper  = "docs/exercises.md"
	galleryFolder = "docs/img/exercises"
)

// TestTheGalleryIsFresh: docs/exercises.md is made from the catalogue, its pictures from the figures. UPDATE=1 makes them
// anew; look at them then.
func TestTheGalleryIsFresh(t *testing.T) {
	library, err := content.Load()
	if err != nil {
		t.Fatal(err)
	}
	g := gallery{t: t, library: library, find: library.Drawings(&figure.Studio{}), update: os.Getenv("UPDATE") != ""}
	if old, err := os.ReadFile(galleryPaper); err == nil {
		g.old = string(old)
	}
	g.write()
	switch {
	case g.old == g.String():
	case g.update:
		if err := os.WriteFile(galleryPaper, g.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not what the exercises are now: UPDATE=1 go test . -run TestTheGalleryIsFresh, and look at the pictures", galleryPaper)
	}
	g.sweep()
}

// gallery writes the document.
type gallery struct {
	bytes.Buffer
	t       *testing.T
	library *content.Library
	find    func(content.Look) (content.Drawing, error)
	old     string
	update  bool
	files   map[string]bool
}

func (g *gallery) line(format string, args ...any) { fmt.Fprintf(g, format+"\n", args...) }

// text is what the coach says under a key.
func (g *gallery) text(key string) string {
	g.t.Helper()
	said, err := g.library.Say(content.Reference, key, nil)
	if err != nil {
		g.t.Fatal(err)
	}
	return said
}

func (g *gallery) write() {
	g.line("# The exercises")
	g.line("")
	g.line("Made from `content/exercises/*.yaml` by `UPDATE=1 go test . -run TestTheGalleryIsFresh`; do not edit it here. The pictures are drawn")
	g.line("by medius itself (`medius figures --out DIR` writes all of them, for either side and build, in every language) and may be used under")
	g.line("CC BY 4.0. They show a **right** sore hip, the leg with the striped sock; for a left hip the coach mirrors them.")
	rung := -2
	for _, e := range g.library.Exercises() {
		if e.Rung != rung {
			rung = e.Rung
			g.line("")
			if rung < 0 {
				g.line("## Apart from the ladder")
				g.line("")
				g.line("%s", g.text("library.apart_warning"))
			} else {
				g.line("## Rung %d", rung)
			}
		}
		g.exercise(e)
	}
}

func (g *gallery) exercise(e content.Exercise) {
	key := "exercise." + e.ID + "."
	g.line("")
	g.line("### %s", g.text(key+"name"))
	g.line("")
	g.picture(content.Look{Exercise: e.ID, View: figure.Moving, Side: coach.Right, Language: content.Reference}, g.text(key+"name"))
	g.line("%s", g.text(key+"purpose"))
	g.line("")
	g.line("`%s` · %s · works: %s · compression: %s · equipment: %s", e.ID, e.Role, works(e), compression(e), strings.TrimSuffix(g.text(key+"equipment"), "."))
	g.line("")
	g.line("| phase | seconds | |")
	g.line("|---|---|---|")
	for i, p := range e.Phases {
		g.line("| %s | %s | %s |", g.text(p.Count), seconds(p), g.text(fmt.Sprintf("%smove.%d", key, i+1)))
	}
	g.line("")
	g.line("* **Start.** %s", g.text(key+"start"))
	g.line("* **Hands, other leg.** %s", g.text(key+"hands"))
	g.line("* **Cues.** %s", g.list(key+"cue", e.Cues))
	g.line("* **Mistakes.** %s", g.list(key+"mistake", e.Mistakes))
	g.line("* **Easier.** %s", g.text(key+"easier"))
	g.line("* **Harder.** %s", g.text(key+"harder"))
	g.line("* **Stop.** %s", g.text(key+"stop_when"))
	g.line("* **Origin.** %s %s", g.text(key+"origin"), e.Licence+".")
}

func (g *gallery) list(key string, n int) string {
	var all []string
	for i := range n {
		all = append(all, g.text(fmt.Sprintf("%s.%d", key, i+1)))
	}
	return strings.Join(all, " ")
}

func works(e content.Exercise) string {
	if e.Works == content.BothSides {
		return "both sides"
	}
	return "the sore side"
}

func compression(e content.Exercise) string {
	if e.CompressionWorst != "" {
		return fmt.Sprintf("%s, at worst %s", e.Compression, e.CompressionWorst)
	}
	return string(e.Compression)
}

func seconds(p content.Phase) string {
	s := fmt.Sprint(p.Seconds)
	if p.Hold {
		s = "the plan's hold"
	}
	if p.SecondsFull > 0 {
		s += fmt.Sprintf(", %d in full range", p.SecondsFull)
	}
	if p.Once != "" {
		s += ", once a set"
	}
	return s
}

// picture shows a picture. Its hash stands beside it, so that an old one is noticed without drawing it anew.
func (g *gallery) picture(look content.Look, name string) {
	g.t.Helper()
	drawing, err := g.find(look)
	if err != nil {
		g.t.Errorf("%s: %v", look.Exercise, err)
		return
	}
	file := look.Exercise + ".gif"
	if g.files == nil {
		g.files = map[string]bool{}
	}
	g.files[file] = true
	mark := fmt.Sprintf("<!-- %s -->", drawing.Hash)
	path := filepath.Join(galleryFolder, file)
	_, missing := os.Stat(path)
	if g.update && (missing != nil || !strings.Contains(g.old, mark)) {
		data, err := drawing.Draw()
		if err != nil {
			g.t.Fatal(err)
		}
		if err := os.MkdirAll(galleryFolder, 0o755); err != nil {
			g.t.Fatal(err)
		}
		if err := os.WriteFile(path, data, 0o644); err != nil {
			g.t.Fatal(err)
		}
	} else if missing != nil {
		g.t.Errorf("%v", missing)
	}
	g.line("![%s, moving](img/exercises/%s)", name, file)
	g.line("%s", mark)
	g.line("")
}

// sweep looks for pictures that no exercise shows any more.
func (g *gallery) sweep() {
	entries, err := os.ReadDir(galleryFolder)
	if err != nil {
		g.t.Fatal(err)
	}
	for _, e := range entries {
		if g.files[e.Name()] {
			continue
		}
		if !g.update {
			g.t.Errorf("%s/%s belongs to no exercise", galleryFolder, e.Name())
		} else if err := os.Remove(filepath.Join(galleryFolder, e.Name())); err != nil {
			g.t.Fatal(err)
		}
	}
}
