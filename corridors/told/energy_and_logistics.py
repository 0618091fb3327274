"""The numbers of chapter 3: gas and its recipients, oil, cargo, days and prices."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import pandas as pd

from corridors import data
from corridors.assumptions import Assumed, at_ends
from corridors.claims import ledger as claims
from corridors.claims.judging import PAPER
from corridors.prose import Numbers, Told, listed, number, numbers, percent, told
from corridors.subjects import freight, gas
from corridors.told.shared import in_years, sure_in

SCOPE: Final = {"route": "titr", "scope": "total"}
"""The Middle Corridor's own counts, of all that it carries."""


# What the claims find


def own_gas() -> Numbers:
    """How much of its gas the EU produces, and what Azerbaijan's growth makes up."""
    own, part = claims.finding("c20"), claims.finding("c22")
    return numbers(
        own_year=told(own.figures["year"], *own.rows),
        own_gas=told(f"{own.number('own_percent'):.0f} percent", *own.rows),
        russia_made_up=told(f"{part.number('part_percent'):.1f} percent", *part.rows),
        member_made_up=told(f"{part.number('most_in_a_member_percent'):.0f} percent", *part.rows),
    )


def progress() -> Numbers:
    """Days that officials report, and borders where something is measured."""
    quicker = claims.finding("c30")
    better = f"{quicker.figures['better_than_first']} of {quicker.figures['series']}"
    return numbers(
        days_then=told(f"{quicker.number('days_then'):.0f}", *quicker.rows),
        days_now=told(f"{quicker.number('days_now'):.0f}", *quicker.rows),
        borders_better=told(better, *quicker.rows),
    )


def borders_since() -> Numbers:
    """How many series at the borders are better than before the first digital step."""
    quicker = claims.finding("c30")
    return numbers(borders_since=told(quicker.figures["better_than_before"], *quicker.rows))


def income() -> Numbers:
    """What the corridor earns Azerbaijan."""
    earned = claims.finding("c32")
    return numbers(
        corridor_income=told(f"{earned.number('income_usd_mn'):.0f} million USD", *earned.rows),
        income_year=told(earned.figures["year"], *earned.rows),
        income_share=told(f"{earned.number('share_percent'):.1f} percent", *earned.rows),
        transit_income=told(f"{earned.number('transit_usd_mn'):.0f} million USD", *earned.rows),
    )


def boxes_like_for_like() -> Numbers:
    """The corridor's boxes beside those of the northern route, between China and Europe alone."""
    boxes = claims.finding("c29")
    return numbers(boxes_like=told(f"{boxes.number('boxes_percent'):.0f} percent", *boxes.rows))


def sureness() -> Numbers:
    """How sure the verdicts of the section are, in words."""
    sure = sure_in("energy_logistics")
    return numbers(
        sure_count=sure("c24"),
        sure_flow=sure("c21"),
        sure_substitute=sure("c22"),
        sure_pledge=sure("c23"),
        sure_alternative=sure("c29"),
        sure_progress=sure("c30"),
    )


# Gas: who receives it


def recipients(
    recipients: pd.DataFrame, counts: pd.DataFrame, then: gas.Recipients, now: gas.Recipients
) -> Numbers:
    """How many countries receive the gas; of `gas/recipients` and `gas/recipient_counts`.

    `then` and `now` are from `gas.recipients_at`, for the paper's day and for that of the newest
    count.
    """
    today = gas.newest_count(counts)
    by = {day: gas.delivered_by(recipients, day) for day in (PAPER, today)}
    regular, of_all = gas.regular_buyers(counts)
    return numbers(
        paper_all=told(then.everyone, by[PAPER]),
        paper_day=told(f"{PAPER:%B %Y}", given="the last day on a footnote's source"),
        paper_european=told(then.european, data.where(by[PAPER], counted_european=True)),
        paper_members=told(then.eu_members, data.where(by[PAPER], eu_member=True)),
        today_is=told(f"{today:%B %Y}", data.where(counts, scope="all")),
        today_all=told(now.everyone, by[today]),
        regular_of=told(f"{regular} of {of_all}", data.where(counts, scope=("regular", "all"))),
    )


def european_recipients(
    recipients: pd.DataFrame, counts: pd.DataFrame, now: gas.Recipients
) -> Numbers:
    """How many of the recipients count as European by now; tables as in `recipients`."""
    today = gas.delivered_by(recipients, gas.newest_count(counts))
    return numbers(
        today_european=told(now.european, data.where(today, counted_european=True)),
        today_members=told(now.eu_members, data.where(today, eu_member=True)),
    )


def arrangements(recipients: pd.DataFrame, firm: pd.Series) -> Numbers:
    """On what terms the gas is sold; `firm` counts `gas/recipients` by kind of arrangement."""
    arrangement = recipients["arrangement"].astype(str).map(gas.FIRMNESS)

    def arranged(kind: str) -> Told:
        return told(firm[kind], recipients[arrangement == kind])

    return numbers(
        with_contract=arranged("contract"),
        without_firm=arranged("no firm volume"),
        not_described=arranged("not stated"),
    )


