#!/bin/sh
# Debian's cron mails nobody when `MAILTO` has a space, a name, a comment or an apostrophe in it, and `crontab` takes it without a word.
#
# Guessed: `MAILTO` is handed to sendmail, so that `"a@example.org, b@example.org"` reaches both and `Ops <a@example.org>` reaches ops; what cannot be
#   mailed goes to the owner of the crontab, as it does without `MAILTO`.
# Seen (cron 3.0pl1-162): with `a@example.org,b@example.org`, `ops+ci@example.org` or `ops/ci@example.org` there is a mail. With a space
#   behind the comma, with a name and angle brackets, with `# the desk` behind it, which is no comment there, and with
#   `o'neil@example.org`, there is none, not even to the owner: the output of the job is gone.
# Met: crontabs in repositories. Each address in such a line is right, and all that a job has to say of its failing is lost.
set -eu
# The daemon reads the system's own files, which are covered for it alone.
unshare --mount true || { echo "needs Linux, and root"; exit 1; }
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
(cd "$room" && apt-get download -q=2 cron=3.0pl1-162 >/dev/null 2>&1 && dpkg -x cron_*.deb cron) ||
    { echo "cron 3.0pl1-162 cannot be had"; exit 1; }
mkdir "$room/sbin" "$room/etc" "$room/etc/cron.d" "$room/spool" "$room/mails"
touch "$room/etc/crontab"
cat >"$room/sbin/sendmail" <<SH
#!/bin/sh
for to in "\$@"; do :; done
read=\$(cat)
echo "\$to" >"$room/mails/\${read##*job }"
SH
chmod 755 "$room/sbin/sendmail"
job=0
while read -r mailto; do
    job=$((job + 1))
    printf 'MAILTO=%s\n* * * * * root echo job %d\n' "$mailto" "$job" >"$room/etc/cron.d/job$job"
    echo "$mailto" >"$room/mailto$job"
done <<'LIST'
a@example.org,b@example.org
"a@example.org, b@example.org"
Ops <a@example.org>
a@example.org # the desk
o'neil@example.org
ops+ci@example.org
ops/ci@example.org
LIST
cat >"$room/try.sh" <<'SH'
mount -t overlay -o "lowerdir=$1/sbin:/usr/sbin" overlay /usr/sbin
mount -t overlay -o "lowerdir=$1/etc:/etc" overlay /etc
mount -t tmpfs tmpfs /run
mount -t tmpfs tmpfs /var/spool
mkdir -p /var/spool/cron/crontabs
"$1/cron/usr/bin/crontab" -u root "$1/etc/cron.d/job2" && echo "crontab takes it"
"$1/cron/usr/bin/crontab" -u root -r
"$1/cron/usr/sbin/cron" -f &
sleep $((65 - $(date +%S | sed 's/^0//')))
kill $!
SH
seen=$(unshare --mount sh "$room/try.sh" "$room" 2>&1
    for job in 1 2 3 4 5 6 7; do
        echo "$(cat "$room/mailto$job") -> $(cat "$room/mails/$job" 2>/dev/null || echo nobody)"
    done)
expected='crontab takes it
a@example.org,b@example.org -> a@example.org,b@example.org
"a@example.org, b@example.org" -> nobody
Ops <a@example.org> -> nobody
a@example.org # the desk -> nobody
o'"'"'neil@example.org -> nobody
ops+ci@example.org -> ops+ci@example.org
ops/ci@example.org -> ops/ci@example.org'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
