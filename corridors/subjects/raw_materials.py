"""Raw materials of Central Asia: shares of reserves, of output and markets, of supply to the EU.

Tables of the data package in, tables out. A share of reserves says what is in the ground, a share
of output what is dug or made, a share of supply what arrives. They answer different questions and
are never put together.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import pandas as pd

from corridors import asked, data

RESERVES: Final = "in the ground"
OUTPUT: Final = "output or market"
SUPPLY: Final = "supply to the EU"
MEASURES: Final[Mapping[str, str]] = {
    "world_reserve_share": RESERVES,
    "world_resource_share": RESERVES,
    "world_production_share": OUTPUT,
    "world_market_share": OUTPUT,
    "eu_supply_share": SUPPLY,
}
"""What a share is of, by measure of `policy/raw_materials`: the world's reserves, the world's
output or market, or what the EU receives."""
KINDS: Final = (RESERVES, OUTPUT, SUPPLY)

MATERIALS: Final[Mapping[str, str]] = {
    "phosphorus": "Phosphorus",
    "uranium": "Uranium",
    "manganese_ore": "Manganese ore",
    "chromium": "Chromium",
    "beryllium": "Beryllium",
    "lead": "Lead",
    "titanium_space_grade": "Space titanium",
    "rhenium": "Rhenium",
    "zinc": "Zinc",
    "manganese_sulfate": "Manganese sulfate",
    "titanium": "Titanium",
    "aluminium": "Aluminium",
    "cobalt": "Cobalt",
    "copper": "Copper",
    "molybdenum": "Molybdenum",
}
"""The materials with a share on record, in the order in which they are shown."""
PLACES: Final[Mapping[str, str]] = {
    "CENTRAL_ASIA": "Central Asia together",
    "KAZ": "Kazakhstan",
    "UZB": "Uzbekistan",
}


def shares(materials: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Every share on record of Central Asia or a state of it, a row a statement.

    `materials` is `policy/raw_materials`, `sources` the table `sources`. Statements that disagree
    all stay. Uzbekistan's share of uranium mined is computed from the tonnes of the last year for
    which the world's are known. Columns: `material`, `place`, `kind` (one of KINDS),
    `share_percent`, `year` (of the figure; of publication for reserves), `status` (actual, estimate
    or computed), `said_by`, `remark`, `source_id`.
    """
    rows = materials[
        materials["measure"].isin(list(MEASURES))
        & materials["place"].isin(list(PLACES))
        & (materials["unit"] == "percent")
    ]
    stated = pd.DataFrame(
        {
            "material": rows["material"].map(MATERIALS).astype(str),
            "place": rows["place"].map(PLACES),
            "kind": rows["measure"].map(MEASURES).astype(str),
            "share_percent": rows["value"],
            "year": rows["period"].array.left.year,
            "status": rows["status"].astype(str),
            "said_by": rows["source_id"].map(sources.set_index("source_id")["publisher"]),
            "remark": rows["note"].fillna(""),
            "source_id": rows["source_id"],
        }
    )
    mined = uranium(materials)
    last = mined.dropna(subset="world_t").iloc[-1]
    computed = pd.DataFrame(
        {
            "material": MATERIALS["uranium"],
            "place": [PLACES["UZB"]],
            "kind": OUTPUT,
            "share_percent": [100 * last["uzbekistan_t"] / last["world_t"]],
            "year": [int(last["year"])],
            "status": "computed",
            "said_by": stated.loc[stated["source_id"] == last["source_id"], "said_by"].iloc[0],
            "remark": "from tonnes of uranium; the tonnes are an estimate",
            "source_id": last["source_id"],
        },
        index=data.where(uranium_mined(materials), place="UZB", year=last["year"]).index,
    )
    table = pd.concat([stated, computed])
    table["material"] = pd.Categorical(table["material"], list(MATERIALS.values()))
    return data.keeping(materials, table.sort_values(["material", "kind", "year", "place"]))


def overview(known: pd.DataFrame) -> pd.DataFrame:
    """The shares as they are shown, a row a statement; `known` is from `shares`.

    Columns of `known` without `source_id`.
    """
    rows = known.drop(columns="source_id").reset_index(drop=True)
    return rows.assign(material=rows["material"].astype(str))


