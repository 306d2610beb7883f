#!/bin/sh
# The typo correctors of sign-up forms propose the slip for the right address: `nato.in` for `nato.int`, `army.nl` for `army.ml`.
#
# Guessed: who proposes an address to a person that types one knows the endings of the United States' and other governments, leaves
#   right ones alone, and for `army.ml` proposes `army.mil`, which is one letter away and on every list of endings.
# Seen (mailcheck 1.1.1, @zootools/email-spell-checker 1.12.0, which is mailcheck written anew): for the right `jo@nato.int` both propose
#   `jo@nato.in`, of India. mailcheck proposes `army.nl`, of the Netherlands, for `army.ml`, `mod.us` for the right `mod.uk`,
#   `gmx.gov` for the right `gsa.gov`; both propose `service.gov` for the right `service.gov.uk`. For `army.ml` the second says nothing.
#   They compare the domain's first label and its ending apart, with short lists, in which `mil` stands and Mali does not.
# Met: in forms whose answers become fixtures, seeds and exports in repositories. An address that came by way of such a proposal
#   carries a slip that no finger made, and that its owner has agreed to.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
npm install --silent --no-fund --no-audit --prefix "$room" mailcheck@1.1.1 @zootools/email-spell-checker@1.12.0
cat >"$room/try.mjs" <<'JS'
import mailcheck from "mailcheck";
import anew from "@zootools/email-spell-checker";
for (const domain of ["nato.int", "army.mil", "army.ml", "mod.uk", "gsa.gov", "service.gov.uk"]) {
  const proposals = [mailcheck, anew].map((checker) => checker.run({ email: `jo@${domain}` })?.domain ?? "-");
  console.log(domain, ...proposals);
}
JS
seen=$(node "$room/try.mjs")
expected='nato.int nato.in nato.in
army.mil - -
army.ml army.nl -
mod.uk mod.us -
gsa.gov gmx.gov -
service.gov.uk service.gov service.gov'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
