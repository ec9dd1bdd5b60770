package words_test

import (
	"strings"
	"testing"
)

// A typed answer finds the button it means, and no button when it could mean two.
func TestChoose(t *testing.T) {
	sides := []string{"Left", "Right", "Both"}
	set := []string{"✅ Done", "Do fewer", "Skip", "Stop, it hurts"}
	numbers := []string{"0", "1", "2", "10"}
	lengths := []string{"10 minutes", "15 minutes", "1 hour"}
	for _, c := range []struct {
		text   string
		labels []string
		want   int // -1: none
	}{
		{"left", sides, 0},
		{" RIGHT! ", sides, 1},
		{"both please", sides, 2},
		{"le", sides, 0},
		{"bot", sides, 2},
		{"l", sides, -1},
		{"2", sides, -1},
		{"two", sides, -1},
		{"the second", []string{"Yes", "No"}, -1},
		{"the second", []string{"Yes", "No", "Back"}, -1},
		{"the second one", sides, 1},
		{"number 3", sides, 2},
		{"the last", sides, 2},
		{"the left one", sides, -1}, // neither the first, nor "left" for sure: who asks for a side reads more
		{"the left one", []string{"Yes", "No"}, -1},
		{"only one", sides, -1},
		{"4", sides, -1},
		{"0", sides, -1},
		{"-1", sides, -1},
		{"rihgt", sides, 1},
		{"rigt", sides, -1}, // four letters: too short to guess
		{"leftt", sides, -1},
		{"", sides, -1},
		{"👍", sides, -1},
		{"left or right", sides, -1},

		{"done", set, 0},
		{"✅", set, -1},
		{"do", set, -1}, // done, or do fewer
		{"do fewer", set, 1},
		{"do fewre", set, 1},
		{"stop", set, 3},
		{"st", set, 3},
		{"sk", set, 2},
		{"Stop it hurts", set, 3},
		{"stop it hurst", set, 3},

		{"1", numbers, 1},
		{"10", numbers, 3},
		{"3", numbers, -1}, // not the third
		{"２", numbers, 2},

		{"10", lengths, 0},
		{"1", lengths, 2}, // the whole word 1, not the beginning of 10 and 15
		{"10 min", lengths, 0},
		{"15", lengths, 1},
		{"12 minutes", lengths, -1},
		{"45 minutes", lengths, -1}, // one slip from 15, yet never the same
		{"15 minuets", lengths, 1},
		{"5", lengths, -1},

		{"no", []string{"Now", "Later"}, -1}, // the opposite
		{"no", []string{"No, thanks", "Now"}, 0},
		{"not", []string{"Not today", "Yes"}, 0},
		{"i cant walk", []string{"I can walk", "Later"}, -1},
		{"I can't", []string{"I can", "I can't"}, 1},
		{"same", []string{"Same", "same"}, -1},
		{"ok", []string{"OK", "Cancel"}, 0},
		{"anything", nil, -1},
		{"x", []string{"", "…"}, -1},
	} {
		got, ok := lexicon(t).Choose(c.text, c.labels)
		if ok != (c.want >= 0) || ok && got != c.want {
			t.Errorf("Choose(%q, %q) is %d %v, want %d", c.text, c.labels, got, ok, c.want)
		}
	}
}

// Whatever the labels, each label typed out chooses itself.
func TestEveryLabelChoosesItself(t *testing.T) {
	l := lexicon(t)
	labels := []string{"0", "1", "10", "I have read this", "No", "Not now", "Nothing", "Yes", "Yes, a bit", "Left", "Left and right"}
	for i, label := range labels {
		for _, text := range []string{label, strings.ToUpper(label), " " + label + "."} {
			if got, ok := l.Choose(text, labels); !ok || got != i {
				t.Errorf("%q chooses %d %v, want %d", text, got, ok, i)
			}
		}
	}
}

// A command is a text that is the command and nothing more.
func TestCommand(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"plan", "plan"}, {"/plan", "plan"}, {"Plan please", "plan"}, {"what's my plan?", "plan"}, {"help!", "help"},
		{"pause", "pause"}, {"undo", "undo"}, {"I pressed the wrong button", "undo"}, {"back", "back"}, {"go back", "back"},
		{"stop", "stop"}, {"STOP!!!", "stop"}, {"skip", "skip"}, {"skip this one", "skip"}, {"done", "done"}, {"Done 💪", "done"}, {"✅", "done"}, {"💪🏻", "done"}, {"not well", "wrong"},
		{"fewer", "fewer"}, {"it hurts", "hurts"}, {"ouch", "hurts"}, {"stop, it hurts", "hurts"},
		{"something is wrong", "wrong"}, {"Something's wrong", "wrong"}, {"somthing is wrong", "wrong"},
		{"something is worng", "wrong"}, {"smth wrong", "wrong"}, {"why?", "why"}, {"settngs", "settings"},
		{"hi, help please", "help"},
		{"my hip hurts", "hurts"}, {"my hip really hurts today", "hurts"}, {"It really hurts!", "hurts"}, {"my hip hurts so much again", "hurts"},
		{"the hip still hurts a lot", "hurts"}, {"my hip does not hurt today", ""}, {"my hip hurts less today", ""}, {"it no longer hurts", ""},
		{"I tapped the wrong button", "undo"}, {"wrong button", "undo"}, {"tapped by mistake", "undo"},
		{"", ""}, {"ok", ""}, {"please", ""}, {"stopp", ""}, {"don't stop", ""}, {"stop the bus", ""}, {"planned", ""}, {"3", ""},
		{"nothing is wrong", ""}, {"I did my plan", ""}, {"👍", ""}, {"fever", ""},
	} {
		name, ok := lexicon(t).Command(c.text)
		if name != c.want && ok || ok != (c.want != "") {
			t.Errorf("Command(%q) is %q %v, want %q", c.text, name, ok, c.want)
		}
	}
}

// Every phrase of every command means that command, whatever the order in which they are looked at.
func TestEveryPhraseIsItsCommand(t *testing.T) {
	l := lexicon(t)
	for name, says := range l.Commands {
		for _, say := range says {
			got, ok := l.Command(say)
			if !ok || got != name {
				t.Errorf("Command(%q) is %q %v, want %q", say, got, ok, name)
			}
		}
	}
}
