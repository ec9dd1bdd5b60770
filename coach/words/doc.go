// Package words understands what members type: scores, times, days, sides, numbers, commands, and the warning words
// that come before any other meaning. It is pure and knows no language: the words stand in a Lexicon, one per language,
// loaded from content/texts/words.<language>.yaml.
//
// Two habits run through every parser. A text is understood only when every word in it is accounted for, either by the
// answer itself or by a list of words that change nothing ("about", "today", "it is a"): asking once more costs a
// moment, acting on a misread score costs a sore week. The warning words (Flags) are the opposite: they fire on the
// slightest sign, because a question too many is harmless.
package words
