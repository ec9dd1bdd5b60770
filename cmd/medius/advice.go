package main

import (
	"medius/coach/dialog"
	"medius/content"
)

// advice hands the conversation what the library has to tell beside the exercises.
func advice(library *content.Library) dialog.Advice {
	var a dialog.Advice
	for _, tip := range library.Tips() {
		a.Tips = append(a.Tips, dialog.Tip(tip))
	}
	for _, answer := range library.Answers() {
		a.Answers = append(a.Answers, dialog.Answer(answer))
	}
	for _, source := range library.Sources() {
		a.Sources = append(a.Sources, dialog.Source(source))
	}
	return a
}
