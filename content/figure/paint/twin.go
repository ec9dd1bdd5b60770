package paint

// Twin is a painter of the same build with a memory of its own, for a second view drawn in turn with the first: neither
// forgets what did not change in its picture.
func (p *Painter) Twin() *Painter { return &Painter{skin: p.skin} }
