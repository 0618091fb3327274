"""The files of the numbers: written, read, and compared with what the book tells now."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from corridors.appendix import usage
from corridors.book import executed
from corridors.book.build import execute_all
from corridors.paths import ROOT
from tests.numbers.gather import claims_numbers, page_numbers

FOLDER = Path(__file__).parent

SHOWN_UNDER = "what is shown under"
"""How a mark of tables is named: their cells are not in the files."""

REMEDY = "If that is meant, run `make numbers` and look at the diff in review."


def now() -> dict[str, dict[str, Any]]:
    """What the pages of the book tell now, by page; those that have changed are executed first."""
    execute_all(ROOT, print)
    told = {
        page.path.stem: page_numbers(executed.notebook(ROOT, page.name))
        for page in usage.pages()
        if executed.unexecuted(page.path)
    }
    del told["status"]["tables"]  # tells of the machine that builds
    told["ledger"]["claims"] = claims_numbers()
    return {name: numbers for name, numbers in told.items() if any(numbers.values())}


def kept(folder: Path = FOLDER) -> dict[str, dict[str, Any]]:
    """What the files say, by page."""
    files = sorted(folder.glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in files}


def keep(told: Mapping[str, Mapping[str, Any]], folder: Path = FOLDER) -> None:
    """Write a file for each page, and leave none of a page that is gone."""
    for name, numbers in told.items():
        text = json.dumps(numbers, ensure_ascii=False, indent=1, sort_keys=True)
        (folder / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    for path in folder.glob("*.json"):
        if path.stem not in told:
            path.unlink()


def changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Each number that is not as it was: "page, name: was -> now"."""
    was, now = dict(leaves(before)), dict(leaves(after))
    return [
        f"{place[0]}, {_name(place)}: {was.get(place, 'not there')} -> "
        f"{now.get(place, 'not there')}"
        for place in sorted({*was, *now})
        if was.get(place) != now.get(place) or (place in was) != (place in now)
    ]


def _name(place: tuple[str, ...]) -> str:
    return f"{SHOWN_UNDER} {place[2]}" if place[1] == "tables" else " ".join(place[2:])


def _counted(texts: list[str]) -> Iterator[tuple[int, str]]:
    """Each text with how often it has come up so far."""
    seen: Counter[str] = Counter()
    for text in texts:
        seen[text] += 1
        yield seen[text], text


def leaves(told: Mapping[str, Any], path: tuple[str, ...] = ()) -> Iterator[tuple[tuple, Any]]:
    for name, part in told.items():
        if isinstance(part, Mapping):
            yield from leaves(part, (*path, name))
        elif name == "places":
            yield from (
                ((*path, "place", f"{at} of {text}"), "told") for at, text in _counted(part)
            )
        else:
            yield (*path, name), part
