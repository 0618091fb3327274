"""The numbers of chapter 2: partners, dependence, neighbours, meetings and borders."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

import pandas as pd

from corridors import data
from corridors.claims import ledger as claims
from corridors.claims.judging import PAPER
from corridors.claims.shared import BEFORE_THE_WAR
from corridors.prose import Numbers, Told, listed, number, numbers, percent, told
from corridors.states import FIVE, SIX
from corridors.subjects import borders, forums, trade
from corridors.told.shared import in_years, sure_in

Behind = Callable[[pd.DataFrame], tuple[pd.DataFrame, ...]]
"""From rows of `trade.partner_shares` to the rows of the tables they were computed from:
`trade.rows_behind` with these tables bound."""


# Partners


def _share_of(
    partners: pd.DataFrame, behind: Behind, country: str, measure: str, group: str
) -> Told:
    """What a group of partners has of a country's trade in the newest year."""
    last = trade.last_year(partners)
    rows = data.where(partners, country=country, year=last, measure=measure, group=group)
    return told(percent(rows["share_percent"].sum() / 100, 1), *behind(rows))


def main_partners(partners: pd.DataFrame, behind: Behind) -> Numbers:
    """The partners that a sentence names; `partners` is from `trade.partner_shares`."""
    last = trade.last_year(partners)
    stated = data.where(
        partners, country="AZE", measure="exports", partner="EU27", basis=trade.STATED
    )
    first, newest = stated.head(1), stated.tail(1)

    def stated_share(row: pd.DataFrame) -> Told:
        return told(percent(row["share_percent"].iloc[0] / 100, 1), *behind(row))

    offices = data.where(partners, year=last, partner="RUS", measure="turnover", basis=trade.OWN)
    return numbers(
        last_year=told(last, *behind(offices)),
        kaz_eu=_share_of(partners, behind, "KAZ", "turnover", trade.EU),
        kgz_china=_share_of(partners, behind, "KGZ", "turnover", trade.CHINA),
        tkm_china=_share_of(partners, behind, "TKM", "exports", trade.CHINA),
        aze_eu_year=told(first["year"].iloc[0], *behind(first)),
        aze_eu_first=stated_share(first),
        aze_eu_months=told(newest["covers"].iloc[0], *behind(newest)),
        aze_eu_last=stated_share(newest),
    )


def unnamed_buyers(partners: pd.DataFrame, behind: Behind) -> Numbers:
    """What part of Uzbekistan's exports goes to buyers that it does not name, its gold."""
    return numbers(uzb_gold=_share_of(partners, behind, "UZB", "exports", trade.UNSPECIFIED))


def gold(shares: pd.DataFrame) -> Numbers:
    """The EU's part of Azerbaijan's newest imports, with gold and without."""
    rows = data.where(trade.azerbaijan_with_the_eu_lately(shares), flow="import")

    def share(product: str) -> Told:
        row = data.where(rows, product=product)
        return told(percent(row["share_percent"].iloc[0] / 100, 1), row)

    return numbers(aze_imports_eu=share("all"), aze_imports_eu_no_gold=share("all_except_gold"))


def buyers() -> Numbers:
    """Azerbaijan's largest buyer and seller, then and now."""
    found = claims.finding("c16")
    return numbers(
        buyer_first=told(percent(found.number("export_first_percent") / 100), *found.rows),
        buyer_last=told(percent(found.number("export_last_percent") / 100), *found.rows),
        seller_last=told(percent(found.number("import_last_percent") / 100), *found.rows),
        buyer_years=told(
            f"from {found.figures['first_year']} to {found.figures['last_year']}", *found.rows
        ),
    )


def choices(known: pd.Series, offered: int, behind: Behind, partners: pd.DataFrame) -> Numbers:
    """How many of the explorer's choices have a source; `known` is the kind of source of each."""
    azerbaijan = data.where(partners, country="AZE")
    given = "the choices that the explorer offers, less those with a source in the tables"
    return numbers(
        choices_none=told(offered - len(known), *behind(azerbaijan), given=given),
        choices_offered=told(offered, given="countries times years times measures of the explorer"),
    )


