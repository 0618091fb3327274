"""How copies are read: what offices, institutes and old programs write becomes values by key."""

import io
import json
import struct
import zipfile

import pytest

from tests import old_excel
from tests.against_sources import (
    CHECKS,
    comext,
    kazakh,
    letters,
    matrix,
    quarters,
    shipped_months,
    years_of_days,
)


def record(code, body):
    return struct.pack("<HH", code, len(body)) + body


def text_cell(row, column, number):
    return record(old_excel.TEXT, struct.pack("<HHHI", row, column, 0, number))


def number_cell(row, column, value):
    return record(old_excel.NUMBER, struct.pack("<HHHd", row, column, 0, value))


def old_file(name, texts, cells):
    """An Excel file of before 2007 with one sheet."""
    shared = struct.pack("<II", len(texts), len(texts)) + b"".join(
        struct.pack("<HB", len(text), 1) + text.encode("utf-16-le") for text in texts
    )
    title = name.encode("latin-1")
    end = record(0x0A, b"")
    after = record(old_excel.TEXTS, shared) + end
    head = 4 + 8 + len(title)
    sheet = struct.pack("<IHBB", head + len(after), 0, len(title), 0) + title
    stream = record(old_excel.SHEET, sheet) + after + b"".join(cells) + end
    stream += bytes(-len(stream) % 512)
    sectors = len(stream) // 512
    chain = [*range(3, 2 + sectors), 0xFFFFFFFE]
    header = bytearray(512)
    struct.pack_into("<H", header, 30, 9)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<109I", header, 76, 0, *[0xFFFFFFFF] * 108)
    places = [0xFFFFFFFD, 0xFFFFFFFE, *chain]
    table = struct.pack("<128I", *places, *[0xFFFFFFFF] * (128 - len(places)))
    entry = "Workbook".encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 18)
    entry = entry.ljust(116, b"\0") + struct.pack("<II", 2, len(stream)) + bytes(4)
    return bytes(header) + table + entry.ljust(512, b"\0") + stream


def folder(files):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("short", "value"),
    [(5 << 2 | 2, 5), (-3 << 2 | 2 & 0xFF, -3), (12345 << 2 | 3, 123.45), (0x3FF00000, 1)],
)
def test_a_number_that_an_old_file_keeps_short_is_that_number(short, value):
    assert old_excel._number(short & 0xFFFFFFFF) == value


def test_a_text_that_goes_on_in_the_next_record_of_an_old_file_is_read_whole():
    first = struct.pack("<II", 2, 2) + struct.pack("<HB", 3, 0) + b"one"
    first += struct.pack("<HB", 4, 1) + "Ит".encode("utf-16-le")
    assert old_excel._texts([first, b"\1" + "ог".encode("utf-16-le")]) == ["one", "Итог"]


def test_the_newest_file_of_kazakhstan_decides_and_the_union_is_its_members_without_the_british():
    names = [
        "Китай",
        "Страны ЕС",
        "Италия",
        "Люксембург",
        "Соединенное Королевство",
        "Страны вне ЕС",
    ]

    def year(values):
        cells = [text_cell(row, 0, row) for row in range(len(names))]
        cells += [number_cell(row, 3, value) for row, value in enumerate(values)]
        return old_file("12_2018", names, cells)

    older, newer = year([1000, 6000, 1, 1, 1, 1]), year([2000, 9000, 4000, 2000, 3000, 500])
    found = kazakh(folder({"a_2018.xls": older, "b_2019.xls": newer, "read.me": b""}))
    assert found["CHN", "2018", "export"] == 2 and found["EU_AS_REPORTED", "2018", "export"] == 9
    assert found["EU27", "2018", "export"] == 6


