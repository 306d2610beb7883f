#!/bin/sh
# diff-quality reads a Checkstyle report of any file, and counts what it says of Java files only.
#
# Guessed: Checkstyle's XML is a common tongue of linters, and who reads it takes the files that it names; with an error on a line
#   that the change adds, the quality is below 100 %.
# Seen (diff-cover 11.0.1): for a report that names an added line of `config/prod.yaml` and one of `A.java`, `diff-quality
#   --violations=checkstylexml` judges one line, that of `A.java`; the YAML file is neither counted nor named, in silence.
# Met: linters for files of any kind offer this format for readers such as this; a change of configuration alone comes out with
#   no lines and passes.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/tools"
"$room/tools/bin/pip" install --quiet --disable-pip-version-check diff-cover==11.0.1
mkdir -p "$room/work/config" && cd "$room/work"
git init --quiet -b main .
git config user.name Jo && git config user.email jo@example.com
echo 'a: 1' >config/prod.yaml && echo 'class A {}' >A.java
git add . && git commit --quiet -m one && git checkout --quiet -b topic
echo 'b: 2' >>config/prod.yaml && echo 'class B {}' >>A.java
git commit --quiet -am two
cat >"$room/report.xml" <<'XML'
<?xml version="1.0" encoding="utf-8"?>
<checkstyle version="4.3">
  <file name="config/prod.yaml"><error line="2" column="1" severity="error" message="in yaml" source="demo"/></file>
  <file name="A.java"><error line="2" column="1" severity="error" message="in java" source="demo"/></file>
</checkstyle>
XML
seen=$("$room/tools/bin/diff-quality" --compare-branch main --violations=checkstylexml "$room/report.xml" | grep -E '^(config|A\.java:|Violations)')
expected='A.java:2: error: in java
Violations: 1 line'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