def mirrors(counts: pd.DataFrame, goods: pd.DataFrame, places: pd.DataFrame) -> Numbers:
    """How far two sides of one trade part; `counts` is from `trade.mirror_counts`."""
    worst, first = counts.iloc[0], trade.rows_of_pairs(goods, places, counts.head(1))
    return numbers(
        mirror_year=told(worst["year"], first),
        mirror_higher=told(f"{number(worst['higher_usd_bn'], 1)} billion USD", first),
        mirror_lower=told(f"{number(worst['lower_usd_bn'], 1)} billion", first),
        mirror_ratio=told(f"{number(worst['ratio'], 1)} times", first),
    )


def other_mirrors(counts: pd.DataFrame, goods: pd.DataFrame, places: pd.DataFrame) -> Numbers:
    """How far the sides part in Tajikistan's trade, and in all others; as in `mirrors`."""
    tajik, rest = counts.iloc[[1]], counts.iloc[2:]
    low, high = (100 * (ratio - 1) for ratio in (rest["ratio"].min(), rest["ratio"].max()))
    return numbers(
        mirror_tajik=told(
            f"{number(tajik['ratio'].iloc[0], 1)} times", trade.rows_of_pairs(goods, places, tajik)
        ),
        mirror_rest=told(
            f"{number(low)} to {number(high)} percent", trade.rows_of_pairs(goods, places, rest)
        ),
    )


# Dependence


def _behind_powers(
    partners: pd.DataFrame, behind: Behind, country: str, years: tuple[int, ...]
) -> tuple[pd.DataFrame, ...]:
    """The rows of Russia's and China's shares in a country's turnover in some years."""
    rows = data.where(
        partners, country=country, measure="turnover", partner=("RUS", "CHN"), year=years
    )
    return behind(rows)


def _ends(
    dependence: pd.DataFrame,
    partners: pd.DataFrame,
    behind: Behind,
    country: str,
    column: str,
    *,
    years: bool = False,
) -> Told:
    """A share at both ends of an office's series, and of which years they are."""
    first, last = trade.first_and_last(dependence, country)
    words = f"{number(first[column], 1)} to {number(last[column], 1)} percent"
    span = int(first["year"]), int(last["year"])
    words += f" ({span[0]} to {span[1]})" if years else ""
    return told(words, *_behind_powers(partners, behind, country, span))


def powers(dependence: pd.DataFrame, partners: pd.DataFrame, behind: Behind) -> Numbers:
    """Russia and China together at both ends of each office's series; of `trade.dependence`."""

    def both(country: str) -> Told:
        return _ends(dependence, partners, behind, country, "both_percent", years=True)

    return numbers(both_kaz=both("KAZ"), both_kgz=both("KGZ"), both_uzb=both("UZB"))


def each_power(dependence: pd.DataFrame, partners: pd.DataFrame, behind: Behind) -> Numbers:
    """Russia and China each at both ends of each office's series; as in `powers`."""

    def ends(country: str, power: str) -> Told:
        return _ends(dependence, partners, behind, country, f"{power}_percent")

    return numbers(
        russia_uzb=ends("UZB", "russia"),
        russia_kgz=ends("KGZ", "russia"),
        russia_kaz=ends("KAZ", "russia"),
        china_kaz=ends("KAZ", "china"),
    )


def from_peaks(dependence: pd.DataFrame, partners: pd.DataFrame, behind: Behind) -> Numbers:
    """How far Russia and China together are below their highest year; as in `powers`."""

    def from_peak(country: str) -> Told:
        rows = data.where(dependence, country=country, basis=trade.OWN).set_index("year")
        both: Any = rows["both_percent"]
        peak = int(both.idxmax())
        words = f"{number(both.max() - both.iloc[-1], 1)} points from {peak}"
        span = peak, int(both.index[-1])
        return told(words, *_behind_powers(partners, behind, country, span))

    return numbers(peak_uzb=from_peak("UZB"), peak_kgz=from_peak("KGZ"))


def _offices_in(dependence: pd.DataFrame, year: int) -> pd.DataFrame:
    """What each office counts in a year, by country."""
    return data.where(dependence, basis=trade.OWN, year=year).set_index("country")


def _behind_the_war(
    partners: pd.DataFrame, behind: Behind, countries: list[str]
) -> tuple[pd.DataFrame, ...]:
    """The rows of Russia's and China's shares in the year before the war and in the newest."""
    years = BEFORE_THE_WAR, trade.last_year(partners)
    rows = data.where(
        partners, country=countries, measure="turnover", partner=("RUS", "CHN"), year=years
    )
    return behind(rows)


