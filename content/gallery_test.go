package content

import (
	"bytes"
	"context"
	"errors"
	"image"
	"image/png"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// dot is the smallest picture there is.
var dot = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 1, 1))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()

// easel is a gallery whose pictures are dots; their hash is made of the exercise's name, which is hexadecimal here.
type easel struct {
	Gallery
	drawn atomic.Int64
	draw  func() ([]byte, error)
	log   bytes.Buffer
}

func newEasel(folder string) *easel {
	e := &easel{draw: func() ([]byte, error) { return dot, nil }}
	e.Gallery = Gallery{
		Folder: folder, Log: slog.New(slog.NewTextHandler(&e.log, nil)),
		Find: func(look Look) (Drawing, error) {
			if look.Exercise == "" {
				return Drawing{}, errors.New("no such exercise")
			}
			return Drawing{Hash: strings.Repeat(look.Exercise, 16), Draw: func() ([]byte, error) { e.drawn.Add(1); return e.draw() }}, nil
		},
	}
	return e
}

func (e *easel) get(t *testing.T, id string) ([]byte, error) {
	t.Helper()
	_, data, err := e.Picture(Look{Exercise: id})
	if err != nil {
		t.Fatal(err)
	}
	return data(t.Context())
}

func (e *easel) expect(t *testing.T, drawn int64, ids ...string) {
	t.Helper()
	for _, id := range ids {
		if data, err := e.get(t, id); err != nil || !bytes.Equal(data, dot) {
			t.Errorf("%s: %d bytes, %v", id, len(data), err)
		}
	}
	if n := e.drawn.Load(); n != drawn {
		t.Errorf("drawn %d times, want %d", n, drawn)
	}
}

// A picture is drawn once, also after a restart; one that was damaged on disk is drawn again.
func TestAPictureIsDrawnOnce(t *testing.T) {
	folder := filepath.Join(t.TempDir(), "figures")
	newEasel(folder).expect(t, 1, "a", "a")
	newEasel(folder).expect(t, 0, "a")
	name := filepath.Join(folder, strings.Repeat("a", 16)+".png")
	if err := os.WriteFile(name, dot[:len(dot)/2], 0o600); err != nil {
		t.Fatal(err)
	}
	newEasel(folder).expect(t, 1, "a")
	newEasel(folder).expect(t, 0, "a")
}

// Many who ask for the same new picture wait for one drawing, and different pictures are drawn one after the other. Who
// does not wait for the end finds it there the next time.
func TestDrawingsDoNotCrowd(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		e := newEasel(folder)
		var at, most atomic.Int64
		e.draw = func() ([]byte, error) {
			most.Store(max(most.Load(), at.Add(1)))
			defer at.Add(-1)
			time.Sleep(3 * time.Second)
			return dot, nil
		}
		hasty, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, data, err := e.Picture(Look{Exercise: "c"})
		if err != nil {
			t.Fatal(err)
		}
		if _, err := data(hasty); !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("got %v, want an end by the clock", err)
		}
		var asking sync.WaitGroup
		for range 5 {
			for _, id := range []string{"a", "b", "c"} {
				asking.Go(func() {
					if _, err := e.get(t, id); err != nil {
						t.Error(err)
					}
				})
			}
		}
		asking.Wait()
		if e.drawn.Load() != 3 || most.Load() != 1 {
			t.Errorf("%d drawings, %d at a time; want 3, 1 at a time", e.drawn.Load(), most.Load())
		}
	})
}

// A folder that cannot be written costs one warning, no picture.
func TestAnUnwritableFolder(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	e := newEasel(filepath.Join(file, "figures"))
	e.expect(t, 3, "a", "b", "a")
	if n := strings.Count(e.log.String(), "\n"); n != 1 {
		t.Errorf("%d lines in the log, want 1:\n%s", n, e.log.String())
	}
	e = newEasel("")
	e.expect(t, 2, "a", "a")
	if e.log.Len() > 0 {
		t.Errorf("log: %s", e.log.String())
	}
}

// What goes wrong while drawing is an error of that picture and nobody else's, and is not kept.
func TestADrawingThatFails(t *testing.T) {
	e := newEasel(t.TempDir())
	for name, draw := range map[string]func() ([]byte, error){
		"an error": func() ([]byte, error) { return nil, errors.New("no pose") }, "a panic": func() ([]byte, error) { panic("knee") },
		"half a picture": func() ([]byte, error) { return dot[:20], nil },
	} {
		e.draw = draw
		if data, err := e.get(t, "a"); err == nil || data != nil {
			t.Errorf("%s: got %d bytes, %v", name, len(data), err)
		}
	}
	e.draw = func() ([]byte, error) { return dot, nil }
	e.expect(t, 4, "a")
	if _, _, err := e.Picture(Look{}); err == nil {
		t.Error("a picture of nothing")
	}
}

// The folder stays small: the oldest pictures go first.
func TestTheOldestPicturesGo(t *testing.T) {
	e := newEasel(t.TempDir())
	e.Most = int64(2*len(dot) + len(dot)/2)
	for i, id := range []string{"a", "b"} {
		e.expect(t, int64(i+1), id)
		past := time.Unix(int64(1000+i), 0)
		if err := os.Chtimes(filepath.Join(e.Folder, strings.Repeat(id, 16)+".png"), past, past); err != nil {
			t.Fatal(err)
		}
	}
	e.expect(t, 3, "c")
	newEasel(e.Folder).expect(t, 0, "b", "c")
	newEasel(e.Folder).expect(t, 1, "a")
}

// At the start goes what is not drawn like that any more and what a crash left; nothing else in the folder does.
func TestTidy(t *testing.T) {
	e := newEasel(t.TempDir())
	e.expect(t, 2, "a", "b")
	for _, name := range []string{".picture-123", "notes.txt", "ab.png"} {
		if err := os.WriteFile(filepath.Join(e.Folder, name), dot, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := e.Tidy([]Look{{Exercise: "b"}, {Exercise: ""}}); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(e.Folder)
	if err != nil {
		t.Fatal(err)
	}
	var left []string
	for _, entry := range entries {
		left = append(left, entry.Name())
	}
	if want := []string{"ab.png", strings.Repeat("b", 16) + ".png", "notes.txt"}; !slices.Equal(left, want) {
		t.Errorf("left: %v, want %v", left, want)
	}
	missing := newEasel(filepath.Join(e.Folder, "missing"))
	if err := missing.Tidy(nil); err != nil {
		t.Error(err)
	}
}
