"""The numbers of chapter 1: lines on the map, contacts, and the size of the economies."""

from __future__ import annotations

from typing import Any

import pandas as pd

from corridors import data
from corridors.claims import ledger as claims
from corridors.claims import shared
from corridors.prose import Numbers, Told, listed, number, numbers, percent, told
from corridors.states import SIX
from corridors.subjects import economy, geography, timeline
from corridors.told.shared import in_years

# The map


def _reached(
    lines: pd.DataFrame, stages: pd.DataFrame, until: int, **wanted: object
) -> pd.DataFrame:
    """The stages of some lines that had been reached by a year."""
    known = stages[stages["since"].array.left.year <= until]
    return data.where(known, line=list(data.where(lines, **wanted)["line"]))


def lines(lines: pd.DataFrame, stages: pd.DataFrame, state: pd.DataFrame) -> Numbers:
    """How many lines of each corridor exist; of `geo/lines` and `geo/stages`.

    `state` is from `geography.region_in`, of the newest year.
    """
    _, last = geography.years_of_stages(stages)
    now = geography.lines_by_stage(state)
    before = geography.lines_by_stage(geography.region_in(lines, stages, year=last - 10))

    def open_of(counts: Any, layer: str, until: int = last) -> Told:
        of_layer = counts.loc[geography.LAYERS[layer]]
        words = f"{of_layer['open']} of {of_layer.sum()}"
        return told(words, _reached(lines, stages, until, layer=layer))

    def count(layer: str, stage: str) -> Told:
        counted: Any = now.loc[geography.LAYERS[layer], stage]
        return told(counted, _reached(lines, stages, last, layer=layer))

    return numbers(
        gas_open=open_of(now, "gas"),
        before_year=told(last - 10, given="ten years before the newest year on record"),
        gas_open_before=open_of(before, "gas", last - 10),
        freight_open=open_of(now, "freight"),
        freight_built=count("freight", "being built"),
        power_open=open_of(now, "power"),
        power_planned=count("power", "planned"),
    )


def lasting_plans(lines: pd.DataFrame, stages: pd.DataFrame, state: pd.DataFrame) -> Numbers:
    """How the year of the cable moved, and the oldest plan on the map; tables as in `lines`."""
    _, last = geography.years_of_stages(stages)
    cable = data.where(stages, line="black_sea_cable", stage="due").sort_values(
        "since", kind="stable"
    )
    oldest = data.where(state, stage="planned").sort_values("since", kind="stable").iloc[0]
    return numbers(
        cable_first=told(cable["due_year"].iloc[0], cable.head(1)),
        cable_last=told(cable["due_year"].iloc[-1], cable.tail(1)),
        oldest_plan=told(
            f"{oldest['line']}, planned since {oldest['since']}",
            _reached(lines, stages, last, name=oldest["line"]),
        ),
    )


def green_lines(
    lines: pd.DataFrame, stages: pd.DataFrame, state: pd.DataFrame, events: pd.DataFrame
) -> Numbers:
    """The old line for green power, the first plan, and where the record ends; as in `lines`."""
    _, last = geography.years_of_stages(stages)
    green = data.where(state, layer=geography.LAYERS["power"])
    old, planned = data.where(green, stage="open").iloc[0], data.where(green, stage="planned")
    newest = events[events["date"].array.right == events["date"].array.right.max()]
    return numbers(
        power_old=told(
            f"{old['line']}, open since {old['since']}",
            _reached(lines, stages, last, name=old["line"]),
        ),
        power_first_plan=told(
            planned["since"].min(), _reached(lines, stages, last, name=list(planned["line"]))
        ),
        map_until=told(f"{timeline.newest(events):%B %Y}", newest),
    )


def _rows_of_delay(names: pd.Series, lines: pd.DataFrame, stages: pd.DataFrame) -> pd.DataFrame:
    """The rows that say when some lines were due and opened."""
    codes = list(data.where(lines, name=list(names))["line"])
    return data.where(stages, line=codes, stage=("due", "operating"))


