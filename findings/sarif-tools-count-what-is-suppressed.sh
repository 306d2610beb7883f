#!/bin/sh
# sarif-tools count a suppressed SARIF result as any other, and pass it on as an open one.
#
# Guessed: a result with a `suppressions` entry is one that somebody excused; code scanning shows it as closed, so a summary leaves
#   it out, and so does what is converted for a merge request.
# Seen (sarif-tools 3.0.5): `sarif summary` counts it under its level, `sarif --check error` fails on it alone, and `sarif
#   codeclimate` writes it as an open issue; `partialFingerprints` do not reach that report either, which names each result by
#   new digests.
# Met: a linter's SARIF holds what allow comments excuse, with the reason. Who converts it for a GitLab merge request this way
#   gets them back. Have the linter write that report itself.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check sarif-tools==3.0.5
cd "$room"
cat >report.sarif <<'JSON'
{"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "demo", "rules": [{"id": "slip"}]}}, "results": [
  {"ruleId": "slip", "level": "error", "message": {"text": "excused"}, "partialFingerprints": {"demo/v1": "abc123"},
   "suppressions": [{"kind": "inSource", "justification": "right as it is"}],
   "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.txt"}, "region": {"startLine": 1}}}]}
]}]}
JSON
code=0
tools/bin/sarif --check error summary report.sarif >summary.txt 2>/dev/null || code=$?
tools/bin/sarif codeclimate report.sarif -o quality.json >/dev/null
seen=$(grep '^error' summary.txt
  [ "$code" = 0 ] && echo "check passes" || echo "check fails"
  grep -c '"type": "issue"' quality.json
  grep -c abc123 quality.json || true)
expected='error: 1
check fails
1
0'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
