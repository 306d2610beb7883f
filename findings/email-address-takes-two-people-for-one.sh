#!/bin/sh
# Rust's email_address takes a list of people for one valid address, that of the last; and so does `format: email` in jsonschema for
# Rust.
#
# Guessed: what is named after an address, and asked `is_valid`, says no to `Jo <jo@example.org>`, a mailbox with a name, and certainly
#   to two of them; validators of JSON Schema go by RFC 5321's mailbox, as the specification says, so that a field of that format is
#   what a message can be sent to.
# Seen (email_address 0.2.10; jsonschema-rs 0.61.2, which is the Rust crate jsonschema; fastjsonschema 2.22.3; ajv 8.20.0 with
#   ajv-formats 3.0.1): without options, a name and angle brackets are allowed, and whatever stands before the last `<` is the name:
#   `Doe, Jo <jo@example.org>`, without the quotes that mail demands, and `Jo <jo@example.org>, Ann <ann@example.org>` are valid; of the
#   latter `email()` is `ann@example.org`, and Jo gets nothing. `<jo@example.org>`, which mail takes, is not valid. jsonschema-rs says
#   the same. fastjsonschema takes names too, not two people, and not `jo@localhost`; ajv takes none of these.
# Met: in settings read by Rust, and in schemas of settings that are checked by one tool in the editor and by another in CI. A list in a
#   field for one address passes, and all but the last are lost without a word.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check jsonschema-rs==0.61.2 fastjsonschema==2.22.3
npm install --silent --no-fund --no-audit --prefix "$room" ajv@8.20.0 ajv-formats@3.0.1
cargo init --quiet --name asked --vcs none crate 2>/dev/null
echo 'email_address = { version = "=0.2.10", default-features = false }' >>crate/Cargo.toml
cat >crate/src/main.rs <<'RS'
use email_address::EmailAddress;

fn main() {
    for text in std::env::args().skip(1) {
        let read: Result<EmailAddress, _> = text.parse();
        println!("{}", read.map_or("no".to_owned(), |address| address.email().to_owned()));
    }
}
RS
cat >try.py <<'PY'
import sys, fastjsonschema, jsonschema_rs

schema = {"type": "string", "format": "email"}
fast = fastjsonschema.compile(schema)
for text in sys.argv[1:]:
    try:
        fast(text)
        taken = True
    except fastjsonschema.JsonSchemaException:
        taken = False
    rust = jsonschema_rs.is_valid(schema, text, validate_formats=True)
    print("jsonschema-rs", "yes" if rust else "no", "fastjsonschema", "yes" if taken else "no")
PY
cat >try.mjs <<'JS'
import Ajv from "ajv";
import formats from "ajv-formats";
const ajv = new Ajv();
formats(ajv);
for (const text of process.argv.slice(2)) console.log("ajv", ajv.validate({ type: "string", format: "email" }, text) ? "yes" : "no");
JS
set -- 'jo@example.org' 'Jo Doe <jo@example.org>' 'Doe, Jo <jo@example.org>' 'Jo <jo@example.org>, Ann <ann@example.org>' \
  '<jo@example.org>' 'jo@localhost'
printf '%s\n' "$@" >texts
cargo run --quiet --manifest-path crate/Cargo.toml -- "$@" >rust.out 2>errors || { cat errors; exit 1; }
tools/bin/python try.py "$@" >python.out
node try.mjs "$@" >node.out
seen=$(paste -d '|' texts rust.out python.out node.out | sed 's/|/ | /g')
expected='jo@example.org | jo@example.org | jsonschema-rs yes fastjsonschema yes | ajv yes
Jo Doe <jo@example.org> | jo@example.org | jsonschema-rs yes fastjsonschema yes | ajv no
Doe, Jo <jo@example.org> | jo@example.org | jsonschema-rs yes fastjsonschema yes | ajv no
Jo <jo@example.org>, Ann <ann@example.org> | ann@example.org | jsonschema-rs yes fastjsonschema no | ajv no
<jo@example.org> | no | jsonschema-rs no fastjsonschema yes | ajv no
jo@localhost | jo@localhost | jsonschema-rs yes fastjsonschema no | ajv no'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
