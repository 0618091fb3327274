import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from corridors import units

conventions = st.sampled_from(sorted(units.KWH_PER_CUBIC_METRE))
volumes = st.floats(min_value=0, max_value=1e6, allow_nan=False)


@given(volumes, conventions)
def test_a_volume_turned_into_energy_and_back_is_the_same_volume(volume, convention):
    energy = units.bcm_to_twh(volume, convention)
    assert units.twh_to_bcm(energy, convention) == pytest.approx(volume)


def test_metered_energy_at_the_entry_point_gives_the_ministers_volumes_at_40_megajoules():
    # Kipoi: 90.48 TWh in 2021 and 126.24 TWh in 2022; the minister said 8.2 and 11.4 bcm.
    assert units.twh_to_bcm(90.48, "ministry") == pytest.approx(8.2, abs=0.1)
    assert units.twh_to_bcm(126.24, "ministry") == pytest.approx(11.4, abs=0.1)


def test_bruegels_legacy_volumes_run_seven_to_eight_percent_above_the_energy_institutes():
    ratio = units.twh_to_bcm(100, "bruegel_10_3") / units.twh_to_bcm(100, "energy_institute")
    assert 1.07 < ratio < 1.08


@pytest.mark.parametrize("convention", ["customs", "not_stated", "", None, float("nan")])
def test_a_convention_without_a_published_calorific_value_is_refused(convention):
    with pytest.raises(units.UnknownConventionError, match="known conventions"):
        units.bcm_to_twh(1.0, convention)


def test_a_column_converts_as_its_numbers_do():
    column = pd.Series([1.0, 2.0])
    assert units.bcm_to_twh(column, "bruegel_10_3").tolist() == [10.3, 20.6]


def test_terajoules_and_forty_foot_containers_convert():
    assert units.tj_to_twh(3_600.0) == 1
    assert units.usd_per_feu_to_usd_per_teu(5_000.0) == 2_500


def test_a_day_has_one_place_in_its_year():
    assert units.decimal_year(pd.Timestamp(2023, 1, 1)) == 2023
    assert units.decimal_year(pd.Timestamp(2024, 7, 2)) == pytest.approx(2024.5)
    assert units.decimal_year(pd.Timestamp(2023, 12, 31)) < 2024


def test_years_between_days_count_leap_years_in():
    assert units.years_between(pd.Timestamp(2020, 3, 1), pd.Timestamp(2024, 3, 1)) == 4
