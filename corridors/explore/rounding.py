"""Rounding that is the same on every machine and under every Python.

What adding up leaves beyond the twelfth digit says nothing, but decides how a half is rounded:
Python 3.12 adds floats more exactly than 3.11, so 832.255 may come out as 832.2549999999999 or not.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Final

import numpy as np
import pandas as pd

SIGNIFICANT: Final = 12
"""Digits of a computed value: more than any source gives, fewer than adding up may disturb."""


def exact(value: float) -> Decimal:
    """A value as the decimal number that it stands for; formats as a float does, half to even.

    `f"{exact(832.2549999999999):.2f}"` is "832.26", as it is for 832.255.
    """
    return Decimal(value) if isinstance(value, int) else Decimal(f"{value:.{SIGNIFICANT}g}")


def settled(table: pd.DataFrame) -> pd.DataFrame:
    """The table with its floats to SIGNIFICANT digits.

    1.1249999999999998 is 1.125 then, as it is when the same is added up in another order; so both
    read the same in a title, a sentence and a label.
    """
    made = table.copy(deep=False)
    for place, kind in enumerate(table.dtypes):
        if kind == np.float64:
            digits = [float(f"{value:.{SIGNIFICANT}g}") for value in table.iloc[:, place]]
            made.isetitem(place, np.array(digits, dtype=np.float64))
    return made
