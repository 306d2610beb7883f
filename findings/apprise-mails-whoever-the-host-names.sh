#!/bin/sh
# In a `mailto://` URL of Apprise, the host is a mail server and, without a word, the domain that is written to.
#
# Guessed: the host of `mailto://ops:secret@HOST` is the server to log in to, as in `smtp://`, and a URL that names no recipient is
#   refused or needs `?to=`.
# Seen (apprise 2.3.0): without a recipient the mail goes to `ops@HOST`. For a host that Apprise knows as a provider the server is
#   another one, over TLS (`gmail.com`: `smtp.gmail.com`, port 587); one letter beside it is unknown, so that the very host is
#   called at port 25 without TLS, with the password. A recipient in the path, `/jo@example.org`, takes the place of all this.
# Met: notification URLs in compose files, cron jobs and CI settings. A slip in the host sends password and mail to its owner,
#   while the same URL with the right host speaks TLS.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room"
"$room/bin/pip" install --quiet --disable-pip-version-check apprise==2.3.0
seen=$("$room/bin/python" - <<'PY'
from apprise import Apprise

for host in ["gmail.com", "fabrikam.example", "fabrikam.example/jo@example.org"]:
    mail = Apprise.instantiate(f"mailto://ops:secret@{host}")
    to = " ".join(address for _, address in mail.targets)
    print(host, "to", to, "by", f"{mail.smtp_host}:{mail.port}", "TLS" if mail.secure else "plain")
PY
)
expected='gmail.com to ops@gmail.com by smtp.gmail.com:587 TLS
fabrikam.example to ops@fabrikam.example by fabrikam.example:25 plain
fabrikam.example/jo@example.org to jo@example.org by fabrikam.example:25 plain'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
