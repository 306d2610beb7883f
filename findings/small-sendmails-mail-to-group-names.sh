#!/bin/sh
# Of four small programs that stand in for sendmail one mails to all of a group in `To:`; two take its name for a part of the first address,
# and one mails to nobody.
#
# Guessed: `Team: a@example.org, b@example.org;` is a group (RFC 5322 section 3.4, and RFC 822 before it), so that `sendmail -t`, by
#   whichever program, mails to a and to b, as it mails to one Jo for `"Doe, Jo" <jo@example.org>`; what cannot be read is an error.
# Seen (msmtp 1.8.23-1, ssmtp 2.64-11, esmtp 1.2-18, s-nail 14.9.24-2): the name in quotes all four read, and msmtp reads the group too.
#   ssmtp mails to `Team: a@example.org` and not at all to b, esmtp to `Team:a@example.org` and `b@example.org;`; both exit with 0 if
#   the server takes that. s-nail mails to nobody and exits with 4.
# Met: in containers and CI images one of these is the sendmail that cron jobs, git hooks and scripts hand messages with headers of
#   their own to. Each address in such a header is right, and the mail arrives at some of them, or nowhere, without a word.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
apt-get download -qq ssmtp=2.64-11 libgnutls-openssl27=3.7.9-2+deb12u7 msmtp=1.8.23-1 libgsasl18=2.2.0-1+deb12u2 libsecret-1-0=0.20.5-3 \
  esmtp=1.2-18+b1 libesmtp6=1.1.0-3.1~deb12u1 s-nail=14.9.24-2 >/dev/null 2>&1
for package in *.deb; do dpkg-deb -x "$package" root; done
LD_LIBRARY_PATH="$room/root/usr/lib/$(uname -m)-linux-gnu"
export LD_LIBRARY_PATH
cat >send.py <<'PYTHON'
import socket, subprocess, threading

server = socket.create_server(("127.0.0.1", 0))
port = server.getsockname()[1]
recipients = []


def serve(wire):
    lines = wire.makefile("rwb", 0)
    lines.write(b"220 here\r\n")
    for line in lines:
        command = line[:4].upper()
        if command == b"RCPT":
            recipients.append(line.split(b":", 1)[1].decode().strip().split(">")[0] + ">")
        if command == b"DATA":
            lines.write(b"354 go on\r\n")
            while lines.readline() not in (b".\r\n", b""):
                pass
        lines.write(b"221 bye\r\n" if command == b"QUIT" else b"250 well\r\n")


def accept():
    while True:
        threading.Thread(target=serve, args=(server.accept()[0],), daemon=True).start()


threading.Thread(target=accept, daemon=True).start()
open("ssmtp.conf", "w").write(f"mailhub=127.0.0.1:{port}\nFromLineOverride=YES\nhostname=here.example\n")
open("esmtprc", "w").write(f"hostname=127.0.0.1:{port}\n")
tools = {
    "ssmtp": ["root/usr/sbin/ssmtp", "-Cssmtp.conf", "-t"],
    "msmtp": ["root/usr/bin/msmtp", "--host=127.0.0.1", f"--port={port}", "--from=ci@example.org", "-t"],
    "esmtp": ["root/usr/bin/esmtp", "-C", "esmtprc", "-f", "ci@example.org", "-t"],
    "s-nail": ["root/usr/bin/s-nail", "-:/", "-Sv15-compat", f"-Smta=smtp://127.0.0.1:{port}", "-Ssmtp-config=-all", "-Ssmtp-auth=none",
               "-Sfrom=ci@example.org", "-t"],
}
for to in ('"Doe, Jo" <jo@example.org>', "Team: a@example.org, b@example.org;"):
    print("To:", to)
    for name, command in tools.items():
        recipients.clear()
        message = f"From: ci@example.org\nTo: {to}\nSubject: x\n\nx\n".encode()
        done = subprocess.run(command, input=message, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=60)
        print(f"{name} {done.returncode}:", *sorted(recipients))
PYTHON
seen=$(HOME=$room python3 send.py)
expected='To: "Doe, Jo" <jo@example.org>
ssmtp 0: <jo@example.org>
msmtp 0: <jo@example.org>
esmtp 0: <jo@example.org>
s-nail 0: <jo@example.org>
To: Team: a@example.org, b@example.org;
ssmtp 0: <Team: a@example.org>
msmtp 0: <a@example.org> <b@example.org>
esmtp 0: <Team:a@example.org> <b@example.org;>
s-nail 4:'
printf '%s\n' "$seen"
[ "$seen" = "$expected" ] || { printf 'changed: expected\n%s\n' "$expected"; exit 1; }