def delays(late: pd.DataFrame, lines: pd.DataFrame, stages: pd.DataFrame) -> Numbers:
    """How late open lines were; `late` is from `geography.first_date_and_opening`."""
    rows = _rows_of_delay(late["line"], lines, stages)
    return numbers(
        late_of=told(f"{(late['years_late'] > 0).sum()} of {len(late)}", rows),
        late_mean=told(number(late["years_late"].mean(), 1), rows),
    )


def longest_delay(late: pd.DataFrame, lines: pd.DataFrame, stages: pd.DataFrame) -> Numbers:
    """Which open line was latest; as in `delays`."""
    most = late.iloc[0]
    words = f"{most['line']} ({most['first_named']} named, {most['opened']} opened)"
    return numbers(late_most=told(words, _rows_of_delay(late["line"].head(1), lines, stages)))


# Contacts


def _turning(events: pd.DataFrame) -> pd.DataFrame:
    """The row of the event that before and after are counted from."""
    return data.where(events, event_id=timeline.TURN)


def turn(events: pd.DataFrame) -> Numbers:
    """The month that before and after are counted from; `events` is `policy/events`."""
    return numbers(turn_month=told(f"{timeline.turn_of(events):%B %Y}", _turning(events)))


def record(events: pd.DataFrame) -> Numbers:
    """What the record of events holds; `events` is `policy/events`."""
    turn, counts = timeline.turn_of(events), timeline.by_year(events)
    year = pd.Series(events["date"].array.left.year, events.index)
    since, summits = events[year >= turn.year], data.where(events, kind="summit")
    quiet = counts[counts.index < turn.year]
    return numbers(
        events_all=told(len(events), events),
        events_first=told(year.min(), events[year == year.min()]),
        events_since=told(len(since), since),
        events_share=told(percent(len(since) / len(events)), events),
        turn_year=told(turn.year, _turning(events)),
        quiet_most=told(quiet.max(), events[year == quiet.idxmax()]),
        quiet_year=told(quiet.idxmax(), events[year == quiet.idxmax()]),
        busiest=told(f"{counts.idxmax()} with {counts.max()}", events[year == counts.idxmax()]),
        summits_all=told(len(summits), summits),
        summits_since=told(int((year[summits.index] >= turn.year).sum()), summits),
    )


INFRASTRUCTURE = "new infrastructure"
"""What is no contact, and hard to overlook."""


def _rose(
    thicker: pd.DataFrame, over: timeline.Spans, behind: dict[str, pd.DataFrame], partner: str
) -> Told:
    """Days of contact with a partner before and after."""
    row = data.where(thicker, partner=partner).iloc[0]
    return told(f"{row['before']} to {row['after']}", pd.concat(over.split(behind[partner])))


