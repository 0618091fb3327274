"""The states that the book is about, by their codes in the tables (ISO 3166-1 alpha-3)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FIVE: Final[Mapping[str, str]] = {
    "KAZ": "Kazakhstan",
    "KGZ": "Kyrgyzstan",
    "TJK": "Tajikistan",
    "TKM": "Turkmenistan",
    "UZB": "Uzbekistan",
}
"""Central Asia."""

SIX: Final[Mapping[str, str]] = {"AZE": "Azerbaijan", **FIVE}
"""The region: Azerbaijan and Central Asia."""
