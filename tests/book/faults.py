"""Builds that are killed at random moments: the good book stays, and the next build is right.

python -m tests.book.faults --count 100
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tests.book.conftest import SmallBook

SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
PATIENCE = 30.0
"""Seconds in which what a killed build has begun must end too."""

EXPLORER = """
import pandas as pd
from corridors.explore import explore
def model(share):
    return pd.DataFrame({"year": [2024, 2025], "bcm": [share, share + 1.5]})
def picture(table, ax):
    ax.bar(table["year"], table["bcm"])
    ax.set_ylim(0, 30)
    ax.set_title(f"It ends at {table['bcm'].iloc[-1]:.1f}")
explore("gas", model=model, picture=picture, summary=lambda t: "It grows.", share=(0, 20, 5))
"""


def files_of(folder: Path) -> dict[str, bytes]:
    """What is in a folder, by name."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def still_running(session: int) -> bool:
    """Whether any process of a session is left."""
    try:
        os.killpg(session, 0)
    except ProcessLookupError:
        return False
    return True


def killed(count: int, seed: int, folder: Path) -> Iterator[str]:
    """Kill so many builds, each with the next signal at a random moment; what became of each."""
    draw = random.Random(seed)
    book = SmallBook(folder)
    book.notebook("notebook", EXPLORER)
    start = time.monotonic()
    first = book.build()
    assert first.returncode == 0, first.stderr
    seconds = time.monotonic() - start
    pages = folder / "_build" / "html"
    for number in range(count):
        good = files_of(pages)
        book.text("index", f"# A book\n\nWords of edition {number}.\n")
        sent = SIGNALS[number % len(SIGNALS)]
        begun = book.begin()
        time.sleep(draw.uniform(0, 1.1 * seconds))
        begun.send_signal(sent)
        _, complained = begun.communicate(timeout=PATIENCE)
        until = time.monotonic() + PATIENCE
        while still_running(begun.pid):
            assert time.monotonic() < until, f"{sent.name}: processes are left over"
            time.sleep(0.1)
        ended = begun.returncode == 0
        said = complained.rstrip().splitlines()[-1:] or [""]
        if not ended and sent is not signal.SIGKILL and "The book was not built" in complained:
            assert said[0] == "_build/html is still the last good book.", complained
        there = files_of(pages if pages.is_dir() else pages.with_name("html.old"))
        # What can't be caught may come when the new pages stand already: then all of them do.
        may_be_new = ended or sent is signal.SIGKILL
        assert there == good or may_be_new, f"{sent.name}: the good book is not as it was"
        again = book.build()
        assert again.returncode == 0, again.stderr
        assert there in (good, files_of(pages)), f"{sent.name}: neither the old book nor the new"
        assert f"Words of edition {number}." in book.page("index").read_text("utf-8")
        yield f"{sent.name} {'came too late' if ended else 'stopped it'}"


def main() -> int:
    """Kill builds and count what became of them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        became: Counter[str] = Counter()
        for what in killed(chosen.count, chosen.seed, Path(folder) / "book"):
            became[what] += 1
            print(f"{became.total()} of {chosen.count}: {what}", flush=True)
    print(", ".join(f"{what}: {count}" for what, count in sorted(became.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
