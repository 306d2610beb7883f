#!/bin/sh
# notmuch searches for the words of an address: `from:doe@example.org` finds Jo.Doe, other domains, and people who are only called so.
#
# Guessed: `from:doe@example.org`, whole and with its `@`, gives the mail of that address, as it does in mu and in a mail program; if
#   not, the domain at least is matched to its end. In quotes it is exact.
# Seen (notmuch 0.37 with xapian 1.4.22; mu 1.8.14): notmuch reads `doe example org`, three words in a row, with quotes or without. It
#   finds `jo.doe@example.org`, `doe@example.org.au`, `ann@doe.example.org`, `doe-example@org.net` and `"doe example org"
#   <x@example.net>`, too, and not `doe@example.com`. `from:/^doe@example.org$/` alone is exact, for a header without a name. mu gives
#   the one.
# Met: rules that tag and delete mail by its sender (`notmuch tag +boss -- from:..`), in people's settings and in the hooks of list
#   archives: what is written there is right to the letter and holds for strangers.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
apt-get download -qq notmuch=0.37-1+b1 libnotmuch5=0.37-1+b1 libxapian30=1.4.22-1 libgmime-3.0-0=3.2.13+dfsg-2 \
  libsexp1=1.3.1+18~git20210718-1+b2 libtalloc2=2.4.0-f2 libgpgme11=1.18.0-3+b1 libassuan0=2.5.5-5 maildir-utils=1.8.14-1 \
  guile-3.0-libs=3.0.8-2 libglib2.0-0 \
  libgc1 libgpg-error0 libunistring2 libidn2-0 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
LD_LIBRARY_PATH=$room/root/usr/lib/$(uname -m)-linux-gnu
NOTMUCH_CONFIG=$room/settings
HOME=$room
export LD_LIBRARY_PATH NOTMUCH_CONFIG HOME
unset XDG_CONFIG_HOME XDG_DATA_HOME XDG_CACHE_HOME MAILDIR 2>/dev/null || true
mkdir -p mail/cur mail/new mail/tmp
printf '[database]\npath=%s/mail\n[user]\nname=Al\nprimary_email=al@example.net\n' "$room" >settings
number=0
for from in 'doe@example.org' 'jo.doe@example.org' 'doe@example.org.au' 'ann@doe.example.org' 'doe-example@org.net' \
  '"doe example org" <x@example.net>' 'doe@example.com'; do
  number=$((number + 1))
  printf 'From: %s\nTo: al@example.net\nSubject: %s\nMessage-ID: <%s@mail.example>\nDate: Tue, 01 Oct 2024 10:00:00 +0000\n\nhi\n' \
    "$from" $number $number >"mail/cur/$number:2,S"
done
root/usr/bin/notmuch new --quiet
root/usr/bin/mu init --quiet --muhome mu --maildir "$room/mail"
root/usr/bin/mu index --quiet --muhome mu
sorted() { sort | tr '\n' ' ' | sed 's/ $//'; }
seen=$(
  for asked in 'from:doe@example.org' 'from:"doe@example.org"' 'from:/^doe@example.org$/'; do
    echo "notmuch $asked: $(root/usr/bin/notmuch search --output=messages "$asked" | sed 's/^id:\(.\)@.*/\1/' | sorted)"
  done
  echo "mu from:doe@example.org: $(root/usr/bin/mu find --muhome mu --fields s from:doe@example.org | sorted)"
)
expected='notmuch from:doe@example.org: 1 2 3 4 5 6
notmuch from:"doe@example.org": 1 2 3 4 5 6
notmuch from:/^doe@example.org$/: 1
mu from:doe@example.org: 1'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
