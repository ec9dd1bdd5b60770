#!/bin/sh
# After an installation or an upgrade. Nothing is started by itself: there is no token yet.
set -e
if command -v systemd-sysusers >/dev/null 2>&1; then
	systemd-sysusers medius.conf
elif ! getent passwd medius >/dev/null; then
	useradd --system --home-dir /var/lib/medius --shell /usr/sbin/nologin --user-group medius
fi
# The token: for root to write and for medius to read.
if [ ! -e /etc/medius/token ]; then
	(umask 027 && : >/etc/medius/token)
fi
chown root:medius /etc/medius/token
chmod 0640 /etc/medius/token
if [ -d /run/systemd/system ]; then
	systemctl daemon-reload
	# An upgrade: what runs is what was installed. try-restart leaves alone what does not run.
	systemctl try-restart medius.service
fi
if [ ! -s /etc/medius/token ]; then
	echo "medius: write the token into /etc/medius/token, then: systemctl enable --now medius"
fi
