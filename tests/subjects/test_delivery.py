import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors import data
from corridors.subjects import delivery
from tests.figures import figure


@pytest.fixture(scope="module")
def promises():
    return data.load("promises/promises")


@pytest.fixture(scope="module")
def known(promises):
    return delivery.record(promises, data.load("promises/projects"))


@pytest.fixture(scope="module")
def due(known):
    return delivery.fallen_due(known)


def made_up(*fates, project=None):
    """Promises of dates that end as told: months late, or (months, "waiting"), or None for never.

    Every promise is of its own project unless one is given.
    """
    rows = []
    for number, fate in enumerate(fates):
        waiting = isinstance(fate, tuple)
        late = np.nan if waiting or fate is None else float(fate)
        status = "missed" if waiting else "cancelled" if fate is None else "met_late"
        rows.append(
            {
                "project": project or f"p{number}",
                "status": "met" if late == 0 else status,
                "late_months": late,
                "seen_months": float(fate[0]) if waiting else np.nan,
                "never": fate is None,
            }
        )
    return pd.DataFrame(rows)


# --- the record


def test_every_promise_is_in_the_record_and_its_status_follows_from_its_dates(promises, known):
    assert set(known["promise"]) == set(promises["promise"]) and len(known) == len(promises)
    dated = known[known["kind"].eq("date") & known["late_months"].notna()]
    on_time = dated["late_months"] <= delivery.GRACE
    assert (on_time == dated["status"].eq("met")).all()


def test_a_date_without_day_means_its_end_and_a_delivery_known_to_the_year_is_a_range(known):
    rows = known.set_index("promise")
    assert rows.loc["btk_2010", "target"] == pd.Timestamp("2010-12-31")
    assert rows.loc["btk_2010", "late_months"] == pytest.approx(82, abs=0.2)
    vague = rows.loc["cpc_2016"]
    assert (vague["late_least_months"], vague["late_most_months"]) == pytest.approx(
        (0, 12), abs=0.1
    )


def test_the_pledge_of_gas_was_made_five_years_ahead(known):
    pledge = known.set_index("promise").loc["mou_20_2027"]
    assert pledge["lead"] == delivery.FAR
    assert pledge["lead_months"] == pytest.approx(65.5, abs=0.1)
    assert not pledge["due"]


def test_what_was_not_delivered_is_waited_for_since_its_date_or_never_comes(known):
    rows = known.set_index("promise")
    assert rows.loc["tcp_2002", "seen_months"] / 12 == pytest.approx(22.5, abs=0.1)
    assert rows.loc["nabucco_gas_2014", "never"]
    assert rows.loc["titr_cargo_2022", "never"] and np.isnan(
        rows.loc["titr_cargo_2022", "seen_months"]
    )
    ended = known[known["due"]]
    ways = ended["late_months"].notna() | ended["seen_months"].notna() | ended["never"]
    assert (ways | ended["status"].eq("met")).all()


def test_contracts_up_to_a_volume_and_early_calls_are_marked(known):
    assert set(known.loc[known["option"], "promise"]) == {"srb_contract_2024", "rou_contract_2023"}
    early = known[known["called_early"]]
    assert len(early) == 8 and {"shafag_2025", "sarzha_2025"} <= set(early["promise"])


def test_an_unknown_project_is_named(promises):
    with pytest.raises(data.DataError, match="igb"):
        delivery.record(promises, data.load("promises/projects").query("project != 'igb'"))


def test_a_class_with_an_unknown_word_names_the_known_ones(known):
    with pytest.raises(ValueError, match="freight"):
        delivery.fallen_due(known, group="trains")


def test_subjects_leads_and_kinds_divide_the_record(known, due):
    for column, words in (("group", set(delivery.GROUPS.values())), ("kind", {"date", "quantity"})):
        parts = [delivery.fallen_due(known, **{column: word}) for word in words]
        assert sum(map(len, parts)) == len(due)
    leads = [len(delivery.fallen_due(known, lead=lead)) for lead in delivery.LEADS]
    assert sum(leads) + due["lead"].isna().sum() == len(due)