def test_partners_are_known_by_their_names_in_either_language_of_comext():
    head = "REPORTER,PARTNER,FLOW,PERIOD,VALUE_IN_EUR\n"
    files = {
        "one.csv": f'{head}EU,"Russian Federation (Russia)",2-EXPORT,201952-Dec. 2019,1500000\n',
        "two.csv": f'{head}EU,"Russie, Fédération de",EXPORTATION,Jan.-Dec. 2016,2500000\n',
    }
    found = comext(folder(files))
    assert found == {("RUS", "2019", "export"): 1.5, ("RUS", "2016", "export"): 2.5}


@pytest.mark.parametrize("outside", [["Türkiye", "United Kingdom"], ["Non-EU Europe"]])
def test_the_union_in_a_matrix_is_europe_without_what_lies_outside_of_it(outside):
    rows = [["To", "Azerbaijan"], ["Italy", "9"], *[[name, "2"] for name in outside]]
    rows += [["Europe", "15"], ["Total exports", "16"]]
    table = [{}, *[{letters(at): cell for at, cell in enumerate(row)} for row in rows]]
    found = matrix("2025", table)
    assert found["AZE", "EU27", "2025"] == 15 - 2 * len(outside)
    assert found["AZE", "ITA", "2025"] == 9 and found["AZE", "WORLD", "2025"] == 16


def notebook(head, rows):
    cells = "".join(
        f"<tr><th>{row[0]}</th>{''.join(f'<td>{c}</td>' for c in row[1:])}</tr>" for row in rows
    )
    heads = "".join(f"<th>{name}</th>" for name in ["", *head])
    html = f"<thead><tr>{heads}</tr><tr><th>dates</th></tr></thead><tbody>{cells}</tbody>"
    return json.dumps({"cells": [{"outputs": [{"data": {"text/html": [html]}}]}]}).encode()


def test_a_quarter_of_the_notebook_has_its_suppliers_and_the_sums_of_them():
    head = ["Azerbaijan", "Ukraine Gas Transit", "Turkstream", "USA LNG"]
    found = quarters(notebook(head, [["2025-03-31", "2000", "1000", "500", "4000"]]))
    assert found["2025-Q1", "AZE", "pipeline", "all_routes"] == 2
    assert found["2025-Q1", "RUS", "pipeline", "all_routes"] == 1.5
    assert found["2025-Q1", "EXTRA_EU", "all", "all_routes"] == 7.5


def test_months_of_ships_are_volumes_and_not_the_shares_of_the_table_before():
    shares = notebook(["Qatar", "Tot"], [["2025-01-31", "0.2", "1.0"]])
    assert shipped_months(shares) == {}
    volumes = notebook(
        ["Qatar", "Trinidad &amp; Tobago", "Tot"], [["2025-01-31", "1500", "60", "7000"]]
    )
    assert shipped_months(volumes) == {
        ("2025-01", "QAT"): 1.5,
        ("2025-01", "TTO"): 0.06,
        ("2025-01", "EXTRA_EU"): 7,
    }


def test_a_year_is_summed_only_where_all_its_days_are_in_the_file():
    columns = ["Norway", "Algeria", "Russia", "Azerbaijan", "Libya", "UK net flows", "LNG",
               "EU total", "Nord Stream", "Ukraine Gas Transit", "Yamal (BY,PL)", "Turkstream",
               "Russia (Sudzha)"]  # fmt: skip
    names = ",".join(f'"{name}"' for name in columns)
    days = ["31.12.2018", "01.01.2019", "31.12.2019", "01.01.2020"]
    lines = "\n".join(f"{day},{','.join(['2000'] * len(columns))}" for day in days)
    found = years_of_days(f"dates,{names}\n{lines}\n".encode())
    assert found["AZE", "pipeline", "all_routes", "2019"] == 4
    assert {key[3] for key in found} == {"2019"}


def test_a_comparison_of_an_older_state_names_its_commit_as_the_source_does():
    from corridors import data

    sources = data.load("sources").set_index("source_id")["url"]
    states = {check.source_id: check.state for check in CHECKS if check.state != "HEAD"}
    assert len(states) >= 6
    assert all(f"/blob/{state}" in sources[source] for source, state in states.items())
