package words

import (
	"cmp"
	"slices"
	"strings"
)

// Topic is something that can be asked about, with the words that name it in one language: patterns as in Pattern.Say,
// without groups.
type Topic struct {
	ID       string
	Keywords []string
}

// Topics gives the topics a text asks about, the best first: the one with the longest keyword in it, then the one with
// most of them, then the order of the list. Unlike an answer, a question need not be understood in full: a word of the
// topic is enough. The warning words (Flags) come first, as everywhere.
func (l *Lexicon) Topics(text string, topics []Topic) []string {
	type hit struct {
		id            string
		longest, many int
	}
	s := l.sentence(text)
	var hits []hit
	for _, t := range topics {
		h := hit{id: t.ID}
		for _, keyword := range t.Keywords {
			if l.fires(s, Pattern{Say: keyword}) {
				h.longest, h.many = max(h.longest, len(strings.Fields(keyword))), h.many+1
			}
		}
		if h.many > 0 {
			hits = append(hits, h)
		}
	}
	slices.SortStableFunc(hits, func(a, b hit) int {
		return cmp.Or(cmp.Compare(b.longest, a.longest), cmp.Compare(b.many, a.many))
	})
	var ids []string
	for _, h := range hits {
		ids = append(ids, h.id)
	}
	return ids
}

// CheckTopics says what is wrong with a list of topics, nil when nothing is: a topic without words, a word that is not
// written as Normal leaves it and so never matches, one word for two topics.
func (l *Lexicon) CheckTopics(topics []Topic) []error {
	c := &check{l: l}
	owner := map[string]string{}
	for _, t := range topics {
		c.list("topic "+t.ID, t.Keywords)
		for _, keyword := range t.Keywords {
			if other, taken := owner[keyword]; taken && other != t.ID {
				c.fault("topics: %q means %s and %s", keyword, other, t.ID)
			}
			owner[keyword] = t.ID
		}
	}
	return c.faults
}
