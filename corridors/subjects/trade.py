"""Goods trade of Azerbaijan and Central Asia: partners, concentration, neighbours, mirror counts.

Tables of the data package in, tables out. A series has one reporter and one source: the two sides
of a trade disagree, by up to a factor of four, and are never mixed in one line. Shares are of the
reporter's own total. What a source does not name stays a part of its own and bounds the index of
concentration; it is never spread over partners.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from corridors import asked, data
from corridors.states import SIX
from corridors.subjects.gas import herfindahl

MEASURES: Final[Mapping[str, str]] = {
    "exports": "export",
    "imports": "import",
    "turnover": "turnover",
}
"""What can be measured, and the flow of the tables that it is; turnover is both flows together."""

EU: Final = "European Union"
RUSSIA: Final = "Russia"
CHINA: Final = "China"
TURKIYE: Final = "Türkiye"
REGION: Final = "The region"
NAMED: Final = "Other named"
UNSPECIFIED: Final = "Unspecified"
REST: Final = "Rest, not split"
GROUPS: Final = (EU, RUSSIA, CHINA, TURKIYE, REGION, NAMED, UNSPECIFIED, REST)
"""Partners in groups. The region is the other five of SIX. Unspecified is what the reporting office
itself gives without a country (in Uzbekistan's exports mostly gold); the rest is what our tables,
or the source, do not name."""

OWN: Final = "own statistics"
MERGED: Final = "merged from both sides"
TOP: Final = "top partners only"
STATED: Final = "single shares"
COMPLETE: Final = (OWN, MERGED)
"""The bases whose total is whole and whose main partners are all in our tables."""

OFFICES: Final[Mapping[str, str]] = {
    "KAZ": "kz_bns_levchenko",
    "KGZ": "kg_nsc_levchenko",
    "UZB": "uz_statcom_levchenko",
}
"""The source with the whole breakdown of a country's own statistical office, where there is one."""
MERGED_SOURCE: Final = "cow_trade_4"
"""Bilateral trade of the Correlates of War project: each flow as its importer tells it, with gaps
filled from the other side."""
TOP_SOURCES: Final = ("factbook_json", "wits_summary_2018")
"""The World Factbook and the World Bank's summaries: the largest partners of a flow only."""

_EU_AS_ONE: Final = ("EU27", "EU28")
_SUMS: Final = (
    *("WORLD", "EXTRA_EU", "EU_AS_REPORTED", "CENTRAL_ASIA", "CENTRAL_ASIA_AZE"),
    *("CIS", "SPECA", "OTS"),
)
"""Partners that are sums of others."""
_LEAST_MONTHS: Final = 8
"""A share of fewer months does not stand for its year."""
_CELL: Final = ["country", "year", "measure"]


class UnknownCountryError(ValueError):
    """A country for which there are no partners; the message names those that there are."""

    def __init__(self, country: object, known: list[str]) -> None:
        super().__init__(f"no partners of {country!r}; choose from {', '.join(known)}")


# Partners


def partner_shares(
    trade: pd.DataFrame, shares: pd.DataFrame, places: pd.DataFrame, sources: pd.DataFrame
) -> pd.DataFrame:
    """Whose trade it is, year by year: the share of each partner, from one kind of source a cell.

    `trade` is `policy/trade`, `shares` `policy/trade_shares`, `places` `geo/places`. For a country,
    year and measure the source is its own statistical office if that counts all partners, else the
    data set merged from both sides, else what names the most partners: one of TOP_SOURCES, or
    single shares that officials state. The EU counts as one where a source gives it as one, else by
    the members that it names. Shares that rest on the partner's side alone are left out.

    Columns: `country`, `year`, `measure` (of MEASURES), `partner` (code), `group` (of GROUPS),
    `share_percent`, `basis`, `covers` (the year, or which months of it), `source_id`.
    """
    found = pd.concat(
        [_from_values(trade), _from_statements(_own_side(shares, trade), sources)],
        ignore_index=True,
    )
    found = found[found["country"].isin(list(SIX)) & ~found["partner"].isin(_SUMS)]
    member = set(places.loc[places["eu_member"].fillna(False).astype(bool), "code"])
    family = found["source_id"].where(found["basis"] != STATED, STATED)
    found = _eu_once(found.assign(_family=family), member)
    named = found.groupby([*_CELL, "_family"])["partner"].transform("nunique")
    rank = found["basis"].map({OWN: 0, MERGED: 1, TOP: 2, STATED: 2}).astype(int)
    ordered = found.assign(_rank=rank, _few=-named).sort_values(
        ["_rank", "_few", "_family"], kind="stable"
    )
    chosen = ordered.groupby(_CELL)["_family"].transform("first")
    kept = ordered[ordered["_family"] == chosen].drop_duplicates([*_CELL, "partner"])
    kept = kept.assign(
        group=[
            _group(country, partner, member)
            for country, partner in zip(kept["country"], kept["partner"], strict=True)
        ]
    )
    columns = [*_CELL, "partner", "group", "share_percent", "basis", "covers", "source_id"]
    return kept.sort_values([*_CELL, "partner"], ignore_index=True)[columns]


def rows_behind(
    trade: pd.DataFrame, shares: pd.DataFrame, chosen: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The rows from which some rows of `partner_shares` were computed, of each table.

    `trade` is `policy/trade`, `shares` `policy/trade_shares`. Of the first those of the partner and
    of the total, in the flows that the measure adds up; of the second the shares as stated.
    """
    flows = [FLOWS_OF[measure] for measure in chosen["measure"]]
    wanted = {
        (country, source, year, flow, partner)
        for country, source, year, of, named in zip(
            *(chosen[column] for column in ("country", "source_id", "year")),
            flows,
            chosen["partner"],
            strict=True,
        )
        for flow in of
        for partner in (named, "WORLD")
    }

    def kept(table: pd.DataFrame, years: pd.Index) -> pd.DataFrame:
        keys = zip(
            *(table[column].astype(str) for column in ("reporter", "source_id")),
            years,
            *(table[column].astype(str) for column in ("flow", "partner")),
            strict=True,
        )
        of_goods = (table["product"] == "all").to_numpy()
        found: pd.DataFrame = table[[key in wanted for key in keys] & of_goods]
        return found

    return (
        kept(trade, pd.Index(trade["year"].dt.year)),
        kept(shares, pd.Index(shares["period"].array.left.year)),
    )


FLOWS_OF: Final[Mapping[str, tuple[str, ...]]] = {
    "exports": ("export",),
    "imports": ("import",),
    "turnover": ("export", "import", "turnover"),
}
"""The flows of the tables in which a measure may be given."""


def last_year(partners: pd.DataFrame) -> int:
    """The newest year of the statistical offices in `partner_shares`."""
    return int(partners.loc[partners["basis"] == OWN, "year"].max())


def _group(country: str, partner: str, eu_members: set[str]) -> str:
    if partner in _EU_AS_ONE or partner in eu_members:
        return EU
    if partner in SIX and partner != country:
        return REGION
    powers = {"RUS": RUSSIA, "CHN": CHINA, "TUR": TURKIYE, "NOT_SPECIFIED": UNSPECIFIED}
    return powers.get(partner, NAMED)


def _eu_once(found: pd.DataFrame, eu_members: set[str]) -> pd.DataFrame:
    """Without the members, and the older union, where the same source gives the EU as one."""
    families = [*_CELL, "_family"]
    for whole, parts in (("EU27", {*eu_members, "EU28"}), ("EU28", eu_members)):
        has = found["partner"].eq(whole).groupby([found[key] for key in families])
        found = found[~(has.transform("any") & found["partner"].isin(parts))]
    return found


def _from_values(trade: pd.DataFrame) -> pd.DataFrame:
    """Shares from the rows of each source that gives its total for the same flow and year."""
    key = ["reporter", "source_id", "year", "flow"]
    rows = trade[(trade["product"] == "all") & trade["value_usd_mn"].notna()]
    rows = rows.assign(
        **{name: rows[name].astype("string") for name in ("reporter", "partner", "flow")},
        year=rows["year"].dt.year,
    )[[*key, "partner", "value_usd_mn"]]
    full = rows["source_id"].isin([*OFFICES.values(), MERGED_SOURCE])
    pair = ["reporter", "source_id", "year", "partner"]
    both = rows[full & rows["flow"].isin(["export", "import"])]
    turnover = both.groupby(pair)[["value_usd_mn"]].sum().reset_index().assign(flow="turnover")
    rows = pd.concat([rows, turnover], ignore_index=True)
    total = rows[rows["partner"] == "WORLD"][[*key, "value_usd_mn"]]
    shared = rows.merge(total, on=key, suffixes=("", "_total"), validate="many_to_one")
    own = (shared["source_id"] == shared["reporter"].map(OFFICES)).fillna(False).astype(bool)
    basis = pd.Series(STATED, shared.index)
    basis = basis.mask(shared["source_id"].isin(TOP_SOURCES), TOP)
    basis = basis.mask(shared["source_id"] == MERGED_SOURCE, MERGED).mask(own, OWN)
    return pd.DataFrame(
        {
            "country": shared["reporter"],
            "year": shared["year"],
            "measure": shared["flow"].map({flow: name for name, flow in MEASURES.items()}),
            "partner": shared["partner"],
            "share_percent": 100 * shared["value_usd_mn"] / shared["value_usd_mn_total"],
            "basis": basis,
            "covers": shared["year"].astype("string"),
            "source_id": shared["source_id"],
        }
    )


def _own_side(shares: pd.DataFrame, trade: pd.DataFrame) -> pd.DataFrame:
    """Without shares of a source that tells the reporter's trade from the partner's side."""
    key = ["reporter", "partner", "source_id"]
    mirrored = trade.loc[trade["method"] == "mirror", key].astype("string")
    rows = pd.MultiIndex.from_frame(shares[key].astype("string"))
    return shares[~rows.isin(pd.MultiIndex.from_frame(mirrored))]


def _from_statements(shares: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Shares as sources state them, for a year or most of one; the longest period first."""
    spans = shares["period"].array
    last = data.last_day(spans)
    months = (last.year - spans.left.year) * 12 + last.month - spans.left.month + 1
    fit = (months >= _LEAST_MONTHS) & (months <= 12) & (last.year == spans.left.year)
    fit &= (shares["product"] == "all") & (shares["basis"] == "whole_period")
    ranks = sources.set_index("source_id")[["tier", "published"]]
    rows = shares[fit].assign(
        months=months[fit], year=spans.left.year[fit], first=spans.left[fit], last=last[fit]
    )
    rows = rows.join(ranks, on="source_id", validate="many_to_one").sort_values(
        ["months", "tier", "published", "source_id"], ascending=[False, True, False, True]
    )
    return pd.DataFrame(
        {
            "country": rows["reporter"].astype("string"),
            "year": rows["year"],
            "measure": rows["flow"].astype("string").map({f: name for name, f in MEASURES.items()}),
            "partner": rows["partner"].astype("string"),
            "share_percent": rows["share_percent"],
            "basis": [TOP if source in TOP_SOURCES else STATED for source in rows["source_id"]],
            "covers": [
                f"{row.year}" if row.months == 12 else f"{row.first:%b}-{row.last:%b %Y}"
                for row in rows.itertuples()
            ],
            "source_id": rows["source_id"],
        }
    )


def group_shares(partners: pd.DataFrame) -> pd.DataFrame:
    """The shares of GROUPS in each cell of `partner_shares`; they add up to a hundred.

    (Shares that a source rounds to whole percent may add to a little more.)

    Columns: `country`, `year`, `measure`, `group`, `share_percent` (missing where an incomplete
    source does not name the group; the rest has what is left), `at_least` (whether an incomplete
    source may name only a part of the group), `basis`, `covers`.
    """
    summed = partners.groupby([*_CELL, "group"])["share_percent"].sum().unstack()
    summed = summed.reindex(columns=list(GROUPS))
    cells = partners.groupby(_CELL).agg(
        basis=("basis", "first"),
        covers=("covers", lambda periods: " and ".join(sorted(set(periods)))),
        whole_eu=("partner", lambda codes: codes.isin(_EU_AS_ONE).any()),
    )
    complete = cells["basis"].isin(COMPLETE)
    powers = [EU, RUSSIA, CHINA, TURKIYE, REGION, NAMED]
    summed.loc[complete, powers] = summed.loc[complete, powers].fillna(0.0)
    summed[REST] = (100 - summed.drop(columns=REST).sum(axis=1)).clip(lower=0)
    long = summed.reset_index().melt(_CELL, list(GROUPS), "group", "share_percent")
    long = long.merge(cells.reset_index(), on=_CELL, validate="many_to_one")
    partly = ~long["basis"].isin(COMPLETE) & (
        long["group"].isin([REGION, NAMED]) | ((long["group"] == EU) & ~long["whole_eu"])
    )
    long["at_least"] = partly & long["share_percent"].notna()
    return long[[*_CELL, "group", "share_percent", "at_least", "basis", "covers"]]


def partners_in(
    groups: pd.DataFrame, *, country: str, year: int, measure: str = "turnover"
) -> pd.DataFrame:
    """The partners of one country in one year, beside those of the first year of the same source.

    `groups` is the table of `group_shares`. A row a group, in the order of GROUPS. Columns:
    `group`, `share_percent`, `first_percent` (in `first_year`; missing unless both years count all
    partners by the same basis), `at_least`, `country` (name), `year`, `measure`, `basis` (empty
    when no source in the tables splits this cell), `covers`, and `nearest` (the years before and
    after for which one does; empty unless this cell has none).
    Raises UnknownCountryError, and KeyError for an unknown measure.
    """
    if country not in SIX:
        raise UnknownCountryError(country, list(SIX))
    if measure not in MEASURES:
        raise KeyError(f"no measure {measure!r}; choose from {', '.join(MEASURES)}")
    series = groups[(groups["country"] == country) & (groups["measure"] == measure)]
    now = series[series["year"] == year].set_index("group").reindex(list(GROUPS))
    basis = now["basis"].dropna().iloc[0] if now["basis"].notna().any() else ""
    same = series[(series["basis"] == basis) & (basis in COMPLETE)]
    first_year = same["year"].min() if len(same) else year
    first = same[same["year"] == first_year].set_index("group")["share_percent"]
    before, after = (
        series.loc[series["year"] < year, "year"],
        series.loc[series["year"] > year, "year"],
    )
    near = [str(end) for end in (before.max(), after.min()) if end == end] if not basis else []
    return pd.DataFrame(
        {
            "group": list(GROUPS),
            "share_percent": now["share_percent"].to_numpy(),
            "first_percent": first.reindex(list(GROUPS)).to_numpy()
            if first_year < year
            else float("nan"),
            "first_year": first_year,
            "at_least": now["at_least"].fillna(False).astype(bool).to_numpy(),
            "country": SIX[country],
            "year": year,
            "measure": measure,
            "basis": basis,
            "covers": now["covers"].dropna().iloc[0] if basis else f"{year}",
            "nearest": " and ".join(near),
        }
    )


def described_by(table: pd.DataFrame) -> str:
    """How well the cell of `partners_in` is known, in a few words."""
    basis = table["basis"].iloc[0]
    words = {
        OWN: "its own statistical office",
        MERGED: "merged from both sides of each trade",
        TOP: "the largest partners only; who is not named may still trade",
        STATED: "single shares as officials and press state them",
    }
    return words.get(basis, "no source in our tables")


def describe_partners(table: pd.DataFrame) -> str:
    """Say the largest named groups, how they changed, and how well this is known."""
    row = table.iloc[0]
    what = f"{row['country']}'s {row['measure']}"
    if not row["basis"]:
        return (
            f"For {what} in {row['year']} no source in our tables gives partners; the nearest "
            f"years with one: {row['nearest']}."
        )
    known = table[table["share_percent"].notna() & ~table["group"].isin([REST])]
    top = known.sort_values("share_percent", ascending=False, kind="stable").head(3)
    parts = [
        f"{part['group']} {'at least ' if part['at_least'] else ''}{part['share_percent']:.1f}%"
        + (f" ({part['first_percent']:.1f}% in {part['first_year']})" if _known(part) else "")
        for part in top.to_dict("records")
    ]
    (rest,) = table.loc[table["group"] == REST, "share_percent"]
    return (
        f"{what}, {row['covers']}: {', '.join(parts)}; {rest:.1f}% is not split. "
        f"Known from: {described_by(table)}."
    )


def _known(part: Mapping[Any, Any]) -> bool:
    return bool(part["first_percent"] == part["first_percent"])


# Concentration and dependence


def concentration(partners: pd.DataFrame) -> pd.DataFrame:
    """How concentrated the partners are: Herfindahl-Hirschman index, 0 to 10,000, with its bounds.

    `partners` is the table of `partner_shares`. The EU counts as one partner, for it trades as one.
    What has no named partner counts for nothing in `low_index` (many small ones) and as one single
    partner in `high_index`; the truth lies between. Sources that name only some partners give a
    lower bound and no upper one. Columns: `country`, `year`, `measure`, `low_index`, `high_index`,
    `unnamed_percent`, `basis`.
    """
    named = partners[partners["group"] != UNSPECIFIED]
    one_eu = named["partner"].mask(named["group"] == EU, "EU27")
    shares = named.groupby([*_CELL, one_eu])["share_percent"].sum()
    by_cell = shares.groupby(level=_CELL)
    table = pd.DataFrame(
        {"low_index": by_cell.apply(herfindahl), "unnamed_percent": 100 - by_cell.sum()}
    )
    table["basis"] = partners.groupby(_CELL)["basis"].first()
    table["high_index"] = (table["low_index"] + table["unnamed_percent"] ** 2).where(
        table["basis"].isin(COMPLETE)
    )
    columns = [*_CELL, "low_index", "high_index", "unnamed_percent", "basis"]
    return table.reset_index()[columns]


def concentration_of(index: pd.DataFrame, *, measure: str = "turnover") -> pd.DataFrame:
    """The rows of `concentration` for one measure, of the countries in CHARTED.

    A lower bound from named shares that cover less than half of the trade says nothing and is left
    out. Raises KeyError for an unknown measure.
    """
    if measure not in MEASURES:
        raise KeyError(f"no measure {measure!r}; choose from {', '.join(MEASURES)}")
    telling = index["basis"].isin(COMPLETE) | (index["unnamed_percent"] <= 50)
    rows = index[(index["measure"] == measure) & index["country"].isin(CHARTED) & telling]
    return rows.reset_index(drop=True)


CHARTED: Final = ("AZE", "KAZ", "KGZ", "UZB")
"""Azerbaijan, and the three whose statistical office splits all trade by partner."""


def describe_concentration(table: pd.DataFrame) -> str:
    """Say the bounds in the first and last year of each office's series, and what they decide."""
    parts = []
    for country, rows in table[table["basis"] == OWN].groupby("country", sort=False):
        first, last = rows.iloc[0], rows.iloc[-1]
        parts.append(
            f"{SIX[str(country)]} {first['low_index']:,.0f} to {first['high_index']:,.0f} in "
            f"{first['year']} and {last['low_index']:,.0f} to {last['high_index']:,.0f} in "
            f"{last['year']} ({verdict_on_change(rows)})"
        )
    aze = table[table["country"] == "AZE"]
    last = aze.iloc[-1]
    return (
        f"Concentration of partners in {table['measure'].iloc[0]}, between its bounds: "
        f"{'; '.join(parts)}. Azerbaijan: at least {last['low_index']:,.0f} in {last['year']}."
    )


def verdict_on_change(rows: pd.DataFrame) -> str:
    """Whether the index rose or fell from the first row to the last, if the bounds can tell."""
    first, last = rows.iloc[0], rows.iloc[-1]
    if last["low_index"] > first["high_index"]:
        return "higher"
    if last["high_index"] < first["low_index"]:
        return "lower"
    return "the bounds overlap"


def dependence(partners: pd.DataFrame) -> pd.DataFrame:
    """The shares of Russia and China in turnover by year, alone and together.

    `partners` is the table of `partner_shares`. Columns: `country`, `year`, `russia_percent`,
    `china_percent`, `both_percent` (missing unless both are known), `basis`. Only for CHARTED.
    """
    rows = partners[(partners["measure"] == "turnover") & partners["country"].isin(CHARTED)]
    rows = rows[rows["partner"].isin(["RUS", "CHN"])]
    wide = rows.pivot(index=["country", "year", "basis"], columns="partner", values="share_percent")
    table = wide.rename(columns={"RUS": "russia_percent", "CHN": "china_percent"}).reset_index()
    table.columns.name = None
    table["both_percent"] = table["russia_percent"] + table["china_percent"]
    return table[["country", "year", "russia_percent", "china_percent", "both_percent", "basis"]]


def first_and_last(table: pd.DataFrame, country: str) -> tuple[pd.Series, pd.Series]:
    """The first and the last year of a country's own statistics in a table by year."""
    rows = table[(table["country"] == country) & (table["basis"] == OWN)].sort_values(
        "year", kind="stable"
    )
    if rows.empty:
        raise UnknownCountryError(country, list(OFFICES))
    return rows.iloc[0], rows.iloc[-1]


def gains(table: pd.DataFrame, column: str) -> dict[str, float]:
    """By how much a column moved from the first to the last year of each office's series.

    `table` is by country and year, such as that of `dependence`; a country without the column in
    its office's series is left out.
    """
    known = table[table[column].notna()]
    moves = {}
    for country in OFFICES:
        if len(known[(known["country"] == country) & (known["basis"] == OWN)]):
            first, last = first_and_last(known, country)
            moves[country] = float(last[column] - first[column])
    return moves


def gains_of_means(table: pd.DataFrame, column: str, *, years: int) -> dict[str, float]:
    """By how much the mean of a column's last years exceeds that of its first, as in `gains`.

    Single years at the ends of a series swing; means of several hang less on where it begins.
    """
    own = table[(table["basis"] == OWN) & table[column].notna()].sort_values("year", kind="stable")
    moves = {}
    for country in OFFICES:
        values = own.loc[own["country"] == country, column]
        if len(values):
            moves[country] = float(values.tail(years).mean() - values.head(years).mean())
    return moves


def describe_dependence(table: pd.DataFrame) -> str:
    """Say for each office's series where Russia, China and both together began and ended."""
    parts = []
    for country in OFFICES:
        first, last = first_and_last(table, country)
        moves = ", ".join(
            f"{words} {first[column]:.1f} to {last[column]:.1f}%"
            for words, column in (
                ("Russia", "russia_percent"),
                ("China", "china_percent"),
                ("together", "both_percent"),
            )
        )
        parts.append(f"{SIX[country]} {first['year']} to {last['year']}: {moves}")
    return f"Share of turnover. {'; '.join(parts)}."


def region_share(partners: pd.DataFrame) -> pd.DataFrame:
    """What part of a country's turnover is with the other five of the region, by year.

    `partners` is the table of `partner_shares`. Single stated shares give a lower bound, and are
    left out when they name fewer than three of the five. Columns: `country`, `year`,
    `region_percent`, `basis`. Only for CHARTED.
    """
    rows = partners[(partners["measure"] == "turnover") & (partners["group"] == REGION)]
    rows = rows[rows["country"].isin(CHARTED)]
    cell = rows.groupby(["country", "year", "basis"])
    table = cell.agg(region_percent=("share_percent", "sum"), named=("partner", "nunique"))
    table = table.reset_index()
    told = table["basis"].isin(COMPLETE) | (table["named"] >= _LEAST_NEIGHBOURS)
    columns = ["country", "year", "region_percent", "basis"]
    return table.loc[told, columns].reset_index(drop=True)


_LEAST_NEIGHBOURS: Final = 3
"""Of the five neighbours an incomplete source must name so many, or its sum says too little."""


def describe_region(table: pd.DataFrame) -> str:
    """Say where the region's share began and ended in each office's series, and its range."""
    parts = []
    for country in OFFICES:
        first, last = first_and_last(table, country)
        rows = table[(table["country"] == country) & (table["basis"] == OWN)]["region_percent"]
        parts.append(
            f"{SIX[country]} {first['region_percent']:.1f}% in {first['year']} and "
            f"{last['region_percent']:.1f}% in {last['year']} (between {rows.min():.1f} and "
            f"{rows.max():.1f})"
        )
    return f"Share of the other five of the region in turnover: {'; '.join(parts)}."


# Azerbaijan and Central Asia


def azerbaijan_and_central_asia(trade: pd.DataFrame, part_year: pd.DataFrame) -> pd.DataFrame:
    """Turnover of Azerbaijan with Central Asian states: theirs by year, and its own newest months.

    `trade` is `policy/trade`, `part_year` `policy/trade_part_year`. The yearly figures are exports
    and imports as the statistical offices of Kazakhstan, Kyrgyzstan and Uzbekistan count them, for
    the years that all three have; Tajikistan and Turkmenistan publish none. The newest months are
    Azerbaijan's own statements, one period and one source for all. Columns: `partner` (name),
    `year`, `covers`, `turnover_usd_mn`, `reporter` (who counts: `partner` or `Azerbaijan`).
    """
    rows = offices_with_azerbaijan(trade)
    yearly = rows.assign(year=rows["year"].dt.year, code=rows["reporter"].astype("string"))
    yearly = yearly.groupby(["code", "year"])[["value_usd_mn"]].sum().reset_index()
    everyone = yearly.groupby("year")["code"].transform("nunique") == len(OFFICES)
    newest = newest_months_with_central_asia(part_year)
    own = pd.DataFrame(
        {
            "code": newest["partner"].astype("string"),
            "year": newest["period"].array.left.year,
            "covers": [f"{span.left:%b}-{data.last_day(span):%b %Y}" for span in newest["period"]],
            "value_usd_mn": newest["value_usd_mn"],
            "reporter": "Azerbaijan",
        }
    )
    theirs = yearly[everyone].assign(reporter="partner")
    theirs["covers"] = theirs["year"].astype("string")
    table = pd.concat([theirs, own], ignore_index=True)
    table["partner"] = table["code"].map(SIX)
    return table.rename(columns={"value_usd_mn": "turnover_usd_mn"}).sort_values(
        ["year", "partner"], ignore_index=True
    )[["partner", "year", "covers", "turnover_usd_mn", "reporter"]]


def offices_with_azerbaijan(trade: pd.DataFrame) -> pd.DataFrame:
    """The rows of `policy/trade` in which OFFICES count their trade with Azerbaijan."""
    return data.where(trade, partner="AZE", product="all", source_id=list(OFFICES.values()))


def newest_months_with_central_asia(part_year: pd.DataFrame) -> pd.DataFrame:
    """The newest rows of `policy/trade_part_year` in which Azerbaijan counts trade with them."""
    wanted = {"reporter": "AZE", "flow": "turnover", "product": "all"}
    said = data.where(part_year, partner=list(OFFICES), **wanted)
    ends = said["period"].array.right
    newest: pd.DataFrame = said[ends == ends.max()]
    return newest


def counted_by_partners(table: pd.DataFrame) -> pd.DataFrame:
    """What the three count together by year, and how many times the first year's it is.

    `table` is from `azerbaijan_and_central_asia`. Columns: `year`, `turnover_usd_mn`, `times`.
    """
    theirs = table[table["reporter"] == "partner"]
    sums = theirs.groupby("year")["turnover_usd_mn"].sum().reset_index()
    return sums.assign(times=sums["turnover_usd_mn"] / sums["turnover_usd_mn"].iloc[0])


def describe_azerbaijan(table: pd.DataFrame) -> str:
    """Say the first and last yearly sum of the three, the growth, and the newest months."""
    sums = counted_by_partners(table)
    first, last = sums.iloc[0], sums.iloc[-1]
    own = table[table["reporter"] == "Azerbaijan"]
    return (
        f"Kazakhstan, Kyrgyzstan and Uzbekistan count {first['turnover_usd_mn']:,.0f} million USD "
        f"of trade with Azerbaijan in {first['year']:.0f} and {last['turnover_usd_mn']:,.0f} "
        f"million in {last['year']:.0f}, {last['times']:.1f} times as much. Azerbaijan itself "
        f"counts {own['turnover_usd_mn'].sum():,.0f} million with the three in "
        f"{own['covers'].iloc[0]}."
    )


def azerbaijan_with_the_eu_lately(shares: pd.DataFrame) -> pd.DataFrame:
    """The EU's newest shares in Azerbaijan's trade, with gold and without, of `trade_shares`."""
    rows = data.where(shares, reporter="AZE", partner="EU27")
    begun = rows["period"].array.left.year
    lately: pd.DataFrame = rows[begun == begun.max()]
    return lately


def azerbaijan_with_russia(partners: pd.DataFrame) -> pd.DataFrame:
    """Russia's shares in Azerbaijan's turnover, by year, of `partner_shares`."""
    return data.where(partners, country="AZE", measure="turnover", partner="RUS")


# The two sides of one trade

_CUSTOMS: Final[Mapping[str, str]] = {**OFFICES, "RUS": "ru_fcs_levchenko"}
_LEAST_USD_BN: Final = 0.1
"""Below this a pair is left out: a few lorries make a large ratio."""


def mirror_counts(trade: pd.DataFrame, places: pd.DataFrame) -> pd.DataFrame:
    """One trade as each side counts it: turnover of pairs in the newest year that both report.

    `trade` is `policy/trade`, `places` `geo/places`. At least one side is of the region, and one
    counts 0.1 billion USD or more. Only dollars: what a side tells in euro is left out rather than
    converted. A side's figure is the exports and imports of its customs statistics, else a turnover
    that it states. Columns: `lower` and `higher` (names of the side that counts less and more),
    `year`, `lower_usd_bn`, `higher_usd_bn`, `ratio`, `lower_source_id`, `higher_source_id`; the
    largest ratio first.
    """
    sides = _sides(trade)
    pairs = sides.merge(
        sides,
        left_on=["reporter", "partner", "year"],
        right_on=["partner", "reporter", "year"],
        suffixes=("", "_other"),
        validate="one_to_one",
    )
    pairs = pairs[pairs["usd_bn"] < pairs["usd_bn_other"]]
    in_region = pairs["reporter"].isin(list(SIX)) | pairs["partner"].isin(list(SIX))
    pairs = pairs[in_region & (pairs["usd_bn_other"] >= _LEAST_USD_BN)]
    first = pairs["reporter"].where(pairs["reporter"] < pairs["partner"], pairs["partner"])
    second = pairs["partner"].where(first == pairs["reporter"], pairs["reporter"])
    newest = pairs.loc[pairs.groupby([first, second])["year"].idxmax()]
    name = places.set_index("code")["name"]
    table = pd.DataFrame(
        {
            "lower": newest["reporter"].map(name),
            "higher": newest["partner"].map(name),
            "year": newest["year"],
            "lower_usd_bn": newest["usd_bn"],
            "higher_usd_bn": newest["usd_bn_other"],
            "ratio": newest["usd_bn_other"] / newest["usd_bn"],
            "lower_source_id": newest["source_id"],
            "higher_source_id": newest["source_id_other"],
        }
    )
    return table.sort_values("ratio", ascending=False, ignore_index=True, kind="stable")


def _sides(trade: pd.DataFrame) -> pd.DataFrame:
    """Turnover as the reporter itself counts or states it: a row a reporter, partner and year."""
    rows = trade[(trade["product"] == "all") & trade["value_usd_mn"].notna()]
    rows = rows[(rows["method"] == "reported") & (rows["source_id"] != MERGED_SOURCE)]
    rows = rows.assign(
        **{name: rows[name].astype("string") for name in ("reporter", "partner", "flow")},
        year=rows["year"].dt.year,
        usd_bn=rows["value_usd_mn"] / 1000,
    )
    key = ["reporter", "partner", "year", "source_id"]
    flows = rows[rows["flow"] != "turnover"].pivot(index=key, columns="flow", values="usd_bn")
    counted = flows.dropna().sum(axis=1).rename("usd_bn").reset_index()
    stated = rows.loc[rows["flow"] == "turnover", [*key, "usd_bn"]]
    both = pd.concat([counted, stated], ignore_index=True)
    customs = both["source_id"] == both["reporter"].map(dict(_CUSTOMS))
    ordered = both.assign(_customs=customs.fillna(False).astype(bool)).sort_values(
        ["_customs", "source_id"], ascending=[False, True], kind="stable"
    )
    return ordered.drop_duplicates(["reporter", "partner", "year"])[[*key, "usd_bn"]]


def rows_of_pairs(trade: pd.DataFrame, places: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """The rows of `policy/trade` from which rows of `mirror_counts` were computed."""
    code = places.set_index("name")["code"]
    told = {
        (source, year, code[reporter], code[partner])
        for row in pairs.to_dict("records")
        for source, year, reporter, partner in (
            (row["lower_source_id"], row["year"], row["lower"], row["higher"]),
            (row["higher_source_id"], row["year"], row["higher"], row["lower"]),
        )
    }
    counted = data.where(trade, product="all", method="reported")
    keys = zip(
        counted["source_id"],
        counted["year"].dt.year,
        counted["reporter"].astype(str),
        counted["partner"].astype(str),
        strict=True,
    )
    found: pd.DataFrame = counted[[key in told for key in keys]]
    return found


def describe_mirrors(table: pd.DataFrame) -> str:
    """Say the pair that disagrees most, and how far the rest do."""
    worst, rest = table.iloc[0], table.iloc[1:]
    return (
        f"For {worst['year']} {worst['higher']} counts {worst['higher_usd_bn']:.1f} billion USD of "
        f"trade with {worst['lower']}, which counts {worst['lower_usd_bn']:.1f}: "
        f"{worst['ratio']:.1f} times as much. In the other {len(rest)} pairs the larger figure is "
        f"{rest['ratio'].min():.2f} to {rest['ratio'].max():.2f} times the smaller."
    )


def rows_of_turkic_pairs(trade: pd.DataFrame, year: int) -> pd.DataFrame:
    """The rows of `policy/trade` from which `turkic_pairs` were computed, for its year."""
    rows = data.where(
        trade, reporter=list(TURKIC), partner=list(TURKIC), product="all", method="reported"
    )
    told: pd.DataFrame = rows[
        (rows["year"].dt.year == year)
        & (rows["source_id"] != MERGED_SOURCE)
        & rows["value_usd_mn"].notna()
    ]
    return told


TURKIC: Final[Mapping[str, str]] = {
    "AZE": "Azerbaijan",
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "TUR": "Türkiye",
    "UZB": "Uzbekistan",
}
"""The members of the Organization of Turkic States."""


def turkic_pairs(trade: pd.DataFrame) -> pd.DataFrame:
    """The trade of each two members of the Organization of Turkic States, in the newest whole year.

    `trade` is `policy/trade`. The year is the newest for which at least one side of every pair
    counts or states its turnover. Columns: `one`, `other` (names), `year`, `low_usd_bn`,
    `high_usd_bn` (equal when only one side is on record). Raises ValueError when no year has all.
    """
    sides = _sides(trade)
    sides = sides[sides["reporter"].isin(list(TURKIC)) & sides["partner"].isin(list(TURKIC))]
    first = sides["reporter"].where(sides["reporter"] < sides["partner"], sides["partner"])
    second = sides["partner"].where(first == sides["reporter"], sides["reporter"])
    pairs = sides.assign(one=first, other=second).groupby(["year", "one", "other"])["usd_bn"]
    ranges = pairs.agg(low_usd_bn="min", high_usd_bn="max").reset_index()
    every = len(TURKIC) * (len(TURKIC) - 1) // 2
    counts = ranges.groupby("year").size()
    whole = counts[counts == every]
    if whole.empty:
        raise ValueError("no year has the trade of all pairs of members on record")
    newest = ranges[ranges["year"] == whole.index.max()].reset_index(drop=True)
    for side in ("one", "other"):
        newest[side] = newest[side].map(dict(TURKIC))
    columns = ["one", "other", "year", "low_usd_bn", "high_usd_bn"]
    table: pd.DataFrame = newest[columns]
    return table


asked.checked(
    __name__,
    part_year="policy/trade_part_year",
    places="geo/places",
    shares="policy/trade_shares",
    sources="sources",
    trade="policy/trade",
)
