package dialog

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"medius/coach"
)

// The single questions of the questionnaires, apart from the member's own activities and the stand on one leg.

func wordSevenDays(*turn, string) Message {
	return Message{Phrase: phrase("outcome.pain"), Buttons: keypad()}
}

func answerSevenDays(t *turn, v string) {
	if t.beside(v) {
		return
	}
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	t.noted(coach.Survey{Pain: &n})
	t.note("outcome", "what", "pain", "score", n)
	t.passedWith(n)
}

// passedWith goes on after a pain score; any score of 8 or more leads to the acute questions first.
func (t *turn) passedWith(pain int) {
	if pain < 8 {
		t.passed()
		return
	}
	asking := &t.m.Place.Asking
	asking.Past = append(slices.Clip(asking.Past), asking.Left[0])
	asking.Left = asking.Left[1:]
	t.m.Place.Scene = t.nextScene() // the questions go on there
	t.screen(coach.AcuteScreening(), "")
}

func wordSituation(_ *turn, about string) Message {
	return Message{Phrase: phrase("outcome.situation." + about), Buttons: keypad()}
}

func answerSituation(t *turn, v string) {
	if t.beside(v) {
		return
	}
	n, ok := t.upTo(10, v)
	if !ok {
		return
	}
	_, about := t.question()
	t.noted(coach.Survey{Situations: map[coach.Situation]int{coach.Situation(about): n}})
	t.note("outcome", "what", about, "score", n)
	t.passed()
}

// wordChange asks about the change as a whole on its eleven points.
func wordChange(*turn, string) Message {
	var points []Button
	for n := -5; n <= 5; n++ {
		points = append(points, button("number", strconv.Itoa(n), "value", signed(n)))
	}
	rows := [][]Button{points[:5], points[5:6], points[6:]}
	return Message{Phrase: phrase("outcome.change"), Buttons: rows}
}

func answerChange(t *turn, v string) {
	if t.beside(v) {
		return
	}
	n, err := strconv.Atoi(v)
	if err != nil || n < -5 || n > 5 {
		t.again("")
		return
	}
	t.noted(coach.Survey{Change: &n})
	t.note("outcome", "what", "change", "score", n)
	t.passed()
}

// signed writes a change with its sign, so that it reads as one.
func signed(n int) string {
	return strings.NewReplacer("+0", "0", "-", "−").Replace(fmt.Sprintf("%+d", n))
}

// readScale reads a number from 0 to 10 that is no pain score: "no pain" is none.
func readScale(t *turn, text string) (string, bool) {
	n, ok := t.lex.Number(text)
	if ok && n > 10 {
		t.again("outcome.scale")
		return "", true
	}
	return strconv.Itoa(n), ok && n >= 0
}

// readChange reads a number from -5 to 5, with any sign.
func readChange(t *turn, text string) (string, bool) {
	n, err := strconv.Atoi(strings.NewReplacer("−", "-", "–", "-", "minus", "-", "plus", "+", " ", "").Replace(strings.ToLower(text)))
	if err == nil && (n < -5 || n > 5) {
		t.again("outcome.change_scale")
		return "", true
	}
	return strconv.Itoa(n), err == nil
}
