"""The model of the demo: round numbers that are made up. It needs pandas and nothing else."""

from __future__ import annotations

import pandas as pd

SUPPLY = {"Norway": 110, "LNG": 100, "Russia": 52, "Algeria": 38, "Azerbaijan": 12}
YEARS = range(2024, 2032)
CUTS = range(0, 101, 10)
DELAYS = range(5)


def model(supplier: str, cut: int, delay: int) -> pd.DataFrame:
    """Supply after a cut and demand that falls after a delay, by year."""
    whole = sum(SUPPLY.values())
    rows = [
        {
            "supplier": supplier,
            "year": year,
            "supply_bcm": whole - SUPPLY[supplier] * cut / 100 * min(year - 2023, 4) / 4,
            "demand_bcm": whole * 0.97 ** max(year - 2024 - delay, 0),
        }
        for year in YEARS
    ]
    return pd.DataFrame(rows)


def summary(table: pd.DataFrame) -> str:
    """The last year's balance."""
    last = table.iloc[-1]
    return (
        f"With {last['supplier']} cut, supply in {last['year']} is {last['supply_bcm']:.0f} bcm "
        f"against a demand of {last['demand_bcm']:.0f} bcm."
    )