def _events_behind(
    events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """The events that are counted for each partner, texts of the European Parliament apart."""
    return timeline.events_counted(timeline.without_criticism(events), actors, places)


def contacts(
    thicker: pd.DataFrame, events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame
) -> Numbers:
    """Days of contact before and after, texts of the European Parliament apart.

    `thicker` is from `timeline.thickening`, of the same events without criticism.
    """
    over, behind = timeline.spans(events), _events_behind(events, actors, places)
    return numbers(
        span_years=told(number(over.years, 1), _turning(events)),
        eu_contacts=_rose(thicker, over, behind, "European Union"),
        member_contacts=_rose(thicker, over, behind, "single EU members"),
        inside_contacts=_rose(thicker, over, behind, "Azerbaijan with Central Asia"),
    )


def yardstick(
    thicker: pd.DataFrame, events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame
) -> Numbers:
    """How the EU's contacts grew beside openings of infrastructure; as in `contacts`."""
    over, behind = timeline.spans(events), _events_behind(events, actors, places)

    def times(partner: str) -> Told:
        row = data.where(thicker, partner=partner).iloc[0]
        return told(number(row["after"] / row["before"], 1), pd.concat(over.split(behind[partner])))

    return numbers(
        yardstick=_rose(thicker, over, behind, INFRASTRUCTURE),
        eu_times=times("European Union"),
        yardstick_times=times(INFRASTRUCTURE),
        asked_times=told(number(shared.MORE_THAN_RECORDING), given="the rule of claim c01"),
    )


def _memorandum(events: pd.DataFrame) -> pd.DataFrame:
    """The row of the gas memorandum of the EU with Azerbaijan."""
    return events[events["event_id"].str.contains("sign_energy_memorandum")].head(1)


def memorandum(events: pd.DataFrame) -> Numbers:
    """When the gas memorandum of the EU with Azerbaijan was signed."""
    row = _memorandum(events)
    return numbers(memo_month=told(f"{row['date'].iloc[0].left:%B %Y}", row))


def from_the_memorandum(
    events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame
) -> Numbers:
    """The same counted from the gas memorandum of the EU with Azerbaijan."""
    signed, end = _memorandum(events)["date"].iloc[0].left, timeline.spans(events).end
    over = timeline.Spans(signed - (end - signed), signed, end)
    dealings = timeline.without_criticism(events)
    counted = timeline.thickening(dealings, actors, places, over)
    behind = _events_behind(events, actors, places)
    return numbers(
        memo_yardstick=_rose(counted, over, behind, INFRASTRUCTURE),
        memo_contacts=_rose(counted, over, behind, "European Union"),
    )


def councils(events: pd.DataFrame, actors: pd.DataFrame) -> Numbers:
    """What hangs on what is recorded: the EU's contacts without councils, and with criticism."""
    over, dealt = timeline.spans(events), timeline.contacts(events, actors)
    with_union = dealt[timeline.with_actors(dealt, actors, ["EU27"])]
    friendly = timeline.without_criticism(with_union)
    meets = friendly["event"].str.contains("ouncils? meet|councils? in Baku")
    critical = over.split(with_union.drop(friendly.index))[1]

    def days(chosen: pd.DataFrame) -> Told:
        parts = over.split(chosen)
        return told(" to ".join(str(timeline.days_of(part)) for part in parts), pd.concat(parts))

    return numbers(
        without_councils=days(friendly[~meets]),
        critical_contacts=told(len(critical), critical),
        critical_counted=days(with_union),
    )


_NAMED = {
    "European Union": "the EU",
    "Gulf Cooperation Council": "the Gulf states",
    "United States": "the United States",
}


def first_summits(summits: pd.DataFrame, places: pd.DataFrame) -> Numbers:
    """How many met the leaders of the five for the first time; `summits` is `policy/summits`."""
    firsts = data.where(timeline.summits_of_leaders(summits, places), first=True)
    return numbers(
        first_from=told(firsts["date"].iloc[0], firsts.head(1)),
        first_leaders=told(len(firsts), firsts),
    )


def first_summits_by_name(
    summits: pd.DataFrame, places: pd.DataFrame, events: pd.DataFrame
) -> Numbers:
    """Who met the leaders of the five first, and who by video before; as in `first_summits`."""
    firsts = data.where(timeline.summits_of_leaders(summits, places), first=True)
    video = events[events["event_id"].str.endswith("_video") & (events["kind"] == "summit")]
    who = listed([_NAMED.get(name, name) for name in firsts["partner"]])
    return numbers(
        first_list=told(who, firsts),
        video_days=told(listed([timeline.when(day) for day in video["date"]]), video),
    )


def exports(trade: pd.DataFrame, events: pd.DataFrame) -> Numbers:
    """How the EU's exports to the six grew; `trade` is `policy/trade`."""
    found, turn = claims.finding("c01"), timeline.turn_of(events)
    sold = data.where(data.preferred(trade), reporter="EU27", flow="export", product="all")
    sold = data.where(sold, partner=list(timeline.REGION))
    sold = sold.assign(year=sold["year"].dt.year)
    wide = sold.pivot(index="year", columns="partner", values="value_eur_mn").dropna()
    first, last = turn.year - 1, int(wide.index.max())
    ends = data.where(sold, year=(first, last), partner=list(SIX))
    kyrgyz, others = wide["KGZ"], wide.drop(columns="KGZ").sum(axis="columns")
    return numbers(
        export_growth=told(f"{found.number('export_growth_percent'):.0f} percent", *found.rows),
        export_years=told(f"from {first} to {last}", ends),
        growth_without=told(
            percent(others[last] / others[first] - 1), ends[ends["partner"] != "KGZ"]
        ),
        kyrgyz_times=told(number(kyrgyz[last] / kyrgyz[first]), data.where(ends, partner="KGZ")),
    )


def frameworks() -> Numbers:
    """What of the EU stood before the war: its agreements with Azerbaijan, its strategy beyond."""
    (rows,) = claims.finding("c04").rows
    signed = data.where(rows, kind="agreement")
    strategy = rows[rows["event"].str.contains("Central Asia")]

    def first(events: pd.DataFrame) -> Told:
        year = events["date"].array.left.year
        return told(year.min(), events[year == year.min()])

    return numbers(
        frame_azerbaijan=told(f"{len(signed)} agreements", signed),
        frame_azerbaijan_first=first(signed),
        frame_asia=told(f"{len(strategy)} steps", strategy),
        frame_asia_first=first(strategy),
    )


# Economies


def _sizes_rows(glance: pd.DataFrame, economies: pd.DataFrame, **wanted: object) -> pd.DataFrame:
    """The rows of output and people that `economy.at_a_glance` is of."""
    rows = data.where(economies, measure=economy.MEASURES[:2], country=list(SIX))
    return data.where(in_years(rows, int(glance["year"].iloc[0])), **wanted)


def sizes(glance: pd.DataFrame, economies: pd.DataFrame) -> Numbers:
    """How large the economies are; `glance` is from `economy.at_a_glance`."""
    of_output, of_people = (
        _sizes_rows(glance, economies, measure=measure) for measure in economy.MEASURES[:2]
    )
    output: Any = glance.set_index("country")["output_usd_bn"]
    people: Any = glance.set_index("country")["people_mn"]
    return numbers(
        output_factor=told(number(output.iloc[0] / output.iloc[-1]), of_output),
        output_all=told(f"{number(output.sum())} bn USD", of_output),
        glance_year=told(int(glance["year"].iloc[0]), _sizes_rows(glance, economies)),
        people_all=told(f"{number(people.sum())} million", of_people),
        kazakh_share=told(percent(output["Kazakhstan"] / output.sum()), of_output),
        azeri_share=told(percent(output["Azerbaijan"] / output.sum()), of_output),
        uzbek_people=told(percent(people["Uzbekistan"] / people.sum()), of_people),
        uzbek_share=told(percent(output["Uzbekistan"] / output.sum()), of_output),
    )


def output_by_head(glance: pd.DataFrame, economies: pd.DataFrame) -> Numbers:
    """Azerbaijan's output, and the ends of output per head; tables as in `sizes`."""
    code_of = {name: code for code, name in SIX.items()}
    by_head = glance.sort_values("output_per_head_usd", kind="stable")
    azeri = data.where(glance, country="Azerbaijan").iloc[0]

    def rows(country: str) -> pd.DataFrame:
        return _sizes_rows(glance, economies, country=code_of[country])

    def head(row: pd.Series) -> Told:
        words = f"{number(row['output_per_head_usd'])} USD in {row['country']}"
        return told(words, rows(row["country"]))

    return numbers(
        azeri_output=told(f"{number(azeri['output_usd_bn'])} bn USD", rows("Azerbaijan")),
        head_low=head(by_head.iloc[0]),
        head_high=head(by_head.iloc[-1]),
    )


def _inflow_rows(inflow: pd.DataFrame, economies: pd.DataFrame, **wanted: object) -> pd.DataFrame:
    """The rows of investment that `economy.investment` is of."""
    rows = data.where(economies, measure=economy.MEASURES[2], country=list(SIX))
    first, last = int(inflow["year"].min()), int(inflow["year"].max())
    return data.where(in_years(rows, *range(first, last + 1)), **wanted)


def inflows(inflow: pd.DataFrame, economies: pd.DataFrame) -> Numbers:
    """Whether foreign money surged, and its ends in Azerbaijan; of `economy.investment`."""
    rows = _inflow_rows(inflow, economies)
    own = data.where(inflow, country="Azerbaijan").set_index("year")["investment_percent"]
    last = inflow.groupby("country").tail(1)
    below = last["investment_percent"] < last["mean_percent"]

    def at(year: Any, words: str) -> Told:
        return told(words, in_years(data.where(rows, country="AZE"), int(year)))

    return numbers(
        below_mean=told(f"{below.sum()} of {len(last)}", rows),
        inflow_years=told(f"{inflow['year'].min()} to {inflow['year'].max()}", rows),
        azeri_highest=at(own.idxmax(), f"{own.max():.1f} percent of output in {own.idxmax()}"),
        azeri_lowest=at(own.idxmin(), f"{number(own.min(), 1)} percent in {own.idxmin()}"),
    )


def inflows_in_detail(inflow: pd.DataFrame, economies: pd.DataFrame) -> Numbers:
    """Years below zero, the newest figures, and the means; tables as in `inflows`."""
    own = data.where(inflow, country="Azerbaijan")["investment_percent"]
    mean = inflow.drop_duplicates("country").set_index("country")["mean_percent"]
    spread = f"{mean.min():.1f} percent ({mean.idxmin()}) to {mean.max():.1f} percent"

    def newest(code: str) -> Told:
        row = data.where(inflow, country=SIX[code]).iloc[-1]
        words = f"{number(row['investment_percent'], 1)} percent in {row['year']}"
        return told(
            words, in_years(_inflow_rows(inflow, economies, country=code), int(row["year"]))
        )

    return numbers(
        azeri_negative=told(int((own < 0).sum()), _inflow_rows(inflow, economies, country="AZE")),
        azeri_newest=newest("AZE"),
        kazakh_newest=newest("KAZ"),
        mean_range=told(f"{spread} ({mean.idxmax()})", _inflow_rows(inflow, economies)),
    )


# What it means


def verdicts(judged: pd.DataFrame) -> Numbers:
    """The figures and the confidence of the section's claims; `judged` is from `claims.ledger`."""
    steady, hub, metered = (claims.finding(claim) for claim in ("c02", "c03", "c21"))
    words = dict(zip(judged["claim_id"], judged["confidence"], strict=True))

    def sure(claim: str) -> Told:
        return told(words[claim], *claims.finding(claim).rows)

    in_full = (
        f"{steady.figures['volumes_in_full'] or 'none'} of {steady.figures['volumes_announced']}"
    )
    return numbers(
        worst_change=told(f"{-steady.number('worst_change_percent'):.1f} percent", *steady.rows),
        worst_metered=told(
            f"{-metered.number('worst_metered_change_percent'):.1f} percent", *metered.rows
        ),
        announced=told(in_full, *steady.rows),
        least_delivered=told(
            f"{steady.number('least_delivered_percent'):.0f} percent", *steady.rows
        ),
        hub_cargo=told(f"{hub.number('cargo_mt'):.2f} Mt", *hub.rows),
        hub_boxes=told(f"{number(hub.number('containers_teu'))} TEU", *hub.rows),
        sure_c01=sure("c01"),
        sure_c02=sure("c02"),
        sure_c03=sure("c03"),
        sure_c04=sure("c04"),
    )
