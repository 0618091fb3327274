"""The claims of the paper's introduction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from corridors.claims.judging import ClaimTest

TESTS: Final[Mapping[str, ClaimTest]] = {}
"""The tests, by the claim they judge."""
