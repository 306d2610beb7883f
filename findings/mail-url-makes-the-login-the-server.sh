#!/bin/sh
# A slash in the password of a mail URL: nodemailer then mails by way of a host that is named like the login, Django's readers of
# such URLs by way of the mailbox's own domain.
#
# Guessed: `smtp://jo:p/w@smtp.example.org:587` is refused, since what stands before the slash is no host with its port; or the last
#   `@` parts the login from the host, as it does where the mailbox brings an `@` of its own.
# Seen (nodemailer 7.0.10, django-environ 0.12.0, dj-email-url 1.0.6): a mailbox with its `@` is read as it is meant by all three.
#   With a slash in the password nodemailer takes `jo` for the host, without a port, a login or an error. The other two refuse that,
#   unless the password begins with digits: those are the port, `jo` is the host, and of `jo@example.net:2/w` it is
#   `example.net`, with `jo` for a login and no password.
# Met: passwords for mail are made by machines, with slashes in them, and put into MAIL_URL or EMAIL_URL as they are. No name in
#   such a line is misspelt, and still another host gets the mail: `%2F` has to stand there.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
npm install --silent --no-fund --no-audit --prefix "$room" nodemailer@7.0.10
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check django-environ==0.12.0 dj-email-url==1.0.6
cat >"$room/try.cjs" <<'JS'
const { createTransport } = require("nodemailer");
for (const url of process.argv.slice(2)) {
  const { host, port, auth } = createTransport(url).transporter.options;
  console.log("nodemailer", url, "->", host, port ?? "-", auth?.user ?? "-", auth?.pass || "-");
}
JS
cat >"$room/try.py" <<'PY'
import sys
import dj_email_url
import environ

for name, read in ("environ", environ.Env.email_url_config), ("dj-email-url", dj_email_url.parse):
    for url in sys.argv[1:]:
        try:
            found = read(url)
            keys = "EMAIL_HOST", "EMAIL_PORT", "EMAIL_HOST_USER", "EMAIL_HOST_PASSWORD"
            print(name, url, "->", *(found[key] or "-" for key in keys))
        except ValueError:
            print(name, url, "refused")
PY
set -- smtp://jo@example.net:pw@smtp.example.org:587 smtp://jo:p/w@smtp.example.org:587 smtp://jo:2/w@smtp.example.org:587 \
    smtp://jo@example.net:2/w@smtp.example.org:587 smtp://jo:p%2Fw@smtp.example.org:587
seen=$(node --no-deprecation "$room/try.cjs" "$@" && "$room/venv/bin/python" "$room/try.py" "$@")
expected='nodemailer smtp://jo@example.net:pw@smtp.example.org:587 -> smtp.example.org 587 jo@example.net pw
nodemailer smtp://jo:p/w@smtp.example.org:587 -> jo - - -
nodemailer smtp://jo:2/w@smtp.example.org:587 -> jo 2 - -
nodemailer smtp://jo@example.net:2/w@smtp.example.org:587 -> example.net 2 jo -
nodemailer smtp://jo:p%2Fw@smtp.example.org:587 -> smtp.example.org 587 jo p/w
environ smtp://jo@example.net:pw@smtp.example.org:587 -> smtp.example.org 587 jo@example.net pw
environ smtp://jo:p/w@smtp.example.org:587 refused
environ smtp://jo:2/w@smtp.example.org:587 -> jo 2 - -
environ smtp://jo@example.net:2/w@smtp.example.org:587 -> example.net 2 jo -
environ smtp://jo:p%2Fw@smtp.example.org:587 -> smtp.example.org 587 jo p/w
dj-email-url smtp://jo@example.net:pw@smtp.example.org:587 -> smtp.example.org 587 jo@example.net pw
dj-email-url smtp://jo:p/w@smtp.example.org:587 refused
dj-email-url smtp://jo:2/w@smtp.example.org:587 -> jo 2 - -
dj-email-url smtp://jo@example.net:2/w@smtp.example.org:587 -> example.net 2 jo -
dj-email-url smtp://jo:p%2Fw@smtp.example.org:587 -> smtp.example.org 587 jo p/w'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