def since_the_war(dependence: pd.DataFrame, partners: pd.DataFrame, behind: Behind) -> Numbers:
    """In how many states Russia lost, counted from the year before the war and from the first."""
    kaz_from = int(trade.first_and_last(dependence, "KAZ")[0]["year"])
    war, now, early = (
        _offices_in(dependence, year)["russia_percent"]
        for year in (BEFORE_THE_WAR, trade.last_year(partners), kaz_from)
    )
    rows = _behind_the_war(partners, behind, list(now.index))
    fell, fell_since = now < war, early - now >= 1
    return numbers(
        war_year=told(BEFORE_THE_WAR, given="the last year before the full-scale war"),
        russia_fell=told(f"{fell.sum()} of {len(now)}", *rows),
        kaz_from=told(kaz_from, *_behind_powers(partners, behind, "KAZ", (kaz_from,))),
        russia_fell_since=told(f"{fell_since.sum()} of {len(now)}", *rows),
    )


def _moves(dependence: pd.DataFrame, partners: pd.DataFrame, behind: Behind, column: str) -> Told:
    """By how many points a share moved in each state since the year before the war."""
    war, now = (
        _offices_in(dependence, year)[column]
        for year in (BEFORE_THE_WAR, trade.last_year(partners))
    )
    points = [f"{_signed(now[c] - war[c])} in {SIX[str(c)]}" for c in now.index]
    return told(listed(points), *_behind_the_war(partners, behind, list(now.index)))


def both_since_the_war(dependence: pd.DataFrame, partners: pd.DataFrame, behind: Behind) -> Numbers:
    """How Russia and China together moved since the war, and by means of three years."""
    found = claims.finding("c15")
    means = [
        f"{_signed(found.number(f'change_of_means_{c.lower()}_points'))} in {SIX[c]}"
        for c in map(str, _offices_in(dependence, trade.last_year(partners)).index)
    ]
    return numbers(
        both_since_war=_moves(dependence, partners, behind, "both_percent"),
        both_of_means=told(listed(means), *found.rows),
    )


def russia_since_the_war(
    dependence: pd.DataFrame, partners: pd.DataFrame, behind: Behind
) -> Numbers:
    """How Russia's share moved since the war; as in `powers`."""
    return numbers(russia_since_war=_moves(dependence, partners, behind, "russia_percent"))


def _signed(points: float) -> str:
    return f"{points:+.1f}".replace("-", "\u2212")


def azerbaijan(dependence: pd.DataFrame, partners: pd.DataFrame, behind: Behind) -> Numbers:
    """The powers' shares in Azerbaijan's trade, as stated; of `trade.dependence`."""
    known = data.where(dependence, country="AZE", basis=trade.STATED).set_index("year")

    def ends(power: str, partner: str) -> Told:
        shares = known[f"{power}_percent"].dropna()
        words = [f"{number(shares.iloc[n], 1)} percent in {shares.index[n]}" for n in (0, -1)]
        years = int(shares.index[0]), int(shares.index[-1])
        rows = data.where(partners, country="AZE", measure="turnover", partner=partner, year=years)
        return told(" and ".join(words), *behind(rows))

    newest = trade.azerbaijan_with_russia(partners).tail(1)
    return numbers(
        aze_russia=ends("russia", "RUS"),
        aze_russia_covers=told(newest["covers"].iloc[0], *behind(newest)),
        aze_china=ends("china", "CHN"),
    )


def early_years(beside: pd.DataFrame, partners: pd.DataFrame, goods: pd.DataFrame) -> Numbers:
    """Kyrgyzstan's office beside the merged data; `beside` has both by country and year."""
    year = int(beside.index.get_level_values("year").max())
    row: Any = beside.loc[("KGZ", year)]
    rows = data.where(goods, reporter="KGZ", product="all", partner=("RUS", "CHN", "WORLD"))
    rows = rows[rows["year"].dt.year == year]
    office = data.where(rows, source_id=trade.OFFICES["KGZ"])
    merged = data.where(rows, source_id=trade.MERGED_SOURCE)
    return numbers(
        early_year=told(year, merged),
        kgz_own=told(percent(row["own"] / 100), office),
        kgz_merged=told(percent(row["merged"] / 100), merged),
    )


