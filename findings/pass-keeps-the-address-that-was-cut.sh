#!/bin/sh
# pass and git-crypt take an address that lost its last letters for the whole one, since gpg finds the key by a part of it; git-secret does not.
#
# Guessed: a recipient written as a full address is compared as one, so that `jo@example.co` finds no key where the only one is that of
#   `jo@example.com`; who gave another address than was meant is told so when the secret is first written.
# Seen (GnuPG 2.2.40, pass 1.7.4, git-crypt 0.7.0, git-secret 0.5.0): gpg looks for the text within user ids unless it stands in
#   angle brackets: it encrypts for `jo@example.co` without a word, and refuses `<jo@example.co>`. `pass init jo@example.co` writes the short
#   address to `.gpg-id`, where it stays and goes on working; `git-crypt add-gpg-user` takes it, too, and commits the key. `git secret
#   tell` finds no key for it.
# Met: `.gpg-id` and scripts of backups in repositories. That secrets open proves no address in them: `.co` for `.com` is found out
#   only when the one key that it happened to be a part of is gone, or when somebody writes mail to it.
set -eu
room=$(mktemp -d)
trap 'GNUPGHOME="$room/home" gpgconf --kill all 2>/dev/null || true; rm -rf "$room"' EXIT
cd "$room"
apt-get download -qq pass=1.7.4-6 git-crypt=0.7.0-0.1 git-secret=0.5.0-1 gawk=1:5.2.1-2 \
  gpg=2.2.40-1.1+deb12u2 gpg-agent=2.2.40-1.1+deb12u2 gpgconf=2.2.40-1.1+deb12u2 libgcrypt20 libgpg-error0 libassuan0 libnpth0 libsigsegv2 libmpfr6 libgmp10 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
libraries="$room/root/usr/lib/$(uname -m)-linux-gnu"
export PATH="$room/root/usr/bin:$PATH" LD_LIBRARY_PATH="$libraries"
export GNUPGHOME="$room/home" PASSWORD_STORE_DIR="$room/store" HOME="$room"
mkdir -m 700 home
echo "agent-program $room/root/usr/bin/gpg-agent" >home/gpg.conf
gpg --batch --quiet --passphrase '' --quick-generate-key 'Jo <jo@example.com>' default default never 2>/dev/null
git init -q tree
cd tree
git config user.name Jo
git config user.email jo@example.com
git commit -q --allow-empty --message first
git-crypt init >/dev/null 2>&1
git secret init >/dev/null 2>&1
told() { if "$@" >/dev/null 2>&1 </dev/null; then echo taken; else echo refused; fi; }
seen=$(
  for address in jo@example.co '<jo@example.co>'; do
    echo "gpg $address $(told gpg --batch --trust-model always --encrypt --recipient "$address")"
  done
  echo "pass $(told pass init jo@example.co) $(echo secret | pass insert --multiline one >/dev/null 2>&1 && cat "$room/store/.gpg-id")"
  echo "git-crypt $(told git-crypt add-gpg-user --trusted jo@example.co)"
  echo "git-secret $(told git secret tell jo@example.co)"
)
expected='gpg jo@example.co taken
gpg <jo@example.co> refused
pass taken jo@example.co
git-crypt taken
git-secret refused'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