def published_counts(
    recipients: pd.DataFrame, counts: pd.DataFrame, beside: pd.DataFrame
) -> Numbers:
    """How many published counts fit the list; `beside` is from `gas.counts_beside_published`."""
    published = data.where(counts, scope=("all", "european", "eu_members"))
    apart = beside[~beside["agrees"]]
    return numbers(
        counts_published=told(len(beside), published),
        counts_apart=told(len(apart), published, recipients),
        last_apart=told(apart["until"].max().year, published, recipients),
    )


# Gas: how much


def _ministry(exports: pd.DataFrame, destination: str, *years: int) -> pd.DataFrame:
    """The rows of `gas/exports` that `gas.exports_by_year` takes for a destination and years."""
    rows = data.where(gas.exports_by_year(exports), destination=destination)
    return data.where(rows, year=years) if years else rows


def deliveries(exports: pd.DataFrame, commitments: pd.DataFrame) -> Numbers:
    """Exports by the ministry, and the pledge; of `gas/exports` and `gas/commitments`."""
    target, aims = gas.pledge(commitments), gas.pledge_rows(commitments)
    europe = _ministry(exports, "EUROPE").set_index("year")["volume_bcm"]
    first, before, last = (int(europe.index[n]) for n in (0, -2, -1))
    total = _ministry(exports, "WORLD", last)

    def rows(*years: int) -> pd.DataFrame:
        return _ministry(exports, "EUROPE", *years)

    return numbers(
        exports_year=told(last, rows(last)),
        exports_total=told(f"{number(total['volume_bcm'].iloc[0], 1)} bcm", total),
        exports_europe=told(f"{number(europe[last], 1)} bcm", rows(last)),
        europe_before=told(f"{number(europe[before], 1)} bcm", rows(before)),
        europe_first=told(f"{number(europe[first], 1)} bcm", rows(first)),
        first_exports_year=told(first, rows(first)),
        europe_growth=told(percent(europe[last] / europe[first] - 1), rows(first, last)),
        target_volume=told(f"{number(target.volume_bcm)} bcm", aims),
        target_year=told(target.year, aims),
        still_to_add=told(f"{number(target.volume_bcm - europe[last], 1)} bcm", rows(last), aims),
    )


def _rows_metered(editions: list[pd.DataFrame]) -> list[pd.DataFrame]:
    """The rows of Azerbaijan's gas in the editions of the EU's imports."""
    return [data.where(edition, supplier=gas.SELLER) for edition in editions]


def two_counts(exports: pd.DataFrame, twice: pd.DataFrame, editions: list[pd.DataFrame]) -> Numbers:
    """The ministry beside the meters; `twice` is from `gas.europe_counted_twice`.

    `editions` are those of the EU's imports, by month and by quarter.
    """
    ministry, metered = _ministry(exports, "EUROPE"), _rows_metered(editions)
    last, agree = twice.iloc[-1], _agreed(twice)
    return numbers(
        agreed_until=told(int(agree["year"].iloc[-1]), ministry, *metered),
        metered=told(f"{number(last['metered_bcm'], 1)} bcm", *metered),
        apart_now=told(f"{number(last['difference_bcm'], 1)} bcm", ministry.tail(1), *metered),
    )


def _agreed(twice: pd.DataFrame) -> pd.DataFrame:
    """The years in which the two counts are as good as one."""
    years: pd.DataFrame = twice[twice["difference_bcm"].abs() < 0.5]
    return years


def two_counts_in_detail(
    exports: pd.DataFrame, twice: pd.DataFrame, editions: list[pd.DataFrame], through: pd.DataFrame
) -> Numbers:
    """How close the two counts were, and what TAP's operator counts; tables as in `two_counts`.

    `through` is from `gas.europe_and_tap`.
    """
    ministry, metered = _ministry(exports, "EUROPE"), _rows_metered(editions)
    tap, within = through.iloc[-1], _agreed(twice)["difference_bcm"].abs().max()
    delivered = data.load("gas/tap_deliveries")
    delivered = data.where(delivered, pipeline="tap", destination="EUROPE", measure="delivered")
    months = data.where(exports, exporter=gas.SELLER, destination="EUROPE", basis="ministry")
    months = months[months["period"].isin(delivered["period"])]
    return numbers(
        agreed_within=told(f"{number(within, 1)} bcm", ministry, *metered),
        metered_energy=told(f"{number(twice['metered_twh'].iloc[-1])} TWh", *metered),
        tap_months=told(f"{tap['first']:%B} to {tap['last']:%B %Y}", delivered, months),
        tap_says=told(f"{number(tap['tap_bcm'], 1)} bcm", delivered),
        tap_ministry=told(f"{number(tap['ministry_bcm'], 1)} bcm", months),
    )


FLAT: Final = 0.02
"""A change by less than this share is said to be none."""