def concentration(
    index: pd.DataFrame, partners: pd.DataFrame, places: pd.DataFrame, behind: Behind
) -> Numbers:
    """Bounds of the index of concentration; `index` is from `trade.concentration`."""
    last = trade.last_year(partners)
    cells: Any = index.set_index(["country", "measure", "year"])

    def cell_rows(country: str, measure: str, year: int) -> tuple[pd.DataFrame, ...]:
        return behind(data.where(partners, country=country, measure=measure, year=year))

    def bounds(country: str, measure: str, year: int) -> Told:
        row = cells.loc[(country, measure, year)]
        words = f"{number(row['low_index'])} to {number(row['high_index'])}"
        return told(words, *cell_rows(country, measure, year))

    def first_year(country: str) -> int:
        own = data.where(partners, country=country, measure="turnover", basis=trade.OWN)
        return int(own["year"].min())

    sold = data.where(index, country="AZE", measure="exports")
    merged_end = int(data.where(sold, basis=trade.MERGED)["year"].max())
    newest = sold.iloc[-1]
    newest_rows = cell_rows("AZE", "exports", int(newest["year"]))
    return numbers(
        hhi_kgz_first=bounds("KGZ", "imports", first_year("KGZ")),
        hhi_kgz_last=bounds("KGZ", "imports", last),
        hhi_kaz_first=bounds("KAZ", "exports", first_year("KAZ")),
        hhi_kaz_last=bounds("KAZ", "exports", last),
        hhi_uzb_last=bounds("UZB", "exports", last),
        hhi_aze_merged=bounds("AZE", "exports", merged_end),
        merged_end=told(merged_end, *cell_rows("AZE", "exports", merged_end)),
        hhi_aze_newest=told(number(newest["low_index"]), *newest_rows),
        newest_hhi_year=told(newest["year"], *newest_rows),
    )


def uzbek_gold(shares: pd.DataFrame, partners: pd.DataFrame, places: pd.DataFrame) -> Numbers:
    """The buyer of Uzbekistan's gold by the reports of other sides, of `policy/trade_shares`."""
    last = trade.last_year(partners)
    sold = data.where(shares, reporter="UZB", flow="export", source_id="factbook_json")
    top = sold[sold["period"].array.left.year == last].nlargest(1, "share_percent")
    buyer = data.where(places, code=top["partner"].iloc[0])
    return numbers(
        uzb_swiss=told(percent(top["share_percent"].iloc[0] / 100), top),
        uzb_buyer=told(buyer["name"].iloc[0], top),
    )


# Neighbours


def region(region: pd.DataFrame, partners: pd.DataFrame, behind: Behind) -> Numbers:
    """The region's share at both ends of each office's series; of `trade.region_share`."""
    with_region = data.where(partners, measure="turnover", group=trade.REGION)

    def ends(country: str) -> Told:
        first, last = trade.first_and_last(region, country)
        words = f"{number(first['region_percent'], 1)} to {number(last['region_percent'], 1)}"
        years = int(first["year"]), int(last["year"])
        rows = data.where(with_region, country=country, year=years)
        return told(f"{words} percent", *behind(rows))

    return numbers(region_kaz=ends("KAZ"), region_uzb=ends("UZB"), region_kgz=ends("KGZ"))


def azerbaijans_weight(region: pd.DataFrame, partners: pd.DataFrame, behind: Behind) -> Numbers:
    """What the region weighs for Azerbaijan, and Azerbaijan for the others; as in `region`."""
    newest = data.where(region, country="AZE").iloc[-1]
    rows = data.where(
        partners, measure="turnover", group=trade.REGION, country="AZE", year=int(newest["year"])
    )
    found = claims.finding("c12")
    return numbers(
        region_aze=told(percent(newest["region_percent"] / 100, 1), *behind(rows)),
        caucasus_gained=told(
            f"{found.figures['states_with_more']} of {len(trade.OFFICES)}", *found.rows
        ),
        caucasus_since=told(found.figures["counted_from"], *found.rows),
        caucasus_most=told(f"{found.number('largest_caucasus_percent'):.1f} percent", *found.rows),
    )