# --- the estimate


def test_the_share_kept_is_that_of_the_promises_with_as_many_projects_as_they_have(due):
    found = delivery.share_kept(due)
    assert (found.promises, found.projects) == (len(due), due["project"].nunique())
    assert found.share == pytest.approx((due["status"] == "met").mean())
    assert found.low < found.share < found.high and found.method == "bootstrap"


def test_without_waiting_the_share_is_counted():
    table = delivery.delivered_by(made_up(0, 0, 5, 20, None), [1, 6, 24])
    assert table["share_percent"].tolist() == pytest.approx([40, 60, 80])
    assert table["at_least_percent"].tolist() == pytest.approx([40, 60, 80])
    assert table["at_most_percent"].tolist() == pytest.approx([40, 60, 80])


def test_the_product_limit_by_hand():
    # Five promises: kept, late by 4, last seen waiting at 8, late by 12, waiting at 30.
    # Left after 0: 4/5; after 4: x 3/4; after 12 (two still watched): x 1/2.
    table = delivery.delivered_by(
        made_up(0, 4, (8, "waiting"), 12, (30, "waiting")), [1, 6, 12, 60]
    )
    left = [4 / 5, 4 / 5 * 3 / 4, 4 / 5 * 3 / 4 / 2, 4 / 5 * 3 / 4 / 2]
    assert table["share_percent"].tolist() == pytest.approx([100 * (1 - rest) for rest in left])
    assert table["at_least_percent"].tolist() == pytest.approx([20, 40, 60, 60])
    assert table["at_most_percent"].tolist() == pytest.approx([20, 40, 80, 100])


def test_the_middle_delay_is_where_half_has_come():
    assert delivery.middle_delay(made_up(0, 4, 10, 20)) == 4
    assert delivery.middle_delay(made_up(0, 4, None, None, None)) != delivery.middle_delay(
        made_up(0, 4, 5, None)
    )
    assert np.isnan(delivery.middle_delay(made_up(0, None, None)))
    assert np.isnan(delivery.middle_delay(made_up(None, None)))


@settings(deadline=None, max_examples=60)
@given(
    fates=st.lists(
        st.one_of(
            st.just(0),
            st.none(),
            st.floats(1.5, 90),
            st.tuples(st.floats(1.5, 90), st.just("waiting")),
        ),
        min_size=1,
        max_size=25,
    )
)
def test_a_share_never_falls_with_time_and_lies_between_its_bounds(fates):
    table = delivery.delivered_by(made_up(*fates))
    for column in ("share_percent", "low_percent", "high_percent", "at_least_percent"):
        assert (table[column].diff().dropna() >= -1e-9).all()
        assert table[column].between(-1e-9, 100 + 1e-9).all()
    assert (table["at_least_percent"] <= table["share_percent"] + 1e-9).all()
    assert (table["share_percent"] <= table["at_most_percent"] + 1e-9).all()


def test_promises_of_one_project_make_the_interval_wider_than_as_many_projects():
    fates = [0, 12] * 30
    apart = made_up(*fates)
    together = apart.assign(project=[f"p{number // 2 % 12}" for number in range(60)])
    together["project"] = np.where(
        apart["status"] == "met", together["project"], together["project"] + "x"
    )
    widths = [
        np.ptp([found.low, found.high])
        for found in (delivery.share_kept(apart), delivery.share_kept(together))
    ]
    assert widths[1] > 1.3 * widths[0]


def test_many_independent_promises_give_the_interval_of_a_coin():
    found = delivery.share_kept(made_up(*[0, 12] * 50))
    half = 1.645 * np.sqrt(0.25 / 100)
    assert found.low == pytest.approx(0.5 - half, abs=0.015)
    assert found.high == pytest.approx(0.5 + half, abs=0.015)


