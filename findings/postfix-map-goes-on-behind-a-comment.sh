#!/bin/sh
# In Postfix's maps an entry goes on behind a comment, when the next line is indented.
#
# Guessed: a line that begins with `#` ends what stands before it; an entry that somebody indented by a space is an entry of its own,
#   or a mistake that is told. A `#` behind a value begins a comment.
# Seen (Postfix 3.7.11, type texthash; the other types are made by the same reader): the indented line is a part of the entry above
#   the comment, so that its key is unknown and the other entry has two more addresses; a trailing comment is a part of the
#   value. `postmap` says nothing and exits 0.
# Met: virtual, alias and transport maps in repositories of mail servers. Where an address stands does not say whose value it is.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
apt-get download -qq postfix=3.7.11-0+deb12u1 libdb5.3 libicu72 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
mkdir settings
printf '%s\n' 'mail_owner = mail' 'setgid_group = games' 'compatibility_level = 3.6' 'myhostname = mx.example.com' >settings/main.cf
cat >virtual <<'MAP'
jo@example.com  jo@example.org
# the ministry asked for this one
 kim@example.com  kim@example.org
pat@example.com  pat@example.org # on leave
MAP
lookup() {
  LD_LIBRARY_PATH=$room/root/usr/lib/postfix:$room/root/usr/lib/$(uname -m)-linux-gnu \
    root/usr/sbin/postmap -c settings -q "$1" "texthash:$room/virtual" 2>/dev/null || echo none
}
seen=$(for key in jo@example.com kim@example.com pat@example.com; do echo "$key: $(lookup "$key" | tr -s ' ')"; done)
expected='jo@example.com: jo@example.org kim@example.com kim@example.org
kim@example.com: none
pat@example.com: pat@example.org # on leave'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