def across_the_sea(counted: pd.DataFrame, goods: pd.DataFrame) -> Numbers:
    """Azerbaijan's trade with three states; of `trade.azerbaijan_and_central_asia`."""
    sums = trade.counted_by_partners(counted)
    first, last = sums.iloc[0], sums.iloc[-1]
    with_us = trade.offices_with_azerbaijan(goods)
    first_rows, last_rows = (in_years(with_us, int(row["year"])) for row in (first, last))
    return numbers(
        aze_first=told(f"{number(first['turnover_usd_mn'])} million USD", first_rows),
        aze_first_year=told(int(first["year"]), first_rows),
        aze_last=told(f"{number(last['turnover_usd_mn'])} million", last_rows),
        aze_times=told(f"{number(last['times'], 1)} times", first_rows, last_rows),
    )


def azerbaijans_part(
    counted: pd.DataFrame, part_year: pd.DataFrame, partners: pd.DataFrame, behind: Behind
) -> Numbers:
    """Azerbaijan's part of three states' trade, and its own count; as in `across_the_sea`."""
    ours = data.where(counted, reporter="Azerbaijan")
    own = trade.newest_months_with_central_asia(part_year)
    part_of = data.where(
        partners, partner="AZE", measure="turnover", year=trade.last_year(partners)
    )
    parts = [
        f"{number(share, 2)} percent of {SIX[country]}'s"
        for country, share in zip(part_of["country"], part_of["share_percent"], strict=True)
    ]
    months = f"{number(ours['turnover_usd_mn'].sum())} million in {ours['covers'].iloc[0]}"
    return numbers(aze_part=told(listed(parts), *behind(part_of)), aze_months=told(months, own))


def growth_of_one_year(said: pd.DataFrame, counted: pd.DataFrame, goods: pd.DataFrame) -> Numbers:
    """What was said of one year's growth; `said` are rows of `policy/institutions`."""
    first = said[said["period"].array.left.year == said["period"].array.left.year.min()]
    year = int(first["period"].array.left.year[0])
    sums = trade.counted_by_partners(counted).set_index("year")["turnover_usd_mn"]
    with_us = trade.offices_with_azerbaijan(goods)
    counts = with_us[with_us["year"].dt.year.isin([year - 1, year])]
    president = data.where(first, counterpart="CENTRAL_ASIA")
    minister = data.where(first, counterpart="SPECA")
    return numbers(
        growth_year=told(year, first),
        growth_president=told(f"{number(president['value'].iloc[0])} times", president),
        growth_minister=told(f"{number(minister['value'].iloc[0], 1)} percent", minister),
        growth_three=told(percent(sums[year] / sums[year - 1] - 1), counts),
    )


# Meetings


def meetings(met: pd.DataFrame) -> Numbers:
    """Who met the five; `met` is from `forums.meetings`."""
    often = forums.partners_met(met)
    held = data.where(met, outside=True, kind=forums.HELD)
    return numbers(
        forum_partners=told(len(often), held),
        forum_meetings=told(int(often.sum()), held),
        forum_years=told(f"{held['year'].min()} and {held['year'].max()}", held),
        forum_again=told(int((often > 1).sum()), held),
    )


def meetings_in_detail(met: pd.DataFrame) -> Numbers:
    """Who met the five again by the paper's date, and what is only announced; as in `meetings`."""
    before = forums.partners_met(met, until=PAPER)
    held = data.where(met, outside=True, kind=forums.HELD)
    planned = data.where(met, kind=forums.PLANNED)
    return numbers(
        forum_before=told(int((before > 1).sum()), held),
        forum_planned=told(len(planned), planned),
    )


def turkic_body(events: pd.DataFrame) -> Numbers:
    """When the Turkic body was founded and renamed; `events` is `policy/events`."""

    def year(words: str) -> Told:
        row = events[events["event_id"].str.contains(words)]
        return told(row["date"].array.left.year[0], row)

    return numbers(
        turkic_founded=year("cooperation_council_nakhchivan"),
        turkic_renamed=year("becomes_organization_turkic"),
    )


def turkic_members() -> Numbers:
    """How many states belong to the Turkic body, before and now."""
    found = claims.finding("c14")
    belong = f"{number(found.number('belong_before'))} to {number(found.number('belong_now'))}"
    return numbers(belong=told(belong, *found.rows))


def _turkic_counts(sums: pd.DataFrame) -> list[pd.Series]:
    """The sum of the members' figures, once and counted at both ends."""
    once, twice = (row for _, row in data.where(sums, kind=forums.COUNTED).iterrows())
    return [once, twice]


def _billions(row: pd.Series) -> str:
    return f"{number(row['low_usd_bn'])} to {number(row['high_usd_bn'])} billion"


