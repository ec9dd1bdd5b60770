package coach

// Card is the message with a picture that a session, or a look at the exercises, is shown in: it is changed in place
// instead of sending a new message at every question. The zero Card is none.
type Card struct {
	Question int   `json:"question"` // the question in whose name the message was sent
	Shows    Shown `json:"shows"`
	// Buried: something has been said below it since, so the next question sends it anew, as the last thing in the chat.
	Buried bool `json:"buried,omitempty"`
}

// Live: there is a card in the chat.
func (c Card) Live() bool { return c.Question != 0 }

// Shown is the picture that a card shows.
type Shown struct {
	Exercise string `json:"exercise"`
	View     string `json:"view"` // moving, step, wrong
	Number   int    `json:"number,omitempty"`
	Side     Side   `json:"side,omitempty"`
	Full     bool   `json:"full,omitempty"`
	Build    Build  `json:"build,omitempty"`
}

// Look is what the member looks at: a page of the list of exercises, one exercise, one step or mistake of it.
type Look struct {
	Page     string   `json:"page,omitempty"`  // of the list: own, gentler, harder, apart, found
	Found    []string `json:"found,omitempty"` // page found: the exercises that a typed name may mean
	Exercise string   `json:"exercise,omitempty"`
	Number   int      `json:"number,omitempty"` // of the step, or of the drawn mistake
	// Session: it was opened from a set, and leads back to it.
	Session bool `json:"session,omitempty"`
	// Full: the full range is looked at, where it is open.
	Full bool `json:"full,omitempty"`
}
