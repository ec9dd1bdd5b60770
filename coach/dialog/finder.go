package dialog

import (
	"cmp"
	"slices"
	"strings"

	"medius/coach"
)

// Finding an exercise by a typed name, in the member's language or by its id.

// readExercise takes the name of an exercise.
func readExercise(t *turn, text string) (string, bool) {
	if ids := t.exercisesNamed(text); len(ids) == 1 {
		return ids[0], true
	}
	return "", false
}

// namesExercise opens the one exercise that was named, where no question is open.
func (t *turn) namesExercise(text string) bool {
	if t.m.Stage != coach.StageActive || t.m.Lock != nil {
		return false
	}
	ids := t.exercisesNamed(text)
	if len(ids) != 1 {
		return false
	}
	t.m.Place.Look = coach.Look{}
	t.turnTo(ids[0])
	return true
}

// find opens the exercise that is meant, or offers those that may be; false when nothing comes near.
func (t *turn) find(text string) bool {
	ids := t.exercisesNamed(text)
	if len(ids) == 1 {
		t.turnTo(ids[0])
		return true
	}
	if len(ids) == 0 {
		ids = t.exercisesNear(text)
	}
	if len(ids) == 0 {
		return false
	}
	t.m.Place.Look.Page, t.m.Place.Look.Found = pageFound, ids
	t.ask("library")
	return true
}

// names are what an exercise goes by: its name in the member's language, what stands before a colon in it, its id.
func (t *turn) names(id string) []string {
	name := t.Say(t.m.Language, exerciseName(id))
	short, _, _ := strings.Cut(name, ":")
	return []string{t.lex.Normal(name), t.lex.Normal(short), t.lex.Normal(strings.ReplaceAll(id, "_", " "))}
}

// exercisesNamed lists the exercises a text names: whole, else by a beginning of four letters or more.
func (t *turn) exercisesNamed(text string) []string {
	typed := t.lex.Normal(strings.ReplaceAll(text, "_", " "))
	if typed == "" {
		return nil
	}
	if ids := t.called(func(name string) bool { return name == typed }); len(ids) > 0 || len([]rune(typed)) < 4 {
		return ids
	}
	return t.called(func(name string) bool { return strings.HasPrefix(name, typed) })
}

func (t *turn) called(fits func(name string) bool) []string {
	var ids []string
	for _, e := range coach.Exercises() {
		if t.visible(e.ID) && slices.ContainsFunc(t.names(e.ID), fits) {
			ids = append(ids, e.ID)
		}
	}
	return ids
}

// mostNear is how many exercises are offered for a name that is not known.
const mostNear = 4

// longestName is how long a text may be, in letters, to be taken for the name of an exercise.
const longestName = 60

// exercisesNear lists the exercises whose name comes nearest: those that have a word of it, else those a few letters away.
func (t *turn) exercisesNear(text string) []string {
	typed := t.lex.Normal(strings.ReplaceAll(text, "_", " "))
	if len([]rune(typed)) > longestName {
		return nil
	}
	type near struct {
		id   string
		away int
	}
	var found []near
	for _, e := range coach.Exercises() {
		if !t.visible(e.ID) {
			continue
		}
		best := near{id: e.ID, away: len([]rune(typed))}
		for _, name := range t.names(e.ID) {
			best.away = min(best.away, farness(typed, name))
		}
		if best.away <= len([]rune(typed))/3 {
			found = append(found, best)
		}
	}
	slices.SortStableFunc(found, func(a, b near) int { return cmp.Compare(a.away, b.away) })
	var ids []string
	for _, n := range found[:min(mostNear, len(found))] {
		ids = append(ids, n.id)
	}
	return ids
}

// farness is how many letters a typed name is away from a name, or from the words of it that come nearest.
func farness(typed, name string) int {
	best := letters(typed, name)
	words, n := strings.Fields(name), len(strings.Fields(typed))
	for i := 0; i+n <= len(words); i++ {
		best = min(best, letters(typed, strings.Join(words[i:i+n], " ")))
	}
	return best
}

// letters counts how many letters must be put in, left out, changed or swapped with their neighbour to make one text of
// the other (optimal string alignment).
func letters(a, b string) int {
	from, to := []rune(a), []rune(b)
	table := make([][]int, len(from)+1)
	for i := range table {
		table[i] = make([]int, len(to)+1)
		table[i][0] = i
	}
	for j := range table[0] {
		table[0][j] = j
	}
	for i, r := range from {
		for j, s := range to {
			change := table[i][j]
			if r != s {
				change++
			}
			if i > 0 && j > 0 && r == to[j-1] && from[i-1] == s {
				change = min(change, table[i-1][j-1]+1)
			}
			table[i+1][j+1] = min(change, table[i][j+1]+1, table[i+1][j]+1)
		}
	}
	return table[len(from)][len(to)]
}
