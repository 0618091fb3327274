"""Conversions, each by a named convention: the only place in the book that converts.

A cubic metre of gas is not a fixed amount of energy. Every conversion between volume and energy
therefore asks whose cubic metre is meant, and refuses a convention that nobody has published.
"""

from __future__ import annotations

from typing import Any, Final, TypeVar

import pandas as pd

Quantity = TypeVar("Quantity", float, "pd.Series[float]")

MEGAJOULE_PER_KWH: Final = 3.6
HOURS_PER_YEAR: Final = 8_760
TERAJOULE_PER_TWH: Final = 3_600.0
TEU_PER_FEU: Final = 2

KWH_PER_CUBIC_METRE: Final = {
    # Energy Institute, Statistical Review of World Energy: cubic metre at 15 C, 40 MJ gross.
    "energy_institute": 40 / MEGAJOULE_PER_KWH,
    # Azerbaijan's energy ministry, SOCAR and TAP state no calorific value. The minister's 8.2 and
    # 11.4 bcm for 2021 and 2022 match the metered 90.5 and 126.2 TWh at the entry point at 40 MJ.
    "ministry": 40 / MEGAJOULE_PER_KWH,
    # Bruegel's gas import tracker before its fourth version.
    "bruegel_10_3": 10.3,
    # Norwegian pipeline gas as Gassco and Bruegel's fourth version count it.
    "gassco": 11.0,
    # Azerbaijani gas at 25/0 C in ENTSOG's Gas Quality Outlook 2024.
    "entsog_quality_outlook": 11.72,
}
"""Gross calorific value of one cubic metre, in kWh, by the convention's name."""


DAYS_PER_YEAR: Final = 365.25


def decimal_year(day: pd.Timestamp) -> float:
    """A day as a year with its fraction: 2022.0 is 1 January 2022, 2022.5 early in July."""
    return float(day.year + (day.day_of_year - 1) / (366 if day.is_leap_year else 365))


def years_between(first: Any, last: Any) -> Any:
    """Years from one day to another, or from days to days, of 365.25 days each."""
    return (last - first).days / DAYS_PER_YEAR


class UnknownConventionError(ValueError):
    """A volume whose energy content nobody states: converting it would be a guess."""

    def __init__(self, convention: object) -> None:
        known = ", ".join(KWH_PER_CUBIC_METRE)
        super().__init__(
            f"no calorific value is known for the volume convention {convention!r}; "
            f"known conventions: {known}. Choose one and say so, or leave the volume unconverted."
        )


NET_PER_GROSS_GAS: Final = 36 / 40
"""Net over gross calorific value of natural gas: the Energy Institute, Statistical Review of World
Energy 2026, counts a bcm as 36 PJ net and 40 PJ gross. The efficiency of a power plant is stated
on the net value, a volume of gas is traded on the gross one."""


def kwh_per_cubic_metre(convention: str) -> float:
    """Gross calorific value of a cubic metre under a named convention, in kWh.

    Raises UnknownConventionError for any other name, a missing one included.
    """
    try:
        return KWH_PER_CUBIC_METRE[convention]
    except (KeyError, TypeError):
        raise UnknownConventionError(convention) from None


def bcm_to_twh(volume_bcm: Quantity, convention: str) -> Quantity:
    """Energy in TWh (gross calorific value) of a gas volume in bcm. 1 bcm at 1 kWh/m3 is 1 TWh."""
    return volume_bcm * kwh_per_cubic_metre(convention)


def twh_to_bcm(energy_twh: Quantity, convention: str) -> Quantity:
    """Gas volume in bcm of an energy in TWh (gross calorific value)."""
    return energy_twh / kwh_per_cubic_metre(convention)


def net_kwh_per_cubic_metre(convention: str) -> float:
    """Net calorific value of a cubic metre under a named convention, in kWh."""
    return kwh_per_cubic_metre(convention) * NET_PER_GROSS_GAS


def tj_to_twh(energy_tj: Quantity) -> Quantity:
    """Energy in TWh of an energy in terajoules; both gross or both net."""
    return energy_tj / TERAJOULE_PER_TWH


def usd_per_feu_to_usd_per_teu(rate_usd_feu: Quantity) -> Quantity:
    """Freight rate per twenty-foot equivalent unit, from the rate per forty-foot container."""
    return rate_usd_feu / TEU_PER_FEU


def usd_to_eur(amount_usd: Quantity, usd_per_euro: Quantity) -> Quantity:
    """Euros of an amount in US dollars, at the rate of its time in dollars a euro."""
    return amount_usd / usd_per_euro


def gw_to_twh_year(capacity_gw: float, percent: float) -> float:
    """Energy in TWh of a year in which a capacity in GW is used to so many percent."""
    return capacity_gw * HOURS_PER_YEAR / 1000 * percent / 100
