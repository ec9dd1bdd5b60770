package coach

import (
	"math"
	"slices"
	"testing"
	"time"
)

// placesOf are the places in the queue of members 1 to n on some days from a morning on, from 0 (first) to 1 (last).
func placesOf(n int64, days int) map[int64][]float64 {
	morning := time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)
	places := map[int64][]float64{}
	for day := range days {
		at := morning.AddDate(0, 0, day)
		queue := make([]int64, n)
		for i := range queue {
			queue[i] = int64(i) + 1
		}
		slices.SortFunc(queue, func(a, b int64) int { return int(Lot(a, at) - Lot(b, at)) })
		for place, member := range queue {
			places[member] = append(places[member], float64(place)/float64(n-1))
		}
	}
	return places
}

// Nobody is always the last, or always the first: within two weeks everybody has been in the first third, in the middle and in
// the last third, and on the whole in the middle.
func TestNobodyIsAlwaysTheLast(t *testing.T) {
	for _, n := range []int64{3, 50, 3000} {
		for member, places := range placesOf(n, 14) {
			var sum float64
			var thirds [3]int
			for _, p := range places {
				sum += p
				thirds[min(int(3*p), 2)]++
			}
			if mean := sum / 14; mean < 0.35 || mean > 0.65 {
				t.Errorf("%d members: number %d has place %.2f of 1 on average", n, member, mean)
			}
			if slices.Min(thirds[:]) < 2 || slices.Max(thirds[:]) > 8 {
				t.Errorf("%d members: number %d is in the thirds %v times", n, member, thirds)
			}
		}
	}
}

// Two members never have the same lot of a day, and one keeps a lot through the whole day. Lots begin with 1: 0 is none.
func TestLots(t *testing.T) {
	at := time.Date(2026, 3, 2, 6, 0, 0, 0, time.UTC)
	seen := map[int64]int64{}
	for _, from := range []int64{0, 1_000_000, 900_000_000, math.MaxInt32 - 200_000} {
		for member := from; member < from+100_000; member++ {
			lot := Lot(member, at)
			if other, double := seen[lot]; double || lot < 1 {
				t.Fatalf("members %d and %d have lot %d", other, member, lot)
			}
			seen[lot] = member
		}
	}
	if Lot(7, at) != Lot(7, at.Add(17*time.Hour)) || Lot(7, at) == Lot(7, at.Add(24*time.Hour)) {
		t.Error("a lot is for a day")
	}
}

// Few reminders find room at once. Many find room for what leaves in some seconds, and more when a second's worth has left.
func TestRoom(t *testing.T) {
	for _, c := range []struct {
		limit         float64
		waiting, want int
	}{
		{25, 0, 125}, {25, 60, 65}, {25, 100, 25}, {25, 101, 0}, {25, 125, 0}, {25, 9000, 0},
		{1000, 0, 5000}, {1000, 4001, 0},
		{0.5, 0, 3}, {0.5, 2, 1}, {0.5, 3, 0},
		{0, 0, math.MaxInt}, {0, 1_000_000, math.MaxInt},
	} {
		if got := Room(c.limit, c.waiting); got != c.want {
			t.Errorf("%g a second, %d waiting: %d, want %d", c.limit, c.waiting, got, c.want)
		}
	}
}
