#!/bin/sh
# After a removal. What members entrusted to the coach is in /var/lib/medius; it stays until a deb is purged.
set -e
if [ -d /run/systemd/system ]; then
	systemctl daemon-reload || true
fi
case "$1" in
purge)
	rm -rf /var/lib/medius /etc/medius
	;;
remove | 0)
	echo "medius: members' data is still in /var/lib/medius and the token in /etc/medius"
	;;
esac
