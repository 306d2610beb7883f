#!/bin/sh
# logrotate takes the quotes around a `mail` address for a part of it.
#
# Guessed: quotes are taken off as they are around the names of log files and folders in the same block, and a comment behind
#   the address ends it.
# Seen (logrotate 3.21.0): `mail "ops@example.com"` hands `"ops@example.com"`, quotes included, to the mail program, which is
#   a local user of that name, if anything; the exit code is 0. With `mail ops@example.com # the desk` the whole block is left
#   out with an error, since the comment is read as a part of the address, and the log is not rotated at all.
# Met: logrotate's files. An address in quotes is right in most formats and lost here.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
apt-get download -qq logrotate=3.21.0-1 libpopt0=1.19+dfsg-1 libacl1=2.3.1-3 libselinux1=3.4-1+b6 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
cat >mailer <<'SH'
#!/bin/sh
for given; do :; done
printf '%s\n' "$given" >>sent
cat >/dev/null
SH
chmod +x mailer
try() {
  rm -f state sent
  echo new >app.log
  echo old >app.log.1
  printf '"%s" {\n  rotate 1\n  mail %s\n  su %s %s\n}\n' "$room/app.log" "$1" "$(id -un)" "$(id -gn)" >settings
  chmod 755 . && chmod 644 settings app.log
  code=0
  LD_LIBRARY_PATH=$room/root/lib/$(uname -m)-linux-gnu:$room/root/usr/lib/$(uname -m)-linux-gnu \
    root/usr/sbin/logrotate --force --state state --mail "$room/mailer" settings >/dev/null 2>&1 || code=$?
  echo "$1 -> $(cat sent 2>/dev/null || echo nobody), exit $code"
}
seen=$(try 'ops@example.com'; try '"ops@example.com"'; try 'ops@example.com # the desk')
expected='ops@example.com -> ops@example.com, exit 0
"ops@example.com" -> "ops@example.com", exit 0
ops@example.com # the desk -> nobody, exit 1'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
