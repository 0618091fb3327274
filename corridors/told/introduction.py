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

# The map


def lines(lines: pd.DataFrame, stages: pd.DataFrame) -> Numbers:
    """How many lines of each corridor exist; of `geo/lines` and `geo/stages`."""
    _, last = geography.years_of_stages(stages)
    state = geography.region_in(lines, stages, year=last)
    now = geography.lines_by_stage(state)
    before = geography.lines_by_stage(geography.region_in(lines, stages, year=last - 10))
    known_by = pd.Series(stages["since"].array.left.year, stages.index)

    def rows(until: int = last, **wanted: object) -> pd.DataFrame:
        """The stages of some lines that had been reached by a year."""
        return data.where(stages[known_by <= until], line=list(data.where(lines, **wanted)["line"]))

    def open_of(counts: Any, layer: str, until: int = last) -> Told:
        words = f"{counts.loc[geography.LAYERS[layer], 'open']} of "
        words += str(counts.loc[geography.LAYERS[layer]].sum())
        return told(words, rows(until, layer=layer))

    counts: Any = now
    green = data.where(state, layer=geography.LAYERS["power"])
    old_line = data.where(green, stage="open").iloc[0]
    planned = data.where(green, stage="planned")
    oldest = data.where(state, stage="planned").sort_values("since").iloc[0]
    cable = data.where(stages, line="black_sea_cable", stage="due").sort_values("since")
    events = data.load("policy/events")
    newest = events[events["date"].array.right == events["date"].array.right.max()]
    return numbers(
        map_until=told(f"{timeline.newest(events):%B %Y}", newest),
        gas_open=open_of(counts, "gas"),
        gas_open_before=open_of(before, "gas", last - 10),
        before_year=told(last - 10, given="ten years before the newest year on record"),
        freight_open=open_of(counts, "freight"),
        freight_built=told(counts.loc["freight", "being built"], rows(layer="freight")),
        power_open=open_of(counts, "power"),
        power_planned=told(counts.loc["green power", "planned"], rows(layer="power")),
        power_old=told(
            f"{old_line['line']}, open since {old_line['since']}", rows(name=old_line["line"])
        ),
        power_first_plan=told(planned["since"].min(), rows(name=list(planned["line"]))),
        cable_first=told(cable["due_year"].iloc[0], cable.head(1)),
        cable_last=told(cable["due_year"].iloc[-1], cable.tail(1)),
        oldest_plan=told(
            f"{oldest['line']}, planned since {oldest['since']}", rows(name=oldest["line"])
        ),
    )


def delays(late: pd.DataFrame, lines: pd.DataFrame, stages: pd.DataFrame) -> Numbers:
    """How late open lines were; `late` is from `geography.first_date_and_opening`."""

    def rows(names: pd.Series) -> pd.DataFrame:
        codes = list(data.where(lines, name=list(names))["line"])
        return data.where(stages, line=codes, stage=("due", "operating"))

    most = late.iloc[0]
    words = f"{most['line']} ({most['first_named']} named, {most['opened']} opened)"
    return numbers(
        late_of=told(f"{(late['years_late'] > 0).sum()} of {len(late)}", rows(late["line"])),
        late_mean=told(number(late["years_late"].mean(), 1), rows(late["line"])),
        late_most=told(words, rows(late["line"].head(1))),
    )


# Contacts


def record(events: pd.DataFrame) -> Numbers:
    """What the record of events holds; `events` is `policy/events`."""
    turn, counts = timeline.turn_of(events), timeline.by_year(events)
    year = pd.Series(events["date"].array.left.year, events.index)
    since, summits = events[year >= turn.year], data.where(events, kind="summit")
    quiet = counts[counts.index < turn.year]
    turning = data.where(events, event_id=timeline.TURN)
    return numbers(
        events_all=told(len(events), events),
        events_first=told(year.min(), events[year == year.min()]),
        events_since=told(len(since), since),
        events_share=told(percent(len(since) / len(events)), events),
        turn_year=told(turn.year, turning),
        turn_month=told(f"{turn:%B %Y}", turning),
        quiet_most=told(quiet.max(), events[year == quiet.idxmax()]),
        quiet_year=told(quiet.idxmax(), events[year == quiet.idxmax()]),
        busiest=told(f"{counts.idxmax()} with {counts.max()}", events[year == counts.idxmax()]),
        summits_all=told(len(summits), summits),
        summits_since=told(int((year[summits.index] >= turn.year).sum()), summits),
    )


