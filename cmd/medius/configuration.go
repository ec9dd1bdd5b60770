package main

import (
	"fmt"
	"io"
	"regexp"
	"strconv"
	"strings"

	"medius/storage"
)

// configurationCmd is what the owner can ask about the configuration beside checking it.
type configurationCmd struct {
	Dump      dumpCmd      `cmd:"" help:"Print the configuration in force as YAML, with where each value comes from. Secrets are left out."`
	Reference referenceCmd `cmd:"" help:"Print the reference of all keys, as it stands in docs/configuration.md."`
}

type dumpCmd struct {
	File string `arg:"" optional:"" help:"The file to read, in place of --config."`
}

// Help is shown by medius config dump --help.
func (*dumpCmd) Help() string {
	return `What it prints is a configuration file again: medius reads it, and finds the same settings in it but for the token
and the password in the address of a database, which are never shown.`
}

// Run prints what is in force.
func (c *dumpCmd) Run(w world, all *cli) error {
	s, err := w.argued(c.File, all)
	if err != nil {
		return err
	}
	w.say("# The configuration of medius %s that is in force, and where each value comes from.", thisBuild().version)
	w.say("# The database is %s.", storage.Veil(s.database(w.Env)))
	if passwordIn(s.Storage.DSN) != "" && s.Storage.DSNFile == "" {
		w.say("# Its password is left out: put it back into storage.dsn, or name a file with the whole address in storage.dsn_file.")
	}
	group := ""
	for _, k := range keys {
		outer, name, grouped := strings.Cut(k.path, ".")
		if !grouped {
			outer, name = "", k.path
		}
		if outer != group && outer != "" {
			w.say("%s:", outer)
		}
		group = outer
		w.say("%s", dumped(k, name, &s))
	}
	return nil
}

// dumped is the line of one setting. One that is secret, or has a secret in it, stands in a remark, so that nobody takes the
// word for the thing.
func dumped(k key, name string, s *settings) string {
	indent := ""
	if name != k.path {
		indent = "  "
	}
	value := k.show(&s.Config)
	if k.path == "storage.dsn" && s.Storage.DSNFile == "" {
		value = storage.Veil(value) // another database would be read without it
	}
	if shown := discreet(value); value == hidden || shown != value {
		return fmt.Sprintf("%s# %s: %s  # %s", indent, name, shown, s.origin[k.path])
	}
	return fmt.Sprintf("%s%s: %s  # %s", indent, name, quoted(value), s.origin[k.path])
}

// plainWord needs no quotes in YAML.
var plainWord = regexp.MustCompile(`^([a-z]{2,}|[0-9]+|[0-9]+\.[0-9]+)$`)

func quoted(value string) string {
	if plainWord.MatchString(value) && value != "null" {
		return value
	}
	return strconv.Quote(value) // every escape of Go's is one of YAML's too
}

type referenceCmd struct{}

// Run prints the reference.
func (*referenceCmd) Run(w world) error { return reference(w.Out) }

// reference writes docs/configuration.md: the table of all settings, as they stand in the code.
func reference(to io.Writer) error {
	usual := defaults()
	var out strings.Builder
	out.WriteString(`# Configuration

Every setting there is. This page is made from the program: ` + "`medius config reference`" + ` prints it, and a test compares the two.

No file is needed. A setting is looked for in the environment, then in the file (` + "`config.yaml`" + ` in the folder medius starts from, or
the one named with ` + "`--config` or `MEDIUS_CONFIG`" + `); what is found nowhere has its default. A
variable that is empty counts as one that is not there: it does not put the file's value out of force. In the file a key stands below its group:
` + "`log.level`" + ` is ` + "`level:`" + ` below ` + "`log:`" + `, as in [config.example.yaml](../config.example.yaml). ` + "`medius check`" + ` says what is in force and
where it comes from, ` + "`medius config dump`" + ` prints it as a file.

The path of a file or a folder that is not whole (` + "`medius.db`, `secrets/token`" + `) begins in the folder medius starts in, wherever the setting
stands; ` + "`~`" + ` is refused. Better write it whole.

| key | environment | default | |
|---|---|---|---|
`)
	for _, k := range keys {
		value := k.show(&usual)
		if value != "" {
			value = "`" + value + "`"
		}
		fmt.Fprintf(&out, "| `%s` | `%s` | %s | %s |\n", k.path, k.env(), value, k.about)
	}
	_, err := io.WriteString(to, out.String())
	return err
}
