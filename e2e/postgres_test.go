package e2e

import (
	"math/rand/v2"
	"testing"

	"medius/storage/postgrestest"
)

// With its database on a server the program may be killed at any moment as well: nothing that was confirmed is lost, and
// nothing is applied twice. A fifth of the kills is for this.
func TestKilledAtAnyMomentOnPostgres(t *testing.T) {
	kills, seed := number(t, killsVariable, usualKills)/5, uint64(number(t, seedVariable, int(rand.Uint32())))
	if kills < 2 {
		t.Skipf("%s is too small for a part of it", killsVariable)
	}
	t.Logf("%d kills, %s=%d", kills, seedVariable, seed)
	playUndisturbed(t)
	killWeekOn(t, t.TempDir(), postgrestest.Database(t), rand.New(rand.NewPCG(seed, 1)), kills)
}
