package main

import (
	"cmp"
	"runtime"
	"runtime/debug"

	"medius/coach"
)

type versionCmd struct{}

// release is the version, set by the linker: -ldflags "-X main.release=v1.2.3".
var release string

// edition is what the program knows about itself.
type edition struct{ version, commit string }

func thisBuild() edition {
	b := edition{version: release}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return edition{cmp.Or(b.version, "unknown"), "unknown"}
	}
	b.version = cmp.Or(b.version, info.Main.Version, "(devel)")
	dirty := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.commit = s.Value
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = ", changed"
		}
	}
	b.commit = cmp.Or(b.commit, "unknown") + dirty
	return b
}

// Run prints who this is.
func (*versionCmd) Run(w world) error {
	b := thisBuild()
	w.say("medius %s", b.version)
	w.say("commit %s", b.commit)
	w.say("%s %s/%s", runtime.Version(), runtime.GOOS, runtime.GOARCH)
	w.say("rules %s", coach.RulesVersion)
	return nil
}