def contacts(
    thicker: pd.DataFrame, events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame
) -> Numbers:
    """Days of contact before and after; `thicker` is from `timeline.thickening`."""
    over = timeline.spans(events)
    counted = thicker.set_index("partner")
    behind = timeline.events_counted(events, actors, places)

    def rows(partner: str) -> pd.DataFrame:
        return pd.concat(over.split(behind[partner]))

    def rose(partner: str) -> Told:
        row = counted.loc[partner]
        return told(f"{row['before']} to {row['after']}", rows(partner))

    def times(partner: str) -> Told:
        row: Any = counted.loc[partner]
        return told(number(row["after"] / row["before"], 1), rows(partner))

    return numbers(
        span_years=told(number(over.years, 1), data.where(events, event_id=timeline.TURN)),
        eu_contacts=rose("European Union"),
        member_contacts=rose("single EU members"),
        inside_contacts=rose("Azerbaijan with Central Asia"),
        yardstick=rose("new infrastructure"),
        eu_times=times("European Union"),
        yardstick_times=times("new infrastructure"),
        asked_times=told(number(shared.MORE_THAN_RECORDING), given="the rule of claim c01"),
    )


def from_the_memorandum(
    events: pd.DataFrame, actors: pd.DataFrame, places: pd.DataFrame
) -> Numbers:
    """The same counted from the gas memorandum of the EU with Azerbaijan."""
    memorandum = events[events["event_id"].str.contains("sign_energy_memorandum")].head(1)
    signed, end = memorandum["date"].iloc[0].left, timeline.spans(events).end
    over = timeline.Spans(signed - (end - signed), signed, end)
    counted = timeline.thickening(events, actors, places, over).set_index("partner")
    behind = timeline.events_counted(events, actors, places)

    def rose(partner: str) -> Told:
        row = counted.loc[partner]
        rows = pd.concat(over.split(behind[partner]))
        return told(f"{row['before']} to {row['after']}", rows)

    return numbers(
        memo_month=told(f"{signed:%B %Y}", memorandum),
        memo_yardstick=rose("new infrastructure"),
        memo_contacts=rose("European Union"),
    )


def councils(events: pd.DataFrame, actors: pd.DataFrame) -> Numbers:
    """What hangs on what is recorded: the EU's contacts without councils, and without criticism."""
    over, dealt = timeline.spans(events), timeline.contacts(events, actors)
    with_union = dealt[timeline.with_actors(dealt, actors, ["EU27"])]
    meets = with_union["event"].str.contains("ouncils? meet|councils? in Baku")
    parts = over.split(with_union[~meets])
    critical = dealt[dealt["event"].str.contains("European Parliament")]
    friendly = timeline.without_criticism(over.split(with_union)[1])
    return numbers(
        without_councils=told(
            " to ".join(str(timeline.days_of(part)) for part in parts), pd.concat(parts)
        ),
        critical_contacts=told(len(critical), critical),
        friendly_contacts=told(timeline.days_of(friendly), friendly),
    )


_NAMED = {
    "European Union": "the EU",
    "Gulf Cooperation Council": "the Gulf states",
    "United States": "the United States",
}


