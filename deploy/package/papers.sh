#!/bin/sh
# The man page and the completions, made by the program itself: papers.sh FOLDER [PROGRAM]
set -eu
to=$1
program=${2:-}
mkdir -p "$to"
if [ -z "$program" ]; then
	make=$(mktemp -d)
	trap 'rm -rf "$make"' EXIT
	program=$make/medius
	go build -ldflags "-X main.release=${GORELEASER_CURRENT_TAG:-}" -o "$program" ./cmd/medius
fi
"$program" man >"$to/medius.1"
gzip -9nf "$to/medius.1"
"$program" completion bash >"$to/medius.bash"
"$program" completion zsh >"$to/_medius"
"$program" completion fish >"$to/medius.fish"