def turkic_trade(
    sums: pd.DataFrame, pairs: pd.DataFrame, institutions: pd.DataFrame, goods: pd.DataFrame
) -> Numbers:
    """What is stated of trade among the Turkic states, and what is counted."""
    said = data.where(sums, kind=forums.STATED)["low_usd_bn"]
    stated, year = forums.stated_turkic_trade(institutions), int(pairs["year"].iloc[0])
    counted, (once, _) = trade.rows_of_turkic_pairs(goods, year), _turkic_counts(sums)
    return numbers(
        stated_low=told(number(said.min()), stated.head(1)),
        stated_high=told(f"{number(said.max())} billion USD", stated.tail(1)),
        counted_year=told(year, counted),
        counted_once=told(_billions(once), counted),
    )


def counted_twice(
    sums: pd.DataFrame, pairs: pd.DataFrame, institutions: pd.DataFrame, goods: pd.DataFrame
) -> Numbers:
    """How many statements fit the members' figures if each flow counts twice."""
    said = data.where(sums, kind=forums.STATED)["low_usd_bn"]
    _, twice = _turkic_counts(sums)
    near = said.between(0.9 * twice["low_usd_bn"], 1.1 * twice["high_usd_bn"])
    stated = forums.stated_turkic_trade(institutions)
    counted = trade.rows_of_turkic_pairs(goods, int(pairs["year"].iloc[0]))
    return numbers(
        counted_twice=told(_billions(twice), counted),
        near_twice=told(f"{int(near.sum())} of the {len(said)}", stated, counted),
    )


def students(education: pd.DataFrame) -> Numbers:
    """Students from Central Asia in Türkiye; `education` is `policy/education`."""
    abroad = data.where(education, measure="students", home="CENTRAL_ASIA").sort_values(
        "period", kind="stable"
    )
    starts = abroad["period"].array.left.year
    first, last = abroad.head(1), abroad.tail(1)
    return numbers(
        students_from=told(number(first["value"].iloc[0]), first),
        students_to=told(number(last["value"].iloc[0]), last),
        students_years=told(f"{starts.min()} and {starts.max()}", first, last),
    )


def universities(education: pd.DataFrame) -> Numbers:
    """Universities in exchange, and grants between the six; table as in `students`."""
    grants = data.where(education, scope="intergovernmental_grant", host="AZE", home=sorted(FIVE))
    exchange = data.where(education, measure="orhun_exchange_universities")
    begun = pd.Series(exchange["period"].array.left.year, exchange.index)
    counts = exchange["value"].groupby(begun).sum()
    ends = exchange[begun.isin([counts.index.min(), counts.index.max()])]
    return numbers(
        universities=told(f"{number(counts.iloc[0])} to {number(counts.iloc[-1])}", ends),
        exchange_years=told(f"{counts.index.min()} and {counts.index.max()}", ends),
        grants_inside=told(number(grants["value"].sum()), grants),
    )


# Borders


def _crossing_rows(hours: pd.DataFrame, crossings: pd.DataFrame, series: str) -> pd.DataFrame:
    """The rows of a series of `borders.crossings`."""
    return crossings.loc[data.where(hours, series=series).index]


def _first_to_last(
    hours: pd.DataFrame, crossings: pd.DataFrame, series: str, unit: str = ""
) -> Told:
    """The hours of a series at both its ends."""
    row: Any = borders.changes(hours).set_index("series").loc[series]
    words = f"{number(row['first'], 1)} to {number(row['last'], 1)}{unit}"
    return told(words, _crossing_rows(hours, crossings, series).iloc[[0, -1]])


def crossing_times(hours: pd.DataFrame, crossings: pd.DataFrame) -> Numbers:
    """How Kazakhstan's crossings changed; `hours` is from `borders.crossings`."""
    rail = data.where(hours, series=RAIL)["crossing_hours"]
    ends: Any = borders.changes(hours).set_index("series").loc[RAIL]
    rows = _crossing_rows(hours, crossings, RAIL)
    return numbers(
        rail_hours=_first_to_last(hours, crossings, RAIL, " hours"),
        rail_years=told(
            f"{int(ends['first_year'])} and {int(ends['last_year'])}", rows.iloc[[0, -1]]
        ),
        rail_rose=told("each" if rail.is_monotonic_increasing else "not each", rows),
        road_hours=_first_to_last(hours, crossings, "Kazakhstan, road"),
    )


