package content

import (
	"context"
	"fmt"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

// slow is a gallery whose pictures take three seconds, with somebody who draws ahead; it counts how many are drawn at a
// time.
func slow(t *testing.T, folder string) (e *easel, most *atomic.Int64) {
	t.Helper()
	e, most = newEasel(folder), new(atomic.Int64)
	var at atomic.Int64
	e.draw = func() ([]byte, error) {
		most.Store(max(most.Load(), at.Add(1)))
		defer at.Add(-1)
		time.Sleep(3 * time.Second)
		return dot, nil
	}
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() { defer close(ended); e.DrawAhead(ctx) }()
	t.Cleanup(func() { cancel(); <-ended })
	return e, most
}

// What is noted is drawn once, without anybody waiting for it, and is there at once when it is wanted.
func TestNotedPicturesAreThere(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		e, _ := slow(t, folder)
		e.expect(t, 1, "a")
		e.Ahead(Look{Exercise: "a"}, Look{Exercise: "b"}, Look{}, Look{Exercise: "c"}, Look{Exercise: "b"})
		time.Sleep(time.Minute)
		began := time.Now()
		e.expect(t, 3, "a", "b", "c")
		if took := time.Since(began); took > 0 {
			t.Errorf("they came after %v", took)
		}
		e.Ahead(Look{Exercise: "d"}) // it listens on
		time.Sleep(time.Minute)
		e.expect(t, 4, "d")
	})
}

// Who wants a picture waits for the one in hand at most, and for none that was only noted.
func TestDrawingAheadDelaysNobody(t *testing.T) {
	folder := t.TempDir()
	synctest.Test(t, func(t *testing.T) {
		e, most := slow(t, folder)
		e.Ahead(Look{Exercise: "a"}, Look{Exercise: "b"}, Look{Exercise: "c"})
		time.Sleep(time.Second)
		began := time.Now()
		for i, id := range []string{"e", "f"} {
			if _, err := e.get(t, id); err != nil {
				t.Fatal(err)
			}
			if took, want := time.Since(began), time.Duration(5+6*i)*time.Second; took > want {
				t.Errorf("%s came after %v, want %v", id, took, want)
			}
		}
		time.Sleep(time.Minute)
		e.expect(t, 5, "a", "b", "c")
		if n := most.Load(); n != 1 {
			t.Errorf("%d were drawn at a time", n)
		}
	})
}

// The list does not grow for ever, and after the end nothing is written.
func TestDrawingAheadEnds(t *testing.T) {
	e := newEasel(t.TempDir())
	for i := range 2 * mostAhead {
		e.Ahead(Look{Exercise: fmt.Sprint(i)})
	}
	if len(e.ahead) != mostAhead {
		t.Errorf("%d are waiting", len(e.ahead))
	}
	ended, end := context.WithCancel(t.Context())
	end()
	e.DrawAhead(ended)
	e.expect(t, 2, "a", "a")
}

// What was seen in the folder is not looked for again, until something is removed there.
func TestWhatIsThereIsNotLookedForAgain(t *testing.T) {
	g, look := Gallery{}, Look{Exercise: "a"}
	g.see(look)
	g.Ahead(look, Look{Exercise: "b"})
	if len(g.ahead) != 1 || g.ahead[0].Exercise != "b" {
		t.Errorf("to be drawn: %v", g.ahead)
	}
	g.unsee()
	g.Ahead(look)
	if len(g.ahead) != 2 {
		t.Errorf("to be drawn: %v", g.ahead)
	}
}
