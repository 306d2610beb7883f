#!/bin/sh
# Libraries that write spreadsheets make a formula of a mail header with an encoded name, and who reads the sheet finds no address
# there.
#
# Guessed: `=?utf-8?Q?J=C3=B6?= <jo@example.org>`, as mail has a name with other letters than ASCII's (RFC 2047), is a string in the
#   program, and so in the sheet: a formula is what the caller says is one.
# Seen (openpyxl 3.1.5, XlsxWriter 3.3.1, tablib 3.10.0, PyExcelerate 0.13.0; polars 2.1.0, exceljs 4.4.0, SheetJS' xlsx 0.18.5): the
#   first four take any string that begins with `=` for a formula. Read back by its value, the cell is empty, or 0 where XlsxWriter
#   wrote it; PyExcelerate, which writes the angle brackets of a formula as they are, makes a file that cannot be read at all. The last
#   three write a string.
# Met: exports of mail, of contacts and of authors from `git log --format=email`. Addresses of people named in ASCII arrive, those of
#   the others are gone from the table, without a word.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
cd "$room"
python3 -m venv tools
tools/bin/pip install --quiet --disable-pip-version-check openpyxl==3.1.5 XlsxWriter==3.3.1 tablib==3.10.0 PyExcelerate==0.13.0 \
  polars==2.1.0 python-calamine==0.9.1
npm install --silent --no-fund --no-audit --prefix "$room" exceljs@4.4.0 xlsx@0.18.5
cat >try.py <<'PY'
import sys
import openpyxl, polars, pyexcelerate, python_calamine, tablib, xlsxwriter

plain, encoded = "Jo <jo@example.org>", "=?utf-8?Q?J=C3=B6?= <jo@example.org>"


def with_openpyxl(path, text):
    book = openpyxl.Workbook()
    book.active.append([text])
    book.save(path)


def with_xlsxwriter(path, text):
    book = xlsxwriter.Workbook(path)
    book.add_worksheet().write(0, 0, text)
    book.close()


def with_tablib(path, text):
    open(path, "wb").write(tablib.Dataset([text]).export("xlsx"))


def with_pyexcelerate(path, text):
    book = pyexcelerate.Workbook()
    book.new_sheet("a", data=[[text]])
    book.save(path)


def with_polars(path, text):
    polars.DataFrame({"from": [text]}).write_excel(path, include_header=False)


def read(path):
    try:
        openpyxl.load_workbook(path)
    except Exception:
        return "cannot be read"
    rows = python_calamine.CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()
    return str(rows[0][0]) if rows else "nothing"


for path in sys.argv[1:]:
    print(f"{path}: {read(path)}")
for write in () if sys.argv[1:] else (with_openpyxl, with_xlsxwriter, with_tablib, with_pyexcelerate, with_polars):
    write("plain.xlsx", plain)
    write("encoded.xlsx", encoded)
    print(f"{write.__name__}: {read('plain.xlsx')} and {read('encoded.xlsx')}")
PY
cat >try.mjs <<'JS'
import Excel from "exceljs";
import xlsx from "xlsx";
const text = "=?utf-8?Q?J=C3=B6?= <jo@example.org>";
const book = new Excel.Workbook();
book.addWorksheet("a").addRow([text]);
await book.xlsx.writeFile("exceljs.xlsx");
const sheets = xlsx.utils.book_new();
xlsx.utils.book_append_sheet(sheets, xlsx.utils.aoa_to_sheet([[text]]), "a");
xlsx.writeFile(sheets, "sheetjs.xlsx");
JS
seen=$(tools/bin/python -W ignore try.py && node try.mjs && tools/bin/python -W ignore try.py exceljs.xlsx sheetjs.xlsx)
expected='with_openpyxl: Jo <jo@example.org> and nothing
with_xlsxwriter: Jo <jo@example.org> and 0.0
with_tablib: Jo <jo@example.org> and nothing
with_pyexcelerate: Jo <jo@example.org> and cannot be read
with_polars: Jo <jo@example.org> and =?utf-8?Q?J=C3=B6?= <jo@example.org>
exceljs.xlsx: =?utf-8?Q?J=C3=B6?= <jo@example.org>
sheetjs.xlsx: =?utf-8?Q?J=C3=B6?= <jo@example.org>'
echo "$seen"
[ "$seen" = "$expected" ] || { echo "changed: expected"; echo "$expected"; exit 1; }
