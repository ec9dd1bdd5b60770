package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/alecthomas/kong"
)

// cli is what can be typed after medius: one field and one file for each verb.
type cli struct {
	Config string `help:"Configuration file. Without it config.yaml is read if it is there; no file is needed." env:"MEDIUS_CONFIG" placeholder:"FILE" short:"c"`

	Run        runCmd           `cmd:"" help:"Coach on Telegram."`
	Demo       demoCmd          `cmd:"" help:"Coach in your browser: no token, no network."`
	Check      checkCmd         `cmd:"" help:"Check the configuration and show what it says."`
	Doctor     doctorCmd        `cmd:"" help:"Look at everything medius needs, and say what to do."`
	Settings   configurationCmd `cmd:"" name:"config" help:"Print the configuration in force, or the reference of all keys."`
	Plan       planCmd          `cmd:"" help:"Decide what states and answers lead to: JSON lines in, JSON lines out."`
	Export     exportCmd        `cmd:"" help:"Write everything about a member, or about everybody, into files."`
	Import     importCmd        `cmd:"" help:"Take a member in from the files of an export."`
	Backup     backupCmd        `cmd:"" help:"Write a complete copy of the database, also while medius is running."`
	Restore    restoreCmd       `cmd:"" help:"Put a backup in the place of the database."`
	Move       moveCmd          `cmd:"" help:"Move the database between a file and a Postgres server."`
	Forget     forgetCmd        `cmd:"" help:"Erase everything about a member."`
	Broadcast  broadcastCmd     `cmd:"" help:"Write to everybody: look at it first, then let it leave slowly."`
	Next       nextCmd          `cmd:"" help:"Print when the next reminders would come."`
	Figures    figuresCmd       `cmd:"" help:"Write the pictures of all exercises into a folder, as GIF and PNG."`
	Loadtest   loadtestCmd      `cmd:"" help:"Measure this machine: members who write, and reminders that are due at once."`
	Completion completionCmd    `cmd:"" help:"Print the completions for a shell."`
	Man        manCmd           `cmd:"" help:"Print the man page."`
	Health     healthCmd        `cmd:"" name:"healthcheck" help:"Ask a running medius whether it can do its work."`
	Version    versionCmd       `cmd:"" help:"Print the version."`
}

// world is what a verb may use of the machine. Times come from Now only.
type world struct {
	In       io.Reader
	Out, Err io.Writer
	Now      func() time.Time
	Env      func(name string) (string, bool)
	Environ  func() []string
}

// run is the whole program but for the exit.
func run(ctx context.Context, args []string, in io.Reader, out, errs io.Writer) (status int) {
	return world{In: in, Out: out, Err: errs, Now: time.Now, Env: os.LookupEnv, Environ: os.Environ}.perform(ctx, args)
}

// perform obeys and gives the exit status. A token that was written in the wrong place, as a flag or into the endpoint, is
// not repeated.
func (w world) perform(ctx context.Context, args []string) int {
	said := &heard{Writer: w.Out}
	w.Out, w.Err = mask{said}, mask{w.Err}
	err := w.obey(ctx, args)
	if err == nil && said.err != nil {
		err = fail("is the disk full that it is written to?", "what was to be said could not be written: %w", said.err)
	}
	return complain(w.Err, err)
}

// heard remembers that something could not be written: a file that is cut off must not pass for a whole one.
type heard struct {
	io.Writer
	err error
}

func (h *heard) Write(p []byte) (int, error) {
	n, err := h.Writer.Write(p)
	if h.err == nil {
		h.err = err
	}
	return n, err
}

// grammar is what can be typed, made of the fields of cli. The help, the completions and the man page are made of it too.
func (w world) grammar(c *cli, more ...kong.Option) (*kong.Kong, error) {
	return kong.New(c, append([]kong.Option{
		kong.Name("medius"),
		kong.Description("A self-hosted Telegram coach for people with gluteal tendinopathy."),
		kong.Writers(w.Out, w.Err),
	}, more...)...)
}

func (w world) obey(ctx context.Context, args []string) error {
	var c cli
	ended := false // help was asked for and given
	parser, err := w.grammar(&c, kong.Exit(func(int) { ended = true }))
	if err != nil {
		return err
	}
	if len(args) == 1 { // what one tries with any program
		switch args[0] {
		case "--version":
			args = []string{"version"}
		case "help":
			args = []string{"--help"}
		}
	}
	verb, err := parser.Parse(args)
	if ended {
		return nil
	}
	if err != nil {
		return refuse("medius "+verbOf(parser.Model.Node, args)+"--help lists what can be said", "%w", err)
	}
	verb.BindTo(ctx, (*context.Context)(nil))
	return verb.Run(w, &c)
}

// verbOf is the verb that was meant, with a blank behind it; "" when none was.
func verbOf(known *kong.Node, args []string) string {
	for _, verb := range known.Children {
		if len(args) > 0 && args[0] == verb.Name {
			return verb.Name + " "
		}
	}
	return ""
}

// say prints a line for whoever ran the verb.
func (w world) say(format string, args ...any) { fmt.Fprintf(w.Out, format+"\n", args...) }
