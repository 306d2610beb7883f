#!/bin/sh
# A checker of security.txt refuses a bare address as a contact, and takes anything behind `mailto:`.
#
# Guessed: whoever checks `Contact:` against RFC 9116 wants a URI and looks whether a `mailto:` one holds an address that mail can be
#   sent to; and schemes of URIs are compared in any case.
# Seen (sectxt 0.9.8): `sec@example.com` is an error (`no_uri`). `mailto:Sec Team <sec@example.com>`, which is no URI, `mailto:sec@army`, which
#   has no ending, and `mailto://sec@example.com`, whose address stands where a host does, are none. That keys for encryption are
#   recommended is told for `mailto:`, and not for `MAILTO:`.
# Met: `security.txt` in sites' repositories: that it passes a checker says nothing of the address in it.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check sectxt==0.9.8
cat >"$room/try.py" <<'PY'
from datetime import datetime, timedelta, timezone
from sectxt import Parser
until = (datetime.now(timezone.utc) + timedelta(days=30)).strftime("%Y-%m-%dT%H:%M:%SZ")
for contact in ["mailto:sec@example.com", "sec@example.com", "mailto:Sec Team <sec@example.com>", "mailto:sec@army",
                "mailto://sec@example.com", "MAILTO:sec@example.com"]:
    read = Parser(f"Contact: {contact}\nExpires: {until}\n".encode())
    wants_key = any(entry["code"] == "no_encryption" for entry in read.recommendations)
    print(contact, [entry["code"] for entry in read.errors], "wants a key" if wants_key else "")
PY
seen=$("$room/tools/bin/python" "$room/try.py" | sed 's/ $//')
expected="mailto:sec@example.com [] wants a key
sec@example.com ['no_uri']
mailto:Sec Team <sec@example.com> [] wants a key
mailto:sec@army [] wants a key
mailto://sec@example.com [] wants a key
MAILTO:sec@example.com []"
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
