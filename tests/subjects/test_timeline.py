import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corridors import data
from corridors.subjects import timeline
from tests.figures import figure
from tests.recomputed.ledger import eu_contacts

EVENTS = data.load("policy/events")
ACTORS = data.load("policy/event_actors")
PLACES = data.load("geo/places")
SUMMITS = data.load("policy/summits")
TURN = timeline.turn_of(EVENTS)
OVER = timeline.spans(EVENTS)


TABLE = timeline.timeline(EVENTS)


# the timeline


def test_every_event_is_on_the_timeline_once_in_order_of_time():
    table = TABLE
    assert len(table) == len(EVENTS)
    assert table["year"].is_monotonic_increasing
    assert table["event"].iloc[0].endswith("Contract of the Century")
    assert table["date"].iloc[-1] == "11 Mar 2026"


def test_a_year_holds_the_numbers_from_one_to_its_count():
    counts = timeline.by_year(EVENTS)
    numbers = TABLE.groupby("year")["number"].agg(sorted)
    for year, count in counts[counts > 0].items():
        assert numbers[year] == list(range(1, count + 1))
    assert counts.sum() == len(EVENTS) and counts[1995] == 0


def test_a_years_events_are_stacked_by_kind_and_then_by_date():
    for _, year in TABLE.groupby("year"):
        stacked = year.sort_values("number", kind="stable")
        assert stacked["kind"].map(timeline.KINDS.index).is_monotonic_increasing
        for _, kind in stacked.groupby("kind"):
            assert kind.index.is_monotonic_increasing, "the table is in order of time"


def test_a_date_is_told_as_exactly_as_it_is_known():
    words = EVENTS.assign(words=[timeline.when(span) for span in EVENTS["date"]])
    told = words.set_index("event_id")["words"]
    assert told["1999_eu_azerbaijan_partnership_cooperation_agreement_enters"] == "1999"
    assert told["2022_11_kazmunaygas_socar_agree_1_5_mt"] == "Nov 2022"
    assert told["2018_08_12_five_littoral_states_sign_caspian_convention"] == "12 Aug 2018"


def test_the_summary_counts_what_is_shown():
    late = (EVENTS["date"].array.left.year >= 2022).sum()
    sentence = timeline.describe_timeline(TABLE, turn=2022)
    assert sentence.startswith(f"{len(EVENTS)} events on record, {late} since the start of 2022")
    one = timeline.describe_timeline(TABLE.head(1), turn=2022)
    assert one.startswith("1 event on record, 0 since") and "most in" not in one


# contacts before and after


def test_the_two_spans_are_equally_long_and_meet_at_the_turn():
    assert pd.Timestamp("2022-02-24") == OVER.turn
    assert OVER.end - OVER.turn == OVER.turn - OVER.start
    before, after = OVER.split(EVENTS)
    assert not set(before["event_id"]) & set(after["event_id"])
    assert timeline.TURN in set(after["event_id"])


def test_a_table_without_the_turn_is_refused():
    with pytest.raises(ValueError, match="2022_02_24_russia"):
        timeline.spans(EVENTS[EVENTS["event_id"] != timeline.TURN])


def test_two_papers_of_one_day_are_one_contact():
    hungary = timeline.with_actors(EVENTS, ACTORS, ["HUN"])
    that_day = EVENTS[hungary & (EVENTS["date"].array.left == pd.Timestamp("2025-05-20"))]
    assert len(that_day) == 2 and timeline.days_of(that_day) == 1


def test_a_contact_needs_the_region_and_is_no_conflict_project_or_opening():
    dealt = timeline.contacts(EVENTS, ACTORS)
    ids = set(dealt["event_id"])
    assert "2007_eu_adopts_first_strategy_central_asia" not in ids, "the Union alone"
    assert timeline.TURN not in ids
    assert not any("inaugurated" in event for event in ids)
    assert "2025_04_04_first_eu_central_asia_summit_samarkand" in ids


def test_the_counts_of_known_partners_come_out():
    table = timeline.thickening(EVENTS, ACTORS, PLACES, OVER).set_index("partner")
    assert table.loc["China", ["before", "after"]].tolist() == [1, 4], (
        "a summit by video; summits of 2023 and 2025, texts with Azerbaijan of 2024 and 2025"
    )
    assert table.loc["Russia", ["before", "after"]].tolist() == [2, 2], (
        "Caspian convention, and the allied declaration two days before the war; two summits"
    )
    assert table.loc["new infrastructure", ["before", "after"]].tolist() == [4, 5]
    assert (table["after"] >= table["before"]).all()


