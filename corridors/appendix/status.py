"""With which versions a page was made: of Python and of the packages that the book rests on."""

from __future__ import annotations

import importlib.metadata
import platform
import re
from pathlib import Path
from typing import Final

import pandas as pd

from corridors import __version__, data
from corridors.appendix import catalogue
from corridors.appendix.html import Html
from corridors.paths import ROOT
from corridors.prose import Numbers, numbers, told

PROJECT: Final = ROOT / "pyproject.toml"


def direct_packages(project: Path = PROJECT) -> dict[str, str]:
    """The packages that the project asks for, and what for, as its file says beside each.

    Not those of its development group: they test the book and make nothing in it.
    """
    text = project.read_text(encoding="utf-8").partition("\ndev = [")[0]
    lines = re.findall(r'^ +"([\w-]+)[^"]*", +# (.+)$', text, re.MULTILINE)
    return dict(lines)


def versions() -> pd.DataFrame:
    """Python and the packages in use here: package, version, what_for.

    A package that is not installed here has no version: a notebook runs without the book's builder.
    """
    rows = [("Python", platform.python_version(), platform.python_implementation())]
    for name, reason in direct_packages().items():
        try:
            version = importlib.metadata.version(name)
        except importlib.metadata.PackageNotFoundError:
            version = ""
        rows.append((name, version, reason))
    return pd.DataFrame(rows, columns=["package", "version", "what_for"])


def shown() -> Html:
    """The versions as a table."""
    table = versions()
    table["version"] = table["version"].replace("", "not installed here")
    return Html(table.rename(columns={"what_for": "what for"}).to_html(index=False, border=0))


def editions() -> Numbers:
    """Of which version these pages are, and how new their data."""
    package = data.about()
    newest = catalogue.overview(data.names())["newest_outcome"].max()
    described = "data/datapackage.json"
    return numbers(
        book_version=told(__version__, given="the version of the package corridors"),
        data_version=told(package["version"], given=described),
        data_made=told(f"{pd.Timestamp(package['created']):%d %B %Y}", given=described),
        data_newest=told(f"{newest:%B %Y}", given="the newest outcome in any table"),
    )
