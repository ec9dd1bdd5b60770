package telegramtest

import (
	"fmt"
	"slices"
	"strings"
	"sync"
)

// ledger counts what happened: calls, breaches, and the transcript.
type ledger struct {
	strict func(format string, args ...any)
	quiet  bool

	mu       sync.Mutex
	calls    map[string]int
	breaches []string
	expected map[string]bool // fragment -> seen
	hanging  bool
	lines    []string
}

// mostBreaches bounds memory when a bot gets every call wrong.
const mostBreaches = 10_000

func (l *ledger) count(method string) {
	l.mu.Lock()
	l.calls[method]++
	l.mu.Unlock()
}

// breach notes that the bot broke the protocol.
func (l *ledger) breach(format string, args ...any) {
	text := fmt.Sprintf(format, args...)
	l.mu.Lock()
	expected := false
	for fragment := range l.expected {
		if strings.Contains(text, fragment) {
			expected, l.expected[fragment] = true, true
		}
	}
	if !expected && len(l.breaches) < mostBreaches {
		l.breaches = append(l.breaches, text)
	}
	l.mu.Unlock()
	if !expected && l.strict != nil {
		l.strict("breach of the Bot API: %s", text)
	}
}

func (l *ledger) write(format string, args ...any) {
	if l.quiet {
		return
	}
	line := fmt.Sprintf(format, args...)
	l.mu.Lock()
	l.lines = append(l.lines, line)
	l.mu.Unlock()
}

func (l *ledger) unexpected() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := make([]string, 0, len(l.breaches))
	for _, text := range l.breaches {
		lines = append(lines, "breach of the Bot API: "+text)
	}
	for fragment, seen := range l.expected {
		if !seen {
			lines = append(lines, fmt.Sprintf("the expected breach %q did not happen", fragment))
		}
	}
	return lines
}

func (l *ledger) tapsMayHang() bool {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.hanging
}

// Calls is how often a method was called, in its documented spelling; "*" counts every call. Unknown methods are
// counted under the name they were called by.
func (s *Server) Calls(method string) int {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	if method != "*" {
		return s.log.calls[method]
	}
	sum := 0
	for _, n := range s.log.calls {
		sum += n
	}
	return sum
}

// Breaches lists what the bot did against the protocol, without the breaches that were expected.
func (s *Server) Breaches() []string {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	return slices.Clone(s.log.breaches)
}

// ExpectBreach announces that a breach whose text contains the fragment will happen: it is no error then, and its
// absence is one.
func (s *Server) ExpectBreach(fragment string) {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	if s.log.expected == nil {
		s.log.expected = map[string]bool{}
	}
	s.log.expected[fragment] = false
}

// AllowUnanswered says that taps may stay unanswered in this test.
func (s *Server) AllowUnanswered() {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	s.log.hanging = true
}

// Transcript is everything seen so far, one line per event, in order. Lines about a chat begin with its id:
//
//	7 > /start                   the person wrote
//	7 < Welcome.                 the bot wrote; further lines of a text are indented
//	7   [I agree|1:a] [No|1:b]   the inline keyboard under it
//	7 >> 2 1:a                   the person tapped a button of message 2
//	7 * 2                        message 2 was edited; its new content follows
//	7 x 2                        message 2 was deleted
//	7 ! Noted.                   a toast
func (s *Server) Transcript() []string {
	s.log.mu.Lock()
	defer s.log.mu.Unlock()
	return slices.Clone(s.log.lines)
}