def test_what_a_president_says_of_gas_opens_no_line():
    statements = EVENTS[EVENTS["event"].str.startswith("Serbia's president says")]
    assert len(statements) == 2 and timeline.YARDSTICK not in set(statements["kind"])


def test_councils_that_meet_year_by_year_are_on_record_before_the_turn_as_after_it():
    gas = EVENTS[EVENTS["event"].str.contains("Southern Gas Corridor.*ouncil|next to the gas cor")]
    assert gas["date"].array.left.year.tolist() == [*range(2015, 2027)]


def test_a_member_is_not_counted_where_the_union_took_part():
    table = timeline.thickening(EVENTS, ACTORS, PLACES, OVER).set_index("partner")
    with_union = pd.concat(
        [ACTORS, pd.DataFrame({"event_id": EVENTS["event_id"], "actor": "EU27"})],
        ignore_index=True,
    )
    all_union = timeline.thickening(EVENTS, with_union, PLACES, OVER).set_index("partner")
    assert table.loc["single EU members", "after"] > 0
    assert all_union.loc["single EU members", "after"] == 0


@settings(max_examples=25, deadline=None)
@given(kept=st.sets(st.integers(0, len(EVENTS) - 1), min_size=1))
def test_fewer_events_never_give_more_contacts(kept):
    fewer = EVENTS.iloc[sorted(kept)]
    part = timeline.thickening(fewer, ACTORS, PLACES, OVER)
    whole = timeline.thickening(EVENTS, ACTORS, PLACES, OVER)
    assert (part[["before", "after"]] <= whole[["before", "after"]]).all(axis=None)


# summits


def test_first_meetings_of_leaders_come_in_order_and_once_a_partner():
    table = timeline.summits_of_leaders(SUMMITS, PLACES)
    first = table[table["first"]]
    assert first["partner"].is_unique and first["day"].is_monotonic_increasing
    assert list(first["partner"])[:3] == ["Russia", "European Union", "China"]
    assert set(first["level"]) == {"leaders"}


def test_meetings_only_announced_and_those_with_azerbaijan_are_left_out():
    table = timeline.summits_of_leaders(SUMMITS, PLACES)
    held = SUMMITS[(SUMMITS["status"] == "actual") & (SUMMITS["partner"] != "AZE")]
    assert len(table) == len(held)
    assert "Azerbaijan" not in set(table["partner"]) and "South Korea" not in set(table["partner"])


def test_a_meeting_of_ministers_is_not_a_first_summit():
    table = timeline.summits_of_leaders(SUMMITS, PLACES)
    american = table[table["partner"] == "United States"]
    assert american["level"].tolist() == ["ministers", "leaders", "leaders"]
    assert american["first"].tolist() == [False, True, False]


# pictures


def test_every_event_of_a_choice_has_its_reading():
    events = figure("events-timeline")
    for state in events.states:
        assert len(state.marks) == len(state.rows) + 1, (state.choices, "and the turning point")
    turning = "February 2022: Russia invades Ukraine"
    whole = [mark for mark in events.shown().marks if mark.text != turning]
    assert len({(mark.x, mark.y) for mark in whole}) == len(EVENTS), "no dot hides another"
    assert any(
        mark.text == "17 Jun 2025, summit: Second China-Central Asia summit in Astana signs a "
        "friendship treaty"
        for mark in whole
    )


def test_titles_state_the_counts():
    late = (EVENTS["date"].array.left.year >= 2022).sum()
    whole = f"{late} of {len(EVENTS)} events on record came in 2022 or later"
    assert figure("events-timeline").shown().title == whole
    before, after = eu_contacts(critical=False)
    contacts = figure("contacts").shown().title
    assert contacts.startswith(f"Contacts with the European Union rose from {before} to {after}")


def test_one_event_is_not_called_events():
    table = TABLE[TABLE["year"] >= 2022].head(1)
    title = figure("events-timeline").drawn(table).title
    assert title == "1 of 1 event on record came in 2022 or later"


def test_a_partners_two_dots_read_as_its_counts():
    read = set(figure("contacts").shown().readings)
    assert {"Russia, before: 2", "Russia, after: 2", "China, after: 4"} <= read


def test_a_count_beyond_all_on_record_still_has_its_dot_and_its_number_in_the_picture():
    contacts = figure("contacts")
    table = contacts.table()
    more = table.assign(after=table["after"].mask(table["partner"] == "European Union", 77))
    drawing = contacts.drawn(more)
    (dot,) = [mark for mark in drawing.marks if mark.text == "European Union, after: 77"]
    assert 0 < dot.x < contacts.width and ">77<" in drawing.fragment