def test_few_projects_or_a_class_without_exception_get_wilsons_interval():
    few = delivery.share_kept(made_up(0, 0, 12, None))
    assert few.method == "Wilson" and few.low > 0 and few.high < 1
    sure = delivery.share_kept(made_up(*[12] * 15))
    assert sure.method == "Wilson" and sure.share == 0 and sure.high > 0.1
    assert sure.low == pytest.approx(0)
    # Ten of ten: z2 / (n + z2) is left below the lower end (Wilson 1927).
    z2 = 1.6448536**2
    assert delivery.share_kept(made_up(*[0] * 10)).low == pytest.approx(10 / (10 + z2))


def test_a_draw_of_projects_gives_what_their_promises_repeated_would(due):
    # The draws are reckoned by matrices; here the projects drawn are laid out one by one.
    names = list(pd.unique(due["project"]))
    drawn = delivery._draws(len(names))[:5]
    assert (drawn.sum(axis=1) == len(names)).all()
    until, arrived = delivery._ends(due)
    members = np.array([(due["project"] == name).to_numpy(float) for name in names])
    grid = np.array([1.1, 12, 24, 60])
    quick = delivery._product_limit(drawn, members, until, arrived, grid)
    for times, shares in zip(drawn.astype(int), quick, strict=True):
        repeated = pd.concat(
            [
                due[due["project"] == name]
                for name, n in zip(names, times, strict=True)
                for _ in range(n)
            ]
        )
        slow = delivery.delivered_by(repeated, list(grid))["share_percent"]
        assert slow.tolist() == pytest.approx(list(100 * shares))


def test_the_same_question_gets_the_same_answer(due):
    first, second = delivery.delivered_by(due), delivery.delivered_by(due)
    pd.testing.assert_frame_equal(first, second)


def test_kept_promises_that_count_more_raise_the_share_as_reckoned_by_hand(due):
    twice = delivery.share_kept(due, weights=delivery.punctual_counts(due, 2))
    met = due["status"].eq("met").sum()
    assert twice.share == pytest.approx(2 * met / (met + len(due)))


def test_each_project_once_is_the_mean_over_projects(due):
    once = delivery.share_kept(due, weights=delivery.each_project_once(due))
    by_project = due["status"].eq("met").groupby(due["project"]).mean()
    assert once.share == pytest.approx(by_project.mean())


def test_nothing_due_has_no_share(due):
    found = delivery.share_kept(due.iloc[:0])
    assert found.promises == found.projects == 0 and np.isnan(found.share)


# --- classes, delays, targets


def test_longer_ahead_means_kept_less_often_in_this_record(known):
    table = delivery.by_class(known).set_index("class")
    shares = table.loc[list(delivery.LEADS), "share_percent"]
    assert shares.is_monotonic_decreasing
    due = delivery.fallen_due(known)
    assert table.loc["all", "kept"] == due["status"].eq("met").sum()
    assert table.loc["nearly kept counts as kept", "kept"] > table.loc["all", "kept"]
    assert table.loc["without contracts up to a volume", "promises"] == (~due["option"]).sum()
    assert table.loc["without those judged early", "promises"] == (~due["called_early"]).sum()
    for family in ("lead", "kind", "subject"):
        assert table.loc[table["family"] == family, "promises"].sum() <= len(due)


def test_delays_hold_every_dated_promise_once(known):
    table = delivery.delays(known)
    assert table["fate"].value_counts().to_dict() == {
        "late": 44,
        "kept": 25,
        "not yet": 20,
        "given up": 4,
    }
    assert (table.loc[table["fate"] == "late", "years_late"] > delivery.GRACE / 12).all()
    assert "22 years" in delivery.describe_delays(table)


def test_the_part_delivered_is_the_outcome_over_the_promise(known, promises):
    parts = delivery.part_delivered(delivery.fallen_due(known, options=False))
    row = promises.set_index("promise").loc["titr_cargo_2022"]
    assert parts["titr_cargo_2022"] == pytest.approx(
        100 * row["outcome_value"] / row["target_value"]
    )
    assert "srb_contract_2024" not in parts


