"""How much the book's own figures can be off: sizes for the page that names its weaknesses.

Each function measures weaknesses on the tables as they are; what they mean is said on the page.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from corridors import agreement, data, units
from corridors.appendix import catalogue
from corridors.claims import ledger as claims
from corridors.claims.confidence import AGREE_WITHIN
from corridors.claims.judging import PAPER, WORDS
from corridors.prose import Numbers, Told, date_in_words, listed, number, numbers, percent, told
from corridors.subjects import delivery, freight, gas, trade

LATELY: Final = pd.Timestamp("2025-01-01")
"""The first day of the last whole year before the book: a table that ends before it is old."""
EVERY_TABLE: Final = "a count over all tables of the data package"
CONVENTION: Final = "the conventions of corridors.units"


def edition_differences(generation: pd.DataFrame, least_twh: float = 1.0) -> pd.DataFrame:
    """Cells of `power/generation` that both Ember and the Energy Institute give, compared.

    Only cells of at least `least_twh` in both, since small ones differ by rounding. Columns:
    country, year, fuel, ember_twh, energy_institute_twh, difference_percent (of Ember's figure).
    """
    cells = generation.pivot_table(
        index=["country", "year", "fuel"], columns="edition", values="energy_twh", observed=True
    )
    both = cells[["ember_owid", "energy_institute"]].dropna()
    both = both[(both >= least_twh).all(axis=1)]
    return pd.DataFrame(
        {
            "ember_twh": both["ember_owid"],
            "energy_institute_twh": both["energy_institute"],
            "difference_percent": (both["energy_institute"] / both["ember_owid"] - 1) * 100,
        }
    ).reset_index()


def republished(sources: pd.DataFrame) -> pd.DataFrame:
    """The sources that one publisher took over from another, as their publisher's name tells."""
    return sources[sources["publisher"].str.contains(r" / |/| via ", regex=True)]


def by_first_year(claim_id: str, goods: pd.DataFrame) -> pd.Series[str]:
    """The verdict on a claim about trade, had the statistical offices' series begun in that year.

    `goods` is `policy/trade`. By first year, from the first on record to the last but one.
    """
    own = goods[goods["source_id"].isin(list(trade.OFFICES.values()))]
    years = sorted(set(own["year"].dt.year))[:-1]
    test = claims.TESTS[claim_id]
    verdicts = [
        test.run({"policy/trade": goods[goods["year"].dt.year >= year]}).verdict for year in years
    ]
    return pd.Series(verdicts, index=years, dtype="string")


# The numbers of the page


def whole_record() -> Numbers:
    """How far the data as a whole can be leant on."""
    checked = agreement.cross_checked(AGREE_WITHIN)
    all_of, twice, apart = checked[["observations", "twice", "apart"]].sum()
    elsewhere = checked[checked["table"] != "policy/trade"]["twice"].sum()
    sources, of_trade = data.load("sources"), claims.finding("c15").rows
    taken_over, officials = republished(sources), data.where(sources, tier=2)
    ends = catalogue.overview(data.names())["newest_outcome"].dropna()
    newest = claims.newest(of_trade)
    if newest is None:
        raise ValueError("the verdict on dependence rests on no row with a time")
    return numbers(
        observations=told(number(all_of), given=EVERY_TABLE),
        twice=told(number(twice), given=EVERY_TABLE),
        twice_share=told(percent(twice / all_of), given=EVERY_TABLE),
        twice_elsewhere=told(number(elsewhere), given=EVERY_TABLE),
        apart_share=told(percent(apart / twice), given=EVERY_TABLE),
        apart_by=told(percent(AGREE_WITHIN), given="the threshold of corridors.claims.confidence"),
        lately=told(LATELY.year, given="the last whole year before the book"),
        taken_over=told(percent(len(taken_over) / len(sources)), sources),
        taken_over_count=told(number(len(taken_over)), taken_over),
        origins=told(number(sources["origin"].nunique()), sources),
        publishers=told(number(sources["publisher"].nunique()), sources),
        official_words=told(percent(len(officials) / len(sources)), sources),
        trade_end=told(newest.year, *of_trade),
        newest=told(f"{ends.max():%B %Y}", given=EVERY_TABLE),
        ended=told(percent((ends < LATELY).sum() / len(ends)), given=EVERY_TABLE),
    )


def of_gas() -> Numbers:
    """How far the figures on gas can be off."""
    exports, counts = data.load("gas/exports"), data.load("gas/recipient_counts")
    editions = (data.load("gas/eu_imports_monthly"), data.load("gas/eu_imports_quarterly"))
    balance = data.load("gas/balance")
    supply = gas.eu_supply(*editions, data.load("gas/eu_imports"))
    yearly, heat = gas.exports_by_year(exports), units.kwh_per_cubic_metre
    both = gas.europe_counted_twice(yearly, gas.azerbaijan_share(supply)).iloc[-1]
    year = int(both["year"])
    known = gas.concentration(supply)
    unknown = known[known["concentration_high"].isna()]
    closing = gas.balance_by_year(balance, yearly)["imports_and_difference_bcm"]
    regular, everyone = gas.regular_buyers(counts)
    sold = data.where(data.calendar_years(exports), exporter=gas.SELLER, destination="EUROPE")
    sold = data.where(sold, year=year)
    metered = [data.where(edition, supplier=gas.SELLER) for edition in editions]
    inferred = heat("ministry") * units.MEGAJOULE_PER_KWH
    outlook = heat("entsog_quality_outlook") / heat("ministry") - 1
    return numbers(
        gas_year=told(year, sold),
        ministry=told(f"{number(both['ministry_bcm'], 1)} bcm", sold),
        meters=told(f"{number(both['metered_bcm'], 1)} bcm", *metered),
        ministry_over=told(percent(both["ministry_bcm"] / both["metered_bcm"] - 1), sold, *metered),
        heat_mj=told(f"{number(inferred)} MJ", given=CONVENTION),
        heat_gap=told(percent(outlook, 1), given=CONVENTION),
        mixing=told(percent(heat("ministry") / heat("bruegel_10_3") - 1, 1), given=CONVENTION),
        edition_gap=told(f"{number(gas.edition_gap_percent(*editions), 2)} percent", *editions),
        unnamed_years=told(" and ".join(str(year) for year in unknown["year"]), *editions),
        unnamed=told(f"{number(unknown['unnamed_percent'].max())} percent", *editions),
        closing=told(
            f"{number(closing.min(), 1)} to {number(closing.max(), 1)} bcm",
            balance,
        ),
        regular=told(f"{regular} of {everyone}", counts),
    )


def of_freight() -> Numbers:
    """How far the figures on freight can be off."""
    corridor, claimed = data.load("freight/corridor"), data.load("freight/route_claims")
    crossings, sources = data.load("freight/border_crossings"), data.load("sources")
    reports = data.where(corridor, route="titr", measure="cargo", scope="total")
    ends_of = reports.groupby("year")["value"].agg(["min", "max"])
    disputed = data.where(reports, year=(ends_of["max"] / ends_of["min"]).idxmax())
    low, high = disputed["value"].min(), disputed["value"].max()
    days = freight.transit_claims(claimed, sources, whole=True)
    days = data.where(days, route="Middle Corridor")
    said = data.where(claimed, route="middle_corridor", measure="transit_days")
    prices = data.where(claimed, route="middle_corridor", measure="cost")
    publishers = prices["source_id"].nunique()
    return numbers(
        disputed_year=told(disputed["year"].iloc[0], disputed),
        disputed_low=told(f"{low:g} Mt", disputed.nsmallest(1, "value")),
        disputed_high=told(f"{high:g} Mt", disputed.nlargest(1, "value")),
        disputed_spread=told(percent(1 - low / high), disputed),
        growth_changes=told(percent(high / low - 1), disputed),
        days_claims=told(len(days), said),
        days_low=told(number(days["low_days"].min()), said),
        days_high=told(number(days["high_days"].max()), said),
        price_rows=told("one source" if publishers == 1 else f"{publishers} sources", prices),
        price_year=told(prices["period"].array.left.year.max(), prices),
        borders_end=told(crossings["year"].dt.year.max(), crossings),
    )


def of_power() -> Numbers:
    """How far the figures on power can be off."""
    generation, other = data.load("power/generation"), data.load("power/edition_differences")
    cells = edition_differences(generation)
    widest: Any = cells.iloc[int(cells["difference_percent"].abs().argmax())]
    names = data.load("geo/places").set_index("code")["name"]
    pair = data.where(
        generation, country=widest["country"], year=widest["year"], fuel=widest["fuel"]
    )
    year = LATELY.year - 1
    solar = data.where(generation, country="AZE", fuel="solar").dropna(subset="energy_twh")
    solar = solar[solar["year"].dt.year == year]
    older = data.where(other, country="AZE", item="solar")
    older = older[older["year"].dt.year == year]
    figures = data.load("power/project_figures")
    factors = data.where(figures, project="garadagh", measure="capacity_factor")
    spans = pd.Series(factors["period"].array.length, factors.index)
    long = spans > pd.Timedelta(days=365 * 1.5)
    seen, planned = factors[long].head(1), factors[~long].head(1)
    cell = f"{widest['fuel']} in {names[widest['country']]} in {widest['year'].year}"
    return numbers(
        cells=told(len(cells), generation),
        cells_median=told(
            f"{number(cells['difference_percent'].abs().median(), 1)} percent", generation
        ),
        widest=told(f"{number(abs(widest['difference_percent']))} percent", pair),
        widest_cell=told(cell, pair),
        solar_year=told(year, solar, older),
        solar_low=told(f"{number(older['value'].min(), 2)} TWh", older.nsmallest(1, "value")),
        solar_high=told(
            f"{number(solar['energy_twh'].max(), 2)} TWh", solar.nlargest(1, "energy_twh")
        ),
        factor_seen=told(f"{number(seen['value'].iloc[0])} percent", seen),
        factor_planned=told(f"{number(planned['value'].iloc[0])} percent", planned),
    )


TURN: Final = 2022
"""The year from which events are recorded more densely."""


def of_trade_and_money() -> Numbers:
    """How far the figures on trade, money and diplomacy can be off."""
    goods, money, events = (
        data.load(name) for name in ("policy/trade", "policy/money", "policy/events")
    )
    pair = ("KGZ", "CHN")
    sides = data.where(goods, reporter=pair, partner=pair, flow="turnover")
    sides = data.where(sides, year=sides["year"].max())
    counted = sides["value_usd_mn"]
    by_start = by_first_year("c15", goods)
    verdict = claims.finding("c15").verdict
    other = by_start[by_start != verdict]
    offices = data.where(goods, source_id=list(trade.OFFICES.values()))
    words = listed(sorted(WORDS[v] for v in set(other)))
    paid = data.where(money, status="actual")
    began = pd.Series(events["date"].array.left.year, events.index)
    return numbers(
        mirror=told(f"{number(counted.max() / counted.min(), 1)} times", sides),
        starts=told(len(by_start), offices),
        starts_alike=told(len(by_start) - len(other), offices),
        starts_other=told(f", the others {words}" if len(other) else "", offices),
        starts_first=told(by_start.index[0], offices),
        starts_last=told(by_start.index[-1], offices),
        money_rows=told(len(money), money),
        money_actual=told(len(paid), paid),
        events=told(len(events), events),
        events_since=told(TURN, given="the year in which the full-scale war began"),
        events_recent=told(percent((began >= TURN).mean()), events),
        events_first=told(began.min(), events[began == began.min()]),
    )


NEAR_MONTHS: Final = 18
"""Up to so many months ahead a promise is a near one."""


def of_promises() -> Numbers:
    """How far the share of promises kept can be off."""
    promises = data.load("promises/promises")
    record = delivery.record(promises, data.load("promises/projects"))
    closed = delivery.fallen_due(record)
    ahead = record["lead_months"]
    far, near = record[ahead > NEAR_MONTHS], record[ahead <= NEAR_MONTHS]
    sizes = record["project"].value_counts()
    sought = data.where(data.load("searches"), purpose="kept_promises")

    def kept(due: pd.DataFrame, likelier: float = 1) -> Told:
        weights = delivery.punctual_counts(due, likelier)
        share = delivery.share_kept(due, weights=weights).share
        return told(percent(share), promises.loc[due.index])

    def still_open(made: pd.DataFrame) -> Told:
        return told(percent((~made["due"]).mean()), promises.loc[made.index])

    return numbers(
        promises=told(len(record), promises),
        closed=told(len(closed), promises.loc[closed.index]),
        projects=told(closed["project"].nunique(), promises.loc[closed.index]),
        kept=kept(closed),
        kept_if_twice=kept(closed, 2),
        kept_if_four=kept(closed, 4),
        searches=told(len(sought), sought),
        searched=told(date_in_words(sought["searched_on"].max()), sought),
        largest=told(sizes.iloc[0], data.where(promises, project=sizes.index[0])),
        open_far=still_open(far),
        open_near=still_open(near),
        kept_far=kept(delivery.fallen_due(far)),
        kept_near=kept(delivery.fallen_due(near)),
    )


def of_claims() -> Numbers:
    """How many verdicts lean on a list of ours, or on a part of a claim."""
    ledger, rows = claims.ledger(), data.load("policy/claims")
    in_part = ledger[ledger["part"] != ""]
    causes = data.where(in_part, kind=("causal", "normative"))

    def count(chosen: pd.DataFrame) -> Told:
        return told(len(chosen), data.where(rows, claim_id=list(chosen["claim_id"])))

    return numbers(
        claims=count(ledger),
        our_lists=count(data.where(ledger, our_list=True)),
        in_part=count(in_part),
        of_causes=count(causes),
        paper_day=told(date_in_words(PAPER), given="the last day on a footnote's source"),
    )