def italy(imports: pd.DataFrame) -> Numbers:
    """Italy's gas through TAP in the last months on record; `imports` is `gas/country_imports`."""
    by_month = gas.italy_by_month(imports)
    so_far = gas.italy_so_far(by_month)

    def months(*years: int) -> pd.DataFrame:
        alike = by_month[by_month["year"].isin(years) & (by_month["month"] <= so_far.month)]
        return imports.loc[alike.index]

    def change(share: float) -> str:
        return f"{percent(abs(share), 1)} {'more' if share > 0 else 'less'}"

    now, before, earlier = so_far.year, so_far.year - 1, so_far.year - 2
    until = f"{pd.Timestamp(now, so_far.month, 1):%B %Y}"
    return numbers(
        ita_until=told(until, months(now)),
        ita_energy=told(f"{number(so_far.energy_twh, 1)} TWh", months(now)),
        ita_change=told(change(so_far.on_last_year), months(now, before)),
        ita_change_two=told(change(so_far.on_two_years), months(now, earlier)),
        ita_two_years=told(earlier, months(earlier)),
        ita_year=told(now, months(now)),
        ita_moved=told(
            "stays flat"
            if abs(so_far.on_last_year) < FLAT
            else "grows"
            if so_far.on_last_year > 0
            else "shrinks",
            months(now, before),
        ),
    )


def _imports_of(editions: list[pd.DataFrame], year: Any, **wanted: object) -> pd.DataFrame:
    """The rows of the EU's imports in a year, of the edition from which it is taken."""
    daily, quarterly = editions
    days = data.where(daily, **wanted)
    quarters = data.where(quarterly, **wanted, newest_edition=True)
    of_quarters: pd.DataFrame = quarters[quarters["quarter"].dt.year == year]
    of_days: pd.DataFrame = days[days["month"].dt.year == year]
    return of_days if of_quarters.empty else of_quarters


def weight(share: pd.DataFrame, target: gas.Pledge, editions: list[pd.DataFrame]) -> Numbers:
    """What Azerbaijan's gas weighs in the EU; `share` is from `gas.azerbaijan_share`."""
    of_imports = share.set_index("year")["share_percent"] / 100
    with_aim = gas.share_with_pledge(share, target).iloc[-1]
    most = of_imports.idxmax()
    newest = _imports_of(editions, of_imports.index[-1])
    return numbers(
        share_now=told(percent(of_imports.iloc[-1], 1), newest),
        share_now_year=told(of_imports.index[-1], newest),
        share_most=told(percent(of_imports.max(), 1), _imports_of(editions, most)),
        share_most_year=told(most, *_rows_metered(editions)),
        share_aimed=told(percent(with_aim["share_percent"] / 100, 1), newest),
    )


def _index_known(concentration: pd.DataFrame) -> Any:
    """The index of concentration by origin in the years in which all origins are known."""
    return concentration.set_index("year")["concentration_high"].dropna()


def _parts(supply: pd.DataFrame) -> Any:
    """What each supplier gives of the EU's imports in the newest year."""
    newest = supply[supply["year"] == supply["year"].max()]
    by_country = newest.groupby("supplier")["energy_twh"].sum()
    return by_country / by_country.sum()


def _index_without_azerbaijan(supply: pd.DataFrame) -> float:
    """The index of concentration of the newest year without Azerbaijan's gas."""
    others = _parts(supply).drop(gas.SELLER)
    return gas.herfindahl(others / others.sum() * 100)


def part_in_diversity(
    supply: pd.DataFrame, concentration: pd.DataFrame, editions: list[pd.DataFrame]
) -> Numbers:
    """By how much supply became less concentrated, and Azerbaijan's part in it.

    `supply` is from `gas.eu_supply` of the `editions`, `concentration` from `gas.concentration`.
    """
    index = _index_known(concentration)
    first, last = (_imports_of(editions, index.index[at]) for at in (0, -1))
    own_part = _index_without_azerbaijan(supply) - index.iloc[-1]
    return numbers(
        hhi_own_part=told(number(own_part), last),
        hhi_fell=told(number(index.iloc[0] - index.iloc[-1]), first, last),
    )


def diversity(
    supply: pd.DataFrame, concentration: pd.DataFrame, editions: list[pd.DataFrame]
) -> Numbers:
    """How the index of concentration fell and rose, and why; tables as in `part_in_diversity`."""
    index = _index_known(concentration)
    ends = {year: _imports_of(editions, year) for year in (index.index[0], index.index[-1])}
    (first, last), low = ends, index.idxmin()
    russian = gas.supplier_share(supply, "RUS").set_index("year")["share_percent"] / 100
    part, newest = _parts(supply), _imports_of(editions, supply["year"].max())
    return numbers(
        hhi_first=told(number(index.iloc[0]), ends[first]),
        hhi_first_year=told(first, ends[first]),
        hhi_low=told(number(index.min()), _imports_of(editions, low)),
        hhi_low_year=told(low, _imports_of(editions, low)),
        russia_first=told(percent(russian.loc[first]), ends[first]),
        russia_last=told(percent(russian.loc[last]), ends[last]),
        hhi_last=told(number(index.iloc[-1]), ends[last]),
        hhi_last_year=told(last, ends[last]),
        usa_last=told(percent(part["USA"]), newest),
        norway_last=told(percent(part["NOR"]), newest),
        hhi_without=told(number(_index_without_azerbaijan(supply)), ends[last]),
    )