def test_a_target_has_the_record_of_its_lead_and_of_its_subject(known):
    table = delivery.targets_ahead(known, ["gas", "freight", "power"], 2027).set_index("promise")
    pledge = table.loc["mou_20_2027"]
    far = delivery.share_kept(delivery.fallen_due(known, lead=delivery.FAR))
    assert pledge["lead_percent"] == pytest.approx(100 * far.share)
    assert pledge["subject_promises"] == (delivery.fallen_due(known)["subject"] == "gas").sum()
    assert (table["target"].dt.year >= 2027).all() and "kaz_btc_7_2027" not in table.index
    classes = delivery.classes_ahead(table.reset_index())
    assert sorted(itertools.chain(*classes["targets"])) == sorted(table.index)


def test_promises_that_hang_together_are_kept_together_more_often():
    chance = delivery.all_kept([0.5, 0.2, 0.4])
    assert chance == pytest.approx((0.04, 0.2))
    with pytest.raises(ValueError, match="no promise"):
        delivery.all_kept([])


# --- the pictures and the explorer


def test_the_figures_read_out_every_class_and_every_delay():
    for id in ("promises-kept", "promise-delays"):
        shown = figure(id).shown()
        assert len(shown.marks) == len(shown.rows)


def test_the_picture_of_delays_says_how_many_of_each_subject_were_kept(known):
    drawn = figure("promise-delays").shown().drawn
    for _, rows in delivery.delays(known).groupby("subject"):
        assert f">{(rows['fate'] == 'kept').sum()} of {len(rows)} kept<" in drawn


def test_every_family_of_classes_but_the_whole_has_a_heading():
    background = figure("promises-kept").baked.background
    for heading in ("by subject", "made ahead by", "promised"):
        assert background.count(f">{heading}<") == 1


@pytest.fixture(scope="module")
def explorer():
    return figure("promise-keeping")


def test_every_month_of_promise_keeping_is_read_where_there_is_a_record(explorer):
    assert len(explorer.states) < 1_000
    promises = explorer.baked.columns.index("Promises")
    for state in explorer.states:
        wanted = len(delivery.MONTHS) if state.rows[0][promises] else 1
        assert len(state.marks) == wanted, state.choices


def test_promise_keeping_opens_on_the_whole_record(explorer, due):
    table = explorer.table()
    assert table["promises"].iloc[0] == len(due)
    (row,) = table[table["chosen"]].to_dict("records")
    assert row["share_percent"] == pytest.approx(100 * due["status"].eq("met").mean())


def test_an_empty_class_says_so(explorer):
    empty = {"group": "agreements and money", "lead": delivery.FAR, "kind": delivery.DATES}
    assert "no record" in explorer.shown(**empty).sentence


def test_a_share_by_other_odds_of_selection_is_told_as_an_if(explorer, due):
    odd = explorer.shown(trace=4)
    assert odd.sentence.startswith("If a broken promise is 4 times as likely")
    assert "4 times as likely" in odd.title
    plain = explorer.shown().sentence
    counted = f"Of {len(due)} promises of {due['project'].nunique()} projects"
    assert plain.startswith(f"{counted} {100 * due['status'].eq('met').mean():.0f}% were delivered")


def test_what_is_still_waited_for_is_told_only_where_something_is(explorer):
    assert "waited" in explorer.shown(kind=delivery.DATES).sentence
    assert "waited" not in explorer.shown(kind=delivery.QUANTITIES).sentence


def test_one_promise_of_one_project_is_counted_in_the_singular(explorer):
    one = explorer.shown(group="power", lead=delivery.NEAR, kind=delivery.QUANTITIES)
    assert "Of 1 promise of 1 project " in one.sentence
    assert ">1 promise, 1 project<" in one.drawn


def test_more_generous_counting_never_lowers_the_share(explorer):
    def share(**choices):
        table = explorer.table(**choices)
        return float(table.loc[table["chosen"], "share_percent"].iloc[0])

    assert share(within=1) <= share(within=6) <= share(within=12) <= share(within=24)
    assert share(trace=1) <= share(trace=2) <= share(trace=4)


def test_a_month_that_is_not_read_is_refused(known):
    with pytest.raises(ValueError, match="7 months"):
        delivery.promise_keeping(known, group="all", lead="all", kind="all", within=7, trace=1)
