"""The order in which the page of the ledger has the claims: section after section."""

import pandas as pd

from corridors.claims.ledger import SECTIONS


def as_on_the_page(ledger: pd.DataFrame) -> pd.DataFrame:
    """The claims of `ledger` in the order of the page."""
    order = list(SECTIONS)
    return ledger.sort_values(
        "section", key=lambda names: names.map(order.index), kind="stable", ignore_index=True
    )
