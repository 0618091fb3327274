"""What a figure counts, so that only like is set beside like.

A figure has a scope: pipeline gas or all gas, trains that left or trains that came, plants of every
size or large ones. A change over time, a share and a best year mean something within one scope
only. `one_scope` is asked before such a comparison, and refuses one across scopes.
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd


class ScopeError(ValueError):
    """Figures of different scopes were about to be compared; the message names both."""


def one_scope(scopes: Iterable[object], compared: str) -> str:
    """The scope that all figures have, in words.

    `compared` says what is set side by side, such as "Russia's shares of 2021 and 2025". A missing
    scope is a scope of its own. Raises ScopeError for two scopes, and ValueError for no figure.
    """
    found = sorted({"" if pd.isna(scope) else str(scope) for scope in scopes})  # type: ignore[call-overload]
    if not found:
        raise ValueError(f"{compared}: there is no figure to compare")
    if len(found) > 1:
        raise ScopeError(
            f"{compared}: {' and '.join(map(repr, found))} are different scopes. "
            "Compare figures of one of them."
        )
    return found[0]
