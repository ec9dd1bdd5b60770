package coach

import "cmp"

// Points is a score on a scale of 0 to 10 as an exact fraction, so that a mean of three answers meets a threshold or
// misses it, and rounding decides nothing. The zero value is no score.
type Points struct {
	Sum int `json:"sum"`
	Of  int `json:"of"`
}

// MeanOf gives the mean of scores; of none it is no score.
func MeanOf(scores ...int) Points {
	p := Points{Of: len(scores)}
	for _, n := range scores {
		p.Sum += n
	}
	return p.reduced()
}

// MedianOf gives the median of scores, the mean of the middle two of an even number; of none it is no score.
func MedianOf(scores ...int) Points {
	if len(scores) == 0 {
		return Points{}
	}
	return Points{Sum: twiceMedian(scores), Of: 2}.reduced()
}

// Known: there is a score.
func (p Points) Known() bool { return p.Of > 0 }

// Compare is negative when p is less than q; both have to be known.
func (p Points) Compare(q Points) int { return cmp.Compare(p.Sum*q.Of, q.Sum*p.Of) }

// AtLeast tells whether a known score is n or more.
func (p Points) AtLeast(n int) bool { return p.Known() && p.Sum >= n*p.Of }

// Minus is the way from q to p; it may be negative, and it is no score when either is missing.
func (p Points) Minus(q Points) Points {
	if !p.Known() || !q.Known() {
		return Points{}
	}
	return Points{Sum: p.Sum*q.Of - q.Sum*p.Of, Of: p.Of * q.Of}.reduced()
}

// Tenths is the score in tenths of a point, as it is shown: 2.35 is 24, and -2.35 is -24.
func (p Points) Tenths() int {
	if !p.Known() {
		return 0
	}
	if p.Sum < 0 {
		return -Points{Sum: -p.Sum, Of: p.Of}.Tenths()
	}
	return (20*p.Sum + p.Of) / (2 * p.Of)
}

// between is the mean of two scores; of one, when the other is missing, it is that one.
func between(p, q Points) Points {
	switch {
	case !p.Known():
		return q
	case !q.Known():
		return p
	}
	return Points{Sum: p.Sum*q.Of + q.Sum*p.Of, Of: 2 * p.Of * q.Of}.reduced()
}

// reduced keeps the parts small and equal scores equal.
func (p Points) reduced() Points {
	if !p.Known() {
		return Points{}
	}
	a, b := max(p.Sum, -p.Sum), p.Of
	for b != 0 {
		a, b = b, a%b
	}
	return Points{Sum: p.Sum / a, Of: p.Of / a}
}
