package content

import (
	"runtime"
	"testing"
)

// What was lent is the same while somebody holds it, and is made anew when nobody has held it.
func TestLent(t *testing.T) {
	made := 0
	l := lent[[]byte]{make: func() (*[]byte, error) {
		made++
		large := make([]byte, 1<<20)
		return &large, nil
	}}
	first, _ := l.get()
	runtime.GC()
	if again, _ := l.get(); again != first || made != 1 {
		t.Errorf("made %d times while it was held", made)
	}
	runtime.KeepAlive(first)
	runtime.GC()
	if again, _ := l.get(); again == nil || made != 2 {
		t.Errorf("made %d times, want 2", made)
	}
}

// heap is how much is in use.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

// Nothing that stays holds the table of cities.
func TestTheCitiesAreForgotten(t *testing.T) {
	before := heap()
	p, err := OpenPlaces()
	if err != nil {
		t.Fatal(err)
	}
	if p.Find("Berlin") == nil {
		t.Error("no Berlin")
	}
	if held := heap() - before; held > 2<<20 {
		t.Errorf("%d bytes are held", held)
	}
	if found := p.Find("Hamburg"); len(found) == 0 || found[0].Zone != "Europe/Berlin" {
		t.Errorf("got %v", found)
	}
}
