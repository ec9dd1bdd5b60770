package main

import (
	"fmt"
	"strings"
)

// meant ends a complaint about a word with the word that was probably meant, if one is near enough.
func meant(word string, known []string) string { return meantWith("", word, known) }

// meantWith does so for words that all begin alike. The beginning does not count: it would make any two of them near.
func meantWith(beginning, word string, known []string) string {
	best, least := "", 1+min(max(1, len(word)/3), farthest)
	for _, k := range known {
		if d := apart(word, k); d < least {
			best, least = k, d
		}
	}
	if best == "" {
		return ""
	}
	return fmt.Sprintf("; did you mean %q?", beginning+best)
}

// farthest is how many letters may be wrong in a long word.
const farthest = 3

// sentence ends a line that does not end yet.
func sentence(line string) string {
	if strings.HasSuffix(line, "?") {
		return line
	}
	return line + "."
}

// apart counts the letters to add, drop or change on the way from one word to another (Levenshtein).
func apart(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		before := row[0]
		row[0] = i + 1
		for j := range len(b) {
			change := before
			if a[i] != b[j] {
				change++
			}
			before = row[j+1]
			row[j+1] = min(change, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}
