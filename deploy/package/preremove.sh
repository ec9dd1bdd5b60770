#!/bin/sh
# Before a removal; deb says "remove", rpm the number of versions that are left. An upgrade stops nothing.
set -e
case "$1" in
remove | 0)
	if [ -d /run/systemd/system ]; then
		systemctl disable --now medius.service || true
	fi
	;;
esac
