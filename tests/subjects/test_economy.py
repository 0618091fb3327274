import pytest

from corridors import data
from corridors.subjects import economy
from tests.figures import figure

ECONOMIES = data.load("policy/economies")
PLACES = data.load("geo/places")
YEARS = economy.common_years(ECONOMIES)


def glance(year=YEARS[-1]):
    return economy.at_a_glance(ECONOMIES, PLACES, year=year)


def inflows():
    return economy.investment(ECONOMIES, PLACES, first=2014, last=2023)


def test_the_newest_common_year_is_that_in_which_output_in_dollars_ends():
    output = ECONOMIES[ECONOMIES["measure"] == "gdp_current_prices"]
    assert YEARS[-1] == output["year"].dt.year.max() == 2023
    people = economy.common_years(ECONOMIES, ["population"])
    assert people[-1] == 2024, "people alone are known for longer"


def test_a_year_in_which_one_country_is_missing_is_not_common():
    without = ECONOMIES[
        ~(
            (ECONOMIES["country"] == "TKM")
            & (ECONOMIES["measure"] == "population")
            & (ECONOMIES["year"].dt.year == 2023)
        )
    ]
    assert 2023 not in economy.common_years(without)
    assert 2022 in economy.common_years(without)


def test_the_published_figures_of_azerbaijan_come_out():
    row = glance().set_index("country").loc["Azerbaijan"]
    assert row["output_usd_bn"] == pytest.approx(72.356, abs=0.001)
    assert row["people_mn"] == pytest.approx(10.154, abs=0.001)
    assert row["output_per_head_usd"] == pytest.approx(7_126, abs=1)


@pytest.mark.parametrize("year", YEARS)
def test_output_is_people_times_output_per_head_and_six_countries_are_there(year):
    table = glance(year)
    product = table["people_mn"] * table["output_per_head_usd"] / 1000
    assert product.to_numpy() == pytest.approx(table["output_usd_bn"].to_numpy())
    assert len(table) == 6 and table["output_usd_bn"].is_monotonic_decreasing


def test_the_newest_year_is_that_of_any_country_and_of_the_six_alone():
    share = economy.MEASURES[2]
    assert economy.newest_year(ECONOMIES, share) == 2024
    shorter = ECONOMIES[(ECONOMIES["country"] == "GEO") | (ECONOMIES["year"].dt.year < 2024)]
    assert economy.newest_year(shorter, share) == 2023
    with pytest.raises(ValueError, match="no money"):
        economy.newest_year(ECONOMIES, "money")


def test_a_year_that_is_not_common_is_refused():
    with pytest.raises(ValueError, match="1991"):
        glance(1991)


def test_a_missing_measure_is_named():
    with pytest.raises(ValueError, match="no happiness"):
        economy.measured(ECONOMIES, ["population", "happiness"])


def test_the_mean_of_investment_is_that_of_the_years_reported():
    table = inflows()
    for _, rows in table.groupby("country"):
        assert rows["investment_percent"].mean() == pytest.approx(rows["mean_percent"].iloc[0])
        assert rows["year"].tolist() == list(range(2014, 2024))
    assert table.drop_duplicates("country")["mean_percent"].is_monotonic_decreasing


def test_a_year_without_a_value_has_no_row_and_is_not_filled():
    table = economy.investment(ECONOMIES, PLACES, first=2020, last=2024)
    counts = table["country"].value_counts()
    assert counts["Azerbaijan"] == 5 and counts["Kyrgyzstan"] == counts["Turkmenistan"] == 4


def test_years_without_any_value_are_refused():
    with pytest.raises(ValueError, match="1960"):
        economy.investment(ECONOMIES, PLACES, first=1960, last=1965)


def test_more_left_azerbaijan_than_came_in_two_years():
    table = inflows()
    negative = table[(table["country"] == "Azerbaijan") & (table["investment_percent"] < 0)]
    assert negative["year"].tolist() == [2021, 2022]
    told = economy.describe_investment(table)
    assert "to Azerbaijan went from 11.9 percent of output in 2016 to −5.7 in 2022" in told
    means = table.drop_duplicates("country").set_index("country")["mean_percent"]
    assert f"{means.min():.1f} percent in {means.idxmin()}" in told
    assert f"to {means.max():.1f} in {means.idxmax()}" in told


@pytest.mark.parametrize("id", ["economies", "investment"])
def test_every_country_can_be_read_within_the_axes(id):
    it = figure(id)
    canvas = it.canvas()
    inside = canvas._axes.get_window_extent()
    for state in it.states:
        assert len(state.marks) == len(state.rows)
        for mark in state.marks:
            assert inside.x0 <= mark.x <= inside.x1, (state.choices, mark)


def test_titles_say_who_is_largest_and_what_left():
    assert figure("economies").shown().title == (
        "2023: Kazakhstan makes 51% of the six countries' output and has the most per head"
    )
    title = figure("investment").shown().title
    assert title.startswith("More foreign capital left Azerbaijan than came in 2022: 5.7")