def describe_overview(table: pd.DataFrame) -> str:
    """Say the largest share of each kind, who says it and of when."""
    said = []
    for kind in KINDS:
        rows = table[table["kind"] == kind]
        if len(rows):
            top = rows.nlargest(1, "share_percent").iloc[0]
            said.append(
                f"{kind}, {top['share_percent']:.3g} percent of {top['material'].lower()} "
                f"({top['place']}, {top['year']:.0f}, {top['said_by']})"
            )
    return f"{len(table)} statements. The largest share: {'; '.join(said)}."


def uranium(materials: pd.DataFrame) -> pd.DataFrame:
    """Uranium mined a year, in tonnes, from `policy/raw_materials`.

    Columns: `year`, `kazakhstan_t`, `uzbekistan_t` (estimates), `world_t` (missing where not
    known), `rest_t`, `share_percent` (of Kazakhstan and Uzbekistan together in the world),
    `source_id` (of Kazakhstan's figure).
    """
    rows = uranium_mined(materials)
    wide = rows.pivot(index="year", columns="place", values="value")
    source = rows[rows["place"] == "KAZ"].set_index("year")["source_id"]
    both = wide["KAZ"] + wide["UZB"]
    return pd.DataFrame(
        {
            "year": wide.index,
            "kazakhstan_t": wide["KAZ"].to_numpy(),
            "uzbekistan_t": wide["UZB"].to_numpy(),
            "world_t": wide["WORLD"].to_numpy(),
            "rest_t": (wide["WORLD"] - both).to_numpy(),
            "share_percent": (100 * both / wide["WORLD"]).to_numpy(),
            "source_id": source.reindex(wide.index).to_numpy(),
        }
    )


def uranium_mined(materials: pd.DataFrame) -> pd.DataFrame:
    """The rows of `policy/raw_materials` on uranium mined, with their `year`."""
    rows = data.where(materials, measure="production", material="uranium")
    return rows.assign(year=rows["period"].array.left.year)


def uranium_supply(materials: pd.DataFrame) -> pd.DataFrame:
    """Who supplies the EU with natural uranium. Columns: `year`, `origin` (code), `share_percent`.

    `materials` is `policy/raw_materials`. The shares of a year need not be complete.
    """
    rows = data.where(materials, measure="eu_supply_share", material="uranium")
    table = pd.DataFrame(
        {
            "year": rows["period"].array.left.year,
            "origin": rows["place"],
            "share_percent": rows["value"],
            "source_id": rows["source_id"],
        }
    )
    table = table.sort_values(["year", "share_percent"], ascending=[True, False])
    return data.keeping(materials, table)


def mined_and_supplied(materials: pd.DataFrame) -> pd.DataFrame:
    """`uranium` with Kazakhstan's share of the EU's supply in the years for which it is known.

    Columns of `uranium`, with `kazakh_share_percent` (of the world's output) and
    `eu_supply_percent`.
    """
    mined = uranium(materials)
    supply = uranium_supply(materials)
    kazakh = supply[supply["origin"] == "KAZ"].set_index("year")["share_percent"]
    return mined.assign(
        kazakh_share_percent=100 * mined["kazakhstan_t"] / mined["world_t"],
        eu_supply_percent=mined["year"].map(kazakh),
    )


def describe_uranium(table: pd.DataFrame) -> str:
    """Say the tonnes and shares of the last year with all of them, and the newest tonnes."""
    last = table.dropna(subset="world_t").iloc[-1]
    first, newest = table.iloc[0], table.iloc[-1]
    return (
        f"In {last['year']:.0f} Kazakhstan mined {last['kazakhstan_t']:,.0f} t of the world's "
        f"{last['world_t']:,.0f} t of uranium, {last['kazakh_share_percent']:.0f} percent, and "
        f"supplied {last['eu_supply_percent']:.0f} percent of the EU's. Its output was "
        f"{first['kazakhstan_t']:,.0f} t in {first['year']:.0f} and "
        f"{newest['kazakhstan_t']:,.0f} t in {newest['year']:.0f}."
    )


asked.checked(
    __name__,
    materials="policy/raw_materials",
    sources="sources",
)
