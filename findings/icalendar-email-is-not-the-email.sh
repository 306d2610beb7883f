#!/bin/sh
# icalendar's `email` of an attendee is the calendar address without `mailto:`, whatever that is, and not the parameter `EMAIL`.
#
# Guessed: the property named `email`, of a library that knows RFC 7986, gives the address to mail to: the parameter `EMAIL` where there is one
#   (it exists for calendar addresses that are none), and what a `mailto:` URI means, with `%2B` as `+`, elsewhere.
# Seen (icalendar 7.3.2): for `ATTENDEE;EMAIL=jo@example.com:urn:uuid:1234` it is `urn:uuid:1234`, which holds no address; for
#   `mailto:sam%2Bcal@example.com` it is `sam%2Bcal@example.com`, another mailbox than the URI names.
# Met: invitations and calendars in repositories, and what tools export from them. An address with `%2B` in it comes from there.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check icalendar==7.3.2
cat >"$room/try.py" <<'PY'
from icalendar import Calendar
lines = [
    "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:demo", "BEGIN:VEVENT", "UID:1@example.com", "DTSTAMP:20260101T000000Z",
    "DTSTART:20260101T000000Z", "ATTENDEE:mailto:kim@example.com", "ATTENDEE:MAILTO:pat@example.com",
    "ATTENDEE;EMAIL=jo@example.com:urn:uuid:1234", "ATTENDEE:mailto:sam%2Bcal@example.com", "END:VEVENT", "END:VCALENDAR", "",
]
event = Calendar.from_ical("\r\n".join(lines)).walk("VEVENT")[0]
for attendee in event["ATTENDEE"]:
    print(str(attendee), "->", attendee.email)
PY
seen=$("$room/tools/bin/python" "$room/try.py")
expected='mailto:kim@example.com -> kim@example.com
MAILTO:pat@example.com -> pat@example.com
urn:uuid:1234 -> urn:uuid:1234
mailto:sam%2Bcal@example.com -> sam%2Bcal@example.com'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