def crossings_faster(fees: pd.DataFrame, crossings: pd.DataFrame, digital: pd.DataFrame) -> Numbers:
    """At how many borders times fell and payments rose; `fees` is from `borders.crossings`.

    `digital` is `freight/customs_and_digital`.
    """
    paid, found = borders.changes(fees), claims.finding("c09")
    dearer = paid["last"] > paid["first"]
    steps = data.where(digital, status="actual")
    return numbers(
        faster=told(f"{found.figures['series_faster']} of {found.figures['series']}", *found.rows),
        dearer=told(f"{int(dearer.sum())} of {len(paid)}", crossings.loc[fees.index]),
        paperless=told(len(steps), steps),
    )


def crossing_times_in_detail(hours: pd.DataFrame, crossings: pd.DataFrame) -> Numbers:
    """How Azerbaijan's crossings changed, and all since before the first step; as above."""
    found = claims.finding("c09")
    return numbers(
        aze_hours=_first_to_last(hours, crossings, "Azerbaijan, road"),
        port_in=_first_to_last(hours, crossings, "Baku port in, road", " hours"),
        port_out=_first_to_last(hours, crossings, "Baku port out, road"),
        faster_before=told(found.figures["series_faster_than_before"], *found.rows),
    )


RAIL: Final = "Kazakhstan, rail"


def logistics(lpi: pd.DataFrame, scores: pd.DataFrame, places: pd.DataFrame) -> Numbers:
    """In how many states the logistics index rose; `lpi` is `policy/logistics_performance`.

    `scores` is from `borders.logistics_scores`.
    """
    overall = borders.clearly_higher(scores)
    customs = borders.clearly_higher(borders.logistics_scores(lpi, places, component="customs"))

    def rows(component: str) -> pd.DataFrame:
        return data.where(lpi, country=sorted(SIX), component=component)

    return numbers(
        customs_higher=told(f"{customs[0]} of {customs[1]}", rows("customs")),
        overall_higher=told(f"{overall[0]} of {overall[1]}", rows("overall")),
    )


def logistics_now(lpi: pd.DataFrame, scores: pd.DataFrame) -> Numbers:
    """Where the states stand in the logistics index now; tables as in `logistics`."""
    seen: Any = scores.groupby("country").last()
    four = seen.loc[["Kazakhstan", "Kyrgyzstan", "Tajikistan", "Uzbekistan"], "score"]

    def newest(code: str, unit: str) -> pd.DataFrame:
        rows = data.where(lpi, country=code, component="overall", unit=unit)
        return rows.sort_values("year", kind="stable").tail(1)

    rank_aze = f"{number(seen.loc['Azerbaijan', 'rank'])} in {seen.loc['Azerbaijan', 'year']}"
    return numbers(
        scores_now=told(
            f"{number(four.min(), 1)} to {number(four.max(), 1)}",
            *(newest(code, "score") for code in ("KAZ", "KGZ", "TJK", "UZB")),
        ),
        score_german=told(number(seen.loc["Germany", "score"], 1), newest("DEU", "score")),
        rank_aze=told(rank_aze, newest("AZE", "rank")),
        rank_kaz=told(number(seen.loc["Kazakhstan", "rank"]), newest("KAZ", "rank")),
    )


SAID_OF_DAYS: Final = "claims of days on the Middle Corridor, in freight/route_claims"
"""Who gives the claimed days."""

Claimed = Mapping[str, tuple[float, float]]
"""Days that the whole way is claimed to take, from `borders.claimed_days`."""


def _crossing(crossings: pd.DataFrame, place: str, mode: str) -> pd.DataFrame:
    """The row of the newest mean time of all crossings of a place."""
    times = data.where(crossings, measure="crossing_time", crossing="all", direction="both")
    return data.where(times, place=place, mode=mode).sort_values("year", kind="stable").tail(1)


def _value_of_cargo() -> pd.DataFrame:
    """The row of what the cargo is assumed to be worth."""
    rows = data.load("freight/assumptions")
    return data.where(rows, explorer="border-time", assumption="cargo_value")


def _halved(claimed: Claimed, count: int, cost: float, crossing: pd.DataFrame) -> pd.Series:
    """Days and dollars when the time at each border is halved; `cost` is that of a day."""
    table = borders.border_time(
        claimed,
        hours=float(crossing["value"].iloc[0]),
        crossings=count,
        saved=50,
        value=float(_value_of_cargo()["value"].iloc[0]),
        time_cost=cost,
    )
    return table.iloc[0]


