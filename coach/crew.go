package coach

import "time"

// Crew is one of several instances that coach together: it has the place-th of size equal parts of the chats. The zero Crew is
// alone.
type Crew struct {
	Place, Size int
	// Shut is until when letters of a lane have to wait, because the messenger said so to any of them.
	Shut map[Lane]time.Time
}

// Home says whether a chat is this instance's to work on.
func (c Crew) Home(chat int64) bool {
	return c.Size < 2 || int(max(chat, -chat)%int64(c.Size)) == c.Place
}

// Part is this instance's part of what all may do together.
func (c Crew) Part(whole float64) float64 { return whole / float64(max(c.Size, 1)) }
