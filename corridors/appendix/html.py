"""HTML for the pages of the appendix."""

from __future__ import annotations


class Html(str):
    """Text that a notebook shows as HTML."""

    def _repr_html_(self) -> str:
        return self