def lng_as_one(concentration: pd.DataFrame, editions: list[pd.DataFrame]) -> Numbers:
    """The index if LNG is one supplier; tables as in `part_in_diversity`."""
    as_one = concentration["concentration_lng_as_one"]
    years = concentration["year"]
    unknown = years[concentration["concentration_high"].isna()]

    def index(at: int) -> Told:
        return told(number(as_one.iloc[at]), _imports_of(editions, years.iloc[at]))

    return numbers(
        as_one_first=index(0),
        as_one_last=index(-1),
        origins_unknown=told(listed([str(year) for year in unknown]), *editions),
    )


def shares_in_energy(share: pd.DataFrame, editions: list[pd.DataFrame]) -> Numbers:
    """Azerbaijan's gas as energy, and how far two editions differ; tables as in `weight`."""
    newest = share.iloc[-1]
    gap = gas.edition_gap_percent(*editions)
    return numbers(
        share_energy=told(
            f"{number(newest['azerbaijan_twh'])} TWh",
            _imports_of(editions, newest["year"], supplier=gas.SELLER),
        ),
        edition_gap=told(percent(gap / 100, 2), *editions),
    )


def stops(
    cuts: Mapping[str, gas.Cut], shock: Mapping[str, Assumed], behind: list[pd.DataFrame]
) -> Numbers:
    """What the pledge replaces when a supplier stops; `cuts` are from `gas.read_cut`, by supplier.

    `behind` are the rows of the EU's imports in that year and of the pledge.
    """
    russia = cuts["Russia"]
    return numbers(
        pledge_adds=told(f"{number(russia.gained_twh)} TWh", *behind),
        shock_year=told(int(shock["base_year"].value), *behind),
        russia_replaced=told(percent(russia.replaced), *behind),
        usa_replaced=told(percent(cuts["United States"].replaced), *behind),
    )


def stops_in_detail(cuts: Mapping[str, gas.Cut], behind: list[pd.DataFrame]) -> Numbers:
    """What the pledge leaves open when a supplier stops; as in `stops`."""
    russia = cuts["Russia"]
    return numbers(
        russia_sends=told(f"{number(russia.lost_twh)} TWh", *behind),
        russia_open=told(f"{number(russia.open_twh)} TWh", *behind),
        norway_replaced=told(percent(cuts["Norway"].replaced), *behind),
        shock_hhi=told(number(russia.hhi_before), *behind),
        shock_hhi_after=told(number(russia.hhi_after), *behind),
    )


BEST: Final = {
    "high": ("production_change", "freed_bcm", "europe_share", "new_field", "swap"),
    "low": ("domestic_growth",),
}
"""Where the assumptions of the path to the pledge are at their best for Europe."""


def _outlook() -> pd.DataFrame:
    """The rows of what the government expects of Azerbaijan's output."""
    return data.where(data.load("gas/balance"), country=gas.SELLER, basis="government")


def _balance() -> pd.DataFrame:
    """The rows of Azerbaijan's output and use of gas."""
    return data.where(data.load("gas/balance"), country=gas.SELLER, basis="energy_institute")


def _absheron() -> pd.DataFrame:
    return data.where(data.load("gas/fields"), field="absheron")


