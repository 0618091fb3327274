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
import io
import json
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


# --- What is compared -----------------------------------------------------------------------------

NOEMIE = "Noemietouitou/Global-co2-Emissions-and-Energy-Analysis-JOHN-BRYCE-Academic-Project"
ADHAM = "AdhamAbdelmoneem/Energy-Production-and-Consumption-Analytics"
LEVCHENKO = "mary-lev/eu-export-sanctions"
HALL = "hall-brad/energy-statistical-review-dashboard"
JAKOB = "jakob0299/InformationVisualization"
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
          ("importer", "period"), "value", "imports of Italy from Albania by month, TWh as TJ",
          through_albania),
    Check("gas/eu_imports", "eurostat_nrg_ti_gas_2022_extract", "hblasum/stop-gas-imports",
          "data/custom-table-imports-of-natural-gas-by-partner-country.xlsx",
          ("importer", "supplier", "mode", "period"), "value",
          "imports by partner, kind of gas and year", eurostat),
    Check("policy/logistics_performance", "wb_lpi_2007_2018",
          "gilangpamungkas/Tableau-Project-Logistics-Performance-Index",
          "International_LPI_from_2007_to_2018 (1).xlsx",
          ("country", "year", "component", "unit"), "value", "score by country, year and part",
          logistics),
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
    Check("power/generation", "ei_sr_2026", HALL, "ei_data.json", ("country", "year", "fuel"),
          "energy_twh", "output of all fuels by country and year",
          review({"Electricity Generation - TWh": "total"})),
]  # fmt: skip


# --- Comparing ------------------------------------------------------------------------------------


@functools.cache
def content(folder: Path, repository: str, file: str) -> bytes:
    """A file of a clone, or the one whose name so begins, as its last commit has it.

    Where the file alone lies in a folder, that.
    """
    if (alone := folder / repository / file).is_file():
        return alone.read_bytes()
    git = ["git", "-C", str(folder / repository)]
    listed = subprocess.run(
        [*git, "ls-tree", "-r", "-z", "--name-only", "HEAD"], check=True, capture_output=True
    ).stdout.decode()
    (path,) = [name for name in listed.split("\0") if name == file] or [
        name for name in listed.split("\0") if name.startswith(file)
    ]
    return subprocess.run([*git, "show", f"HEAD:{path}"], check=True, capture_output=True).stdout


def commit(folder: Path, repository: str, source_id: str) -> str:
    """The commit of a clone; of a file alone, that which the address of its source names."""
    if not subprocess.run(
        ["git", "-C", str(folder / repository), "rev-parse", "--is-bare-repository"],
        capture_output=True, encoding="utf-8", check=False,
    ).stdout.startswith("true"):  # fmt: skip
        url = next(row["url"] for row in rows_of("sources") if row["source_id"] == source_id)
        return (re.findall(r"/blob/([0-9a-f]{7})", url) or [""])[0]
    asked = ["git", "-C", str(folder / repository), "rev-parse", "--short=7", "HEAD"]
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
        values = check.read(content(chosen.folder, check.repository, check.file))
        found = compared(check, rows_of(check.table), values)
        checked.setdefault(check.table, {}).update(dict.fromkeys(found.agree, today))
        of = [len(found.agree), len(found.differ), len(found.lacking)]
        at = commit(chosen.folder, check.repository, check.source_id)
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
