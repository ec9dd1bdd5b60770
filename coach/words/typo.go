package words

// slip holds when one word becomes the other by one slip of the finger: a letter wrong, missing, too many, or two
// neighbours swapped. Equal words are no slip, and a digit is never a slip: 15 is not 45.
func slip(typed, meant string) bool {
	a, b := []rune(typed), []rune(meant)
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	a, b = a[head:], b[head:]
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	for _, r := range append(append([]rune{}, a...), b...) {
		if isDigit(r) {
			return false
		}
	}
	switch {
	case len(a)+len(b) == 1, len(a) == 1 && len(b) == 1:
		return true
	case len(a) == 2 && len(b) == 2:
		return a[0] == b[1] && a[1] == b[0]
	}
	return false
}
