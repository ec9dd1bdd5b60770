package coach

// Side is the sore side of the body.
type Side string

// The sides.
const (
	Left  Side = "left"
	Right Side = "right"
)

// Other gives the other side.
func (s Side) Other() Side {
	if s == Left {
		return Right
	}
	return Left
}
