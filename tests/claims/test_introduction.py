import pandas as pd
import pytest

from corridors import data
from corridors.claims import introduction
from corridors.claims import ledger as claims
from corridors.subjects import timeline
from tests.claims.change import changed


def judged(claim, **tables):
    return claims.TESTS[claim].run({name.replace("__", "/"): t for name, t in tables.items()})


def test_ties_count_as_closer_only_when_contacts_outgrow_the_record_and_trade_grows():
    trade = data.load("policy/trade")
    to_region = (
        trade["reporter"].eq("EU27")
        & trade["partner"].isin(timeline.REGION)
        & trade["flow"].eq("export")
        & trade["year"].dt.year.eq(2023)
    )
    flat = changed(trade, to_region, value_eur_mn=10.0)
    assert claims.finding("c01").verdict == "partly", "trade grew, contacts too little"
    assert judged("c01", policy__trade=flat).verdict == "contradicted"


def test_contacts_that_rise_as_openings_do_may_be_nothing_but_denser_recording():
    events, actors = data.load("policy/events"), data.load("policy/event_actors")
    over = timeline.spans(events)
    with_union = events["event_id"].isin(actors.loc[actors["actor"].eq("EU27"), "event_id"])
    contact = with_union & events["kind"].isin(timeline.CONTACT_KINDS)
    contact &= ~events["event"].str.contains("European Parliament")
    left = pd.Series(events["date"].array.left, events.index)
    earlier = events.index[contact & (left >= over.start) & (left < over.turn)]

    found = [
        judged("c01", policy__events=_fewer(events, earlier[:number]))
        for number in range(len(earlier))
    ]
    assert {one.verdict for one in found} == {"partly"}, "why ties grew is not tested"
    flat = data.load("policy/trade")
    to_region = flat["reporter"].eq("EU27") & flat["flow"].eq("export")
    flat = changed(flat, to_region & flat["year"].dt.year.eq(2023), value_eur_mn=10.0)
    alone = [
        judged("c01", policy__events=_fewer(events, earlier[:number]), policy__trade=flat).verdict
        for number in range(len(earlier))
    ]
    turns = alone.index("partly")
    assert alone[0] == "contradicted"
    rises = [one.figures["contacts_after"] / one.figures["contacts_before"] for one in found]
    opened = found[0].figures
    enough = 2 * opened["openings_after"] / opened["openings_before"]
    assert rises[turns - 1] < enough <= rises[turns]


def _fewer(events, labels):
    fewer = events.drop(index=labels)
    fewer.attrs = dict(events.attrs)
    return fewer


def test_one_opening_more_or_fewer_would_not_give_contacts_the_lead_that_is_asked():
    found = claims.finding("c01")
    assert found.figures["lead_times"] == pytest.approx(27 / 16 / (5 / 4))
    assert "would be 1.1 or 1.7 times" in found.sentence


def test_the_evidence_of_closer_ties_is_what_was_counted_and_what_it_was_set_beside():
    contacts, _ = claims.finding("c01").rows
    over = timeline.spans(data.load("policy/events"))
    day = contacts["date"].array.left
    assert (day >= over.start).all() and (day <= over.end).all()
    figures = claims.finding("c01").figures
    union = contacts[contacts["kind"] != timeline.YARDSTICK]
    before, after = map(timeline.days_of, over.split(union))
    assert (before, after) == (figures["contacts_before"], figures["contacts_after"])


@pytest.mark.parametrize(("delivered", "verdict"), [(1.0, "supported"), (0.99, "partly")])
def test_dependable_is_who_delivers_what_was_announced(delivered, verdict):
    promises = data.load("promises/promises")
    announced = (
        promises["project"].isin(["sgc", "azerbaijan"])
        & promises["subject"].eq("gas")
        & promises["kind"].eq("quantity")
        & promises["status"].ne("open")
    )
    assert announced.sum() == 11, "kept volumes are on the list as well as missed ones"
    status = "met" if delivered == 1 else "partly"
    table = changed(promises, announced, status=status)
    assert judged("c02", promises__promises=table).verdict == verdict
    assert ("tolerance of 5 percent" in judged("c02", promises__promises=table).sentence) == (
        verdict == "partly"
    )


