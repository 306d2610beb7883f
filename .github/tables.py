"""Lays out the tables that others keep from what was fetched: `tables.py FOLDER [DATA]`.

The folder may hold `tlds.txt` (IANA), `suffixes.dat` (the Public Suffix List) and `government_us.csv` (dotgov-data). What is not there
is left as it is. Names come out as A-labels, in order; what a table says of a name besides (a country) is kept. A list that has
lost more than a twentieth of its names is refused: then the source has changed its form.
"""

import csv
import datetime
import pathlib
import re
import sys

FETCHED = pathlib.Path(sys.argv[1])
DATA = pathlib.Path(sys.argv[2] if len(sys.argv) > 2 else "lint-core/data")
TODAY = datetime.date.today().isoformat()


def a_labels(name):
    return ".".join(label.encode("punycode").decode().join(["xn--", ""]) if not label.isascii() else label for label in name.split("."))


def rows(table):
    """What a table says of each of its names, the name first."""
    lines = (DATA / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return {line.split("\t")[0]: line for line in lines if line and not line.startswith("#")}


def write(table, names, date, says=None):
    path = DATA / f"{table}.tsv"
    header = [line for line in path.read_text(encoding="utf-8").splitlines() if line.startswith("#")]
    before = rows(table)
    names = sorted(set(names))
    if len(names) < 0.95 * len(before):
        sys.exit(f"{path}: {len(before)} names before, {len(names)} now: has the source changed its form?")
    # The first date in the line of the source is that of the list itself.
    header = [re.sub(r"\d{4}-\d\d-\d\d", date, line, count=1) if line.startswith("# source:") else line for line in header]
    says = before if says is None else says
    path.write_text("\n".join(header + [says.get(name, name) for name in names]) + "\n", encoding="utf-8")
    gone, new = sorted(set(before) - set(names)), sorted(set(names) - set(before))
    print(f"{table}: {len(gone)} gone {gone[:20]}, {len(new)} new {new[:20]}")


def main():
    fetched = FETCHED / "tlds.txt"
    if fetched.exists():
        lines = fetched.read_text(encoding="ascii").splitlines()
        write("tlds", [line.lower() for line in lines if line and not line.startswith("#")], TODAY)
    fetched = FETCHED / "suffixes.dat"
    if fetched.exists():
        text = fetched.read_text(encoding="utf-8")
        icann = text.split("===BEGIN ICANN DOMAINS===")[1].split("===END ICANN DOMAINS===")[0]
        rules = [line.split()[0] for line in icann.splitlines() if line.strip() and not line.startswith("//")]
        version = re.search(r"VERSION: (\d{4}-\d\d-\d\d)", text)
        write("suffixes", map(a_labels, rules), version.group(1) if version else TODAY)
    fetched = FETCHED / "government_us.csv"
    if fetched.exists():
        with fetched.open(encoding="utf-8", newline="") as file:
            types = {row["Domain name"].lower(): row["Domain type"] for row in csv.DictReader(file)}
        registered = {name.removesuffix(".gov"): kind for name, kind in types.items() if name.endswith(".gov")}
        gone = set(rows("government_us")) - set(registered)
        federal = {name: f"{name}\tfederal" for name, kind in registered.items() if kind.startswith("Federal")}
        write("government_us", registered, TODAY, {name: name for name in registered} | federal)
        # A name that is given up stays in what was written before.
        former = set(rows("government_former")) | gone
        write("government_former", former - set(registered), TODAY)


main()
