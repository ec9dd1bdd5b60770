package main

import (
	"fmt"
	"io"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"
)

type manCmd struct{}

// Help is shown by medius man --help.
func (*manCmd) Help() string {
	return `  medius man > ~/.local/share/man/man1/medius.1
  medius man | man -l -`
}

// Run prints the man page: the same grammar as the help, and the same table of settings as the reference.
func (*manCmd) Run(w world) error {
	parser, err := w.grammar(&cli{})
	if err != nil {
		return err
	}
	_, err = io.WriteString(w.Out, manual(parser.Model))
	return err
}

// page is a text in the language of man pages.
type page struct{ strings.Builder }

func (p *page) line(format string, args ...any) { fmt.Fprintf(p, format+"\n", args...) }

// roff makes a text of a word that means something to roff.
func roff(text string) string {
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\\':
			out.WriteString(`\(rs`)
		case r == '-':
			out.WriteString(`\-`)
		case r == '`':
		case r > 126:
			fmt.Fprintf(&out, `\[u%04X]`, r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// text writes a paragraph that is filled, or as it stands where it is laid out by hand.
func (p *page) text(text string) {
	for block := range strings.SplitSeq(text, "\n\n") {
		asItIs := strings.Contains("\n"+block, "\n  ")
		if asItIs {
			p.line(".nf")
		}
		for line := range strings.SplitSeq(block, "\n") {
			p.line(`\&%s`, roff(line)) // \& keeps a point at the beginning from being a command
		}
		if asItIs {
			p.line(".fi")
		}
		p.line(".sp")
	}
}

func (p *page) item(term, text string) {
	p.line(".TP\n%s", term)
	p.line(`\&%s`, roff(text))
}

// linked is a link of the reference, to another paper.
var linked = regexp.MustCompile(`\[([^]]+)\]\([^)]+\)`)

func manual(app *kong.Application) string {
	p := &page{}
	p.line(`.TH MEDIUS 1 "" "medius %s"`, roff(thisBuild().version))
	p.line(".SH NAME\nmedius \\- %s", roff(strings.TrimSuffix(app.Help, ".")))
	p.line(".SH SYNOPSIS\n.B medius\n[\\-\\-config FILE] COMMAND ...")
	p.line(".SH OPTIONS")
	p.flags(app.Flags)
	p.line(".SH COMMANDS")
	for _, verb := range app.Leaves(true) {
		p.verb(verb)
	}
	p.line(".SH EXIT STATUS")
	p.item("0", "stopped as asked")
	p.item("1", "something went wrong on the way: database in use, disk full, port taken; medius may be started again")
	p.item("2", "something has to be put right first: a wrong token, a misspelt key, a damaged database, one that cannot be written to; "+
		"starting again would not help")
	p.line(".PP")
	p.text("medius doctor ends with 1 where something deserves a look and with 2 where something is wrong.")
	p.line(".SH ENVIRONMENT")
	p.text("The environment wins over the file.")
	p.item(".B MEDIUS_CONFIG", "the configuration file, as with --config")
	usual := defaults()
	for _, k := range keys {
		about := fmt.Sprintf("%s: %s", k.path, linked.ReplaceAllString(k.about, "docs/$1"))
		if value := k.show(&usual); value != "" {
			about += " [" + value + "]"
		}
		p.item(fmt.Sprintf(".B %s", k.env()), about)
	}
	p.line(".SH FILES")
	p.item(".I config.yaml", "in the folder medius starts from: read when no other file is named")
	p.item(".I medius.db", "the database, in the data folder unless storage.dsn says otherwise: medius check shows where")
	return p.String()
}

func (p *page) verb(verb *kong.Node) {
	p.line(".SS medius %s", roff(strings.TrimPrefix(verb.Path(), "medius ")))
	p.text(strings.TrimSuffix(verb.Help, ".") + ".")
	if verb.Detail != "" {
		p.text(verb.Detail)
	}
	for _, arg := range verb.Positional {
		p.item(fmt.Sprintf(".I %s", roff(arg.Summary())), arg.Help)
	}
	p.flags(verb.Flags)
}

func (p *page) flags(flags []*kong.Flag) {
	for _, flag := range flags {
		term := "--" + flag.Name
		if flag.Short != 0 {
			term = "-" + string(flag.Short) + ", " + term
		}
		if !flag.IsBool() {
			term += "=" + flag.FormatPlaceHolder()
		}
		p.item(fmt.Sprintf(".B %s", roff(term)), flag.Help)
	}
}
