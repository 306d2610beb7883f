#!/bin/sh
# One of five zone checkers says that the mailbox in an SOA record has an `@`; for the others it names somebody under another domain.
#
# Guessed: `hostmaster@example.org.` where RFC 1035 wants `hostmaster.example.org.` is the best known slip of zone files, so that whatever
#   checks or loads a zone refuses it, warns of it, or mends it.
# Seen (BIND 9.18.49, NSD 4.6.1, ldns 1.8.3, dnspython 2.9.2, validns 0.8): validns alone says `rname is not valid`. The others exit with 0
#   and not a word, and take the sign for a letter of the first label: BIND and dnspython write it back as `hostmaster\@example.org.`, NSD
#   as `hostmaster\064example.org.`, ldns as it came. Read by the rule, that is the mailbox `hostmaster@example` under `org`.
# Met: zone files in repositories of operators. That they load proves nothing of the address in them; both ways to write it have to
#   be read, the wrong one as it is meant.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
apt-get download -qq bind9-utils=1:9.18.49-1~deb12u3 bind9-libs=1:9.18.49-1~deb12u3 nsd=4.6.1-1 ldnsutils=1.8.3-1+b1 libldns3 \
  validns=0.8+git20160720-3.2 libjudydebian1 libprotobuf-c1 libfstrm0 libjemalloc2 libmaxminddb0 libevent-2.1-7 liblmdb0 libxml2 \
  libnghttp2-14 libuv1 libjson-c5 libicu72 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check dnspython==2.9.2
libraries="$room/root/usr/lib/$(uname -m)-linux-gnu"
export LD_LIBRARY_PATH="$libraries"
cat >zone <<'ZONE'
$ORIGIN example.org.
$TTL 60
@ IN SOA ns.example.org. hostmaster@example.org. 1 2 3 4 5
@ IN NS ns.example.org.
ns IN A 192.0.2.1
ZONE
name() { grep -o 'hostmaster[^ ]*' | head -n 1; }
tell() { printf '%s %s\n' "$1" "$2"; }
seen=$(
  tell named-checkzone "$(root/usr/bin/named-checkzone -q example.org zone && root/usr/bin/named-checkzone -D example.org zone 2>/dev/null | name)"
  tell nsd-checkzone "$(root/usr/sbin/nsd-checkzone example.org zone >/dev/null && root/usr/sbin/nsd-checkzone -p example.org zone | name)"
  tell ldns-read-zone "$(root/usr/bin/ldns-read-zone -c zone | name)"
  tell dnspython "$(tools/bin/python -c 'import dns.zone; print(dns.zone.from_file("zone", "example.org.").get_soa().rname)')"
  tell validns "$(root/usr/bin/validns -z example.org zone 2>&1 | head -n 1)"
)
expected='named-checkzone hostmaster\@example.org.
nsd-checkzone hostmaster\064example.org.
ldns-read-zone hostmaster@example.org.
dnspython hostmaster\@example.org.
validns zone:3: rname is not valid'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed: expected\n%s\n' "$expected"; exit 1; }
