package telegramtest

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// wordy is how long a line of a chat is at least that cannot be in another text by chance.
const wordy = 12

var spoken = regexp.MustCompile(`^(?:-?\d+ [<>] |    )(.*)$`)

// Overheard gives the lines of all chats so far, of people and of the bot, that stand in another text, such as the log of the
// bot: what is said between the two is nobody else's business. Lines of a single word, or a short one, are not looked for.
func (s *Server) Overheard(in string) (lines []string) {
	in = strings.ToLower(in)
	for _, line := range s.Transcript() {
		for part := range strings.SplitSeq(line, "\n") {
			m := spoken.FindStringSubmatch(part)
			if m == nil {
				continue
			}
			said := strings.TrimSpace(m[1])
			if utf8.RuneCountInString(said) < wordy || !strings.Contains(said, " ") || slices.Contains(lines, said) {
				continue
			}
			if strings.Contains(in, strings.ToLower(said)) {
				lines = append(lines, said)
			}
		}
	}
	return lines
}
