package telegramtest

import (
	"net/http"
	"time"
)

// FaultKind is a way a call can go wrong.
type FaultKind int

// The kinds of fault. Unless said otherwise, or Fault.After is set, the method is not carried out.
const (
	FaultHTML502     FaultKind = iota + 1 // an HTML page with status 502
	FaultJSON502                          // an envelope with code 502
	FaultEmpty                            // status 200 and no body
	FaultCutJSON                          // carried out; the answer breaks off in the middle
	Fault429                              // 429 with RetryAfter
	FaultResetBefore                      // the connection is reset
	FaultResetAfter                       // carried out; the connection is reset
	FaultSlow                             // carried out; the answer comes after Delay, if the client still waits
	Fault401                              // as after a revoked token
	Fault403Blocked                       // as after being blocked
	Fault409                              // as with a second poller
	FaultCode                             // Code and Description
)

// Fault makes calls go wrong.
type Fault struct {
	Method      string // in its documented spelling; "" or "*" = every method
	Chat        int64  // only calls about this chat; 0 = all
	Times       int    // 0 = once, negative = until cancelled
	Kind        FaultKind
	RetryAfter  int           // seconds, for Fault429; may be 86400
	Delay       time.Duration // for FaultSlow, in real time
	Code        int           // for FaultCode
	Description string        // for FaultCode
	After       bool          // carry the method out first
}

// Fail makes the next matching calls go wrong. Faults are used in the order they were set; cancel takes one back.
func (s *Server) Fail(f Fault) (cancel func()) {
	if f.Times == 0 {
		f.Times = 1
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	mine := &f
	s.faults = append(s.faults, mine)
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		mine.Times = 0
	}
}

// Struck is how many calls went wrong in a way.
func (s *Server) Struck(kind FaultKind) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.struck[kind]
}

// takeFault returns the fault for a call, nil when all is well, and uses it up.
func (s *Server) takeFault(c *call) *Fault {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.faults) == 0 {
		return nil
	}
	chat := c.in.number("chat_id")
	if tap := s.taps[c.in.text("callback_query_id")]; tap != nil {
		chat = tap.user.ID()
	}
	live := s.faults[:0]
	var found *Fault
	for _, f := range s.faults {
		if found == nil && f.Times != 0 && f.matches(c.m.name, chat) {
			copied := *f
			found = &copied
			f.Times--
			s.struck[f.Kind]++
		}
		if f.Times != 0 {
			live = append(live, f)
		}
	}
	s.faults = live
	return found
}

func (f *Fault) matches(method string, chat int64) bool {
	return (f.Method == "" || f.Method == "*" || f.Method == method) && (f.Chat == 0 || f.Chat == chat)
}

// serve answers a call the faulty way.
func (f *Fault) serve(c *call, w http.ResponseWriter) {
	var answer reply
	switch f.Kind {
	case FaultSlow:
		c.slow = f.Delay
		c.run().write(w)
		return
	case FaultCutJSON, FaultResetAfter:
		answer = c.run()
	default:
		if f.After {
			answer = c.run()
		}
	}
	switch f.Kind {
	case FaultResetBefore, FaultResetAfter:
		panic(http.ErrAbortHandler) // net/http resets the connection, quietly
	case FaultCutJSON:
		reply{status: answer.status, body: answer.body[:len(answer.body)/2]}.write(w)
	default:
		f.reply().write(w)
	}
}

func (f *Fault) reply() reply {
	switch f.Kind {
	case FaultHTML502:
		page := "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n</body>\r\n</html>\r\n"
		return reply{status: http.StatusBadGateway, body: []byte(page), html: true}
	case FaultEmpty:
		return reply{status: http.StatusOK}
	case FaultJSON502:
		return (&failure{code: http.StatusBadGateway, text: "Bad Gateway"}).reply()
	case Fault429:
		return tooMany(f.RetryAfter).reply()
	case Fault401:
		return (&failure{code: http.StatusUnauthorized, text: "Unauthorized"}).reply()
	case Fault403Blocked:
		return forbidden("bot was blocked by the user").reply()
	case Fault409:
		return (&failure{code: http.StatusConflict, text: conflictPoll}).reply()
	}
	return (&failure{code: f.Code, text: f.Description}).reply()
}
