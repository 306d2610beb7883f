#!/bin/sh
# spdx-tools takes what stands in brackets behind a name for its e-mail address: `Organization: Example Works (Berlin)` is written to at
# `Berlin`; an address in angle brackets is a part of the name.
#
# Guessed: a supplier in brackets is mail only where it looks like an address (SPDX 2.3, 7.5: "Organization: name and optional (<email>)"),
#   the validator complains of one that does not, and `<..>`, as in git and in mail, is either read or refused.
# Seen (spdx-tools 0.8.5): `pyspdxtools3` finds the document valid, and writes an identifier of the type `email` with the value
#   `Berlin` to SPDX 3; `Jo Doe <jo@example.com>` is somebody of that name without any address.
# Met: bills of materials whose suppliers are read for whom to tell of a hole: what tools hold for an address need be none, and an address may
#   stand where no tool looks for one.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check spdx-tools==0.8.5
cat >"$room/in.spdx" <<'SPDX'
SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
SPDXID: SPDXRef-DOCUMENT
DocumentName: works
DocumentNamespace: https://example.com/works
Creator: Person: Jo Doe <jo@example.com>
Creator: Person: Al Doe (al@example.com)
Created: 2026-01-01T00:00:00Z
PackageName: works
SPDXID: SPDXRef-works
PackageDownloadLocation: NONE
FilesAnalyzed: false
PackageSupplier: Organization: Example Works (Berlin)
Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-works
SPDX
"$room/tools/bin/pyspdxtools3" --infile "$room/in.spdx" --outfile "$room/out" >"$room/said" 2>&1
cat >"$room/show.py" <<'PY'
import json, sys
for made in json.load(open(sys.argv[1]))["@graph"]:
    if made["@type"] in ("Person", "Organization"):
        marks = [(mark["externalIdentifierType"], mark["identifier"]) for mark in made.get("externalIdentifier", [])]
        print(made["name"], marks)
PY
seen=$(grep -i valid "$room/said" && "$room/tools/bin/python" "$room/show.py" "$room/out.jsonld" | LC_ALL=C sort)
expected="The document is valid.
Al Doe [('email', 'al@example.com')]
Example Works [('email', 'Berlin')]
Jo Doe <jo@example.com> []"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
