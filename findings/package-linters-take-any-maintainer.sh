#!/bin/sh
# The linters of OCaml's and Haskell's packages take anything for a maintainer, `@` too; the one address that opam refuses is a right
# one.
#
# Guessed: a field whose manual says "contact address" has its form looked at by the packager's own linter, which minds the first letter
#   of a synopsis: a name alone, `jo@example` and `@` are told, whatever else is.
# Seen (opam 2.1.2, cabal-install 3.4.1.0, appstreamcli 0.16.1): `opam lint` says nothing of any of them, and has an error for
#   `contact@ocamlpro.com`, which its template once had; that address with a name before it passes. `cabal check` finds no errors or
#   warnings in any. appstreamcli warns of an `update_contact` that has neither `@` nor `_at_` in it, and of nothing else.
# Met: `*.opam`, `*.cabal` and `*.metainfo.xml` in repositories, and the indexes that are made of them: that a package went through its
#   linter says nothing of the address by which its users write to somebody.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
apt-get download -qq opam=2.1.2-1+deb12u2 libglpk40=5.0-1 libamd2 libcolamd2 libsuitesparseconfig5 libltdl7 libgmp10 cabal-install=3.4.1.0-3 \
  appstream=0.16.1-2+b1 libappstream4=0.16.1-2+b1 libxmlb2 libstemmer0d libcurl3-gnutls libyaml-0-2 libglib2.0-0 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
libraries=$(uname -m)-linux-gnu
export LD_LIBRARY_PATH="$room/root/usr/lib/$libraries" HOME="$room" OPAMROOTISOK=1
mkdir crate && touch crate/LICENSE crate/X.hs
told() { if "$@" >said 2>&1; then echo fine; else echo refused; fi; }
seen=$(
  for who in '@' 'Jo Doe' 'jo@example' 'contact@ocamlpro.com' 'Jo <contact@ocamlpro.com>'; do
    cat >x.opam <<OPAM
opam-version: "2.0"
name: "x"
version: "1.0"
synopsis: "A thing"
description: "A thing that does things."
maintainer: "$who"
authors: ["Jo Doe <jo@example.org>"]
homepage: "https://example.org"
bug-reports: "https://example.org/bugs"
license: "MIT"
build: ["true"]
OPAM
    cat >crate/x.cabal <<CABAL
cabal-version: 2.4
name: x
version: 0.1
synopsis: A thing
description: A thing that does things, and is described at length
category: Web
license: MIT
license-file: LICENSE
author: Jo
maintainer: $who
library
  exposed-modules: X
  build-depends: base >=4 && <5
  default-language: Haskell2010
CABAL
    opam=$(told root/usr/bin/opam lint ./x.opam)
    cabal=$(cd crate && told ../root/usr/bin/cabal check)
    echo "$who: opam $opam, cabal $cabal"
  done
  for who in '@' 'Jo Doe' 'jo@example'; do
    cat >x.metainfo.xml <<XML
<?xml version="1.0" encoding="UTF-8"?>
<component type="generic">
  <id>org.example.x</id>
  <metadata_license>FSFAP</metadata_license>
  <project_license>MIT</project_license>
  <name>x</name>
  <summary>A thing</summary>
  <description><p>A thing that does things, and is described at length.</p></description>
  <update_contact>$who</update_contact>
  <url type="homepage">https://example.org</url>
</component>
XML
    echo "$who: appstreamcli $(told root/usr/bin/appstreamcli validate --no-net x.metainfo.xml)"
  done
)
expected='@: opam fine, cabal fine
Jo Doe: opam fine, cabal fine
jo@example: opam fine, cabal fine
contact@ocamlpro.com: opam refused, cabal fine
Jo <contact@ocamlpro.com>: opam fine, cabal fine
@: appstreamcli fine
Jo Doe: appstreamcli refused
jo@example: appstreamcli fine'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; cat said; exit 1; }