def quicker_borders(
    claimed: Claimed, count: int, chosen: Mapping[str, float], crossings: pd.DataFrame
) -> Numbers:
    """What halving the time at borders brings; `claimed` is from `borders.claimed_days`.

    `count` borders, of the legs of the map; `chosen` are costs of a day, lowest first, in percent
    of the value; `crossings` is `freight/border_crossings`.
    """
    mean, every = _crossing(crossings, "CAREC", "rail"), claimed[borders.EVERY_CLAIM]
    _, cost, _ = chosen.values()
    halved = _halved(claimed, count, cost, mean)
    paid = data.where(crossings, measure="crossing_cost", place="CAREC", mode="rail")
    fee = paid.sort_values("year", kind="stable").tail(1)
    return numbers(
        borders_count=told(count, given="the state borders on the legs of the map"),
        mean_days=told(f"{number(halved['now_high_days'], 1)} days", mean),
        half_days=told(f"{number(halved['saved_days'], 1)} days", mean),
        half_worth=told(f"{number(halved['saved_usd'])} USD", mean, _value_of_cargo()),
        fees_all=told(f"{number(count * fee['value'].iloc[0])} USD", fee),
        claim_range=told(f"{number(every[0])} to {number(every[1])}", given=SAID_OF_DAYS),
    )


def quicker_borders_in_detail(
    claimed: Claimed, count: int, chosen: Mapping[str, float], crossings: pd.DataFrame
) -> Numbers:
    """The same by other costs of a day and at other borders; as in `quicker_borders`."""
    mean, kazakh, road = (
        _crossing(crossings, *of) for of in (("CAREC", "rail"), ("KAZ", "rail"), ("CAREC", "road"))
    )
    held, cost, most = chosen.values()

    def worth(cost: float) -> Told:
        halved = _halved(claimed, count, cost, mean)
        return told(f"{number(halved['saved_usd'])} USD", mean, _value_of_cargo())

    def in_all(crossing: pd.DataFrame) -> Told:
        halved = _halved(claimed, count, cost, crossing)
        return told(f"{number(halved['now_high_days'], 1)} days", crossing)

    return numbers(
        half_held=worth(held),
        half_most=worth(most),
        truck_days=in_all(road),
        kazakh_days=in_all(kazakh),
        shortest=told(f"{number(claimed[borders.EVERY_CLAIM][0])} days", given=SAID_OF_DAYS),
    )


def one_way(crossings: pd.DataFrame) -> Numbers:
    """Kazakhstan's rail border by direction; `crossings` is `freight/border_crossings`."""
    rail = data.where(crossings, measure="crossing_time", place="KAZ", mode="rail")
    into, out_of = (data.where(rail, direction=way).tail(1) for way in ("inbound", "outbound"))
    hours = float(into["value"].iloc[0])
    return numbers(
        one_way=told(f"{number(hours, 1)} hours", into),
        other_way=told(number(out_of["value"].iloc[0], 1), out_of),
        one_way_year=told(into["year"].dt.year.iloc[0], into),
        one_way_days=told(f"{number(hours / borders.HOURS, 1)} days", into),
    )


# What it means


def sureness() -> Numbers:
    """How sure we are of the verdicts that the chapter leads with."""
    sure = sure_in("regionalism")
    return numbers(sure_summits=sure("c10"), sure_dependence=sure("c15"), sure_inside=sure("c05"))


def verdicts(dependence: pd.DataFrame) -> Numbers:
    """The counts of the closing section that rest on claims."""
    power, invested, security = (claims.finding(claim) for claim in ("c15", "c18", "c19"))
    rose = sum(power.number(f"change_{c.lower()}_points") >= 1 for c in trade.OFFICES)
    return numbers(
        both_rose=told(f"{rose} of {len(trade.OFFICES)}", *power.rows),
        more_invested=told(
            f"{invested.figures['states_with_more'] or 'none'} of {invested.figures['states']}",
            *invested.rows,
        ),
        less_invested=told(invested.figures["states_with_less"], *invested.rows),
        security_steps=told(security.figures["steps"], *security.rows),
        security_own=told(security.figures["without_outside_power"], *security.rows),
        security_eastern=told(security.figures["among_central_asians"], *security.rows),
    )
