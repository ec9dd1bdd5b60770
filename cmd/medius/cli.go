package main

import (
	"cmp"
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

	Run     runCmd     `cmd:"" help:"Coach on Telegram."`
	Demo    demoCmd    `cmd:"" help:"Coach in your browser: no token, no network."`
	Check   checkCmd   `cmd:"" help:"Check the configuration and show what it says."`
	Plan    planCmd    `cmd:"" help:"Decide what states and answers lead to: JSON lines in, JSON lines out."`
	Export  exportCmd  `cmd:"" help:"Write everything about a member, or about everybody, into files."`
	Import  importCmd  `cmd:"" help:"Take a member in from the files of an export."`
	Forget  forgetCmd  `cmd:"" help:"Erase everything about a member."`
	Next    nextCmd    `cmd:"" help:"Print when the next reminders would come."`
	Figures figuresCmd `cmd:"" help:"Write the pictures of all exercises into a folder, as GIF and PNG."`
	Version versionCmd `cmd:"" help:"Print the version."`
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
	w := world{In: in, Out: out, Err: errs, Now: time.Now, Env: os.LookupEnv, Environ: os.Environ}
	return complain(errs, w.obey(ctx, args))
}

func (w world) obey(ctx context.Context, args []string) error {
	var c cli
	ended := false // help was asked for and given
	parser, err := kong.New(&c,
		kong.Name("medius"),
		kong.Description("A self-hosted Telegram coach for people with gluteal tendinopathy."),
		kong.Writers(w.Out, w.Err),
		kong.Exit(func(int) { ended = true }),
	)
	if err != nil {
		return err
	}
	verb, err := parser.Parse(args)
	if ended {
		return nil
	}
	if err != nil {
		hint := "medius " + cmp.Or(verbOf(args), "--help") + " --help lists what can be said"
		if verbOf(args) == "" {
			hint = "medius --help lists what can be said"
		}
		return refuse(hint, "%w", err)
	}
	verb.BindTo(ctx, (*context.Context)(nil))
	return verb.Run(w, &c)
}

// verbOf is the verb that was meant, "" when none was.
func verbOf(args []string) string {
	for _, known := range []string{"run", "demo", "check", "plan", "export", "import", "forget", "next", "figures", "version"} {
		if len(args) > 0 && args[0] == known {
			return known
		}
	}
	return ""
}

// say prints a line for whoever ran the verb.
func (w world) say(format string, args ...any) { fmt.Fprintf(w.Out, format+"\n", args...) }
