package dialog

import "medius/coach"

// What there is to do, in words: exercises, their doses, the amount of one set.

// exerciseName is the exercise's name.
func exerciseName(id string) Phrase { return phrase("exercise." + id + ".name") }

// dosePhrase is a dose in words: 3×10, 8 × 5 s.
func dosePhrase(d coach.Dose) Phrase {
	switch d.Kind {
	case coach.DoseHold, coach.DoseBalance:
		return phrase("dose.holds", "count", d.Count, "seconds", d.Seconds)
	case coach.DosePlank:
		return phrase("dose.planks", "sets", d.Sets, "seconds", d.Seconds)
	case coach.DoseSideSteps:
		return phrase("dose.steps", "sets", d.Sets, "count", d.Count)
	}
	return phrase("dose.reps", "sets", d.Sets, "count", d.Count)
}

// amountPhrase is how much of a set there is to do.
func amountPhrase(set *coach.Set) Phrase {
	if set.Timed() {
		return phrase("amount.holds", "n", set.Count, "seconds", set.Seconds)
	}
	return phrase("amount.reps", "n", set.Count)
}

// lesser are the tasks as they are done with "less today".
func lesser(tasks []coach.Task) []coach.Task {
	var out []coach.Task
	for _, task := range tasks {
		task.Step = coach.DoLess(task.Step)
		out = append(out, task)
	}
	return out
}

// tasksPhrase lists the exercises of a day with their doses and sides.
func tasksPhrase(tasks []coach.Task) Phrase {
	var items []Phrase
	for _, task := range tasks {
		side := phrase("side.both_short")
		if len(task.Sides) == 1 {
			side = sideName(task.Sides[0])
		}
		items = append(items, phrase("plan.task", "exercise", exerciseName(task.Exercise), "dose", dosePhrase(task.Dose()), "side", side))
	}
	return list(items)
}
