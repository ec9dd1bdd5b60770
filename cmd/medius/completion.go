package main

import (
	"fmt"
	"io"
	"strings"

	"github.com/alecthomas/kong"
)

type completionCmd struct {
	Shell string `arg:"" help:"bash, zsh or fish." enum:"bash,zsh,fish"`
}

// Help is shown by medius completion --help.
func (*completionCmd) Help() string {
	return `Put what it prints where your shell looks for it:

  bash   medius completion bash > ~/.local/share/bash-completion/completions/medius
  zsh    medius completion zsh > a folder of $fpath, in a file named _medius
  fish   medius completion fish > ~/.config/fish/completions/medius.fish`
}

// Run prints a script that completes verbs, flags and their values.
func (c *completionCmd) Run(w world) error {
	parser, err := w.grammar(&cli{})
	if err != nil {
		return err
	}
	places := placesIn(parser.Model.Node)
	script := map[string]func([]place) string{"bash": forBash, "zsh": forZsh, "fish": forFish}[c.Shell]
	_, err = io.WriteString(w.Out, script(places))
	return err
}

// place is where somebody stands who types: behind a verb, or behind none.
type place struct {
	path  string // " config dump": each word with a blank before it
	verbs []choice
	flags []choice
	files bool // names of files may follow
}

// choice is a word that can be typed, and what it means.
type choice struct {
	word, help string
	short      string   // of a flag, with its dash; "" for none
	takes      bool     // a flag wants a value
	values     []string // it can have, nil: any
}

// placesIn walks through the grammar.
func placesIn(root *kong.Node) []place {
	var all []place
	var walk func(node *kong.Node, path string)
	walk = func(node *kong.Node, path string) {
		at := place{path: path}
		for _, child := range node.Children {
			at.verbs = append(at.verbs, choice{word: child.Name, help: child.Help})
		}
		for _, group := range node.AllFlags(true) {
			for _, flag := range group {
				at.flags = append(at.flags, choiceOf(flag))
			}
		}
		for _, arg := range node.Positional {
			at.files = at.files || len(listed(arg.Enum)) == 0
			for _, value := range listed(arg.Enum) {
				at.verbs = append(at.verbs, choice{word: value})
			}
		}
		all = append(all, at)
		for _, child := range node.Children {
			walk(child, path+" "+child.Name)
		}
	}
	walk(root, "")
	return all
}

func choiceOf(flag *kong.Flag) choice {
	c := choice{word: "--" + flag.Name, help: flag.Help, takes: !flag.IsBool(), values: listed(flag.Enum)}
	if flag.Short != 0 {
		c.short = "-" + string(flag.Short)
	}
	return c
}

func listed(enum string) []string {
	return strings.FieldsFunc(enum, func(r rune) bool { return r == ',' || r == ' ' })
}