def first_summits(summits: pd.DataFrame, places: pd.DataFrame, events: pd.DataFrame) -> Numbers:
    """Who met the leaders of the five first, and who by video before."""
    firsts = data.where(timeline.summits_of_leaders(summits, places), first=True)
    video = events[events["event_id"].str.endswith("_video") & (events["kind"] == "summit")]
    who = listed([_NAMED.get(name, name) for name in firsts["partner"]])
    return numbers(
        first_leaders=told(len(firsts), firsts),
        first_list=told(who, firsts),
        first_from=told(firsts["date"].iloc[0], firsts.head(1)),
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


# Economies


def sizes(glance: pd.DataFrame, economies: pd.DataFrame) -> Numbers:
    """How large the economies are; `glance` is from `economy.at_a_glance`."""
    year = int(glance["year"].iloc[0])
    rows = data.where(economies, measure=economy.MEASURES[:2], country=list(SIX))
    rows = rows[rows["year"].dt.year == year]
    by_head = glance.sort_values("output_per_head_usd")
    low, high = by_head.iloc[0], by_head.iloc[-1]
    largest, smallest = glance.iloc[0], glance.iloc[-1]
    of: Any = glance.set_index("country")
    output, people = glance["output_usd_bn"].sum(), glance["people_mn"].sum()

    def part(country: str, column: str, whole: float) -> Told:
        measure = economy.MEASURES[0 if column == "output_usd_bn" else 1]
        return told(percent(of.loc[country, column] / whole), data.where(rows, measure=measure))

    def of_country(name: str) -> pd.DataFrame:
        code = next(code for code, known in SIX.items() if known == name)
        return data.where(rows, country=code)

    factor = largest["output_usd_bn"] / smallest["output_usd_bn"]
    return numbers(
        glance_year=told(year, rows),
        output_factor=told(number(factor), data.where(rows, measure=economy.MEASURES[0])),
        output_all=told(f"{number(output)} bn USD", data.where(rows, measure=economy.MEASURES[0])),
        people_all=told(f"{number(people)} million", data.where(rows, measure=economy.MEASURES[1])),
        kazakh_share=part("Kazakhstan", "output_usd_bn", output),
        azeri_output=told(
            f"{number(of.loc['Azerbaijan', 'output_usd_bn'])} bn USD", of_country("Azerbaijan")
        ),
        azeri_share=part("Azerbaijan", "output_usd_bn", output),
        head_high=told(
            f"{number(high['output_per_head_usd'])} USD in {high['country']}",
            of_country(high["country"]),
        ),
        head_low=told(
            f"{number(low['output_per_head_usd'])} USD in {low['country']}",
            of_country(low["country"]),
        ),
        uzbek_people=part("Uzbekistan", "people_mn", people),
        uzbek_share=part("Uzbekistan", "output_usd_bn", output),
    )


def inflows(inflow: pd.DataFrame, economies: pd.DataFrame) -> Numbers:
    """Foreign investment by country and year; `inflow` is from `economy.investment`."""
    rows = data.where(economies, measure=economy.MEASURES[2], country=list(SIX))
    years = rows["year"].dt.year
    rows = rows[years.between(inflow["year"].min(), inflow["year"].max())]
    own = data.where(inflow, country="Azerbaijan").set_index("year")["investment_percent"]
    mean = inflow.drop_duplicates("country").set_index("country")["mean_percent"]
    last = inflow.groupby("country").tail(1)
    below = last["investment_percent"] < last["mean_percent"]
    spread = f"{mean.min():.1f} percent ({mean.idxmin()}) to {mean.max():.1f} percent"
    ours = data.where(rows, country="AZE")

    def in_year(code: str, year: int) -> pd.DataFrame:
        return data.where(rows, country=code, year=pd.Period(str(year)))

    def newest(code: str) -> Told:
        row = data.where(last, country=SIX[code]).iloc[0]
        words = f"{row['investment_percent']:.1f} percent in {row['year']}"
        return told(words, in_year(code, int(row["year"])))

    def at(year: Any, words: str) -> Told:
        return told(words, in_year("AZE", int(year)))

    return numbers(
        below_mean=told(f"{below.sum()} of {len(last)}", rows),
        inflow_years=told(f"{inflow['year'].min()} to {inflow['year'].max()}", rows),
        azeri_lowest=at(own.idxmin(), f"{own.min():.1f} percent in {own.idxmin()}"),
        azeri_highest=at(own.idxmax(), f"{own.max():.1f} percent of output in {own.idxmax()}"),
        azeri_negative=told(int((own < 0).sum()), ours),
        azeri_newest=newest("AZE"),
        kazakh_newest=newest("KAZ"),
        mean_range=told(f"{spread} ({mean.idxmax()})", rows),
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