def _rows_of_path(exports: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows that the path to the pledge is computed from."""
    assumptions = data.where(data.load("gas/assumptions"), explorer="twenty-bcm")
    return [_balance(), _ministry(exports, "EUROPE"), _outlook(), _absheron(), assumptions]


def _when_due(path: pd.DataFrame, column: str, target: gas.Pledge, exports: pd.DataFrame) -> Told:
    """A volume of the path in the year for which the pledge is made."""
    (value,) = data.where(path, year=target.year)[column]
    return told(f"{number(value, 1)} bcm", *_rows_of_path(exports))


def path(opened: pd.DataFrame, target: gas.Pledge, exports: pd.DataFrame) -> Numbers:
    """The path to the pledge as it opens; `opened` is from `gas.path_to_pledge`."""
    return numbers(
        path_due=_when_due(opened, "europe_bcm", target, exports),
        path_missing=_when_due(opened, "missing_bcm", target, exports),
    )


def path_at_best(
    observed: pd.DataFrame,
    givens: pd.DataFrame,
    twenty: Mapping[str, Assumed],
    target: gas.Pledge,
    exports: pd.DataFrame,
) -> Numbers:
    """The path to the pledge at its best for Europe; of the tables of `gas.path_to_pledge`."""
    at_best: dict[str, Any] = {**at_ends(twenty, **BEST)}
    best = gas.path_to_pledge(observed, givens, twenty, **at_best)
    known, absheron = givens.set_index("quantity")["value"], _absheron()
    others = observed["others_bcm"].iloc[-1]
    return numbers(
        best_due=_when_due(best, "europe_bcm", target, exports),
        best_missing=_when_due(best, "missing_bcm", target, exports),
        others_now=told(f"{number(others, 1)} bcm", _balance(), exports),
        field_adds=told(f"{number(known['absheron_added'], 1)} bcm", absheron),
        field_year=told(int(known["absheron_year"]), absheron),
    )


def room_in_tap(observed: pd.DataFrame, givens: pd.DataFrame, exports: pd.DataFrame) -> Numbers:
    """What TAP is said to hold, and since when Europe gets more; as in `path_at_best`."""
    known = givens.set_index("quantity")["value"]
    tap = data.where(data.load("gas/pipelines"), pipeline="tap", measure="capacity")
    passed = observed.loc[observed["europe_bcm"] > known["tap_before"], "year"].min()
    return numbers(
        tap_before=told(f"{number(known['tap_before'])} bcm", tap),
        tap_passed=told(int(passed), _ministry(exports, "EUROPE"), tap),
        tap_now=told(f"{number(known['tap_now'])} bcm", tap),
    )


def path_in_detail(opened: pd.DataFrame, givens: pd.DataFrame, exports: pd.DataFrame) -> Numbers:
    """Where the path ends, and what officials expect of output; as in `path`, `path_at_best`."""
    known, outlook, last = givens.set_index("quantity")["value"], _outlook(), opened.iloc[-1]
    behind = _rows_of_path(exports)
    return numbers(
        path_end=told(f"{number(last['europe_bcm'], 1)} bcm", *behind),
        path_end_year=told(int(last["year"]), *behind),
        official_fall=told(percent(abs(known["official_change"]) / 100, 1), outlook),
        official_year=told(int(known["official_year"]), outlook),
        falling_until=told(int(known["falling_until"]), outlook),
    )


def balance_left(observed: pd.DataFrame, exports: pd.DataFrame) -> Numbers:
    """What is left over when the gas of the last year is balanced; as in `path_at_best`."""
    left_over = abs(observed["imports_and_difference_bcm"].iloc[-1])
    return numbers(balance_left=told(f"{number(left_over, 1)} bcm", _balance(), exports))


# Oil


def _oil_rows(
    oil: pd.DataFrame, transport: pd.DataFrame, year: int, *ways: str
) -> list[pd.DataFrame]:
    """The rows of Kazakh oil by pipelines in a year, of both tables."""
    known = data.where(oil, origin="KAZ", status=("actual", "preliminary"))
    moved = data.where(transport, country="KAZ", measure="pipeline")
    parts = (
        data.where(data.calendar_years(known), year=year, pipeline=ways),
        data.where(data.calendar_years(moved), year=year, route=ways),
    )
    return [part for part in parts if len(part)]


def _oil_of_both(piped: pd.DataFrame) -> Any:
    """Kazakh oil by pipeline in the newest year in which both are known."""
    pipe: Any = piped.set_index(["pipeline", "year"])
    return pipe["kazakh_high_mt"].unstack("pipeline").dropna().iloc[-1]


def oil(piped: pd.DataFrame, oil: pd.DataFrame, transport: pd.DataFrame) -> Numbers:
    """How much more Kazakh oil goes north; `piped` is from `gas.caspian_oil` of the other two."""
    last = _oil_of_both(piped)
    rows = _oil_rows(oil, transport, last.name, "cpc", "btc")
    return numbers(
        oil_year=told(last.name, *rows),
        oil_times=told(number(last["CPC"] / last["BTC"]), *rows),
    )


def oil_in_detail(piped: pd.DataFrame, oil: pd.DataFrame, transport: pd.DataFrame) -> Numbers:
    """Kazakh oil by two ways, what is agreed, and Turkmen oil; tables as in `oil`."""
    last = _oil_of_both(piped)
    southern = data.where(oil, pipeline="btc", origin="KAZ")
    considered = data.calendar_years(data.where(southern, status="target")).tail(1)
    agreed = data.where(southern, status="contract").tail(1)
    turkmen = claims.finding("c26")
    first = data.where(piped, pipeline="BTC").dropna(subset="kazakh_low_mt").iloc[0]
    words = f"{number(turkmen.number('turkmen_oil_mt'), 1)} Mt in the newest months on record"

    def rows(year: int, way: str) -> list[pd.DataFrame]:
        return _oil_rows(oil, transport, year, way)

    return numbers(
        oil_cpc=told(f"{number(last['CPC'], 1)} Mt", *rows(last.name, "cpc")),
        oil_btc=told(f"{number(last['BTC'], 1)} Mt", *rows(last.name, "btc")),
        btc_from=told(f"{number(first['kazakh_low_mt'], 1)} Mt", *rows(first["year"], "btc")),
        oil_agreed=told(f"{number(agreed['volume_mt'].iloc[0], 1)} Mt", agreed),
        oil_considered=told(f"{number(considered['volume_mt'].iloc[0])} Mt", considered),
        oil_considered_year=told(considered["year"].iloc[0], considered),
        oil_turkmen=told(words, *turkmen.rows),
    )


# Freight: what the corridor carries


def cargo(best: pd.DataFrame, plans: pd.DataFrame, table: pd.DataFrame) -> Numbers:
    """The corridor's cargo and its plan; of the preferred `freight/corridor` and `freight/plans`.

    `table` is from `freight.outcomes_and_plans` of both.
    """
    seen = freight.outcomes(best, "cargo")
    by_year = seen.set_index("year")["cargo_mt"]
    first, last = by_year.index[0], by_year.index[-1]
    planned = data.where(table, year=last, kind="plan").iloc[-1]
    plan = data.where(freight.plans_made(plans, "cargo"), year=last).tail(1)
    fell = by_year.index[:-1][by_year.diff()[:-1] < 0]
    growth = freight.growth_rates(best, [(first, last), (last - 1, last)])
    rate = growth.set_index("first_year")["growth_percent"]

    def rows(*years: int) -> pd.DataFrame:
        return data.where(seen, year=years)

    return numbers(
        corridor_last=told(f"{number(by_year[last], 2)} Mt in {last}", rows(last)),
        corridor_first=told(f"{number(by_year[first], 2)} Mt in {first}", rows(first)),
        corridor_growth_long=told(f"{number(rate[first])} percent", rows(first, last)),
        corridor_fall=told(f"{number(-rate[last - 1], 1)} percent", rows(last - 1, last)),
        corridor_fell_before=told(fell[-1], rows(fell[-1] - 1, fell[-1])),
        corridor_plan_stated=told(f"{pd.Timestamp(planned['stated']):%B %Y}", plan),
        corridor_plan=told(f"{number(planned['cargo_mt'], 1)} Mt", plan),
        corridor_before=told(f"{number(by_year[last - 1], 2)} Mt", rows(last - 1)),
    )


def cautions(best: pd.DataFrame, corridor: pd.DataFrame, table: pd.DataFrame) -> Numbers:
    """What of the cargo is disputed, and what of it is Kazakh exports; tables as in `cargo`.

    `corridor` is the whole of `freight/corridor`.
    """
    seen = freight.outcomes(best, "cargo")
    by_year = seen.set_index("year")["cargo_mt"]
    reports = table[table["kind"] != "plan"].groupby("year")["cargo_mt"]
    disputed: Any = (reports.max() / reports.min()).idxmax()
    said = reports.get_group(disputed)
    jumps = [100 * (by_year[disputed + 1] / lower - 1) for lower in (said.max(), said.min())]
    exports = data.where(best, scope="kazakh_exports").tail(1)
    export_year = exports["year"].dt.year.iloc[0]
    own = f"{number(exports['value'].iloc[0], 1)} of {number(by_year[export_year], 1)} Mt"
    apart = in_years(data.where(corridor, measure="cargo", **SCOPE), disputed)
    return numbers(
        disputed_year=told(disputed, apart),
        corridor_disputed=told(f"{number(said.min(), 2)} to {number(said.max(), 2)} Mt", apart),
        corridor_jump=told(
            f"{number(jumps[0])} or {number(jumps[1])} percent",
            apart,
            data.where(seen, year=disputed + 1),
        ),
        kazakh_exports=told(f"{own} in {export_year}", exports, data.where(seen, year=export_year)),
    )


def _newest_year(best: pd.DataFrame) -> int:
    """The newest year of which the corridor's cargo is known."""
    return int(freight.outcomes(best, "cargo")["year"].max())


def boxes(best: pd.DataFrame, plans: pd.DataFrame, tables: list[pd.DataFrame]) -> Numbers:
    """Containers of the last year, and how many plans were met; of the tables of `cargo`.

    `tables` are from `freight.outcomes_and_plans`, for tonnes, containers and trains.
    """
    last = _newest_year(best)
    came = data.where(freight.outcomes(best, "containers"), year=last)
    aim = data.where(freight.plans_made(plans, "containers"), year=last)
    met = pd.concat([freight.plans_met(table) for table in tables])["met"]
    planned = data.where(plans, asset="titr")
    return numbers(
        boxes_last=told(number(came["containers_teu"].iloc[0]), came),
        boxes_plan=told(number(aim["containers_teu"].iloc[0]), aim),
        plans_met=told(f"{met.sum()} of {len(met)}", planned, data.where(best, **SCOPE)),
    )


def _beside_rail(
    best: pd.DataFrame, rail: pd.DataFrame, beside: pd.DataFrame, word: str, digits: int
) -> Told:
    """What the corridor carries of what a railway does, in the newest year on record."""
    newest = beside.groupby("compared").last()["share_percent"]
    share = next(newest[name] for name in newest.index if word in name)
    counted = data.where(best, measure=("containers", "block_trains"), **SCOPE)
    return told(f"{number(share, digits)} percent", counted, rail)


def trains(best: pd.DataFrame, rail: pd.DataFrame, beside: pd.DataFrame) -> Numbers:
    """The corridor's trains beside all of China Railway Express; `beside` of `freight.beside_rail`.

    `rail` is the preferred `freight/china_europe_rail`.
    """
    return numbers(trains_share=_beside_rail(best, rail, beside, "trains", 1))


def boxes_and_trains_in_detail(
    best: pd.DataFrame, plans: pd.DataFrame, rail: pd.DataFrame, beside: pd.DataFrame
) -> Numbers:
    """How plans for trains and containers moved, and the corridor's part; as in `trains`."""
    last = _newest_year(best)
    run = data.where(freight.outcomes(best, "block_trains"), year=last)
    steps = data.where(freight.plans_made(plans, "block_trains"), year=last)
    aims = freight.plans_made(plans, "containers")
    again = aims[aims["containers_teu"].duplicated(keep=False)]
    return numbers(
        trains_plans=told(listed([number(step) for step in steps["block_trains"]]), steps),
        trains_last=told(number(run["block_trains"].iloc[0]), run),
        boxes_old_aim=told(number(again["containers_teu"].iloc[0]), again),
        boxes_old_year=told(again["year"].iloc[0], again.head(1)),
        boxes_new_year=told(again["year"].iloc[-1], again.tail(1)),
        boxes_share=_beside_rail(best, rail, beside, "containers", 0),
    )


# Freight: days and prices


def days(said: pd.DataFrame) -> Numbers:
    """How long the whole way is claimed to take; `said` is from `freight.transit_claims`."""
    practice = data.where(said, status="actual", route="Middle Corridor")

    def span(rows: pd.DataFrame, unit: str = "") -> Told:
        low, high = rows["low_days"].min(), rows["high_days"].max()
        return told(f"{low:.0f} to {high:.0f}{unit}", rows)

    return numbers(
        middle_days=span(data.where(said, route="Middle Corridor"), " days"),
        north_days=span(data.where(said, route="Northern Corridor")),
        sea_days=span(data.where(said, route="Sea")),
        middle_practice=span(practice, " days"),
        middle_slow=span(practice.sort_values("high_days", kind="stable").tail(1)),
    )


def slower(route_claims: pd.DataFrame) -> Numbers:
    """How much slower than the north a study found the corridor; of `freight/route_claims`."""
    ratio = data.where(route_claims, measure="time_ratio").head(1)
    return numbers(
        slower_year=told(f"{ratio['period'].iloc[0].left:%Y}", ratio),
        slower=told(f"{ratio['typical'].iloc[0]:.0f} times", ratio),
    )


def waiting(route_claims: pd.DataFrame) -> Numbers:
    """How long cargo waited at a port; of `freight/route_claims`."""
    wait = data.where(route_claims, measure="waiting_days").head(1)
    return numbers(
        wait=told(f"{wait['typical'].iloc[0]:.0f} days", wait),
        wait_month=told(f"{wait['period'].iloc[0].left:%B %Y}", wait),
    )


def _span(said: pd.DataFrame) -> str:
    """From the lowest price to the highest."""
    low, high = said["low_usd_feu"].min(), said["high_usd_feu"].max()
    return f"{number(low)} to {number(high)} USD"


def _prices_stated(route_claims: pd.DataFrame, route: str, *years: int) -> pd.DataFrame:
    """The rows that state what a route costs, in all or in some years."""
    priced = data.where(route_claims, measure="cost", route=route)
    return priced[priced["period"].array.left.year.isin(years)] if years else priced


def prices(
    said: pd.DataFrame, route_claims: pd.DataFrame, rates: pd.DataFrame, since: int
) -> Numbers:
    """What a container is said to cost; `said` is from `freight.cost_claims`.

    `since` is the first year in which ships went round the Cape.
    """
    full, sea = data.where(said, covers="whole way"), data.where(said, quote="Drewry index")
    north, middle = (data.where(full, route=f"{way} Corridor") for way in ("Northern", "Middle"))
    study = int(north["first_year"].min())
    weeks = data.where(rates, lane="shanghai_rotterdam", measure="rate")

    def shipped(year: int) -> Told:
        words = f"{_span(data.where(sea, first_year=year))} in {year}"
        return told(words, weeks[weeks["period"].array.left.year == year])

    return numbers(
        price_study_year=told(study, _prices_stated(route_claims, "northern_corridor", study)),
        price_middle=told(_span(middle), _prices_stated(route_claims, "middle_corridor")),
        price_north_study=told(
            f"{number(north['low_usd_feu'].min())} USD",
            _prices_stated(route_claims, "northern_corridor"),
        ),
        price_sea_before=shipped(since - 1),
        price_sea_after=shipped(since),
    )


def newest_price(said: pd.DataFrame, route_claims: pd.DataFrame) -> Numbers:
    """What northern rail is quoted at of late; tables as in `prices`."""
    north = data.where(said, covers="whole way", route="Northern Corridor")
    newest = int(north["first_year"].max())
    rows = _prices_stated(route_claims, "northern_corridor", newest)
    return numbers(
        price_north_year=told(newest, rows),
        price_north=told(_span(data.where(north, first_year=newest)), rows),
    )


class _DayCosts(NamedTuple):
    """What a day costs, in percent of the value of the goods, by two methods."""

    holding: float
    lowest: float
    highest: float


def _day_costs(day: Mapping[str, float]) -> _DayCosts:
    """The cost of holding goods, and the ends of what buyers pay to save a day."""
    costs = sorted(day.values())
    return _DayCosts(costs[0], costs[3], costs[-1])


def _rows_of_choice(values: pd.DataFrame, route_claims: pd.DataFrame) -> list[pd.DataFrame]:
    """The rows from which the cost of each route comes."""
    claimed = data.where(route_claims, measure=("cost", "transit_days"))
    return [claimed, values, _choice_assumed()]


def _choice_assumed() -> pd.DataFrame:
    return data.where(data.load("freight/assumptions"), explorer="route-choice")


def choice(
    ranges: pd.DataFrame,
    day: Mapping[str, float],
    worth: float,
    values: pd.DataFrame,
    route_claims: pd.DataFrame,
) -> Numbers:
    """Which route a container would choose; `ranges` is from `freight.route_ranges`.

    `day` is the cost of a day from `freight.time_costs`, `worth` the value of the cargo in USD,
    `values` is `freight/value_of_time`.
    """
    cost = _day_costs(day).lowest
    table = freight.route_choice(ranges, value=worth, time_cost=cost)
    behind = _rows_of_choice(values, route_claims)
    return numbers(
        default_value=told(
            f"{number(worth)} USD", data.where(_choice_assumed(), assumption="cargo_value")
        ),
        trade_low=told(f"{number(cost, 1)} percent", data.where(values, measure="time_cost")),
        best_route=told(freight.cheapest(table)[0], *behind),
        worst_route=told(freight.cheapest(table)[1], *behind),
    )


def what_a_day_does(
    ranges: pd.DataFrame,
    day: Mapping[str, float],
    worth: float,
    values: pd.DataFrame,
    route_claims: pd.DataFrame,
) -> Numbers:
    """How much the cost of a day and a shut sea move the cheapest end; tables as in `choice`."""
    cost = _day_costs(day)
    on_time, start = data.where(values, measure="time_cost"), _choice_assumed()
    behind = _rows_of_choice(values, route_claims)

    def by_sea(time_cost: float, shut: bool = False) -> float:
        table = freight.route_choice(ranges, value=worth, time_cost=time_cost, red_sea_shut=shut)
        return float(table["low_total_usd"].iloc[-1])

    paid = by_sea(cost.lowest)
    times = [paid / by_sea(cost.holding), by_sea(cost.lowest, shut=True) / paid]
    more = [each / cost.holding for each in (cost.lowest, cost.highest)]
    return numbers(
        holding=told(f"{number(cost.holding, 2)} percent", start),
        factor=told(f"{number(more[0])} to {number(more[1])} times", on_time, start),
        method_factor=told(f"{number(times[0], 1)} times", *behind),
        shut_factor=told(f"{number(times[1], 1)} times", *behind),
    )


def choice_in_detail(
    ranges: pd.DataFrame,
    day: Mapping[str, float],
    worth: float,
    values: pd.DataFrame,
    route_claims: pd.DataFrame,
) -> Numbers:
    """What the routes cost by the newest quotes, with the holding cost; tables as in `choice`."""
    cost = _day_costs(day)
    held: Any = freight.route_choice(
        ranges,
        value=worth,
        time_cost=cost.holding,
        red_sea_shut=True,
        prices=freight.QUOTED,
        days=freight.PRACTICE,
    ).set_index("route")
    mean = round(freight.mean_cargo_value(values), -3)

    def usd(route: str) -> Told:
        low, high = (round(held.loc[route, f"{end}_total_usd"], -2) for end in ("low", "high"))
        words = f"{number(low)} to {number(high)} USD"
        return told(words, *_rows_of_choice(values, route_claims))

    return numbers(
        trade_high=told(
            f"{number(cost.highest, 1)} percent", data.where(values, measure="time_cost")
        ),
        mean_value=told(f"{number(mean)} USD", data.where(values, measure="cargo_value")),
        held_sea=usd(freight.CAPE),
        held_north=usd("Northern Corridor"),
        held_middle=usd("Middle Corridor"),
    )


def growth(
    best: pd.DataFrame, plans: pd.DataFrame, capacity: pd.DataFrame, outlook: pd.DataFrame
) -> Numbers:
    """What the corridor's forecast needs, and its room; of the tables of `cargo`.

    `capacity` is `freight/capacity`, `outlook` is from `freight.corridor_outlook`.
    """
    seen = freight.outcomes(best, "cargo").tail(1)
    tonnes, last = seen["cargo_mt"].iloc[0], int(seen["year"].iloc[0])
    bank = outlook.dropna(subset="world_bank_mt").iloc[0]
    needed = freight.growth_needed(tonnes, bank["world_bank_mt"], int(bank["year"]) - last)
    forecast = data.where(plans, source_id=freight.WORLD_BANK_FORECAST)
    maps = data.where(plans, asset="titr", measure="capacity").sort_values(
        "reported_on", kind="stable"
    )
    stated = data.where(capacity, asset="titr", measure="cargo", status="capacity")
    rooms = outlook["capacity_mt_year"].dropna()
    return numbers(
        bank_goal=told(f"{bank['world_bank_mt']:g} Mt in {bank['year']:.0f}", forecast),
        bank_needed=told(f"{number(needed)} percent", forecast, seen),
        room_now=told(f"{rooms.iloc[0]:g} Mt a year", stated),
        road_map=told(f"{rooms.unique()[1]:g} Mt a year", maps),
        road_map_first=told(maps["target_year"].dt.year.iloc[0], maps.head(1)),
        road_map_now=told(outlook.nlargest(1, "capacity_mt_year")["year"].iloc[0], maps.tail(1)),
    )


def observed_growth(best: pd.DataFrame, growth: pd.DataFrame) -> Numbers:
    """How fast the corridor's cargo grew since three years; `growth` is `freight.growth_rates`."""
    rate = growth.set_index("first_year")["growth_percent"]
    first, middle, before = rate.index
    words = (
        f"{number(rate[first])} percent a year since {first}, "
        f"{number(rate[middle])} since {middle}, {number(rate[before])} in {before + 1}"
    )
    seen = freight.outcomes(best, "cargo")
    rows = data.where(seen, year=(first, middle, before, before + 1))
    return numbers(observed_growth=told(words, rows))
