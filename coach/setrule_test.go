package coach

import "testing"

// The set rules, score by score.
func TestAfterSet(t *testing.T) {
	for score := 0; score <= 10; score++ {
		for _, gentle := range []bool{false, true} {
			for _, sharp := range []bool{false, true} {
				want := SetVerdict{6, NextAsPlanned, 12, false, false}
				switch {
				case sharp || score >= 8:
					want = SetVerdict{1, NextEndSession, 0, true, true}
				case score == 6, score == 7:
					want = SetVerdict{2, NextEndExercise, 0, true, false}
				case gentle && score >= 3:
					want = SetVerdict{3, NextEndExercise, 0, false, false}
				case score == 5:
					want = SetVerdict{4, NextFewer, 9, false, false}
				case score == 3, score == 4:
					want = SetVerdict{5, NextOfferFewer, 12, false, false}
				}
				if got := AfterSet(score, sharp, gentle, 12); got != want {
					t.Errorf("pain %d, sharp %v, gentle %v: got %+v, want %+v", score, sharp, gentle, got, want)
				}
			}
		}
	}
}

func TestFewerIsFourFifthsAndAtLeastOne(t *testing.T) {
	for planned, want := range map[int]int{1: 1, 2: 1, 5: 4, 10: 8, 14: 11, 30: 24} {
		if got := AfterSet(5, false, false, planned); got.Reps != want || got.Next != NextFewer {
			t.Errorf("planned %d: %+v, want %d", planned, got, want)
		}
	}
}

// More pain in a set never lets more follow.
func TestMorePainInASetNeverMeansMore(t *testing.T) {
	for _, gentle := range []bool{false, true} {
		before := AfterSet(0, false, gentle, 20)
		for score := 1; score <= 10; score++ {
			v := AfterSet(score, false, gentle, 20)
			if v.Reps > before.Reps || before.CancelEvening && !v.CancelEvening || before.RedFlagQuestions && !v.RedFlagQuestions {
				t.Errorf("pain %d: %+v after %+v", score, v, before)
			}
			before = v
		}
	}
}

func TestRestBetweenSets(t *testing.T) {
	for _, c := range []struct {
		effort Score
		want   int
	}{{nil, 90}, {Rated(0), 60}, {Rated(1), 90}, {Rated(2), 120}, {Rated(3), 120}} {
		if got := RestSeconds(c.effort); got != c.want {
			t.Errorf("effort %v: %d s, want %d", c.effort, got, c.want)
		}
	}
}
