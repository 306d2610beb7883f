#!/bin/sh
# The `email()` of Python's Faker gives reserved domains, that of its namesakes Gmail's and strangers'; and so does Faker itself by another name.
#
# Guessed: who makes up people for tests makes up addresses under `example.com` and the like by now, where no mail can arrive; what is
#   called alike in the ports of one library does the same.
# Seen (Faker 40.63.0, mimesis 22.2.0, @faker-js/faker 10.6.0, chance 1.1.13, @ngneat/falso 8.0.2; of 1,000 addresses those whose domain
#   is reserved): Faker's `email()` 1,000, its `ascii_email()`, `company_email()` and the `mail` of `profile()` none.
#   `internet.email()` of @faker-js none, all are at Gmail, Yahoo and Hotmail; `exampleEmail()` is the one that is safe. mimesis about
#   an eighth; chance none, under endings of countries, `.gov` and `.edu`; falso none, with names such as `gmail.info`.
# Met: seeds and fixtures in repositories, and the mail that a staging server sends because of them: those domains take it. What looks
#   made up before the `@` may be real behind it; names that are slips of a provider, `gmail.info`, come from such a tool.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
npm install --silent --no-fund --no-audit --prefix "$room" @faker-js/faker@10.6.0 chance@1.1.13 @ngneat/falso@8.0.2
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet --disable-pip-version-check Faker==40.63.0 mimesis==22.2.0
cat >"$room/try.py" <<'PY'
import re
from faker import Faker
from mimesis import Person

Faker.seed(1)
fake = Faker()
person = Person(seed=1)
for name, make in {
    "Faker email": fake.email,
    "Faker ascii_email": fake.ascii_email,
    "Faker company_email": fake.company_email,
    "Faker profile": lambda: fake.profile()["mail"],
    "mimesis email": person.email,
}.items():
    safe = sum(bool(re.search(r"@(.*\.)?example(\.(com|net|org))?$", make())) for _ in range(1000))
    print(name, "all" if safe == 1000 else "none" if safe == 0 else "some")
PY
cat >"$room/try.mjs" <<'JS'
import { faker } from "@faker-js/faker";
import Chance from "chance";
import * as falso from "@ngneat/falso";
faker.seed(1);
falso.seed("1");
const chance = new Chance(1);
const seen = {};
for (const [name, make] of Object.entries({
  "faker-js email": () => faker.internet.email(),
  "faker-js exampleEmail": () => faker.internet.exampleEmail(),
  "chance email": () => chance.email(),
  "falso randEmail": () => falso.randEmail(),
})) {
  const domains = (seen[name] = Array.from({ length: 1000 }, () => make().split("@")[1]));
  const safe = domains.filter((domain) => /^(.*\.)?example(\.(com|net|org))?$/.test(domain)).length;
  console.log(name, { 0: "none", 1000: "all" }[safe] ?? "some");
}
console.log("faker-js:", [...new Set(seen["faker-js email"])].sort().join(" "));
console.log("chance: under .gov", seen["chance email"].some((domain) => domain.endsWith(".gov")));
console.log("falso: gmail.info", seen["falso randEmail"].includes("gmail.info"));
JS
seen=$("$room/venv/bin/python" "$room/try.py" && node "$room/try.mjs")
expected='Faker email all
Faker ascii_email none
Faker company_email none
Faker profile none
mimesis email some
faker-js email none
faker-js exampleEmail all
chance email none
falso randEmail none
faker-js: gmail.com hotmail.com yahoo.com
chance: under .gov true
falso: gmail.info true'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