def test_a_stop_of_gas_that_is_not_withdrawn_and_a_fall_leave_nothing_of_dependability():
    events, exports = data.load("policy/events"), data.load("gas/exports")
    stands = events[events["event_id"] != introduction.WITHDRAWAL]
    stands.attrs = dict(events.attrs)
    last = exports["period"].array.left.max()
    fallen = changed(
        exports,
        pd.Series(exports["period"].array.left == last) & exports["destination"].eq("EUROPE"),
        volume_bcm=6.0,
    )
    assert judged("c02", policy__events=stands).disputed == ""
    assert judged("c02", policy__events=stands).sentence.endswith("stated and stands.")
    assert claims.finding("c02").sentence.endswith("withdrawn the next day.")
    assert judged("c02", policy__events=stands, gas__exports=fallen).verdict == "contradicted"
    assert judged("c02", gas__exports=fallen).verdict == "partly"
    assert claims.finding("c02").disputed


@pytest.mark.parametrize(
    ("tonnes", "teu", "verdict"),
    [(5.0, 77_000, "supported"), (4.119, 77_000, "partly"), (4.119, 50_000, "partly")],
)
def test_a_transit_hub_grows_in_cargo_containers_and_oil_to_the_last_year(tonnes, teu, verdict):
    corridor = data.load("freight/corridor")
    last = corridor["year"].dt.year.eq(2025) & corridor["route"].eq("titr")
    table = changed(corridor, last & corridor["measure"].eq("cargo"), value=tonnes)
    table = changed(table, last & table["measure"].eq("containers"), value=teu)
    oil = data.load("gas/oil")
    kazakh = oil["pipeline"].eq("btc") & oil["origin"].eq("KAZ") & oil["status"].eq("actual")
    more = changed(oil, kazakh & pd.Series(oil["period"].array.left.year == 2025), volume_mt=1.5)
    given = {"freight__corridor": table, "gas__oil": more}
    assert judged("c03", **given, freight__transit_by_country=all_cargo(17.0)).verdict == verdict
    assert judged("c03", **given).verdict == "partly", "less cargo crossed Azerbaijan"
    assert judged("c03", freight__corridor=table).verdict == "partly", "Kazakh oil fell in 2025"


def all_cargo(megatonnes):
    """The table with so much cargo through Azerbaijan in the first half of 2025."""
    crossing = data.load("freight/transit_by_country")
    half = crossing["source_id"].eq("azstat_2025_h1") & crossing["category"].eq("total")
    return changed(crossing, half, value=megatonnes)


def test_a_hub_is_judged_by_what_the_paper_could_know_and_by_now():
    found = claims.finding("c03")
    assert (found.figures["grew_by_the_paper"], found.figures["grew_by_now"]) == (4, 2)
    assert found.figures["all_cargo_percent"] == pytest.approx(100 * (16 / 16.41 - 1))
    assert "between January to June 2024 and January to June 2025" in found.sentence


def test_a_hub_where_nothing_grows_is_none():
    corridor, oil = data.load("freight/corridor"), data.load("gas/oil")
    last = corridor["year"].dt.year.eq(2025) & corridor["route"].eq("titr")
    table = changed(corridor, last & corridor["measure"].isin(["cargo", "containers"]), value=0.1)
    kazakh = oil["pipeline"].eq("btc") & oil["origin"].eq("KAZ")
    lately = pd.Series(oil["period"].array.left.year >= 2024) & oil["status"].eq("actual")
    less = changed(oil, kazakh & lately, volume_mt=0.5)
    ports = data.load("freight/ports")
    baku = ports["port"].eq("port_baku") & ports["measure"].eq("throughput")
    idle = changed(ports, baku & pd.Series(ports["period"].array.left.year == 2025), value=5.0)
    falling = {"freight__corridor": table, "gas__oil": less}
    more = all_cargo(17.0)
    assert (
        judged("c03", **falling, freight__ports=idle, freight__transit_by_country=more).verdict
        == "partly"
    )
    assert judged("c03", **falling).verdict == "partly", "the port of Baku still grew"
    assert judged("c03", **falling, freight__ports=idle).verdict == "contradicted"


def test_earlier_frameworks_ask_for_both_azerbaijan_and_central_asia():
    events = data.load("policy/events")

    def without(words):
        fewer = events[~events["event"].str.contains(words)]
        fewer.attrs = dict(events.attrs)
        return judged("c04", policy__events=fewer)

    assert claims.finding("c04").verdict == "supported"
    assert without("strategy").verdict == "partly"
    steps = changed(events, events["kind"].eq("agreement"), kind="policy")
    assert judged("c04", policy__events=steps).verdict == "partly", "steps are no agreement"
    actors = data.load("policy/event_actors")
    of_union = events["event_id"].isin(actors.loc[actors["actor"].eq("EU27"), "event_id"])
    later = events[~of_union | (events["date"].array.left >= timeline.turn_of(events))]
    later.attrs = dict(events.attrs)
    assert judged("c04", policy__events=later).verdict == "contradicted"