// single quotes a text for a shell.
func single(text string) string { return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'" }

// paths lists all places but the first as patterns of a case.
func paths(places []place, between string) string {
	var all []string
	for _, at := range places[1:] {
		all = append(all, `"`+at.path+`"`)
	}
	return strings.Join(all, between)
}

// valued lists the flags that want a value as patterns of a case: those whose values are known one by one, all others of a
// place together.
func valued(places []place) []choice {
	var all []choice
	for _, at := range places {
		var others []string
		for _, flag := range at.flags {
			pattern := fmt.Sprintf(`"%s %s"`, at.path, flag.word)
			if flag.short != "" {
				pattern += fmt.Sprintf(`|"%s %s"`, at.path, flag.short)
			}
			switch {
			case len(flag.values) > 0:
				all = append(all, choice{word: pattern, values: flag.values})
			case flag.takes:
				others = append(others, pattern)
			}
		}
		all = append(all, choice{word: strings.Join(others, "|")})
	}
	return all
}

func typed(choices []choice) string {
	var all []string
	for _, c := range choices {
		all = append(all, c.word)
		if c.short != "" {
			all = append(all, c.short)
		}
	}
	return strings.Join(all, " ")
}

func forBash(places []place) string {
	var out strings.Builder
	fmt.Fprintf(&out, `# Completions of medius for bash, made by "medius completion bash".
_medius() {
	local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} at="" word
	for word in "${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
		case "$at $word" in %s) at="$at $word" ;; esac
	done
	COMPREPLY=()
	case "$at $prev" in
`, paths(places, "|"))
	for _, f := range valued(places) {
		if len(f.values) > 0 {
			fmt.Fprintf(&out, "\t%s) COMPREPLY=($(compgen -W '%s' -- \"$cur\")); return ;;\n", f.word, strings.Join(f.values, " "))
			continue
		}
		fmt.Fprintf(&out, "\t%s) return ;;\n", f.word)
	}
	out.WriteString("\tesac\n\tlocal words=\"\"\n\tcase \"$at\" in\n")
	for _, at := range places {
		fmt.Fprintf(&out, "\t\"%s\") words=%s ;;\n", at.path, single(strings.TrimSpace(typed(at.verbs)+" "+typed(at.flags))))
	}
	out.WriteString("\tesac\n\tCOMPREPLY=($(compgen -W \"$words\" -- \"$cur\"))\n}\ncomplete -o default -F _medius medius\n")
	return out.String()
}

func forZsh(places []place) string {
	var out strings.Builder
	fmt.Fprintf(&out, `#compdef medius
# Completions of medius for zsh, made by "medius completion zsh".
_medius() {
	local at="" word
	for word in "${(@)words[2,CURRENT-1]}"; do
		case "$at $word" in (%s) at="$at $word" ;; esac
	done
	case "$at ${words[CURRENT-1]}" in
`, paths(places, "|"))
	for _, f := range valued(places) {
		if len(f.values) > 0 {
			fmt.Fprintf(&out, "\t(%s) compadd -- %s; return ;;\n", f.word, strings.Join(f.values, " "))
			continue
		}
		fmt.Fprintf(&out, "\t(%s) _files; return ;;\n", f.word)
	}
	out.WriteString("\tesac\n\tlocal -a choices\n\tcase \"$at\" in\n")
	for _, at := range places {
		fmt.Fprintf(&out, "\t(\"%s\") choices=(", at.path)
		for _, c := range append(at.verbs, at.flags...) {
			fmt.Fprintf(&out, " %s", single(c.word+":"+c.help))
			if c.short != "" {
				fmt.Fprintf(&out, " %s", single(c.short+":"+c.help))
			}
		}
		out.WriteString(" ) ;;\n")
	}
	out.WriteString("\tesac\n\t_describe medius choices\n\t_files\n}\ncompdef _medius medius\n")
	return out.String()
}

func forFish(places []place) string {
	var out strings.Builder
	fmt.Fprintf(&out, `# Completions of medius for fish, made by "medius completion fish".
function __medius_at
	set -l at ""
	for word in (commandline -opc)[2..-1]
		switch "$at $word"
			case %s
				set at "$at $word"
		end
	end
	test "$at" = "$argv[1]"
end
`, paths(places, " "))
	for _, at := range places {
		here := fmt.Sprintf(`complete -c medius -n '__medius_at "%s"'`, at.path)
		if !at.files {
			fmt.Fprintf(&out, "%s -f\n", here)
		}
		for _, c := range at.verbs {
			fmt.Fprintf(&out, "%s -a %s -d %s\n", here, c.word, single(c.help))
		}
		for _, flag := range at.flags {
			more := ""
			switch {
			case len(flag.values) > 0:
				more = " -x -a " + single(strings.Join(flag.values, " "))
			case flag.takes:
				more = " -r -F"
			}
			if flag.short != "" {
				more = " -s " + strings.TrimPrefix(flag.short, "-") + more
			}
			fmt.Fprintf(&out, "%s -l %s -d %s%s\n", here, strings.TrimPrefix(flag.word, "--"), single(flag.help), more)
		}
	}
	return out.String()
}
