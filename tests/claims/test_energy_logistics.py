import pandas as pd
import pytest

from corridors import claims, data
from corridors.claims import energy_logistics
from tests.claims.change import changed


def test_ten_european_countries_and_eight_members_hold_on_the_papers_date():
    found = claims.finding("c24")
    assert found.verdict == "supported"
    assert found.figures == {"everyone": 12, "european": 10, "eu_members": 8}


@pytest.mark.parametrize(("lost", "verdict"), [("ITA", "contradicted"), ("SRB", "partly")])
def test_one_recipient_less_changes_the_verdict_on_the_count(lost, verdict):
    recipients = data.load("gas/recipients")
    fewer = recipients[recipients["recipient"] != lost]
    assert claims.TESTS["c24"].run({"gas/recipients": fewer}).verdict == verdict


@pytest.mark.parametrize(
    ("factor", "verdict"), [(0.96, "supported"), (0.9, "partly"), (0.79, "contradicted")]
)
def test_the_flow_is_steady_until_a_year_falls_too_far(factor, verdict):
    exports = data.load("gas/exports")
    before = exports[exports["destination"].eq("EUROPE") & _in(exports, 2024)]
    fallen = changed(
        exports,
        exports["destination"].eq("EUROPE") & _in(exports, 2025),
        volume_bcm=before["volume_bcm"].max() * factor,
    )
    assert claims.TESTS["c21"].run({"gas/exports": fallen}).verdict == verdict


def _in(table, year):
    spans = table["period"].array
    return pd.Series((spans.left.year == year) & (spans.right.year == year + 1), table.index)


@pytest.mark.parametrize(
    ("volume", "verdict"), [(17, "supported"), (12.8, "partly"), (11, "contradicted")]
)
def test_the_pledge_is_on_its_way_at_the_straight_line_and_not_below_its_start(volume, verdict):
    exports = data.load("gas/exports")
    now = changed(
        exports, exports["destination"].eq("EUROPE") & _in(exports, 2025), volume_bcm=volume
    )
    assert claims.TESTS["c23"].run({"gas/exports": now}).verdict == verdict


@pytest.mark.parametrize(
    ("tonnes", "teu", "verdict"),
    [(5.0, 77_000, "supported"), (4.119, 77_000, "partly"), (4.119, 50_000, "contradicted")],
)
def test_progress_asks_tonnage_and_containers_to_grow(tonnes, teu, verdict):
    corridor = data.load("freight/corridor")
    last = corridor["year"].dt.year.eq(2025) & corridor["route"].eq("titr")
    table = changed(corridor, last & corridor["measure"].eq("cargo"), value=tonnes)
    table = changed(table, last & table["measure"].eq("containers"), value=teu)
    assert claims.TESTS["c30"].run({"freight/corridor": table}).verdict == verdict


@pytest.mark.parametrize(
    ("share", "verdict"), [(10, "supported"), (2.3, "partly"), (1, "contradicted")]
)
def test_an_alternative_carries_a_tenth_and_less_than_a_hundredth_is_none(share, verdict):
    shares = data.load("freight/corridor_shares")
    table = changed(shares, shares["measure"].eq("share_of_china_europe_rail"), value=share)
    assert claims.TESTS["c29"].run({"freight/corridor_shares": table}).verdict == verdict


def test_turkmen_gas_through_azerbaijan_would_support_two_claims():
    swaps = data.load("gas/transit_and_swaps")
    across = changed(swaps, swaps["origin"].eq("TKM") & swaps["status"].eq("actual"), via="AZE")
    assert claims.TESTS["c26"].run().verdict == claims.TESTS["c28"].run().verdict == "partly"
    for claim in ("c26", "c28"):
        assert claims.TESTS[claim].run({"gas/transit_and_swaps": across}).verdict == "supported"


def judged(claim, **tables):
    return claims.TESTS[claim].run({name.replace("__", "/"): t for name, t in tables.items()})


def without(table, rows):
    left = table[~rows]
    left.attrs = dict(table.attrs)
    return left


@pytest.mark.parametrize(
    ("made", "verdict"),
    [(34, "supported"), (164, "supported"), (200, "partly"), (330, "contradicted")],
)
def test_a_union_that_makes_its_own_gas_depends_on_none_from_outside(made, verdict):
    balance = data.load("gas/eu_balance")
    rows = balance["item"].eq("production") & _in(balance, 2025) & balance["place"].eq("EU27")
    found = energy_logistics.gas_from_outside(changed(balance, rows, value=float(made)))
    assert found.verdict == verdict
    assert found.figures["own_percent"] == pytest.approx(made / 329.224 * 100)


def test_the_statement_of_budapest_is_supported_by_its_row_and_partly_without_it():
    events = data.load("policy/events")
    silent = without(events, events["event_id"].eq(energy_logistics.STATEMENT))
    assert claims.finding("c25").verdict == "supported"
    assert judged("c25", policy__events=silent).verdict == "partly"


@pytest.mark.parametrize(
    ("stage", "verdict"),
    [("planned", "supported"), ("construction", "partly"), ("operating", "contradicted")],
)
def test_the_trans_caspian_pipeline_is_only_planned_until_works_begin(stage, verdict):
    stages = data.load("geo/stages")
    own = stages["line"].eq("trans_caspian") & stages["stage"].eq("planned")
    assert judged("c27", geo__stages=changed(stages, own, stage=stage)).verdict == verdict


def _ferry(legs, start, end):
    row = legs.iloc[[0]].assign(
        route="new", from_node=start, to_node=end, mode="sea", kind="path", source_id=None
    )
    more = pd.concat([legs, row], ignore_index=True)
    more.attrs = dict(legs.attrs)
    return more


def test_a_way_round_azerbaijan_would_end_its_place_in_the_corridor():
    legs = data.load("freight/legs")
    round_it = judged("c31", freight__legs=_ferry(legs, "aktau_port", "poti"))
    assert round_it.figures["way_without_Azerbaijan"] == 1
    assert round_it.figures["way_without_Central Asia"] == 0
    past_both = judged("c31", freight__legs=_ferry(legs, "xian", "poti"))
    assert past_both.verdict == "contradicted"
    assert claims.finding("c31").verdict == "partly"


@pytest.mark.parametrize(
    ("income", "verdict"), [(1_100, "supported"), (317.5, "partly"), (50, "contradicted")]
)
def test_income_of_a_thousandth_of_output_strengthens_no_economy(income, verdict):
    table, economies = data.load("freight/corridor_income"), data.load("policy/economies")
    more = changed(table, table["unit"].eq("USD_mn"), value=float(income))
    assert energy_logistics.income_beside_output(more, economies).verdict == verdict


@pytest.mark.parametrize(
    ("terajoules", "verdict"), [(9_000.0, "partly"), (8_000.0, "contradicted")]
)
def test_a_substitute_matters_from_a_tenth_of_the_russian_gas_of_one_member(terajoules, verdict):
    bought = data.load("gas/country_imports")
    of_azerbaijan = bought["supplier"].eq("AZE") & bought["unit"].eq("TJ")
    table = changed(bought, of_azerbaijan & bought["importer"].ne("GRC"), value=1.0)
    table = changed(table, of_azerbaijan & table["importer"].eq("GRC"), value=terajoules)
    assert claims.TESTS["c22"].run({"gas/country_imports": table}).verdict == verdict


def test_greece_bought_nearly_as_much_from_azerbaijan_as_from_russia_before():
    found = claims.finding("c22")
    assert found.figures["most_in_a_member_percent"] == pytest.approx(100 * 83_100 / 89_224.045)
    assert "Greece 93 percent" in found.sentence
